"""Two who arrange, write down or post at the same moment: nothing is done twice, nothing is lost."""

from collections import Counter

import pytest

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.contacts.models import Said
from partners.models import About, Contact, Need, OnBehalf, Partner
from programmes.pairing.models import Swap
from programmes.sharing.actions import ask_swap
from tests.makers import MONDAY, a_partner, gives
from tests.programmes.people.doing import by_hand
from tests.programmes.portal.doing import INTERPRETER, a_need, own, press, writing_for
from tests.programmes.sharing.doing import kitchen, seat_of

MANY = 50


@pytest.fixture
def managers(shared_cast):
    """Maya, and a second manager of the same programme."""
    mark = a_partner("Mark Example", username="mark", professional=True)
    return shared_cast.maya, gives(shared_cast.programme, mark, "PM", by=shared_cast.maya)


def codes(answers):
    return Counter(answer.status_code for answer in answers)


def once_of(reader, route, *which):
    """What makes the form of that page count once."""
    return own(reader, route, *which).context["form"]["once"].value()


def test_two_who_arrange_the_same_need_at_once_arrange_it_once_and_the_person_is_told_once(shared_cast, managers, all_at_once):
    need, people = a_need(shared_cast.amina), (*managers, shared_cast.priya)

    answers = all_at_once(MANY, lambda n: own(people[n % 3], "need-arrange", need.ref, what=f"Booked by {people[n % 3].name}"))

    assert codes(answers) == {302: 1, 409: MANY - 1}
    need.refresh_from_db()
    winner = people[[answer.status_code for answer in answers].index(302) % 3]
    assert (need.state, need.arranged_by, need.arranged) == ("arranged", winner, f"Booked by {winner.name}")
    assert list(Row.objects.filter(subject=need.ref, move="arrange").values_list("actor", flat=True)) == [winner.ref]
    assert Message.objects.filter(kind="need_arranged", about=need.ref).count() == 1


def test_two_who_begin_to_write_down_for_the_same_person_each_begin_once_and_what_both_note_is_told(shared_cast, managers, all_at_once):
    person = shared_cast.joe

    answers = all_at_once(MANY, lambda n: own(managers[n % 2], "behalf-begin", person.ref, through="phone", reason="He rang"))

    assert codes(answers) == {302: 2, 409: MANY - 2}
    begun = {each.by: each for each in OnBehalf.objects.select_related("by")}
    assert set(begun) == set(managers)
    said = {managers[0]: {"hours_limit": "6"}, managers[1]: {"hours_limit": "7"}}
    all_at_once(2, lambda n: own(managers[n], "for-limits", begun[managers[n]].ref, **said[managers[n]]))
    all_at_once(MANY, lambda n: press(managers[n % 2], "for-end", begun[managers[n % 2]].ref))

    assert sorted(words.rpartition(" ")[2] for words in Said.objects.values_list("words", flat=True)) == ["6", "7"]
    assert set(Message.objects.filter(kind="said_for_you", to=person.ref).values_list("about", flat=True)) == {
        each.ref for each in begun.values()}
    assert About.objects.get(partner=person).hours_limit in (6, 7)


def test_fifty_presses_of_the_same_word_written_down_are_one(shared_cast, all_at_once):
    maya, begun = shared_cast.maya, writing_for(shared_cast, shared_cast.joe)

    asked = all_at_once(MANY, lambda n: own(maya, "for-need-new", begun.ref, **INTERPRETER))
    limits = all_at_once(MANY, lambda n: own(maya, "for-limits", begun.ref, hours_limit="6"))

    assert codes(asked) == {302: 1, 200: MANY - 1}
    assert all("This is on the list already, in the same words." in each.content.decode() for each in asked if each.status_code == 200)
    assert codes(limits) == {302: MANY}
    need = Need.objects.get(partner=shared_cast.joe)
    assert (need.words, need.noted_by) == (INTERPRETER["words"], maya)
    assert Message.objects.filter(kind="need_added", about=need.ref).count() == 1
    assert [words.partition(":")[0] for words in Said.objects.order_by("pk").values_list("words", flat=True)] == [
        "Support you need", "Your limits"]


def test_fifty_presses_of_who_asks_for_support_in_their_account_ask_once(shared_cast, all_at_once):
    answers = all_at_once(MANY, lambda n: own(shared_cast.joe, "me-need-new", **INTERPRETER))

    assert codes(answers) == {302: 1, 200: MANY - 1}
    assert Need.objects.filter(partner=shared_cast.joe).count() == Message.objects.filter(kind="need_added").count() == 1


def test_fifty_presses_of_one_note_of_a_contact_are_one_contact_and_another_note_in_the_same_words_is_another(shared_cast, all_at_once):
    maya, call = shared_cast.maya, {"on": "2026-03-16", "way": "phone", "from_them": "us", "words": "How she is"}
    one, other = (once_of(maya, "contact-note", shared_cast.amina.ref) for _ in range(2))

    answers = all_at_once(MANY, lambda n: own(maya, "contact-note", shared_cast.amina.ref, once=one, **call))
    own(maya, "contact-note", shared_cast.amina.ref, once=other, **call)

    assert codes(answers) == {302: 1, 409: MANY - 1}
    assert list(Contact.objects.values_list("partner", "words")) == [(shared_cast.amina.pk, "How she is")] * 2


def test_a_message_told_by_phone_and_by_a_posted_pack_at_once_is_told_once_and_what_came_later_still_waits(
        shared_cast, managers, all_at_once):
    amina = shared_cast.amina
    Partner.objects.filter(pk=amina.pk).update(channel="phone", phone="020 7946 0101")
    first, second = by_hand(shared_cast, amina), by_hand(shared_cast, amina)
    once, printed = once_of(managers[0], "pack", amina.ref), [first.pk, second.pk]
    later = by_hand(shared_cast, amina)

    def tell(number):
        who = managers[number % 2]
        if number % 4 < 2:
            return own(who, "pack-posted", amina.ref, once=once, said=printed)
        return own(who, "message-told", str(first.pk), way="phone")

    answers = all_at_once(MANY, tell)

    done = codes(answers)
    assert set(done) == {302, 409} and done[302] in (1, 2)
    assert list(Message.objects.filter(pk__in=[first.pk, second.pk, later.pk]).order_by("pk").values_list("state", flat=True)) == [
        "told", "told", "by_hand"]
    ways = Counter(Contact.objects.values_list("way", flat=True))
    assert ways["post"] == 1 and ways["phone"] == done[302] - 1


def test_fifty_who_write_down_a_yes_and_a_no_to_an_exchange_write_down_one_word(shared_cast, all_at_once):
    cast = shared_cast
    _stream, dora, theirs = kitchen(cast, lead=cast.vic)
    swap, begun = ask_swap(seat_of(cast.amina, cast.housing), theirs, at=MONDAY), writing_for(cast, dora)

    answers = all_at_once(MANY, lambda n: own(cast.maya, "for-swap", begun.ref, swap.ref, answer="yes" if n % 2 else "no", because=""))

    assert codes(answers) == {302: 1, 409: MANY - 1}
    swap.refresh_from_db()
    word, kinds = (("yes", {"swap_to_agree"}) if swap.state == "accepted" else ("no", {"swap_declined"}))
    assert [f"You said {word}" in words for words in Said.objects.values_list("words", flat=True)] == [True]
    assert set(Message.objects.filter(about=swap.ref).exclude(kind="swap_asked").values_list("kind", flat=True)) == kinds
    assert Row.objects.filter(subject=swap.ref).exclude(move="ask").count() == 1


def test_fifty_presses_of_one_wish_to_exchange_are_one_wish(shared_cast, all_at_once):
    cast = shared_cast
    _stream, dora, theirs = kitchen(cast, lead=cast.vic)
    mine, begun = seat_of(cast.amina, cast.housing), writing_for(cast, cast.amina)

    answers = all_at_once(MANY, lambda n: own(cast.maya, "for-swap-ask", begun.ref, mine.ref, theirs=theirs.pk, because=""))

    assert codes(answers) == {302: 1, 409: MANY - 1}
    assert Swap.objects.count() == Said.objects.count() == Message.objects.filter(kind="swap_asked", to=dora.ref).count() == 1
