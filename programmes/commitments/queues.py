"""Promises that wait for somebody, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.commitments.lifecycles import MAY_FALL_LATE, REPORTED, CommitmentState
from programmes.commitments.models import Commitment, CommitmentWord, NewDay
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing

_S = CommitmentState


def _mine(here: Standing) -> Q:
    """Those that the person keeps: by name, for their organisation, or as manager where nobody is named."""
    nobody = Q(owner__isnull=True, second_owner__isnull=True)
    return (Q(owner=here.partner) | Q(second_owner=here.partner) | nobody & Q(organisation__in=here.organisations())
            | nobody & Q(organisation__isnull=True, programme__in=here.programmes(["PM"])))


def _running() -> QuerySet[Commitment]:
    return Commitment.objects.exclude(programme__state=ProgrammeState.CLOSED)


def promises_to_answer(here: Standing, on: date) -> QuerySet:
    """Somebody asks this person, or their organisation, for a promise."""
    return _running().filter(_mine(here), state=_S.PROPOSED)


def promises_to_report(here: Standing, on: date) -> QuerySet:
    """How does it stand? A report is due, the day is over, or a lay partner says that it is not done."""
    late = Q(state__in=[_S.LATE, _S.DISPUTED]) | Q(state__in=MAY_FALL_LATE) & (Q(report_due_on__lte=on) | Q(due_on__lte=on))
    return _running().filter(late & _mine(here))


def promises_to_judge(here: Standing, on: date) -> QuerySet:
    """Said to be done: is it so? For who asked, the pair of its workstream, and the lay co-chairs."""
    said = CommitmentWord.objects.filter(commitment=OuterRef("pk"), round=OuterRef("round"), replaced_at__isnull=True, by=here.partner)
    asked = Q(asked_by=here.partner, asked_by__is_professional=False)
    lay = asked | Q(group__workstream__in=here.workstreams("PAIR")) | Q(programme__in=here.programmes(["LCC"]))
    found = _running().filter(lay, state=_S.CLAIMED).exclude(organisation__in=here.organisations())
    return found.filter(~Exists(said)).exclude(Q(owner=here.partner) | Q(second_owner=here.partner) | Q(claimed_by=here.partner))


def new_days_to_say(here: Standing, on: date) -> QuerySet:
    """Another day is asked for: the lay co-chair answers for the Advisory Group."""
    return NewDay.objects.filter(state="asked", commitment__programme__in=here.programmes(["LCC"]),
                                 commitment__state__in=[*REPORTED, _S.BROKEN]).exclude(asked_by=here.partner).exclude(
        Q(commitment__owner=here.partner) | Q(commitment__second_owner=here.partner)).exclude(
        commitment__programme__state=ProgrammeState.CLOSED)
