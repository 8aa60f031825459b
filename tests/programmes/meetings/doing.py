"""What tests of meetings do: plan one of Housing five weeks ahead, announce it, ask for items, let the clock run."""

from datetime import datetime, timedelta
from typing import Any

from coprod.kit.clock import LONDON
from partners.models import Partner
from programmes.meetings.actions import (
    add_item,
    announce,
    answer_invitation,
    cancel,
    change_meeting,
    leave_out,
    make_calendar,
    note_presence,
    plan_beside,
    plan_meetings,
)
from programmes.meetings.models import Meeting, MeetingInvitation, token_of_calendar, token_of_invitation
from tests.clock import let_check
from tests.makers import MONDAY

DAY = datetime(2026, 4, 20, 10, 30, tzinfo=LONDON)      # five weeks after MONDAY, in summer time
TYPED = {"title": "", "on": "2026-04-20", "begins": "10:30", "ends": "12:00", "place": "Town hall", "link": "", "phone": "",
         "practical": "Ramp at the side door.", "rhythm": "once", "times": ""}


def a_plan(cast: Any, *, by: Partner | None = None, group: Any = None, starts_at: datetime = DAY, at: datetime = MONDAY,
           **facts: Any) -> Meeting:
    """A meeting of Housing's group that nobody is told of yet."""
    facts = {"place": "Town hall", "link": "https://meet.example/one", "phone": "020 7946 0001"} | facts
    return plan_meetings(group or cast.housing.group, by=by or cast.priya, at=at, starts_at=starts_at,
                         ends_at=facts.pop("ends_at", starts_at + timedelta(minutes=90)), **facts)[0]


def a_meeting(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Meeting:
    """The same, announced."""
    meeting = a_plan(cast, at=at, **facts)
    announce([meeting], by=meeting.planned_by, at=at)
    return meeting


def invitation_of(meeting: Meeting, partner: Partner) -> MeetingInvitation:
    return MeetingInvitation.objects.select_related("meeting__group", "partner").get(meeting=meeting, partner=partner)


def says(meeting: Meeting, partner: Partner, answer: str, *, at: datetime = MONDAY, **facts: Any) -> MeetingInvitation:
    return answer_invitation(invitation_of(meeting, partner), answer=answer, at=at, **facts)


def an_item(meeting: Meeting, by: Partner, *, is_lay: bool = True, at: datetime = MONDAY, **facts: Any) -> Any:
    return add_item(meeting, by=by, at=at, is_lay=is_lay, **{"title": "Letters that people can read"} | facts)


def run_clock(at: datetime) -> None:
    let_check("meetings", "access", "papers", "minutes", at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route of meetings: one of Housing, with an item that Amina asked for."""
    meeting = a_meeting(cast)
    plan_beside(meeting, "pre_meet", by=cast.priya, at=MONDAY, starts_at=DAY - timedelta(days=1), ends_at=DAY - timedelta(hours=23),
                place="Library")
    says(meeting, cast.amina, "online", note="A break after 45 minutes", substitute="Bea")
    item = an_item(meeting, cast.amina, why="We choose the words", led_by="Amina", minutes=20)
    an_item(meeting, cast.joe, title="The lift is broken")
    change_meeting(meeting, by=cast.priya, at=MONDAY, place="Town hall, room 3", practical="Ramp at the side")
    leave_out(an_item(meeting, cast.joe, title="Parking"), by=cast.amina, at=MONDAY, because="The council decides that in May.")
    gone = a_meeting(cast, starts_at=DAY + timedelta(days=7))
    cancel(gone, by=cast.priya, at=MONDAY, because="The boiler broke.")
    was = a_meeting(cast, starts_at=MONDAY - timedelta(days=7), at=MONDAY - timedelta(days=40), title="The one before")
    note_presence(was, {cast.amina: ("room", ""), cast.joe: ("covered", "His brother")}, by=cast.priya, at=MONDAY, chairs=[cast.amina])
    feed = make_calendar(cast.amina, at=MONDAY, names=True)
    mine = invitation_of(meeting, cast.amina)
    of_it = ("meeting", "meeting-change", "meeting-announce", "meeting-cancel", "meeting-beside", "meeting-answer", "meeting-presence",
             "agenda", "agenda-agree", "agenda-interests", "item-new")
    found: dict[str, dict[str, str]] = {"my-meetings": {}, "my-calendar": {}, "my-calendar-stop": {}}
    found |= {name: {"ref": meeting.ref} for name in of_it}
    found |= {name: {"ref": item.ref} for name in ("item-take-in", "item-move", "item-change", "item-leave-out", "item-withdraw")}
    found |= {name: {"ref": cast.housing.group.ref} for name in ("group-meetings", "meeting-plan", "meeting-held")}
    return found | {"answer-note": {"ref": mine.ref}, "answer-by-link": {"token": token_of_invitation(mine.ref)},
                    "invitation-file": {"token": token_of_invitation(mine.ref)}, "meetings-feed": {"token": token_of_calendar(feed.ref)}}
