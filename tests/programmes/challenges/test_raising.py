"""A challenge is raised by a lay partner, as themselves or for a group, or written down for them, also from a line of minutes."""

import pytest
from django.urls import reverse

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from programmes.challenges.models import Challenge
from programmes.programme.actions import close_programme
from tests.makers import MONDAY
from tests.programmes.challenges.doing import TEXT, a_board, a_challenge, about_housing, about_nothing
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def test_it_goes_to_the_lead_with_a_day_for_the_answer(cast):
    challenge = a_challenge(cast)

    assert (challenge.rung, challenge.answer_by, challenge.due_on) == ("lead", *[add_working_days(day_of(MONDAY), 15)] * 2)
    assert list(Message.objects.filter(about=challenge.ref).values_list("kind", "to")) == [("challenge_raised", cast.priya.ref)]


def test_about_nothing_in_particular_it_goes_to_the_manager(cast):
    assert a_challenge(cast, about=about_nothing(cast)).rung == "manager"


def test_it_may_be_raised_to_a_rung_above(cast):
    challenge = a_challenge(cast, rung="owner")

    assert challenge.rung == "owner"
    assert [message.to for message in Message.objects.filter(kind="challenge_raised")] == [cast.sid.ref]


def test_a_rung_with_nobody_on_it_is_refused(cast):
    with pytest.raises(NotAllowedNow, match="Nobody stands there"):
        a_challenge(cast, rung="body")
    a_board(cast)
    assert a_challenge(cast, rung="body").rung == "body"


def test_the_forum_may_raise_and_staff_may_not(cast):
    for who, status in ((cast.forrest, 302), (cast.priya, 403), (cast.maya, 403), (cast.vic, 403), (cast.olga, 403), (cast.sam, 404)):
        assert post(who, "challenge-new", cast.programme.slug, kind="interests", text="Why?").status_code == status
    assert Challenge.objects.get().raised_by == cast.forrest


def test_only_for_a_group_in_which_they_sit(cast):
    assert a_challenge(cast, for_group=cast.advisory).for_group == cast.advisory
    with pytest.raises(NotAllowedNow, match="do not sit"):
        a_challenge(cast, for_group=cast.forum)
    page = post(cast.amina, "challenge-new", cast.programme.slug, kind="interests", text="Why?", for_group=cast.forum.pk).content.decode()
    assert "Why?" in page and Challenge.objects.count() == 1


def test_sent_twice_it_is_raised_once(cast):
    first = a_challenge(cast, ref="once-upon-a-tim")

    assert a_challenge(cast, ref="once-upon-a-tim") == first and Challenge.objects.count() == 1
    assert Message.objects.filter(kind="challenge_raised").count() == 1


def test_what_was_typed_is_kept_when_something_is_missing(cast):
    page = post(cast.amina, "challenge-new", cast.programme.slug, text="A long thought of mine", kind="").content.decode()

    assert "A long thought of mine" in page and "Choose an answer to" in page and not Challenge.objects.exists()


def test_a_topic_that_the_reader_does_not_see_is_nothing(cast):
    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/challenges/new/?about=programme:{cast.elsewhere.slug}")

    assert page.status_code == 200 and "Somewhere Else" not in page.content.decode()


def test_the_manager_writes_down_what_is_said_by_phone(cast):
    post(cast.maya, "challenge-note", cast.programme.slug, who=cast.forrest.pk, through="phone", text="Why?", kind="inclusion", rung="")

    challenge = Challenge.objects.get()
    assert (challenge.raised_by, challenge.noted_by, challenge.through, challenge.rung) == (cast.forrest, cast.maya, "phone", "manager")


def test_who_writes_it_down_may_put_it_to_their_own_rung(cast):
    facts = {"who": cast.forrest.pk, "through": "phone", "text": "Why?", "kind": "inclusion"}
    assert 'value="manager"' in get(cast.maya, "challenge-note", cast.programme.slug).content.decode()

    page = post(cast.maya, "challenge-note", cast.programme.slug, rung="body", **facts).content.decode()
    assert "Nobody stands there who may answer" in page and "Why?" in page
    assert post(cast.maya, "challenge-note", cast.programme.slug, rung="manager", **facts).status_code == 302

    assert Challenge.objects.get().rung == "manager"


def test_a_line_that_is_none_is_nothing(cast):
    for line in ("%00", "a b", "x" * 99):
        assert as_(cast.maya).get(f"/programmes/{cast.programme.slug}/challenges/note/?line={line}").status_code == 200


def test_only_for_lay_people_of_the_programme(cast):
    for who in (cast.sid, cast.sam):
        post(cast.maya, "challenge-note", cast.programme.slug, who=who.pk, through="phone", text="Why?", kind="inclusion", rung="")

    assert not Challenge.objects.exists()


def test_a_closed_programme_takes_none(cast):
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")
    cast.programme.refresh_from_db()

    with pytest.raises(NotAllowedNow, match="closed"):
        a_challenge(cast, about=about_housing(cast, programme=cast.programme))
    assert get(cast.amina, "challenge-new", cast.programme.slug).status_code == 403


def test_my_voice_has_it_with_where_it_stands(cast):
    a_challenge(cast)

    page = as_(cast.amina).get(reverse("programmes:my-voice")).content.decode()
    assert TEXT in page and "It stands at: Raised. An answer is due by" in page and reverse("programmes:say-something") in page
