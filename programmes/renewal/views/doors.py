"""Finders of the wing: 404 to who has no role in the programme."""

from typing import Any

from programmes.programme.models import Programme
from programmes.programme.views.doors import its_programme, the_one
from programmes.renewal.models import GapCheck, GapLine, GapNo, Strategy, StrategyView, Target


def the_strategy(user: Any, ref: str) -> Strategy:
    found: Strategy = the_one(user, Strategy.objects.select_related("programme"), its_programme, ref=ref)
    return found


def _of_strategy(thing: Any) -> Programme:
    found: Programme = thing.strategy.programme
    return found


def _of_check(thing: Any) -> Programme:
    found: Programme = thing.check_of.programme
    return found


def the_target(user: Any, ref: str) -> Target:
    found: Target = the_one(user, Target.objects.select_related("strategy__programme"), _of_strategy, ref=ref)
    return found


def the_strategy_view(user: Any, ref: str) -> StrategyView:
    found: StrategyView = the_one(user, StrategyView.objects.select_related("strategy__programme", "partner"), _of_strategy, ref=ref)
    return found


def the_check(user: Any, ref: str) -> GapCheck:
    found: GapCheck = the_one(user, GapCheck.objects.select_related("programme", "strategy", "confirmed_by"), its_programme, ref=ref)
    return found


def the_line(user: Any, ref: str) -> GapLine:
    found: GapLine = the_one(user, GapLine.objects.select_related("check_of__programme"), _of_check, ref=ref)
    return found


def the_gap_no(user: Any, ref: str) -> GapNo:
    found: GapNo = the_one(user, GapNo.objects.select_related("check_of__programme", "partner"), _of_check, ref=ref)
    return found
