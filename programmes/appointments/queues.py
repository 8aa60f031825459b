"""What waits for somebody in appointments, for the page "what needs you". A queue may not count with days: see coprod.kit.questions."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.appointments.catalogue import Owner
from programmes.appointments.lifecycles import BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.appointments.policies import lacking, met_by, waits_for_forum, without_offer
from programmes.nominations.models import Nomination
from programmes.programme.models.standing import Standing
from programmes.selection.policies import UNSEEN, unseen_by


def terms_to_answer(here: Standing, on: date) -> QuerySet:
    """New terms that are offered to this person. A first offer goes to somebody who has no account yet."""
    return Appointment.objects.running().open_offers().filter(partner=here.partner)


def offers_to_make(here: Standing, on: date) -> QuerySet:
    """People who were selected, and to whom the role is not offered yet."""
    assert here.partner is not None
    theirs = without_offer(Nomination.objects.filter(call__programme__in=here.programmes(["PM"])))
    return theirs.exclude(unseen_by(here.partner, on=on)).defer(*UNSEEN)


def offers_unanswered(here: Standing, on: date) -> QuerySet:
    """Offers without an answer: the manager may ring, and note it."""
    offers = Appointment.objects.running().open_offers().filter(programme__in=here.programmes(["PM"]))
    return met_by(here.partner, offers, on=on)


def people_to_settle(here: Standing, on: date) -> QuerySet:
    return Appointment.objects.running().unsettled().filter(programme__in=here.programmes(["PM"]))


def _items() -> QuerySet:
    living = Appointment.objects.running().living().order_by().values("pk")
    return InductionItem.objects.filter(confirmed_at__isnull=True, appointment__in=living)


def steps_to_do(here: Standing, on: date) -> QuerySet:
    """Steps of others' inductions that are this person's to do, from a week before they are due."""
    mine = (Q(owner=Owner.MANAGER, appointment__programme__in=here.programmes(["PM"]))
            | Q(owner=Owner.LEAD, appointment__group__workstream__in=here.workstreams("WL"))
            | Q(owner=Owner.CHAIR, appointment__programme__in=here.programmes(["LCC"])))
    return _items().filter(mine, done_at__isnull=True, shown_on__lte=on).exclude(appointment__partner=here.partner)


def steps_to_confirm(here: Standing, on: date) -> QuerySet:
    """Steps of one's own induction: done by others, or one's own to do."""
    return _items().filter(Q(done_at__isnull=False) | Q(owner=Owner.PERSON), appointment__partner=here.partner, shown_on__lte=on)


def declarations_missing(here: Standing, on: date) -> QuerySet:
    """One's appointments for which interests or confidentiality are missing."""
    mine = lacking(Appointment.objects.running().living().filter(partner=here.partner))
    return mine.exclude(declared=True, signed=True)


def forum_joins(here: Standing, on: date) -> QuerySet:
    """People who said yes to the Forum, and have no seat there yet."""
    assert here.partner is not None
    yes = waits_for_forum(Nomination.objects.filter(call__programme__in=here.programmes(["PM"])))
    return yes.exclude(unseen_by(here.partner, on=on)).defer(*UNSEEN)


def exits_to_hold(here: Standing, on: date) -> QuerySet:
    """NT50: people who have left, and were not thanked or not asked why."""
    return Appointment.objects.running().left().filter(Q(thanked_at__isnull=True) | Q(asked_at__isnull=True),
                                                       programme__in=here.programmes(["PM"]))


def buddies_to_answer(here: Standing, on: date) -> QuerySet:
    """Somebody is proposed as this person's buddy, or this person as somebody's, and they have not said anything."""
    mine = Q(buddy=here.partner, buddy_agreed_at__isnull=True) | Q(appointment__partner=here.partner, person_agreed_at__isnull=True)
    return Buddying.objects.filter(mine, state=BuddyState.PROPOSED)


def talks_to_note(here: Standing, on: date) -> QuerySet:
    """Buddies who should have looked at how it goes."""
    matched = Buddying.objects.filter(pk=OuterRef("buddying"), state=BuddyState.MATCHED)
    mine = Q(buddying__buddy=here.partner) | Q(buddying__appointment__partner=here.partner)
    return CheckIn.objects.filter(mine, Exists(matched), happened_at__isnull=True, due_on__lte=on)
