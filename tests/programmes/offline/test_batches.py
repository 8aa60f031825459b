"""Letters are printed together, posted together, and exactly those that were printed count as told."""

from datetime import timedelta
from time import monotonic

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.models import Contact
from programmes.messages.actions.announcing import forget_what_is_old
from programmes.offline.actions import post_letters
from programmes.offline.models import LetterBatch, Printed
from tests.makers import MONDAY
from tests.programmes.offline.doing import page, pages_of, printed, reached, waits
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def doreen(cast, clock):
    return reached("Doreen Applegarth", "post")


def press(who, name, ref):
    return as_(who).post(reverse(f"programmes:{name}", args=[ref]))


def print_all(cast):
    found = press(cast.maya, "letters-print", cast.programme.slug)
    assert found.status_code == 302
    return LetterBatch.objects.order_by("-pk").first()


def pdf_of(cast, batch):
    found = as_(cast.maya).get(reverse("programmes:letters-pdf", args=[batch.ref]))
    return b"".join(found.streaming_content) if found.status_code == 200 else found.status_code


def states(*messages):
    return [Message.objects.get(pk=each.pk).state for each in messages]


def test_one_file_holds_every_letter_each_person_from_a_new_page(cast, doreen):
    vera = reached("Vera Vale", "post", address="7 Low Road\nVale")
    for person in (doreen, doreen, vera):
        waits(cast, person)
    waits(cast, reached("Brian Phone", "phone"))
    batch = print_all(cast)
    raw = pdf_of(cast, batch)
    pages = pages_of(raw)
    first, second = (next(text for text in pages if name in text) for name in ("Doreen Applegarth 1 High Street", "Vera Vale 7 Low Road"))

    assert first != second and not any("Brian Phone" in text for text in pages)
    assert "What we have to tell you" in first and "Something was arranged for you" in second
    for text in ("".join(pages[:pages.index(second)]), "".join(pages[pages.index(second):])):
        assert "How to answer, or to ask" in text and "18001" in text and "You do not need the internet" in text and "FREEPOST" in text
    assert b"/StructTreeRoot" in raw and b"pdfuaid" in raw and "http" not in "".join(pages)
    assert "Letters to print (PDF, 14 point)" in page(cast.maya, "letters", batch.ref) and "These 2 letters are in the post" in page(
        cast.maya, "letters", batch.ref)


def test_printing_again_gives_the_same_batch_and_a_later_message_waits(cast, doreen):
    first = waits(cast, doreen)
    batch = print_all(cast)
    again = press(cast.maya, "letters-print", cast.programme.slug)
    later = waits(cast, doreen)

    assert again.url == batch.get_absolute_url() and LetterBatch.objects.count() == 1
    assert pages_of(pdf_of(cast, batch))[0].count("An interpreter is booked") == 1
    assert press(cast.maya, "letters-posted", batch.ref).status_code == 302
    assert states(first, later) == ["told", "by_hand"] and Contact.objects.filter(partner=doreen, way="post").count() == 1


def test_marking_twice_does_it_once(cast, doreen):
    waits(cast, doreen)
    batch = print_all(cast)
    codes = [press(cast.maya, "letters-posted", batch.ref).status_code for _press in range(2)]

    assert codes == [302, 409] and Contact.objects.filter(partner=doreen, way="post").count() == 1
    assert press(cast.maya, "letters-back", batch.ref).status_code == 409
    batch.refresh_from_db()
    assert (batch.posted_by, batch.put_back_at) == (cast.maya, None)
    with pytest.raises(NotAllowedNow):
        post_letters(batch, by=cast.maya, at=MONDAY)


def test_whose_details_changed_since_stays_on_the_list_and_is_named(cast, doreen):
    vera = reached("Vera Vale", "post")
    moved, stays = waits(cast, vera), waits(cast, doreen)
    batch = print_all(cast)
    vera.address = "9 New Street\nVale"
    vera.save()

    assert "Their details have changed since" in page(cast.maya, "letters", batch.ref)
    assert "This 1 letter is in the post" in page(cast.maya, "letters", batch.ref)
    found = as_(cast.maya).post(reverse("programmes:letters-posted", args=[batch.ref]), follow=True)
    assert states(moved, stays) == ["by_hand", "told"] and "Vera Vale" in found.content.decode()
    second = print_all(cast)
    assert second != batch and "9 New Street" in pages_of(pdf_of(cast, second))[0]


def test_letters_that_do_not_go_out_are_printed_again(cast, doreen):
    message = waits(cast, doreen)
    batch = print_all(cast)
    assert press(cast.maya, "letters-back", batch.ref).status_code == 302

    second = print_all(cast)
    assert second != batch and states(message) == ["by_hand"]
    assert list(Printed.objects.filter(held=True).values_list("batch", flat=True)) == [second.pk]
    assert pdf_of(cast, batch) == 404


def test_who_was_told_by_phone_meanwhile_gets_no_letter(cast, doreen):
    message = waits(cast, doreen)
    batch = print_all(cast)
    as_(cast.maya).post(reverse("programmes:call-to", args=[doreen.ref]), {"outcome": "told"})

    assert states(message) == ["told"] and pdf_of(cast, batch) == 404
    assert "All of these people were told otherwise" in page(cast.maya, "letters", batch.ref)


def test_where_nothing_waits_no_batch_is_made(cast, clock):
    assert press(cast.maya, "letters-print", cast.programme.slug).url == reverse("programmes:offline") and not LetterBatch.objects.exists()


def test_letters_of_another_programme_are_neither_printed_nor_seen(cast, doreen):
    theirs, ours = waits(cast, doreen, book=cast.elsewhere.ref), waits(cast, doreen)
    batch = print_all(cast)
    assert list(batch.printed.values_list("message", flat=True)) == [ours.pk]
    press(cast.maya, "letters-posted", batch.ref)

    assert states(theirs, ours) == ["by_hand", "told"]


def test_what_must_go_today_is_said_first(cast, doreen):
    waits(cast, doreen, kind="meeting_soon")

    shown = page(cast.maya, "offline")
    assert "1 letter waits to be printed." in shown and "1 must go today." in shown and "Must go today" in shown


@pytest.mark.parametrize("letters", [1, 3, 30])
def test_saying_that_they_are_posted_asks_the_same_however_many_there_are(cast, clock, letters, django_assert_num_queries):
    for number in range(letters):
        waits(cast, reached(f"Person Post {number}", "post"))
    batch = printed(cast.programme, cast.maya)

    with django_assert_num_queries(POSTING):
        sent, _stays = post_letters(batch, by=cast.maya, at=MONDAY)
    assert sent == letters and Message.objects.filter(state="told").count() == letters


POSTING = 20


def test_a_hundred_letters_are_one_file_in_a_few_seconds(cast, clock):
    for number in range(101):
        waits(cast, reached(f"Person Post {number:03}", "post"))
    batch = print_all(cast)
    began = monotonic()
    pages = pages_of(pdf_of(cast, batch))

    assert sum("Page 1" in text for text in pages) == 100 and monotonic() - began < 60
    assert batch.printed.count() == 100 and "1 letter waits to be printed." in page(cast.maya, "offline")


def test_calls_and_batches_are_deleted_after_two_years(cast, doreen):
    waits(cast, doreen)
    printed(cast.programme, cast.maya)
    forget_what_is_old(at=MONDAY + timedelta(days=730))
    assert LetterBatch.objects.count() == 1
    forget_what_is_old(at=MONDAY + timedelta(days=732))

    assert (LetterBatch.objects.count(), Printed.objects.count(), Message.objects.by_hand().filter(to=doreen.ref).count()) == (0, 0, 1)
