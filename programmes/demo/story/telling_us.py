"""What lay partners of the story told, what became of it, and the log of what changed because of them: what changed, in part, not at all,
or for the worse; one entry that Colin disputes, and one that nobody has checked yet."""

from datetime import datetime
from typing import Any, NamedTuple

from programmes.contributions.actions import (
    accept_answer,
    add_word,
    answer_contribution,
    check_entry,
    consider,
    refuse_answer,
    reply,
    say_on_credit,
    tell,
    withdraw,
    write_entry,
    write_report,
)
from programmes.contributions.models import Contribution, ImpactCredit, ImpactEntry
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.raising.models import About


class Told(NamedTuple):
    """Who told what, on which day and about which group ("" for nothing in particular)."""

    key: str
    who: str
    day: str
    kind: str
    text: str
    group: str = ""
    is_anonymous: bool = False


class Entry(NamedTuple):
    """An entry of the log: from whom, about which group, and who checks it on which day ("" for nobody yet)."""

    key: str
    day: str
    by: str
    group: str
    happened: str
    outcome: str
    contributed: str
    hoped: str
    changed: str
    why: str
    credited: tuple[str, ...]
    check: str = ""
    checked: str = ""
    told: str = ""


TOLD = (
    Told("chairs", "LP17", "18 Nov 13", "idea", "Bring the next Forum’s questions to the care home. Twenty of us would answer them, and "
         "none of us can come to the hall."),
    Told("letters", "LP12", "2 Dec 13", "concern", "The slides are pictures again. My reader says “image, image, image”.", "W5"),
    Told("bus", "LP06", "6 Jan 14", "idea", "Visit people at home in the evening. Those who care for them are at work in the day.", "W2"),
    Told("hostel", "LP20", "20 Jan 14", "concern", "People in the hostel are asked for an address before a nurse will see them. I would "
         "rather not say who told you.", "W3", True),
    Told("seat", "LP08", "3 Feb 14", "concern", "The new board of providers has no lay seat. We asked for two.", "W3"),
    Told("tea", "LP18", "24 Feb 14", "idea", "A hot meal at the Forum, not sandwiches. I eat alone every other day."),
    Told("codes", "LP11", "10 Mar 14", "concern", "Who sees in my record that I have sickle cell? Nobody could tell me.", "W5"),
    Told("quiet", "LP03", "5 Feb 14", "idea", "Move the Monday meetings to Tuesday.", "W1"),
)

LOG = (
    Entry("carers", "7 Jan 14", "fairlea", "W1", "20 Dec 13", "changed", "Carers were missing from the ten population groups.",
          "That carers are planned for by themselves.", "Carers are a group of their own in PL1.",
          "Their needs are counted, and money follows the count.", ("LP03",), "LP04", "10 Jan 14"),
    Entry("evenings", "3 Feb 14", "pillay", "W2", "31 Jan 14", "partly", "The home-visit standard was written without evenings.",
          "Visits when those who care are at home.", "Three practices try evening visits. The others wait for what it costs.",
          "People who work can be there.", ("LP06",), "LP05", "10 Feb 14", "bus"),
    Entry("papers", "10 Feb 14", "venn", "W5", "3 Feb 14", "partly", "Slides could not be read by a screen reader.",
          "Papers in accessible text, five working days ahead.", "Papers come as text. Slides mostly do.",
          "Who cannot see the slides can speak about them.", ("LP12",), "", "", "letters"),
    Entry("interpreter", "27 Jan 14", "sam", "forum", "25 Jan 14", "changed", "People who speak little English could not follow the Forum.",
          "That they speak, too.", "An interpreter is booked for every Forum.", "Li-Na Chu spoke for the first time.", ("LP19", "LP24"),
          "LP05", "3 Feb 14"),
    Entry("seat", "10 Mar 14", "LP08", "W3", "28 Feb 14", "none", "Two lay seats on the board of providers.",
          "A voice where money is decided.", "The board refused. It published its reasons on [7 Mar 14].", "It shows where influence ends.",
          (), "LP07", "11 Mar 14", "seat"),
    Entry("hours", "14 Jan 14", "ruth", "W4", "14 Nov 13", "changed", "Finance papers came on the day itself.",
          "Time to read them.", "Papers come five working days ahead since November.", "Lay partners ask about the figures now.",
          ("LP10",), "LP10", "16 Jan 14"),
    Entry("longer", "17 Feb 14", "jo", "W6", "3 Feb 14", "worse", "Home carers asked for meetings at the end of their shift.",
          "That more of them come.", "Meetings were moved once, to a time at which no bus goes. Fewer came.",
          "We learnt to ask about the way home first.", ("LP13",), "LP14", "20 Feb 14"),
    Entry("young", "12 Mar 14", "sam", "forum", "11 Mar 14", "partly", "Young carers were missing in the Forum.",
          "That two in ten are young.", "Carers Circle looks for them; two have come.", "They know what adults overlook.", ("LP21",)),
)
AIM = "That people who use services, and who care for others, decide with us how services work together."
METHODS = "Pairs of lay partners in seven workstreams, an Advisory Group, and a Forum that answers each emerging plan."


def tell_contributions(story: Story) -> None:
    """Note everything of this chapter."""
    for each in TOLD:
        story.note(each.day, lambda at, each=each: _tell(story, each, at), hour=10)
    _answers(story)
    for entry in LOG:
        story.note(entry.day, lambda at, entry=entry: _write(story, entry, at), hour=15)
        if entry.check:
            story.note(entry.checked, lambda at, entry=entry: _check(story, entry.key, entry.check, at), hour=15)
    story.note("14 Feb 14", lambda at: _check(
        story, "papers", "LP12", at, "Since November I have had to ask for each slide in words. That is not “mostly”."), hour=11)
    for key, who, day, agrees in (("carers", "LP03", "9 Jan 14", True), ("evenings", "LP06", "5 Feb 14", True),
                                  ("interpreter", "LP19", "28 Jan 14", False), ("hours", "LP10", "15 Jan 14", True),
                                  ("longer", "LP13", "19 Feb 14", True)):
        story.note(day, lambda at, key=key, who=who, agrees=agrees: _may_be_named(story, key, who, agrees, at), hour=12)
    story.note("14 Mar 14", lambda at: write_report(
        story.programmes["JUL"], by=story.people["sam"], at=at, year=story.calendar.day("20 Dec 13").year, aim=AIM, methods=METHODS,
        discussion="What lay partners brought in early was taken up. What came after the money was decided was not.",
        reflections="Ask before the paper is written, and say sooner when the answer is no."), hour=11)


def _about(story: Story, group: str) -> About:
    programme = story.programmes["JUL"]
    if not group:
        return About("", "", "", programme)
    found = story.workstreams[group].group if group in story.workstreams else story.groups[group]
    return About("group", found.ref, found.name, programme, found)


def _tell(story: Story, each: Told, at: datetime) -> None:
    tell(_about(story, each.group), by=story.people[each.who], at=at, kind=each.kind, text=each.text, is_anonymous=each.is_anonymous,
         **told_by(story, each.who))


def _of(key: str) -> Contribution:
    text = next(each.text for each in TOLD if each.key == key)
    return Contribution.objects.select_related("programme", "group", "given_by").get(text=text)


def _answers(story: Story) -> None:
    """Each in its own way: acted on, in part, not; not good enough, replied, accepted, left standing, taken back; and one that waits."""
    people = story.people

    def says(day: str, key: str, who: str, text: str, hour: int = 11) -> None:
        story.note(day, lambda at: consider(_of(key), by=people[who], at=at, text=text), hour=hour)

    def answers(day: str, key: str, who: str, outcome: str, text: str, **more: Any) -> None:
        story.note(day, lambda at: answer_contribution(_of(key), by=people[who], at=at, outcome=outcome, text=text, **more), hour=11)

    def refuses(day: str, key: str, who: str, text: str) -> None:
        story.note(day, lambda at: refuse_answer(_of(key), at=at, text=text, **told_by(story, who)), hour=12)

    says("20 Nov 13", "chairs", "sam", "Ruth asks the home when she may come.")
    answers("9 Dec 13", "chairs", "sam", "acted", "Ruth brings the questions to the home before each Forum.", changed="Two visits a year.")
    story.note("12 Dec 13", lambda at: accept_answer(_of("chairs"), at=at, text="Lovely. Tea is at three.", **told_by(story, "LP17")))
    says("4 Dec 13", "letters", "venn", "I look at it with the team.")
    answers("18 Dec 13", "letters", "venn", "partly", "Papers come as text from now on. Slides take longer.", changed="Papers as text.",
            because="The tool that makes the slides cannot do it. We look for another one.")
    refuses("6 Jan 14", "letters", "LP12", "Half a meeting without words is half a meeting without me.")
    story.note("7 Jan 14", lambda at: add_word(_of("letters"), by=people["sam"], at=at, text="I have asked what another tool costs."))
    story.note("15 Jan 14", lambda at: reply(
        _of("letters"), by=people["LP01"], at=at, text="You are right. The Advisory Group asks W5 for words under each picture until then.",
        changed="Words under each picture."), hour=13)
    says("9 Jan 14", "bus", "pillay", "I put it to the practices.")
    answers("31 Jan 14", "bus", "pillay", "partly", "Three practices try evening visits until the end of March.",
            changed="A pilot in three practices.", because="The others have nobody for the evening yet.")
    says("23 Jan 14", "hostel", "hethersett", "Our lead nurse looks at it.")
    answers("12 Feb 14", "hostel", "hethersett", "acted", "Nobody needs an address to be seen. All clinics were told, in writing.",
            changed="A note on every desk.")
    says("6 Feb 14", "seat", "hethersett", "I take it to the board.")
    answers("14 Feb 14", "seat", "hethersett", "not_acted", "The board will not have lay seats.",
            because="The providers say that the board only settles matters between them.")
    refuses("17 Feb 14", "seat", "LP08", "Where money is settled, we are not there. You have not said why two seats would harm.")
    story.note("26 Feb 14", lambda at: reply(
        _of("seat"), by=people["LP01"], at=at, text="I asked the board for its reasons in writing. It decides on Friday."), hour=13)
    refuses("10 Mar 14", "seat", "LP08", "Reasons are not a seat.")
    says("27 Feb 14", "tea", "sam", "I ask the hall what it costs.")
    story.note("7 Feb 14", lambda at: withdraw(_of("quiet"), by=people["LP03"], at=at))


def _entry(key: str) -> ImpactEntry:
    text = next(each.contributed for each in LOG if each.key == key)
    return ImpactEntry.objects.select_related("programme", "written_by").get(contributed=text)


def _write(story: Story, each: Entry, at: datetime) -> None:
    how = told_by(story, each.by) if each.by.startswith("LP") else {}
    write_entry(_about(story, each.group), by=story.people[each.by], at=at, outcome=each.outcome, contributed=each.contributed,
                hoped=each.hoped, changed=story.calendar.words(each.changed), why=each.why, happened_on=story.calendar.day(each.happened),
                credited=[story.people[who] for who in each.credited], contribution=_of(each.told) if each.told else None, **how)


def _check(story: Story, key: str, who: str, at: datetime, not_so: str = "") -> None:
    how = told_by(story, who)
    entry = _entry(key)
    if how.get("noted_by") and how["noted_by"].pk in entry.writers():      # Ruth wrote it: Jo writes down whether it is so
        how["noted_by"] = story.people["jo"]
    check_entry(entry, by=story.people[who], at=at, seen=1, is_so=not not_so, text=not_so, **how)


def _may_be_named(story: Story, key: str, who: str, agrees: bool, at: datetime) -> None:
    credit = ImpactCredit.objects.get(entry=_entry(key), partner=story.people[who])
    say_on_credit(credit, at=at, agrees=agrees, **told_by(story, who))
