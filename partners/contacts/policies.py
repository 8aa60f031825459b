"""Whether somebody writes down for a person now, who looks after the contact with a person, and how often they were contacted lately."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
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
    they began, and mails and texts that went out. What went out together is one; what is told by hand is noted as a contact when it is
    told. Two queries."""
    since = _since(on)
    noted = [(each.at, str(each.get_way_display())) for each in Contact.objects.filter(
        partner=partner, from_them=False, at__gte=since).only("at", "way")]  # type: ignore[attr-defined]
    sent = _sent(since).filter(to=partner.ref).values_list("finished_at", "channel")
    ways = {"text": _("Text from the service")}
    return Lately(sorted([*noted, *((at, ways.get(channel, _("E-mail from the service"))) for at, channel in sent if at)], reverse=True))


def _since(on: date) -> datetime:
    return start_of(on - timedelta(days=MANY_DAYS - 1))


def _sent(since: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=State.SENT, finished_at__gte=since, digest__isnull=True)


def with_contacts(people: QuerySet[Partner], *, on: date) -> QuerySet[Partner]:
    """Those of them to whom we turned in the last fourteen days, with `noted`, `sent` and both together as `lately` (as
    `contacts_lately` counts them), who heard most of us first."""
    since = _since(on)
    noted = Contact.objects.filter(partner=OuterRef("pk"), from_them=False, at__gte=since).order_by().values("partner")
    sent = _sent(since).filter(to=OuterRef("ref")).order_by().values("to")
    return people.annotate(
        noted=Coalesce(Subquery(noted.annotate(n=Count("pk")).values("n")), 0),
        sent=Coalesce(Subquery(sent.annotate(n=Count("pk")).values("n")), 0),
    ).annotate(lately=F("noted") + F("sent")).filter(lately__gt=0).order_by("-lately", "name", "pk")
