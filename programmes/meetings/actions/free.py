"""Days that a programme keeps free of meetings if it can."""

from datetime import date, datetime

from django.db import transaction

from coprod.kit.refs import new_ref
from coprod.trail.moves import record
from partners.models import Partner
from programmes.meetings.models import FreeDays
from programmes.programme.models import Programme


@transaction.atomic
def keep_free(programme: Programme, *, by: Partner, at: datetime, words: str, from_on: date, until_on: date, ref: str = "") -> FreeDays:
    """Write the days down; `ref` is the form's, so that they are written once."""
    made, is_new = FreeDays.objects.get_or_create(ref=ref or new_ref(), defaults={
        "programme": programme, "words": words, "from_on": from_on, "until_on": until_on, "added_at": at, "added_by": by})
    if is_new:
        record(made, "add", by=by, at=at)
    return made


@transaction.atomic
def plan_there_again(free: FreeDays, *, by: Partner, at: datetime) -> None:
    """The days are not kept free any more; they stay on record. A second press changes nothing."""
    if FreeDays.objects.standing().filter(pk=free.pk).update(removed_at=at, removed_by=by):
        record(free, "remove", by=by, at=at)
