"""Planning and opening stages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, move_many, record
from partners.models import Partner
from programmes.catalogue import edition
from programmes.programme.actions import advance_programme
from programmes.programme.lifecycles import PROGRAMME, ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.stages.lifecycles import STAGE, StageState
from programmes.stages.models import Answer, Stage
from programmes.stages.models.runs import Run
from programmes.stages.proofs import PROVEN, SPEAKS, denied

# What later wings do to stages that were opened just now, whose answers are laid out: (stages, at=...).
AFTER_OPENING: list[Callable[..., object]] = []
MOVES_THE_PROGRAMME = {"S8": "activate", "S11": "deliver", "S12": "review"}


@transaction.atomic
def plan_stage(programme: Programme, code: str, *, by: Partner, at: datetime, opens_on: date | None = None,
               due_on: date | None = None, workstream: Workstream | None = None, plan_name: str = "",
               cycle: int | None = None) -> Stage:
    """Lay a stage down with its dates, not open yet; the clock opens it on its day.

    Where the stage has run before for the same workstream or plan and is signed, this is its next cycle.
    Raises NotAllowedNow while one is laid down or at work.
    """
    # locked, so that a programme that moves to another edition at this moment takes this stage along
    number = Programme.objects.select_for_update(no_key=True).values_list("edition", flat=True).get(pk=programme.pk)
    asked = edition(number).stage(code)
    if cycle is None:
        before = programme.stages.filter(code=code, workstream=workstream, plan_name=plan_name).order_by("-cycle").first()
        cycle = before.cycle + before.is_signed() if before else programme.cycle
    try:
        with transaction.atomic():
            stage = Stage.objects.create(
                programme=programme, code=code, number=asked.number, workstream=workstream, plan_name=plan_name,
                cycle=cycle, edition=number, opens_on=opens_on, due_on=due_on)
    except IntegrityError:
        raise NotAllowedNow("plan", _("This stage is there already. Choose it from the stage map.")) from None
    record(stage, "plan", by=by, at=at, now=stage.state, code=code)
    return stage


@transaction.atomic
def lay_down(programme: Programme, runs: Iterable[Run], *, by: Partner, at: datetime) -> list[Stage]:
    """Plan several stages at once, all or none; their days come later. Raises NotAllowedNow if one of them is there already."""
    return [plan_stage(programme, run.code, by=by, at=at, workstream=run.workstream) for run in runs]


@transaction.atomic
def change_dates(stage: Stage, *, by: Partner, at: datetime, opens_on: date | None, due_on: date | None) -> None:
    stage.opens_on, stage.due_on = opens_on, due_on
    stage.save(update_fields=["opens_on", "due_on"])
    record(stage, "change_dates", by=by, at=at, code=stage.code)


@transaction.atomic
def open_stage(stage: Stage, *, by: Partner | None, at: datetime, due_on: date | None = None) -> Stage:
    """Open it, with every standard of its edition waiting for an answer.

    Raises NotAllowedNow if it is open already.
    """
    opens_on = stage.opens_on if stage.opens_on and stage.opens_on <= day_of(at) else day_of(at)
    facts: dict[str, Any] = {"opened_at": at, "opens_on": opens_on} | ({"due_on": due_on} if due_on else {})
    make_move(stage, STAGE, "open", by=by, at=at, about={"code": stage.code}, **facts)
    stage.refresh_from_db(fields=["edition"])       # its programme may have moved since it was read
    lay_out_answers([stage])
    if move := MOVES_THE_PROGRAMME.get(stage.code):
        advance_programme(stage.programme, move, by=by, at=at)
    look_at_records(Stage.objects.filter(pk=stage.pk), on=day_of(at),
                    codes=[standard.code for standard in stage.catalogue.standards if standard.code in PROVEN])
    _tell_later_wings([stage], at=at)
    return stage


def _tell_later_wings(opened: Sequence[Any], *, at: datetime) -> None:
    for do in AFTER_OPENING if opened else ():
        do(opened, at=at)


def lay_out_answers(stages: Iterable[Any]) -> None:
    """One unanswered row for each standard of each of `stages`: one query, however many stages."""
    Answer.objects.bulk_create(
        [Answer(stage=stage, code=standard.code, position=position, worded_in=stage.edition)
         for stage in stages for position, standard in enumerate(stage.catalogue.standards, start=1)],
        batch_size=1000, ignore_conflicts=True)


def look_at_records(stages: Any, *, on: date, codes: Iterable[str] = PROVEN) -> set[int]:
    """Note on each answer of `stages` (a queryset, all opened) whether the records show it: two questions, and updates of
    what changed. The ids of the stages in which they deny a standard anew come back. Where they say nothing any more, nothing is noted."""
    codes = list(codes)
    found, said = denied(stages, on, codes), _said_of(stages, on, codes)
    answers = Answer.objects.filter(code__in=codes, stage__in=stages.order_by().values("pk"))
    if said:
        answers.filter(code__in=[code for code in codes if code in SPEAKS], shown__isnull=False).exclude(said).update(shown=None)
        answers = answers.filter(said)
    shown, known = [], set()
    for pk, stage, code, was in answers.exclude(shown=True).values_list("pk", "stage_id", "code", "shown"):
        if (stage, code) not in found:
            shown.append(pk)
        elif was is False:
            known.add((stage, code))
    for some in _slices(shown):
        Answer.objects.filter(pk__in=some).update(shown=True)
    anew: set[int] = set()
    for code in codes:
        for some in _slices([stage for stage, about in found - known if about == code]):
            changed = dict(Answer.objects.filter(code=code, stage__in=some).exclude(shown=False).values_list("pk", "stage_id"))
            Answer.objects.filter(pk__in=changed).update(shown=False)
            anew |= set(changed.values())
    return anew


def _said_of(stages: QuerySet, on: date, codes: Iterable[str]) -> Q:
    """Of which answers of `stages` to the standards `codes` the records speak, as a condition; empty if of all."""
    partly = sorted(SPEAKS.keys() & set(codes))
    found = ~Q(code__in=partly) if partly else Q()
    for code in partly:
        found |= Q(code=code, stage__in=SPEAKS[code](stages.order_by(), on).values("pk"))
    return found


def _slices(ids: list[int], most: int = 5000) -> Iterator[list[int]]:
    return (ids[n:n + most] for n in range(0, len(ids), most))


@transaction.atomic
def open_what_is_due(*, on: date, at: datetime) -> int:
    """Open every planned stage whose day has come, but of closed programmes; says how many. Its queries do not grow with them.

    What the records show about them is for the check that follows.
    """
    due = Stage.objects.filter(state=StageState.NOT_OPEN, opens_on__lte=on).exclude(programme__state=ProgrammeState.CLOSED)
    opened: list[Any] = move_many(due.select_related("programme").order_by("pk"), STAGE, "open", by=None, at=at, about=["code"],
                                  opened_at=at)
    lay_out_answers(opened)
    _tell_later_wings(opened, at=at)
    for code, move in MOVES_THE_PROGRAMME.items():
        if here := {stage.programme_id for stage in opened if stage.code == code}:
            offered = Programme.objects.filter(pk__in=here, state__in=PROGRAMME.moves[move])
            move_many(offered.order_by("pk"), PROGRAMME, move, by=None, at=at)
    return len(opened)
