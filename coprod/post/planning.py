"""When a message goes out, and whether: a person’s choices, their rest, quiet hours, and no drumming. It asks no database.

The rules are those of practice.md (c): quiet from 20:00 to 08:00 and on Sundays; a digest at 8 in the morning, the weekly one on
Monday; of a kind at most one reminder in three days; who is on a break gets only what must be sent. What counts down to a day
(`lead`) is not gathered, and comes on a Sunday too: it would come too late.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON, day_of, start_of
from coprod.post.catalogue import Kind, Topic

APART = timedelta(days=3)
SUNDAY, MONDAY = 6, 0


class Pace(TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, together")
    WEEKLY = "weekly", _("Once a week, together")
    OFF = "off", _("Not at all")


GATHERED_PACES = (Pace.DAILY, Pace.WEEKLY)


class Why(TextChoices):
    """Why a message waits, or was not sent."""

    NONE = "", _("Nothing stands in the way.")
    OFF = "off", _("They switched messages of this kind off.")
    RESTING = "resting", _("They are on a break, and get only what must be sent.")
    NOTHING_LEFT = "nothing_left", _("When it was to be sent, nothing was left to say.")
    RECALLED = "recalled", _("It was taken back before it went out.")
    QUIET = "quiet", _("It was written in quiet hours: it goes out in the morning.")
    TOO_SOON = "too_soon", _("They got a reminder of this kind less than three days ago.")
    GATHERED = "gathered", _("It goes out together with others, as they chose.")
    NO_SERVER = "no_server", _("What sends our mail and texts did not answer. It is tried again.")
    SERVER_SAID_LATER = "said_later", _("What sends our mail and texts asked to try again later.")
    REFUSED = "refused", _("The address or number was refused: it does not work.")
    MISTAKE = "mistake", _("Something went wrong here. The administrator can read it in the log.")
    NO_ADDRESS = "no_address", _("There is no address that works: a person tells them.")
    CAME_BACK = "came_back", _("It came back and did not reach them: a person tells them.")
    BY_CHANNEL = "by_channel", _("They are reached by phone or letter: a person tells them.")


@dataclass(frozen=True)
class Reach:
    """How a person is reached, and what they chose. `called` and all addresses are empty for somebody who is unknown or erased."""

    called: str = ""
    channel: str = ""                       # "email", "text", "phone", "relay" or "post"
    email: str = ""                         # only where it is their channel and works
    phone: str = ""                         # the same, for texts; "447700900123"
    language: str = "en"
    resting_in: frozenset[str] = frozenset()        # the books of programmes in which they are on a break
    paces: Mapping[tuple[Topic, bool], Pace] = field(default_factory=dict)      # by topic, and whether it must be sent

    @property
    def address(self) -> str:
        """Where a message goes; "" where a person tells them."""
        return self.email or self.phone

    @property
    def way(self) -> str:
        """By which way it goes there."""
        return "email" if self.email else "text"

    @property
    def is_told_by_a_person(self) -> bool:
        return not self.address

    def pace_of(self, kind: Kind) -> Pace:
        """What they chose for such messages; where they chose nothing, at once. What must be sent cannot be off."""
        chosen = self.paces.get((kind.topic, kind.must), Pace.AT_ONCE)
        return Pace.AT_ONCE if chosen == Pace.OFF and kind.must else chosen


@dataclass(frozen=True)
class Step:
    """What to do with a message that is due: "go", "drop", "put_off" or "gather" until `due_at`, and why."""

    move: str
    why: Why = Why.NONE
    due_at: datetime | None = None


GO = Step("go")


_awake: ContextVar[bool] = ContextVar("awake", default=False)


@contextmanager
def around_the_clock() -> Iterator[None]:
    """While inside, there are no quiet hours: for telling a story whose days are told in few moments."""
    before = _awake.set(True)
    try:
        yield
    finally:
        _awake.reset(before)


def is_quiet(at: datetime, *, on_sundays: bool = True) -> bool:
    """Whether nothing goes out now; without `on_sundays` a Sunday is a day like others."""
    local = at.astimezone(LONDON)
    is_rest = on_sundays and local.weekday() == SUNDAY
    return settings.QUIET_HOURS and not _awake.get() and (is_rest or not settings.QUIET_UNTIL <= local.hour < settings.QUIET_FROM)


def next_morning(at: datetime, *, weekly: bool = False, on_sundays: bool = False) -> datetime:
    """The next 8 o'clock in London after `at` that is not a Sunday's (`on_sundays`: of any day); with `weekly` the next of a Monday."""
    day = day_of(at)
    while True:
        morning = start_of(day).replace(hour=settings.QUIET_UNTIL)
        if morning > at and (day.weekday() == MONDAY if weekly else on_sundays or day.weekday() != SUNDAY):
            return morning
        day += timedelta(days=1)


def step_for(kind: Kind, reach: Reach, *, at: datetime, last: datetime | None = None,
             occasion: str = "", is_part: bool = False, book: str = "") -> Step:
    """What to do now with a message of `kind` on this occasion in the programme `book` that is due. `last` is when the person last got one
    of this kind; `is_part` says that it was gathered already, and its time has come."""
    pace = reach.pace_of(kind)
    if not kind.must and book in reach.resting_in:
        return Step("drop", Why.RESTING)
    if pace == Pace.OFF:
        return Step("drop", Why.OFF)
    if kind.urgent or is_part or (kind.discreet and reach.is_told_by_a_person):
        return GO
    if last and kind.is_reminder(occasion) and at < last + APART:
        return Step("put_off", Why.TOO_SOON, last + APART)
    if kind.lead:       # it speaks of a day that comes: neither gathering nor a Sunday may carry it past that day
        quiet = is_quiet(at, on_sundays=False) and not reach.is_told_by_a_person
        return Step("put_off", Why.QUIET, next_morning(at, on_sundays=True)) if quiet else GO
    if pace in GATHERED_PACES:
        return Step("gather", Why.GATHERED, next_morning(at, weekly=pace == Pace.WEEKLY))
    if is_quiet(at) and not reach.is_told_by_a_person:
        return Step("put_off", Why.QUIET, next_morning(at))
    return GO
