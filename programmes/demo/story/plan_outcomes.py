"""What became of PL1, PL2 and PL3 (domain.md e6): decided once everybody had their answer, published, and PL1 in delivery. PL2 waits: its
decision is made, and one person has had no answer (R11, K16)."""

from datetime import datetime
from typing import NamedTuple

from programmes.demo.story.diary import Story
from programmes.demo.story.plan_papers import decides, links, plan_of, settles, ties
from programmes.plans.actions import deliver_plan, publish_plan


class Outcome(NamedTuple):
    """The days on which a plan counts as decided and is published, and how its open points were settled."""

    mark: str
    decided: str
    published: str
    how: str


OUTCOMES = (
    Outcome("PL1", "20 Dec 13", "21 Dec 13", "As the decision of [20 Dec 13] says: ten groups, carers among them, two first."),
    Outcome("PL3", "28 Feb 14", "7 Mar 14", "By the Board on [28 Feb 14], against the position of the Advisory Group."),
)


def tell_plan_outcomes(story: Story) -> None:
    """Note everything of this chapter. It follows the chapters of rounds and of decisions."""
    def decided(it: Outcome, at: datetime) -> None:
        decides(story, it.mark, at)
        settles(story, it.mark, at, story.calendar.words(it.how))

    for each in OUTCOMES:
        story.note(each.decided, lambda at, it=each: decided(it, at), hour=21)      # type: ignore[misc]
        story.note(each.published, lambda at, it=each: publish_plan(plan_of(it.mark), by=story.people["ransome"], at=at),      # type: ignore[misc]
                   hour=21)
    story.note("20 Dec 13", lambda at: links(story, "PL2", at), hour=21)
    story.note("6 Jan 14", lambda at: deliver_plan(
        plan_of("PL1"), by=story.people["ransome"], at=at, text="Ashmere and Kenbrook begin with carers and with older people."), hour=21)
    for mark in ("PL1", "PL2", "PL3"):
        story.note("10 Mar 14", lambda at, mark=mark: ties(story, mark, at), hour=21)       # type: ignore[misc]
