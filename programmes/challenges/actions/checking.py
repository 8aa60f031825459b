"""What the clock does about challenges: lets those go up whose day has passed, and reminds. A fixed number of queries for all there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from coprod.kit.clock import add_working_days, day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import move_many
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding
from programmes.challenges import notices
from programmes.challenges.actions.moving import let_those_above_handle
from programmes.challenges.lifecycles import CHALLENGE, TO, WAITING, ChallengeState
from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeStep
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.raising.catalogue import LADDER, RUNG_WORKING_DAYS, Rung
from programmes.raising.policies import CHAIRS
from programmes.stages.actions.checking import MORE_CHECKS


def _somebody_on(rung: str, on: date) -> Exists:
    """Whether somebody stands on that rung of the challenge's programme who did not raise it, and has not answered it below."""
    answered = Exists(ChallengeAnswer.objects.filter(challenge=OuterRef(OuterRef("pk")), by=OuterRef("partner")))
    if rung == Rung.BODY:
        return Exists(Holding.objects.in_force(on).filter(
            state__in=[HoldingState.SERVING, HoldingState.ENDED], seat__group__kind=Group.Kind.BOARD, seat__office__in=CHAIRS,
            seat__group__programme_links__programme=OuterRef("programme")).exclude(partner=OuterRef("raised_by")).exclude(answered))
    role = "PM" if rung == Rung.MANAGER else "SRO"
    return Exists(TeamRole.objects.in_force(on).filter(programme=OuterRef("programme"), role=role).exclude(
        partner=OuterRef("raised_by")).exclude(answered))


def _past(on: date) -> QuerySet[Challenge]:
    return Challenge.objects.filter(state__in=[*WAITING, ChallengeState.NOT_SATISFIED], due_on__lt=on).exclude(
        programme__state=ProgrammeState.CLOSED)


@transaction.atomic
def let_go_up(*, on: date, at: datetime) -> int:
    """Each whose rung has not answered by its day, or that was left as "not satisfied", goes to the next rung with somebody on it. At the
    top it stays. A challenge goes one step a day, so the highest rung is looked at first."""
    moved = 0
    for number in range(len(LADDER) - 1, 0, -1):
        to, skipped = LADDER[number], Q(pk__in=[])
        for below in range(number - 1, -1, -1):         # from each rung below, if nobody stands between
            between = Q()
            for rung in LADDER[below + 1:number]:
                between &= ~Q(_somebody_on(rung, on))
            skipped |= Q(rung=LADDER[below]) & between
        found = _past(on).filter(skipped).filter(_somebody_on(to, on)).select_related("programme")
        before = {pk: (rung, state) for pk, rung, state in found.values_list("pk", "rung", "state")}
        if not before:
            continue
        # who was answered or went up since is asked about again as each row is locked
        up = move_many(_past(on).filter(pk__in=before).select_related("programme"), CHALLENGE, TO[to], by=None, at=at, rung=to,
                       due_on=add_working_days(on, RUNG_WORKING_DAYS))
        ChallengeStep.objects.bulk_create([ChallengeStep(
            challenge_id=each.pk, at=at, from_rung=before[each.pk][0], to_rung=to,
            is_late=before[each.pk][1] != ChallengeState.NOT_SATISFIED) for each in up])
        gone = Challenge.objects.filter(pk__in=[each.pk for each in up])
        let_those_above_handle(gone, by=None, on=on, at=at)
        send_rows(notices.gone_up(gone, on=on, at=at))
        moved += len(up)
    return moved


@transaction.atomic
def check_challenges(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """Up, then reminders. None when only some stages are looked at, or nothing is open."""
    if stages is not None or not Challenge.objects.open().exists():
        return 0, 0
    today = on or day_of(at)
    moved = let_go_up(on=today, at=at)
    return moved, send_rows([*notices.by_the_clock(on=today, at=at), *notices.due_above(on=today, at=at)])


MORE_CHECKS.append(check_challenges)
