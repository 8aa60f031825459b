"""How the page of recruitment shows what it found, and the same days as a calendar. The calendar names nobody."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from partners.groups.models import VACANCY_LIMIT_DAYS
from partners.models import Holding, Partner
from programmes.programme.models import Programme
from programmes.programme.telling import named
from programmes.renewal.catalogue import TONES, WINDOWS
from programmes.renewal.lifecycles import CheckState, StrategyState
from programmes.renewal.models import GapCheck, GapLine, Strategy, StrategyView
from programmes.renewal.policies import (
    last_check,
    next_check_on,
    open_rounds,
    reserve,
    sees_reserve,
    terms_ending,
)
from programmes.selection.models import Panel

STATE_TONES: dict[str, str] = {
    StrategyState.DRAFT: "not_started", StrategyState.ASKED: "waiting", StrategyState.AGREED: "done", StrategyState.REPLACED: "reopened",
    CheckState.OPEN: "running", CheckState.ASKED: "waiting", CheckState.REFUSED: "refused", CheckState.CONFIRMED: "done"}


def state_of(thing: Any) -> tuple[str, str, str]:
    """Code, words and tone."""
    return str(thing.state), thing.get_state_display(), STATE_TONES[thing.state]


class EmptySeat(NamedTuple):
    group: str
    seat: str
    since: date | None
    days: int
    is_late: bool


def empty_seat(seat: Any, on: date) -> EmptySeat:
    """A seat with its clock; where nobody ever sat, no clock runs."""
    days = (on - seat.since).days if seat.since else 0
    return EmptySeat(seat.group.name, seat.name, seat.since, days, days > VACANCY_LIMIT_DAYS)


def by_window(terms: Sequence[Holding], on: date) -> list[tuple[int, list[Holding]]]:
    """Terms that end within 30, 60 and 90 days, each in the first window that it falls in."""
    found: list[tuple[int, list[Holding]]] = [(window, []) for window in WINDOWS]
    for term in terms:
        left = ((term.until_on or on) - on).days
        next(rows for window, rows in found if left <= window).append(term)
    return found


class Said(NamedTuple):
    """What somebody said, how they are called, and how the one who answered is."""

    view: StrategyView
    who: str
    answered_by: str
    is_earlier: bool


def said_of(strategy: Strategy, *, names: bool, me: Partner | None) -> list[Said]:
    """Every word that was ever said to it, the newest first."""
    views = strategy.views.select_related("partner", "answered_by").order_by("-at", "-pk")     # type: ignore[attr-defined]
    return [Said(view, named(view.partner, names=names or view.partner == me, role=view.role),
                 named(view.answered_by, names=names, role="PM"), view.replaced_at is not None or view.round != strategy.round)
            for view in views]


class Gap(NamedTuple):
    """A line of a comparison with the tone of what it says."""

    line: GapLine
    code: str
    words: Any
    tone: str


def gaps_of(lines: Sequence[GapLine]) -> list[Gap]:
    return [Gap(line, str(line.verdict()), line.verdict().label, TONES[line.verdict()]) for line in lines if line.is_gap]


# --- the calendar ----------------------------------------------------------------------------------------------------

class Event(NamedTuple):
    """One day of the calendar: a key that stays the same, the day, and words in which nobody is named."""

    key: str
    on: date
    words: str


def events_of(programme: Programme, codes: frozenset[str], at: datetime) -> list[Event]:
    """The days ahead that somebody with the roles `codes` reads about on the page: seven queries."""
    on, found = day_of(at), []
    for call in open_rounds(programme, at):
        found.append(Event(f"call-{call.ref}", day_of(call.closing_at), _("Call for nominations closes, round %(n)d") % {"n": call.number}))
    for panel in Panel.objects.filter(call__programme=programme, meets_on__gte=on).select_related("call").order_by("meets_on", "pk"):
        found.append(Event(f"panel-{panel.ref}", panel.meets_on, _("Selection panel meets, round %(n)d") % {"n": panel.call.number}))
    for term in terms_ending(programme, on):
        found.append(Event(f"term-{term.ref}", term.until_on, _("A term ends: %(group)s") % {"group": term.seat.group.name}))
    if sees_reserve(codes):
        for kept in reserve(programme, on):
            found.append(Event(f"reserve-{kept.ref}", kept.reserve_until, _("A place on the reserve list ends")))
    last = last_check(programme)
    for line in GapLine.objects.filter(check_of=last, due_on__gte=on).order_by("due_on", "pk") if last else ():
        found.append(Event(f"gap-{line.ref}", line.due_on, _("Look at what was decided: %(gap)s") % {"gap": line.name()}))
    strategy = Strategy.objects.in_force().filter(programme=programme).first()
    if due := next_check_on(strategy, last):
        found.append(Event(f"check-{programme.ref}", due, _("Compare the Forum with its agreed profile")))
    return sorted(found, key=lambda event: (event.on, event.key))


def as_calendar(programme: Programme, events: Sequence[Event], *, at: datetime) -> bytes:
    """The file that calendar programs fetch: whole days, so that no time zone is needed."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//coprod//recruitment//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("%(programme)s: recruitment") % {"programme": programme.name})
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in events:
        entry = Entry()
        entry.add("uid", f"{event.key}@coprod")
        entry.add("dtstamp", at)
        entry.add("dtstart", event.on)
        entry.add("summary", f"{programme.name}: {event.words}")
        entry.add("url", settings.BASE_URL + reverse("programmes:recruitment", args=[programme.slug]))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def checks_of(programme: Programme) -> list[GapCheck]:
    """All comparisons, the newest first."""
    return list(GapCheck.objects.filter(programme=programme).order_by("-on", "-pk"))
