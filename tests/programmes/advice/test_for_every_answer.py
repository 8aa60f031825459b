"""What holds whatever is answered: 20,000 generated sets of answers, each looked at from every side."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.advice import advise
from programmes.advice.catalogue import PHASES, RULES, question
from tests.programmes.advice.answering import HOW_MANY, OPEN, VALUES, numbered

BATCH, BATCHES = 50, 400        # 20,000
IMPROVED = {"support": "Q6", "time": "Q5", "commitment": "Q12", "openness": "Q3"}     # their options go from less to more
ORDER = [rule.name for rule in RULES]
LIFTED = {"G1": {"Q3": "options"}, "G2": {"Q4": "joint"}, "G3": {"Q6": "expenses"}, "G4": {"Q12": "champion"},
          "G5": {"Q5": "6_weeks_to_3_months"}, "G6": {"Q3": "options"}}
looked_at = []


def rungs(advice):
    return {phase: found["rung"] for phase, found in advice.phases.items()}


def looks_right(answers, advice, printed):
    """Everything the issue states of one recommendation, and what keeps its parts together."""
    assert advice.rules and advice.rules == sorted(advice.rules, key=ORDER.index)
    assert [rule for rule in advice.rules if rule in ("L1", "L2", "L3")] == [
        {"individual": "L1", "strategic": "L2", "service": "L3"}[advice.level]]
    for step in advice.steps:
        assert 3 <= step.rung <= 7, "rung 1 is never offered"
        assert step.rung <= (advice.cap or 7)
        assert step.rung == min([step.wish, *step.caps.values()])
    assert (advice.cap is None) == (advice.binding is None)
    assert advice.binding is None or advice.binding in advice.rules
    if advice.level == "individual":
        assert (advice.packages, advice.would_be, advice.phases) == (["P8"], [], {})
        assert all(rule == "L1" or rule.startswith("G") for rule in advice.rules)
        return
    assert list(advice.phases) == [phase for phase in PHASES if phase in answers["Q2"]]
    assert "P8" not in advice.packages and advice.packages
    if "G1" in advice.rules:
        assert advice.packages == ["P7"] and max(rungs(advice).values()) <= 3
    if advice.packages == ["P7"]:
        assert max(rungs(advice).values()) <= 5
        assert "co-production" not in printed["explanation"] + printed["to_go_higher"]
    else:
        assert (advice.cap or 7) > 5 and advice.would_be == []
    assert (advice.would_be != []) == (advice.cap is not None and advice.cap <= 5)


def never_falls(answers, advice, what):
    """One step more support, time, commitment or openness."""
    code, before = IMPROVED[what], rungs(advice)
    codes = question(code).codes
    place = codes.index(answers[code]) + 1
    if place < len(codes):
        after = rungs(advise(answers | {code: codes[place]}))
        assert all(after[phase] >= rung for phase, rung in before.items()), (what, answers)


def keeps_its_word(answers, advice):
    """Where gates hold a phase down, doing all that is asked for lifts it."""
    held = {}
    for step in advice.steps:
        if step.wish > step.rung:
            held.setdefault(tuple(name for name, cap in step.caps.items() if cap == step.rung), []).append(step)
    for holding, steps in held.items():
        after = rungs(advise(answers | {code: value for name in holding for code, value in LIFTED[name].items()}))
        for step in steps:
            assert len(step.needed) == len(holding)
            assert after[step.phase] > step.rung, (answers, step)


def says_the_same_again(answers, advice, printed):
    """The same answers, asked in another order and ticked in another order."""
    turned = {code: list(reversed(value)) if isinstance(value, list) else value for code, value in reversed(answers.items())}
    again = advise(turned)
    assert again == advice
    assert again.as_dict() == printed


@settings(max_examples=BATCHES, deadline=None, database=None, derandomize=True)
@given(st.integers(0, 2**64))
def check(seed):
    dice = Random(seed)
    for number in (dice.randrange(HOW_MANY) for _each in range(BATCH)):
        answers = numbered(number)
        advice = advise(answers)
        printed = advice.as_dict()
        looks_right(answers, advice, printed)
        never_falls(answers, advice, dice.choice(list(IMPROVED)))
        keeps_its_word(answers, advice)
        says_the_same_again(answers, advice, printed)
        looked_at.append(number)


def test_no_improvement_lowers_a_rung_in_any_combination_of_what_rungs_rest_on():
    """Every combination of the six answers that decide about rungs, with all parts of the work and with design alone."""
    decisive = {code: VALUES[code] for code in ("Q3", "Q4", "Q5", "Q6", "Q7", "Q12")}
    for parts in (list(PHASES), ["design"]):
        found = {values: rungs(advise(OPEN | dict(zip(decisive, values, strict=True)) | {"Q2": parts}))
                 for values in product(*decisive.values())}
        for values, before in found.items():
            for place, code in enumerate(decisive):
                after = decisive[code].index(values[place]) + 1
                if code in IMPROVED.values() and after < len(decisive[code]):
                    better = found[(*values[:place], decisive[code][after], *values[place + 1:])]
                    assert all(better[phase] >= rung for phase, rung in before.items()), (code, values)


def test_twenty_thousand_generated_answers_keep_every_promise():
    looked_at.clear()

    check()

    assert len(looked_at) >= 20_000
    assert len(set(looked_at)) > 19_000
    for code, values in VALUES.items():
        met = {str(numbered(number)[code]) for number in looked_at[:2000]}
        assert met == {str(value) for value in values}, code
