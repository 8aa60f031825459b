"""PL1 to PL6 as plans with a text, what can still change, and a plain summary (domain.md e6): how each began, before its Forum round.

Rounds, decisions and publishing follow on from here: `plan_of` finds a plan, `settles` closes its points, `ties` says which runs of stages
9 and 10 are its own, and `decides` links its decision of the log and counts it as decided once everybody has their answer."""

from datetime import datetime
from typing import NamedTuple

from programmes.decisions.models import DecisionRecord
from programmes.demo.story.bodies import PLANS, STREAM
from programmes.demo.story.diary import Story
from programmes.demo.story.plan_texts import TEXTS
from programmes.demo.story.verbs import told_by
from programmes.plans.actions import (
    decide_plan,
    link_plan,
    say_on_summary,
    settle_point,
    start_plan,
    tie_plan,
    write_summary,
)
from programmes.plans.models import PlainSummary, Plan
from programmes.stages.lifecycles import SIGNED_STATES


class Began(NamedTuple):
    """How a plan began: its workstream, the day, when it is to be decided; and its plain summary: when it was written, and who of the pair
    said yes to it on which day."""

    mark: str
    stream: str
    day: str
    decide_on: str
    written: str = ""
    said: str = ""
    who: str = ""


BEGAN = (
    Began("PL1", "W1", "28 Oct 13", "20 Dec 13", "30 Oct 13", "1 Nov 13", "LP04"),
    Began("PL2", "W2", "29 Oct 13", "20 Dec 13", "31 Oct 13", "4 Nov 13", "LP06"),
    Began("PL3", "W3", "2 Jan 14", "28 Feb 14", "3 Jan 14", "8 Jan 14", "LP08"),
    Began("PL4", "W4", "24 Feb 14", "25 Apr 14", "13 Mar 14"),
    Began("PL5", "W5", "24 Feb 14", "25 Apr 14", "26 Feb 14", "28 Feb 14", "LP12"),
    Began("PL6", "W7", "10 Mar 14", ""),
)


def tell_plan_papers(story: Story) -> None:
    """Note everything of this chapter."""
    for each in BEGAN:
        _begins(story, each)


def plan_of(mark: str) -> Plan:
    """The plan as it stands now."""
    return Plan.objects.select_related("programme", "workstream__group").get(mark=mark)


def _begins(story: Story, it: Began) -> None:
    lead, written = STREAM[it.stream].lead, TEXTS[it.mark]

    def starts(at: datetime) -> None:
        start_plan(
            story.workstreams[it.stream], by=story.people[lead], at=at, mark=it.mark, title=PLANS[it.mark].removeprefix(f"{it.mark} "),
            purpose=written.purpose, text=story.calendar.words(written.text), fixed=story.calendar.words(written.fixed),
            points=written.points, decide_on=story.calendar.day(it.decide_on) if it.decide_on else None)

    story.note(it.day, starts, hour=14)
    if it.written:
        story.note(it.written, lambda at: write_summary(plan_of(it.mark), by=story.people[lead], at=at, text=written.summary), hour=14)
    if it.said:
        story.note(it.said, lambda at: say_on_summary(
            PlainSummary.objects.standing().get(plan__mark=it.mark), by=story.people[it.who], at=at, value="yes",
            **told_by(story, it.who)), hour=14)


# --- for the chapters that follow ---------------------------------------------------------------------------------------

def settles(story: Story, mark: str, at: datetime, how: str) -> None:
    """All points of the plan that are open, in the same words."""
    plan = plan_of(mark)
    for point in plan.points.open():        # type: ignore[attr-defined]
        settle_point(point, by=story.people[STREAM[_stream(mark)].lead], at=at, settled=how)


def ties(story: Story, mark: str, at: datetime) -> None:
    """Its runs of stages 9 and 10, as far as they are signed: in the others the records would speak in the middle of the talk."""
    found = [story.stage(key) for key in (f"S9 {mark}", f"S10 {mark}") if key in story.stages]
    signed = {each.code: each for each in found if each.state in SIGNED_STATES}
    forum, decision = signed.get("S9"), signed.get("S10")
    tie_plan(plan_of(mark), by=story.people["ruth"], at=at, forum_stage=forum, decision_stage=decision)


def decides(story: Story, mark: str, at: datetime) -> None:
    """Its decision in the log is linked, and it counts as decided: everybody who answered has their answer before."""
    links(story, mark, at)
    decide_plan(plan_of(mark), by=story.people["ransome"], at=at)


def links(story: Story, mark: str, at: datetime) -> None:
    """Its decision in the log."""
    plan = plan_of(mark)
    link_plan(plan, by=story.people["ransome"], at=at, decision=DecisionRecord.objects.get(programme=plan.programme, title=PLANS[mark]))


def _stream(mark: str) -> str:
    return next(each.stream for each in BEGAN if each.mark == mark)
