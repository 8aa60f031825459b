"""The private calendar of one person: made, renewed with a new address, stopped."""

from datetime import datetime

from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.trail.moves import record
from partners.models import Partner
from programmes.programme.models import Programme
from programmes.renewal.models import CalendarFeed, token_of_feed


@transaction.atomic
def make_calendar(programme: Programme, *, by: Partner, at: datetime) -> CalendarFeed:
    """A calendar for `by`, at an address that nobody can guess. One that was there stops: its address leads nowhere.

    Raises NotAllowedNow if the same person makes one at the same moment.
    """
    stop_calendar(programme, by=by, at=at)
    ref = new_ref()
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(ref=ref, programme=programme, partner=by, token_hash=hash_of(token_of_feed(ref)), made_at=at)
    except IntegrityError:
        raise NotAllowedNow("make") from None
    record(feed, "make", by=by, at=at)
    return feed


@transaction.atomic
def stop_calendar(programme: Programme, *, by: Partner, at: datetime) -> None:
    """Its address leads nowhere from now on. Without one nothing happens."""
    for feed in CalendarFeed.objects.select_for_update(of=("self",)).select_related("programme").filter(programme=programme, partner=by):
        record(feed, "stop", by=by, at=at)
        feed.delete()
