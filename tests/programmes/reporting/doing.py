"""What tests of reports do: the Advisory Group meets in five weeks, and Amina and Joe are the pair of Housing."""

from datetime import datetime
from typing import Any

from partners.models import Holding, Partner, Seat
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Meeting
from programmes.reporting.actions import write_report
from programmes.reporting.models import SeatReport
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, a_plan


def an_advisory_meeting(cast: Any, **facts: Any) -> Meeting:
    return a_meeting(cast, group=cast.advisory, by=cast.ines, **facts)


def held(cast: Any, starts_at: datetime, *, at: datetime) -> Meeting:
    """One that was, noted afterwards."""
    meeting = a_plan(cast, group=cast.advisory, by=cast.ines, starts_at=starts_at, at=at)
    note_presence(meeting, {cast.ines: ("room", "")}, by=cast.ines, at=at, chairs=[cast.ines])
    meeting.refresh_from_db()
    return meeting


def seat_of(cast: Any, person: Partner) -> Seat:
    return Holding.objects.select_related("seat__group").get(partner=person, seat__group=cast.housing.group, state="serving").seat


def reports(cast: Any, person: Partner, meeting: Meeting, *, at: datetime = MONDAY, **facts: Any) -> SeatReport:
    return write_report(seat_of(cast, person), meeting, by=person, at=at, **{"happened": "We chose the words of the letter."} | facts)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    meeting = an_advisory_meeting(cast)
    reports(cast, cast.joe, meeting, worries="Nobody answers the phone.")
    return {"meeting-reports": {"ref": meeting.ref}, "seat-report": {"ref": seat_of(cast, cast.amina).ref}}
