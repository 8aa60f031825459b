"""Home of a lay partner: what is next, what is asked, what happened to what they said, in this order. My voice: all they ever said."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import add_months
from partners.models import NamedContact
from partners.support.actions import say_support_is_right
from programmes.home.showing import ON_HOME, oldest
from programmes.portal.showing import what_i_said, what_is_next
from programmes.programme.actions import comment_on_focus, write_focus
from programmes.programme.models import Workstream
from programmes.programme.models.standing import standing_of
from programmes.stages.actions.answering import claim_standard, confirm_standard, dispute_standard
from tests.makers import MONDAY, a_claim
from tests.programmes.portal.doing import arranged, asked_for_a_seat, own
from tests.programmes.renewal.doing import refused
from tests.programmes.stages.doing import as_, first_of, get, s8

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def home(person):
    return own(person, "home").content.decode()


def titles(page):
    return [" ".join(re.sub("<[^>]+>", "", each).split()) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.S)]


def test_the_parts_stand_in_the_order_in_which_they_are_needed(cast):
    assert titles(home(cast.amina))[:5] == [
        "What is next", "What is asked of you", "What happened to what you said", "Where you sit", "Your programmes"]


def test_what_is_next_are_the_next_five_days_with_their_weekday(cast):
    Workstream.objects.filter(pk=cast.housing.pk).update(first_meeting_on=TODAY + timedelta(days=3))
    say_support_is_right(cast.amina, at=MONDAY, review_on=TODAY + timedelta(days=10))

    found = what_is_next(cast.amina, on=TODAY)

    assert [(each.day - TODAY).days for each in found] == [3, 10]
    page = home(cast.amina)
    assert "First meeting of Housing" in page and "Thursday 19 March 2026" in page
    assert "Look at your support again" in page and "Thursday 26 March 2026" in page
    assert page.index("First meeting of Housing") < page.index("Look at your support again")


def test_days_that_are_over_or_of_others_are_not_next(cast):
    Workstream.objects.filter(pk=cast.housing.pk).update(first_meeting_on=TODAY - timedelta(days=1))
    say_support_is_right(cast.joe, at=MONDAY, review_on=TODAY + timedelta(days=10))

    assert {each.words for each in what_is_next(cast.amina, on=TODAY)} == {"Look at your support again"}
    assert {each.day for each in what_is_next(cast.amina, on=TODAY)} == {add_months((MONDAY - timedelta(days=200)).date(), 12)}


def test_at_most_five_single_things_are_asked_the_oldest_first_with_the_way_to_all(cast):
    stage = s8(cast)
    answers = list(stage.answers.in_order().select_related("stage__programme", "stage__workstream"))
    assert len(answers) > ON_HOME
    for number, answer in enumerate(answers):
        a_claim(answer, by=cast.priya, at=MONDAY + timedelta(minutes=number))
    seat = asked_for_a_seat(cast, cast.forrest, at=MONDAY - timedelta(days=3))

    page = home(cast.amina)
    shown = re.findall(r'href="/standards/(\w+)/"', page.split('id="asked"')[1].split('id="said"')[0])
    assert shown == [answer.ref for answer in answers[:ON_HOME]]
    assert reverse("programmes:asked") in page
    assert f"{len(answers)}" in own(cast.amina, "asked").content.decode()

    theirs = home(cast.forrest)
    assert reverse("programmes:seat-answer", args=[seat.ref]) in theirs
    assert reverse("programmes:asked") not in theirs


def test_things_of_several_queues_are_mixed_by_age(cast):
    need = arranged(cast, cast.amina, at=MONDAY - timedelta(days=1))
    a_claim(first_of(s8(cast)), by=cast.priya, at=MONDAY - timedelta(days=2))
    arranged(cast, cast.amina, at=MONDAY, words="Send papers early")

    found = oldest(standing_of(cast.amina, on=TODAY, shape="at hand"), on=TODAY)

    assert [each.queue.name for each in found] == ["claims", "support-to-confirm", "support-to-confirm"]
    assert found[1].ref == need.ref


def test_what_somebody_said_stands_there_with_what_became_of_it(cast):
    statement = write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="x", people="x", area="x", ends_on=TODAY)
    comment_on_focus(statement, by=cast.ines, at=MONDAY, text="Carers are missing")
    answer = first_of(s8(cast))
    a_claim(answer, by=cast.priya)
    dispute_standard(answer, by=cast.ines, at=MONDAY + timedelta(minutes=1), because="It was late")

    said = what_i_said(cast.ines)
    assert [(each.words, each.became) for each in said] == [
        ("No: It was late", "It waits for an answer."), ("Carers are missing", "It stands beside the text.")]

    write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="y", people="y", area="y", ends_on=TODAY)
    claim_standard(answer, by=cast.priya, at=MONDAY + timedelta(minutes=2), text="Now it is in time.", evidence={
        "kind": "minute", "title": "Minutes", "dated_on": TODAY})
    confirm_standard(answer, by=cast.ines, at=MONDAY + timedelta(minutes=3))

    became = {each.words: each.became for each in what_i_said(cast.ines)}
    assert became["Yes, that is so."] == "It counts as met because of you."
    assert became["Carers are missing"] == "A new version was written after it."
    assert became["No: It was late"].startswith("Answered on 16 March 2026.")
    page = own(cast.ines, "my-voice").content.decode()
    assert "Carers are missing" in page and page.index("Yes, that is so.") < page.index("Carers are missing")
    assert "Carers are missing" in home(cast.ines)


def test_a_no_to_gaps_is_among_what_was_said_and_others_do_not_see_it(cast):
    check = refused(cast)
    who = check.noes.get().partner

    assert any(each.where == "Gaps in the Forum" for each in what_i_said(who))
    others = [person for person in (cast.amina, cast.joe, cast.ines) if person != who]
    assert all(each.where != "Gaps in the Forum" for person in others for each in what_i_said(person))


def test_my_voice_goes_on_page_by_page_and_says_each_thing_once(cast):
    statement = write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="x", people="x", area="x", ends_on=TODAY)
    for number in range(30):
        comment_on_focus(statement, by=cast.ines, at=MONDAY + timedelta(minutes=number), text=f"Comment {number:02}.")

    first, second = (as_(cast.ines).get(reverse("programmes:my-voice") + end).content.decode() for end in ("", "?from=25"))

    assert re.findall(r"Comment \d\d", first) == [f"Comment {n:02}" for n in range(29, 4, -1)]
    assert re.findall(r"Comment \d\d", second) == [f"Comment {n:02}" for n in range(4, -1, -1)]
    assert as_(cast.ines).get(reverse("programmes:my-voice") + "?from=x").status_code == 200


# --- the frame of each page ------------------------------------------------------------------------------------------------------

def ways(page):
    return re.findall(r'app-navigation__link" href="([^"]+)"', page)


def test_lay_partners_find_home_my_voice_and_me_and_search_beside_their_name(cast):
    page = home(cast.amina)

    assert ways(page) == ["/", "/my-voice/", "/me/"]
    assert reverse("programmes:search") in page and cast.programme.get_absolute_url() in page
    assert 'aria-current="page"' in page
    assert 'href="/me/" aria-current="true"' in own(cast.amina, "me-support").content.decode()


def test_the_ways_of_staff_lead_to_their_own_messages_too(cast):
    assert ways(home(cast.maya)) == ["/", "/programmes/", "/people/", "/meetings/", "/search/", "/messages/"]


def test_the_named_contact_stands_in_the_same_place_of_every_page_of_a_lay_partner(cast):
    assert "Your contact is" not in home(cast.amina)
    cast.priya.phone = "020 7946 0555"
    cast.priya.save()
    NamedContact.objects.create(partner=cast.amina, home_book=cast.programme.ref, owner=cast.priya, hours="Monday to Thursday, 9 to 3",
                                named_at=MONDAY, named_by=cast.maya)

    for page in (home(cast.amina), get(cast.amina, "workstream", cast.housing).content.decode(), own(cast.amina, "me").content.decode()):
        footer = page.split("<footer")[1]
        assert "Your contact is Priya Example, Monday to Thursday, 9 to 3" in footer and "020 7946 0555" in footer
    assert "Your contact is" not in home(cast.joe)
    assert "Your contact is" not in home(cast.maya)
