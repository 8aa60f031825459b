"""What staff see of messages: what waits, went out, failed or was not sent, and why; pausing; what comes (issue 9, sections 1 and 6)."""

import re
from datetime import timedelta

import pytest

from coprod.post.actions import deliver
from coprod.post.catalogue import kinds
from coprod.post.models import Message, Pause
from partners.messages.actions import choose
from programmes.messages.actions.expecting import expect
from programmes.messages.models import ExpectedMessage
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, a_stage
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.messages.test_my_messages import OTHER, optional
from tests.programmes.stages.doing import as_, get, post

__all__ = ["optional"]
DAY = timedelta(days=1)


@pytest.fixture
def stage(cast):
    return unresolved(cast)


def page(cast, show="waiting", **more):
    return as_(cast.maya).get(f"/programmes/{cast.programme.slug}/messages/", {"show": show} | more).content.decode()


def counts(text):
    return {label.strip(): int(n) for label, n in re.findall(r"(?:<strong>|>)(Waiting|To be told by phone or letter|Could not be sent|"
                                                             r"Sent or told|Not sent): (\d+)<", text)}


def test_a_manager_sees_what_became_of_each_message_and_why(cast, stage, optional):
    choose(cast.joe, {OTHER: "off"}, at=MONDAY)
    cast.ines.channel = "phone"
    cast.ines.save()
    for who in (cast.amina, cast.joe, cast.ines):
        told(who, stage)
    deliver_all(MONDAY)
    told(cast.femi, stage)

    assert counts(page(cast)) == {
        "Waiting": 1, "To be told by phone or letter": 1, "Could not be sent": 0, "Sent or told": 1, "Not sent": 1}
    assert "They switched messages of this kind off." in page(cast, "not-sent") and cast.joe.name in page(cast, "not-sent")
    assert "They are reached by phone or letter" in page(cast, "by-hand") and cast.ines.name in page(cast, "by-hand")
    assert cast.amina.name in page(cast, "sent")


def test_why_somebody_did_or_did_not_get_it_stands_on_their_page(cast, stage, optional):
    choose(cast.joe, {OTHER: "off"}, at=MONDAY)
    message = told(cast.joe, stage)
    deliver_all(MONDAY)

    page = as_(cast.maya).get(f"/people/{cast.joe.ref}/messages/?show=not-sent").content.decode()
    assert counts(page)["Not sent"] == 1 and "They switched messages of this kind off." in page
    assert "They switched messages of this kind off." in get(cast.maya, "message", str(message.pk)).content.decode()


def test_what_it_said_is_read_as_it_went_out(cast, stage, mailoutbox):
    message = told(cast.amina, stage)
    deliver_all(MONDAY)

    text = get(cast.maya, "message", str(message.pk)).content.decode()
    assert "What it said" in text and mailoutbox[0].subject in text


def test_a_message_of_another_programme_is_not_there(cast, stage):
    message = told(cast.amina, stage)
    Message.objects.filter(pk=message.pk).update(book=cast.elsewhere.ref)

    assert get(cast.maya, "message", str(message.pk)).status_code == 404
    assert post(cast.maya, "message-again", str(message.pk)).status_code == 404
    assert counts(page(cast))["Waiting"] == 0


def test_what_failed_is_tried_again_or_told_by_a_person(cast, stage, mailoutbox, clock):
    first, second = told(cast.amina, stage), told(cast.joe, stage)
    Message.objects.update(state="failed", why="refused", tries=8, finished_at=MONDAY)
    assert "The address or number was refused" in page(cast, "failed")

    assert post(cast.maya, "message-again", str(first.pk)).status_code == 302
    assert post(cast.maya, "message-by-hand", str(second.pk)).status_code == 302
    assert post(cast.maya, "message-again", str(first.pk)).status_code == 409
    assert post(cast.maya, "message-by-hand", str(second.pk)).status_code == 409
    deliver_all(MONDAY + DAY)

    assert [mail.to for mail in mailoutbox] == [[cast.amina.email]]
    second.refresh_from_db()
    assert second.state == "by_hand"


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_centre_costs_the_same_however_much_there_is(cast, stage, rows, django_assert_num_queries):
    for number in range(rows):
        told(cast.amina, stage, occasion=f"round {number}")
    client = as_(cast.maya)
    client.get("/")

    with django_assert_num_queries(9):
        text = client.get(f"/programmes/{cast.programme.slug}/messages/").content.decode()

    assert counts(text)["Waiting"] == rows and text.count(f"/people/{cast.amina.ref}/") == min(rows, 25)


# --- pausing -----------------------------------------------------------------------------------------------------------

def test_a_pause_lets_wait_and_loses_nothing(cast, stage, mailoutbox):
    slug = cast.programme.slug
    answer = as_(cast.maya).post(f"/programmes/{slug}/messages/pause/?kind=stage_unresolved", {"reason": "The rota changes on Friday."})
    told(cast.amina, stage)
    deliver_all(MONDAY + DAY)
    assert answer.status_code == 302 and mailoutbox == [] and Message.objects.get().state == "waiting"
    assert "Such messages are paused." in page(cast)
    assert "The rota changes on Friday." in as_(cast.maya).get(f"/programmes/{slug}/messages/kinds/").content.decode()

    it = Pause.objects.get()
    assert as_(cast.maya).post(f"/programmes/{slug}/messages/resume/", {"pause": it.ref}).status_code == 302
    assert as_(cast.maya).post(f"/programmes/{slug}/messages/resume/", {"pause": it.ref}).status_code == 404
    deliver_all(MONDAY + 2 * DAY)

    assert [mail.to for mail in mailoutbox] == [[cast.amina.email]]


def test_a_pause_needs_a_reason_and_is_there_once(cast):
    where = f"/programmes/{cast.programme.slug}/messages/pause/"

    assert "Answer “Why do they wait?”" in as_(cast.maya).post(where, {"reason": " "}).content.decode() and not Pause.objects.exists()
    assert as_(cast.maya).post(where, {"reason": "One"}).status_code == 302
    assert as_(cast.maya).post(where, {"reason": "Two"}).status_code == 409
    assert Pause.objects.get().reason == "One"
    assert as_(cast.maya).get(f"{where}?kind=nothing-like-it").status_code == 404


def test_a_paused_programme_does_not_stop_another(cast, stage, mailoutbox):
    as_(cast.maya).post(f"/programmes/{cast.programme.slug}/messages/pause/", {"reason": "A pause"})
    there = told(cast.amina, stage, occasion="there")
    Message.objects.filter(pk=there.pk).update(book=cast.elsewhere.ref)
    told(cast.amina, stage, occasion="here")
    deliver(at=MONDAY + DAY)

    assert dict(Message.objects.values_list("occasion", "state")) == {"there": "sent", "here": "waiting"}


# --- the catalogue and what comes ----------------------------------------------------------------------------------------

def test_the_catalogue_names_every_kind(cast):
    text = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/messages/kinds/").content.decode()

    assert text.count("<th scope=\"row\">") >= len(kinds) > 200


def test_what_will_be_sent_is_what_the_clock_then_writes(cast):
    """The one and only list of rules is the clock's own."""
    a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=MONDAY.date() + timedelta(days=9))
    Message.objects.all().delete()
    before = set(Message.objects.values_list("pk", flat=True))

    expect(at=MONDAY)
    assert set(Message.objects.values_list("pk", flat=True)) == before      # nothing was written
    expected = set(ExpectedMessage.objects.values_list("kind", "about", "to", "on"))
    written = set()
    for ahead in range(1, 15):
        at = MONDAY.replace(hour=9) + timedelta(days=ahead)
        known = set(Message.objects.values_list("pk", flat=True))
        check_stages(at=at)
        written |= {(kind, about, to, at.date()) for kind, about, to in Message.objects.exclude(pk__in=known).values_list(
            "kind", "about", "to")}

    assert written == expected and len(expected) >= 3
    assert "standards_due" in {kind for kind, *_rest in expected}


def test_a_manager_reads_who_will_get_what_on_which_day(cast, clock):
    clock.to(MONDAY)
    a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=MONDAY.date() + timedelta(days=9))
    Message.objects.all().delete()
    where = f"/programmes/{cast.programme.slug}/messages/"
    assert "Not reckoned yet" in as_(cast.maya).get(f"{where}ahead/").content.decode()

    expect(at=MONDAY)
    text = as_(cast.maya).get(f"{where}ahead/").content.decode()

    assert cast.priya.name in text and "Reckoned" in text
