"""The meetings of Good Nights: two that are announced together, of which the first is moved; one that is cancelled; a pre-meet; a taxi
that came to the wrong door; and papers that come late and change."""

from datetime import datetime, timedelta
from typing import Any

from coprod.kit.clock import LONDON
from programmes.access.actions import ask_for, book, say
from programmes.access.models import Provision
from programmes.demo.story.diary import Story
from programmes.demo.story.good_nights_cast import ADVISORY, CALLS, act
from programmes.meetings.actions import announce, cancel, change_meeting, plan_beside, plan_meetings
from programmes.meetings.catalogue import Kind, Rhythm
from programmes.meetings.models import Meeting
from programmes.papers.actions import change_paper, release_papers, write_paper
from programmes.papers.models import Paper

PHONE, DESK = "020 7946 0990", "The night desk, Fenwick Infirmary"
TAXI, READER = "A taxi home at ten, to the back door.", "Somebody who reads the papers out the evening before."
AFTER_TEN = "Who answers after ten"
BY_PHONE = """# What happens now

Whoever rings after ten hears a list of seven numbers.

# What we ask

- One number
- A person, not a list
"""


def tell_gatherings(story: Story) -> None:
    """Note everything of this chapter."""
    act(story, "11 Feb 14", _calls_plan, hour=10)
    act(story, "13 Feb 14", _advisory_plans, hour=10)
    act(story, "17 Feb 14", _is_moved, hour=12)
    _support(story)
    act(story, "4 Mar 14", lambda story, at: cancel(
        _of(story, CALLS, "11 Mar 14"), by=story.people["anita"], at=at, because="Half of the night desk is ill."), hour=18)
    act(story, "13 Mar 14", _late, hour=17)
    act(story, "14 Mar 14", _changes, hour=17)


def _times(story: Story, day: str, hour: int, minutes: int = 90) -> dict[str, datetime]:
    begin = story.calendar.moment(day, hour, 30).astimezone(LONDON)
    return {"starts_at": begin, "ends_at": begin + timedelta(minutes=minutes)}


def _group(story: Story, key: str) -> Any:
    return story.groups[key] if key in story.groups else story.workstreams[key].group


def _of(story: Story, key: str, day: str) -> Meeting:
    on = story.calendar.day(day)
    found = Meeting.objects.select_related("group").filter(group=_group(story, key), kind=Kind.MEETING)
    return next(each for each in found if each.on == on)


def _calls_plan(story: Story, at: datetime) -> None:
    """Night Calls, twice in March."""
    anita = story.people["anita"]
    made = [plan_meetings(_group(story, CALLS), by=anita, at=at, place=DESK, phone=PHONE, **_times(story, day, 20))[0]
            for day in ("11 Mar 14", "19 Mar 14")]
    announce(made, by=anita, at=at)


def _advisory_plans(story: Story, at: datetime) -> None:
    """Two meetings four weeks apart, and one evening before the first for the lay members, so that Kit need not come to strangers."""
    tess = story.people["tess"]
    made = plan_meetings(_group(story, ADVISORY), by=tess, at=at, place=DESK, phone=PHONE, rhythm=Rhythm.FOUR_WEEKLY, times=2,
                         **_times(story, "20 Mar 14", 20))
    announce(made, by=tess, at=at)
    before = plan_beside(made[0], Kind.PRE_MEET, by=tess, at=at, place="Ivy’s kitchen", phone=PHONE, **_times(story, "7 Mar 14", 19, 60))
    announce([before], by=tess, at=at)


def _is_moved(story: Story, at: datetime) -> None:
    """Eight days later: by then Len has left."""
    change_meeting(_of(story, ADVISORY, "20 Mar 14"), by=story.people["tess"], at=at, **_times(story, "28 Mar 14", 20))


# --- support -----------------------------------------------------------------------------------------------------------

def _thing(words: str) -> Provision:
    found: Provision = Provision.objects.select_related("meeting__group", "partner", "arranged_by").get(words=words)
    return found


def _support(story: Story) -> None:
    """Mona’s taxi goes to the front door; Rukhsana’s reader is booked for the evening that falls out."""
    people = story.people

    def asked(story: Story, at: datetime) -> None:
        ask_for(_of(story, ADVISORY, "28 Mar 14"), people["mona"], at=at, words=TAXI, kind="travel")
        ask_for(_of(story, CALLS, "11 Mar 14"), people["rukhsana"], at=at, words=READER)

    def booked(story: Story, at: datetime) -> None:
        book(_thing(TAXI), by=people["tess"], at=at, what="Fenwick Cabs, ten o’clock, front door")
        book(_thing(READER), by=people["anita"], at=at, what="Sheila of the night desk, Monday at seven")

    act(story, "18 Feb 14", asked, hour=20)
    act(story, "19 Feb 14", booked, hour=11)
    act(story, "3 Mar 14", lambda story, at: say(
        _thing(TAXI), "deny", at=at, why="The front door is locked at ten. I said the back door."), hour=21)
    act(story, "6 Mar 14", lambda story, at: book(
        _thing(TAXI), by=people["tess"], at=at, what="Fenwick Cabs, ten o’clock, back door, and they ring you"), hour=12)
    act(story, "11 Mar 14", lambda story, at: say(_thing(TAXI), "confirm", at=at), hour=20)


# --- papers ------------------------------------------------------------------------------------------------------------

def _late(story: Story, at: datetime) -> None:
    anita, meeting = story.people["anita"], _of(story, CALLS, "19 Mar 14")
    paper = write_paper(meeting, by=anita, at=at, kind="discussion", title=AFTER_TEN, author=anita,
                        purpose="To choose what we try first", question="Whom would you ring?", text=BY_PHONE)
    release_papers(meeting, [paper], by=anita, at=at, late_because="The count of the calls came this morning. The system is from 1998.")


def _changes(story: Story, at: datetime) -> None:
    paper = Paper.objects.select_related("meeting__group").get(title=AFTER_TEN)
    change_paper(paper, by=story.people["anita"], at=at, text=f"{BY_PHONE}- Somebody who rings back\n",
                 what_changed="Somebody who rings back, as Rukhsana asked")
