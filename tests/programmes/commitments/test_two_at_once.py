"""Two who act on one promise at the same moment: each word is kept, and the promise moves once."""

from datetime import timedelta

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.commitments.actions import (
    agree_to_promise,
    ask_new_day,
    ask_promise,
    break_promise,
    report,
    say_on_day,
    say_on_promise,
)
from programmes.commitments.actions.checking import check_promises
from programmes.commitments.models import Commitment, CommitmentBreach, CommitmentReport, CommitmentWord, NewDay
from tests.makers import MONDAY
from tests.programmes.commitments.doing import DUE, about, asked, fresh, promised, said_done


def test_one_confirms_and_one_disputes_and_both_are_kept(shared_cast, all_at_once):
    cast = shared_cast
    for _round in range(3):
        made = said_done(cast)

        all_at_once(8, lambda number, made=made: say_on_promise(
            made, by=cast.joe if number % 2 else cast.ines, at=MONDAY, value="not_met" if number % 2 else "met",
            text="Mine was small." if number % 2 else ""))

        assert fresh(made).state == "disputed"
        assert sorted(CommitmentWord.objects.filter(commitment=made, replaced_at__isnull=True).values_list("value", flat=True)) == [
            "met", "not_met"]


def test_fifty_presses_ask_for_one_promise(shared_cast, all_at_once):
    cast = shared_cast

    made = all_at_once(20, lambda number: ask_promise(about(cast), by=cast.amina, at=MONDAY, text="Once", owner=cast.priya, due_on=DUE,
                                                      ref="abcdefgh"))

    assert {each.pk for each in made} == {Commitment.objects.get().pk} and Message.objects.filter(kind="promise_asked").count() == 1


def test_it_is_given_once(shared_cast, all_at_once):
    cast = shared_cast
    made = asked(cast)

    answers = all_at_once(8, lambda number: agree_to_promise(Commitment.objects.get(pk=made.pk), by=cast.priya, at=MONDAY))

    assert sum(isinstance(each, NotAllowedNow) for each in answers) == 7
    assert Row.objects.filter(subject=made.ref, move="agree").count() == 1


def test_one_report_is_kept_once_and_a_link_is_spent_once(shared_cast, all_at_once):
    cast = shared_cast
    made = promised(cast, due_on=DUE + timedelta(days=100))

    answers = all_at_once(8, lambda number: report(made, by=cast.priya, at=MONDAY, stands="on_track", text=f"Words {number}",
                                                   through="link", after=0))

    assert CommitmentReport.objects.count() == 1 and sum(isinstance(each, NotAllowedNow) for each in answers) == 7


def test_another_day_is_asked_for_once_and_answered_once(shared_cast, all_at_once):
    cast = shared_cast
    made = promised(cast)
    all_at_once(6, lambda number: ask_new_day(made, by=cast.priya, at=MONDAY, to_day=DUE + timedelta(days=7 + number), because="Why"))
    day = NewDay.objects.select_related("commitment").get()

    all_at_once(6, lambda number: say_on_day(day, by=cast.ines, at=MONDAY, agrees=bool(number % 2), said="Words"))

    day, made = NewDay.objects.get(), fresh(made)
    assert (day.state, made.due_on) in (("agreed", day.to_day), ("refused", DUE))
    assert Row.objects.filter(subject=day.ref, move__in=["agree", "refuse"]).count() == 1


def test_a_day_is_counted_once_as_broken(shared_cast, all_at_once):
    cast = shared_cast
    made = promised(cast, is_standing=True, due_on=None)

    all_at_once(8, lambda number: break_promise(made, by=cast.joe, at=MONDAY, happened_on=MONDAY.date(), text=f"Words {number}"))

    assert CommitmentBreach.objects.count() == 1 and fresh(made).state == "broken"


def test_two_clocks_make_it_late_once(shared_cast, all_at_once):
    cast = shared_cast
    made, at = promised(cast), MONDAY + timedelta(days=60)

    all_at_once(4, lambda number: check_promises(on=at.date(), at=at))

    assert Row.objects.filter(subject=made.ref, move="fall_late").count() == 1
    assert Message.objects.filter(kind="promise_overdue_chairs").count() == 1
