"""A round is opened, closed and called off."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.meetings.models import Meeting
from programmes.plans.lifecycles import PLAN
from programmes.plans.models import Plan
from programmes.rounds import notices
from programmes.rounds.catalogue import POST_DAYS, REPLY_DAYS
from programmes.rounds.lifecycles import ROUND
from programmes.rounds.models import ForumRound, RoundInvited
from programmes.rounds.policies.opening import approved_summary, missing_to_open, wrong_days


def locked(it: ForumRound) -> ForumRound:
    """The round, held until the transaction ends: whoever answers and whoever closes it stand in one line."""
    found: ForumRound = ForumRound.objects.select_for_update(of=("self",)).select_related(
        "plan__programme", "plan__workstream__group", "shown_by").get(pk=it.pk)
    return found


@transaction.atomic
def open_round(plan: Plan, *, by: Partner, at: datetime, closes_on: date, decide_on: date, invited: Iterable[dict[str, Any]],
               ways: Iterable[str], ways_other: str = "", meeting: Meeting | None = None, ref: str = "") -> ForumRound:
    """The Forum is asked from today on. `invited` has a dict for each group: group, invited, in_profile, done. With the same `ref` it is
    opened once.

    Raises NotAllowedNow if something is missing (9.1 to 9.4), a day does not fit, or the plan cannot change any more.
    """
    if ref and (there := ForumRound.objects.filter(ref=ref, plan=plan).first()):
        return there
    it = Plan.objects.select_for_update(of=("self",)).select_related("programme", "workstream__group").get(pk=plan.pk)
    opens_on, rows, ways, summary = day_of(at), list(invited), list(dict.fromkeys(ways)), approved_summary(it)
    refusals = [*missing_to_open(it), *wrong_days(opens_on, closes_on, decide_on).values()]
    if not rows:
        refusals.append(str(_("Say which groups are invited.")))
    if not ways and not ways_other:
        refusals.append(str(_("Offer at least one way to answer other than coming to a meeting.")))
    if any(row.get("in_profile") is not None and row["invited"] < row["in_profile"] and not row.get("done") for row in rows):
        refusals.append(str(_("Say what is done about each gap.")))
    if refusals or summary is None:
        raise NotAllowedNow("open", " ".join(refusals))
    make_move(it, PLAN, "ask_forum", by=by, at=at, decide_on=decide_on)
    number = (ForumRound.objects.filter(plan=it).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            made = ForumRound.objects.create(
                plan=it, number=number, summary=summary, of_version=it.version, opens_on=opens_on, closes_on=closes_on,
                post_until=closes_on + timedelta(days=POST_DAYS), decide_on=decide_on, reply_by=closes_on + timedelta(days=REPLY_DAYS),
                meeting=meeting, ways=ways, ways_other=ways_other, opened_at=at, opened_by=by, **({"ref": ref} if ref else {}))
    except IntegrityError:
        raise NotAllowedNow("open", _("A round of this plan goes on already.")) from None
    RoundInvited.objects.bulk_create([RoundInvited(round=made, number=n, **row) for n, row in enumerate(rows, start=1)])
    record(made, "open", by=by, at=at, now=made.state, number=number)
    send_rows([notices.opened(made, on=opens_on, at=at)])
    return made


@transaction.atomic
def close_round(round: ForumRound, *, by: Partner | None, at: datetime) -> ForumRound:
    """No more answers but what comes by post. Not before the last day; after it the clock does it (`by` is nobody).

    Raises NotAllowedNow before that day, or if it is closed or called off.
    """
    it = locked(round)
    if day_of(at) < it.closes_on:
        raise NotAllowedNow("close", _("People were told that they may answer until the last day. It is not over yet."))
    make_move(it, ROUND, "close", by=by, at=at, closed_at=at, closed_by=by)
    make_move(it.plan, PLAN, "close_round", by=by, at=at)
    return it


@transaction.atomic
def call_off_round(round: ForumRound, *, by: Partner, at: datetime, because: str) -> ForumRound:
    """It does not go on, and why; whoever has answered is told, and their words are kept. Raises NotAllowedNow unless it is open."""
    it = locked(round)
    make_move(it, ROUND, "call_off", by=by, at=at, called_off_because=because)
    make_move(it.plan, PLAN, "call_off_round", by=by, at=at)
    send_rows([notices.called_off(it, at=at)])
    return it
