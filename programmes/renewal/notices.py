"""Who is told what: lay co-chairs that their word is asked, managers of a "no" and of a comparison that is due, objectors of the answer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import add_working_days, day_of, is_working_day, now, start_of
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.notices import still_reads
from programmes.renewal.catalogue import CO_CHAIR_WORKING_DAYS, YEAR_DAYS
from programmes.renewal.lifecycles import CheckState, StrategyState
from programmes.renewal.models import GapCheck, GapNo, Strategy, StrategyView
from programmes.renewal.policies import last_check, next_check_on
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.JOINING,
    Kind("strategy_asked", gettext_lazy("The recruitment strategy of the Forum waits for a word"), gettext_lazy("The lay co-chairs"),
         gettext_lazy("At once"), must=True, escalates=gettext_lazy("Asked again after 5 working days")),
    Kind("strategy_waits", gettext_lazy("The recruitment strategy still waits for a word"), gettext_lazy("The lay co-chairs"),
         gettext_lazy("After 5 working days"), must=True, reminder=True),
    Kind("strategy_refused", gettext_lazy("A lay partner does not agree to the recruitment strategy"), gettext_lazy("The managers"),
         gettext_lazy("At once"), must=True),
    Kind("strategy_no_answered", gettext_lazy("A “no” to the recruitment strategy has an answer"), gettext_lazy("Who said no"),
         gettext_lazy("At once"), must=True),
    Kind("gap_check_asked", gettext_lazy("What is decided about gaps in the Forum waits for a lay partner’s word"),
         gettext_lazy("The lay co-chairs"), gettext_lazy("At once"), must=True),
    Kind("gap_check_refused", gettext_lazy("A lay partner says no to what is decided about the gaps"), gettext_lazy("The managers"),
         gettext_lazy("At once"), must=True),
    Kind("gap_no_answered", gettext_lazy("A “no” to what is decided about the gaps has an answer"), gettext_lazy("Who said no"),
         gettext_lazy("At once"), must=True),
    Kind("gap_check_due", gettext_lazy("The Forum is to be compared with its agreed profile"), gettext_lazy("The managers"),
         gettext_lazy("A year after the last time, or after the strategy was agreed"), must=True))

CO_CHAIRS, MANAGERS = {"LCC": ANY}, {"PM": ANY}


def _rows(kind: str, things: QuerySet, roles: dict[str, Q], *, on: date, at: datetime, occasion: Any) -> Iterator[QuerySet]:
    """A row for each of `things` (which have a programme) and each person in one of `roles`."""
    for way in ways(roles, on):
        yield outbox_rows(things.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion, book="programme__ref", at=at)


def _one(thing: Any) -> QuerySet:
    found: QuerySet = type(thing).objects.filter(pk=thing.pk).order_by()
    return found


def _text(words: str) -> Value:
    return Value(words, CharField())


def strategy_is_asked(strategy: Strategy, *, on: date, at: datetime) -> Iterator[QuerySet]:
    yield from _rows("strategy_asked", _one(strategy), CO_CHAIRS, on=on, at=at, occasion=_text(f"round {strategy.round}"))


def strategy_is_refused(view: StrategyView, *, on: date, at: datetime) -> Iterator[QuerySet]:
    yield from _rows("strategy_refused", _one(view.strategy), MANAGERS, on=on, at=at, occasion=_text(f"no {view.ref}"))


def strategy_no_is_answered(view: StrategyView, *, at: datetime) -> Message:
    return Message(kind="strategy_no_answered", about=view.ref, to=view.partner.ref, occasion="answered", book=view.trail_book,
                   written_at=at, due_at=at)


def check_is_asked(check: GapCheck, *, on: date, at: datetime) -> Iterator[QuerySet]:
    yield from _rows("gap_check_asked", _one(check), CO_CHAIRS, on=on, at=at, occasion=_text(f"round {check.round}"))


def check_is_refused(no: GapNo, *, on: date, at: datetime) -> Iterator[QuerySet]:
    yield from _rows("gap_check_refused", _one(no.check_of), MANAGERS, on=on, at=at, occasion=_text(f"no {no.ref}"))


def gap_no_is_answered(no: GapNo, *, at: datetime) -> Message:
    return Message(kind="gap_no_answered", about=no.ref, to=no.partner.ref, occasion="answered", book=no.trail_book, written_at=at,
                   due_at=at)


def reminders(strategies: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the lay co-chair, when a strategy has waited for them over five working days; to managers, when a year has passed since the
    Forum was compared, or since the strategy was agreed."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    waiting = strategies.filter(state=StrategyState.ASKED, asked_at__lt=start_of(add_working_days(worked, -CO_CHAIR_WORKING_DAYS)))
    answered = StrategyView.objects.current().filter(strategy=OuterRef("pk"), round=OuterRef("round"), role="LCC")
    yield from _rows("strategy_waits", waiting.filter(~Exists(answered)), CO_CHAIRS, on=on, at=at,
                     occasion=Concat(_text("round "), Cast("round", CharField())))
    last = GapCheck.objects.filter(programme=OuterRef("programme")).order_by("-on", "-pk")
    in_work = last.exclude(state=CheckState.CONFIRMED)
    since = Coalesce(Subquery(last.values("on")[:1]), TruncDate("agreed_at"), output_field=DateField())
    due = strategies.filter(state=StrategyState.AGREED).filter(~Exists(in_work)).annotate(since=since).filter(
        since__lte=on - timedelta(days=YEAR_DAYS))
    yield from _rows("gap_check_due", due, MANAGERS, on=on, at=at, occasion=Concat(_text("since "), Cast(F("since"), CharField())))


# --- the words -------------------------------------------------------------------------------------------------------

def _runs(message: Message, programme: Programme) -> bool:
    return programme.state != ProgrammeState.CLOSED and still_reads(message, programme)


def _strategy(message: Message) -> Strategy | None:
    """What the message is about, while its reader still has a role in the programme."""
    found = Strategy.objects.select_related("programme").one_or_none(ref=message.about)
    return found if found and _runs(message, found.programme) else None


def _check(message: Message) -> GapCheck | None:
    found = GapCheck.objects.select_related("programme").one_or_none(ref=message.about)
    return found if found and _runs(message, found.programme) else None


def _waits_for(strategy: Strategy | None, message: Message) -> bool:
    """Whether it is out in the round of the message, and its reader has said nothing to it."""
    if strategy is None or not strategy.is_asked() or message.occasion != f"round {strategy.round}":
        return False
    said = strategy.views.of_round(strategy).filter(partner__ref=message.to)       # type: ignore[attr-defined]
    return not said.exists() and (strategy.asked_by is None or strategy.asked_by.ref != message.to)


@says("strategy_asked")
def strategy_asked_words(message: Message) -> Words | None:
    """The recruitment strategy waits for the co-chair's word."""
    strategy = _strategy(message)
    if strategy is None or not _waits_for(strategy, message):
        return None
    return Words(subject=_("%(programme)s: the recruitment strategy waits for your word") % {"programme": strategy.programme},
                 lines=[_("It says how people are found for the Forum, and how many of whom."),
                        _("It counts only when lay partners agree to it.")],
                 action=_("Read it and say what you think"), path=strategy.get_absolute_url())


@says("strategy_waits")
def strategy_waits_words(message: Message) -> Words | None:
    """The same after five working days."""
    strategy = _strategy(message)
    if strategy is None or not _waits_for(strategy, message):
        return None
    return Words(subject=_("%(programme)s: the recruitment strategy still waits for your word") % {"programme": strategy.programme},
                 lines=[_("You were asked on %(day)s. You may agree, comment, or say no and why.") % {"day": day(strategy.asked_at)}],
                 action=_("Read it and say what you think"), path=strategy.get_absolute_url())


@says("strategy_refused")
def strategy_refused_words(message: Message) -> Words | None:
    """A lay partner does not agree, and nobody has answered yet."""
    strategy = _strategy(message)
    if strategy is None or not strategy.views.open_noes().filter(ref=message.occasion.removeprefix("no ")).exists():  # type: ignore[attr-defined]
        return None
    return Words(subject=_("%(programme)s: a lay partner does not agree to the recruitment strategy") % {"programme": strategy.programme},
                 lines=[_("The reason stands on the page. Answer it, or change the text.")],
                 action=_("Read the reason"), path=strategy.get_absolute_url())


@says("strategy_no_answered")
def strategy_no_answered_words(message: Message) -> Words | None:
    """What the manager answers to this person's "no"."""
    view = StrategyView.objects.select_related("strategy__programme").filter(ref=message.about, replaced_at__isnull=True).first()
    if view is None or not _runs(message, view.strategy.programme):
        return None
    return Words(subject=_("%(programme)s: your “no” was answered") % {"programme": view.strategy.programme},
                 lines=[_("You said no to the recruitment strategy. Your “no” stays on the page, with the answer.")],
                 action=_("Read the answer"), path=view.strategy.get_absolute_url())


@says("gap_check_asked")
def check_asked_words(message: Message) -> Words | None:
    """What is decided about the gaps waits for a lay partner."""
    check = _check(message)
    if check is None or check.state != CheckState.ASKED or message.occasion != f"round {check.round}":
        return None
    return Words(subject=_("%(programme)s: is this the right answer to the gaps in the Forum?") % {"programme": check.programme},
                 lines=[_("The Forum was compared with its agreed profile on %(day)s.") % {"day": day(check.on)},
                        _("For each gap it says who does what, by when. A lay partner confirms it, or says no and why.")],
                 action=_("Read it and say yes or no"), path=check.get_absolute_url())


@says("gap_check_refused")
def check_refused_words(message: Message) -> Words | None:
    """A lay partner says no to what is decided, and nobody has answered yet."""
    check = _check(message)
    if check is None or check.state != CheckState.REFUSED or not GapNo.objects.filter(
            check_of=check, ref=message.occasion.removeprefix("no "), answered_at__isnull=True).exists():
        return None
    return Words(subject=_("%(programme)s: a lay partner says no to what is decided about the gaps") % {"programme": check.programme},
                 lines=[_("The reason stands on the page. Answer it, then change what should change.")],
                 action=_("Read the reason"), path=check.get_absolute_url())


@says("gap_no_answered")
def gap_no_answered_words(message: Message) -> Words | None:
    """What the manager answers to this person's "no"."""
    no = GapNo.objects.select_related("check_of__programme").one_or_none(ref=message.about)
    if no is None or not _runs(message, no.check_of.programme):
        return None
    return Words(subject=_("%(programme)s: your “no” was answered") % {"programme": no.check_of.programme},
                 lines=[_("You said no to what is decided about the gaps in the Forum. Your “no” stays on the page, with the answer."),
                        _("Lay partners are asked again before it counts.")],
                 action=_("Read the answer"), path=no.check_of.get_absolute_url())


@says("gap_check_due")
def check_due_words(message: Message) -> Words | None:
    """A year has passed since the Forum was compared with its profile."""
    strategy = _strategy(message)
    if strategy is None or strategy.state != StrategyState.AGREED:
        return None
    due = next_check_on(strategy, last_check(strategy.programme))
    if due is None or due > day_of(now()):
        return None
    return Words(subject=_("%(programme)s: compare the Forum with its agreed profile") % {"programme": strategy.programme},
                 lines=[_("It is due once a year, and was due on %(day)s.") % {"day": day(due)},
                        _("Then write for each gap who does what, by when. A lay partner confirms it.")],
                 action=_("Compare it now"), path=reverse("programmes:recruitment", args=[strategy.programme.slug]))
