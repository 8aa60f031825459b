"""The meetings of the story: those that were, noted by Ruth the day after, and three that are still to come, announced here."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coprod.kit.clock import LONDON
from partners.models import Partner
from partners.people.models import Through
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.meetings.actions import (
    add_item,
    agree_to_agenda,
    announce,
    answer_invitation,
    leave_out,
    make_calendar,
    note_presence,
    plan_meetings,
    take_in,
)
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import AgendaItem, Meeting, MeetingInvitation
from programmes.meetings.policies import called_to, lay_called_to

FOUNDING, ADVISORY, FORUM, BOARD = "founding", "advisory", "forum", "board"
HALL, LIBRARY, CENTRE = "Ashmere Town Hall, Committee Room 2", "Kenbrook Library", "The Vale Centre, Oakwell"


class Held(NamedTuple):
    """A meeting that was: on which day, of which group, how many were there (lay people, and everybody), who chaired."""

    day: str
    group: str
    lay: int
    everybody: int
    chair: str
    title: str = ""


HELD = (
    Held("18 Jun 13", FOUNDING, 6, 9, "ransome", "Names, and the term for lay partners"),
    Held("10 Sep 13", ADVISORY, 15, 19, "LP01", "First meeting: pairs"),
    Held("17 Sep 13", ADVISORY, 13, 24, "jo", "Drafting day for the touchstone"),
    Held("5 Oct 13", FORUM, 41, 41, "LP02", "Forum 1: vision and groupings"),
    Held("8 Oct 13", ADVISORY, 14, 18, "LP01"),
    Held("12 Nov 13", ADVISORY, 13, 18, "LP01"),
    Held("23 Nov 13", FORUM, 47, 47, "LP03", "Forum 2: plans PL1 and PL2"),
    Held("10 Dec 13", ADVISORY, 14, 18, "LP01"),
    Held("20 Dec 13", BOARD, 2, 17, "ransome"),
    Held("14 Jan 14", ADVISORY, 12, 17, "LP01"),
    Held("25 Jan 14", FORUM, 52, 52, "LP05", "Forum 3: plan PL3"),
    Held("11 Feb 14", ADVISORY, 13, 18, "LP01"),
    Held("28 Feb 14", BOARD, 2, 17, "ransome"),
    Held("11 Mar 14", ADVISORY, 14, 19, "LP02"),
)
BOARD_ITEM, PARKING, FORUM_4 = "Who sits on the finance board", "Parking at the town hall", "Forum 4: plans PL4 to PL6"
W4_DAY, FORUM_DAY, ADVISORY_DAY = "27 Mar 14", "29 Mar 14", "8 Apr 14"


def tell_meetings(story: Story) -> None:
    """Note everything of this chapter."""
    for held in HELD:
        story.note(_after(held.day), lambda at, held=held: _note(story, held, at), hour=9)
    _finance(story)
    _forum(story)
    _advisory(story)


def _after(day: str) -> str:
    number, month, year = day.split()
    return f"{int(number) + 1} {month} {year}" if day != "28 Feb 14" else "3 Mar 14"


def _times(story: Story, day: str, hour: int, minutes: int) -> dict[str, datetime]:
    begin = story.calendar.moment(day, hour).astimezone(LONDON)
    return {"starts_at": begin, "ends_at": begin + timedelta(minutes=minutes)}


def _note(story: Story, held: Held, at: datetime) -> None:
    """Who is named as a member was there or not; more people than the members are counted. Of a Forum all but its chair are."""
    ruth = story.people["ruth"]
    meeting = plan_meetings(story.groups[held.group], by=ruth, at=at, place=CENTRE if held.group == FORUM else HALL, title=held.title,
                            **_times(story, held.day, 10, 150))[0]
    lay, members = set(lay_called_to(meeting)), list(called_to(meeting).order_by("pk"))
    chair = story.people[held.chair]
    if held.group == FORUM:
        members = [chair] if chair in members else []
    side = {True: held.lay, False: held.everybody - held.lay}
    was: dict[Partner, tuple[str, str]] = {}
    for person in sorted(members, key=lambda each: each != chair):      # who chaired was there
        left = side[person in lay]
        was[person] = ("room" if left else "absent", "")
        side[person in lay] -= bool(left)
    note_presence(meeting, was, by=ruth, at=at, chairs=[chair], others_lay=side[True], others_staff=side[False])


def _say(story: Story, meeting: Meeting, who: str, answer: str, *, at: datetime, note: str = "") -> None:
    invitation = MeetingInvitation.objects.get(meeting=meeting, partner=story.people[who])
    how: dict[str, Any] = told_by(story, who) if who.startswith("LP") else {"through": Through.ACCOUNT}
    answer_invitation(invitation, answer=answer, at=at, note=note, **how)


def _announced(story: Story, group: Any, by: str, at: datetime, times: dict[str, datetime], **facts: str) -> Meeting:
    meeting = plan_meetings(group, by=story.people[by], at=at, **times, **facts)[0]
    announce([meeting], by=story.people[by], at=at)
    return meeting


def _of(group: Any) -> Meeting:
    return Meeting.objects.select_related("group").filter(group=group, state__in=AHEAD).get()


def _asks(story: Story, group: Any, who: str, title: str, why: str, *, at: datetime, **facts: Any) -> AgendaItem:
    return add_item(_of(group), by=story.people[who], at=at, is_lay=who.startswith("LP"), title=title, why=why, **facts)


def _finance(story: Story) -> None:
    """W4 on 27 March: Winston’s item comes first, and both sides have said yes to the agenda."""
    def group() -> Any:
        return story.workstreams["W4"].group

    def build(at: datetime) -> None:
        money = _asks(story, group(), "dunderdale", "What the pilot costs", "We know what is left", at=at, on=True, minutes=30,
                      led_by="Martin Dunderdale")
        take_in(AgendaItem.objects.select_related("meeting__group").get(meeting=money.meeting, title=BOARD_ITEM),
                by=story.people["LP10"], at=at)
        for who in ("dunderdale", "LP10"):
            agree_to_agenda(_of(group()), by=story.people[who], at=at, is_lay=who.startswith("LP"))

    story.note("27 Feb 14", lambda at: _announced(
        story, group(), "dunderdale", at, _times(story, W4_DAY, 14, 120), place=HALL, link="https://meet.westbourne-vale.example/w4",
        phone="020 7946 0404", practical="Lift by the side door. Tea from a quarter to two."), hour=12)
    story.note("10 Mar 14", lambda at: _asks(story, group(), "LP10", BOARD_ITEM, "We choose how a lay seat is filled",
                                             at=at, minutes=40, led_by="Winston Delacroix"), hour=16)
    story.note("13 Mar 14", build, hour=11)
    story.note("14 Mar 14", lambda at: _say(story, _of(group()), "LP10", "yes", at=at), hour=8)


def _forum(story: Story) -> None:
    """Forum 4 on Saturday 29 March."""
    def group() -> Any:
        return story.groups[FORUM]

    story.note("28 Feb 14", lambda at: _announced(
        story, group(), "ruth", at, _times(story, FORUM_DAY, 11, 150), place=CENTRE, title=FORUM_4,
        practical="Two BSL interpreters, a hearing loop, lunch. Tell us if you need a taxi."), hour=15)
    for day, who, answer, note in (("3 Mar 14", "LP22", "yes", "I sit where I can see the interpreters."), ("3 Mar 14", "LP20", "yes", ""),
                                   ("4 Mar 14", "LP19", "yes", ""), ("12 Mar 14", "LP17", "phone", "")):
        story.note(day, lambda at, who=who, answer=answer, note=note: _say(story, _of(group()), who, answer, at=at, note=note), hour=14)


def _advisory(story: Story) -> None:
    """The Advisory Group’s eighth meeting, on 8 April, is the interim review. Margaret announces it."""
    def group() -> Any:
        return story.groups[ADVISORY]

    def build(at: datetime) -> None:
        _asks(story, group(), "LP01", "How we work together: the interim review", "We say what stays and what changes", at=at, on=True,
              minutes=60, led_by="Margaret Osei-Bright")
        parking = AgendaItem.objects.select_related("meeting__group").get(meeting__group=group(), title=PARKING)
        leave_out(parking, by=story.people["LP01"], at=at, because="Ruth asks the council by the end of March, and rings you.")
        agree_to_agenda(_of(group()), by=story.people["LP01"], at=at, is_lay=True)

    story.note("12 Mar 14", lambda at: _announced(
        story, group(), "LP01", at, _times(story, ADVISORY_DAY, 10, 150), place=LIBRARY, link="https://meet.westbourne-vale.example/ag",
        phone="020 7946 0808", practical="Step-free. Ring the bell at the blue door."), hour=10)
    story.note("13 Mar 14", lambda at: _asks(story, group(), "LP04", PARKING, "", at=at), hour=17)
    story.note("14 Mar 14", lambda at: _asks(story, group(), "LP12", "Papers that a screen reader can read",
                                             "Every paper comes as a web page", at=at), hour=9)
    story.note("14 Mar 14", build, hour=16)
    for day, who, answer, note in (("13 Mar 14", "LP12", "online", "A recording, as for W5."), ("13 Mar 14", "LP06", "no", ""),
                                   ("14 Mar 14", "LP03", "yes", ""), ("14 Mar 14", "LP01", "yes", "")):
        story.note(day, lambda at, who=who, answer=answer, note=note: _say(story, _of(group()), who, answer, at=at, note=note), hour=18)
    story.note("14 Mar 14", lambda at: make_calendar(story.people["LP01"], at=at, names=True), hour=19)
