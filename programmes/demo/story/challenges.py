"""The nine challenges of the story (domain.md e7): raised, answered, and where each stands on the last Monday."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from programmes.challenges.actions import (
    acknowledge_challenge,
    answer_challenge,
    close_challenge,
    escalate_challenge,
    raise_challenge,
    say_on_challenge,
)
from programmes.challenges.models import Challenge
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.minutes.models import MinuteLine
from programmes.raising.models import About


class Log:
    """Notes what happens to the challenges, each by its key."""

    def __init__(self, story: Story) -> None:
        self.story, self.made = story, dict[str, int]()

    def it(self, key: str) -> Challenge:
        return Challenge.objects.select_related("programme", "group", "raised_by").get(pk=self.made[key])

    def raised(self, key: str, day: str, who: str, kind: str, text: str, *, stream: str = "", rung: str = "", line: str = "",
               hour: int = 12) -> None:
        """By `who`, about a workstream or the Advisory Group; from a line of minutes that begins so, if one is named."""
        def act(at: datetime) -> None:
            story = self.story
            group = story.workstreams[stream].group if stream else story.groups["advisory"]
            about = About("group", group.ref, group.name, story.programmes["JUL"], group)
            if stream:
                about = replace(about, kind="workstream", ref=story.workstreams[stream].ref)
            found = MinuteLine.objects.get(kind="challenge", words__startswith=line) if line else None
            made = raise_challenge(about, by=story.people[who], at=at, kind=kind, text=story.calendar.words(text), rung=rung,
                                   minute_line=found, **told_by(story, who))
            self.made[key] = made.pk

        self.story.note(day, act, hour=hour)

    def seen(self, key: str, day: str, by: str, *, hour: int = 14) -> None:
        self.story.note(day, lambda at: acknowledge_challenge(self.it(key), by=self.story.people[by], at=at), hour=hour)

    def answered(self, key: str, day: str, by: str, text: str, changed: str, *, has_changed: bool = True, hour: int = 15) -> None:
        words = self.story.calendar.words
        self.story.note(day, lambda at: answer_challenge(
            self.it(key), by=self.story.people[by], at=at, text=words(text), has_changed=has_changed, changed=words(changed)), hour=hour)

    def said(self, key: str, day: str, satisfied: bool, text: str = "", *, hour: int = 16) -> None:
        """The word of who raised it; who cannot sign in says it to somebody who did not answer."""
        self.story.note(day, lambda at: say_on_challenge(
            self.it(key), by=self.it(key).raised_by, at=at, satisfied=satisfied, text=text, **self._how(key)), hour=hour)

    def up(self, key: str, day: str, by: str, because: str, *, hour: int = 10) -> None:
        self.story.note(day, lambda at: escalate_challenge(
            self.it(key), by=self.story.people[by], at=at, because=because), hour=hour)

    def closed(self, key: str, day: str, noted_by: str, position: str, *, hour: int = 11) -> None:
        """In the words of who raised it, said to a lay co-chair by phone."""
        self.story.note(day, lambda at: close_challenge(
            self.it(key), by=self.it(key).raised_by, at=at, position=position, through="phone",
            noted_by=self.story.people[noted_by]), hour=hour)

    def _how(self, key: str) -> dict[str, Any]:
        who = next(name for name, person in self.story.people.items() if person == self.it(key).raised_by)
        return told_by(self.story, who)


def tell_challenges(story: Story) -> None:
    """Note everything of this chapter."""
    log = Log(story)
    _of_autumn(log)
    _of_winter(log)
    _that_are_open(log)


def _of_autumn(log: Log) -> None:
    """C2, C3, C7 and C1: each is answered in time, and accepted."""
    log.raised("C2", "11 Oct 13", "LP12", "inclusion", "The slides are pictures. My screen reader says “image” and nothing else. "
               "How am I to take part?", stream="W5")
    log.seen("C2", "14 Oct 13", "venn")
    log.answered("C2", "25 Oct 13", "venn", "You are right, and I am sorry. A picture of a text is no text.",
                 "From [1 Nov 13] all papers of this group come as text too, five working days ahead.")
    log.said("C2", "28 Oct 13", True)

    log.raised("C3", "7 Nov 13", "LP03", "knowledge", "There are nine groups of people in the draft, and carers are in none of them. "
               "Who said that we are not there?", stream="W1")
    log.seen("C3", "8 Nov 13", "fairlea")
    log.answered("C3", "19 Nov 13", "fairlea", "Nobody said so; we counted patients and forgot who looks after them.",
                 "Carers are a group of their own: the tenth.")
    log.said("C3", "2 Dec 13", True)

    log.raised("C1", "13 Nov 13", "LP10", "control", "The finance paper of [10 Oct 13] was tabled on the day. How was anybody to read it?",
               stream="W4", line="A finance paper", hour=18)
    log.seen("C1", "14 Nov 13", "dunderdale")
    log.answered("C1", "21 Nov 13", "dunderdale", "I had the figures late, and should have waited for the next meeting.",
                 "Papers come five working days ahead, or they wait.")
    log.said("C1", "21 Nov 13", True)

    log.raised("C7", "18 Nov 13", "LP06", "knowledge", "The standard for home visits knows mornings and afternoons. I am at my worst in "
               "the evening. Who was asked?", stream="W2")
    log.seen("C7", "20 Nov 13", "pillay")
    log.answered("C7", "27 Nov 13", "pillay", "We asked practices when they can come, and not people when they need us.",
                 "Evenings are in the standard now, and are tried in three practices.")
    log.said("C7", "3 Dec 13", True)


def _of_winter(log: Log) -> None:
    """C4, that ends with a position on record, and C5, that goes straight to the senior responsible owner."""
    log.raised("C4", "4 Dec 13", "LP08", "control", "A board of providers is proposed, and no lay partner sits on it. Who decides there "
               "for us?", stream="W3")
    log.seen("C4", "5 Dec 13", "hethersett")
    log.answered("C4", "16 Dec 13", "hethersett", "The board is for those who carry the contracts. You would hear of all it decides.",
                 "Nothing, because the law asks those who sign for the money to decide.", has_changed=False)
    log.said("C4", "17 Dec 13", False, "To hear of it afterwards is not to decide.", hour=9)
    log.up("C4", "18 Dec 13", "LP01", "Both lay partners of W3 ask for the seat. The programme should answer, not W3 alone.")
    log.answered("C4", "20 Dec 13", "sam", "I have asked the providers. They would take a lay partner as an observer.",
                 "The proposal has an observer in it.")
    log.said("C4", "11 Feb 14", False, "An observer has no vote. The Advisory Group said so today.", hour=17)
    log.up("C4", "14 Feb 14", "LP01", "The Advisory Group does not agree to PL3 without a lay seat. Only you can change it.", hour=12)
    log.answered("C4", "21 Feb 14", "ransome", "I put it to the board of the partnership. It will look at it again after a year.",
                 "A review after a year is in the plan, and the reasons are published on [7 Mar 14].")
    log.said("C4", "24 Feb 14", False, "A year is too late.")
    log.closed("C4", "27 Feb 14", "LP01", "There is no lay seat where the money is decided. We do not agree, and shall ask again.")

    log.raised("C5", "15 Jan 14", "LP01", "control", "The log was not in the pack of [14 Jan 14]. We traced promises from old minutes for "
               "an hour. Who left it out?", rung="owner", line="The log of promises", hour=18)
    log.seen("C5", "17 Jan 14", "ransome")
    log.answered("C5", "24 Jan 14", "ransome", "We left it out to save a page. That was wrong.",
                 "The log is on the list of what each pack has in it, and comes with every pack.")
    log.said("C5", "28 Jan 14", True)


def _that_are_open(log: Log) -> None:
    """C6 is not satisfied, C8 waits for its answer, C9 was acknowledged late."""
    log.raised("C6", "10 Feb 14", "LP11", "interests", "Who may see sensitive codes in the record, and who asks the person before?",
               stream="W5")
    log.seen("C6", "12 Feb 14", "venn")
    log.answered("C6", "3 Mar 14", "venn", "Whoever treats you sees them, as on paper today.",
                 "Nothing yet, because the rules of the record are not ours alone.", has_changed=False)
    log.said("C6", "11 Mar 14", False, "Whoever treats my knee need not know all. I asked who asks me.")

    log.raised("C9", "28 Feb 14", "LP10", "interests", "The second lay seat of W4 has been empty for 28 days. I sit there alone while "
               "money is decided.", stream="W4", rung="owner")
    log.raised("C8", "7 Mar 14", "LP13", "inclusion", "All our meetings are in office hours, when home carers work and I am got up. Who "
               "can come then?", stream="W6", hour=9)
    log.seen("C8", "7 Mar 14", "askew")
    log.seen("C9", "14 Mar 14", "ransome", hour=16)
