"""S7: two lay partners in each workstream from the first day, and what happened to one of the seats."""

from datetime import datetime

from partners.groups.actions import accept_seat, agree_to_holding, record_cover
from partners.models import Group, Seat, Vacancy
from programmes.demo.story.bodies import STREAMS, Stream
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import minute
from programmes.demo.story.verbs import BY_RECORDS, Answered, answered, gives_until, opens, signs
from programmes.programme.actions import add_workstream, change_workstream, propose_partner
from programmes.stages.actions.signing import reopen_stage

PLACES = {"W2": Group.Level.ORGANISATION, "W3": Group.Level.ORGANISATION}
BRIEFINGS = {
    "W1": ("13 Sep 13", "An hour with both: what population groups are, and which words we will not use."),
    "W2": ("13 Sep 13", "I visited Brian at home and met Joyce at the surgery; both had the papers a week before."),
    "W3": ("13 Sep 13", "Two hours with both, with a map of who provides what."),
    "W4": ("24 Sep 13", "By phone, half an hour each. I had sent last year’s accounts with a page of plain words."),
    "W5": ("18 Sep 13", "With the screen reader running, so that we all heard what Colin hears."),
    "W6": ("19 Sep 13", "In Rosa’s day room, with Gurdeep on the phone."),
    "W7": ("17 Sep 13", "We prepared the first meeting together, all three of us."),
}
LEFT = "31 Jan 14"
FILLED = "11 Mar 14"


def allocate(story: Story) -> None:
    """Note everything of this chapter."""
    for stream in STREAMS:
        story.note("22 Jul 13", lambda at, s=stream: _set_up(story, s, at))
        for letter, who in (("A", stream.a), ("B", stream.b)):
            story.note("10 Sep 13", lambda at, s=stream, x=letter, w=who: _allocate(story, s, x, w, at), hour=12)
        _pass_through_s7(story, stream)
    story.note("23 Sep 13", lambda at: change_workstream(
        story.workstreams["W6"], by=story.people["sam"], at=at, meets="Monthly, as the pair agreed"))
    _empty_seat_of_w4(story)


def _set_up(story: Story, stream: Stream, at: datetime) -> None:
    """Planned in July, so that each position has its profile; it begins with its pair."""
    story.workstreams[stream.key] = add_workstream(
        story.programmes["JUL"], by=story.people["sam"], at=at, name=stream.name, starts_on=story.calendar.day("10 Sep 13"),
        ends_on=story.calendar.day("11 Apr 14"), lead=story.people[stream.lead], purpose=stream.purpose, meets=stream.meets,
        first_meeting_on=story.calendar.day(stream.first), level=PLACES.get(stream.key, Group.Level.SYSTEM))


def _allocate(story: Story, stream: Stream, letter: str, who: str, at: datetime) -> None:
    """The lay co-chair proposes, the person says yes, and so does the lead: all at the Advisory Group's table."""
    seat = Seat.objects.get(group=story.workstreams[stream.key].group, name=letter)
    holding = propose_partner(seat, story.people[who], by=story.people["LP01"], at=at, from_on=at.date(), hours_a_month=8)
    accept_seat(holding, at=at)
    agree_to_holding(holding, by=story.people[stream.lead], at=at)


def _pass_through_s7(story: Story, stream: Stream) -> None:
    """Confirmed by the pair and the lay co-chair, and signed on the day of the first meeting."""
    key, first, (briefed, how) = f"S7 {stream.key}", stream.first, BRIEFINGS[stream.key]
    opens(story, key, "10 Sep 13", due=first, hour=17)
    other = "LP02" if stream.key == "W7" else "LP01"
    answered(story, key, (
        Answered("7.1", BY_RECORDS, "", "", None, stream.b, "12 Sep 13"),
        Answered("7.2", BY_RECORDS, "", "", None, other, "12 Sep 13"),
        Answered("7.3", BY_RECORDS, "", "", None, stream.a, "12 Sep 13"),
        Answered("7.4", BY_RECORDS, "", "", None, other, "13 Sep 13"),
        Answered("7.5", BY_RECORDS, "", "", None, stream.b, "13 Sep 13"),
        Answered("7.6", stream.lead, briefed, how, minute("Note of the briefing", briefed), stream.b, first)))
    signs(story, key, first, stream.a, stream.b, stream.lead, *([] if stream.a == "LP01" else ["LP01"]))


def _empty_seat_of_w4(story: Story) -> None:
    """Helen has left on the last of January (see selecting), and nobody follows for 39 days."""
    story.note("5 Feb 14", lambda at: record_cover(
        _vacancy(story), by=story.people["LP01"], at=at, cover=story.people["LP10"],
        note="Winston covers alone; Margaret comes to the meeting with him."))
    story.note("28 Feb 14", lambda at: reopen_stage(
        story.stage("S7 W4"), by=story.people["LP01"], at=at, codes=["7.4"],
        because="The seat has stood empty for four weeks now, which is the limit, and nobody is proposed. One person alone "
                "cannot speak up in a room of eleven."), hour=11)
    gives_until(story, "S7 W4", "3 Mar 14", "28 Mar 14")
    story.note(FILLED, lambda at: _fill(story, at), hour=14)


def _vacancy(story: Story) -> Vacancy:
    return Vacancy.objects.running().get(seat__group=story.workstreams["W4"].group)


def _fill(story: Story, at: datetime) -> None:
    seat = _vacancy(story).seat
    holding = propose_partner(seat, story.people["LP15"], by=story.people["LP01"], at=at, from_on=at.date(), hours_a_month=8)
    accept_seat(holding, at=at)
    agree_to_holding(holding, by=story.people["dunderdale"], at=at)
