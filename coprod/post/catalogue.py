"""Which kinds of message there are: each wing declares its own, once, beside the words that say them.

`NT` in a source is a line of the field's catalogue of reminders (practice.md c).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Text = Any                  # a sentence, perhaps translated when it is read
DIGEST = "digest"           # several messages in one


class Topic(TextChoices):
    """What a person chooses by: few enough to read, and told apart by what they are about, not by who sends them."""

    MEETINGS = "meetings", _("Meetings")
    PAPERS = "papers", _("Papers and minutes")
    GROUPS = "groups", _("My groups and seats")
    VOICE = "voice", _("What I said, and what became of it")
    PROMISES = "promises", _("Promises and decisions")
    PLANS = "plans", _("Plans and the Forum")
    TOOLKIT = "toolkit", _("The toolkit")
    JOINING = "joining", _("Joining and being put forward")
    SUPPORT = "support", _("My support and how I am")
    STAGES = "stages", _("Stages and standards")
    ACCOUNT = "account", _("My account and my data")


class Priority:
    """What goes first where much waits: somebody sits before a screen, or it is urgent; then the rest; then what many get."""

    FIRST, NORMAL, MANY = 0, 5, 9


@dataclass(frozen=True)
class Kind:
    """One kind of message. `trigger`, `to`, `when` and `escalates` are read by staff on the page of the catalogue."""

    name: str
    trigger: Text               # what has happened, or comes near
    to: Text                    # who is told
    when: Text                  # at once, or by the clock
    must: bool                  # M: it cannot be switched off. Otherwise O: it can
    escalates: Text = ""        # who hears of it when nothing follows
    source: str = ""            # the rule: "NT14", "R11", "S9 9.6"
    urgent: bool = False        # at any hour, and never gathered with others
    reminder: bool = False      # of a kind a person gets one in three days
    again: str = ""             # where only some are reminders and the others ask first: a pattern of the occasions of reminders
    to_many: bool = False       # news: it goes last, and is committed in batches
    discreet: bool = False      # not everybody who tells people by hand may read it: it is never put together with others for them
    lead: bool = False          # by the clock before a day: who is reached by post gets it five days earlier
    fixed: bool = False         # people must be told this, in the same words everywhere: no programme has its own
    topic: Topic = Topic.STAGES

    def is_reminder(self, occasion: str) -> bool:
        """Whether what is said on this occasion was said before, and may wait until three days have passed."""
        return self.reminder or bool(self.again and re.fullmatch(self.again, occasion))

    @property
    def priority(self) -> int:
        return Priority.FIRST if self.urgent else Priority.MANY if self.to_many else Priority.NORMAL


kinds: dict[str, Kind] = {}


def declare(topic: Topic, *declared: Kind) -> None:
    """Enter a wing's kinds of one topic. Raises ValueError for a name that is entered already."""
    for each in declared:
        if each.name in kinds:
            raise ValueError(f"{each.name} is declared twice.")
        kinds[each.name] = Kind(**{**vars(each), "topic": topic})


def kind_of(name: str) -> Kind:
    """The declaration of that name. Raises LookupError: a message that nobody declared is a mistake of ours."""
    try:
        return kinds[name]
    except KeyError:
        raise LookupError(f"Nobody declared the message {name}.") from None


def names_of(*, where: Iterable[Kind] | None = None, **facts: Any) -> list[str]:
    """The names of the kinds of which all `facts` are true, such as `reminder=True`."""
    return [each.name for each in (where if where is not None else kinds.values())
            if all(getattr(each, name) == value for name, value in facts.items())]


declare(Topic.ACCOUNT, Kind(
    DIGEST, _("Messages were gathered for a person who wants them together"), _("Who chose once a day or once a week"),
    _("At 8 in the morning, never on a Sunday; weekly ones on Monday"), must=True, source="practice.md c",
    fixed=True))
