"""Signing a stage, proceeding without lay agreement, reopening (domain.md b1, b3)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.programme.actions import advance_programme
from programmes.stages import notices
from programmes.stages.actions.settling import READY_OR_UNRESOLVED, fingerprint, settle
from programmes.stages.lifecycles import ANSWER, STAGE, AnswerState, SignatureValue, StageState
from programmes.stages.models import Proceeding, Reopening, Signature, Stage
from programmes.stages.policies import lay_refusals, role_of, slots, slots_of


@transaction.atomic
def sign_stage(stage: Stage, *, by: Partner, at: datetime, value: str, text: str = "") -> list[Signature]:
    """Record what a signatory says, in every role in which they sign this stage, and what follows for the stage.

    An earlier word of the same person is replaced and stays on record. Raises NotAllowedNow when the stage is not
    up for signing, or when the person's role has ended meanwhile.
    """
    stage = Stage.objects.select_for_update(of=("self",)).select_related("programme", "workstream").get(pk=stage.pk)
    if stage.state not in READY_OR_UNRESOLVED:
        raise NotAllowedNow("sign", _("This stage is not up for signing any more."))
    wanted = slots(stage, on=day_of(at))
    mine = slots_of(by, wanted)
    if not mine:
        raise NotAllowedNow("sign", _("Your role does not sign this stage, or it has ended."))
    seal = fingerprint(stage)
    signatures = []
    for slot in mine:
        stage.signatures.current().filter(round=stage.round, partner=by, role=slot.role, organisation=slot.organisation,
                                          workstream=slot.workstream).update(replaced_at=at)
        signature = Signature.objects.create(
            stage=stage, round=stage.round, partner=by, role=slot.role, organisation=slot.organisation,
            workstream=slot.workstream, value=value, text=text, at=at, fingerprint=seal)
        record(signature, "sign", by=by, at=at, now=value, role=slot.role, stage=stage.ref, code=stage.code)
        signatures.append(signature)
    _conclude(stage, by=by, at=at, seal=seal)
    return signatures


def _conclude(stage: Stage, *, by: Partner, at: datetime, seal: str) -> None:
    """A "no" leaves the stage unresolved at once; once everybody has agreed, it closes."""
    said = list(stage.signatures.current().filter(round=stage.round))
    if any(signature.value == SignatureValue.DISAGREE for signature in said):
        if stage.state == StageState.READY:
            _move(stage, "leave_unresolved", by=by, at=at)
            send(notices.stage_unresolved(stage, at=at))
        return
    if not all(slot.is_filled() for slot in slots(stage, on=day_of(at))):
        if stage.state == StageState.UNRESOLVED:
            _move(stage, "resolve", by=by, at=at)
        return
    gaps = stage.answers.filter(state=AnswerState.NOT_MET).exists()
    concerns = any(signature.value == SignatureValue.CONCERNS for signature in said)
    move = "close_with_gaps" if gaps else "sign_off_with_concerns" if concerns else "sign_off"
    _move(stage, move, by=by, at=at, signed_at=at, signed_fingerprint=seal, changed_at=None)
    if stage.code == "S1":
        advance_programme(stage.programme, "start", by=by, at=at)


@transaction.atomic
def proceed_without_agreement(stage: Stage, *, by: Partner, at: datetime, because: str) -> Proceeding:
    """The senior responsible owner goes on without lay agreement. The refusal stays, and so does the state
    "unresolved"; the reason is told to everyone who signs and can be read by the Forum (b1).

    Raises NotAllowedNow unless a lay signatory has refused and nobody has proceeded yet.
    """
    stage = Stage.objects.select_for_update(of=("self",)).select_related("programme", "workstream").get(pk=stage.pk)
    if stage.state != StageState.UNRESOLVED or stage.proceedings.filter(round=stage.round).exists():
        raise NotAllowedNow("proceed")
    if not lay_refusals(stage).exists():
        raise NotAllowedNow("proceed", _("No lay partner has refused to agree, so there is nothing to proceed without."))
    proceeding = Proceeding.objects.create(stage=stage, round=stage.round, by=by, at=at, because=because)
    record(proceeding, "proceed", by=by, at=at, role="SRO", stage=stage.ref, code=stage.code)
    if stage.code == "S1":
        advance_programme(stage.programme, "start", by=by, at=at)
    send(notices.proceeding(proceeding, at=at))
    return proceeding


@transaction.atomic
def reopen_stage(stage: Stage, *, by: Partner, at: datetime, because: str, codes: Sequence[str]) -> Reopening:
    """Open a signed or unresolved stage again, with the reason and the standards (at least one of `codes`) to be
    looked at anew: what was met waits for a lay partner again. Earlier signatures stay on record; a new round begins.
    """
    role = role_of(by, stage, on=day_of(at))
    reopening = Reopening.objects.create(stage=stage, round=stage.round, by=by, at=at, because=because, codes=list(codes))
    _move(stage, "reopen", by=by, at=at, role=role, round=stage.round + 1, changed_at=None, ready_at=None)
    record(reopening, "reopen", by=by, at=at, role=role, stage=stage.ref, code=stage.code)
    for answer in stage.answers.filter(code__in=codes):
        if "look_again" in ANSWER.offers(answer.state):
            make_move(answer, ANSWER, "look_again", by=by, at=at, role=role, about={"code": answer.code}, claimed_at=at,
                      confirmed_at=None, confirmed_by=None, not_met_at=None, not_met_by=None, not_met_because="")
    settle(stage, at=at)
    return reopening


def _move(stage: Stage, move: str, *, by: Partner, at: datetime, role: str = "", **facts: object) -> None:
    make_move(stage, STAGE, move, by=by, at=at, role=role, about={"code": stage.code}, **facts)
