"""What nobody did in Warm Through Winter: the clock finds it on its mornings, reminds who should have, and tells who stands above."""

from datetime import datetime, timedelta
from typing import Any

from coprod.kit.clock import LONDON
from partners.models import Group
from partners.people.models import Through
from programmes.appointments.actions.terms import offer_renewal
from programmes.challenges.actions import raise_challenge
from programmes.commitments.actions import agree_to_promise, ask_promise, report
from programmes.commitments.models import Commitment
from programmes.contributions.actions import answer_contribution, refuse_answer, tell
from programmes.contributions.models import Contribution
from programmes.decisions.actions import (
    make_decision,
    prepare_decision,
    record_position,
    say_dissent,
    say_nothing_changed,
    say_seen,
    show_changes,
)
from programmes.decisions.models import DecisionRecord
from programmes.demo.story.left_alone import Left, call_of, opens_call, profile_of, strategy_of
from programmes.meetings.actions import announce, note_presence, plan_meetings
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.meetings.policies import called_to
from programmes.minutes.actions import add_line, answer_call, mark_hard, release
from programmes.minutes.models import CallBack, Minutes
from programmes.nominations.actions import put_oneself_forward
from programmes.papers.actions import write_paper
from programmes.raising.models import About
from programmes.renewal.actions.strategy import ask_about_strategy, write_strategy
from programmes.selection.actions import name_panel
from programmes.tailoring.actions import agree_to_tailoring, propose_tailoring
from programmes.tailoring.lifecycles import Kind
from programmes.tailoring.models import Tailoring
from programmes.touchstone.actions import open_check, raise_breach
from programmes.touchstone.models import Adoption, BreachProcedure

WHERE = "Where we stand"
CABINET = "The cabinet of the council"
STREETS, RADIATORS = "Which streets come first", "Radiators in the hostel"
NORA = {"name": "Nora Pinfold", "called": "Nora", "area": "Saltmere", "channel": "phone", "phone": "020 7946 0388"}


def tell_what_nobody_did(left: Left) -> None:
    """Note everything of this chapter."""
    _a_round(left)
    _another_way(left)
    _questions(left)
    _promises(left)
    _told(left)
    _decisions(left)
    _meetings(left)
    _quietly(left)
    left.note("17 Feb 14", lambda at: write_strategy(
        left.programme, by=left.people["gerald"], at=at, words="Through the people who knock on doors, and the food bank."))
    left.note("24 Feb 14", lambda at: ask_about_strategy(strategy_of(left), by=left.people["gerald"], at=at))
    left.note("3 Mar 14", lambda at: offer_renewal(left.appointed("wilf"), by=left.people["gerald"], at=at))


def _a_round(left: Left) -> None:
    """Nora, who has no e-mail, puts herself forward, and nobody else does; a panel is named and nobody prepares for it."""
    left.note("27 Jan 14", lambda at: opens_call(left, at, "10 Feb 14"))
    left.note("28 Jan 14", lambda at: put_oneself_forward(
        call_of(left, 2), profile=profile_of(left), at=at, person=NORA, own_words="I am 81 and live in two of my five rooms."))
    left.note("30 Jan 14", lambda at: name_panel(call_of(left, 2), by=left.people["gerald"], at=at, group=left.groups["panel"],
                                                 meets_on=left.day("17 Feb 14")))


def _another_way(left: Left) -> None:
    left.note("7 Jan 14", lambda at: propose_tailoring(
        left.programme, by=left.people["gerald"], at=at, code="8.2", kind=Kind.TAILOR, from_on=at.date(), until_on=left.day("27 Mar 14"),
        reason="I am in the office one day a week.", instead="Papers are read out on the phone on the day before."))
    left.note("9 Jan 14", lambda at: agree_to_tailoring(
        Tailoring.objects.get(programme=left.programme), by=left.people["edith"], at=at))


def _about(left: Left) -> About:
    stream = left.stream
    return About("workstream", stream.ref, stream.name, left.programme, stream.group)


def _questions(left: Left) -> None:
    """Wilf asks Alan, and it goes up by itself; Carmel asks Philippa, above whom nobody stands."""
    for who, day, rung, text in (
            ("wilf", "27 Jan 14", "", "The list of streets was made before we met. Who made it?"),
            ("carmel", "3 Feb 14", "owner", "Why is the money for boilers spent on the council’s own offices?")):
        left.note(day, lambda at, who=who, rung=rung, text=text: raise_challenge(
            _about(left), by=left.people[who], at=at, kind="control", text=text, rung=rung, **left.told("gerald")))


def _promises(left: Left) -> None:
    """Alan promises a list and forgets it; Gerald says that he has kept his word, and nobody was asked. To the third Alan says nothing."""
    def it(words: str) -> Commitment:
        found: Commitment = Commitment.objects.whole().get(programme=left.programme, text__contains=words)
        return found

    def asks(who: str, text: str, owner: str, due: str) -> Any:
        return lambda at: ask_promise(_about(left), by=left.people[who], at=at, text=text, owner=left.people[owner], due_on=left.day(due))

    left.note("20 Jan 14", asks("wilf", "A list of every flat with mould", "alan", "7 Feb 14"))
    left.note("22 Jan 14", lambda at: agree_to_promise(it("mould"), by=left.people["alan"], at=at))
    left.note("20 Jan 14", asks("carmel", "A heater for whoever asks", "gerald", "28 Feb 14"), hour=11)
    left.note("23 Jan 14", lambda at: agree_to_promise(it("heater"), by=left.people["gerald"], at=at))
    left.note("21 Feb 14", lambda at: report(it("heater"), by=left.people["gerald"], at=at, stands="met", text="Two went out."))
    left.note("10 Feb 14", asks("carmel", "Draught strips for Quay Road", "alan", "31 Mar 14"), hour=15)


def _told(left: Left) -> None:
    """Wilf has no answer, and Carmel none that says why."""
    def tells(who: str, text: str) -> Any:
        return lambda at: tell(_about(left), by=left.people[who], at=at, kind="concern", text=text, **left.told("gerald"))

    def hers() -> Contribution:
        return Contribution.objects.select_related("programme", "group", "given_by").get(given_by=left.people["carmel"])

    left.note("20 Jan 14", tells("wilf", "The meter in our block takes cards that no shop sells any more."), hour=12)
    left.note("20 Jan 14", tells("carmel", "Ask the mothers at the school gate. None of us is at home at four."), hour=13)
    left.note("10 Feb 14", lambda at: answer_contribution(
        hers(), by=left.people["alan"], at=at, outcome="not_acted", text="We meet at four.", because="The library closes at five."))
    left.note("13 Feb 14", lambda at: refuse_answer(hers(), at=at, text="Then meet somewhere else.", **left.told("gerald")))


def _decisions(left: Left) -> None:
    """One is made without a reason, which Carmel misses; one is near, and nobody has asked the Advisory Group again."""
    def it(title: str) -> DecisionRecord:
        return DecisionRecord.objects.select_related("programme", "group", "workstream").get(programme=left.programme, title=title)

    def prepares(title: str, text: str, day: str) -> Any:
        return lambda at: prepare_decision(
            left.programme, by=left.people["alan"], at=at, title=title, text=text, body_name=CABINET, workstream=left.stream,
            options="Nothing; or twice as much over two years.", decided_on=left.day(day), duty="no",
            duty_how="Nothing is taken away or moved.")

    def shows(at: datetime) -> None:
        say_nothing_changed(it(RADIATORS), by=left.people["alan"], at=at)
        show_changes(it(RADIATORS), by=left.people["alan"], at=at)

    left.note("3 Feb 14", prepares(RADIATORS, "The hostel gets new radiators in its corridors.", "18 Feb 14"))
    left.note("10 Feb 14", lambda at: record_position(
        it(RADIATORS), by=left.people["edith"], at=at, value="agree", text="", said_on=at.date(), **left.told("gerald")))
    left.note("11 Feb 14", shows)
    for who in ("wilf", "carmel"):
        left.note("13 Feb 14", lambda at, who=who: say_seen(
            it(RADIATORS), by=left.people[who], at=at, is_right=True, **left.told("gerald")))
    left.note("18 Feb 14", lambda at: make_decision(
        it(RADIATORS), by=left.people["philippa"], at=at, method="agreed", decided_on=at.date(), present=7, lay_present=0))
    left.note("20 Feb 14", lambda at: say_dissent(
        it(RADIATORS), by=left.people["carmel"], at=at, words="Nobody sleeps in a corridor.", **left.told("gerald")))
    left.note("3 Mar 14", prepares(STREETS, "Quay Road and the Rows come first.", "20 Mar 14"))


def _meetings(left: Left) -> None:
    """The one of February was hard, and Wilf waits for a call; the one of March is in two days, and nobody has said that they come.
    What was said about the streets Alan wrote down, and nobody has said whether it is right."""
    def times(day: str) -> dict[str, datetime]:
        begin = left.story.calendar.moment(day, 16).astimezone(LONDON)
        return {"starts_at": begin, "ends_at": begin + timedelta(minutes=60)}

    def plan(day: str, at: datetime, group: Group | None = None) -> Meeting:
        return plan_meetings(group or left.groups["advisory"], by=left.people["gerald"], at=at, place="Saltmere Library", **times(day))[0]

    def was(at: datetime) -> None:
        meeting = plan("25 Feb 14", at)
        note_presence(meeting, dict.fromkeys(called_to(meeting), ("room", "")), by=left.people["gerald"], at=at,
                      chairs=[left.people["edith"]])
        mark_hard(meeting, at=at)

    def kept(at: datetime) -> None:
        meeting = plan("18 Feb 14", at, left.stream.group)
        alan = left.people["alan"]
        note_presence(meeting, dict.fromkeys(called_to(meeting), ("room", "")), by=alan, at=at, chairs=[alan])
        add_line(meeting, by=alan, at=at, kind="text", words="Quay Road was spoken about.")
        release(Minutes.objects.select_related("meeting__group").get(meeting=meeting), by=alan, at=at)

    def drafts(at: datetime) -> None:
        meeting = Meeting.objects.select_related("group").get(group=left.groups["advisory"], state__in=AHEAD)
        write_paper(meeting, by=left.people["gerald"], at=at, author=left.people["gerald"], title=WHERE, kind="discussion",
                    purpose="We know what is left", question="What did I forget?", text="# Where we stand\n\nTo be written.")

    left.note("19 Feb 14", kept)
    left.note("26 Feb 14", was)
    left.note("27 Feb 14", lambda at: answer_call(
        CallBack.objects.select_related("meeting__group", "partner").get(partner=left.people["wilf"]), at=at, wants=True, **left.told()))
    left.note("26 Feb 14", lambda at: announce([plan("19 Mar 14", at)], by=left.people["gerald"], at=at), hour=12)
    left.note("28 Feb 14", drafts)


def _quietly(left: Left) -> None:
    """Carmel tells Gerald quietly that the touchstone is not kept, and hears nothing; a check is open, and nobody answers it."""
    def asks(at: datetime) -> None:
        adoption = Adoption.objects.adopted().select_related("group", "touchstone").get(group=left.stream.group)
        asked = [(left.people[who], who not in ("alan", "gerald")) for who in ("wilf", "carmel", "alan", "gerald")]
        open_check(adoption, by=left.people["alan"], at=at, asked=asked, closes_on=left.day("14 Mar 14"))

    left.note("3 Mar 14", lambda at: raise_breach(
        BreachProcedure.objects.in_force().select_related("teller", "other", "programme").get(programme=left.programme),
        by=left.people["carmel"], at=at, group=left.stream.group, through=Through.PHONE, noted_by=left.people["alan"],
        text="We were to ring each other. Nobody has rung since November."))
    left.note("7 Mar 14", asks)
