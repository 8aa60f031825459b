"""Support for the meetings that are still to come: booked, right, and one thing that cannot be had."""

from datetime import datetime

from programmes.access.actions import book, say, say_impossible
from programmes.access.models import Provision
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.meetings.lifecycles import AHEAD


def _thing(story: Story, who: str, words: str, group: str) -> Provision:
    found: Provision = Provision.objects.select_related("meeting__group", "partner", "arranged_by").get(
        partner=story.people[who], words__contains=words, meeting__group=story.groups[group], meeting__state__in=AHEAD)
    return found


def _books(story: Story, who: str, words: str, group: str, what: str, *, at: datetime) -> None:
    book(_thing(story, who, words, group), by=story.people["sam"], at=at, what=what)


def tell_taking_part(story: Story) -> None:
    """Forum 4: two interpreters for Bridget are right; whom Li-Na knows is away. The Advisory Group: slides are read out."""
    def right(at: datetime) -> None:
        say(_thing(story, "LP22", "BSL", "forum"), "confirm", at=at, **told_by(story, "LP22"))

    def away(at: datetime) -> None:
        say_impossible(_thing(story, "LP19", "Cantonese", "forum"), by=story.people["sam"], at=at,
                       why="Ms Leung is away on that day. Her colleague Mr Kwok is free. Would that help?")

    story.note("3 Mar 14", lambda at: _books(
        story, "LP22", "BSL", "forum", "Two interpreters from the Westbourne deaf centre, 10.30 to 14.00", at=at), hour=15)
    story.note("5 Mar 14", right, hour=12)
    story.note("12 Mar 14", away, hour=11)
    story.note("14 Mar 14", lambda at: _books(
        story, "LP12", "slide", "advisory", "Margaret reads out what is on the slides; there are three", at=at), hour=17)
