"""Who tells people by phone or letter, and of whom they do not read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coprod.kit.access import Answer, No
from coprod.post.models import Message
from partners.models import Partner
from programmes.appointments.policies import unmet_by
from programmes.challenges.models import Challenge
from programmes.challenges.policies import handlers_in_force
from programmes.programme.models import Programme
from programmes.programme.policies import may_run, partner_of
from programmes.touchstone.policies.breaches import breaches_of


def may_tell_by_hand(user: Any, message: Message) -> Answer:
    programme = Programme.objects.one_or_none(ref=message.book)
    return may_run(user, programme) if programme else No("")


_TO_OR_ABOUT = (("to", "candidate__ref"), ("about", "candidate__ref"), ("about", "ref"), ("about", "decision__ref"),
                ("about", "appointments__ref"))


def without_unmet(messages: QuerySet, partner: Partner | None, *, on: date) -> QuerySet:
    """Without those that go to somebody who was put forward and is hidden from the partner, or are about them, their nomination, its
    outcome or an offer to them: a manager who sits on a panel does not tell the people they are too close to."""
    unmet = unmet_by(partner, on=on)
    for column, ref in _TO_OR_ABOUT:
        messages = messages.filter(~Exists(unmet.filter(**{ref: OuterRef(column)})))
    return messages


# Told quietly: that there is such a message for somebody says already who raised a breach, or who answers one.
QUIET = ("breach_raised", "breach_passed_on", "breach_answer_due", "breach_answer_late", "breach_answered", "breach_closed")


def that_may_be_told(messages: QuerySet, partner: Partner | None, *, on: date) -> QuerySet:
    """Those that the partner may read and tell: none to or about people who are hidden from them, of a breach only what is about one that
    they raised, wrote down or answer, and of a restricted challenge only what is about one that they handle or wrote down. Every list and
    page of messages to be told goes through here."""
    mine = breaches_of(partner).filter(ref=OuterRef("about")).order_by()
    return without_unmet(messages, partner, on=on).filter(~Q(kind__in=QUIET) | Exists(mine)).filter(
        ~Q(kind__startswith="challenge_") | ~Exists(_kept_from(partner, on)))


def _kept_from(partner: Partner | None, on: date) -> QuerySet:
    """Restricted challenges that the partner neither handles nor wrote down, seen from a message about one."""
    kept = Challenge.objects.filter(ref=OuterRef("about"), is_restricted=True)
    if partner is None:
        return kept
    handled = Exists(handlers_in_force(on).filter(challenge=OuterRef("pk"), partner=partner))
    return kept.filter(~handled & ~Q(noted_by=partner, noted_by__isnull=False))


def waiting_by_hand(user: Any, person: Partner, programmes: Iterable[Programme], *, on: date) -> QuerySet[Message]:
    """Messages of these programmes, which the user manages, that wait for the person to be told by phone or letter; the oldest first."""
    found = Message.objects.by_hand().filter(to=person.ref, book__in=[each.ref for each in programmes])
    return that_may_be_told(found, partner_of(user), on=on).order_by("due_at", "pk")
