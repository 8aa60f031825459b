"""A recording is played on the page and written down beside it; the link of a reply ends after ninety days, and gives a new one; what was
being typed when a session ended is not lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from coprod.kit.clock import now
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.rounds.actions import keep_back, take_answer_back, write_down_recording
from programmes.rounds.models import ForumAnswer
from tests.accounts.people import PASSWORD, words_of
from tests.makers import MONDAY
from tests.programmes.rounds.doing import AFTER, DAY, OPENS, a_link, a_round, delivered, said, sent, told
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
SOUND = b"ID3\x03\x00" + bytes(range(256)) * 4


def recorded(it, by, text="", **facts):
    return said(it, by, text, audio=ContentFile(SOUND, name="me.mp3"), content_type="audio/mpeg", **facts)


def recording(person, answer, **headers):
    return as_(person).get(reverse("programmes:forum-answer-recording", args=[answer.ref]), headers=headers)


def page_of(person, answer):
    return as_(person).get(answer.get_absolute_url()).content.decode()


# --- recordings ----------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("asked", "status", "bytes_", "range_"), [
    ("", 200, SOUND, None),
    ("bytes=0-", 206, SOUND, f"bytes 0-{len(SOUND) - 1}/{len(SOUND)}"),
    ("bytes=5-9", 206, SOUND[5:10], f"bytes 5-9/{len(SOUND)}"),
    ("bytes=-3", 206, SOUND[-3:], f"bytes {len(SOUND) - 3}-{len(SOUND) - 1}/{len(SOUND)}"),
    ("bytes=1000-99999", 206, SOUND[1000:], f"bytes 1000-{len(SOUND) - 1}/{len(SOUND)}"),
    ("bytes=99999-", 416, b"", f"bytes */{len(SOUND)}"),
    ("bytes=-0", 416, b"", f"bytes */{len(SOUND)}"),
    ("bytes=9-5", 200, SOUND, None),
    ("bytes=0-1,4-5", 200, SOUND, None),
    ("pages=1-2", 200, SOUND, None),
    ("bytes=x-y", 200, SOUND, None),
])
def test_it_is_served_whole_or_in_the_part_that_is_asked_for(cast, asked, status, bytes_, range_):
    answer = recorded(a_round(cast), cast.forrest)

    response = recording(cast.priya, answer, range=asked) if asked else recording(cast.priya, answer)

    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert (response.status_code, body, response.headers.get("Content-Range")) == (status, bytes_, range_)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert (response.headers["X-Content-Type-Options"], response.headers["Cache-Control"]) == ("nosniff", "private, no-store")
    if status != 416:
        assert response.headers["Content-Type"] == "audio/mpeg" and int(response.headers["Content-Length"]) == len(bytes_)


def test_who_may_hear_it_finds_it_played_on_the_page_and_nobody_else_does(cast):
    it = a_round(cast)
    answer = recorded(it, cast.forrest)
    source = f'src="{reverse("programmes:forum-answer-recording", args=[answer.ref])}"'

    hears = {who: source in page_of(getattr(cast, who), answer) for who in ("forrest", "priya", "amina", "maya", "ines", "sid")}

    assert hears == {"forrest": True, "priya": True, "amina": True, "maya": True, "ines": False, "sid": False}
    assert "<audio" in as_(cast.amina).get(reverse("programmes:round-answers", args=[it.ref])).content.decode()
    assert "media-src &#x27;self&#x27;".replace("&#x27;", "'") in as_(cast.amina).get(answer.get_absolute_url()).headers[
        "Content-Security-Policy"]


def test_what_is_said_in_one_that_came_without_words_becomes_the_words_of_the_answer(cast):
    answer = recorded(a_round(cast), cast.forrest)
    assert "It is not written down yet what is said in it." in page_of(cast.priya, answer)

    as_(cast.priya).post(reverse("programmes:forum-answer-heard", args=[answer.ref]), {"text": "Short words."})

    assert ForumAnswer.objects.get().text == "Short words."
    assert "The words beside it were written down from the recording." in page_of(cast.priya, answer)
    assert "Short words." in page_of(cast.ines, answer)
    assert as_(cast.priya).get(reverse("programmes:forum-answer-heard", args=[answer.ref])).status_code == 403


def test_beside_words_of_their_own_the_transcript_is_for_who_may_hear_it(cast):
    answer = recorded(a_round(cast), cast.forrest, "Listen to me.")

    write_down_recording(answer, by=cast.priya, at=MONDAY, text="My son hums while I speak.")

    assert ForumAnswer.objects.get().text == "Listen to me."
    for person in (cast.priya, cast.amina, cast.forrest):
        assert "What is said in it:" in page_of(person, answer) and "My son hums while I speak." in page_of(person, answer)
    assert "Listen to me." in page_of(cast.ines, answer) and "My son hums" not in page_of(cast.ines, answer)


def test_one_that_was_taken_back_is_heard_by_nobody_but_who_gave_it(cast):
    answer = take_answer_back(recorded(a_round(cast), cast.forrest), at=MONDAY)

    assert b"".join(recording(cast.forrest, answer).streaming_content) == SOUND
    assert {who: recording(getattr(cast, who), answer).status_code for who in ("priya", "amina")} == {"priya": 403, "amina": 403}
    assert "<audio" not in page_of(cast.priya, answer) and "<audio" in page_of(cast.forrest, answer)


def test_of_words_kept_from_the_group_only_who_sorts_hears_the_recording(cast):
    answer = keep_back(recorded(a_round(cast), cast.forrest, "Listen."), by=cast.forrest, at=MONDAY)

    assert "<audio" in page_of(cast.priya, answer) and "<audio" not in page_of(cast.ines, answer)


# --- the link of a reply -------------------------------------------------------------------------------------------------------------

def link(it, person, **facts):
    return reverse("programmes:round-reply", args=[it.ref, person.ref, a_link(it, person, **facts)])


def one_that_went_out(cast):
    it = a_round(cast)
    said(it, cast.forrest, "Short words.")
    it = sent(cast, it)
    delivered()
    return it


def test_the_message_says_until_when_its_link_works(cast, clock):
    one_that_went_out(cast)

    words = registry.words["we_said_we_did"](Message.objects.get(kind="we_said_we_did"))

    until = (AFTER + 90 * DAY).date()
    assert f"The link works until {until.day} {until:%B %Y}. After that its page sends you a new one." in words.by_link
    clock.to(AFTER + 90 * DAY)
    assert "Short words." in Client().get(words.path).content.decode()
    clock.to(AFTER + 91 * DAY)
    assert Client().get(words.path).status_code == 410


def test_a_link_that_has_ended_shows_nothing_says_so_kindly_and_sends_a_new_one_to_the_person_alone(cast, clock):
    it = one_that_went_out(cast)
    clock.to(AFTER + 100 * DAY)
    old = link(it, cast.forrest, until=OPENS)

    closed = Client().get(old)

    page = closed.content.decode()
    assert closed.status_code == 410 and "This link has ended" in page and "Send me a new link" in page and "Short words." not in page
    for _again in range(2):
        asked = Client().post(old)
        assert asked.status_code == 200 and "A new link is on its way" in asked.content.decode()
        assert "Short words." not in asked.content.decode()
    message = Message.objects.get(kind="forum_reply_link")
    assert (message.to, message.about) == (cast.forrest.ref, it.ref)
    new = registry.words["forum_reply_link"](message).path
    assert "Short words." in Client().get(new).content.decode()
    assert told("forum_reply_link") == 1


@pytest.mark.parametrize("wrong", [
    lambda token: "20991231" + token[8:],               # another day
    lambda token: token[9:],                            # no day
    lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
    lambda token: "99999999" + token[8:],
])
def test_nobody_makes_a_link_work_longer(cast, clock, wrong):
    it = one_that_went_out(cast)
    clock.to(AFTER + 100 * DAY)
    token = wrong(a_link(it, cast.forrest))

    response = Client().post(reverse("programmes:round-reply", args=[it.ref, cast.forrest.ref, token]))

    assert response.status_code == 410 and "This link does not work" in response.content.decode()
    assert not Message.objects.filter(kind="forum_reply_link").exists()


def test_who_took_all_of_theirs_back_gets_no_new_link(cast, clock):
    it = a_round(cast)
    said(it, cast.forrest)
    take_answer_back(said(it, cast.femi), at=MONDAY)
    it = sent(cast, it)

    assert Client().get(link(it, cast.femi)).status_code == 410
    assert Client().post(link(it, cast.femi, until=OPENS)).status_code == 410
    assert not Message.objects.filter(kind="forum_reply_link").exists()


# --- drafts --------------------------------------------------------------------------------------------------------------------------

def test_an_answer_that_was_being_sent_when_the_session_ended_is_kept_and_sent_after_signing_in(cast, monkeypatch, settings):
    it = a_round(cast, at=now())
    client, address = as_(cast.forrest), reverse("programmes:round-answer", args=[it.ref])
    page = client.get(address).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page).group(1)
    later = now() + timedelta(hours=5)
    monkeypatch.setattr("coprod.accounts.middleware.now", lambda: later)

    ended = client.post(address, {"about": "whole", "text": "Ring us before you write to us.", "once": once, "wants_no_name": "on"})

    assert ended.status_code == 302 and ended.url == "/accounts/login/?next=%2Faccounts%2Fdraft%2F"
    assert not ForumAnswer.objects.exists()
    user = cast.forrest.user
    user.set_password(PASSWORD)
    user.save()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    draft = client.get("/accounts/draft/")
    assert "We kept what you wrote" in words_of(draft) and "Ring us before you write to us." in words_of(draft)
    form = next(part for part in draft.content.decode().split("<form ") if "Send it now" in part)
    fields = {unescape(name): unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)}
    for _twice in range(2):         # the same press twice is one answer
        assert client.post(unescape(re.search(r'action="([^"]*)"', form).group(1)), fields).status_code == 302

    answer = ForumAnswer.objects.get()
    assert (answer.text, answer.by, answer.wants_no_name) == ("Ring us before you write to us.", cast.forrest, True)
    assert client.get("/accounts/draft/").url == "/"
