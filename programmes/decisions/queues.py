"""What waits for somebody about decisions, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.decisions.catalogue import DIFFERS
from programmes.decisions.lifecycles import OUT, DecisionState
from programmes.decisions.models import (
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing

LOOKED_AT = (DecisionState.PREPARED, DecisionState.MADE)


def _running() -> QuerySet:
    return DecisionRecord.objects.exclude(programme__state=ProgrammeState.CLOSED)


def positions_to_record(here: Standing, on: date) -> QuerySet:
    """For the lay co-chair: prepared, its day is known, and no position on these words is recorded; or they were changed after it."""
    before = DecisionPosition.objects.filter(decision=OuterRef("pk"))
    said = DecisionPosition.objects.on_these_words().filter(decision=OuterRef("pk"))
    return _running().filter(Q(decided_on__isnull=False) | Exists(before), ~Exists(said), state=DecisionState.PREPARED,
                             no_position_because="", programme__in=here.programmes(["LCC"]))


def changes_to_see(here: Standing, on: date) -> QuerySet:
    """Shown to this person as one of the pair, or as a lay co-chair where no workstream is concerned; they have not said anything."""
    mine = DecisionSeen.objects.filter(decision=OuterRef("pk"), round=OuterRef("round"), by=here.partner)
    asked = Q(workstream__in=here.workstreams("PAIR")) | Q(workstream__isnull=True, programme__in=here.programmes(["LCC"]))
    return _running().filter(asked, ~Exists(mine), state__in=LOOKED_AT, shown_at__isnull=False)


def noes_to_answer(here: Standing, on: date) -> QuerySet:
    """Somebody of the lay side says that something is wrong: for the manager, and the lead of the workstream."""
    led = Q(decision__programme__in=here.programmes(["PM"])) | Q(decision__workstream__in=here.workstreams("WL"))
    return DecisionSeen.objects.open_noes().filter(led, decision__state__in=[*LOOKED_AT, DecisionState.PUBLISHED]).exclude(
        by=here.partner).exclude(decision__programme__state=ProgrammeState.CLOSED)


def decisions_past_their_day(here: Standing, on: date) -> QuerySet:
    """For the manager: the day has passed, and it is neither made nor put off."""
    return _running().filter(state=DecisionState.PREPARED, decided_on__lt=on, programme__in=here.programmes(["PM"]))


def logs_to_agree(here: Standing, on: date) -> QuerySet:
    """For the lay co-chair: staff ask that everybody may read the log."""
    return DecisionOpenness.objects.waiting().filter(programme__in=here.programmes(["LCC"])).exclude(
        programme__state=ProgrammeState.CLOSED)


def reasons_to_write(here: Standing, on: date) -> QuerySet:
    """For the manager and the owner: made, lay partners do not fully agree, and no reason is written."""
    position = DecisionPosition.objects.current().filter(decision=OuterRef("pk"), value__in=DIFFERS)
    against = DecisionDissent.objects.standing().filter(decision=OuterRef("pk"))
    return _running().filter(Exists(position) | Exists(against), state__in=OUT, reason="", programme__in=here.programmes(["PM", "SRO"]))
