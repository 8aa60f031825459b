"""What stands on every letter and printed pack, whatever it says; and what a pack holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from coprod.post.models import Message
from coprod.post.registry import Words, registry
from partners.contacts.policies import named_contact_of
from partners.models import Holding, NamedContact, Need, Partner
from partners.support.lifecycles import NeedState
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment, InductionItem
from programmes.people.policies import groups_of, needs_for
from programmes.programme.models import Programme
from programmes.programme.models.standing import Standing
from programmes.selection.showing import outcome_by_hand


class Letter(NamedTuple):
    """From whom to whom, and how an answer comes back without the internet."""

    to: Any             # a partner, or somebody who was put forward
    greeting: str
    programme: str
    signed: str         # who writes
    job: str
    on: date
    contact: NamedContact | None


def letter_of(to: Any, *, book: str, by: Partner, on: date) -> Letter:
    programme = Programme.objects.filter(ref=book).first()
    is_partner = isinstance(to, Partner)
    return Letter(to, to.greeting if is_partner else to.name, programme.name if programme else "", by.name, by.job, on,
                  named_contact_of(to) if is_partner else None)


class Pack(NamedTuple):
    """Everything that waits for a person in some programmes, for who reads it on paper."""

    seats: list[Holding]        # to answer
    offers: list[Appointment]   # terms to answer
    needs: list[Need]           # does it work?
    steps: list[InductionItem]  # first steps to say whether they happened
    holds: list[Holding]
    terms: list[Appointment]

    def is_empty(self) -> bool:
        return not (self.seats or self.offers or self.needs or self.steps)


def pack_of(person: Partner, programmes: list[Programme], here: Standing, *, on: date) -> Pack:
    """Six queries. Only what belongs to these programmes, and needs that who prints it may see."""
    keys = [each.pk for each in programmes]
    held = Holding.objects.filter(partner=person, seat__group__in=groups_of(keys).values("pk")).select_related("seat__group")
    mine = Appointment.objects.filter(partner=person, programme__in=keys).select_related("profile", "programme")
    return Pack(
        [each for each in held.waiting().order_by("proposed_at", "pk") if each.is_waiting_for_person()],
        list(mine.filter(state=AppointmentState.OFFERED).order_by("offered_at", "pk")),
        list(needs_for(here, on=on).filter(partner=person, state=NeedState.ARRANGED).order_by("arranged_at", "pk")),
        list(_steps(person, keys, on)), list(held.serving(on).order_by("seat__group__name", "pk")),
        list(mine.living().order_by("until_on", "pk")))


def _steps(person: Partner, programmes: list[int], on: date) -> QuerySet:
    living = Appointment.objects.living().filter(partner=person, programme__in=programmes)
    return InductionItem.objects.filter(appointment__in=living.values("pk"), confirmed_at__isnull=True, shown_on__lte=on).select_related(
        "appointment__profile").order_by("due_on", "pk")


class Said(NamedTuple):
    """A message as a pack says it, with what belongs beside it."""

    message: Message
    words: Words
    beside: list[Any]


def said_in(messages: Iterable[Message]) -> list[Said]:
    """Those of which something is left to say. A person has few: each makes its words by itself, with its own queries."""
    said = [(each, registry.words[each.kind](each)) for each in messages]
    return [Said(each, words, outcome_by_hand(each)) for each, words in said if words]
