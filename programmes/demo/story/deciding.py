"""The log of decisions: PL1 and PL2 at the Board of 20 December, PL3 on 28 February against the Advisory Group's position, its reason
published on 7 March; PL4 is prepared and waits for a position. The log is open to everybody since the meeting of 11 March."""

from datetime import datetime
from typing import Any, NamedTuple

from programmes.decisions.actions import (
    agree_to_open,
    ask_to_open,
    link_decision,
    list_change,
    make_decision,
    prepare_decision,
    publish_decision,
    record_position,
    say_dissent,
    say_nothing_changed,
    say_seen,
    show_changes,
)
from programmes.decisions.models import DecisionOpenness, DecisionRecord
from programmes.demo.story.bodies import PLANS, STREAM
from programmes.demo.story.diary import Story
from programmes.demo.story.meetings import ADVISORY, BOARD
from programmes.demo.story.plans import REFUSAL, WENT_ON
from programmes.demo.story.verbs import told_by
from programmes.meetings.models import Meeting

DUTY = "The law asks for it. Forty to fifty people came to the Forum or answered from home; what became of each answer is on the site."


class Decided(NamedTuple):
    """A decision of the Board: when it was prepared, what the Advisory Group said and when that was written down, and how it was made."""

    plan: str
    stream: str
    prepared: str
    words: str
    options: str
    position: str
    said: str
    written: str
    text: str
    changed: str
    shown: str
    board: str
    published: str
    linked: str
    reason: str = ""
    counted: tuple[int, int, int] | None = None         # the Advisory Group's votes
    votes: tuple[int, int, int] | None = None           # the Board's
    against: tuple[tuple[str, str, str], ...] = ()      # who, on which day, in which words


DECIDED = (
    Decided("PL1", "W1", "9 Dec 13", "The ten population groups stand. Carers are a group of their own. Two groups come first.",
            "Nine groups, with carers inside each; or to count everybody together.", "agree", "10 Dec 13", "11 Dec 13", "",
            "Two words: “frail” became “older people with several conditions”.", "16 Dec 13", "20 Dec 13", "20 Dec 13", "21 Dec 13"),
    Decided("PL2", "W2", "9 Dec 13", "A home visit comes within two days of asking. Evenings are a pilot in three practices.",
            "To wait for the pilot; evenings everywhere from the first day.", "concerns", "10 Dec 13", "11 Dec 13",
            "We agree, and are not sure of the evenings. Three practices of ninety are few.", "", "16 Dec 13", "20 Dec 13", "20 Dec 13",
            "21 Dec 13", reason="Evenings cost more than is there this year. Three practices try them until [8 Apr 14]; then we look at it "
            "again with the Advisory Group.",
            against=(("LP06", "11 Dec 13", "I would rather wait. Evenings are not tried yet, and that is when people need somebody."),)),
    Decided("PL3", "W3", "3 Feb 14", "The providers get a board of their own. It meets in the open. Two lay partners are invited to it.",
            "A lay seat with a vote; to agree for one year; no board at all.", "disagree", "11 Feb 14", "12 Feb 14", REFUSAL,
            "One paragraph on how the board reports.", "24 Feb 14", "28 Feb 14", "7 Mar 14", "7 Mar 14", reason=WENT_ON,
            counted=(11, 0, 2), votes=(14, 2, 0),
            against=(("LP01", "28 Feb 14", "There is no lay seat where the money is decided."),
                     ("LP02", "28 Feb 14", "I say the same as Margaret: no seat, no say."))),
)


def tell_decisions(story: Story) -> None:
    """Note everything of this chapter."""
    for each in DECIDED:
        _before(story, each)
        _at_the_board(story, each)
    story.note("14 Mar 14", lambda at: _prepare(
        story, "PL4", "W4", at, "25 Apr 14", "Who may spend the pooled budget, who may overrule, and what is carried over.",
        "One rule for all five boroughs; a rule for each."), hour=11)
    story.note("10 Mar 14", lambda at: ask_to_open(
        story.programmes["JUL"], by=story.people["sam"], at=at, since_on=at.date(),
        decided_where="The Advisory Group asked for it in February; its meeting of March says yes."), hour=15)
    story.note("11 Mar 14", lambda at: agree_to_open(
        DecisionOpenness.objects.get(programme=story.programmes["JUL"]), by=story.people["LP01"], at=at, **told_by(story, "LP01")), hour=13)


def _decision(plan: str) -> DecisionRecord:
    return DecisionRecord.objects.select_related("programme", "group", "workstream").get(title=PLANS[plan])


def _prepare(story: Story, plan: str, stream: str, at: datetime, day: str, words: str, options: str) -> None:
    prepare_decision(story.programmes["JUL"], by=story.people[STREAM[stream].lead], at=at, title=PLANS[plan], text=words, options=options,
                     group=story.groups[BOARD], workstream=story.workstreams[stream], decided_on=story.calendar.day(day), duty="yes",
                     duty_how=DUTY)


def _before(story: Story, it: Decided) -> None:
    """Prepared, the position written down on the day after the meeting, the changes listed and looked at by the pair."""
    lead, pair = STREAM[it.stream].lead, (STREAM[it.stream].a, STREAM[it.stream].b)

    def says(at: datetime) -> None:
        votes = dict(zip(("votes_for", "votes_against", "votes_none"), it.counted or (), strict=False))
        record_position(_decision(it.plan), by=story.people["LP01"], at=at, value=it.position, text=story.calendar.words(it.text),
                        said_on=story.calendar.day(it.said), meeting=_met(story, ADVISORY, it.said), **votes, **told_by(story, "LP01"))

    def shows(at: datetime) -> None:
        decision, by = _decision(it.plan), story.people[lead]
        if it.changed:
            list_change(decision, by=by, at=at, text=it.changed)
        else:
            say_nothing_changed(decision, by=by, at=at)
        show_changes(decision, by=by, at=at)

    story.note(it.prepared, lambda at: _prepare(story, it.plan, it.stream, at, it.board, it.words, it.options), hour=11)
    story.note(it.written, says, hour=12)
    story.note(it.shown, shows, hour=10)
    for who in pair:
        story.note(it.shown, lambda at, who=who: say_seen(
            _decision(it.plan), by=story.people[who], at=at, is_right=True, **told_by(story, who)), hour=17)
    for who, day, words in it.against:
        story.note(day, lambda at, who=who, words=words: say_dissent(
            _decision(it.plan), by=story.people[who], at=at, words=words, **told_by(story, who)), hour=12, minute=35)


def _met(story: Story, group: str, day: str) -> Meeting:
    on = story.calendar.day(day)
    return next(each for each in Meeting.objects.filter(group=story.groups[group]) if each.on == on)


def _at_the_board(story: Story, it: Decided) -> None:
    """Made when the Board rises; where it met is noted on the next day, so the meeting and the stage are named after that."""
    def makes(at: datetime) -> None:
        how: dict[str, Any] = {"method": "agreed"}
        if it.votes:
            how = {"method": "vote"} | dict(zip(("votes_for", "votes_against", "votes_none"), it.votes, strict=True))
        make_decision(_decision(it.plan), by=story.people["ransome"], at=at, decided_on=story.calendar.day(it.board), present=17,
                      lay_present=2, reason=story.calendar.words(it.reason), **how)

    story.note(it.board, makes, hour=12, minute=45)
    story.note(it.published, lambda at: publish_decision(_decision(it.plan), by=story.people["sam"], at=at), hour=12, minute=55)
    story.note(it.linked, lambda at: link_decision(
        _decision(it.plan), by=story.people["sam"], at=at, stage=story.stage(f"S10 {it.plan}"), meeting=_met(story, BOARD, it.board)),
        hour=13, minute=5)
