"""Answering, choosing, saying what one thinks of it, and comparing plan and practice."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from partners.models import Partner
from programmes.advice import advise, modes
from programmes.choosing.models import Choice, LeadersView, Phase, Sheet, Side
from programmes.programme.models import Programme


@transaction.atomic
def keep_answers(programme: Programme, *, by: Partner, side: Side, at: datetime, answers: Mapping[str, Any]) -> Sheet:
    """Keep what the person has answered so far, beside what they answered before. Raises NotAllowedNow once it is given."""
    sheet, _new = Sheet.objects.select_for_update().get_or_create(
        programme=programme, cycle=programme.cycle, partner=by, defaults={"side": side, "begun_at": at})
    if sheet.given_at:
        raise NotAllowedNow("answer", _("You have given your answers already."))
    sheet.answers = {**sheet.answers, **answers}
    sheet.save(update_fields=["answers"])
    return sheet


@transaction.atomic
def give_answers(sheet: Sheet, *, by: Partner, at: datetime) -> None:
    """From now on the others see them, and they do not change. Raises NotAllowedNow if they were given already."""
    if not Sheet.objects.filter(pk=sheet.pk, given_at__isnull=True).update(given_at=at):
        raise NotAllowedNow("give", _("You have given your answers already."))
    sheet.given_at = at
    record(sheet, "give", by=by, at=at, side=str(sheet.side))


@transaction.atomic
def choose_type(programme: Programme, *, by: Partner, at: datetime, sheet: Sheet, packages: list[str] | None = None,
                rungs: Mapping[str, int] | None = None, because: str = "") -> Choice:
    """Record the type: as recommended from `sheet`, or other `packages` and `rungs` (by phase) with the reason.

    It replaces the choice of this cycle, which stays on record. Raises NotAllowedNow if somebody chose at the same moment.
    """
    advice = advise(sheet.answers)
    planned = {phase: found["rung"] for phase, found in advice.phases.items()}
    chosen, wanted = packages or list(advice.packages), dict(rungs) if rungs is not None else planned
    Choice.objects.current().filter(programme=programme, cycle=programme.cycle).update(replaced_at=at)
    try:
        with transaction.atomic():
            choice = Choice.objects.create(
                programme=programme, cycle=programme.cycle, sheet=sheet, packages=chosen, recommended=advice.as_dict(),
                is_other=chosen != list(advice.packages) or wanted != planned, because=because, at=at, by=by)
    except IntegrityError:
        raise NotAllowedNow("choose", _("Somebody chose a type a moment ago.")) from None
    Phase.objects.bulk_create([Phase(choice=choice, position=position, name=phase, mode=modes()[phase], rung=rung)
                               for position, (phase, rung) in enumerate(wanted.items(), start=1)])
    record(choice, "choose_another" if choice.is_other else "accept", by=by, at=at, packages=", ".join(chosen))
    return choice


@transaction.atomic
def say_view(choice: Choice, *, by: Partner, at: datetime, value: str, text: str = "") -> LeadersView:
    """A leader's yes or no to the type. Raises NotAllowedNow if they said it already."""
    try:
        with transaction.atomic():
            said = LeadersView.objects.create(choice=choice, partner=by, value=value, text=text, at=at)
    except IntegrityError:
        raise NotAllowedNow("say", _("You have said what you think of this type.")) from None
    record(said, "say", by=by, at=at, now=value)
    return said


@transaction.atomic
def compare_phases(compared: Iterable[tuple[Phase, int, str]], *, by: Partner, at: datetime) -> None:
    """Note how far people really took part in each phase, beside what was planned (12.5): (phase, rung, what happened).

    It may be noted again; the trail says when.
    """
    for phase, actual_rung, what_happened in compared:
        phase.actual_rung, phase.what_happened = actual_rung, what_happened
        phase.compared_at, phase.compared_by = at, by
        phase.save(update_fields=["actual_rung", "what_happened", "compared_at", "compared_by"])
        record(phase, "compare", by=by, at=at, planned=phase.rung, actual=actual_rung)
