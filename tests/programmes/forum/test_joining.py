"""People join the Forum in a few minutes, and only with their own yes (FM1); staff let in whom they were told of by phone or letter."""

import pytest
from django.test import Client

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.models import Candidate, Holding, Partner
from programmes.forum.actions import close_door, let_in, open_door, say_no, say_yes
from programmes.forum.models import ForumJoin, ForumTie
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY
from tests.programmes.forum.doing import asked, by_phone, confirm_link, person
from tests.programmes.stages.doing import as_, post

pytestmark = pytest.mark.django_db
TYPED = {"once": "", "name": "Nia Example", "called": "Nia", "channel": "email", "email": "nia@example.test", "phone": "", "address": "",
         "area": "Westmere", "agrees": "on", "website": ""}


def members(cast):
    return set(Holding.objects.filter(seat__group=cast.forum, state="serving").values_list("partner__name", flat=True))


def address(cast):
    return f"/forum/{cast.programme.slug}/join/"


def once(page: str) -> str:
    return page.split('name="once" value="')[1].split('"')[0]


def test_somebody_joins_by_the_page_and_the_link_of_the_mail(cast, mailoutbox):
    open_door(cast.programme, by=cast.maya, at=MONDAY)
    visitor = Client()
    page = visitor.get(address(cast)).content.decode()

    done = visitor.post(address(cast), TYPED | {"once": once(page), "topics": [cast.housing.pk]}).content.decode()

    assert "Look into your e-mail" in done and "Nia Example" not in members(cast)
    join = ForumJoin.objects.get()
    assert (join.candidate.state, list(join.topics.all()), Partner.objects.filter(name="Nia Example").count()) == (
        "asked", [cast.housing], 0)
    deliver(at=MONDAY, limit=100)
    (mail,) = [each for each in mailoutbox if each.to == ["nia@example.test"]]
    assert confirm_link(join) in mail.body and "Nia" not in mail.subject

    assert "Yes, I join" in visitor.get(confirm_link(join)).content.decode()       # looking joins nobody
    assert "Nia Example" not in members(cast)
    answer = visitor.post(confirm_link(join), {"answer": "yes"}).content.decode()

    assert "You are a member of the Forum" in answer and "Nia Example" in members(cast)
    tie = ForumTie.objects.get(partner__name="Nia Example")
    assert (tie.digest, tie.area, list(tie.topics.all()), tie.kept_on) == ("monthly", "Westmere", [cast.housing], MONDAY.date())
    assert Message.objects.filter(kind="forum_is_joined", to=tie.partner.ref).count() == 1
    visitor.post(confirm_link(join), {"answer": "yes"})
    assert Holding.objects.filter(seat__group=cast.forum, partner=tie.partner).count() == 1


def test_sent_twice_it_is_asked_once(cast):
    open_door(cast.programme, by=cast.maya, at=MONDAY)
    visitor = Client()
    sent = TYPED | {"once": once(visitor.get(address(cast)).content.decode())}

    answers = [visitor.post(address(cast), sent) for _n in range(2)]

    assert [each.status_code for each in answers] == [200, 200] and ForumJoin.objects.count() == 1


@pytest.mark.parametrize(("wrong", "words"), [
    ({"name": ""}, "Enter the full name"), ({"email": ""}, "Enter an e-mail address"), ({"email": "nia"}, "e-mail"),
    ({"channel": ""}, "Choose an answer to “How should we reach you?”"),
    ({"agrees": ""}, "We can only keep what you write if you agree"), ({"channel": "phone"}, "Enter a phone number"),
    ({"website": "http://spam.example"}, "Leave this field empty")])
def test_bad_input_is_said_and_kept(cast, wrong, words):
    open_door(cast.programme, by=cast.maya, at=MONDAY)
    visitor = Client()

    page = visitor.post(address(cast), TYPED | {"once": once(visitor.get(address(cast)).content.decode())} | wrong).content.decode()

    assert words in page and 'value="Westmere"' in page and not ForumJoin.objects.exists()


def test_a_closed_door_takes_nobody_and_says_how(cast):
    assert Client().get(address(cast)).status_code == 404
    open_door(cast.programme, by=cast.maya, at=MONDAY)
    close_door(cast.programme, by=cast.maya, at=MONDAY)

    page = Client().post(address(cast), TYPED)

    assert page.status_code == 404 and "Ring us" in page.content.decode() and not ForumJoin.objects.exists()
    with pytest.raises(NotAllowedNow):
        close_door(cast.programme, by=cast.maya, at=MONDAY)


def test_who_says_no_is_erased_and_who_says_nothing_after_two_weeks(cast):
    no, silent = asked(cast), asked(cast, name="Una Example", email="una@example.test")

    assert "erased" in Client().post(confirm_link(no), {"answer": "no"}).content.decode()
    check_stages(at=MONDAY.replace(day=MONDAY.day + 14))

    assert set(Candidate.objects.values_list("name", flat=True)) == {""}
    assert Client().get(confirm_link(silent)).status_code == 410
    with pytest.raises(NotAllowedNow):
        say_yes(silent, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        say_no(no, at=MONDAY)


def test_a_link_of_somebody_else_opens_nothing(cast):
    one, other = asked(cast), asked(cast, name="Una Example", email="una@example.test")
    token = confirm_link(other).split("/")[-2]

    assert Client().post(f"/forum/join/{one.ref}/{token}/", {"answer": "yes"}).status_code == 410
    assert "Nia Example" not in members(cast)


def test_who_may_be_known_here_is_looked_at_first(cast):
    known = Partner.objects.create(name="Nia Example", email="nia@example.test", added_at=MONDAY)
    join = asked(cast)

    page = Client().post(confirm_link(join), {"answer": "yes"}).content.decode()

    assert "We look into one thing first" in page and "Nia Example" not in members(cast)
    assert list(BY_NAME["forum-asks"].rows(standing(cast.maya.user), MONDAY.date())) == [join]
    assert "The same person" in as_(cast.maya).get(f"/forum/asks/{join.ref}/").content.decode()
    post(cast.maya, "forum-let-in", join, who=known.ref)
    assert Holding.objects.get(seat__group=cast.forum, partner=known).state == "serving" and Partner.objects.filter(
        name="Nia Example").count() == 1


def test_who_has_no_e_mail_is_let_in_by_staff(cast):
    join = by_phone(cast)
    assert list(BY_NAME["forum-asks"].rows(standing(cast.maya.user), MONDAY.date())) == [join]

    post(cast.maya, "forum-let-in", join)

    assert "Nia Example" in members(cast)
    assert Message.objects.get(kind="forum_is_joined").state == "waiting"
    assert post(cast.maya, "forum-let-in", join).status_code == 403
    with pytest.raises(NotAllowedNow):
        let_in(join, by=cast.maya, at=MONDAY)


def test_staff_write_down_who_rang_also_while_the_door_is_closed(cast):
    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/forum/note/").content.decode()

    response = as_(cast.maya).post(f"/programmes/{cast.programme.slug}/forum/note/", TYPED | {"once": once(page)})

    join = ForumJoin.objects.get()
    assert response.url == f"/forum/asks/{join.ref}/"
    assert (join.noted_by, join.candidate.state, join.candidate.noted_by) == (cast.maya, "agreed", cast.maya)


def test_the_page_of_who_runs_it_says_who_waits_and_names_no_member(cast):
    by_phone(cast)

    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/forum/").content.decode()

    assert "Nia Example" in page and f"/forum/{cast.programme.slug}/join/" in page and "Forrest" not in page


def test_a_person_is_asked_to_join_only_with_their_facts(cast):
    with pytest.raises(NotAllowedNow):
        asked(cast, noted_by=cast.maya, **person() | {"ref": asked(cast).candidate.ref})
