"""Exchanging seats with every yes that it needs, and the briefing of a pair that counts when the pair says so."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.groups.actions import accept_seat, agree_to_holding, end_holding, write_handover
from partners.models import Handover, Holding, Partner
from partners.people.models import Through
from programmes.pairing.lifecycles import SWAP, SwapState
from programmes.pairing.models import Briefing, BriefingView, Swap
from programmes.programme.actions import propose_partner
from programmes.programme.models import Workstream
from programmes.sharing import notices

LEADS = ("my_lead", "their_lead", "chair")


@transaction.atomic
def ask_swap(mine: Holding, theirs: Holding, *, at: datetime, because: str = "", through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> Swap:
    """One lay partner asks another to exchange seats. Raises NotAllowedNow if they have asked about this seat already."""
    try:
        with transaction.atomic():
            swap = Swap.objects.create(mine=mine, theirs=theirs, because=because, asked_at=at, through=through, noted_by=noted_by)
    except IntegrityError:
        raise NotAllowedNow("ask", _("You have asked about this seat already. Take that back first.")) from None
    record(swap, "ask", by=mine.partner, at=at, now=swap.state)
    send([notices.swap_message("swap_asked", swap, theirs.partner, at=at)])
    return swap


@transaction.atomic
def say_yes(swap: Swap, side: str, *, by: Partner, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> Swap:
    """One of those who have a word says yes: "asked", "my_lead", "their_lead" or "chair". With the last yes the seats change hands.

    Raises NotAllowedNow if it was answered or taken back, or one of the two does not hold their seat any more.
    """
    swap = Swap.objects.select_for_update(of=("self",)).select_related("mine__seat__group", "theirs__seat__group", "mine__partner",
                                                                       "theirs__partner").get(pk=swap.pk)
    if side == "asked":
        make_move(swap, SWAP, "accept", by=by, at=at, accepted_at=at, accepted_through=through, accepted_noted_by=noted_by)
        send(notices.swap_to_agree(swap, at=at))
        return swap
    if swap.state != SwapState.ACCEPTED or getattr(swap, f"{side}_at"):
        raise NotAllowedNow("agree")
    setattr(swap, f"{side}_at", at)
    setattr(swap, f"{side}_by", by)
    swap.save(update_fields=[f"{side}_at", f"{side}_by"])
    record(swap, "agree", by=by, at=at, role="LCC" if side == "chair" else "WL")
    if all(getattr(swap, f"{each}_at") for each in LEADS):
        _exchange(swap, by=by, at=at)
    return swap


def _exchange(swap: Swap, *, by: Partner, at: datetime) -> None:
    """Both leave their seat and take the other's, on the same day: neither seat stands empty, and each yes is on record."""
    on = day_of(at)
    make_move(swap, SWAP, "exchange", by=by, at=at, closed_at=at, closed_by=by)
    assert swap.my_lead_by and swap.their_lead_by and swap.chair_by
    both = [(swap.mine, swap.theirs.partner, swap.my_lead_by), (swap.theirs, swap.mine.partner, swap.their_lead_by)]
    for holding, _comes, _lead in both:
        end_holding(holding, by=holding.partner, at=at, until_on=on)
    for holding, comes, lead in both:
        taken = propose_partner(holding.seat, comes, by=swap.chair_by, at=at, from_on=on, hours_a_month=holding.hours_a_month)
        accept_seat(taken, at=at)
        agree_to_holding(taken, by=lead, at=at)
    send([notices.swap_message("swap_done", swap, each.partner, at=at) for each in (swap.mine, swap.theirs)])


@transaction.atomic
def say_no(swap: Swap, *, by: Partner, at: datetime, because: str, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """One of them says no: the seats stay as they are, and who asked is told why."""
    make_move(swap, SWAP, "decline", by=by, at=at, closed_at=at, closed_by=by, closed_because=because, closed_through=through,
              closed_noted_by=noted_by)
    send([notices.swap_message("swap_declined", swap, swap.mine.partner, at=at)])


def withdraw_swap(swap: Swap, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """Who asked takes it back. Raises NotAllowedNow if it was exchanged, refused or taken back."""
    make_move(swap, SWAP, "withdraw", by=swap.mine.partner, at=at, closed_at=at, closed_by=swap.mine.partner, closed_through=through,
              closed_noted_by=noted_by)


@transaction.atomic
def leave_handover(holding: Holding, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None,
                   **facts: Any) -> Handover:
    """As `write_handover`; whoever comes after in the seat, as far as they are known, is told."""
    handover = write_handover(holding, at=at, through=through, noted_by=noted_by, **facts)
    send(notices.handover_written(handover, at=at))
    return handover


@transaction.atomic
def note_briefing(workstream: Workstream, *, by: Partner, at: datetime, on: date, note: str) -> Briefing:
    """The lead notes that they talked with the pair; each of the pair is asked whether it was so (7.6).

    Raises NotAllowedNow if a briefing of that day is noted already.
    """
    try:
        with transaction.atomic():
            briefing = Briefing.objects.create(workstream=workstream, on=on, note=note, noted_at=at, noted_by=by)
    except IntegrityError:
        raise NotAllowedNow("note", _("A briefing on this day is noted already.")) from None
    record(briefing, "note", by=by, at=at)
    send(notices.briefing_to_judge(briefing, at=at))
    return briefing


@transaction.atomic
def judge_briefing(briefing: Briefing, *, by: Partner, at: datetime, was_so: bool, text: str = "", through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None) -> BriefingView:
    """One of the pair says that it was so, or what was. They may change their word; the last one counts."""
    facts = {"was_so": was_so, "text": text, "at": at, "through": through, "noted_by": noted_by}
    view, _made = BriefingView.objects.update_or_create(briefing=briefing, by=by, defaults=facts)
    record(briefing, "confirm" if was_so else "deny", by=by, at=at)
    if not was_so:
        send([notices.briefing_denied(briefing, view, at=at)])
    return view
