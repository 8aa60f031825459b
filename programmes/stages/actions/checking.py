"""What the clock does: a number of queries per kind of check, however many programmes there are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import move_many
from partners.groups.actions import end_terms_that_ran_out
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages import notices
from programmes.stages.actions.opening import look_at_records, open_what_is_due
from programmes.stages.lifecycles import ANSWER, AT_WORK_STATES, SIGNED_STATES, STAGE, AnswerState, StageState
from programmes.stages.models import Answer, Evidence, Stage
from programmes.stages.proofs import proven_in

# What later wings check: (stages, on=..., at=...) gives how many things it moved and how many messages it wrote.
MORE_CHECKS: list[Callable[..., tuple[int, int]]] = []      # each is one transaction


@dataclass
class Checked:
    """What one check did, in numbers."""

    terms_ended: int = 0
    opened: int = 0
    claimed_by_records: int = 0
    denied_by_records: int = 0
    ready: int = 0
    fell_back: int = 0
    changed_since_signed: int = 0
    ways_and_roles_moved: int = 0
    messages: int = 0


def check_stages(*, at: datetime, stages: Any = None, wings: Collection[str] | None = None) -> Checked:
    """Check every running stage (or those of `stages`, a queryset): read the records, move what is ready or fell back,
    open what is due, and write the reminders that are due. Doing it twice changes nothing the second time. With `wings`, of what later
    wings check only what these do."""
    on, done = day_of(at), Checked()
    if stages is None:
        done.terms_ended = end_terms_that_ran_out(on=on, at=at)
        done.opened = open_what_is_due(on=on, at=at)
    done.ways_and_roles_moved, done.messages = let_check(wings, at=at, stages=stages)
    running = _running(stages)
    with transaction.atomic():
        done.changed_since_signed = read_the_records(running, at=at)
    with transaction.atomic():
        done.claimed_by_records, done.denied_by_records = let_the_records_claim(running, at=at)
    with transaction.atomic():
        done.ready, done.fell_back = move_stages(running, at=at)
    with transaction.atomic():
        done.messages += write_reminders(running if stages is not None else None, at=at)
    return done


def let_check(wings: Collection[str] | None, *, at: datetime, stages: Any = None) -> tuple[int, int]:
    """What these wings have the clock do, or all of them, in the order of the house: how many things moved, how many messages are new."""
    done = [check(stages, on=day_of(at), at=at) for check in MORE_CHECKS if wings is None or check.__module__.split(".")[1] in wings]
    return sum(moved for moved, _written in done), sum(written for _moved, written in done)


def _running(stages: Any) -> Any:
    found = Stage.objects.all() if stages is None else stages
    return found.order_by().exclude(state=StageState.NOT_OPEN).exclude(programme__state=ProgrammeState.CLOSED)


def read_the_records(running: Any, *, at: datetime) -> int:
    """Note on each answer what the records say now. A signed stage that they deny anew has changed since it was signed."""
    anew = look_at_records(running, on=day_of(at), codes=proven_in(running.values_list("code", flat=True).distinct()))
    return Stage.objects.filter(pk__in=anew, state__in=SIGNED_STATES, changed_at__isnull=True).update(changed_at=at)


_TODAYS_WORDS = Subquery(Stage.objects.filter(pk=OuterRef("stage_id")).values("edition")[:1])      # the records claim what is asked


def let_the_records_claim(running: Any, *, at: datetime) -> tuple[int, int]:
    """Unanswered standards that the records show are claimed by them; their claims that they deny now are taken back."""
    ours = Answer.objects.filter(stage__in=running.values("pk"), claimed_by__isnull=True).select_related("stage__programme")
    unanswered = ours.filter(state=AnswerState.UNANSWERED, shown=True, stage__state__in=AT_WORK_STATES)
    claimed: list[Any] = move_many(unanswered.order_by("pk"), ANSWER, "claim", by=None, at=at, about=["code"], claim="", claimed_at=at,
                                   worded_in=_TODAYS_WORDS)
    Evidence.objects.bulk_create(
        [Evidence(answer=answer, kind=Evidence.Kind.RECORD, title="", dated_on=day_of(at), added_at=at) for answer in claimed],
        batch_size=500)
    denied = move_many(ours.filter(state=AnswerState.CLAIMED, shown=False).order_by("pk"), ANSWER, "withdraw",
                       by=None, at=at, about=["code"], claimed_at=None)
    Evidence.objects.filter(answer__in=[answer.pk for answer in denied], kind=Evidence.Kind.RECORD,
                            withdrawn_at__isnull=True).update(withdrawn_at=at)
    return len(claimed), len(denied)


def move_stages(running: Any, *, at: datetime) -> tuple[int, int]:
    """Stages whose every standard is answered become ready for sign-off; ready ones of which that is no longer true fall back."""
    known = running.select_related("programme").order_by("pk")
    ready = move_many(known.filter(state__in=[StageState.OPEN, StageState.REOPENED]).complete(),
                      STAGE, "become_ready", by=None, at=at, about=["code"], ready_at=at)
    fallen = move_many(known.filter(state__in=[StageState.READY, StageState.UNRESOLVED]).incomplete(),
                       STAGE, "fall_back", by=None, at=at, about=["code"], ready_at=None)
    return len(ready), len(fallen)


def write_reminders(stages: Any, *, at: datetime) -> int:
    """Every reminder that is due, as outbox rows; those that exist already are left alone. Says how many were new."""
    on = day_of(at)
    kinds = [
        notices.standards_due(on=on, at=at, stages=stages),
        notices.claims_waiting(on=on, at=at, stages=stages),
        notices.sign_off_asked(on=on, at=at, stages=stages),
        notices.changed_since_signed(at=at, stages=stages),
    ]
    if stages is None:
        kinds.append(notices.seats_empty(on=on, at=at))
    return sum(send_rows(rows) for rows in kinds)
