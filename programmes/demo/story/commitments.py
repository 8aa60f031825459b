"""K1 to K16: what was promised to lay partners, how it stood week by week, and what they said of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from programmes.commitments.actions import (
    agree_to_promise,
    ask_new_day,
    ask_promise,
    break_promise,
    report,
    say_on_day,
    say_on_promise,
)
from programmes.commitments.models import Commitment, NewDay
from programmes.decisions.models import DecisionRecord
from programmes.demo.story.bodies import PLANS
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.meetings.models import Meeting
from programmes.raising.models import About

ADVISORY, JUL = "advisory", "JUL"


class Promise(NamedTuple):
    """One promise: who asked for what, whose it is, until when; and when its owner said yes."""

    key: str
    text: str
    asked: str                  # the day
    by: str                     # who asked
    agreed: str = ""            # the day on which its owner said yes
    due: str = ""               # else it goes on for good
    owner: str = ""             # else the programme's team
    body: str = ""
    second: str = ""
    more: str = ""              # who else has a part in it
    stream: str = ""            # where it was made: a workstream, or
    met: str = ""               # the day of a meeting of the Advisory Group
    plan: str = ""              # the plan in whose decision it was made


PROMISES = (
    Promise("K1", "An easy-read version of the touchstone", "8 Oct 13", "LP14", "8 Oct 13", "31 Oct 13", met="8 Oct 13"),
    Promise("K2", "Vale General signs the touchstone", "8 Oct 13", "LP01", "9 Oct 13", "31 Oct 13", "sign_vale_general", "vale_general",
            met="8 Oct 13"),
    Promise("K3", "Carers are a group of their own in the plan for population groups", "10 Dec 13", "LP03", "11 Dec 13", "20 Dec 13",
            "fairlea", "ashmere_council", plan="PL1"),
    Promise("K4", "All papers come in text that a screen reader can read, five working days ahead", "18 Oct 13", "LP12", "21 Oct 13", "",
            "venn", stream="W5"),
    Promise("K5", "Home visits in the evening are tried out in three practices", "16 Dec 13", "LP06", "20 Dec 13", "31 Mar 14",
            "sign_gp_federation", "gp_federation", plan="PL2"),
    Promise("K6", "An interpreter at every Forum", "5 Oct 13", "LP19", "8 Oct 13"),
    Promise("K7", "Young carers are found and asked", "28 Jan 14", "LP01", "30 Jan 14", "28 Feb 14", "sign_ashmere_ccg", "ashmere_ccg",
            more="Carers Circle"),
    Promise("K8", "The reasons for going on with PL3 are published", "28 Feb 14", "LP08", "28 Feb 14", "7 Mar 14", "ransome", plan="PL3"),
    Promise("K9", "The log is in every pack of the Advisory Group", "28 Jan 14", "LP01", "28 Jan 14", "11 Feb 14", "sam"),
    Promise("K10", "The empty seat in W4 is filled", "31 Jan 14", "LP10", "31 Jan 14", "28 Feb 14", "sam", second="LP01", stream="W4"),
    Promise("K11", "Expenses are paid within ten working days", "15 Oct 13", "LP05", "17 Oct 13", "", "sign_st_brannocks", "st_brannocks"),
    Promise("K12", "Lay members of the Board have its papers in time", "20 Dec 13", "LP02", "20 Dec 13", "", "thornhaugh"),
    Promise("K13", "A workshop on data protection for the pair of W5", "10 Feb 14", "LP11", "14 Feb 14", "14 Mar 14", "sign_kenbrook_ccg",
            "kenbrook_ccg", stream="W5"),
    Promise("K14", "Twenty peers are trained to lead sessions", "14 Jan 14", "LP08", "15 Jan 14", "30 May 14", "ruth", "open_door",
            met="14 Jan 14"),
    Promise("K15", "One meeting in three of W6 is in the evening", "7 Mar 14", "LP13", "", "28 Mar 14", "askew", stream="W6"),
    Promise("K16", "A reply to the one person whose answer to PL2 is still without one", "11 Mar 14", "LP05", "12 Mar 14", "17 Mar 14",
            "pillay", "gp_federation", stream="W2"),
)
# What owners said: day, promise, who, how it stands, in which words.
REPORTS = (
    ("28 Oct 13", "K1", "sam", "met", "Out today, with pictures. Gurdeep’s brother tried it."),
    ("4 Nov 13", "K6", "sam", "on_track", "Two interpreters are booked for [23 Nov 13]."),
    ("8 Nov 13", "K2", "sign_vale_general", "at_risk", "Our board meets on [28 Nov 13] and has to see it first. We are sorry."),
    ("14 Nov 13", "K11", "sign_st_brannocks", "on_track", "Six claims, all paid in eight days."),
    ("15 Nov 13", "K4", "venn", "on_track", "Word files since last week, six working days ahead."),
    ("29 Nov 13", "K2", "sign_vale_general", "met", "Signed this morning."),
    ("2 Dec 13", "K6", "sam", "on_track", "They were there on [23 Nov 13], and are booked for January."),
    ("13 Dec 13", "K4", "venn", "on_track", "Kept for both meetings."),
    ("16 Dec 13", "K11", "sign_st_brannocks", "on_track", "We put a second person on it."),
    ("19 Dec 13", "K3", "fairlea", "met", "Carers are group ten, with a page of their own."),
    ("30 Dec 13", "K6", "sam", "on_track", "Booked for [25 Jan 14]: Turkish, Mandarin and British Sign Language."),
    ("10 Jan 14", "K4", "venn", "on_track", "Kept."),
    ("17 Jan 14", "K5", "sign_gp_federation", "on_track", "Three practices have said yes."),
    ("17 Jan 14", "K12", "thornhaugh", "on_track", "Out eight days before [28 Feb 14]: that is planned."),
    ("27 Jan 14", "K6", "sam", "on_track", "All three were there."),
    ("7 Feb 14", "K4", "venn", "on_track", "Kept, but for one set of slides."),
    ("11 Feb 14", "K9", "sam", "met", "It is page three again, and on the checklist."),
    ("12 Feb 14", "K14", "ruth", "on_track", "Eight of twenty have begun."),
    ("14 Feb 14", "K5", "sign_gp_federation", "on_track", "One practice has begun."),
    ("14 Feb 14", "K12", "thornhaugh", "on_track", "The papers for [28 Feb 14] go out on [20 Feb 14]."),
    ("24 Feb 14", "K6", "sam", "on_track", "Booked until summer."),
    ("26 Feb 14", "K7", "sign_ashmere_ccg", "at_risk", "The schools cannot see us before Easter."),
    ("4 Mar 14", "K4", "venn", "met", "All papers since November are in text, five days ahead."),
    ("6 Mar 14", "K14", "ruth", "on_track", "Fourteen of twenty."),
    ("7 Mar 14", "K5", "sign_gp_federation", "at_risk", "Two practices cannot find a nurse for the evenings."),
    ("7 Mar 14", "K8", "ransome", "met", "The letter to the Forum is out and on the site."),
    ("11 Mar 14", "K10", "sam", "met", "Fiona has taken the seat today."),
    ("13 Mar 14", "K12", "thornhaugh", "on_track", "Two lay members had them nine days ahead."),
)
# What lay partners said: day, promise, who, value, what is missing.
WORDS = (
    ("28 Oct 13", "K1", "LP14", "met", ""),
    ("29 Nov 13", "K2", "LP01", "met", ""),
    ("20 Dec 13", "K3", "LP03", "met", ""),
    ("12 Feb 14", "K9", "LP02", "met", ""),
    ("7 Mar 14", "K4", "LP12", "not_met", "The slides were pictures again on [7 Mar 14]. My screen reader says “image, image, image”."),
    ("7 Mar 14", "K8", "LP08", "met", ""),
    ("11 Mar 14", "K10", "LP10", "met", ""),
)
BROKEN = (
    ("20 Nov 13", "LP05", "19 Nov 13", "Mine came after 31 days. I had to ring twice."),
    ("22 Jan 14", "LP13", "21 Jan 14", "24 working days, and nobody told us why."),
)


def tell_commitments(story: Story) -> None:
    """Note everything of this chapter."""
    made: dict[str, int] = {}
    for each in PROMISES:
        story.note(each.asked, _asks(story, each, made), hour=12)
        if each.agreed:
            story.note(each.agreed, _agrees(story, each, made), hour=12, minute=30)
    for day, key, who, stands, text in REPORTS:
        story.note(day, _reports(story, made, key, who, stands, text), hour=13)
    for day, key, who, value, text in WORDS:
        story.note(day, _says(story, made, key, who, value, text), hour=15)
    for day, who, happened, text in BROKEN:
        story.note(day, _breaks(story, made, who, happened, text), hour=15)
    story.note("6 Mar 14", lambda at: ask_new_day(
        _now(made, "K7"), by=story.people["sign_ashmere_ccg"], at=at, to_day=story.calendar.day("30 Apr 14"),
        because="The schools see us after Easter; Carers Circle comes with us."), hour=14)
    story.note("11 Mar 14", lambda at: say_on_day(
        NewDay.objects.select_related("commitment").get(commitment=made["K7"]), by=story.people["LP01"], at=at, agrees=True,
        said="We agree. Young carers are worth waiting for; nobody else shall wait."), hour=16)


def _told(story: Story, who: str) -> dict[str, Any]:
    """As `told_by`; but Ruth is one of the team whose promises are judged, so that Jo, who is independent, writes it down."""
    facts = told_by(story, who)
    return facts | {"noted_by": story.people["jo"]} if "noted_by" in facts else facts


def _now(made: dict[str, int], key: str) -> Commitment:
    return Commitment.objects.whole().get(pk=made[key])


def _about(story: Story, it: Promise) -> About:
    programme = story.programmes[JUL]
    if it.met:
        group = story.groups[ADVISORY]
        meeting = Meeting.objects.filter(group=group, starts_at__date=story.calendar.day(it.met)).first()
        return About("meeting", meeting.ref, meeting.name, programme, group) if meeting else About("", "", "", programme, group)
    if it.plan:
        decision = DecisionRecord.objects.select_related("workstream__group").get(title=PLANS[it.plan])
        group = decision.workstream.group if decision.workstream else decision.group
        return About("decision", decision.ref, decision.title, programme, group)
    if it.stream:
        stream = story.workstreams[it.stream]
        return About("workstream", stream.ref, stream.name, programme, stream.group)
    return About("", "", "", programme)


def _asks(story: Story, it: Promise, made: dict[str, int]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        people = story.people
        facts: dict[str, Any] = {"due_on": story.calendar.day(it.due)} if it.due else {"is_standing": True}
        asked = people[it.by]
        by = asked if asked.user_id else people["ruth"]
        made[it.key] = ask_promise(
            _about(story, it), by=by, at=at, text=it.text, owner=people[it.owner] if it.owner else None,
            second_owner=people[it.second] if it.second else None, organisation=story.organisations[it.body] if it.body else None,
            together_with=it.more, asked_by=asked, **facts).pk

    return act


def _agrees(story: Story, it: Promise, made: dict[str, int]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        found = _now(made, it.key)
        if found.agreed_at is None:
            agree_to_promise(found, by=story.people[it.owner or "sam"], at=at)

    return act


def _reports(story: Story, made: dict[str, int], key: str, who: str, stands: str, text: str) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        report(_now(made, key), by=story.people[who], at=at, stands=stands, text=story.calendar.words(text))

    return act


def _says(story: Story, made: dict[str, int], key: str, who: str, value: str, text: str) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        say_on_promise(_now(made, key), by=story.people[who], at=at, value=value, text=story.calendar.words(text), **_told(story, who))

    return act


def _breaks(story: Story, made: dict[str, int], who: str, happened: str, text: str) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        break_promise(_now(made, "K11"), by=story.people[who], at=at, happened_on=story.calendar.day(happened), text=text,
                      **_told(story, who))

    return act
