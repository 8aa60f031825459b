"""What people do in the story. Each function writes into the diary; the real action happens when its day comes."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coprod.post.actions import deliver, mark_all_as_told
from coprod.post.models import Message
from partners.groups.actions import accept_seat
from partners.models import Group, Seat
from partners.people.models import Through
from programmes.demo.story.bodies import PLANS
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import Paper
from programmes.programme.actions import propose_partner
from programmes.rounds.policies.reading import REPLY
from programmes.stages.actions.answering import (
    add_evidence,
    claim_standard,
    confirm_standard,
    dispute_standard,
    record_not_met,
)
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.opening import change_dates, open_stage, plan_stage
from programmes.stages.actions.signing import sign_stage
from programmes.stages.lifecycles import AnswerState
from programmes.stages.models import Stage

BY_RECORDS = "the records"      # who claims what the records show: nobody has to
AGREE, CONCERNS, DISAGREE, UNABLE = "agree", "concerns", "disagree", "unable"
BATCH = 500
ON_HIS_LIST = timedelta(days=15)


class Answered(NamedTuple):
    """A standard that somebody claims, with what shows it, and that a lay partner confirms, if the day is given."""

    code: str
    by: str
    claimed: str
    text: str
    shows: Paper | None
    lay: str = ""
    confirmed: str = ""


# --- stages --------------------------------------------------------------------------------------------------------

def _lay_down(story: Story, key: str, *, by: str, at: datetime, opens: str = "", due: str = "") -> Stage:
    """The stage that `key` names: "S3", "S5/2" in its second cycle, "S7 W4", "S9 PL1", "HS S1" of Home Straight."""
    code, _, subject = key.removeprefix("HS ").partition(" ")
    code, _, cycle = code.partition("/")
    programme = story.programmes["HS" if key.startswith("HS ") else "JUL"]
    return plan_stage(
        programme, code, by=story.people[by], at=at, opens_on=story.calendar.day(opens) if opens else None,
        due_on=story.calendar.day(due) if due else None, cycle=int(cycle) if cycle else None,
        workstream=story.workstreams.get(subject), plan_name=PLANS.get(subject, ""))


def opens(story: Story, key: str, day: str, *, due: str = "", by: str = "sam", hour: int = 9) -> None:
    def act(at: datetime) -> None:
        story.stages[key] = _lay_down(story, key, by=by, at=at, due=due)
        open_stage(story.stage(key), by=story.people[by], at=at)

    story.note(day, act, hour=hour)


def plans_ahead(story: Story, key: str, day: str, *, opening: str, due: str, by: str = "sam") -> None:
    """Lay a stage down for a day to come; the clock will open it."""

    def act(at: datetime) -> None:
        story.stages[key] = _lay_down(story, key, by=by, at=at, opens=opening, due=due)

    story.note(day, act)


def gives_until(story: Story, key: str, day: str, due: str, *, by: str = "sam") -> None:
    """A later day by which the stage is due."""

    def act(at: datetime) -> None:
        stage = story.stage(key)
        change_dates(stage, by=story.people[by], at=at, opens_on=stage.opens_on, due_on=story.calendar.day(due))

    story.note(day, act, hour=9)


# --- standards -----------------------------------------------------------------------------------------------------

def answered(story: Story, stage: str, rows: Sequence[Answered]) -> None:
    for row in rows:
        if row.by != BY_RECORDS:
            claims(story, stage, row.code, row.claimed, row.by, row.text, row.shows)
        if row.confirmed:
            confirms(story, stage, row.code, row.confirmed, row.lay)


def claims(story: Story, stage: str, code: str, day: str, by: str, text: str, shows: Paper | None) -> None:
    def act(at: datetime) -> None:
        answer = story.answer(stage, code)
        if answer.state == AnswerState.CLAIMED and answer.claimed_by is None:
            return      # the records have claimed it already: nobody has to
        claim_standard(answer, by=story.people[by], at=at, text=story.calendar.words(text),
                       evidence=shows(story) if shows else None)

    story.note(day, act)


def adds(story: Story, stage: str, code: str, day: str, by: str, shows: Paper) -> None:
    """More evidence beside a standard."""
    story.note(day, lambda at: add_evidence(story.answer(stage, code), by=story.people[by], at=at, **shows(story)), hour=11)


def confirms(story: Story, stage: str, code: str, day: str, by: str) -> None:
    story.note(day, lambda at: confirm_standard(story.answer(stage, code), by=story.people[by], at=at), hour=13)


def disputes(story: Story, stage: str, code: str, day: str, by: str, because: str, *, hour: int = 14) -> None:
    def act(at: datetime) -> None:
        dispute_standard(story.answer(stage, code), by=story.people[by], at=at, because=story.calendar.words(because))

    story.note(day, act, hour=hour)


def says_not_met(story: Story, stage: str, code: str, day: str, by: str, because: str) -> None:
    def act(at: datetime) -> None:
        record_not_met(story.answer(stage, code), by=story.people[by], at=at, because=story.calendar.words(because))

    story.note(day, act, hour=15)


# --- signing, and the clock ------------------------------------------------------------------------------------------

def signs(story: Story, stage: str, day: str, *who: str, value: str = AGREE, text: str = "", hour: int = 16) -> None:
    """Each of `who` signs, in this order, and says the same."""
    for name in who:
        def act(at: datetime, name: str = name) -> None:
            sign_stage(story.stage(stage), by=story.people[name], at=at, value=value, text=story.calendar.words(text))

        story.note(day, act, hour=hour)


def _empties_the_outbox(at: datetime) -> None:
    while deliver(at=at, limit=BATCH) and Message.objects.waiting(at).exists():
        pass


def the_clock_checks(at: datetime, wings: Collection[str] | None = None) -> None:
    """What the worker and the clock do: look at every stage, and at what these wings keep or all of them, and send what is waiting."""
    check_stages(at=at, wings=wings)
    _empties_the_outbox(at)


def the_post_is_sent(story: Story, at: datetime) -> None:
    """What the worker does all the time. Sam rings or writes to those without e-mail, and nobody is on his list for much longer than a
    fortnight, but for the one who waits for a reply (K16)."""
    if not Message.objects.waiting(at).exists():
        return
    _empties_the_outbox(at)
    his = [programme.ref for programme in story.programmes.values()]
    mark_all_as_told(Message.objects.by_hand().filter(book__in=his, finished_at__lt=at - ON_HIS_LIST).exclude(kind=REPLY), at=at)


def the_post_goes(at: datetime, *kinds: str) -> None:
    """What waits goes out, and Sam rings those without e-mail about these kinds."""
    _empties_the_outbox(at)
    mark_all_as_told(Message.objects.by_hand().filter(kind__in=kinds), at=at)


# --- seats -----------------------------------------------------------------------------------------------------------

def told_by(story: Story, who: str) -> dict[str, Any]:
    """How somebody says a thing: who can sign in says it there; the others tell Ruth by phone, who writes it down."""
    if story.people[who].user_id:
        return {"through": Through.ACCOUNT}
    return {"through": Through.PHONE, "noted_by": story.people["ruth"]}


def takes_a_seat(story: Story, seat: Seat, who: str, *, by: str, at: datetime, hours: int | None = None) -> None:
    """Asked, and says yes on the same day."""
    holding = propose_partner(seat, story.people[who], by=story.people[by], at=at, from_on=at.date(), hours_a_month=hours)
    is_staff = story.people[who].is_professional
    accept_seat(holding, at=at, **({} if is_staff else told_by(story, who)))


def fills(story: Story, group: Group, names: Sequence[str], *, by: str, at: datetime, hours: int | None = None) -> None:
    """Let people take the group's empty lay seats, in their order."""
    empty = group.seats.lay().standing().empty(at.date()).order_by("pk")[:len(names)]
    for seat, who in zip(empty, names, strict=True):
        takes_a_seat(story, seat, who, by=by, at=at, hours=hours)
