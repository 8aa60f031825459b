"""Letting a trusted supporter in, and out. The person decides; who helps may say no; it ends by itself."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.people.models import Partner, Through
from partners.supporters import notices
from partners.supporters.lifecycles import SUPPORTER, SupporterState
from partners.supporters.models import Supporter, token_of_supporter

LONGEST_MONTHS = 12


@transaction.atomic
def invite_supporter(partner: Partner, *, at: datetime, name: str, email: str, until_on: date, through: str = Through.ACCOUNT,
                     noted_by: Partner | None = None, sees_support: bool = False, sees_reach: bool = False) -> Supporter:
    """Send somebody whom the person trusts a link. Raises NotAllowedNow for a day that is over or more than a year away, or if that
    address is invited already."""
    today = day_of(at)
    if not today <= until_on <= add_months(today, LONGEST_MONTHS):
        raise NotAllowedNow("invite", _("A supporter is let in for a year at most."))
    ref = new_ref()
    over = Supporter.objects.filter(partner=partner, email=email, state__in=[SupporterState.INVITED, SupporterState.ACTIVE],
                                    until_on__lt=today)
    for each in over.order_by("pk"):        # their day is past: the address may be invited anew
        end_supporter(each, at=at)
    try:
        with transaction.atomic():
            supporter = Supporter.objects.create(
                ref=ref, partner=partner, name=name, email=email, token_hash=hash_of(token_of_supporter(ref)), invited_at=at, from_on=today,
                until_on=until_on, through=through, noted_by=noted_by, sees_support=sees_support, sees_reach=sees_reach)
    except IntegrityError:
        raise NotAllowedNow("invite", _("Somebody with this e-mail address is invited already. End that first.")) from None
    record(supporter, "invite", by=noted_by or partner, at=at, now=supporter.state, partner=partner.ref)
    send([notices.supporter_invited(supporter, at=at)])
    return supporter


def _still_in(supporter: Supporter, move: str, at: datetime) -> None:
    """Raises NotAllowedNow when the last day is over, whatever the state says."""
    if not supporter.is_let_in(day_of(at)):
        raise NotAllowedNow(move, _("This help has ended."))


@transaction.atomic
def accept_to_help(supporter: Supporter, *, at: datetime) -> None:
    """They say yes, by their link. From now on they see what the person lets them see."""
    _still_in(supporter, "accept", at)
    make_move(supporter, SUPPORTER, "accept", by=supporter, at=at, answered_at=at)


@transaction.atomic
def decline_to_help(supporter: Supporter, *, at: datetime) -> None:
    _still_in(supporter, "decline", at)
    make_move(supporter, SUPPORTER, "decline", by=supporter, at=at, answered_at=at)


@transaction.atomic
def end_supporter(supporter: Supporter, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """The person ends it: the link opens nothing from this moment."""
    make_move(supporter, SUPPORTER, "end", by=noted_by or supporter.partner, at=at, ended_at=at)


def note_opening(supporter: Supporter, *, at: datetime) -> None:
    """The link was opened: the person can see when last. A fact beside the state, so nothing else is written with it."""
    facts: dict[str, Any] = {"seen_at": at}
    Supporter.objects.filter(pk=supporter.pk).update(**facts)
    supporter.seen_at = at
