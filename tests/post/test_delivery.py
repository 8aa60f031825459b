"""The outbox is delivered through a real mail server: nothing is lost, nothing is said twice, nothing leaks (issue 6)."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver, mark_as_told, send
from coprod.post.actions.delivering import HELD
from coprod.post.catalogue import Kind, Priority, kinds
from coprod.post.models import LEASE, TRIES, Message
from coprod.post.tasks import deliver_waiting
from partners.people.actions import invite
from programmes.programme.actions import change_programme
from programmes.stages.actions.answering import dispute_standard
from programmes.stages.actions.checking import check_stages
from tests.cast import NAMES
from tests.makers import MONDAY, a_partner, a_stage
from tests.programmes.stages.doing import claimed, get, post, ready

MINUTE = timedelta(minutes=1)


def a_message(to, *, kind="stage_unresolved", about="x", occasion="1", at=MONDAY, **facts):
    message = Message(kind=kind, about=about, to=to.ref, occasion=occasion, written_at=at, due_at=at, **facts)
    send([message])
    return Message.objects.get(kind=kind, about=about, to=to.ref, occasion=occasion)


@pytest.fixture
def to_sign(cast):
    """Stage 8 is ready: Priya, Amina and Joe are asked to sign it."""
    stage = ready(cast)
    Message.objects.exclude(kind="sign_off_asked").delete()
    return stage


# --- what a mail is --------------------------------------------------------------------------------------------------

def test_a_mail_is_plain_text_with_an_html_twin_and_one_link(cast, to_sign, smtp, settings):
    settings.BASE_URL = "https://coprod.example.org"
    deliver(at=MONDAY)

    mail = next(mail for mail in smtp.mails if mail["To"] == cast.amina.email)
    text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    link = f"https://coprod.example.org{to_sign.get_absolute_url()}"
    assert mail.get_content_type() == "multipart/alternative"
    assert text.count("https://") == 1 and link in text
    assert html.count("<a ") == 1 and f'href="{link}"' in html
    assert "Your signature is needed." in text and "Your signature is needed." in html
    assert "<" not in text and "&" not in text
    assert all(len(line) <= 998 for line in mail.as_string().splitlines())


def test_subjects_say_nothing_about_anybody(cast, smtp):
    """Every kind of message is sent; no subject holds a name, an address or a word that somebody wrote."""
    from tests.trail.story import SECRETS, tell_the_story

    deliver_waiting()
    tell_the_story(cast, pause=lambda: deliver(at=MONDAY, limit=500))
    check_stages(at=MONDAY + timedelta(days=60))
    deliver(at=MONDAY + timedelta(days=60), limit=500)

    subjects = {str(mail["Subject"]) for mail in smtp.mails}
    kinds = set(Message.objects.filter(state="sent").values_list("kind", flat=True))
    assert {"standard_disputed", "stage_unresolved", "proceeding", "sign_off_asked", "seat_empty", "invitation", "standards_due"} <= kinds
    assert len(subjects) >= len(kinds)
    assert [word for word in [*NAMES, "Example", "@", *SECRETS.values()]
            if any(word.lower() in subject.lower() for subject in subjects)] == []


def test_the_sender_and_the_address_are_what_the_settings_say_and_no_more(cast, to_sign, smtp, settings):
    settings.DEFAULT_FROM_EMAIL = "Joined-Up Lives <post@jul.example>"
    deliver(at=MONDAY)

    for mail in smtp.mails:
        assert mail["From"] == "Joined-Up Lives <post@jul.example>"
        assert mail.envelope_to == [mail["To"]]
        assert (mail["Cc"], mail["Bcc"], mail["Auto-Submitted"]) == (None, None, "auto-generated")
        assert mail["Reply-To"] == settings.CONTACT_EMAIL       # an answer reaches a human
        assert mail["Message-ID"].endswith("@jul.example>")
        assert [word for word in NAMES if word in mail["Message-ID"]] == []


@pytest.mark.parametrize("name",
                         ["Evil\r\nBcc: all@example.test", "Evil\nSubject: Won", "<b>Bold</b> & Co", "x" * 200, "会議\u2028Bcc: a@b"])
def test_no_text_of_people_enters_a_header_or_becomes_markup(cast, to_sign, smtp, name):
    change_programme(cast.programme, by=cast.maya, at=MONDAY, name=name)

    deliver(at=MONDAY)

    assert len(smtp.mails) == 3
    for mail in smtp.mails:
        assert mail["Bcc"] is None
        assert len(mail.get_all("Subject")) == 1
        assert "<b>Bold" not in mail.get_body(("html",)).get_content()
        assert mail.envelope_to == [mail["To"]]


def test_what_somebody_is_called_is_escaped_and_not_linked(cast, to_sign, smtp):
    cast.amina.called = "<a href='https://evil.example'>click</a>"
    cast.amina.save()
    deliver(at=MONDAY)

    html = next(mail for mail in smtp.mails if mail["To"] == cast.amina.email).get_body(("html",)).get_content()
    assert "<a href='https://evil" not in html
    assert html.count("<a ") == 1


def test_a_reason_that_somebody_gave_is_not_in_the_mail(cast, smtp):
    dispute_standard(claimed(cast), by=cast.amina, at=MONDAY, because="Call me on 020 7946 0000")
    deliver(at=MONDAY)

    assert smtp.mails
    assert not any("7946 0000" in mail.as_string() for mail in smtp.mails)


# --- once ------------------------------------------------------------------------------------------------------------

def test_what_was_sent_is_not_sent_again(cast, to_sign, smtp):
    assert deliver(at=MONDAY) == 3
    assert deliver(at=MONDAY) == 0
    assert deliver(at=MONDAY + timedelta(days=9)) == 0

    assert sorted(mail["To"] for mail in smtp.mails) == sorted(person.email for person in (cast.amina, cast.joe, cast.priya))
    assert set(Message.objects.values_list("state", "finished_at")) == {("sent", MONDAY)}


def test_the_same_thing_said_again_is_the_same_message(cast):
    first, second = a_message(cast.amina), a_message(cast.amina)

    assert first == second


def test_what_is_due_later_waits(cast, to_sign, smtp):
    Message.objects.update(due_at=MONDAY + MINUTE)

    assert deliver(at=MONDAY) == 0
    assert deliver(at=MONDAY + MINUTE) == 3


def test_nothing_is_said_that_is_not_so_any_more(cast, to_sign, smtp):
    from tests.programmes.stages.doing import first_of

    dispute_standard(first_of(to_sign), by=cast.amina, at=MONDAY, because="Not so")
    Message.objects.exclude(kind="sign_off_asked").delete()
    deliver(at=MONDAY)

    assert smtp.mails == []
    assert set(Message.objects.values_list("state", flat=True)) == {"dropped"}


def test_two_senders_at_the_same_moment_send_each_mail_once(shared_cast, all_at_once, smtp):
    stage = a_stage(shared_cast.programme, "S8", by=shared_cast.maya, workstream=shared_cast.housing)
    type(stage).objects.update(state="unresolved", ready_at=MONDAY)
    for number in range(30):
        a_message(shared_cast.amina, about=stage.ref, occasion=f"round {number}")
    Message.objects.exclude(kind="stage_unresolved").delete()

    taken = all_at_once(3, lambda number: deliver(at=MONDAY, limit=20))

    while deliver(at=MONDAY):
        pass
    assert sum(taken) <= 30
    assert len({mail["Message-ID"] for mail in smtp.mails}) == len(smtp.mails) == 30


# --- trouble ---------------------------------------------------------------------------------------------------------

def test_a_server_that_refuses_is_tried_again_later_and_the_mail_has_the_same_id(cast, to_sign, smtp, caplog):
    smtp.refuse = "451 Try again later"
    deliver(at=MONDAY)
    assert smtp.mails == []
    assert set(Message.objects.values_list("state", "tries", "due_at")) == {("waiting", 1, MONDAY + 2 * MINUTE)}
    assert "Later 451" in caplog.text and cast.amina.email not in caplog.text

    smtp.refuse = ""
    assert deliver(at=MONDAY + MINUTE) == 0
    assert deliver(at=MONDAY + 2 * MINUTE) == 3
    assert len(smtp.mails) == 3


def test_a_server_that_is_not_there_is_tried_again_in_half_a_minute_and_no_try_is_counted(cast, to_sign, settings, unused_port, caplog):
    """Nothing is given up because a server was down for a day."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port

    deliver(at=MONDAY)

    assert set(Message.objects.values_list("state", "tries", "due_at", "why")) == {
        ("waiting", 0, MONDAY + timedelta(seconds=30), "no_server")}
    assert "ConnectionRefusedError" in caplog.text


def test_after_eight_tries_it_is_given_up_and_that_is_on_record(cast, smtp, caplog):
    caplog.set_level(logging.CRITICAL)
    stage = ready(cast)
    Message.objects.exclude(to=cast.amina.ref, about=stage.ref).delete()
    smtp.refuse, at = "550 No such person", MONDAY
    for _ in range(TRIES):
        assert deliver(at=at) == 1
        at += timedelta(days=7)

    assert Message.objects.values_list("state", "tries", "why").get() == ("failed", TRIES, "said_later")
    assert deliver(at=at) == 0


def test_one_message_that_cannot_be_said_does_not_silence_those_behind_it(cast, to_sign, smtp, caplog, monkeypatch):
    monkeypatch.setitem(kinds, "unworded", Kind("unworded", "", "", "", must=True))     # for this test: declared, and nobody words it
    broken = a_message(cast.amina, kind="unworded", at=MONDAY - MINUTE)

    assert deliver(at=MONDAY) == 4

    broken.refresh_from_db()
    assert len(smtp.mails) == 3
    assert (broken.state, broken.due_at) == ("waiting", MONDAY + 2 * MINUTE)
    assert f"message {broken.pk} could not be said" in caplog.text and "KeyError" in caplog.text


def test_a_message_of_a_kind_that_nobody_declared_is_not_written(cast):
    with pytest.raises(LookupError, match="Nobody declared the message a_strange_kind"):
        a_message(cast.amina, kind="a_strange_kind")

    assert not Message.objects.filter(kind="a_strange_kind").exists()


def test_a_sender_that_stops_leaves_its_mail_to_the_next_after_the_lease(cast, to_sign, smtp):
    assert len(Message.objects.claim(at=MONDAY, limit=20)) == 3     # ... and then it stops

    assert deliver(at=MONDAY + LEASE) == 0
    assert deliver(at=MONDAY + LEASE + timedelta(seconds=1)) == 3
    assert len(smtp.mails) == 3


def test_a_sender_whose_lease_ran_out_does_not_undo_what_the_next_one_did(cast, to_sign, smtp):
    from coprod.post.actions.delivering import _move
    from coprod.post.planning import Why

    slow = Message.objects.claim(at=MONDAY, limit=20)
    deliver(at=MONDAY + 2 * MINUTE)
    for message in slow:
        _move(message, "release", at=MONDAY + 3 * MINUTE, why=Why.NO_SERVER)

    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


# --- people without e-mail ---------------------------------------------------------------------------------------------

@pytest.fixture
def by_phone(cast):
    """Amina is reached by phone; stage 8 asks her to sign."""
    cast.amina.channel, cast.amina.phone = "phone", "020 7946 0991"
    cast.amina.save()
    ready(cast)
    Message.objects.exclude(kind="sign_off_asked").delete()
    deliver(at=MONDAY)
    return Message.objects.get(to=cast.amina.ref)


def test_who_has_no_e_mail_is_told_by_hand(cast, by_phone, smtp):
    assert by_phone.state == "by_hand"

    page = get(cast.maya, "message-told", str(by_phone.pk)).content.decode()
    assert "020 7946 0991" in page
    assert "Every standard has an answer. Your signature is needed." in page


def test_the_manager_finds_them_in_a_queue_and_notes_that_it_was_done(cast, by_phone, clock):
    assert "Amina" in get(cast.maya, "queue", "by-hand").content.decode()

    assert post(cast.maya, "message-told", str(by_phone.pk)).status_code == 302
    assert post(cast.maya, "message-told", str(by_phone.pk)).status_code == 409

    by_phone.refresh_from_db()
    assert (by_phone.state, by_phone.finished_at) == ("told", MONDAY)
    assert "Amina" not in get(cast.maya, "queue", "by-hand").content.decode()


def test_two_who_note_it_at_the_same_moment_are_one(cast, by_phone):
    mark_as_told(by_phone, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        mark_as_told(Message.objects.get(pk=by_phone.pk), at=MONDAY)


def test_a_person_who_is_gone_is_not_reached_and_stops_nobody_else(cast, to_sign, smtp):
    Message.objects.filter(to=cast.amina.ref).update(to="nobodyisthere")

    deliver(at=MONDAY)

    assert sorted(mail["To"] for mail in smtp.mails) == sorted([cast.joe.email, cast.priya.email])
    assert Message.objects.get(to="nobodyisthere").state == "by_hand"


# --- the queue -------------------------------------------------------------------------------------------------------

def test_a_message_is_delivered_once_its_action_is_committed(cast, after_commit, mailoutbox):
    walter = a_partner("Walter Example")
    Message.objects.all().delete()
    with after_commit():
        invite(walter, by=cast.maya, at=MONDAY)
        assert mailoutbox == []

    assert [mail.to for mail in mailoutbox] == [[walter.email]]
    assert reverse("partners:invitation", args=["x"])[:-2] in mailoutbox[0].body


def test_when_the_queue_is_down_the_action_still_succeeds_and_the_clock_sends_it_later(cast, smtp, settings, caplog, after_commit):
    from coprod.celery import app

    before = app.conf.task_always_eager, app.conf.broker_url
    app.conf.task_always_eager, app.conf.broker_url = False, "redis://127.0.0.1:1/0"
    app.amqp._producer_pool = None
    Message.objects.all().delete()
    try:
        with after_commit():
            invite(a_partner("Walter Example"), by=cast.maya, at=MONDAY)
    finally:
        app.conf.task_always_eager, app.conf.broker_url = before
        app.amqp._producer_pool = None

    assert Message.objects.get().state == "waiting"
    assert "the queue did not take" in caplog.text
    deliver_waiting()
    assert len(smtp.mails) == 1


def test_a_great_many_are_sent_in_small_batches(cast, smtp):
    stage = ready(cast)
    type(stage).objects.update(state="unresolved")
    Message.objects.all().delete()
    written = {"about": stage.ref, "to": cast.amina.ref, "written_at": MONDAY, "due_at": MONDAY}
    Message.objects.bulk_create(Message(kind="stage_unresolved", occasion=f"round {number}", **written) for number in range(2 * HELD + 5))

    assert deliver_waiting(rounds=2) == 2 * HELD
    assert deliver_waiting() == 5


def test_where_a_kind_asks_and_reminds_only_the_reminder_waits_three_days(cast, smtp, monkeypatch):
    monkeypatch.setitem(kinds, "stage_unresolved", replace(kinds["stage_unresolved"], again=".* again"))
    stage, day = ready(cast), timedelta(days=1)
    type(stage).objects.update(state="unresolved")
    Message.objects.all().delete()
    a_message(cast.amina, about=stage.ref, occasion="round 1")
    deliver(at=MONDAY)
    a_message(cast.amina, about=stage.ref, occasion="round 1 again", at=MONDAY + day)
    a_message(cast.amina, about=stage.ref, occasion="round 2", at=MONDAY + day)

    deliver(at=MONDAY + day)
    assert dict(Message.objects.values_list("occasion", "state")) == {"round 1": "sent", "round 1 again": "waiting", "round 2": "sent"}
    assert Message.objects.get(state="waiting").why == "too_soon"
    deliver(at=MONDAY + 4 * day)

    assert len(smtp.mails) == 3


def test_a_slow_server_keeps_nothing_urgent_waiting_behind_what_was_taken_up_before(cast, to_sign, smtp, monkeypatch):
    monkeypatch.setattr("coprod.post.actions.delivering.PATIENCE", 0)
    before = dict(Message.objects.values_list("pk", "due_at"))

    assert deliver(at=MONDAY) == 1
    waiting = Message.objects.filter(state="waiting")
    assert (waiting.count(), set(waiting.values_list("tries", "why"))) == (2, {(0, "")})
    assert all(before[each.pk] == each.due_at for each in waiting)
    type(to_sign).objects.update(state="unresolved")
    urgent = a_message(cast.priya, about=to_sign.ref)
    Message.objects.filter(pk=urgent.pk).update(priority=Priority.FIRST)
    assert deliver(at=MONDAY) == 1

    urgent.refresh_from_db()
    assert urgent.state == "sent" and len(smtp.mails) == 2
