"""The touchstone of the story: drafted in September, agreed on 8 October, adopted by each group (by W4 only on 21 November), the breach of
12 November, and four checks, each answered by six on either side."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from coprod.kit.clock import day_of
from partners.models import Group
from programmes.demo.story.bodies import STREAMS
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.touchstone.actions import (
    answer_breach,
    answer_check,
    answer_word,
    ask_about_touchstone,
    ask_to_reopen,
    begin_touchstone,
    change_touchstone,
    note_look,
    open_check,
    propose_adoption,
    raise_breach,
    say_on_adoption,
    say_on_breach,
    say_on_touchstone,
    write_procedure,
)
from programmes.touchstone.actions.checking import check_touchstones
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneReopening,
    TouchstoneWord,
)

DRAFTERS = ("LP01", "LP05", "LP08", "LP12", "LP14")
POINTS = (
    "At this table rank stays outside.",
    "Lay partners are here from the first day, and chair when they wish to.",
    "Everybody brings something; each voice weighs the same.",
    "We start from a paper that asks, not from an agenda that tells.",
    "Where there is an agenda, we made it together.",
    "A new group first says what its members owe each other, and how it settles a disagreement.",
)
OWED = "Papers six days ahead. One voice at a time. A break after an hour. Whoever cannot come says so."
VOTE, TALK = "We vote. A tie is talked about once more.", "We talk until nobody objects, and vote if that does not come about."
FIRST = {"advisory": "10 Sep 13", "forum": "5 Oct 13"} | {stream.key: stream.first for stream in STREAMS}
LATE, _DAY = "W4", timedelta(days=1)
W4_BREACH = "The touchstone was on our agenda of [26 Sep 13] and was dropped, and twice since. Nobody says when we will talk about it."


class Asked(NamedTuple):
    """A check: of which workstream, opened and closed on which day, who was asked, and to which points each side mostly said no."""

    stream: str
    opened: str
    closed: str
    lay: tuple[str, ...]
    staff: tuple[str, ...]
    lay_no: frozenset[int]
    staff_no: frozenset[int]
    lines: tuple[tuple[str, str], ...] = ()


CHECKS = (
    Asked("W1", "13 Jan 14", "20 Jan 14", ("LP03", "LP04", "LP01", "LP02", "LP05", "LP06"),
          ("fairlea", "sam", "ruth", "jo", "thornhaugh", "sign_ashmere_council"), frozenset(), frozenset(),
          (("LP03", "Carers are on the list now."), ("fairlea", "I learnt to ask first."))),
    Asked("W3", "29 Jan 14", "5 Feb 14", ("LP07", "LP08", "LP01", "LP02", "LP03", "LP10"),
          ("hethersett", "sam", "ruth", "jo", "thornhaugh", "sign_vale_community"), frozenset({4, 5}), frozenset(),
          (("LP08", "The agenda was there before we were."), ("hethersett", "We were short of time before the board."))),
    Asked("W5", "28 Feb 14", "7 Mar 14", ("LP11", "LP12", "LP01", "LP02", "LP04", "LP13"),
          ("venn", "sam", "ruth", "jo", "thornhaugh", "sign_kenbrook_ccg"), frozenset({1, 4, 5}), frozenset({4}),
          (("LP12", "Slides that I cannot read are no paper."), ("venn", "We are getting better at papers."))),
    Asked("W4", "6 Mar 14", "13 Mar 14", ("LP10", "LP01", "LP02", "LP05", "LP07", "LP15"),
          ("dunderdale", "sam", "ruth", "thornhaugh", "ransome", "sign_st_brannocks"), frozenset({1, 4, 5, 6}), frozenset({4}),
          (("LP10", "Figures came on the table on the day, again."), ("LP15", "I was the guest, not the member."),
           ("dunderdale", "The law sets some of our dates."))),
)


def tell_touchstone(story: Story) -> None:
    """Note everything of this chapter."""
    _draft(story)
    _adopt(story)
    story.note("14 Oct 13", lambda at: write_procedure(
        story.programmes["JUL"], by=story.people["LP01"], at=at, teller=story.people["LP01"], other=story.people["jo"], answer_days=5,
        how="They ring first. The answer comes in writing, to who told it and to nobody else."), hour=9)
    _breach(story)
    _home_straight(story)
    for asked in CHECKS:
        story.note(asked.opened, lambda at, asked=asked: _open(story, asked, at), hour=16)
        story.note(asked.closed, lambda at: check_touchstones(at=at), hour=7)


def _touchstone(slug: str = "joined-up-lives") -> Touchstone:
    return Touchstone.objects.select_related("programme", "written_by", "asked_by").get(programme__slug=slug)


def _draft(story: Story) -> None:
    """Five draft it from the older one; Winston says no, is answered, and Margaret agrees for the Advisory Group."""
    people = story.people

    def change(at: datetime) -> None:
        draft = _touchstone()
        change_touchstone(draft, by=people["LP05"], at=at, items=POINTS, drafters=_these(story, DRAFTERS), template=draft.template)

    def answer(at: datetime) -> None:
        no = TouchstoneWord.objects.select_related("touchstone__programme", "adoption").get(value="disagree", partner=people["LP10"])
        answer_word(no, by=people["LP05"], at=at, answer="Point 4 is about papers, and each group says in its own words how long before.")

    def say(at: datetime, who: str, value: str, text: str = "") -> None:
        say_on_touchstone(_touchstone(), by=people[who], at=at, value=value, text=text, **told_by(story, who))

    story.note("10 Sep 13", lambda at: begin_touchstone(story.programmes["JUL"], by=people["LP05"], at=at, start="template",
                                                        drafters=_these(story, DRAFTERS)), hour=15)
    story.note("17 Sep 13", change, hour=16)
    story.note("1 Oct 13", lambda at: ask_about_touchstone(_touchstone(), by=people["jo"], at=at), hour=11)
    story.note("2 Oct 13", lambda at: say(at, "LP10", "disagree", "It says nothing of papers that come in time."))
    story.note("3 Oct 13", answer)
    story.note("4 Oct 13", lambda at: say(at, "LP06", "agree"))
    story.note("4 Oct 13", lambda at: say(at, "LP12", "comment", "Please let there be a copy that a screen reader can read."))
    story.note("8 Oct 13", lambda at: say(at, "LP01", "agree"), hour=9)


def _these(story: Story, names: Iterable[str]) -> list:
    return [story.people[name] for name in names]


def _adopt(story: Story) -> None:
    """Each group talked about the draft when it first met, and wrote down the rest when the Advisory Group had agreed."""
    story.note("8 Oct 13", lambda at: _group_adopts(story, story.groups["advisory"], "LP01", "ruth", FIRST["advisory"], at, VOTE), hour=14)
    story.note("8 Oct 13", lambda at: _group_adopts(story, story.groups["forum"], "LP01", "sam", FIRST["forum"], at, TALK), hour=14)
    story.note("20 Dec 13", lambda at: _group_adopts(story, story.groups["board"], "LP01", "ransome", "20 Dec 13", at, VOTE), hour=16)
    for stream in STREAMS:
        rule = TALK if stream.key in ("W5", "W7") else VOTE
        story.note("21 Nov 13" if stream.key == LATE else "8 Oct 13", lambda at, s=stream, rule=rule: _group_adopts(
            story, story.workstreams[s.key].group, s.b, s.lead, "21 Nov 13" if s.key == LATE else s.first, at, rule),
            hour=9 if stream.key == LATE else 15)


def _group_adopts(story: Story, group: Group, lay: str, staff: str, met: str, at: datetime, rule: str) -> None:
    adoption = propose_adoption(group, by=story.people[staff], at=at, meeting_on=story.calendar.day(met), responsibilities=OWED, rule=rule)
    say_on_adoption(adoption, by=story.people[staff], at=at, is_lay=False, value="agree")
    say_on_adoption(adoption, by=story.people[lay], at=at, is_lay=True, value="agree", **told_by(story, lay))


def _breach(story: Story) -> None:
    """Winston tells Margaret that W4 never talks about it; she answers, the Advisory Group asks W4 to come back to it, and it does."""
    def group() -> Group:
        return story.workstreams[LATE].group

    def breach() -> Breach:
        return Breach.objects.get(raised_by=story.people["LP10"])

    def way() -> BreachProcedure:
        return BreachProcedure.objects.in_force().select_related("teller", "other", "programme").get(programme=story.programmes["JUL"])

    story.note("12 Nov 13", lambda at: raise_breach(way(), by=story.people["LP10"], at=at, group=group(),
                                                    text=story.calendar.words(W4_BREACH)), hour=13)
    story.note("12 Nov 13", lambda at: ask_to_reopen(
        group(), by=story.people["LP01"], at=at, is_lay=True,
        because="The Advisory Group has heard that W4 never talked about how it works together. Please do so when you next meet."), hour=16)
    story.note("14 Nov 13", lambda at: answer_breach(
        breach(), by=story.people["LP01"], at=at,
        text="I rang Martin. It is the first item of the next meeting, and Jo will be there."), hour=12)
    story.note("22 Nov 13", lambda at: say_on_breach(breach(), by=story.people["LP10"], at=at, is_settled=True), hour=11)
    story.note("22 Nov 13", lambda at: note_look(
        TouchstoneReopening.objects.select_related("group").get(group=group()), by=story.people["LP10"], at=at,
        looked_on=story.calendar.day("21 Nov 13"), outcome="W4 adopted it, with papers six days ahead. Jo wrote it down."), hour=11)


def _home_straight(story: Story) -> None:
    """The second programme takes the older one too. The Advisory Group, which it borrows, has just agreed; two organisations are asked."""
    people = story.people
    story.note("10 Mar 14", lambda at: begin_touchstone(story.programmes["HS"], by=people["sam"], at=at, start="template",
                                                        drafters=_these(story, ("LP04", "LP14"))), hour=15)
    story.note("12 Mar 14", lambda at: ask_about_touchstone(_touchstone("home-straight"), by=people["sam"], at=at), hour=10)
    story.note("13 Mar 14", lambda at: say_on_touchstone(_touchstone("home-straight"), by=people["LP01"], at=at, value="agree"), hour=9)


# --- checks -------------------------------------------------------------------------------------------------------------

def _open(story: Story, asked: Asked, at: datetime) -> None:
    """Those who work with the group are asked, beside its members; their answers come in over the next days."""
    group = story.workstreams[asked.stream].group
    adoption = Adoption.objects.adopted().select_related("group", "touchstone").get(group=group)
    lead = next(stream.lead for stream in STREAMS if stream.key == asked.stream)
    people = [*((person, True) for person in _these(story, asked.lay)), *((person, False) for person in _these(story, asked.staff))]
    check = open_check(adoption, by=story.people[lead], at=at, asked=people, closes_on=day_of(story.calendar.moment(asked.closed)) - _DAY)
    for names, no in ((asked.lay, asked.lay_no), (asked.staff, asked.staff_no)):
        for place, name in enumerate(names):
            _answer(story, check.pk, name, place, no, dict(asked.lines).get(name, ""), at)


def _answer(story: Story, check: int, name: str, place: int, no: frozenset[int], words: str, at: datetime) -> None:
    """Five of six say "mostly yes" where their side does; elsewhere they are of two minds."""
    yes, other = ("yes",) * 5 + ("partly",), ("no", "no", "partly", "partly", "yes", "no")
    values = {point: (other if point in no else yes)[place] for point in range(1, len(POINTS) + 1)}
    ballot = TouchstoneBallot.objects.get(check_of=check, partner=story.people[name])
    how = told_by(story, name) if name.startswith("LP") else {}
    answer_check(ballot, at=at, values=values, words=words, **how)
