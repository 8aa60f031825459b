"""A local edition of the standards: easy-read papers are asked for, and Home Straight moves to it by agreement of both sides."""

from datetime import datetime

from programmes.catalogue import TAILOR
from programmes.demo.story.diary import Story
from programmes.editions.actions import add_standard, begin_edition, change_words, publish_edition
from programmes.moving.actions import agree_to_move, propose_move
from programmes.moving.models import EditionMove
from programmes.programme.actions import give_role

ABOUT = """Papers come in easy read on the same day, not a week later: it is asked for in the cycle of every workstream.
And the training of staff and lay partners together is shown by who came, not by an invitation."""


def _publish(story: Story, at: datetime) -> None:
    ada = story.people["admin"]
    draft = begin_edition(by=ada, at=at, name="Easy read on the same day", about=ABOUT)
    add_standard(draft, stage="S8", short="Papers also in easy read",
                 question="Was each discussion paper also sent in easy read, on the same day as the paper itself?",
                 evidence="The easy-read papers, with the day they were sent", by_roles=["WL"], klass=TAILOR)
    change_words(draft, "3.5", evidence="Dates, and the names of lay partners and staff who came")
    publish_edition(draft, by=ada, at=at, seen=draft.fingerprint())


def _stand_in(story: Story, at: datetime) -> None:
    """Sam is away for a week, and Ruth manages Home Straight."""
    give_role(story.programmes["HS"], story.people["ruth"], role="PM", from_on=at.date(), until_on=story.calendar.day("7 Mar 14"),
              by=story.people["sam"], at=at)


def _propose(story: Story, at: datetime) -> None:
    propose_move(story.programmes["HS"], by=story.people["ruth"], at=at, will_be=101,
                 why="We have only begun, and two of us would rather have easy read from the first day.")


def tell_wording(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("4 Mar 14", lambda at: _publish(story, at), hour=9)
    story.note("4 Mar 14", lambda at: _stand_in(story, at), hour=14)
    story.note("4 Mar 14", lambda at: _propose(story, at), hour=15)
    story.note("5 Mar 14", lambda at: agree_to_move(EditionMove.objects.get(), by=story.people["LP01"], at=at), hour=17)
