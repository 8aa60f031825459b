"""What the clock does about promises: late ones fall late, those whose owner left pass on, owners and others are reminded. A fixed
number of queries, however many promises there are."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import Entry, move_many, record_many
from programmes.commitments import notices
from programmes.commitments.lifecycles import COMMITMENT, MAY_FALL_LATE
from programmes.commitments.models import Commitment
from programmes.commitments.policies import left_behind
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def pass_on(*, on: date, at: datetime) -> int:
    """Promises whose owner has left stay with the other owner; else they go to the signatories of their organisation (or of the owner's,
    if none was named), or to the managers. Says how many were told."""
    found: list[Any] = list(left_behind(on).select_for_update(of=("self",)).select_related("programme", "owner",
        "second_owner").order_by("pk"))
    for each in found:
        gone = each.owner if each.m_owner else each.second_owner
        stays = [one for one, has_left in ((each.owner, each.m_owner), (each.second_owner, each.m_second)) if one and not has_left]
        each.owner, each.second_owner = (stays[0] if stays else None), None
        if not stays and each.organisation_id is None:
            each.organisation = gone.organisation
    if not found:
        return 0
    Commitment.objects.bulk_update(found, ["owner", "second_owner", "organisation"], batch_size=500)
    record_many([Entry(each, "pass_on") for each in found], by=None, at=at)
    return send_rows(notices.handed_on(Commitment.objects.filter(pk__in=[each.pk for each in found]), on=on, at=at))


@transaction.atomic
def ask_anew(*, on: date) -> None:
    """A report that did not come is asked for again when the next one is due, by a new link; since when it is missing is kept (11.1)."""
    silent = Commitment.objects.open().filter(report_due_on__lt=on).exclude(programme__state=ProgrammeState.CLOSED)
    moved = []
    for each in silent.select_for_update(of=("self",)).order_by("pk"):
        due = each.report_due_on
        if due is None or each.next_report(due) > on:
            continue
        each.unreported_since = each.unreported_since or due
        while each.next_report(due) <= on:
            due = each.next_report(due)
        each.report_due_on = due
        moved.append(each)
    Commitment.objects.bulk_update(moved, ["report_due_on", "unreported_since"], batch_size=500)


@transaction.atomic
def fall_late(*, on: date, at: datetime) -> int:
    """Those whose day is over; says how many."""
    over = Commitment.objects.filter(state__in=MAY_FALL_LATE, due_on__lt=on).exclude(programme__state=ProgrammeState.CLOSED)
    return len(move_many(over.select_related("programme"), COMMITMENT, "fall_late", by=None, at=at))


def check_promises(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """All of them; none when only some stages are looked at. Says how many fell late, and how many messages were written. Each part is
    one transaction, so that none holds the trail while it waits for a promise."""
    if stages is not None or not Commitment.objects.exists():
        return 0, 0
    today = on or day_of(at)
    told, late = pass_on(on=today, at=at), fall_late(on=today, at=at)
    ask_anew(on=today)
    with transaction.atomic():
        return late, told + send_rows([
            *notices.report_is_due(on=today, at=at), *notices.day_is_near(on=today, at=at), notices.fell_late(on=today, at=at),
            *notices.overdue(on=today, at=at), *notices.waits_for_word(on=today, at=at), *notices.waits_for_yes(on=today, at=at)])


MORE_CHECKS.append(check_promises)
