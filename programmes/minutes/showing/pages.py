"""The sheet of lines, what people said of a draft, the list of actions, and one item at a time for who chairs."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import LONDON
from coprod.kit.saying import clock_time
from partners.models import Group, Partner
from programmes.meetings.models import AgendaItem, Meeting
from programmes.minutes.catalogue import OWNED, How, Kind
from programmes.minutes.lifecycles import CONFIRMED, RELEASED, ActionState
from programmes.minutes.models import ActionWord, Correction, MinuteLine, Minutes, MinutesView
from programmes.minutes.policies import Quorum
from programmes.minutes.showing.striking import Striking, struck_in

DONE_SHOWN, OPEN_SHOWN = 20, 200


class Door(NamedTuple):
    """A way from a line to what it became, or to making something of it."""

    words: str
    href: str


LINE_DOORS: list[Callable[[Any, Meeting, Sequence[MinuteLine]], dict[int, list[Door]]]] = []      # (user, meeting, lines): by a line's pk


def doors_of(user: Any, meeting: Meeting, lines: Sequence[MinuteLine]) -> dict[int, list[Door]]:
    """What later wings offer for these lines; each asks once, however many lines there are."""
    found: dict[int, list[Door]] = {}
    for each in LINE_DOORS if lines else ():
        for pk, doors in each(user, meeting, lines).items():
            found.setdefault(pk, []).extend(doors)
    return found


class Shown(NamedTuple):
    """One line as a reader reads it."""

    line: MinuteLine
    words: SafeString
    name: str           # for a button's hidden words
    who: SafeString
    how: str
    options: SafeString
    dissent: SafeString
    because: SafeString
    doors: Sequence[Door] = ()


def shown(line: MinuteLine, striking: Striking, doors: Sequence[Door] = ()) -> Shown:
    who = line.who.shown if line.who else line.who_name
    short = striking.plain(line.words)
    return Shown(line, striking.html(line.words), short if len(short) <= 60 else f"{short[:57]}…", striking.html(who), _decided(line),
                 striking.html(line.options), striking.html(line.dissent), striking.html(line.discussion_only_because), doors)


def _decided(line: MinuteLine) -> str:
    if line.kind != Kind.DECISION or not line.how:
        return ""
    if line.how != How.VOTE:
        return str(line.get_how_display())
    return _("By a vote: %(a)s for, %(b)s against, %(c)s did not vote") % {
        "a": line.votes_for or 0, "b": line.votes_against or 0, "c": line.votes_none or 0}


class Section(NamedTuple):
    """One item of the agenda with its lines; the last one has no item and may be empty."""

    item: AgendaItem | None
    title: SafeString
    number: int
    lines: list[Shown]
    out: list[Shown]    # taken out, for those who write


class Sheet(NamedTuple):
    sections: list[Section]
    decisions: int
    actions: int
    striking: Striking

    def section(self, number: int) -> Section:
        """The section of that number; the first, if there is none."""
        return next((each for each in self.sections if each.number == number), self.sections[0])


def sheet_of(meeting: Meeting, minutes: Minutes | None, *, reads: bool, writes: bool = False, user: Any = None) -> Sheet:
    """Three queries, and those of the doors that later wings put beside lines, for a `user`."""
    items = list(meeting.items.on_it())
    striking = Striking(struck_in(minutes) if minutes else [], reads=reads)
    rows: list[MinuteLine] = []
    if minutes:
        found = minutes.lines.select_related("who", "changed_by", "taken_out_by").order_by("position", "pk")
        rows = list(found if writes else found.filter(taken_out_at__isnull=True))
        for row in rows:
            row.minutes = minutes
    here, sections = {item.pk for item in items}, []
    doors = doors_of(user, meeting, [row for row in rows if not row.taken_out_at]) if user else {}
    for number, item in enumerate([*items, None], start=1):
        mine = [row for row in rows if (row.item_id == item.pk if item else row.item_id not in here)]
        sections.append(Section(item, striking.html(item.title if item else ""), number,
                                [shown(row, striking, doors.get(row.pk, ())) for row in mine if not row.taken_out_at],
                                [shown(row, striking) for row in mine if row.taken_out_at]))
    standing = [row for row in rows if not row.taken_out_at]
    return Sheet(sections, sum(row.kind == Kind.DECISION for row in standing), sum(row.kind in OWNED for row in standing), striking)


def quorum_sentence(quorum: Quorum) -> str:
    if not quorum.least:
        return ""
    facts = {"n": quorum.lay, "least": quorum.least}
    if quorum.is_noted:
        enough = ngettext("%(n)d lay member was there. The group needs %(least)d to decide.",
                          "%(n)d lay members were there. The group needs %(least)d to decide.", quorum.lay)
        few = ngettext("Discussion only: %(n)d lay member was there, and the group needs %(least)d to decide.",
                       "Discussion only: %(n)d lay members were there, and the group needs %(least)d to decide.", quorum.lay)
    else:
        enough = ngettext("%(n)d lay member said that they come. The group needs %(least)d to decide.",
                          "%(n)d lay members said that they come. The group needs %(least)d to decide.", quorum.lay)
        few = ngettext("Discussion only, so far: %(n)d lay member said that they come, and the group needs %(least)d to decide.",
                       "Discussion only, so far: %(n)d lay members said that they come, and the group needs %(least)d to decide.",
                       quorum.lay)
    return (enough if quorum.is_reached else few) % facts


# --- what people said of a draft ---------------------------------------------------------------------------------------

def corrections_of(minutes: Minutes, striking: Striking) -> list[dict[str, Any]]:
    """One query."""
    found = Correction.objects.filter(minutes=minutes).select_related("by", "noted_by", "answered_by", "line").order_by("at", "pk")
    return [{"it": each, "text": striking.html(each.text), "answer": striking.html(each.answer), "noted": _noted(each),
             "line": striking.html(each.line.words) if each.line else ""} for each in found]


def views_of(minutes: Minutes, striking: Striking) -> list[dict[str, Any]]:
    """One query."""
    found = MinutesView.objects.filter(minutes=minutes).select_related("by", "noted_by", "answered_by").order_by("at", "pk")
    return [{"it": each, "text": striking.html(each.text), "answer": striking.html(each.answer), "noted": _noted(each),
             "is_old": each.round != minutes.round} for each in found]


def _noted(said: Any) -> str:
    return _("noted by %(name)s, %(how)s") % {
        "name": said.noted_by.name, "how": str(said.get_through_display()).lower()} if said.noted_by else ""


# --- actions -----------------------------------------------------------------------------------------------------------

def _with_words(found: QuerySet[MinuteLine]) -> QuerySet[MinuteLine]:
    return found.select_related("minutes__meeting__group", "who").prefetch_related(
        Prefetch("said", ActionWord.objects.select_related("by", "noted_by").order_by("at", "pk")))


def actions_of(group: Group, partner: Partner | None, *, leads: bool) -> dict[str, list[dict[str, Any]]]:
    """The group's actions: of confirmed minutes for its members, of drafts for those who lead it; one's own since one was told. Those
    to be done by their day, then those done lately. Six queries."""
    seen = Q(minutes__state__in=RELEASED if leads else CONFIRMED)
    if partner:
        seen |= Q(who=partner, issued_at__isnull=False)
    found = MinuteLine.objects.actions().filter(seen, minutes__meeting__group=group)
    todo = list(_with_words(found.exclude(state=ActionState.DONE)).order_by("due_on", "pk")[:OPEN_SHOWN])
    done = list(_with_words(found.filter(state=ActionState.DONE)).order_by("-pk")[:DONE_SHOWN])
    striking = Striking(struck_in(*{row.minutes_id: row.minutes for row in [*todo, *done]}.values()), reads=leads)
    return {name: [{"it": shown(row, striking), "said": [(each, striking.html(each.text), _noted(each)) for each in row.said.all()]}  # type: ignore[attr-defined]
                   for row in rows] for name, rows in (("todo", todo), ("done", done))}


# --- the chair's view --------------------------------------------------------------------------------------------------

class Slot(NamedTuple):
    """One item with its place in the agenda and the time that is planned for it, as far as every item before it has its minutes."""

    item: AgendaItem
    number: int
    starts: datetime | None
    ends: datetime | None

    @property
    def times(self) -> str:
        if self.starts and self.ends:
            return _("from %(a)s to %(b)s") % {"a": clock_time(self.starts), "b": clock_time(self.ends)}
        return _("from %(a)s") % {"a": clock_time(self.starts)} if self.starts else ""


def slots_of(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Slot]:
    found, at = [], meeting.starts_at.astimezone(LONDON)
    start: datetime | None = at
    for number, item in enumerate(items, start=1):
        end = start + timedelta(minutes=item.minutes) if start and item.minutes else None
        found.append(Slot(item, number, start, end))
        start = end
    return found
