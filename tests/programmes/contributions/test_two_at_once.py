"""Many presses at the same moment: each counts once, and nothing that was said is lost."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.contributions.actions import answer_contribution, check_entry, refuse_answer, tell, write_entry
from programmes.contributions.models import Contribution, ContributionAnswer, ImpactCheck, ImpactEntry
from tests.makers import MONDAY
from tests.programmes.contributions.doing import about, answered, told, written


def outcome(work):
    try:
        work()
    except NotAllowedNow:
        return "too late"
    return "done"


def test_sent_many_times_it_is_told_and_written_once(shared_cast, all_at_once):
    cast = shared_cast

    all_at_once(8, lambda number: tell(about(cast), by=cast.amina, at=MONDAY, kind="idea", text="Once", ref="once"))
    all_at_once(8, lambda number: write_entry(about(cast), by=cast.priya, at=MONDAY, ref="once", contributed="Print", changed="Larger",
                                              outcome="changed", happened_on=MONDAY.date(), credited=[cast.amina]))

    assert Contribution.objects.count() == 1 == ImpactEntry.objects.get().credits.count()
    assert Row.objects.filter(kind="programmes.contribution").count() == 1


def test_two_answer_at_once_and_one_counts(shared_cast, all_at_once):
    cast = shared_cast
    it = told(cast)

    all_at_once(6, lambda number: outcome(lambda: answer_contribution(
        Contribution.objects.get(pk=it.pk), by=cast.priya, at=MONDAY, outcome="acted" if number % 2 else "not_acted", text="So",
        because="No money")))

    assert ContributionAnswer.objects.get().led_to == Contribution.objects.get().state


def test_not_satisfied_at_once_goes_to_the_chairs_once(shared_cast, all_at_once):
    cast = shared_cast
    it = answered(cast)

    all_at_once(6, lambda number: outcome(lambda: refuse_answer(Contribution.objects.get(pk=it.pk), at=MONDAY, text="No")))

    assert Contribution.objects.get().state == "not_satisfied" and Row.objects.filter(move="refuse", subject=it.ref).count() == 1


def test_a_yes_and_a_no_at_once_leave_it_disputed(shared_cast, all_at_once):
    cast = shared_cast
    entry = written(cast)

    all_at_once(8, lambda number: outcome(lambda: check_entry(
        ImpactEntry.objects.get(pk=entry.pk), by=cast.joe if number % 2 else cast.amina, at=MONDAY, seen=1, is_so=number % 2 == 0,
        text="Not all" if number % 2 else "")))

    assert ImpactEntry.objects.get().state == "disputed" and ImpactCheck.objects.current().count() == 2
