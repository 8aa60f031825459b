"""Who enters a lay-only space, reads a hand-over, agrees to an exchange, and says whether a briefing was held."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.layspace.models import LayNote
from partners.layspace.policies import is_lay_member, opening_of
from partners.models import Group, Handover, Holding, Partner
from programmes.pairing.lifecycles import OPEN_SWAPS
from programmes.pairing.models import Briefing, Swap, Wish
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import home_of, partner_of, standing

MAY_OPEN = frozenset({"PM", "SRO"})
SWAP_WITH = ("mine__seat__group", "theirs__seat__group", "mine__partner", "theirs__partner", "noted_by", "accepted_noted_by", "closed_by",
             "closed_noted_by")     # what a page says of an exchange


# --- the lay-only space ------------------------------------------------------------------------------------------------

def is_at_home(user: Any, group: Group) -> bool:
    """Whether the user holds a lay seat of the group today."""
    partner = partner_of(user)
    return partner is not None and is_lay_member(partner, group, on=day_of(now()))


def may_enter_lay_space(user: Any, group: Group) -> Answer:
    """Its lay members; anybody else only for the hour after they opened it with a reason."""
    partner = partner_of(user)
    if is_at_home(user, group) or (partner and opening_of(partner, group, at=now())):
        return YES
    return No(_("Only the lay members of the group read this. Who must open it gives a reason, and all of them are told at once."))


def may_open_lay_space(user: Any, group: Group) -> Answer:
    programme = home_of(group)
    if programme and standing(user).codes(programme) & MAY_OPEN and not is_at_home(user, group):
        return YES
    return No(_("Only the programme manager and the senior responsible owner can open it, with a reason that its members read."))


def may_take_back(user: Any, note: LayNote) -> Answer:
    partner = partner_of(user)
    return YES if partner and partner.pk == note.by_id else No(_("Only who wrote a note can take it back."))


# --- hand-overs --------------------------------------------------------------------------------------------------------

def next_in_seat(holding: Holding) -> QuerySet[Holding]:
    """Those who came after in the same seat, or are asked to."""
    later = Q(from_on__gt=holding.from_on) | Q(from_on=holding.from_on, pk__gt=holding.pk)
    return Holding.objects.filter(later, seat=holding.seat_id).exclude(state__in=[HoldingState.DECLINED, HoldingState.WITHDRAWN])


def may_read_handover(user: Any, handover: Handover) -> Answer:
    """Who wrote it, who comes after them, and the lay co-chair. What somebody leaves behind is not for everybody."""
    partner = partner_of(user)
    if partner and (partner.pk == handover.holding.partner_id or next_in_seat(handover.holding).filter(partner=partner).exists()):
        return YES
    programme = home_of(handover.holding.seat.group)
    if programme and "LCC" in standing(user).codes(programme):
        return YES
    return No(_("Only who comes after in the seat reads this, and the lay co-chair."))


# --- exchanges ---------------------------------------------------------------------------------------------------------

def others_to_swap_with(holding: Holding) -> QuerySet[Holding]:
    """Lay partners who serve in another workstream of the same programme, but not beside who asks, nor where a conflict of interests
    that either has declared stands in the way."""
    programme = Programme.objects.filter(workstreams__group=holding.seat.group_id)
    mine = Holding.objects.filter(partner=holding.partner_id, state=HoldingState.SERVING).values("seat__group")
    return Holding.objects.lay().filter(state=HoldingState.SERVING, seat__group__workstream__programme__in=programme).exclude(
        seat__group__in=mine).exclude(partner=holding.partner_id).exclude(
        partner__in=Holding.objects.filter(state=HoldingState.SERVING, seat__group=holding.seat.group_id).values("partner")).exclude(
        seat__group__workstream__in=_barred(holding.partner_id)).exclude(
        partner__in=Wish.objects.filter(value=Wish.Value.CONFLICT, workstream__group=holding.seat.group_id).values("partner"))


def _barred(partner: int) -> QuerySet:
    """Workstreams with which the person has declared a conflict of interests."""
    return Wish.objects.filter(value=Wish.Value.CONFLICT, partner=partner).values("workstream")


def seats_to_exchange(partner: Partner) -> QuerySet[Holding]:
    """The person's seats that can be exchanged: those in workstreams, in which they serve."""
    return Holding.objects.lay().filter(partner=partner, state=HoldingState.SERVING, seat__group__workstream__isnull=False).select_related(
        "seat__group", "partner")


def swaps_of(partner: Partner) -> QuerySet[Swap]:
    """Exchanges for which the person asks, or is asked."""
    return Swap.objects.filter(Q(mine__partner=partner) | Q(theirs__partner=partner)).select_related(*SWAP_WITH)


def sides_in(user: Any, swap: Swap) -> frozenset[str]:
    """As what the user has a word in the exchange: asks, asked, lead of either seat, co-chair."""
    partner = partner_of(user)
    if partner is None:
        return frozenset()
    sides = {name for name, pk in (("asks", swap.mine.partner_id), ("asked", swap.theirs.partner_id)) if pk == partner.pk}
    for name, holding in (("my_lead", swap.mine), ("their_lead", swap.theirs)):
        stream = Workstream.objects.filter(group=holding.seat.group_id).select_related("programme").first()
        if stream:
            codes = standing(user).codes(stream.programme, stream)
            sides |= ({name} if "WL" in codes else set()) | ({"chair"} if "LCC" in codes else set())
    return frozenset(sides)


def may_read_swap(user: Any, swap: Swap) -> Answer:
    return YES if sides_in(user, swap) else No(_("Only those who have a word in an exchange of seats read it."))


def may_answer_swap(user: Any, swap: Swap) -> Answer:
    """Who has not said their word yet, and whose turn it is: the other lay partner first, then leads and co-chair."""
    return YES if to_say(user, swap) else No(_("There is nothing for you to say here now."))


def to_say(user: Any, swap: Swap) -> frozenset[str]:
    """The sides for which the user may still say yes."""
    if swap.state not in OPEN_SWAPS:
        return frozenset()
    sides = sides_in(user, swap)
    if swap.state == "asked":
        return sides & {"asked"}
    said = {"my_lead": swap.my_lead_at, "their_lead": swap.their_lead_at, "chair": swap.chair_at}
    return frozenset(side for side, at in said.items() if side in sides and at is None)


def may_withdraw_swap(user: Any, swap: Swap) -> Answer:
    return YES if "asks" in sides_in(user, swap) else No(_("Only who asked can take it back."))


# --- briefings ---------------------------------------------------------------------------------------------------------

def may_note_briefing(user: Any, workstream: Workstream) -> Answer:
    if "WL" in standing(user).codes(workstream.programme, workstream):
        return YES
    return No(_("Only the lead of the workstream notes that they talked with the pair."))


def pair_of(workstream: Workstream) -> QuerySet[Partner]:
    """The lay partners of the pair: those who serve."""
    there = Holding.objects.lay().filter(seat__group=workstream.group_id, state=HoldingState.SERVING)
    return Partner.objects.filter(pk__in=there.order_by().values("partner"))


def briefings_with(partner: Partner) -> QuerySet[Briefing]:
    """Talks of a lead with the pair in which the person serves."""
    mine = Holding.objects.lay().filter(partner=partner, state=HoldingState.SERVING).values("seat__group")
    return Briefing.objects.filter(workstream__group__in=mine)
