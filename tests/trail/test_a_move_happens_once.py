"""Eight people make the same move at the same moment: one does, seven are told kindly, one row is written."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Book, Row
from coprod.trail.moves import first_broken_link, make_move, record
from partners.people.actions import invite
from partners.people.lifecycles import INVITATION
from partners.people.models import Invitation
from tests.makers import MONDAY, a_partner


@pytest.fixture
def invitation(shared_database):
    return invite(a_partner(), by=a_partner(), at=MONDAY)


def test_of_eight_who_withdraw_one_invitation_one_does(all_at_once, invitation):
    by = invitation.made_by

    def withdraw(number):
        make_move(Invitation.objects.get(pk=invitation.pk), INVITATION, "withdraw", by=by, at=MONDAY)
        return "done"

    answers = all_at_once(8, withdraw)

    assert answers.count("done") == 1
    assert sum(isinstance(answer, NotAllowedNow) for answer in answers) == 7
    assert Row.objects.filter(subject=invitation.ref, move="withdraw").count() == 1
    assert Invitation.objects.get().state == "withdrawn"


def test_eight_who_saw_the_same_state_cannot_all_have_moved_it(all_at_once, invitation):
    """Each has read the row before any has written: the guarded update alone decides."""
    by, seen = invitation.made_by, [Invitation.objects.get(pk=invitation.pk) for _ in range(8)]

    def accept_or_withdraw(number):
        make_move(seen[number], INVITATION, "accept" if number % 2 else "withdraw", by=by, at=MONDAY)
        return "done"

    answers = all_at_once(8, accept_or_withdraw)

    assert answers.count("done") == 1
    assert Row.objects.filter(subject=invitation.ref).exclude(move="make").count() == 1
    assert sum(thing.state != "open" for thing in seen) == 1


def test_eight_writers_leave_a_chain_without_a_gap(all_at_once):
    maya = a_partner()

    def write(number):
        for _ in range(5):
            record(maya, "change", by=maya, at=MONDAY, number=number)

    all_at_once(8, write)

    book = Book.objects.get()
    assert book.length == 41
    assert first_broken_link(Row.objects.order_by("number"), book) == ""


def test_a_refused_move_leaves_no_trace(db):
    invitation = invite(a_partner(), by=a_partner(), at=MONDAY)
    Invitation.objects.filter(pk=invitation.pk).update(state="accepted")
    rows = Row.objects.count()

    with pytest.raises(NotAllowedNow):
        make_move(invitation, INVITATION, "withdraw", by=invitation.made_by, at=MONDAY)

    assert invitation.state == "open"       # what was read is left as it was read
    assert Row.objects.count() == rows
