"""Messages as rows that staff read: to whom, what it is, what became of it and why."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.saying import moment
from coprod.post.catalogue import kind_of
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.planning import Why
from partners.models import Candidate, Partner, Supporter

TONES = {State.WAITING: "waiting", State.SENDING: "running", State.GATHERED: "waiting", State.SENT: "done", State.BY_HAND: "concern",
         State.TOLD: "done", State.DROPPED: "gap", State.FAILED: "refused"}
SAYS_ITSELF = (State.SENT, State.TOLD)      # nothing more need be said of why


class Row(NamedTuple):
    """One message: `when` it went out, is due, or was given up."""

    message: Message
    to: str
    href: str
    what: str
    state: tuple[str, str, str]
    why: str
    when: str


class Person(NamedTuple):
    name: str
    href: str


def people_called(refs: Collection[str]) -> dict[str, Person]:
    """Their names by ref, and the page of those who have one; who is unknown or erased is missing. Three queries at most."""
    found = {ref: Person(name, f"/people/{ref}/") for ref, name in Partner.objects.filter(ref__in=refs).values_list("ref", "name")}
    for model in (Candidate.objects.known(), Supporter.objects.all()):
        if missing := set(refs) - set(found):
            found |= {ref: Person(name, "") for ref, name in model.filter(ref__in=missing).values_list("ref", "name")}
    return found


def why_of(message: Message, *, is_paused: bool = False) -> str:
    """Why it waits, or was not sent, in a sentence; "" where there is nothing to say."""
    if is_paused:
        return _("Such messages are paused.")
    return "" if message.state in SAYS_ITSELF or not message.why else str(Why(message.why).label)


def when_of(message: Message) -> str:
    match message.state:
        case State.WAITING | State.GATHERED | State.SENDING:
            return _("due %(moment)s") % {"moment": moment(message.due_at)}
        case State.BY_HAND:
            return _("since %(moment)s") % {"moment": moment(message.finished_at or message.due_at)}
    return moment(message.finished_at or message.due_at)


def rows_of(messages: Iterable[Message], *, paused: Collection[int] = ()) -> list[Row]:
    """A row for each message; `paused` are the keys of those that wait for a pause to end."""
    found = list(messages)
    people = people_called({each.to for each in found})
    rows = []
    for each in found:
        who = people.get(each.to, Person(_("Somebody who is not known any more"), ""))
        state = (each.state, str(each.get_state_display()), TONES[State(each.state)])    # type: ignore[attr-defined]
        rows.append(Row(each, who.name, who.href, str(kind_of(each.kind).trigger), state, why_of(each, is_paused=each.pk in paused),
                        when_of(each)))
    return rows


