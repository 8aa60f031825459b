"""Strategies and gap checks that wait for somebody's word, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from programmes.programme.models.standing import Standing
from programmes.renewal.lifecycles import CheckState
from programmes.renewal.models import GapCheck, Strategy, StrategyView
from programmes.renewal.policies import ASKED


def strategies_to_say(here: Standing, on: date) -> QuerySet:
    """Lay partners are asked, and this one has said nothing to the words as they stand."""
    said = StrategyView.objects.current().filter(strategy=OuterRef("pk"), round=OuterRef("round"), partner=here.partner)
    return Strategy.objects.running().filter(state="asked", programme__in=here.programmes(ASKED)).filter(~Exists(said)).exclude(
        asked_by=here.partner)


def strategy_noes(here: Standing, on: date) -> QuerySet:
    """With a "no" that nobody has answered, for who runs the programme."""
    noes = StrategyView.objects.open_noes().filter(strategy=OuterRef("pk"))
    return Strategy.objects.running().in_work().filter(Exists(noes), programme__in=here.programmes(["PM"]))      # type: ignore[attr-defined]


def checks_to_judge(here: Standing, on: date) -> QuerySet:
    """What is decided about gaps, for a lay partner to confirm or refuse."""
    return GapCheck.objects.running().waiting().filter(programme__in=here.programmes(ASKED)).exclude(       # type: ignore[attr-defined]
        asked_by=here.partner)


def checks_refused(here: Standing, on: date) -> QuerySet:
    """Gap checks to which a lay partner said no, for who runs the programme."""
    return GapCheck.objects.running().filter(state=CheckState.REFUSED, programme__in=here.programmes(["PM"]))
