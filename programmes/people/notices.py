"""NT48: a lay partner gave no sign for a long time. It is said to who looks after them, never to the person by e-mail."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, TruncDate
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, start_of
from coprod.kit.saying import days
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from coprod.trail.models import Row
from partners.groups.lifecycles import HoldingState
from partners.models import Contact, Group, Holding, NamedContact, OnBehalf, Partner
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment, CheckIn, InductionItem
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.roles import Team
from programmes.stages.notices.rows import outbox_rows

declare(
    Topic.SUPPORT,
    Kind("partner_silent", gettext_lazy("A lay partner has given no sign for a long time"),
         gettext_lazy("Their named contact, or else the managers"), gettext_lazy("After 60 and 90 days"), must=False,
         escalates=gettext_lazy("The managers after 90 days"), source="NT48"))

FIRST, LAST = 60, 90        # days without a sign
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _signs() -> dict[str, tuple[QuerySet, str]]:
    """Every sign of life of a holding's partner, as rows and the column that says when. (The last sign-in stands on the user.)"""
    who = OuterRef("partner")
    return {
        "recorded": (Row.objects.filter(actor=OuterRef("partner__ref")), "at"),
        "contacted": (Contact.objects.filter(partner=who), "at"),
        "told": (OnBehalf.objects.filter(partner=who), "started_at"),
        "inducted": (InductionItem.objects.filter(appointment__partner=who, confirmed_at__isnull=False), "confirmed_at"),
        "talked": (CheckIn.objects.filter(Q(buddying__buddy=who) | Q(buddying__appointment__partner=who),
                                          happened_at__isnull=False), "happened_at"),
    }


def silent(*, on: date, for_days: int = FIRST) -> QuerySet:
    """Seats of lay partners of running programmes who took them `for_days` ago or earlier and gave no sign since. Not of who sits in the
    Forum alone, and not of who is on a break."""
    limit = start_of(on - timedelta(days=for_days - 1))
    runs = Programme.objects.filter(ref=OuterRef("seat__group__home_book")).exclude(state=ProgrammeState.CLOSED)
    rests = Appointment.objects.filter(partner=OuterRef("partner"), state=AppointmentState.PAUSED, paused_from__lte=on,
                                       paused_until__gte=on)
    newer = Holding.objects.serving(on).lay().filter(partner=OuterRef("partner"), from_on__gt=on - timedelta(days=for_days))
    found = Holding.objects.serving(on).lay().filter(
        Q(partner__user__isnull=True) | Q(partner__user__last_login__isnull=True) | Q(partner__user__last_login__lt=limit), Exists(runs),
        state=HoldingState.SERVING, from_on__lte=on - timedelta(days=for_days)).exclude(seat__group__kind=Group.Kind.FORUM)
    for rows, when in _signs().values():
        found = found.filter(~Exists(rows.filter(**{f"{when}__gte": limit})))
    return found.filter(~Exists(rests), ~Exists(newer)).order_by()


def _last_sign() -> Any:
    """When the person was last heard of, or took their first seat: the same for each of their seats."""
    def latest(rows: QuerySet, when: str) -> Any:
        by = rows.order_by().annotate(one=Value(1)).values("one").annotate(latest=Max(when)).values("latest")
        return Coalesce(Subquery(by, output_field=DateTimeField()), Value(LONG_AGO, DateTimeField()))

    seats = Holding.objects.filter(partner=OuterRef("partner")).order_by().values("partner")
    joined = seats.annotate(first=Min("proposed_at")).values("first")
    return Greatest(Coalesce(F("partner__user__last_login"), Value(LONG_AGO, DateTimeField())),
                    Subquery(joined, output_field=DateTimeField()), *(latest(*each) for each in _signs().values()))


def partner_silent(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """At sixty days and at ninety to the named contact, or where there is none to the managers; at ninety to the managers in any case.
    Once for each of the two, until there is a sign again."""
    long = silent(on=on, for_days=LAST)
    last = Cast(TruncDate(F("m_last")), CharField())
    window = Case(When(pk__in=long.values("pk"), then=Value(f"{LAST} since ")), default=Value(f"{FIRST} since "), output_field=CharField())
    rows = silent(on=on).annotate(m_last=_last_sign())
    named = NamedContact.objects.filter(partner=OuterRef("partner"), home_book=OuterRef("seat__group__home_book"))
    facts: dict[str, Any] = {"about": "partner__ref", "occasion": Concat(window, last), "book": "seat__group__home_book", "at": at}
    owned = rows.annotate(m_owner=Subquery(named.values("owner__ref")[:1])).filter(m_owner__isnull=False)
    yield outbox_rows(owned, "partner_silent", to="m_owner", **facts)
    for programme in ("seat__group__programme_links__programme__", "seat__group__workstream__programme__"):
        team = f"{programme}team__"
        today = Q(**{f"{team}until_on__isnull": True}) | Q(**{f"{team}until_on__gte": on})
        managers = {f"{programme}ref": F("seat__group__home_book"), f"{team}role": Team.PM, f"{team}from_on__lte": on}
        told = rows.filter(today, **managers).filter(~Exists(named) | Q(pk__in=long.values("pk")))
        yield outbox_rows(told, "partner_silent", to=f"{team}partner__ref", **facts)


@says("partner_silent")
def partner_silent_words(message: Message) -> Words | None:
    """To who looks after them. Nothing is left to say once there is a sign, or the person has left."""
    person = Partner.objects.one_or_none(ref=message.about)
    count = int(message.occasion.partition(" ")[0])
    if person is None or not silent(on=day_of(message.due_at), for_days=count).filter(partner=person).exists():
        return None
    return Words(
        subject=_("A lay partner has been silent for %(days)s") % {"days": days(count)},
        lines=[_("We have heard nothing of %(name)s for %(days)s: no sign-in, nothing noted, no contact.") % {
                   "name": person.name, "days": days(count)},
               _("Ring them, or write, in the way they prefer. Ask how they are before you ask for anything."),
               _("Then note the contact on their page.")],
        action=_("See how to reach them"), path=person.get_absolute_url())
