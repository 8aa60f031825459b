"""Whom to call and whom to write to, what is due first, and how often it was tried. The queries do not grow with the people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of, start_of
from coprod.kit.saying import clock_time, label, moment, weekday
from coprod.post.catalogue import kind_of
from coprod.post.models import Message
from coprod.post.wording import ENGLISH
from partners.models import About, Candidate, Partner
from programmes.offline.catalogue import LETTER_DAYS, TRIES_ON_DAYS, Hours, Outcome
from programmes.offline.models import CallTry, Printed, mark_of

_C = Partner.Channel
PHONE, LETTER = "phone", "letter"
BACK_NOW, OPEN, TRIED_TODAY, NO_NUMBER, LATER = range(5)      # in which order calls are made
DAY_BEGINS = list(Hours.values)
FIRST_WHYS = 3


@dataclass(frozen=True)
class Task:
    """One person and all that waits for them to be told: one call, or one envelope."""

    person: Any                     # who takes part, or was put forward
    messages: list[Message]
    tries: list[CallTry]            # since the oldest of the messages waits, the newest first
    on: date
    printed: frozenset[int] = frozenset()       # the messages that stand in a printed batch
    good_times: str = ""

    @property
    def language(self) -> str:
        """The language that the person reads."""
        return str(getattr(self.person, "reads_in", ENGLISH))

    @property
    def last(self) -> CallTry | None:
        return self.tries[0] if self.tries else None

    @property
    def has_wrong_number(self) -> bool:
        """Somebody said so, and the number is still the same."""
        wrong = [each for each in self.tries if each.outcome == Outcome.WRONG_NUMBER]
        return bool(wrong) and wrong[0].number == mark_of(self.person.phone)

    @property
    def needs_number(self) -> bool:
        return self.has_wrong_number or not self.person.phone

    @property
    def way(self) -> str:
        """How they are told. Who has no address that works is rung; who has no number at all either gets a letter."""
        if self.person.address and (self.person.channel == _C.POST or (self.last and self.last.outcome == Outcome.LETTER)):
            return LETTER
        reached_by_phone = self.person.channel in (_C.PHONE, _C.RELAY)
        return LETTER if self.person.address and not self.person.phone and not reached_by_phone else PHONE

    @property
    def call_on(self) -> date | None:
        return self.last.call_on if self.last else None

    @property
    def days_without_answer(self) -> int:
        return len({day_of(each.at) for each in self.tries if each.outcome == Outcome.NO_ANSWER})

    @property
    def suggests_letter(self) -> bool:
        return bool(self.person.address) and (self.days_without_answer >= TRIES_ON_DAYS or self.needs_number)

    @property
    def is_due_today(self) -> bool:
        """Somebody promised to call today; or a letter speaks of a day that comes, is urgent, or waits for two days."""
        if self.way == PHONE:
            return bool(self.call_on and self.call_on <= self.on)
        limit = start_of(self.on - timedelta(days=LETTER_DAYS - 1))
        return any(kind_of(each.kind).lead or kind_of(each.kind).urgent or since(each) < limit for each in self.open_letters)

    @property
    def open_letters(self) -> list[Message]:
        """Those that stand in no printed batch yet."""
        return [each for each in self.messages if each.pk not in self.printed]

    def order(self) -> tuple[Any, ...]:
        """What is due first: promised calls of today by the time of day, then the oldest; what was tried today, lacks a number or waits
        for its day comes later."""
        step, day, hour = OPEN, date.min, 0
        if self.call_on:
            assert self.last
            step = BACK_NOW if self.call_on <= self.on else LATER
            day, hour = self.call_on, DAY_BEGINS.index(self.last.call_hours)
        elif self.needs_number:
            step = NO_NUMBER
        elif self.last and day_of(self.last.at) == self.on:
            step = TRIED_TODAY
        hurry = any(kind_of(each.kind).lead or kind_of(each.kind).urgent for each in self.messages)
        return step, day, hour, not hurry, min(map(since, self.messages)), self.person.ref

    def whys(self) -> list[str]:
        """What the messages are, in the words of the catalogue; each once."""
        return list(dict.fromkeys(str(kind_of(each.kind).trigger) for each in self.messages))

    def in_short(self) -> str:
        """The first of them, and how many more there are."""
        whys = self.whys()
        more = len(whys) - FIRST_WHYS
        words = "; ".join(whys[:FIRST_WHYS])
        return words if more <= 0 else words + " " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}

    def so_far(self) -> str:
        """"Tried twice: no answer on Tuesday 3 March, 10:15"; "" where nobody tried."""
        if self.last is None:
            return ""
        times = {1: _("Tried once"), 2: _("Tried twice")}.get(len(self.tries)) or ngettext(
            "Tried %(n)d time", "Tried %(n)d times", len(self.tries)) % {"n": len(self.tries)}
        facts = {"outcome": label(Outcome, self.last.outcome).lower(), "day": weekday(self.last.at), "time": clock_time(self.last.at)}
        return _("%(times)s: %(outcome)s on %(day)s, %(time)s") % ({"times": times} | facts)

    def state(self) -> tuple[str, str, str]:
        """What to do now, as a tag."""
        if self.way == LETTER:
            if not self.open_letters:
                return "printed", _("Printed, not posted yet"), "running"
            return ("letter", _("Must go today"), "concern") if self.is_due_today else ("letter", _("To print and post"), "waiting")
        if self.call_on:
            assert self.last
            facts = {"day": weekday(self.call_on), "hours": label(Hours, self.last.call_hours).lower()}
            if self.call_on <= self.on:
                return "call_back", _("Call back today, %(hours)s") % facts, "concern"
            return "later", _("Call back on %(day)s, %(hours)s") % facts, "not_started"
        if self.needs_number:
            return "number", _("A number is needed"), "gap"
        return "call", _("To call"), "waiting"


def since(message: Message) -> datetime:
    """When it came to be told by a person."""
    return message.finished_at or message.due_at


@dataclass
class _Found:
    people: dict[str, Any] = field(default_factory=dict)
    tries: dict[str, list[CallTry]] = field(default_factory=lambda: defaultdict(list))


def tasks_of(messages: Iterable[Message], *, on: date) -> list[Task]:
    """One for each person of whom something is still known, what is due first at the top. Five queries, with that for the messages."""
    mine: dict[str, list[Message]] = defaultdict(list)
    for each in messages:
        mine[each.to].append(each)
    if not mine:
        return []
    found = _Found()
    for model in (Candidate.objects.known(), Partner.objects.filter(erased_at__isnull=True)):
        found.people |= {each.ref: each for each in model.filter(ref__in=mine)}
    for each in CallTry.objects.filter(to__in=mine).select_related("by").order_by("-at", "-pk"):
        found.tries[each.to].append(each)
    printed = frozenset(Printed.objects.filter(held=True, message__in=[each.pk for some in mine.values() for each in some]).values_list(
        "message", flat=True))
    times = dict(About.objects.filter(partner__ref__in=mine).values_list("partner__ref", "best_times"))
    tasks = []
    for ref, some in mine.items():
        if ref in found.people:
            first = min(map(since, some))
            tries = [each for each in found.tries[ref] if each.at >= first]
            tasks.append(Task(found.people[ref], some, tries, on, printed, times.get(ref, "")))
    return sorted(tasks, key=Task.order)


def said_of(each: CallTry) -> str:
    """One try as a sentence of a list."""
    words = _("%(moment)s, %(who)s: %(outcome)s") % {
        "moment": moment(each.at), "who": each.by.name, "outcome": label(Outcome, each.outcome)}
    if each.call_on:
        words += " " + _("(on %(day)s, %(hours)s)") % {"day": weekday(each.call_on), "hours": label(Hours, each.call_hours).lower()}
    return words
