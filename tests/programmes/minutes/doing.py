"""What tests of minutes do: a meeting of Housing that was held a week before MONDAY, its lines, its draft, its minutes."""

from datetime import datetime, timedelta
from typing import Any

from partners.models import Partner
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Meeting
from programmes.minutes.actions import (
    add_line,
    ask_correction,
    begin_minutes,
    open_to_public,
    publish,
    release,
    say_on_minutes,
    strike_out,
    take_out,
)
from programmes.minutes.actions.care import answer_call, mark_hard
from programmes.minutes.actions.doing import claim_action, judge_action
from programmes.minutes.actions.lines import change_line
from programmes.minutes.actions.releasing import answer_correction, answer_no
from programmes.minutes.models import CallBack, MinuteLine, Minutes
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, an_item

WAS = MONDAY - timedelta(days=7)
LATER = MONDAY + timedelta(hours=2)
TYPED = {"kind": "text", "words": "The lift works again.", "who": "", "who_name": "", "due_on": "", "how": "", "votes_for": "",
         "votes_against": "", "votes_none": "", "options": "", "dissent": "", "discussion_only_because": ""}


def a_held(cast: Any, *, starts_at: datetime = WAS, joe: str = "room", amina: str = "online", group: Any = None, by: Partner | None = None,
           noted: bool = True, items: int = 1) -> Meeting:
    """A meeting that was announced and held; Priya was there, and the pair as it is said. Amina chaired."""
    before = starts_at - timedelta(days=30)
    meeting = a_meeting(cast, starts_at=starts_at, at=before, group=group, by=by)
    for number in range(items):
        an_item(meeting, cast.amina, at=before, on=True, title=f"Letters that people can read, part {number + 1}", minutes=20)
    if noted:
        note(cast, meeting, joe=joe, amina=amina)
    return whole(meeting)


def note(cast: Any, meeting: Meeting, *, joe: str = "room", amina: str = "online") -> None:
    note_presence(meeting, {cast.amina: (amina, "Her sister" if amina == "covered" else ""), cast.priya: ("room", ""),
                            cast.joe: (joe, "His brother" if joe == "covered" else "")},
                  by=cast.priya, at=meeting.starts_at + timedelta(hours=2), chairs=[cast.amina])


def whole(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("group").get(pk=meeting.pk)


def a_line(meeting: Meeting, by: Partner, *, at: datetime = MONDAY, **facts: Any) -> MinuteLine:
    line = add_line(meeting, by=by, at=at, **{"words": "The lift works again."} | facts)
    return fresh(line)


def fresh(line: MinuteLine) -> MinuteLine:
    return MinuteLine.objects.select_related("minutes__meeting__group", "who", "item").get(pk=line.pk)


def minutes_of(meeting: Meeting) -> Minutes:
    return Minutes.objects.select_related("meeting__group", "taker").get(meeting=meeting)


def a_draft(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Minutes:
    """Out for correction, with one line of text and an action of Priya's."""
    meeting = a_held(cast, **facts)
    item = meeting.items.first()
    a_line(meeting, cast.priya, item=item, at=at)
    a_line(meeting, cast.priya, kind="action", words="Priya writes the letter anew.", who=cast.priya, at=at)
    release(minutes_of(meeting), by=cast.priya, at=at)
    return minutes_of(meeting)


def confirmed(cast: Any, *, at: datetime = MONDAY) -> Minutes:
    minutes = a_draft(cast, at=at)
    for person in (cast.amina, cast.joe):
        say_on_minutes(minutes, by=person, at=at, is_right=True)
    return minutes_of(minutes.meeting)


def published(cast: Any, *, at: datetime = MONDAY) -> Minutes:
    minutes = confirmed(cast, at=at)
    publish(minutes, by=cast.priya, at=at)
    return minutes


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route of minutes: one being taken (Housing, today), one out for correction, one public."""
    now_on = a_held(cast, starts_at=MONDAY - timedelta(hours=1), noted=False)
    begin_minutes(now_on, by=cast.priya, at=MONDAY)
    draft = a_draft(cast, starts_at=WAS - timedelta(hours=2))
    meeting = draft.meeting
    decided = a_line(meeting, cast.priya, kind="decision", words="Letters go out in plain words.", how="vote", votes_for=3, votes_against=1,
                     votes_none=0, options="To wait for the new printer.", dissent="Joe would rather wait.",
                     discussion_only_because="Both read it before.")
    owned = a_line(meeting, cast.priya, kind="action", words="The printer is asked.", who_name="The office", due_on=MONDAY.date())
    raised = a_line(meeting, cast.priya, kind="challenge", words="Why was the map sent late?", who=cast.joe)
    change_line(raised, by=cast.priya, at=MONDAY, version=1, words="Why was the map sent so late?")
    take_out(a_line(meeting, cast.priya, words="Tea was served."), by=cast.priya, at=MONDAY)
    out = fresh(MinuteLine.objects.filter(minutes=draft, taken_out_at__isnull=False).first())
    private = strike_out(raised, by=cast.priya, at=MONDAY, passage="the map", reason="secret")
    asked = ask_correction(draft, by=cast.joe, at=MONDAY, text="It was the big lift.", line=decided)
    answered = ask_correction(draft, by=cast.amina, at=MONDAY, text="I came at ten.")
    answer_correction(answered, by=cast.priya, at=MONDAY, accept=False, answer="The list says eleven.")
    say_on_minutes(draft, by=cast.joe, at=MONDAY, is_right=False, text="The lift is still broken.")
    answer_no(draft.views.get(), by=cast.priya, at=MONDAY, answer="We ask the porter.")
    no = say_on_minutes(draft, by=cast.joe, at=MONDAY, is_right=False, text="It is broken again.")
    done = a_draft(cast, starts_at=WAS - timedelta(days=1))
    action = fresh(done.lines.get(kind="action"))
    claim_action(action, by=cast.priya, at=MONDAY)
    judge_action(action, by=cast.joe, at=MONDAY, is_done=False, text="I have no letter.")
    claim_action(fresh(action), by=cast.priya, at=MONDAY)
    public = a_draft(cast, starts_at=WAS - timedelta(days=2))
    for person in (cast.amina, cast.joe):
        say_on_minutes(public, by=person, at=MONDAY, is_right=True)
    public = minutes_of(public.meeting)
    publish(public, by=cast.priya, at=MONDAY)
    open_to_public(public, by=cast.joe, at=MONDAY, decided_on=MONDAY.date(), decided="Everybody may read what we decide.")
    quiet = published_of(cast, starts_at=WAS - timedelta(days=3))
    ready = a_draft(cast, starts_at=WAS - timedelta(days=4))
    for person in (cast.amina, cast.joe):
        say_on_minutes(ready, by=person, at=MONDAY, is_right=True)
    mark_hard(meeting, at=MONDAY)
    call = CallBack.objects.get(partner=cast.amina)
    answer_call(call, at=MONDAY, wants=True)
    by_meeting = {now_on: ("minutes-take", "minutes-taker", "chair", "meeting-hard"), meeting: (
        "minutes", "correction-new", "minutes-say", "minutes-note"), public.meeting: ("minutes-close",),
        quiet.meeting: ("minutes-open",), ready.meeting: ("minutes-publish",)}
    by_ref = {decided: ("line-change", "line-take-out", "line-move", "line-strike-out"), raised: ("line-versions",),
              out: ("line-put-back",), private: ("passage-lift",), asked: ("correction-answer",), no: ("no-answer",),
              owned: ("action-claim",),
              action: ("action-judge", "action-note"), call: ("call-back", "call-back-note", "call-back-made")}
    found = {name: {"ref": thing.ref} for things in (by_meeting, by_ref) for thing, names in things.items() for name in names}
    return found | {"minutes-release": {"ref": now_on.ref}, "group-actions": {"ref": cast.housing.group.ref},
                    "public-minutes": {"ref": public.public_ref}}


def published_of(cast: Any, **facts: Any) -> Minutes:
    minutes = a_draft(cast, **facts)
    for person in (cast.amina, cast.joe):
        say_on_minutes(minutes, by=person, at=MONDAY, is_right=True)
    minutes = minutes_of(minutes.meeting)
    publish(minutes, by=cast.priya, at=MONDAY)
    return minutes


