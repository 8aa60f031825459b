"""What is kept of the meetings of the story: minutes of the Advisory Group, of the Board, and of W4 when one of its pair had left."""

from datetime import datetime
from typing import Any, NamedTuple

from coprod.kit.clock import LONDON
from partners.people.models import Through
from programmes.demo.story.diary import Story
from programmes.demo.story.meetings import ADVISORY, BOARD, HALL
from programmes.demo.story.verbs import told_by
from programmes.meetings.actions import add_item, agree_to_agenda, announce, note_presence, plan_meetings
from programmes.meetings.models import Meeting
from programmes.meetings.policies import called_to
from programmes.minutes.actions import (
    add_line,
    answer_call,
    answer_correction,
    answer_no,
    ask_correction,
    claim_action,
    judge_action,
    make_call,
    mark_hard,
    name_taker,
    publish,
    release,
    say_on_minutes,
    strike_out,
)
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes

TEXT, ACTION, DECISION, CHALLENGE, COMMITMENT = "text", "action", "decision", "challenge", "commitment"


class Line(NamedTuple):
    """One line: what kind, its words, who does it or raised it, by which day, and what else belongs to its kind."""

    kind: str
    words: str
    who: str = ""
    due: str = ""
    more: tuple[tuple[str, Any], ...] = ()


def agreed(words: str, *, options: str = "", dissent: str = "", because: str = "", votes: tuple[int, int, int] | None = None) -> Line:
    """A decision: agreed by everybody, or by votes for, against and neither."""
    facts: dict[str, Any] = {"how": "vote" if votes else "agreed", "options": options, "dissent": dissent,
                             "discussion_only_because": because}
    if votes:
        facts |= dict(zip(("votes_for", "votes_against", "votes_none"), votes, strict=True))
    return Line(DECISION, words, more=tuple(facts.items()))


class Kept(NamedTuple):
    """Minutes of one meeting: its day, its group, its lines; when the draft went out, was confirmed and published."""

    day: str
    group: str
    typed: str
    released: str
    confirmed: str
    published: str
    lines: tuple[Line, ...]


KEPT = (
    Kept("10 Sep 13", ADVISORY, "11 Sep 13", "16 Sep 13", "23 Sep 13", "24 Sep 13", (
        agreed("Margaret Osei-Bright chairs with Ruth.", options="To ask an outside chair for the first year."),
        agreed("Each workstream has a pair from this group.", options="One lay partner in each; a list to draw from."),
        Line(ACTION, "Send each pair the first dates of its workstream.", "ruth", "16 Sep 13"))),
    Kept("17 Sep 13", ADVISORY, "18 Sep 13", "23 Sep 13", "30 Sep 13", "1 Oct 13", (
        Line(TEXT, "Five lay members write the draft of the touchstone. Staff write down what they say."),
        Line(ACTION, "Bring the draft in large print and easy read.", "jo", "4 Oct 13"))),
    Kept("8 Oct 13", ADVISORY, "9 Oct 13", "15 Oct 13", "22 Oct 13", "23 Oct 13", (
        agreed("The touchstone stands as the drafting group brought it.", options="A shorter one, without “who pays for my taxi”."),
        Line(COMMITMENT, "Interpreters at every Forum.", "ruth", "23 Nov 13"))),
    Kept("12 Nov 13", ADVISORY, "13 Nov 13", "20 Nov 13", "27 Nov 13", "28 Nov 13", (
        Line(CHALLENGE, "A finance paper was tabled on the day, in W4. How was anybody to read it?", "LP10"),
        Line(ACTION, "Answer in writing, and say how it will not happen again.", "dunderdale", "21 Nov 13"))),
    Kept("10 Dec 13", ADVISORY, "11 Dec 13", "17 Dec 13", "3 Jan 14", "6 Jan 14", (
        agreed("We agree to the ten population groups.", options="Nine groups, with carers inside each."),
        agreed("We agree to the home visits, and say what worries us.", options="To wait for the pilot.",
               dissent="Brian would rather wait: evenings are not tried yet."))),
    Kept("20 Dec 13", BOARD, "23 Dec 13", "3 Jan 14", "10 Jan 14", "13 Jan 14", (
        agreed("PL1 and PL2 go ahead as the Advisory Group sees them."),)),
    Kept("14 Jan 14", ADVISORY, "15 Jan 14", "21 Jan 14", "28 Jan 14", "29 Jan 14", (
        Line(CHALLENGE, "The log of promises was missing from the pack. Who left it out?", "LP01"),
        Line(ACTION, "The log comes with every pack from now on.", "sam", "28 Jan 14"),
        Line(TEXT, "Nirmala told us how a discharge went wrong for her neighbour Mrs Hallett of Lime Grove."))),
    Kept("11 Feb 14", ADVISORY, "12 Feb 14", "18 Feb 14", "25 Feb 14", "26 Feb 14", (
        agreed("We do not agree to PL3 without a lay seat on the board of providers.", votes=(11, 0, 2),
               options="To agree with concerns; to ask for a review after a year."),
        Line(ACTION, "Write the reason so that everybody can read it.", "ruth", "7 Mar 14"),
        Line(ACTION, "Ring each pair about what comes next.", "LP01", "21 Feb 14"))),
    Kept("28 Feb 14", BOARD, "3 Mar 14", "6 Mar 14", "12 Mar 14", "13 Mar 14", (
        agreed("PL3 goes ahead. The Advisory Group does not agree, and its reason is published.", votes=(14, 2, 0),
               dissent="Margaret and Derek: there is no lay seat where the money is decided."),)),
    Kept("11 Mar 14", ADVISORY, "12 Mar 14", "14 Mar 14", "", "", (
        agreed("The empty seat in W4 is filled from this group.", options="To ask the Forum."),
        Line(COMMITMENT, "Whoever sits in W4 gets the papers of the last six months, with somebody to explain them.", "dunderdale",
             "31 Mar 14"),
        Line(ACTION, "Bring a list of seats that end this year.", "sam", "8 Apr 14"))),
)
W4_DAY, W4_WORDS = "27 Feb 14", "We talked about who may overrule the pooled budget."
OVERRULE = "Who may overrule the pooled budget?"


def tell_minutes(story: Story) -> None:
    """Note everything of this chapter."""
    for kept in KEPT:
        story.note(kept.typed, lambda at, kept=kept: _type(story, kept, at), hour=11)
        story.note(kept.released, lambda at, kept=kept: release(_minutes(story, kept), by=story.people["ruth"], at=at), hour=15)
        if kept.confirmed:
            story.note(kept.confirmed, lambda at, kept=kept: say_on_minutes(
                _minutes(story, kept), by=story.people["LP01"], at=at, is_right=True, **told_by(story, "LP01")), hour=17)
            story.note(kept.published, lambda at, kept=kept: publish(_minutes(story, kept), by=story.people["ruth"], at=at), hour=9)
    _private(story)
    _done(story)
    _hard(story)
    _last(story)
    _finance(story)


def _minutes(story: Story, kept: Kept) -> Minutes:
    on = story.calendar.day(kept.day)
    found = Minutes.objects.select_related("meeting__group").filter(meeting__group=story.groups[kept.group])
    return next(each for each in found if each.meeting.on == on)


def _type(story: Story, kept: Kept, at: datetime) -> None:
    on = story.calendar.day(kept.day)
    meeting = next(each for each in Meeting.objects.select_related("group").filter(group=story.groups[kept.group]) if each.on == on)
    for line in kept.lines:
        add_line(meeting, by=story.people["ruth"], at=at, kind=line.kind, words=line.words, who=story.people.get(line.who),
                 due_on=story.calendar.day(line.due) if line.due else None, **dict(line.more))


def _line(words: str) -> MinuteLine:
    return MinuteLine.objects.select_related("minutes__meeting__group", "who").get(words=words)


def _private(story: Story) -> None:
    """What Nirmala told in January names a neighbour: Margaret strikes it out before it is published."""
    def act(at: datetime) -> None:
        strike_out(MinuteLine.objects.get(words__contains="Mrs Hallett"), by=story.people["LP01"], at=at,
                   passage="her neighbour Mrs Hallett of Lime Grove", reason="health")

    story.note("28 Jan 14", act, hour=18)


def _done(story: Story) -> None:
    """What came of the actions: staff say that it is done, and somebody lay agrees, or says what is missing."""
    def claims(words: str, who: str, day: str) -> None:
        story.note(day, lambda at: claim_action(_line(words), by=story.people[who], at=at), hour=16)

    def says(words: str, who: str, day: str, text: str = "") -> None:
        story.note(day, lambda at: judge_action(_line(words), by=story.people[who], at=at, is_done=not text, text=text,
                                                **told_by(story, who)), hour=17)

    first, large, log = (KEPT[n].lines[m].words for n, m in ((0, 2), (1, 1), (6, 1)))
    answer, reason, ring = KEPT[3].lines[1].words, KEPT[7].lines[1].words, KEPT[7].lines[2].words
    for words, who, day, lay, said in ((first, "ruth", "16 Sep 13", "LP01", "17 Sep 13"), (large, "jo", "4 Oct 13", "LP12", "8 Oct 13"),
                                       (answer, "dunderdale", "21 Nov 13", "LP10", "22 Nov 13"),
                                       (reason, "ruth", "7 Mar 14", "LP08", "10 Mar 14")):
        claims(words, who, day)
        says(words, lay, said)
    claims(log, "sam", "24 Jan 14")
    says(log, "LP01", "27 Jan 14", "The pack of Friday has no log either.")
    claims(log, "sam", "28 Jan 14")
    says(log, "LP01", "30 Jan 14")
    claims(ring, "LP01", "20 Feb 14")


def _hard(story: Story) -> None:
    """The meeting about PL3 was hard. Paddy would like a call, and Ruth rings; Rosa needs none."""
    def act(at: datetime) -> None:
        mark_hard(_minutes(story, KEPT[7]).meeting, at=at)

    def answers(who: str, wants: bool) -> Any:
        return lambda at: answer_call(_call(story, who), at=at, wants=wants, **told_by(story, who))

    story.note("12 Feb 14", act, hour=12)
    story.note("12 Feb 14", answers("LP08", True), hour=16)
    story.note("13 Feb 14", answers("LP13", False), hour=9)
    story.note("13 Feb 14", lambda at: make_call(_call(story, "LP08"), by=story.people["ruth"], at=at), hour=14)


def _call(story: Story, who: str) -> CallBack:
    return CallBack.objects.select_related("meeting__group", "partner").get(partner=story.people[who])


def _last(story: Story) -> None:
    """The draft of March is out until Friday. Colin asks for a correction; Ruth has not answered it yet."""
    def act(at: datetime) -> None:
        minutes = _minutes(story, KEPT[-1])
        ask_correction(minutes, by=story.people["LP12"], at=at, line=minutes.lines.order_by("pk").first(), **told_by(story, "LP12"),
                       text="We also said that the Forum is asked if nobody of this group can.")

    story.note("16 Mar 14", act, hour=19)


def _finance(story: Story) -> None:
    """W4 on 27 February: one of its pair has left, so it is discussion only. Winston corrects the draft, says no once, and then yes."""
    def w4() -> Minutes:
        return Minutes.objects.select_related("meeting__group", "taker").get(meeting__group=story.workstreams["W4"].group)

    def plan(at: datetime) -> None:
        lead, winston, group = story.people["dunderdale"], story.people["LP10"], story.workstreams["W4"].group
        begin = story.calendar.moment(W4_DAY, 14).astimezone(LONDON)
        meeting = plan_meetings(group, by=lead, at=at, starts_at=begin, ends_at=begin.replace(hour=16), place=HALL)[0]
        announce([meeting], by=lead, at=at)
        for who, title in ((winston, OVERRULE), (lead, "What a pooled budget is not")):
            add_item(meeting, by=who, at=at, is_lay=who == winston, on=True, title=title, minutes=50)
        for who in (lead, winston):
            agree_to_agenda(meeting, by=who, at=at, is_lay=who == winston)

    def meet(at: datetime) -> None:
        lead, on = story.people["dunderdale"], story.calendar.day(W4_DAY)
        found = Meeting.objects.select_related("group").filter(group=story.workstreams["W4"].group)
        meeting = next(each for each in found if each.on == on)
        first = meeting.items.on_it().first()
        there = {person: ("room" if person in (lead, story.people["LP10"]) else "absent", "") for person in called_to(meeting)}
        note_presence(meeting, there, by=lead, at=at, chairs=[lead], others_staff=6)
        name_taker(meeting, by=lead, at=at, taker=story.people["LP10"])
        meeting = Meeting.objects.select_related("group").get(pk=meeting.pk)
        add_line(meeting, by=story.people["LP10"], at=at, kind=TEXT, words=W4_WORDS, item=first)
        add_line(meeting, by=lead, at=at, kind=DECISION, how="deferred", words="What the pilot may spend.",
                 options="A fixed sum; a share of what it saves.")
        add_line(meeting, by=lead, at=at, kind=ACTION, words="Write on one page what a pooled budget is not.", who=lead,
                 due_on=story.calendar.day("27 Mar 14"))

    def asks(at: datetime) -> None:
        minutes = w4()
        ask_correction(minutes, by=story.people["LP10"], at=at, line=minutes.lines.order_by("pk").first(), through=Through.ACCOUNT,
                       text="I asked for a lay partner to be able to stop it. That should stand there.")
        say_on_minutes(minutes, by=story.people["LP10"], at=at, is_right=False, text="My question is missing.")

    def mends(at: datetime) -> None:
        lead, asked = story.people["dunderdale"], Correction.objects.select_related(
            "minutes__meeting__group", "line__minutes", "by").get(minutes=w4())
        answer_correction(asked, by=lead, at=at, accept=True, answer="You did. It stands there now.", version=asked.line.version,
                          words=f"{W4_WORDS} Winston asked that a lay partner can stop it.")
        answer_no(w4().views.select_related("minutes__meeting__group", "by").get(), by=lead, at=at, answer="I have put it in.")

    story.note("24 Feb 14", plan, hour=10)
    story.note("28 Feb 14", meet, hour=10)
    story.note("5 Mar 14", lambda at: release(w4(), by=story.people["dunderdale"], at=at), hour=10)
    story.note("6 Mar 14", asks, hour=18)
    story.note("7 Mar 14", mends, hour=15)
    story.note("10 Mar 14", lambda at: say_on_minutes(w4(), by=story.people["LP10"], at=at, is_right=True), hour=9)
    story.note("11 Mar 14", lambda at: publish(w4(), by=story.people["dunderdale"], at=at), hour=9)
