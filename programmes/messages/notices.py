"""The words of a message that somebody wrote, and of the one that says whose address does not work."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.messages.policies import troubles_of
from partners.messages.showing import reason_of
from partners.models import AddressTrouble, Partner
from programmes.messages.models import Announcement
from programmes.messages.policies.troubles import FAILS

declare(Topic.GROUPS, Kind(
    "announcement", gettext_lazy("Somebody who runs the programme wrote to a group, a pair or others"), gettext_lazy("Those they chose"),
    gettext_lazy("After a while in which it can be taken back"), must=False, to_many=True, source="PM24"))

declare(Topic.SUPPORT, Kind(
    FAILS, gettext_lazy("Messages do not reach somebody any more"),
    gettext_lazy("The managers of their programmes; if there are none, who noted them down"),
    gettext_lazy("After one working day in which nobody mended the address"), must=True, source="NT55"))


def announced(it: Announcement, people: Iterable[Partner], *, at: datetime) -> list[Message]:
    return [Message(kind="announcement", about=it.ref, to=each.ref, occasion="said", book=it.programme.ref, written_at=at,
                    due_at=it.goes_at) for each in people]


@says("announcement")
def announcement_words(message: Message) -> Words | None:
    """Nothing once it was taken back."""
    it = Announcement.objects.filter(ref=message.about, recalled_at__isnull=True).select_related("programme", "by").first()
    if it is None:
        return None
    signed = _("%(who)s, %(job)s") % {"who": it.by.name, "job": it.by.job} if it.by.job else it.by.name
    return Words(subject=f"{it.programme}: {it.subject}", lines=[*(line for line in it.text.split("\n") if line.strip()), signed])


def address_fails(hears: Mapping[str, Mapping[str, str]], *, at: datetime) -> list[Message]:
    """Once for each trouble and person."""
    return [Message(kind=FAILS, about=ref, to=to, occasion="a working day later", book=book, written_at=at, due_at=at)
            for ref, people in hears.items() for to, book in people.items()]


@says(FAILS)
def address_fails_words(message: Message) -> Words | None:
    """Nothing once the address is another, or somebody said that it is right. Somebody who was put forward is not named: not everybody
    who manages may know of them."""
    trouble = AddressTrouble.objects.standing().one_or_none(ref=message.about)
    if trouble is None:
        return None
    person = Partner.objects.one_or_none(ref=trouble.to)
    if person and (person.channel != trouble.way or trouble not in troubles_of(person)):
        return None
    facts = {"name": person.name if person else "", "day": day(trouble.failed_at), "why": reason_of(trouble.said)}
    what = _("%(name)s does not get our messages: one came back on %(day)s, because %(why)s.") if person else _(
        "Somebody who was put forward, or helps somebody, does not get our messages: one came back on %(day)s, because %(why)s.")
    return Words(
        subject=_("Messages do not reach somebody: please phone them"),
        lines=[what % facts, _("Please phone them, and ask for an address that works. Until then nothing goes to this one."),
               _("What they did not get stands on the list of what is told by phone or letter.")],
        action=_("See how to reach them") if person else _("See what is told by phone or letter"),
        path=person.get_absolute_url() if person else reverse("programmes:queue", args=["by-hand"]))
