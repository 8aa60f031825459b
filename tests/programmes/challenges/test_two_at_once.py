"""Many presses at the same moment: it is raised, answered and goes up once, also while the clock runs."""

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.trail.models import Row
from programmes.challenges.actions import answer_challenge, escalate_challenge
from programmes.challenges.actions.checking import check_challenges
from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeStep
from tests.makers import MONDAY
from tests.programmes.challenges.doing import a_challenge, fresh

LATE = start_of(add_working_days(day_of(MONDAY), 16))


def test_it_is_raised_once(shared_cast, all_at_once):
    all_at_once(6, lambda number: a_challenge(shared_cast, ref="once-upon-a-tim"))

    assert Challenge.objects.count() == 1


def test_it_goes_up_once(shared_cast, all_at_once):
    challenge = a_challenge(shared_cast)
    seen = [fresh(challenge) for _n in range(6)]

    all_at_once(6, lambda number: escalate_challenge(seen[number], by=shared_cast.amina, at=MONDAY, because="Now"))

    assert fresh(challenge).rung == "manager" and ChallengeStep.objects.count() == 1


def test_two_clocks_let_it_go_up_once(shared_cast, all_at_once):
    challenge = a_challenge(shared_cast)

    all_at_once(4, lambda number: check_challenges(at=LATE))

    assert fresh(challenge).state == "with_manager" and ChallengeStep.objects.count() == 1
    assert Row.objects.filter(subject=challenge.ref, move="to_manager").count() == 1


def test_the_clock_and_an_answer_at_once_leave_one_of_the_two(shared_cast, all_at_once):
    cast = shared_cast
    challenge = a_challenge(cast)

    def act(number):
        if number % 2:
            return check_challenges(at=LATE)
        return answer_challenge(challenge, by=cast.priya, at=LATE, text="So", has_changed=False, changed="Nothing, because so")

    all_at_once(6, act)

    state, answers, steps = fresh(challenge).state, ChallengeAnswer.objects.count(), ChallengeStep.objects.count()
    assert (state, answers, steps) in {("answered", 1, 0), ("with_manager", 0, 1)}
