"""What stands on every letter and printed pack, whatever it says; and what a pack holds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from coprod.post import wording
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

ON_THE_WEB = re.compile(r"\s*\(?https?://[^\s)]+\)?")


class Letter(NamedTuple):
    """From whom to whom, and how an answer comes back without the internet."""

    to: Any             # a partner, or somebody who was put forward
    greeting: str
    programme: str
    signed: str         # who writes
    job: str
    on: date
    contact: NamedContact | None
    reads_in: str = wording.ENGLISH

    @property
    def language(self) -> str:
        """The language that the person reads, as pages know it."""
        return wording.code_of(self.reads_in)


def letter_of(to: Any, *, book: str, by: Partner, on: date) -> Letter:
    programme = Programme.objects.one_or_none(ref=book)
    is_partner = isinstance(to, Partner)
    return Letter(to, to.greeting if is_partner else to.name, programme.name if programme else "", by.name, by.job, on,
                  named_contact_of(to) if is_partner else None, getattr(to, "reads_in", wording.ENGLISH))


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


def words_for(message: Message, language: str) -> Words | None:
    """The words of a message as they are read out or printed, in the language of who reads it: without what is said of a link, and without
    any address on the web."""
    with wording.spoken(language):
        words = registry.words[message.kind](message)
    return _without_the_web(words) if words else None


def _without_the_web(words: Words) -> Words:
    """A line that held nothing but an address and its label goes."""
    lines = [(str(each), ON_THE_WEB.sub("", str(each)).strip()) for each in words.lines]
    kept = [line for before, line in lines if line and (line == before.strip() or not line.endswith(":"))]
    return replace(words, lines=kept, by_link=(), parts=[_without_the_web(part) for part in words.parts])


def said_in(messages: Iterable[Message], language: str) -> list[Said]:
    """Those of which something is left to say, in the person's language. They have few: each makes its words by itself."""
    with wording.remembered():
        said = [(each, words_for(each, language)) for each in messages]
    return [Said(each, words, outcome_by_hand(each)) for each, words in said if words]
