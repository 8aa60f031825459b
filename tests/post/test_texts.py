"""Who wants texts gets them: one text each, through GOV.UK Notify or into the demo's file, once, and saying nothing about anybody."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import include, path

from coprod.post.actions import deliver
from coprod.post.models import LEASE, Message
from coprod.post.registry import Words
from coprod.post.texting import LONGEST, TextFile, as_mobile, as_text, plain, room_of, shortened
from coprod.urls import urlpatterns as whole_site
from partners.messages.models import SentMessage
from tests.makers import MONDAY
from tests.post.notify import TEMPLATE, a_notify
from tests.programmes.stages.doing import get, ready

urlpatterns = [*whole_site, path("mailbox/", include("coprod.post.mailbox"))]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def notify(settings):
    with a_notify() as it:
        settings.TEXTS = it.url
        yield it


@pytest.fixture
def to_sign(cast):
    """Stage 8 is ready: Priya, Amina and Joe are asked to sign it. Amina wants texts."""
    cast.amina.channel, cast.amina.phone = "text", "07700 900123"
    cast.amina.save()
    stage = ready(cast)
    Message.objects.exclude(kind="sign_off_asked").delete()
    return stage


def hers(cast):
    return Message.objects.get(to=cast.amina.ref)


# --- delivery --------------------------------------------------------------------------------------------------------

def test_who_wants_texts_gets_one_and_the_others_their_mail(cast, to_sign, notify, smtp, settings):
    settings.BASE_URL = "https://coprod.example.org"
    assert deliver(at=MONDAY) == 3

    message = hers(cast)
    assert notify.asked == ["POST /v2/notifications/sms"]
    assert notify.texts == [{
        "phone_number": "447700900123", "template_id": TEMPLATE, "reference": message.name_for_mail(),
        "personalisation": {"text": "coprod: Care Together: please sign stage S8 "
                                    f"https://coprod.example.org{to_sign.get_absolute_url()}"}}]
    assert (message.state, message.channel, message.finished_at) == ("sent", "text", MONDAY)
    assert sorted(mail["To"] for mail in smtp.mails) == sorted([cast.joe.email, cast.priya.email])
    assert deliver(at=MONDAY + 9 * MINUTE) == 0


def test_what_a_text_was_about_is_read_in_full_on_the_person_s_own_page(cast, to_sign, notify, smtp):
    deliver(at=MONDAY)

    copy = SentMessage.objects.get(partner=cast.amina)
    assert copy.channel == "text"
    assert "Your signature is needed." in get(cast.amina, "me-message", copy.ref).content.decode()


def test_without_a_provider_they_are_told_by_hand(cast, to_sign, smtp):
    deliver(at=MONDAY)

    assert (hers(cast).state, hers(cast).why) == ("by_hand", "no_address")


@pytest.mark.parametrize("number", ["020 7946 0991", "070 1234 5678", "07700 900123 after six", "+33 6 12 34 56 78", "07700 90012", ""])
def test_a_number_that_cannot_get_texts_is_told_by_hand(cast, to_sign, notify, smtp, number):
    cast.amina.phone = number
    cast.amina.save()
    deliver(at=MONDAY)

    assert notify.asked == []
    assert (hers(cast).state, hers(cast).why) == ("by_hand", "no_address")


def test_a_text_keeps_the_quiet_hours(quiet_hours, cast, to_sign, notify, smtp):
    night = MONDAY + timedelta(hours=12)
    deliver(at=night)

    assert notify.asked == []
    assert (hers(cast).state, hers(cast).why) == ("waiting", "quiet")
    deliver(at=night + timedelta(hours=11))
    assert len(notify.texts) == 1


# --- trouble ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("message", ["phone_number Not a UK mobile number", "Cannot send to international mobile numbers"])
def test_a_number_that_is_refused_is_not_tried_again(cast, to_sign, notify, smtp, caplog, message):
    notify.answer = (400, message)
    deliver(at=MONDAY)
    notify.answer = None
    deliver(at=MONDAY + timedelta(days=1))

    assert (hers(cast).state, hers(cast).why) == ("by_hand", "refused")
    assert notify.texts == []
    assert "Refused 400" in caplog.text and "900123" not in caplog.text


@pytest.mark.parametrize("status", [400, 404, 500, 502])
def test_another_answer_is_tried_again_later(cast, to_sign, notify, smtp, status):
    notify.answer = (status, "Template not found")
    deliver(at=MONDAY)
    assert Message.objects.filter(to=cast.amina.ref).values_list("state", "why", "tries", "due_at").get() == (
        "waiting", "said_later", 1, MONDAY + 2 * MINUTE)

    notify.answer = None
    deliver(at=MONDAY + 2 * MINUTE)
    assert len(notify.texts) == 1 and hers(cast).state == "sent"


@pytest.mark.parametrize("status", [401, 403, 429])
def test_where_nobody_gets_through_texts_wait_half_a_minute_and_mail_goes_on(cast, to_sign, notify, smtp, status):
    cast.priya.channel, cast.priya.phone = "text", "+44 (0)7700 900456"
    cast.priya.save()
    notify.answer = (status, "Exceeded send limits (50) for today")
    deliver(at=MONDAY)

    waiting = Message.objects.filter(to__in=[cast.amina.ref, cast.priya.ref])
    assert set(waiting.values_list("state", "why", "tries", "due_at")) == {("waiting", "no_server", 0, MONDAY + timedelta(seconds=30))}
    assert notify.asked == ["POST /v2/notifications/sms"]       # the second was not even tried
    assert [mail["To"] for mail in smtp.mails] == [cast.joe.email]

    notify.answer = None
    deliver(at=MONDAY + MINUTE)
    assert sorted(each["phone_number"] for each in notify.texts) == ["447700900123", "447700900456"]


def test_a_wrong_secret_gives_up_nobody(cast, to_sign, notify, smtp, settings):
    settings.TEXTS = settings.TEXTS.replace("5d1c9f74-secret", "another")
    deliver(at=MONDAY)

    assert notify.texts == []
    assert (hers(cast).state, hers(cast).why, hers(cast).tries) == ("waiting", "no_server", 0)


def test_a_provider_that_is_not_there_stops_no_mail(cast, to_sign, smtp, settings, unused_port):
    settings.TEXTS = f"notify+http://a:b@127.0.0.1:{unused_port}?template=c"
    deliver(at=MONDAY)

    assert (hers(cast).state, hers(cast).why) == ("waiting", "no_server")
    assert len(smtp.mails) == 2


def test_a_mail_server_that_is_not_there_stops_no_text(cast, to_sign, notify, settings, unused_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    deliver(at=MONDAY)

    assert len(notify.texts) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["sent", "waiting", "waiting"]


def test_an_answer_that_got_lost_does_not_make_a_second_text(cast, to_sign, notify, smtp, settings):
    """Notify took it, and we never heard: by its reference it is found again."""
    settings.EMAIL_TIMEOUT, notify.is_lost = 0.3, True
    deliver(at=MONDAY)
    assert (hers(cast).state, hers(cast).why, len(notify.texts)) == ("waiting", "no_server", 1)

    settings.EMAIL_TIMEOUT, notify.is_lost = 10, False
    deliver(at=MONDAY + MINUTE)
    assert hers(cast).state == "sent"
    assert len(notify.texts) == 1
    assert notify.asked == ["POST /v2/notifications/sms", "GET /v2/notifications"]


def test_a_sender_that_died_after_the_text_went_out_does_not_make_a_second_one(cast, to_sign, notify, smtp):
    Message.objects.claim(at=MONDAY, limit=20)
    notify.texts.append({"reference": hers(cast).name_for_mail()})      # ... and then it was killed

    deliver(at=MONDAY + LEASE + MINUTE)

    assert hers(cast).state == "sent"
    assert len(notify.texts) == 1


# --- the words -------------------------------------------------------------------------------------------------------

BASE = "https://coprod.example.org"


@pytest.mark.parametrize(("words", "text"), [
    (Words("Meeting on 3 May", ["Secret"], path="/meetings/abc/"), f"coprod: Meeting on 3 May {BASE}/meetings/abc/"),
    (Words("Meeting on 3 May", ["Secret"]), f"coprod: Meeting on 3 May Sign in to read it: {BASE}"),
    (Words("“Café” – now…\r\nBcc: you 会議 ✓", [], path="/x/"), f'coprod: "Café" - now... Bcc: you {BASE}/x/'),
    (Words("Łódź & Kraków €5", [], path="/x/"), f"coprod: Lodz & Krakow €5 {BASE}/x/"),
    (Words("会議", [], path="/x/"), f"coprod:  {BASE}/x/"),
    (Words("One two three " * 20, [], path="/meetings/abc/"),
     f"coprod: {'One two three ' * 7}One two... {BASE}/meetings/abc/"),
    (Words("One two three " * 20, [], path="/" + "x" * 120),
     f"coprod: {'One two three ' * 7}One... Sign in to read it: {BASE}")])
def test_what_a_text_says(settings, words, text):
    settings.BASE_URL = BASE

    assert as_text(words) == text
    assert room_of(text) <= LONGEST


@pytest.mark.parametrize("length", range(1, 200, 7))
def test_a_text_is_one_text_and_its_link_is_whole_or_not_there(settings, length):
    settings.BASE_URL, settings.SERVICE_NAME = BASE, "Joined-Up Lives [Westbourne] and all of its many neighbours"
    for subject in ("€{}" * 40, "A word or two " * 9, "x" * 300):
        text = as_text(Words(subject, ["Secret"], path="/" + "a" * length + "/"))

        assert room_of(text) <= LONGEST
        assert text == plain(text)
        assert text.endswith((f" {BASE}/{'a' * length}/", f"Sign in to read it: {BASE}"))


def test_an_address_that_is_longer_than_a_text_is_left_out(settings):
    settings.BASE_URL = "https://" + "x" * 150

    assert as_text(Words("Meeting on 3 May", [], path="/x/")) == "coprod: Meeting on 3 May Sign in to read it."


def test_signs_that_take_the_room_of_two_are_counted_twice():
    assert room_of("a€[b") == 6
    assert shortened("€€ €€ €€", 8) == "€€..."      # 4 + 3


@pytest.mark.parametrize(("number", "known"), [
    ("07700 900123", "447700900123"), ("+44 7700 900123", "447700900123"), ("+44 (0)7700 900-123", "447700900123"),
    ("0044 7700 900123", "447700900123"), ("447700900123", "447700900123"), (" 07624 123456 ", "447624123456"), ("07612 345678", ""),
    ("07012 345678", ""), ("01632 960001", ""), ("07700 9001234", ""), ("+1 202 555 0100", ""), ("٠٧٧٠٠٩٠٠١٢٣", ""), ("+7700 900123", "")])
def test_numbers(number, known):
    assert as_mobile(number) == known


# --- the demo's file, and the settings -----------------------------------------------------------------------------------

@pytest.mark.urls(__name__)
def test_the_demo_keeps_texts_in_a_file_and_shows_them_beside_its_mail(cast, to_sign, smtp, settings, tmp_path, client):
    settings.TEXTS, settings.EMAIL_FILE_PATH = f"file://{tmp_path}/mail%20of%20us/texts.jsonl", str(tmp_path)
    deliver(at=MONDAY)

    found = list(TextFile(tmp_path / "mail of us" / "texts.jsonl").texts())
    assert [(each.to, each.reference, each.sent_at) for each in found] == [("447700900123", hers(cast).name_for_mail(), MONDAY)]
    assert found[0].text in client.get("/mailbox/?to=900 123").content.decode().replace("</a>", "").replace('"', "").replace(
        f"<a href={found[0].text.split()[-1]} rel=nofollow>", "")
    assert "447700900123" not in client.get("/mailbox/?to=amina@").content.decode()


def test_a_text_that_may_be_in_the_file_already_is_not_written_twice(tmp_path):
    file = TextFile(tmp_path / "texts.jsonl")
    file.send("447700900123", "Hello\nyou", "one", at=MONDAY)
    file.send("447700900123", "Hello\nyou", "one", at=MONDAY, again=True)
    with file.path.open("a") as unfinished:
        unfinished.write('{"to": "44')

    assert [each.text for each in file.texts()] == ["Hello\nyou"]


@pytest.mark.parametrize(("value", "live", "starts"), [
    ("", True, True), ("notify://a:b@notify.example?template=c", True, True), ("notify://a:b@notify.example", True, False),
    ("notify+http://a:b@127.0.0.1:1?template=c", True, False), ("file:///texts.jsonl", True, False), ("file:///texts.jsonl", False, True),
    ("twilio://a:b@c", False, False)])
def test_a_wrong_setting_stops_the_start(tmp_path, value, live, starts):
    facts = {"COPROD_VAR": str(tmp_path), "COPROD_TEXTS": value, "PATH": os.environ["PATH"]}
    if live:
        facts |= {"COPROD_LIVE": "1", "DATABASE_URL": "postgres://a:b@localhost/c", "REDIS_URL": "redis://localhost/0",
                  "EMAIL_URL": "smtp://localhost", "COPROD_SECRET_KEY": "x" * 50, "COPROD_BASE_URL": "https://a.example"}
        facts |= dict.fromkeys(["COPROD_HOSTS", "COPROD_CONTACT_NAME", "COPROD_CONTACT_PHONE", "COPROD_CONTACT_EMAIL", "COPROD_FROM_EMAIL"],
                               "a@b.example")
    ended = subprocess.run([sys.executable, "-c", "import coprod.settings"], env=facts, capture_output=True, text=True, check=False)

    assert (ended.returncode == 0) is starts, ended.stderr
    assert ("Set COPROD_TEXTS to notify://" in ended.stderr) is not starts
