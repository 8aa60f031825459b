"""The page and the sweep give the same answer on 10,000 random stages, today and four weeks later (issue 9)."""

from collections import defaultdict
from datetime import timedelta

import pytest

from coprod.kit.clock import day_of
from coprod.trail.models import Row
from programmes.stages.actions.checking import check_stages
from programmes.stages.lifecycles import SET_ASIDE, SETTLED, AnswerState
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import PROVEN, heard, what_is_missing
from tests.makers import MONDAY
from tests.programmes.stages.crowd import crowd

pytestmark = pytest.mark.slow

NOTHING_DONE = {"terms_ended": 0, "opened": 0, "claimed_by_records": 0, "denied_by_records": 0, "ready": 0, "fell_back": 0,
                "changed_since_signed": 0, "ways_and_roles_moved": 0, "messages": 0}


def as_the_page_says(at):
    """For every stage: which standards the records deny, and whether it is complete, from what the page asks."""
    missing = what_is_missing(Stage.objects.all(), day_of(at))
    denied, complete = set(), defaultdict(lambda: True)
    for stage, code, state in Answer.objects.values_list("stage", "code", "state"):
        lacks = bool(missing[stage].get(code))
        if lacks:
            denied.add((stage, code))
        if not (state in SETTLED or (state == AnswerState.MET and not lacks)):
            complete[stage] = False
        else:
            complete[stage] &= True
    return denied, complete


def disagreements(at):
    denied, complete = as_the_page_says(at)
    silent = heard(Stage.objects.all(), day_of(at))[1]
    wrong = [(stage, code, shown) for stage, code, shown in Answer.objects.filter(code__in=PROVEN).values_list("stage", "code", "shown")
             if shown is not (None if (stage, code) in silent else (stage, code) not in denied)]
    wrong += [(pk, code, "page") for pk, code in denied if code not in PROVEN]
    for pk, state in Stage.objects.values_list("pk", "state"):
        if (state in ("open", "reopened") and complete[pk]) or (state in ("ready", "unresolved") and not complete[pk]):
            wrong.append((pk, state, complete[pk]))
    by_query = set(Stage.objects.complete().values_list("pk", flat=True))
    return wrong + sorted(by_query ^ {pk for pk in complete if complete[pk]})


@pytest.mark.django_db
def test_page_and_sweep_agree_on_ten_thousand_random_stages():
    crowd(2500, seed=20140317)
    assert Stage.objects.count() == 10_000

    for at in (MONDAY, MONDAY + timedelta(days=28)):
        done = check_stages(at=at)

        assert disagreements(at) == []
        assert min(done.claimed_by_records, done.denied_by_records, done.changed_since_signed, done.messages) >= (1 if at == MONDAY else 0)
        assert min(done.ready, done.fell_back) > 50 if at == MONDAY else True
        assert vars(check_stages(at=at)) == NOTHING_DONE      # a second clock finds nothing left to do
    assert Row.objects.count() > 1000
    assert Answer.objects.filter(state__in=SET_ASIDE).exists() and Row.objects.filter(move="take_up_again").exists()


@pytest.mark.django_db
def test_one_page_at_a_time_says_the_same_as_all_at_once():
    crowd(50, seed=7)
    check_stages(at=MONDAY)
    together = what_is_missing(Stage.objects.all(), day_of(MONDAY))

    for stage in Stage.objects.select_related("programme", "workstream"):
        alone = what_is_missing(Stage.objects.filter(pk=stage.pk), day_of(MONDAY), [stage.code])[stage.pk]
        assert alone == together[stage.pk]
        assert stage.is_complete() == (not stage.answers.incomplete().exists())


@pytest.mark.django_db
def test_one_wrong_flag_would_be_noticed():
    crowd(5, seed=1)
    check_stages(at=MONDAY)
    assert disagreements(MONDAY) == []

    answer = Answer.objects.filter(code__in=PROVEN, shown=True).first()
    Answer.objects.filter(pk=answer.pk).update(shown=False)

    assert (answer.stage_id, answer.code, False) in disagreements(MONDAY)
