"""What somebody declares stands in their own words, once, with who wrote it down; what the tables refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from partners.declarations.actions import (
    confirm_interests,
    declare,
    end_interest,
    review_interest,
    sign_confidentiality,
)
from partners.declarations.policies import due_again, interests_of
from partners.models import Confidentiality, Interest
from tests.makers import MONDAY, a_partner

pytestmark = pytest.mark.django_db
BOOK = "abook"


def says(partner, **facts):
    return declare(partner, book=BOOK, at=MONDAY, **{"through": "account", "kind": "financial", "text": "Shares"} | facts)


def test_an_interest_stands_once_and_is_reviewed_and_ended():
    partner, manager = a_partner(), a_partner(professional=True)
    first, again = says(partner), says(partner)
    assert (first, Interest.objects.count(), due_again(partner, BOOK)) == (again, 1, date(2027, 3, 16))
    review_interest(first, by=manager, at=MONDAY, action="leave_item", is_published=True, privacy_reason="left over")
    first.refresh_from_db()
    assert first.get_action_display() == "The person leaves the room for such an item"
    assert (first.is_published, first.privacy_reason) == (True, "")

    end_interest(first, by=partner, at=MONDAY)

    assert list(interests_of(partner, BOOK)) == [first]
    assert due_again(partner, "another book") is None
    for act in (lambda: end_interest(first, by=partner, at=MONDAY), lambda: confirm_interests(partner, book=BOOK, at=MONDAY),
                lambda: review_interest(first, by=manager, at=MONDAY, action="note", is_published=True)):
        with pytest.raises(NotAllowedNow):
            act()


def test_the_trail_holds_no_words_of_an_interest():
    partner = a_partner()
    interest = says(partner, text="Daughter is practice nurse")
    row = Row.objects.get(subject=interest.ref)
    assert (row.book, row.move, row.about) == (BOOK, "declare", {"partner": partner.ref, "through": "account"})


@pytest.mark.parametrize("facts", [
    {"text": ""}, {"kind": "nothing", "text": "Shares"}, {"through": "phone"}, {"from_on": date(2026, 2, 1), "until_on": date(2026, 1, 1)},
    {"action": "note"}, {"reviewed_at": MONDAY, "action": "note"}])
def test_half_a_declaration_is_refused_by_the_table(facts):
    whole = {"partner": a_partner(), "home_book": BOOK, "kind": "financial", "text": "Shares", "declared_at": MONDAY,
             "confirmed_at": MONDAY, "through": "account"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.create(**whole | facts)


def test_a_wording_is_signed_once_for_each_programme():
    partner, staff = a_partner(), a_partner(professional=True)
    first = sign_confidentiality(partner, book=BOOK, at=MONDAY, through="post", noted_by=staff)
    assert sign_confidentiality(partner, book=BOOK, at=MONDAY, through="account") == first
    sign_confidentiality(partner, book="another", at=MONDAY, through="account")
    assert sorted(Confidentiality.objects.values_list("home_book", "noted_by")) == [(BOOK, staff.pk), ("another", None)]


def test_of_two_who_say_nothing_to_declare_at_once_one_row_stands(shared_database, all_at_once):
    partner = a_partner()
    found = all_at_once(3, lambda number: says(partner, kind="nothing", text="").pk)
    assert len(set(found)) == Interest.objects.count() == 1
