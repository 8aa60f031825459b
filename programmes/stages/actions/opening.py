"""Planning and opening stages."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.catalogue import edition
from programmes.programme.actions import advance_programme
from programmes.programme.models import Programme, Workstream
from programmes.stages.lifecycles import STAGE, StageState
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import PROVEN, stages_missing

MOVES_THE_PROGRAMME = {"S8": "activate", "S11": "deliver", "S12": "review"}


@transaction.atomic
def plan_stage(programme: Programme, code: str, *, by: Partner, at: datetime, opens_on: date | None = None,
               due_on: date | None = None, workstream: Workstream | None = None, plan_name: str = "",
               cycle: int | None = None) -> Stage:
    """Lay a stage down with its dates, not open yet; the clock opens it on its day.

    Where the stage has run before for the same workstream or plan and is signed, this is its next cycle.
    Raises NotAllowedNow while one is laid down or at work.
    """
    asked = edition(programme.edition).stage(code)
    if cycle is None:
        before = programme.stages.filter(code=code, workstream=workstream, plan_name=plan_name).order_by("-cycle").first()
        cycle = before.cycle + before.is_signed() if before else programme.cycle
    try:
        with transaction.atomic():
            stage = Stage.objects.create(
                programme=programme, code=code, number=asked.number, workstream=workstream, plan_name=plan_name,
                cycle=cycle, opens_on=opens_on, due_on=due_on)
    except IntegrityError:
        raise NotAllowedNow("plan", _("This stage is there already. Choose it from the stage map.")) from None
    record(stage, "plan", by=by, at=at, now=stage.state, code=code)
    return stage


@transaction.atomic
def change_dates(stage: Stage, *, by: Partner, at: datetime, opens_on: date | None, due_on: date | None) -> None:
    stage.opens_on, stage.due_on = opens_on, due_on
    stage.save(update_fields=["opens_on", "due_on"])
    record(stage, "change_dates", by=by, at=at, code=stage.code)


@transaction.atomic
def open_stage(stage: Stage, *, by: Partner | None, at: datetime, due_on: date | None = None) -> Stage:
    """Open it, with every standard of the programme's edition waiting for an answer.

    Raises NotAllowedNow if it is open already.
    """
    opens_on = stage.opens_on if stage.opens_on and stage.opens_on <= day_of(at) else day_of(at)
    facts: dict[str, Any] = {"opened_at": at, "opens_on": opens_on} | ({"due_on": due_on} if due_on else {})
    make_move(stage, STAGE, "open", by=by, at=at, about={"code": stage.code}, **facts)
    lay_out_answers([stage])
    if move := MOVES_THE_PROGRAMME.get(stage.code):
        advance_programme(stage.programme, move, by=by, at=at)
    look_at_records(Stage.objects.filter(pk=stage.pk), on=day_of(at),
                    codes=[standard.code for standard in stage.catalogue.standards if standard.code in PROVEN])
    return stage


def lay_out_answers(stages: list[Stage]) -> None:
    """One unanswered row for each standard of each of `stages`: one query, however many stages."""
    Answer.objects.bulk_create(
        [Answer(stage=stage, code=standard.code, position=position)
         for stage in stages for position, standard in enumerate(stage.catalogue.standards, start=1)],
        batch_size=1000, ignore_conflicts=True)


def look_at_records(stages: Any, *, on: date, codes: Iterable[str] = PROVEN) -> None:
    """Note on each answer of `stages` (a queryset, all opened) whether the records show it: two queries a standard."""
    for code in codes:
        denied = stages_missing(code, on, stages=stages)
        answers = Answer.objects.filter(code=code, stage__in=stages)
        answers.filter(stage__in=denied).exclude(shown=False).update(shown=False)
        answers.exclude(stage__in=denied).exclude(shown=True).update(shown=True)


def open_what_is_due(*, on: date, at: datetime) -> int:
    """Open every planned stage whose day has come; says how many."""
    due = Stage.objects.filter(state=StageState.NOT_OPEN, opens_on__lte=on).select_related("programme", "workstream")
    opened = 0
    for stage in due.order_by("pk"):
        try:
            open_stage(stage, by=None, at=at)
        except NotAllowedNow:
            continue        # another clock or a manager opened it at this moment
        opened += 1
    return opened
