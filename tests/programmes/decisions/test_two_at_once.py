"""Many presses at the same moment: a decision is made once, published once, and no word of anybody is lost."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.decisions.actions import list_change, publish_decision, record_position, say_dissent
from programmes.decisions.models import DecisionChange, DecisionDissent, DecisionPosition, DecisionRecord
from tests.makers import MONDAY
from tests.programmes.decisions.doing import TODAY, looked, made, makes, prepared, ready


def tries(work):
    def attempt(number):
        try:
            work(number)
        except NotAllowedNow:
            return "too late"
        return "done"

    return attempt


def test_two_people_make_it_at_once_and_it_is_made_once(shared_cast, all_at_once):
    cast = shared_cast
    decision = ready(cast)

    all_at_once(8, tries(lambda number: makes(cast, decision, by=cast.maya if number % 2 else cast.sid)))

    assert DecisionRecord.objects.get().state == "made" and Row.objects.filter(subject=decision.ref, move="make").count() == 1
    assert Message.objects.filter(kind="decision_made").count() == 3


def test_it_is_published_once_while_the_pair_looks(shared_cast, all_at_once):
    cast = shared_cast
    decision = looked(cast, made(cast))

    all_at_once(6, tries(lambda number: publish_decision(decision, by=cast.maya if number % 2 else cast.sid, at=MONDAY)))

    assert Row.objects.filter(subject=decision.ref, move="publish").count() == 1


def test_of_a_decision_and_a_position_at_once_the_position_comes_before_or_is_refused(shared_cast, all_at_once):
    cast = shared_cast
    decision = ready(cast)

    def work(number):
        if number % 2:
            record_position(decision, by=cast.ines, at=MONDAY, value="disagree", text=f"No {number}", said_on=TODAY)
        else:
            makes(cast, decision)

    all_at_once(8, tries(work))

    found = DecisionRecord.objects.get()
    position = DecisionPosition.objects.current().get()
    assert found.state == "prepared" or position.value == "agree"       # never made against a position without its reason


def test_words_that_come_at_once_are_all_kept(shared_cast, all_at_once):
    cast = shared_cast
    decision = prepared(cast)

    all_at_once(8, lambda number: say_dissent(decision, by=cast.amina if number % 2 else cast.joe, at=MONDAY, words=f"No {number % 4}"))
    all_at_once(8, lambda number: list_change(decision, by=cast.priya, at=MONDAY, text=f"Change {number % 4}"))

    assert DecisionDissent.objects.count() == 4 and DecisionChange.objects.count() == 4
