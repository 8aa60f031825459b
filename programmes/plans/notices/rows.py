"""The rows of the outbox: at once to few, and by the clock to as many as there are, in one statement."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from coprod.kit.clock import add_working_days, is_working_day, start_of
from coprod.post.models import Message
from partners.models import Partner
from programmes.plans.catalogue import ASK_AGAIN_DAYS
from programmes.plans.lifecycles import OUT, PlanState, SummaryState
from programmes.plans.models import PlainSummary, PlanContributor, SummaryWord
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages.notices.rows import in_force, outbox_rows

_SEATS = "plan__workstream__group__seats__"
_HELD = f"{_SEATS}holdings__"


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def summary_asked(summary: PlainSummary, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    """To the pair, or the lay co-chairs: is it clear?"""
    return [_message("plan_summary_asked", summary, each, "asked", at=at) for each in people]


def summaries_waiting(*, on: date, at: datetime) -> QuerySet:
    """Once more, after five working days without a word: to each of the pair who has said nothing and did not write it."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    until = start_of(add_working_days(add_working_days(worked, -ASK_AGAIN_DAYS), 1))
    pair = in_force(_HELD, on) & Q(**{f"{_SEATS}is_lay": True, f"{_HELD}state__in": ["serving", "ended"]})
    said = SummaryWord.objects.filter(summary=OuterRef("pk"), by=OuterRef(f"{_HELD}partner"))
    waiting = PlainSummary.objects.filter(pair, state=SummaryState.ASKED, written_at__lt=until).exclude(
        plan__state__in=[*OUT, PlanState.WITHDRAWN]).exclude(plan__programme__state=ProgrammeState.CLOSED)
    waiting = waiting.annotate(has_said=Exists(said), reader=F(f"{_HELD}partner")).filter(has_said=False).exclude(
        reader=F("written_by")).order_by()
    return outbox_rows(waiting, "plan_summary_asked", about="ref", to=f"{_HELD}partner__ref", occasion=Value("day 5", CharField()),
                       book="plan__programme__ref", at=at)


def summary_refused(word: SummaryWord, *, at: datetime) -> list[Message]:
    """At once to who wrote the summary."""
    writer = word.summary.written_by
    return [_message("plan_summary_refused", word, writer, "no", at=at)] if writer.pk != word.by_id else []


def summary_answered(word: SummaryWord, *, at: datetime) -> Message:
    return _message("plan_summary_answered", word, word.by, "answered", at=at)


def summary_noted(word: SummaryWord, *, at: datetime) -> list[Message]:
    """To the lay partner whose word somebody else wrote down."""
    return [_message("plan_summary_noted", word, word.by, "noted", at=at)] if word.noted_by_id else []


def thanks_asked(people: Iterable[PlanContributor], *, at: datetime) -> list[Message]:
    """May we name you? But for those who put themselves on the list."""
    return [_message("plan_thanks_asked", each, each.partner, "asked", at=at) for each in people if each.asked_by_id != each.partner_id]


def thanks_noted(it: PlanContributor, *, at: datetime) -> list[Message]:
    """To whom somebody else wrote it down for; again when it is written down otherwise."""
    return [_message("plan_thanks_noted", it, it.partner, it.wish, at=at)] if it.noted_by_id else []
