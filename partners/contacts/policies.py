"""Whether somebody writes down for a person now, who looks after the contact with a person, and how often they were contacted lately."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.clock import start_of
from coprod.post.lifecycles import State
from coprod.post.models import Message
from partners.contacts.models import MANY, MANY_DAYS, Contact, NamedContact
from partners.people.models import Partner


def named_contact_of(partner: Partner) -> NamedContact | None:
    """Who looks after the contact with the person; of several programmes the one that named somebody last."""
    found: NamedContact | None = NamedContact.objects.filter(partner=partner).select_related("owner").order_by("-named_at", "-pk").first()
    return found


class Lately(NamedTuple):
    """The contacts of the last fourteen days, whoever had them, by moment and way: never about what."""

    contacts: list[tuple[datetime, str]]

    @property
    def are_many(self) -> bool:
        return len(self.contacts) >= MANY

    @property
    def next_is_many(self) -> bool:
        """Whether one more would be the fourth, or later."""
        return len(self.contacts) + 1 >= MANY


def contacts_lately(partner: Partner, *, on: date) -> Lately:
    """How often we turned to the person in the last fourteen days, the newest first (PM12): contacts that were noted, but for those that
    they began, and mail that went out. What is told by hand is noted as a contact when it is told. Two queries."""
    since = start_of(on - timedelta(days=MANY_DAYS - 1))
    noted = [(each.at, str(each.get_way_display())) for each in Contact.objects.filter(
        partner=partner, from_them=False, at__gte=since).only("at", "way")]  # type: ignore[attr-defined]
    sent = Message.objects.filter(to=partner.ref, state=State.SENT, finished_at__gte=since).values_list("finished_at", flat=True)
    return Lately(sorted([*noted, *((at, _("E-mail from the service")) for at in sent if at)], reverse=True))
