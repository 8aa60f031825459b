"""Many presses at the same moment: each answer counts once, nothing is lost, and a line tells nothing."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.touchstone.actions import (
    agree_to_procedure,
    answer_check,
    say_on_adoption,
    say_on_touchstone,
    write_procedure,
)
from programmes.touchstone.models import (
    Adoption,
    BreachProcedure,
    CheckItem,
    CheckLine,
    Touchstone,
    TouchstoneBallot,
    TouchstoneWord,
)
from tests.makers import MONDAY
from tests.programmes.touchstone.doing import a_check, agreed, asked, proposed

VALUES = {1: "yes", 2: "partly", 3: "no"}


def test_twenty_answer_at_once_and_each_counts_once(shared_cast, all_at_once):
    a_check(shared_cast, lay=10, staff=10)
    ballots = list(TouchstoneBallot.objects.order_by("pk"))

    all_at_once(40, lambda number: answer_check(ballots[number % 20], at=MONDAY, values=VALUES, words=f"Line {number % 20}"))

    assert list(CheckItem.objects.order_by("position").values_list("lay_yes", "lay_partly", "lay_no", "staff_yes")) == [
        (10, 0, 0, 10), (0, 10, 0, 0), (0, 0, 10, 0)]
    assert sorted(CheckLine.objects.values_list("text", flat=True)) == sorted(f"Line {number}" for number in range(20))


def test_both_sides_say_yes_at_once_and_it_is_adopted_once(shared_cast, all_at_once):
    cast = shared_cast
    agreed(cast)
    adoption = proposed(cast)

    all_at_once(8, lambda number: say_on_adoption(
        Adoption.objects.get(pk=adoption.pk), by=cast.joe if number % 2 else cast.priya, at=MONDAY, is_lay=bool(number % 2), value="agree"))

    assert Adoption.objects.get().state == "adopted" and TouchstoneWord.objects.filter(adoption=adoption).count() == 2
    assert Row.objects.filter(subject=adoption.ref, move="adopt").count() == 1


def test_a_yes_and_a_no_at_once_leave_each_word_once(shared_cast, all_at_once):
    cast = shared_cast
    touchstone = asked(cast)

    def say(number):
        who, value = (cast.ines, "agree") if number % 2 else (cast.joe, "disagree")
        try:
            say_on_touchstone(Touchstone.objects.get(pk=touchstone.pk), by=who, at=MONDAY, value=value,
                              text="Carers" if value != "agree" else "")
        except NotAllowedNow:
            return "too late"
        return "said"

    all_at_once(8, say)

    said = TouchstoneWord.objects.current().filter(touchstone=touchstone)
    assert said.filter(partner=cast.ines).count() == 1 and said.filter(partner=cast.joe).count() <= 1
    state = Touchstone.objects.get().state
    assert state == ("agreed" if not said.filter(partner=cast.joe).exists() else "asked")


def test_a_way_is_agreed_once(shared_cast, all_at_once):
    cast = shared_cast
    way = write_procedure(cast.programme, by=cast.maya, at=MONDAY, teller=cast.ines, other=cast.sid, how="By phone.", answer_days=5)

    all_at_once(6, lambda number: agree_to_procedure(way, by=cast.ines, at=MONDAY))

    assert BreachProcedure.objects.in_force().count() == 1 and Row.objects.filter(subject=way.ref, move="agree").count() == 1
