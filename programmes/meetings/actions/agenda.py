"""The agenda: what members ask for, its order and minutes, and the yes of both sides. Every change takes the yeses back (8.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.meetings.catalogue import Standing
from programmes.meetings.lifecycles import AHEAD, ITEM, MEETING, ItemState, MeetingState
from programmes.meetings.models import AgendaItem, AgendaYes, Meeting
from programmes.meetings.policies import items_are_open

SIDES = 2


def _held(meeting: Meeting) -> Meeting:
    """The meeting, locked; raises NotAllowedNow if it is not ahead."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if found.state not in AHEAD:
        raise NotAllowedNow("change", _("The meeting is over, or it is cancelled."))
    return found


def _last(meeting: Meeting) -> int:
    return (meeting.items.filter(state=ItemState.ON).aggregate(last=Max("position"))["last"] or 0) + 1


def _take_yeses_back(meeting: Meeting, *, by: Partner, at: datetime) -> None:
    both = AgendaYes.objects.filter(meeting=meeting).delete()[0] == SIDES
    if both:
        _mark(meeting, "open_agenda", by=by, at=at)


def _mark(meeting: Meeting, move: str, *, by: Partner, at: datetime) -> None:
    """The agenda is agreed, or opened again. Once papers are out it is noted, and the meeting stays at papers that are out."""
    if meeting.state == MeetingState.PAPERS_ISSUED:
        record(meeting, move, by=by, at=at)
    else:
        make_move(meeting, MEETING, move, by=by, at=at)


@transaction.atomic
def add_item(meeting: Meeting, *, by: Partner, at: datetime, is_lay: bool, title: str, why: str = "", on: bool = False,
             standing: str = Standing.NONE, **facts: Any) -> AgendaItem:
    """Something to talk about. With `on` it stands on the agenda at once; else those who make the agenda take it in or say why not."""
    meeting = _held(meeting)
    late = not standing and not items_are_open(meeting, at)
    item = AgendaItem.objects.create(
        meeting=meeting, title=title, why=why, asked_by=by, asked_at=at, is_lay=is_lay, standing=standing, is_late=late,
        state=ItemState.ON if on else ItemState.PROPOSED, position=_last(meeting) if on else 0, **facts)
    record(item, "ask", by=by, at=at, now=item.state)
    if on:
        _take_yeses_back(meeting, by=by, at=at)
    return item


@transaction.atomic
def take_in(item: AgendaItem, *, by: Partner, at: datetime) -> None:
    meeting = _held(item.meeting)
    make_move(item, ITEM, "take_in", by=by, at=at, position=_last(meeting), left_out_because="")
    _take_yeses_back(meeting, by=by, at=at)


@transaction.atomic
def leave_out(item: AgendaItem, *, by: Partner, at: datetime, because: str) -> None:
    """Not on this agenda, with the reason, which everybody reads. Who asked sees it on the page and in "my voice"."""
    meeting, was_on = _held(item.meeting), item.state == ItemState.ON
    make_move(item, ITEM, "leave_out", by=by, at=at, left_out_because=because)
    if was_on:
        _take_yeses_back(meeting, by=by, at=at)


def withdraw_item(item: AgendaItem, *, at: datetime) -> None:
    make_move(item, ITEM, "withdraw", by=item.asked_by, at=at)


@transaction.atomic
def change_item(item: AgendaItem, *, by: Partner, at: datetime, **facts: Any) -> None:
    """Its words, minutes, and who leads it."""
    meeting = _held(item.meeting)
    for name, value in facts.items():
        setattr(item, name, value)
    item.save(update_fields=list(facts))
    record(item, "change", by=by, at=at)
    if item.state == ItemState.ON:
        _take_yeses_back(meeting, by=by, at=at)


@transaction.atomic
def arrange(item: AgendaItem, *, by: Partner, at: datetime, up: bool) -> bool:
    """One place up or down among the items of the agenda; says whether it moved."""
    meeting = _held(item.meeting)
    items: Sequence[AgendaItem] = list(meeting.items.on_it())
    places = [each.pk for each in items]
    if item.pk not in places:
        raise NotAllowedNow("arrange", _("It is not on the agenda."))
    here = places.index(item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(places):
        return False
    places[here], places[there] = places[there], places[here]
    for each in items:
        each.position = places.index(each.pk) + 1
    AgendaItem.objects.bulk_update(items, ["position"])
    record(item, "arrange", by=by, at=at)
    _take_yeses_back(meeting, by=by, at=at)
    return True


@transaction.atomic
def agree_to_agenda(meeting: Meeting, *, by: Partner, at: datetime, is_lay: bool) -> bool:
    """One side says: this is our agenda. With the yes of both it is agreed; says whether it is.

    Raises NotAllowedNow if nothing is on it, or this side has said so already.
    """
    meeting = _held(meeting)
    if not meeting.items.on_it().exists():
        raise NotAllowedNow("agree", _("Nothing is on the agenda yet."))
    _yes, made = AgendaYes.objects.get_or_create(meeting=meeting, is_lay=is_lay, defaults={"by": by, "at": at})
    if not made:
        raise NotAllowedNow("agree", _("Your side has said yes to this agenda already."))
    record(meeting, "agree_agenda", by=by, at=at, role="lay" if is_lay else "staff")
    if meeting.agenda_yeses.count() < SIDES:
        return False
    _mark(meeting, "build_agenda", by=by, at=at)
    return True
