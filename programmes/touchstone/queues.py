"""What waits for somebody about the touchstone, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding
from programmes.meetings.policies import CHAIRS
from programmes.programme.models import Programme
from programmes.programme.models.standing import Standing
from programmes.touchstone.lifecycles import ASKING, WAITING
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneReopening,
    TouchstoneWord,
)
from programmes.touchstone.policies.drafting import ASKED


def _books(here: Standing, *codes: str) -> QuerySet:
    return Programme.objects.filter(pk__in=here.programmes(codes)).values("ref")


def touchstones_to_say(here: Standing, on: date) -> QuerySet:
    """The Advisory Group is asked, and this member has said nothing to the words as they stand."""
    said = TouchstoneWord.objects.current().filter(touchstone=OuterRef("pk"), round=OuterRef("round"), partner=here.partner)
    return Touchstone.objects.filter(~Exists(said), state="asked", programme__in=here.programmes(ASKED)).exclude(asked_by=here.partner)


def adoptions_to_say(here: Standing, on: date) -> QuerySet:
    """How a group works together waits for this person's side, and nobody of it has spoken: the pair or the lead; the chairs; where a
    group has none, the lay co-chair and the manager."""
    spoken = TouchstoneWord.objects.current().filter(adoption=OuterRef("pk"), round=OuterRef("round"))
    chair = Holding.objects.filter(seat__group=OuterRef("group"), seat__office__in=CHAIRS, state=HoldingState.SERVING)
    elsewhere = ~Q(group__kind=Group.Kind.WORKING)
    lay = Q(group__workstream__in=here.workstreams("PAIR")) | elsewhere & (
        Q(Exists(chair.filter(partner=here.partner, seat__is_lay=True)))
        | ~Q(Exists(chair.filter(seat__is_lay=True))) & Q(group__home_book__in=_books(here, "LCC")))
    staff = Q(group__workstream__in=here.workstreams("WL")) | elsewhere & (
        Q(Exists(chair.filter(partner=here.partner, seat__is_lay=False)))
        | ~Q(Exists(chair.filter(seat__is_lay=False))) & Q(group__home_book__in=_books(here, "PM")))
    return Adoption.objects.proposed().filter(
        lay & ~Q(Exists(spoken.filter(is_lay=True))) | staff & ~Q(Exists(spoken.filter(is_lay=False))))


def noes_to_answer(here: Standing, on: date) -> QuerySet:
    """A "no" to a version, for who runs the programme; to an adoption, for the lead of the group."""
    led = Q(touchstone__state__in=["draft", "asked"], touchstone__programme__in=here.programmes(["PM"])) | Q(adoption__state="proposed") & (
        Q(adoption__group__workstream__in=here.workstreams("WL"))
        | ~Q(adoption__group__kind=Group.Kind.WORKING) & Q(adoption__group__home_book__in=_books(here, "PM")))
    return TouchstoneWord.objects.open_noes().filter(led).exclude(partner=here.partner)


def checks_to_answer(here: Standing, on: date) -> QuerySet:
    return TouchstoneBallot.objects.silent().filter(partner=here.partner, check_of__closes_on__gte=on)


def breaches_to_answer(here: Standing, on: date) -> QuerySet:
    """Told quietly to this person, who has not answered."""
    return Breach.objects.filter(to=here.partner, state__in=WAITING)


def breaches_to_settle(here: Standing, on: date) -> QuerySet:
    """Raised by this person, and answered: is it settled?"""
    return Breach.objects.filter(raised_by=here.partner, state__in=ASKING)


def ways_to_agree(here: Standing, on: date) -> QuerySet:
    return BreachProcedure.objects.waiting().filter(programme__in=here.programmes(["LCC"]))


def reopenings_to_note(here: Standing, on: date) -> QuerySet:
    """Groups that were asked to come back to the touchstone, in which this person has a lay seat."""
    mine = Holding.objects.filter(partner=here.partner, seat__is_lay=True, state=HoldingState.SERVING).values("seat__group")
    return TouchstoneReopening.objects.filter(looked_at__isnull=True, group__in=mine).exclude(group__kind=Group.Kind.FORUM)
