"""Making a decision, putting it off, withdrawing and publishing it; its reason; and the run of stage 10 to which it belongs."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.decisions import notices
from programmes.decisions.actions.preparing import locked, without_votes
from programmes.decisions.lifecycles import DECISION, OUT, DecisionState
from programmes.decisions.models import DecisionReason, DecisionRecord
from programmes.decisions.policies.deciding import missing_to_make, missing_to_publish, needs_reason
from programmes.decisions.policies.saying import who_hears
from programmes.meetings.models import Meeting
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.models import Stage


@transaction.atomic
def make_decision(decision: DecisionRecord, *, by: Partner, at: datetime, method: str, decided_on: date, **facts: Any) -> DecisionRecord:
    """Mark it as made; lay partners whom it concerns are told. Where the meeting's attendance is noted, that says who was there.

    Raises NotAllowedNow with one sentence for each thing that is missing, or if somebody else made it a moment ago.
    """
    now_ = locked(decision)
    DECISION.after("make", now_.state)      # refuses before it looks at what is missing
    for name, value in without_votes(facts | {"method": method, "decided_on": decided_on}).items():
        setattr(now_, name, value)
    if there := now_.there():
        now_.lay_present, now_.present = there
    if missing := missing_to_make(now_, on=day_of(at)):
        raise NotAllowedNow("make", " ".join(missing))
    now_.version += 1
    now_.save()
    make_move(now_, DECISION, "make", by=by, at=at, made_at=at, made_by=by)
    send(notices.made(now_, who_hears(now_, day_of(at)), at=at))
    return now_


@transaction.atomic
def defer_decision(decision: DecisionRecord, *, by: Partner, at: datetime, because: str) -> DecisionRecord:
    """Put it off, with a reason that is read. Raises NotAllowedNow unless it is prepared."""
    now_ = locked(decision)
    make_move(now_, DECISION, "defer", by=by, at=at, deferred_because=because)
    return now_


@transaction.atomic
def resume_decision(decision: DecisionRecord, *, by: Partner, at: datetime) -> DecisionRecord:
    """Take it up again. Raises NotAllowedNow unless it was put off."""
    now_ = locked(decision)
    make_move(now_, DECISION, "resume", by=by, at=at)
    return now_


@transaction.atomic
def withdraw_decision(decision: DecisionRecord, *, by: Partner, at: datetime, because: str) -> DecisionRecord:
    """Withdraw it before it is made; its stage and its line of minutes are free for another. Raises NotAllowedNow once it is made."""
    now_ = locked(decision)
    make_move(now_, DECISION, "withdraw", by=by, at=at, withdrawn_at=at, withdrawn_by=by, withdrawn_because=because, stage=None,
              minute_line=None)
    return now_


@transaction.atomic
def publish_decision(decision: DecisionRecord, *, by: Partner, at: datetime) -> DecisionRecord:
    """Publish it, with its reason if it has one. Raises NotAllowedNow until the lay side was asked and one of them said a word or five
    working days went by, each "no" has its answer, and the reason is written where lay partners do not fully agree (10.3, 10.4)."""
    now_ = locked(decision)
    DECISION.after("publish", now_.state)
    if missing := missing_to_publish(now_, on=day_of(at)):
        raise NotAllowedNow("publish", " ".join(missing))
    make_move(now_, DECISION, "publish", by=by, at=at, published_at=at, published_by=by, public_ref=new_ref())
    if now_.reason:
        send(notices.reason_published(now_, who_hears(now_, day_of(at)), at=at))
    return now_


@transaction.atomic
def write_reason(decision: DecisionRecord, *, by: Partner, at: datetime, reason: str) -> DecisionRecord:
    """The reason, after it was made; one before it stays on the page, and people hear of each.

    Raises NotAllowedNow if it would be empty where lay partners do not fully agree (10.4)."""
    now_ = locked(decision)
    if now_.state not in OUT:
        raise NotAllowedNow("reason", _("Write it with the rest: the decision is not made yet."))
    if not reason and needs_reason(now_):
        raise NotAllowedNow("reason", _("Lay partners do not fully agree. The reason stays, or is put better."))
    if reason == now_.reason:
        return now_
    if now_.reason:         # what was read before stays on the page
        DecisionReason.objects.create(decision=now_, text=now_.reason, replaced_at=at, replaced_by=by)
    now_.reason = reason
    now_.version += 1
    now_.save(update_fields=["reason", "version"])
    record(now_, "reason", by=by, at=at)
    if reason and now_.state == DecisionState.PUBLISHED:
        send(notices.reason_published(now_, who_hears(now_, day_of(at)), at=at))
    return now_


@transaction.atomic
def link_decision(decision: DecisionRecord, *, by: Partner, at: datetime, stage: Stage | None, meeting: Meeting | None) -> DecisionRecord:
    """Say to which run of stage 10 it belongs, if to any, and at which meeting it is or was decided: a meeting may be noted days after.

    A link to a stage that is signed shows and denies nothing there. Raises NotAllowedNow if that stage has its decision, or the stage to
    which it belonged when that was signed would lose it.
    """
    now_ = locked(decision)
    if now_.state == DecisionState.WITHDRAWN:
        raise NotAllowedNow("link", _("It was withdrawn."))
    if (now_.stage_id, now_.meeting_id) == (stage.pk if stage else None, meeting.pk if meeting else None):
        return now_
    if now_.stage != stage:
        was = now_.stage
        if was and was.state in SIGNED_STATES and was.signed_at and now_.linked_at and now_.linked_at <= was.signed_at:
            raise NotAllowedNow("link", _("The stage to which it belongs is signed. It stays there."))
        now_.linked_at = at if stage else None
    now_.stage, now_.meeting = stage, meeting
    if there := now_.there():
        now_.lay_present, now_.present = there
    try:
        with transaction.atomic():
            now_.save(update_fields=["stage", "linked_at", "meeting", "lay_present", "present"])
    except IntegrityError:
        raise NotAllowedNow("link", _("That stage has its decision already.")) from None
    record(now_, "link", by=by, at=at)
    return now_
