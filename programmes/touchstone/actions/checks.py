"""Opening a check, answering it without leaving a trace of who said what, and closing it (WL9, 12.1)."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.post.actions import send, send_rows
from coprod.trail.moves import move_many, record
from partners.models import Partner
from partners.people.models import Through
from programmes.meetings.models import Meeting
from programmes.touchstone import notices
from programmes.touchstone.catalogue import CHECK_LONGEST, Value
from programmes.touchstone.lifecycles import CHECK, AdoptionState
from programmes.touchstone.models import (
    Adoption,
    CheckItem,
    CheckLine,
    TouchstoneBallot,
    TouchstoneCheck,
    token_of_ballot,
)

SHUFFLE = secrets.SystemRandom()
OVER = _("The check is closed.")
ONCE = _("You have answered already. It cannot be changed: nobody knows which answer is yours.")


@transaction.atomic
def open_check(adoption: Adoption, *, by: Partner, at: datetime, closes_on: date, asked: Iterable[tuple[Partner, bool]],
               meeting: Meeting | None = None) -> TouchstoneCheck:
    """Ask these people (each with whether they answer as lay) how the group keeps to its points. They get a link each.

    Raises NotAllowedNow if the group has not adopted, has an open check, nobody is asked, or it would close today or after four weeks.
    """
    people = dict(asked)
    if adoption.state != AdoptionState.ADOPTED:
        raise NotAllowedNow("open", _("The group adopts the touchstone first."))
    if not people:
        raise NotAllowedNow("open", _("Nobody is asked. Note who was at the meeting first."))
    if not day_of(at) < closes_on <= day_of(at) + timedelta(days=CHECK_LONGEST):
        raise NotAllowedNow("open", _("It closes tomorrow at the earliest, and within four weeks."))
    lay = sum(people.values())
    try:
        with transaction.atomic():
            check = TouchstoneCheck.objects.create(adoption=adoption, meeting=meeting, opened_at=at, opened_by=by, closes_on=closes_on,
                                                   asked_lay=lay, asked_staff=len(people) - lay)
    except IntegrityError:
        raise NotAllowedNow("open", _("A check of this group is open already.")) from None
    CheckItem.objects.bulk_create([CheckItem(check_of=check, position=place, text=text)
                                   for place, text in enumerate(adoption.points(), start=1)])
    ballots = []
    for person, is_lay in people.items():
        ref = new_ref()
        ballots.append(TouchstoneBallot(ref=ref, check_of=check, partner=person, is_lay=is_lay, token_hash=hash_of(token_of_ballot(ref))))
    TouchstoneBallot.objects.bulk_create(ballots)
    record(check, "open", by=by, at=at, now=check.state)
    send(notices.check_asked(ballots, at=at))
    return check


@transaction.atomic
def answer_check(ballot: TouchstoneBallot, *, at: datetime, values: Mapping[int, str], words: str = "", through: str = Through.ACCOUNT,
                 noted_by: Partner | None = None) -> None:
    """Count one answer to each point (by its place), and keep the line of words among the others of that side.

    Nothing is recorded of it: no moment, no trail. The lines are written anew in another order each time, so that none of them tells
    with which ballot it came in. Raises NotAllowedNow if the check is closed or this person has answered, and ValueError unless each point
    has its answer.
    """
    check = TouchstoneCheck.objects.select_for_update().get(pk=ballot.check_of_id)
    if not check.is_open() or check.closes_on < day_of(at):
        raise NotAllowedNow("answer", OVER)
    items = list(CheckItem.objects.filter(check_of=check))
    if {item.position for item in items} != set(values):
        raise ValueError("Each point has one answer.")
    given = TouchstoneBallot.objects.filter(pk=ballot.pk, has_answered=False)
    if not given.update(has_answered=True, through=through, noted_by=noted_by):
        raise NotAllowedNow("answer", ONCE)
    for item in items:
        CheckItem.objects.filter(pk=item.pk).update(**CheckItem.one_more(Value(values[item.position]), is_lay=ballot.is_lay))
    lines = list(CheckLine.objects.filter(check_of=check).values_list("is_lay", "text"))
    if words:
        lines.append((ballot.is_lay, words))
    SHUFFLE.shuffle(lines)
    CheckLine.objects.filter(check_of=check).delete()
    CheckLine.objects.bulk_create([CheckLine(check_of=check, is_lay=is_lay, text=text) for is_lay, text in lines])


@transaction.atomic
def close_checks(checks: QuerySet[TouchstoneCheck], *, at: datetime) -> tuple[int, int]:
    """Close these checks and tell everybody who was asked; who was asked, and who answered, is forgotten. Says how many were closed and
    how many messages were written."""
    moved = move_many(checks.select_related("adoption__group"), CHECK, "close", by=None, at=at, closed_at=at)
    if not moved:
        return 0, 0
    closed = TouchstoneCheck.objects.filter(pk__in=[each.pk for each in moved])
    written = send_rows([notices.check_closed(closed, at=at)])
    TouchstoneBallot.objects.filter(check_of__in=closed).delete()
    return len(moved), written
