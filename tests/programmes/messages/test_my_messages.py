"""What I was sent, how often I want it, and the one press that ends a topic (issue 9, sections 2 and 7)."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from coprod.kit.clock import LONDON
from coprod.post.catalogue import Kind, Topic, kinds
from coprod.post.models import Message
from coprod.post.planning import Pace
from partners.messages.actions import choose
from partners.messages.models import MessageChoice, SentMessage
from programmes.messages.policies import paces_of
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all, off_link, told, unresolved
from tests.programmes.portal.doing import writing_for
from tests.programmes.stages.doing import as_, get, post

MUST, OTHER = (Topic.STAGES, True), (Topic.STAGES, False)
TUESDAY_8 = datetime.combine(MONDAY.date() + timedelta(days=1), datetime.min.time(), tzinfo=LONDON).replace(hour=8)

pytestmark = pytest.mark.usefixtures("quiet_hours")


@pytest.fixture
def stage(cast):
    return unresolved(cast)


@pytest.fixture
def optional(monkeypatch):
    """The same message, as if it could be switched off."""
    monkeypatch.setitem(kinds, "stage_unresolved", Kind("stage_unresolved", "t", "to", "when", must=False, topic=Topic.STAGES))


def states(**which):
    return sorted(Message.objects.filter(**which).values_list("state", "why"))


# --- digests ---------------------------------------------------------------------------------------------------------

def test_once_a_day_makes_one_mail_of_seven_events(cast, stage, mailoutbox):
    choose(cast.amina, {MUST: Pace.DAILY}, at=MONDAY)
    for number in range(7):
        told(cast.amina, stage, occasion=f"round {number}", at=MONDAY + timedelta(minutes=number))
    deliver_all(MONDAY + timedelta(hours=1))
    assert mailoutbox == [] and states(to=cast.amina.ref) == [("gathered", "gathered")] * 7

    deliver_all(TUESDAY_8)
    deliver_all(TUESDAY_8 + timedelta(days=3))

    assert [mail.to for mail in mailoutbox] == [[cast.amina.email]]
    assert "There are 7 things for you." in mailoutbox[0].body and mailoutbox[0].body.count("Care Together") >= 7
    assert states(to=cast.amina.ref) == [("sent", "")] * 8      # the seven, and the mail that they went in


def test_weekly_by_post_is_one_letter(cast, stage, mailoutbox):
    cast.amina.channel, cast.amina.address = "post", "1 Canal Row"
    cast.amina.save()
    choose(cast.amina, {MUST: Pace.WEEKLY}, at=MONDAY)
    for number in range(3):
        told(cast.amina, stage, occasion=f"round {number}")
    deliver_all(MONDAY + timedelta(hours=1))
    assert states(to=cast.amina.ref) == [("gathered", "gathered")] * 3

    deliver_all(TUESDAY_8 + timedelta(days=6))      # the next Monday

    letter = Message.objects.get(kind="digest")
    assert (letter.state, letter.channel, letter.book, mailoutbox) == ("by_hand", "post", cast.programme.ref, [])
    page = get(cast.maya, "letter", str(letter.pk)).content.decode()
    assert page.count('<h3>Care Together') == 3 and "1 Canal Row" in page

    assert post(cast.maya, "message-told", str(letter.pk), way="post").status_code == 302
    assert states(to=cast.amina.ref) == [("told", "by_channel"), *[("told", "gathered")] * 3]


def test_two_programmes_make_two_letters_that_each_manager_reads_alone(cast, stage):
    cast.amina.channel = "post"
    cast.amina.save()
    choose(cast.amina, {MUST: Pace.DAILY}, at=MONDAY)
    told(cast.amina, stage, occasion="here 1")
    told(cast.amina, stage, occasion="here 2")
    Message.objects.filter(pk=told(cast.amina, stage, occasion="there").pk).update(book=cast.elsewhere.ref)
    deliver_all(MONDAY + timedelta(hours=1))
    deliver_all(TUESDAY_8)

    letters = Message.objects.filter(kind="digest").order_by("pk")
    assert {(each.book, each.state) for each in letters} == {(cast.programme.ref, "by_hand"), (cast.elsewhere.ref, "by_hand")}
    assert {each.book: each.parts.count() for each in letters} == {cast.programme.ref: 2, cast.elsewhere.ref: 1}
    assert get(cast.maya, "message-told", str(letters.get(book=cast.elsewhere.ref).pk)).status_code == 404


def test_one_alone_goes_out_as_itself(cast, stage, mailoutbox):
    choose(cast.amina, {MUST: Pace.DAILY}, at=MONDAY)
    told(cast.amina, stage)
    deliver_all(MONDAY + timedelta(hours=1))
    deliver_all(TUESDAY_8)

    assert len(mailoutbox) == 1 and "things for you" not in mailoutbox[0].body


def test_what_comes_too_late_for_today_goes_out_tomorrow(cast, stage, mailoutbox):
    choose(cast.amina, {MUST: Pace.DAILY}, at=MONDAY)
    told(cast.amina, stage, occasion="first")
    deliver_all(MONDAY + timedelta(hours=1))
    deliver_all(TUESDAY_8)
    late = told(cast.amina, stage, occasion="late")
    Message.objects.filter(pk=late.pk).update(state="gathered", due_at=TUESDAY_8)       # as if it had been gathered while the mail went out

    deliver_all(TUESDAY_8 + timedelta(minutes=5))
    assert len(mailoutbox) == 1
    deliver_all(TUESDAY_8 + timedelta(days=1))
    assert len(mailoutbox) == 2 and states(occasion="late") == [("sent", "")]


def test_off_is_off_also_for_what_was_gathered(cast, stage, optional, mailoutbox):
    choose(cast.amina, {OTHER: Pace.DAILY}, at=MONDAY)
    told(cast.amina, stage, occasion="1")
    told(cast.amina, stage, occasion="2")
    deliver_all(MONDAY + timedelta(hours=1))
    choose(cast.amina, {OTHER: Pace.OFF}, at=MONDAY + timedelta(hours=2))
    told(cast.amina, stage, occasion="3")
    deliver_all(MONDAY + timedelta(hours=3))
    deliver_all(TUESDAY_8)

    assert mailoutbox == []
    assert states(to=cast.amina.ref, kind="stage_unresolved") == [("dropped", "off")] * 3


# --- my pages ----------------------------------------------------------------------------------------------------------

def test_i_read_everything_that_i_was_sent_and_nobody_elses(cast, stage, mailoutbox):
    told(cast.amina, stage)
    told(cast.joe, stage)
    deliver_all(MONDAY)
    copy = SentMessage.objects.get(partner=cast.amina)

    page = as_(cast.amina).get("/messages/").content.decode()
    one = get(cast.amina, "me-message", copy.ref).content.decode()

    assert copy.subject in page and "E-mail" in page and page.count("/messages/sent/") == 1
    assert copy.subject in one and all(escape(line) in one for line in copy.text.split("\n"))
    assert copy.text.split("\n")[0] in mailoutbox[0].body
    assert get(cast.joe, "me-message", copy.ref).status_code == 404
    assert "dear" not in copy.text.lower()


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_list_costs_the_same_however_long_it_is(cast, stage, rows, django_assert_num_queries, client):
    for number in range(rows):
        told(cast.amina, stage, occasion=f"round {number}")
    deliver_all(MONDAY)
    client.force_login(cast.amina.user)
    client.get("/messages/")

    with django_assert_num_queries(7):
        page = client.get("/messages/").content.decode()

    assert page.count("/messages/sent/") == min(rows, 25)


def test_one_answer_holds_for_everything_and_at_once(cast, stage, mailoutbox):
    told(cast.amina, stage)
    assert as_(cast.amina).post("/messages/how-often/", {"pace": "weekly"}).status_code == 302
    deliver_all(MONDAY)

    assert mailoutbox == [] and set(paces_of(cast.amina).values()) == {Pace.WEEKLY}
    assert "1 message is gathered for you" in as_(cast.amina).get("/messages/").content.decode()
    form = as_(cast.amina).get("/messages/how-often/").content.decode()
    assert re.findall(r'<input[^>]*value="(\w+)"[^>]*checked', form) == ["weekly"]


def test_one_answer_for_everything_leaves_off_what_was_switched_off(cast):
    meetings = (Topic.MEETINGS, False)
    choose(cast.amina, {meetings: Pace.OFF}, at=MONDAY)

    assert as_(cast.amina).post("/messages/how-often/", {"pace": "weekly"}).status_code == 302

    assert paces_of(cast.amina)[meetings] == Pace.OFF and paces_of(cast.amina)[Topic.MEETINGS, True] == Pace.WEEKLY


def test_what_must_be_told_cannot_be_off(cast):
    before = as_(cast.amina).get("/messages/topics/").content.decode()
    answer = as_(cast.amina).post("/messages/topics/", {"stages-must": "off"})

    assert answer.status_code == 200 and MessageChoice.objects.count() == 0
    assert "stages-must" in before
    with pytest.raises(ValueError, match="cannot be off"):
        choose(cast.amina, {MUST: Pace.OFF}, at=MONDAY)


def test_staff_write_down_what_somebody_says_by_phone(cast, clock):
    half_hour = writing_for(cast, cast.amina)

    assert post(cast.maya, "for-messages-often", half_hour.ref, pace="daily").status_code == 302

    assert set(paces_of(cast.amina).values()) == {Pace.DAILY} and paces_of(cast.maya) == {}
    assert set(MessageChoice.objects.values_list("through", flat=True)) == {"phone"}
    assert half_hour.said.count() == 1


# --- the one press -----------------------------------------------------------------------------------------------------

def test_a_mail_that_may_be_off_says_so_in_its_headers_and_one_that_must_be_sent_does_not(cast, stage, optional, mailoutbox):
    message = told(cast.amina, stage)
    deliver_all(MONDAY)

    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe"].endswith(f"{off_link(message)}>") and headers["List-Unsubscribe"].startswith("<http")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert off_link(message) in mailoutbox[0].body


def test_what_must_be_sent_offers_no_way_out(cast, stage, mailoutbox):
    told(cast.amina, stage)
    deliver_all(MONDAY)

    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers and "/messages/off/" not in mailoutbox[0].body


def test_the_button_of_a_mail_client_is_honoured_at_once_without_signing_in(cast, stage, optional, mailoutbox):
    """RFC 8058: one POST, no cookie, no token of a form, no second question."""
    message = told(cast.amina, stage)
    deliver_all(MONDAY)
    told(cast.amina, stage, occasion="waits already")
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post(off_link(message), {"List-Unsubscribe": "One-Click"})
    deliver_all(MONDAY)

    assert answer.status_code == 200 and "We do not send you these any more" in answer.content.decode()
    assert "Stages and standards" in answer.content.decode()        # exactly what was switched off
    assert paces_of(cast.amina) == {OTHER: Pace.OFF} and len(mailoutbox) == 1
    assert states(occasion="waits already") == [("dropped", "off")]


def test_looking_at_the_link_changes_nothing_and_a_person_may_choose_less_instead(cast, stage, optional):
    message = told(cast.amina, stage)
    stranger = Client()

    assert stranger.get(off_link(message)).status_code == 200 and MessageChoice.objects.count() == 0
    assert stranger.post(off_link(message), {"pace": "weekly"}).status_code == 302
    assert paces_of(cast.amina) == {OTHER: Pace.WEEKLY}
    assert stranger.post(off_link(message), {"pace": "at_once"}).status_code == 302
    assert paces_of(cast.amina) == {OTHER: Pace.AT_ONCE}
    stranger.post(off_link(message), {"pace": "never"})
    assert paces_of(cast.amina) == {OTHER: Pace.AT_ONCE}


@pytest.mark.parametrize("token", ["x", "a" * 43, "ü"])
def test_a_link_that_was_guessed_opens_nothing(cast, stage, optional, token):
    message = told(cast.amina, stage)

    assert Client().post(f"/messages/off/{message.pk}/{token}/", {"pace": "off"}).status_code == 410
    assert MessageChoice.objects.count() == 0
