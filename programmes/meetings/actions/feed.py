"""The private calendar of one person: made, renewed at a new address, stopped."""

from datetime import datetime

from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.trail.moves import record
from partners.models import Partner
from programmes.meetings.models import MeetingCalendar, token_of_calendar


@transaction.atomic
def make_calendar(partner: Partner, *, at: datetime, names: bool = False) -> MeetingCalendar:
    """A calendar at an address that nobody can guess. One that was there stops: its address leads nowhere.

    Raises NotAllowedNow if the same person makes one at the same moment.
    """
    stop_calendar(partner, at=at)
    ref = new_ref()
    try:
        with transaction.atomic():
            feed = MeetingCalendar.objects.create(ref=ref, partner=partner, token_hash=hash_of(token_of_calendar(ref)), names=names,
                                                  made_at=at)
    except IntegrityError:
        raise NotAllowedNow("make") from None
    record(feed, "make", by=partner, at=at)
    return feed


@transaction.atomic
def stop_calendar(partner: Partner, *, at: datetime) -> None:
    """Its address leads nowhere from now on. Without one nothing happens."""
    for feed in MeetingCalendar.objects.select_for_update(of=("self",)).filter(partner=partner):
        record(feed, "stop", by=partner, at=at)
        feed.delete()
