"""Letters and printed packs: everything that is said by mail reaches somebody on paper too, with a way back without the internet."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Contact, Look, Partner
from partners.support.actions import confirm_need
from tests.makers import MONDAY
from tests.programmes.appointments.doing import accepted, with_account
from tests.programmes.people.doing import by_hand, named, page_of
from tests.programmes.portal.doing import a_need, arranged, asked_for_a_seat
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def at_home(person, channel="post"):
    Partner.objects.filter(pk=person.pk).update(channel=channel, address="1 Long Lane\nWestmere", phone="020 7946 0101", called="Mrs E")


def letter(reader, message):
    return as_(reader).get(reverse("programmes:letter", args=[message.pk]))


def test_a_letter_has_all_that_a_letter_needs(cast, settings):
    at_home(cast.amina)
    Partner.objects.filter(pk=cast.maya.pk).update(job="Programme manager")
    named(cast, cast.amina, cast.priya)

    page = letter(cast.maya, by_hand(cast, cast.amina)).content.decode()

    order = [settings.SERVICE_NAME, "Care Together", "Amina Example", "1 Long Lane", "16 March 2026", "Something was arranged for you",
             "Dear Mrs E,", "An interpreter is booked for each meeting", "Your contact is Priya Example.", settings.CONTACT_PHONE,
             "Through Relay UK: dial 18001", settings.CONTACT_ADDRESS.split(",")[0], "You do not need the internet for any of this.",
             "in larger print, in easy read, in braille", "My answer", "With best wishes", "Maya Example", "Programme manager"]
    paper = page[page.index('<article class="app-letter"'):page.index("</article>")]
    places = [paper.index(words) for words in order]
    assert places == sorted(places)
    assert "http" not in paper and "<a " not in paper


def test_the_page_by_hand_leads_to_the_letter_whose_address_names_nobody(cast):
    message = by_hand(cast, cast.amina)

    page = as_(cast.maya).get(reverse("programmes:message-told", args=[message.pk])).content.decode()

    assert f'href="/messages/{message.pk}/letter/"' in page


def test_a_letter_in_the_post_is_told_and_counts_as_a_contact(cast):
    message = by_hand(cast, cast.amina)

    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]), {"way": "post"})

    message.refresh_from_db()
    contact = Contact.objects.get()
    assert (message.state, message.finished_at) == ("told", MONDAY)
    assert (contact.partner, contact.way, contact.home_book, contact.words, contact.at, contact.noted_by, contact.from_them) == (
        cast.amina, "post", cast.programme.ref, "Something was arranged for you", MONDAY, cast.maya, False)


@pytest.mark.parametrize(("channel", "sent", "way"), [
    ("phone", {}, "phone"), ("relay", {}, "phone"), ("text", {}, "text"), ("post", {}, "post"), ("phone", {"way": "post"}, "post"),
    ("post", {"way": "pigeon"}, "post")])
def test_what_is_told_by_hand_is_noted_in_the_way_on_which_the_person_is_reached(cast, channel, sent, way):
    at_home(cast.amina, channel)
    message = by_hand(cast, cast.amina)

    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]), sent)

    assert Contact.objects.get().way == way


def test_it_is_told_once_and_counts_once(cast):
    message = by_hand(cast, cast.amina)
    where = reverse("programmes:message-told", args=[message.pk])

    answers = [as_(cast.maya).post(where).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert Contact.objects.count() == 1


def test_what_is_no_longer_needed_is_neither_a_letter_nor_a_contact(cast):
    message = by_hand(cast, cast.amina)
    confirm_need(cast.amina.needs.get(), at=MONDAY)

    assert "no longer needed" in letter(cast.maya, message).content.decode()
    assert '<article class="app-letter"' not in letter(cast.maya, message).content.decode()
    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]))
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("reader", "status"), [("priya", 403), ("ines", 403), ("sid", 403), ("amina", 403), ("sam", 404)])
def test_nobody_but_the_manager_prints_a_letter(cast, reader, status):
    assert letter(getattr(cast, reader), by_hand(cast, cast.amina)).status_code == status


def test_who_was_put_forward_and_takes_part_in_nothing_gets_a_letter_too(cast):
    from tests.programmes.nominations.doing import a_call, a_nominee

    candidate = a_nominee(cast, a_call(cast), "Nora Example", agreed=False).candidate
    Message.objects.filter(to=candidate.ref).update(state="by_hand")
    message = Message.objects.filter(to=candidate.ref).first()

    assert "Dear Nora Example," in letter(cast.maya, message).content.decode()
    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]), {"way": "post"})
    message.refresh_from_db()
    assert message.state == "told"
    assert not Contact.objects.exists()


# --- the pack -------------------------------------------------------------------------------------------------------------------------

def pack(reader, person):
    return as_(reader).get(reverse("programmes:pack", args=[person.ref]))


def test_a_pack_holds_everything_that_waits_for_the_person(cast):
    at_home(cast.forrest)
    asked_for_a_seat(cast, cast.forrest)
    arranged(cast, cast.forrest, words="Post the papers")
    a_need(cast.forrest, words="A seat by the door")          # nothing was done yet: nothing to answer
    named(cast, cast.forrest, cast.priya)

    page = pack(cast.maya, cast.forrest).content.decode()

    for words in ("Will you take this seat?", "Advisory Group", "4 hours a month", "Does it work?", "Post the papers",
                  "What we did: An interpreter is booked", "What you take part in", "Forum: since", "Your contact is Priya Example.",
                  "FREEPOST", "Ring me about it", "18001"):
        assert words in page
    assert "A seat by the door" not in page
    assert page.count('class="app-letter__boxes"') == 2


def test_a_pack_holds_first_steps_and_terms(cast):
    nora = with_account(accepted(cast))

    page = pack(cast.maya, nora).content.decode()

    assert "Your first steps. Has this happened?" in page
    assert "your term ends on" in page


def test_a_pack_with_nothing_to_answer_says_so(cast):
    assert "Nothing waits for your answer now." in pack(cast.maya, cast.joe).content.decode()


def test_what_a_pack_says_of_support_its_reader_has_looked_at(cast):
    arranged(cast, cast.amina)

    pack(cast.maya, cast.amina)

    assert Look.objects.get().by == cast.maya


def test_a_pack_in_the_post_counts_as_a_contact(cast):
    assert as_(cast.maya).post(reverse("programmes:pack-posted", args=[cast.amina.ref])).status_code == 302

    contact = Contact.objects.get()
    assert (contact.partner, contact.way, contact.home_book, contact.noted_by) == (cast.amina, "post", cast.programme.ref, cast.maya)
    assert "printed pack" in as_(cast.maya).get(reverse("programmes:contacts", args=[cast.amina.ref])).content.decode()
    assert "Print a pack" in page_of(cast.maya, cast.amina)


def posted(reader, person, page):
    """Who printed that page says that it is in the post."""
    fields = re.findall(r'<input type="hidden" name="(once|said)" value="([^"]+)"', page.content.decode())
    data = {"once": dict(fields)["once"], "said": [value for name, value in fields if name == "said"]}
    return as_(reader).post(reverse("programmes:pack-posted", args=[person.ref]), data).status_code


def test_what_waits_to_be_told_stands_in_the_pack_and_is_told_when_it_is_in_the_post(cast):
    at_home(cast.amina)
    first, second = by_hand(cast, cast.amina), by_hand(cast, cast.amina)
    other, elsewhere = by_hand(cast, cast.joe), by_hand(cast, cast.amina)
    Message.objects.filter(pk=elsewhere.pk).update(book=cast.elsewhere.ref)
    page = pack(cast.maya, cast.amina)
    paper = page.content.decode()
    assert "What we have to tell you" in paper
    assert paper.count(registry.words[first.kind](first).lines[0]) >= 2

    assert posted(cast.maya, cast.amina, page) == 302

    assert states(first, second, other, elsewhere) == ["told", "told", "by_hand", "by_hand"]
    assert Message.objects.get(pk=first.pk).finished_at == MONDAY
    assert Contact.objects.count() == 1
    assert "What we have to tell you" not in pack(cast.maya, cast.amina).content.decode()


def states(*messages):
    return [Message.objects.get(pk=each.pk).state for each in messages]


def test_what_came_in_since_the_pack_was_printed_still_waits(cast):
    printed = by_hand(cast, cast.amina)
    page = pack(cast.maya, cast.amina)
    later = by_hand(cast, cast.amina)

    posted(cast.maya, cast.amina, page)

    assert states(printed, later) == ["told", "by_hand"]


def test_what_was_told_by_phone_meanwhile_is_told_once(cast, clock):
    message = by_hand(cast, cast.amina)
    page = pack(cast.maya, cast.amina)
    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]))
    clock.to(MONDAY + timedelta(minutes=10))

    assert posted(cast.maya, cast.amina, page) == 302

    assert Message.objects.get(pk=message.pk).finished_at == MONDAY
    assert sorted(Contact.objects.values_list("way", flat=True)) == ["phone", "post"]


def test_the_same_paper_counts_once_and_the_next_one_anew(cast):
    page = pack(cast.maya, cast.amina)

    assert [posted(cast.maya, cast.amina, page) for _ in range(2)] == [302, 409]
    assert posted(cast.maya, cast.amina, pack(cast.maya, cast.amina)) == 302
    assert Contact.objects.count() == 2


def test_a_paper_tells_nothing_of_what_is_not_the_persons(cast):
    other = by_hand(cast, cast.joe)

    as_(cast.maya).post(reverse("programmes:pack-posted", args=[cast.amina.ref]), {"said": [other.pk, "x", "9" * 30]})

    assert states(other) == ["by_hand"]


def test_of_what_nothing_is_left_to_say_a_pack_says_nothing_and_it_stays_on_the_list(cast):
    message = by_hand(cast, cast.amina)
    confirm_need(cast.amina.needs.get(), at=MONDAY)
    page = pack(cast.maya, cast.amina)

    posted(cast.maya, cast.amina, page)

    assert "What we have to tell you" not in page.content.decode()
    assert states(message) == ["by_hand"]


@pytest.mark.parametrize(("reader", "status"), [("priya", 403), ("ines", 403), ("sid", 403), ("amina", 403), ("sam", 404), ("joe", 404)])
def test_nobody_but_the_manager_prints_or_posts_a_pack(cast, reader, status):
    who = getattr(cast, reader)

    assert pack(who, cast.amina).status_code == status
    assert as_(who).post(reverse("programmes:pack-posted", args=[cast.amina.ref])).status_code == status
    assert not Contact.objects.exists()
