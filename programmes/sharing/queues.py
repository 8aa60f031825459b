"""What waits for somebody among the members of a group, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.groups.lifecycles import HoldingState
from partners.models import Handover, Holding
from programmes.pairing.models import BriefingView, Swap
from programmes.programme.models.standing import Standing
from programmes.sharing.policies import briefings_with


def swaps_to_say(here: Standing, on: date) -> QuerySet:
    """Exchanges of seats that wait for this person: as who is asked, as lead of one of the workstreams, or as lay co-chair."""
    mine = Q(state="asked", theirs__partner=here.partner)
    leads = here.workstreams("WL")
    lead = Q(my_lead_at__isnull=True, mine__seat__group__workstream__in=leads) | Q(
        their_lead_at__isnull=True, theirs__seat__group__workstream__in=leads)
    chair = Q(chair_at__isnull=True, mine__seat__group__workstream__programme__in=here.programmes(["LCC"]))
    return Swap.objects.filter(mine | Q(state="accepted") & (lead | chair))


def briefings_to_judge(here: Standing, on: date) -> QuerySet:
    """Talks before the first meeting that a lead notes, and to which this person of the pair has said nothing."""
    assert here.partner is not None
    return briefings_with(here.partner).filter(~Exists(BriefingView.objects.filter(briefing=OuterRef("pk"), by=here.partner)))


def handovers_to_read(here: Standing, on: date) -> QuerySet:
    """Notes of who sat in this person's seat before them."""
    mine = Holding.objects.filter(seat=OuterRef("holding__seat"), partner=here.partner, from_on__gte=OuterRef("holding__from_on")).exclude(
        pk=OuterRef("holding")).exclude(state__in=[HoldingState.DECLINED, HoldingState.WITHDRAWN, HoldingState.ENDED])
    return Handover.objects.filter(Exists(mine), read_at__isnull=True).exclude(holding__partner=here.partner)
