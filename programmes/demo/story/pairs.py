"""S7: two lay partners in each workstream from the first day, and what happened to one of the seats."""

from datetime import datetime

from coprod.kit.clock import day_of
from partners.groups.actions import accept_seat, agree_to_holding, record_cover, write_handover
from partners.models import Group, Holding, Vacancy
from programmes.demo.story.bodies import STREAMS, Stream
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import BY_RECORDS, Answered, answered, gives_until, opens, signs, told_by
from programmes.pairing.actions import allocate_pair, say_time_spent, say_wish
from programmes.pairing.showing import month_before
from programmes.programme.actions import add_workstream, change_workstream
from programmes.sharing.actions import judge_briefing, note_briefing
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
        story.note("10 Sep 13", lambda at, s=stream: _allocate(story, s, at), hour=12)
        _brief(story, stream)
        _pass_through_s7(story, stream)
    _wish(story)
    _say_how_long_it_took(story)
    story.note("23 Sep 13", lambda at: change_workstream(
        story.workstreams["W6"], by=story.people["sam"], at=at, meets="Monthly, as the pair agreed"))
    _empty_seat_of_w4(story)


def _set_up(story: Story, stream: Stream, at: datetime) -> None:
    """Planned in July, so that each position has its profile; it begins with its pair."""
    story.workstreams[stream.key] = add_workstream(
        story.programmes["JUL"], by=story.people["sam"], at=at, name=stream.name, starts_on=story.calendar.day("10 Sep 13"),
        ends_on=story.calendar.day("11 Apr 14"), lead=story.people[stream.lead], purpose=stream.purpose, meets=stream.meets,
        first_meeting_on=story.calendar.day(stream.first), level=PLACES.get(stream.key, Group.Level.SYSTEM), hours_a_month=5,
        weekday=stream.weekday, population=stream.population, wanted=list(stream.wanted))


def _allocate(story: Story, stream: Stream, at: datetime) -> None:
    """The lay co-chair allocates the two as one decision; both say yes, and so does the lead: all at the Advisory Group's table."""
    people = [story.people[stream.a], story.people[stream.b]]
    allocation = allocate_pair(story.workstreams[stream.key], people, by=story.people["LP01"], at=at, from_on=at.date(),
                               said="Agreed at the first meeting of the Advisory Group.")
    for each, who in zip(allocation.seats.order_by("pk").select_related(      # type: ignore[attr-defined]
            "holding__seat__group", "holding__partner"), (stream.a, stream.b), strict=True):
        accept_seat(each.holding, at=at, **told_by(story, who))
        agree_to_holding(each.holding, by=story.people[stream.lead], at=at)


def _brief(story: Story, stream: Stream) -> None:
    """The lead talks with both before the first meeting, and each of them says that it was so (7.6)."""
    day, how = BRIEFINGS[stream.key]
    stream_of = story.workstreams
    story.note(day, lambda at: note_briefing(stream_of[stream.key], by=story.people[stream.lead], at=at, on=at.date(), note=how), hour=16)
    for who in (stream.a, stream.b):
        if who != stream.lead:
            story.note(day, lambda at, w=who: judge_briefing(
                stream_of[stream.key].briefings.get(), by=story.people[w], at=at, was_so=True,              # type: ignore[attr-defined]
                **told_by(story, w)), hour=18)


def _wish(story: Story) -> None:
    """What some of them would like next, and where Winston must not sit."""
    for who, key, value in (("LP16", "W1", "wanted"), ("LP16", "W3", "wanted"), ("LP15", "W4", "wanted"), ("LP10", "W3", "conflict")):
        story.note("2 Dec 13", lambda at, w=who, k=key, v=value: say_wish(story.people[w], story.workstreams[k], value=v, at=at), hour=19)


def _say_how_long_it_took(story: Story) -> None:
    """By seat, with reading, in the first days of the next month (3.7). Workstream 4 took Helen eleven hours, not five."""
    for said in ("4 Dec 13", "6 Jan 14", "3 Feb 14", "6 Mar 14"):
        for stream in STREAMS:
            for who in (stream.a, stream.b):
                hours = {("W4", "LP09"): 11, ("W4", "LP10"): 9, ("W5", "LP12"): 7}.get((stream.key, who), 5)
                story.note(said, lambda at, s=stream, w=who, h=hours: _took(story, s, w, h, at), hour=20)


def _took(story: Story, stream: Stream, who: str, hours: int, at: datetime) -> None:
    """Who can sign in says it there; Ruth rings the others. Who had left by then is not asked."""
    first = month_before(day_of(at))
    holding = Holding.objects.filter(partner=story.people[who], seat__group=story.workstreams[stream.key].group).exclude(
        until_on__lt=first).first()
    if holding:
        say_time_spent(holding, month=first, hours=hours, at=at, **told_by(story, who))


def _pass_through_s7(story: Story, stream: Stream) -> None:
    """Confirmed by the pair and the lay co-chair, and signed on the day of the first meeting."""
    key, first = f"S7 {stream.key}", stream.first
    opens(story, key, "10 Sep 13", due=first, hour=17)
    other = "LP02" if stream.key == "W7" else "LP01"
    answered(story, key, (
        Answered("7.1", BY_RECORDS, "", "", None, stream.b, "12 Sep 13"),
        Answered("7.2", BY_RECORDS, "", "", None, other, "12 Sep 13"),
        Answered("7.3", BY_RECORDS, "", "", None, stream.a, "12 Sep 13"),
        Answered("7.4", BY_RECORDS, "", "", None, other, "13 Sep 13"),
        Answered("7.5", BY_RECORDS, "", "", None, stream.b, "13 Sep 13"),
        Answered("7.6", BY_RECORDS, "", "", None, stream.b, first)))
    signs(story, key, first, stream.a, stream.b, stream.lead, *([] if stream.a == "LP01" else ["LP01"]))


def _empty_seat_of_w4(story: Story) -> None:
    """Helen has left on the last of January (see selecting), and nobody follows for 39 days."""
    story.note("30 Jan 14", lambda at: write_handover(
        Holding.objects.get(partner=story.people["LP09"], seat__group=story.workstreams["W4"].group), at=at,
        text="Ask for the page of plain words that comes with the accounts. Martin explains well on the phone, less well in the room. "
             "Read the last page first. What is open: who pays when two budgets meet. Keep asking it."), hour=18)
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
    allocation = allocate_pair(story.workstreams["W4"], [story.people["LP15"]], by=story.people["LP01"], at=at, from_on=at.date(),
                               said="Fiona asked for it, and has sat on the Advisory Group since September.")
    holding = allocation.seats.select_related("holding__seat__group", "holding__partner").get().holding     # type: ignore[attr-defined]
    accept_seat(holding, at=at)
    agree_to_holding(holding, by=story.people["dunderdale"], at=at)
