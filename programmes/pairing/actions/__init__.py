"""Wishing, allocating a pair as one decision, and saying how long a seat took."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from partners.models import Holding, Partner
from partners.people.models import Through
from programmes.pairing.catalogue import SEATS, Pair, parts_of
from programmes.pairing.models import AllocatedSeat, Allocation, TimeSpent, Wish
from programmes.pairing.policies import NOT_INSIDE, Table, members_of, table_of
from programmes.programme.actions import propose_partner
from programmes.programme.models import Workstream
from programmes.programme.models.standing import standing_of


@transaction.atomic
def say_wish(partner: Partner, workstream: Workstream, *, value: str, at: datetime, through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> None:
    """The person says that they want to sit in the workstream, that a conflict keeps them out, or ("") neither.

    A wish asks for nothing by itself: the co-chair sees it when pairs are made. Saying the same again changes nothing.
    """
    before = Wish.objects.filter(partner=partner, workstream=workstream).first()
    if (before.value if before else "") == value:
        return
    if before and not value:
        before.delete()
    else:
        facts = {"value": value, "said_at": at, "through": through, "noted_by": noted_by}
        Wish.objects.update_or_create(partner=partner, workstream=workstream, defaults=facts)
    record(workstream, "wish", by=partner, at=at)


@transaction.atomic
def allocate_pair(workstream: Workstream, people: Sequence[Partner], *, by: Partner, at: datetime, from_on: date,
                  until_on: date | None = None, hours_a_month: int | None = None, said: str = "", alone_because: str = "",
                  as_suggested: bool = False) -> Allocation:
    """One decision: the people who make, with whoever sits there already, the workstream's pair. Each of them is asked, and so is
    the lead; they serve once all have said yes (7.3). The people are held until this is done, so that of two decisions at the same
    moment the second sees the first.

    Raises NotAllowedNow, with the reason, where a seat is taken, or a rule of R1, R2 or the person's own limit stands in the way.
    """
    hours = workstream.hours_a_month if hours_a_month is None else hours_a_month
    list(members_of(workstream.programme, on=day_of(at)).select_for_update().order_by("pk"))
    table = table_of(workstream.programme, on=day_of(at))
    why_not = why_not_these(table, workstream, people, hours=hours, alone=bool(alone_because))
    if why_not:
        raise NotAllowedNow("allocate", why_not)
    codes = standing_of(by, on=day_of(at), programme=workstream.programme).codes(workstream.programme)
    allocation = Allocation.objects.create(
        workstream=workstream, made_at=at, made_by=by, by_lay_chair="LCC" in codes, as_suggested=as_suggested, said=said,
        points=points_of(table, workstream, people), alone_because=alone_because)
    record(allocation, "allocate", by=by, at=at, workstream=workstream.ref, seats=len(people))
    for seat, partner in zip(table.empty[workstream.pk], people, strict=False):
        holding = propose_partner(seat, partner, by=by, at=at, from_on=from_on, until_on=until_on, hours_a_month=hours)
        AllocatedSeat.objects.create(allocation=allocation, holding=holding)
    return allocation


def why_not_these(table: Table, workstream: Workstream, people: Sequence[Partner], *, hours: int, alone: bool) -> str:
    """What stands in the way of allocating `people` to the workstream, in words; "" if nothing does."""
    there = [holding.partner_id for holding in table.serving.get(workstream.pk, [])]
    empty = table.empty.get(workstream.pk, [])
    if not people:
        return str(_("Choose somebody first."))
    if len({each.pk for each in people}) < len(people):
        return str(_("A pair is two different people."))
    if len(people) > len(empty):
        return str(_("There are not so many empty seats any more. Look at the page again."))
    if len(people) + len(there) < SEATS and not alone:
        return str(_("A workstream has two lay partners from its first day. Choose a second one, or say why one is alone for now."))
    stream = table.stream[workstream.pk]
    for each in people:
        member = table.member.get(each.ref)
        if each.pk in there:
            return _("%(name)s sits there already, or is being asked.") % {"name": each.name}
        why = member.why_not(replace(stream, hours=hours)) if member else str(NOT_INSIDE)
        if why:
            return f"{each.name}: {why}"
    return ""


def points_of(table: Table, workstream: Workstream, people: Sequence[Partner]) -> int | None:
    """The points of the pair that `people` make with who sits there; None of who is alone."""
    stream = table.stream[workstream.pk]
    new = [table.member[each.ref].person for each in people]
    pair = [*(table.member[ref].person for ref in stream.serving), *new]
    if len(pair) != SEATS:
        return None
    return Pair(stream.id, (pair[0].id, pair[1].id), parts_of(stream, (pair[0], pair[1]), new)).score


@transaction.atomic
def say_time_spent(holding: Holding, *, month: date, hours: int, at: datetime, through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None) -> TimeSpent:
    """The person says how many hours the seat took them in the month that begins on `month`; saying it again corrects it (3.7)."""
    facts = {"hours": hours, "said_at": at, "through": through, "noted_by": noted_by}
    spent, _made = TimeSpent.objects.update_or_create(holding=holding, month=month, defaults=facts)
    record(holding, "say_time", by=holding.partner, at=at, month=f"{month:%Y-%m}")
    return spent
