"""By phone, letter and text in the story: a call that nobody answered and one that told, letters in the post, and texts to Amara."""

import pytest

from coprod.post.models import Message
from programmes.offline.models import CallTry, LetterBatch
from tests.programmes.demo.reading import browser_of
from tests.programmes.demo.test_looking_after import person

pytestmark = pytest.mark.usefixtures("told", "db")


def test_brian_was_rung_twice_and_told_the_second_time():
    tried = CallTry.objects.get()

    assert (tried.to, tried.outcome) == (person("LP06").ref, "no_answer")
    assert Message.objects.filter(to=person("LP06").ref, state="told", finished_at__gt=tried.at).exists()


def test_a_batch_of_letters_was_printed_and_posted():
    batch = LetterBatch.objects.get()
    told = Message.objects.filter(pk__in=batch.printed.values("message"))

    assert batch.posted_at > batch.printed_at and not batch.printed.filter(held=True).exists()
    assert told.exists() and set(told.values_list("to", "state")) == {(person("LP17").ref, "told")}
    assert "They are in the post" in browser_of("manager").get(batch.get_absolute_url()).content.decode()


def test_the_manager_finds_whom_to_call_and_which_letters_to_print():
    page = browser_of("manager").get("/offline/").content.decode()

    assert "Brian Castellane" in page and "Doreen Applegarth" in page and "Print all letters" in page


def test_amara_gets_texts():
    sent = Message.objects.filter(to=person("LP21").ref, state="sent")

    assert sent.exists() and set(sent.values_list("channel", flat=True)) == {"text"}
