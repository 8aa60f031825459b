"""The owner says how it stands; "it is done" is a claim, which a lay partner confirms or denies (R10)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.commitments import notices
from programmes.commitments.actions.giving import locked
from programmes.commitments.catalogue import Stands
from programmes.commitments.lifecycles import COMMITMENT, CommitmentState
from programmes.commitments.models import Commitment, CommitmentReport
from programmes.commitments.policies import is_reported

MOVES = {Stands.ON_TRACK: "keep_on_track", Stands.AT_RISK: "put_at_risk"}
STATES = {Stands.ON_TRACK: CommitmentState.ON_TRACK, Stands.AT_RISK: CommitmentState.AT_RISK}
STAYS = (CommitmentState.LATE, CommitmentState.DISPUTED)       # until it is done or another day is agreed, whatever is said of it


@transaction.atomic
def report(commitment: Commitment, *, by: Partner, at: datetime, stands: str, text: str, evidence: str = "",
           through: str = Through.ACCOUNT, noted_by: Partner | None = None, after: int | None = None) -> CommitmentReport:
    """How it stands, in the owner's words. Who asked hears of a change. With `after`, it follows so many reports, and no more.

    Raises NotAllowedNow if it is closed or waits for a lay partner's word, if that report is given already, or if a broken
    promise that does not go on for good is said to be anything but done.
    """
    now_, on = locked(commitment), day_of(at)
    if after is not None and now_.reports_given() != after:
        raise NotAllowedNow("report", _("This report is given already. To add something, sign in."))
    before = now_.reports.order_by("at", "pk").last()
    if before and (before.by_id, before.stands, before.text, before.evidence) == (by.pk, stands, text, evidence) and (
            day_of(before.at) == on and before.noted_by_id == (noted_by.pk if noted_by else None)):
        return before       # sent twice
    if not is_reported(now_):
        raise NotAllowedNow("report", _("It waits for a lay partner's word, or it is closed."))
    if now_.state == CommitmentState.BROKEN and not now_.is_standing and stands != Stands.MET:
        raise NotAllowedNow("report", _("It was broken. You may only say that it is done after all."))
    made = CommitmentReport.objects.create(commitment=now_, by=by, at=at, stands=stands, text=text, evidence=evidence, through=through,
                                           noted_by=noted_by)
    actor = noted_by or by
    if stands == Stands.MET:
        make_move(now_, COMMITMENT, "claim", by=actor, at=at, claimed_at=at, claimed_by=by, round=now_.round + 1, report_due_on=None,
                  unreported_since=None, closed_at=None, closed_by=None, because="")
        send(notices.claimed(now_, at=at))
        return made
    following = now_.next_report(on)
    if now_.state in STAYS or now_.state == STATES[Stands(stands)]:
        Commitment.objects.filter(pk=now_.pk).update(report_due_on=following, unreported_since=None)
        record(now_, "report", by=actor, at=at)
        return made
    make_move(now_, COMMITMENT, MOVES[Stands(stands)], by=actor, at=at, closed_at=None, closed_by=None, because="",
              report_due_on=following, unreported_since=None)
    send(notices.changed(now_, f"{stands} {on.isoformat()}", at=at, but=[by, noted_by]))
    return made
