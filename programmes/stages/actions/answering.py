"""Answering a standard: evidence, claim, confirmation, dispute, "not met"."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.stages import notices
from programmes.stages.actions.settling import settle, touch
from programmes.stages.lifecycles import ANSWER, AnswerState
from programmes.stages.models import Answer, Dispute, Evidence
from programmes.stages.policies import role_of
from programmes.stages.proofs import PROVEN, are_silent, what_is_missing


@transaction.atomic
def add_evidence(answer: Answer, *, by: Partner | None, at: datetime, kind: str, title: str, file: File | None = None,
                 **facts: Any) -> Evidence:
    """Lay evidence beside a standard. A file keeps its uploaded name in the row; on disk it has its ref."""
    evidence = Evidence(answer=answer, kind=kind, title=title, added_at=at, added_by=by, **facts)
    if file is not None:
        evidence.file_name, evidence.size, evidence.sha256 = str(file.name), file.size, _sha256(file)
        evidence.file.save(str(file.name), file, save=False)
    evidence.save(force_insert=True)
    record(evidence, "add", by=by, at=at, role=_role(by, answer, at), answer=answer.ref, code=answer.code)
    touch(answer.stage, at=at)
    return evidence


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: Partner, at: datetime) -> None:
    """Take evidence back; it stays on record as withdrawn. Raises NotAllowedNow if it was withdrawn already."""
    rows = Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_by=by):
        raise NotAllowedNow("withdraw")
    answer = evidence.answer
    record(evidence, "withdraw", by=by, at=at, role=_role(by, answer, at), answer=answer.ref, code=answer.code)
    touch(answer.stage, at=at)


@transaction.atomic
def claim_standard(answer: Answer, *, by: Partner, at: datetime, text: str, evidence: dict[str, Any] | None = None) -> None:
    """Say that a standard is met, and what shows it. It does not count until a lay partner confirms it.

    Raises NotAllowedNow when nothing shows it: neither evidence given now, nor earlier, nor the records.
    """
    if evidence:
        add_evidence(answer, by=by, at=at, **evidence)
    if not answer.shown and not answer.evidence.standing().exists():
        raise NotAllowedNow("claim", _("Add what shows it: a document, a minute, or a witness."))
    _move(answer, "claim", by=by, at=at, claim=text, claimed_by=by, claimed_at=at, not_met_at=None, not_met_by=None,
          not_met_because="", confirmed_at=None, confirmed_by=None, **_in_todays_words(answer))
    settle(answer.stage, at=at)


@transaction.atomic
def claim_by_the_records(answer: Answer, *, at: datetime) -> None:
    """The system's records show the standard: they claim it, with themselves as evidence."""
    _move(answer, "claim", by=None, at=at, claim="", claimed_by=None, claimed_at=at, **_in_todays_words(answer))
    Evidence.objects.create(answer=answer, kind=Evidence.Kind.RECORD, title="", dated_on=day_of(at), added_at=at)


@transaction.atomic
def confirm_standard(answer: Answer, *, by: Partner, at: datetime) -> None:
    """A lay partner confirms: from now on the standard is met. An open dispute is resolved by it, and stays visible.

    Raises NotAllowedNow if the claim was answered or withdrawn meanwhile, if `by` made it, or if the records deny it.
    """
    _heed_the_records(answer, at=at)
    if answer.claimed_by_id == by.pk:
        raise NotAllowedNow("confirm", _("You claimed this yourself. Another lay partner has to confirm it."))
    _move(answer, "confirm", by=by, at=at, confirmed_by=by, confirmed_at=at)
    _resolve(answer, at=at)
    settle(answer.stage, at=at)


@transaction.atomic
def dispute_standard(answer: Answer, *, by: Partner, at: datetime, because: str) -> Dispute:
    """A lay partner says no, and why. Who claimed is told; the dispute stays visible for ever."""
    _heed_the_records(answer, at=at, deny=False)
    _move(answer, "dispute", by=by, at=at, confirmed_at=None, confirmed_by=None)
    _resolve(answer, at=at)     # an earlier one was answered by the claim that is disputed now
    dispute = Dispute.objects.create(
        answer=answer, by=by, role=_role(by, answer, at), at=at, because=because, claim=answer.claim,
        claimed_by=answer.claimed_by)
    record(dispute, "raise", by=by, at=at, role=dispute.role, answer=answer.ref, code=answer.code)
    send(notices.standard_disputed(dispute, at=at))
    settle(answer.stage, at=at)
    return dispute


@transaction.atomic
def withdraw_claim(answer: Answer, *, by: Partner | None, at: datetime) -> None:
    """Whoever claimed takes it back; the evidence stays."""
    _move(answer, "withdraw", by=by, at=at, claim="", claimed_by=None, claimed_at=None)
    settle(answer.stage, at=at)


@transaction.atomic
def record_not_met(answer: Answer, *, by: Partner, at: datetime, because: str) -> None:
    """Say openly that a standard is not met. The stage may then close with this gap, listed and visible (b5)."""
    _move(answer, "record_not_met", by=by, at=at, not_met_at=at, not_met_by=by, not_met_because=because,
          **_in_todays_words(answer))
    _resolve(answer, at=at)
    settle(answer.stage, at=at)


def _heed_the_records(answer: Answer, *, at: datetime, deny: bool = True) -> None:
    """Before a lay partner answers: let records that show the standard claim it; refuse to confirm what they deny."""
    if answer.code not in PROVEN:
        return
    stages = type(answer.stage).objects.filter(pk=answer.stage_id)
    if are_silent(stages, day_of(at), answer.code):
        return
    missing = what_is_missing(stages, day_of(at), [answer.stage.code], standard=answer.code)[answer.stage_id][answer.code]
    if missing and deny:
        raise NotAllowedNow("confirm", missing[0].words)
    if not missing and answer.state == AnswerState.UNANSWERED:
        claim_by_the_records(answer, at=at)
    if answer.shown is not (not missing):
        answer.shown = not missing
        answer.save(update_fields=["shown"])


def _in_todays_words(answer: Answer) -> dict[str, int]:
    """What is answered now is answered to the question as the stage's edition words it; to one that is not asked any more,
    as it was asked last."""
    return {"worded_in": answer.stage.edition if answer.asked else answer.worded_in}


def _move(answer: Answer, move: str, *, by: Partner | None, at: datetime, **facts: Any) -> None:
    make_move(answer, ANSWER, move, by=by, at=at, role=_role(by, answer, at), about={"code": answer.code}, **facts)
    touch(answer.stage, at=at)


def _resolve(answer: Answer, *, at: datetime) -> None:
    answer.disputes.filter(resolved_at__isnull=True).update(resolved_at=at)


def _role(by: Partner | None, answer: Answer, at: datetime) -> str:
    return role_of(by, answer.stage, on=day_of(at)) if by else ""
