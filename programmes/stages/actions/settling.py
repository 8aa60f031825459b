"""Keeping a stage's own state true after something in it changed."""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.db.models import F

from coprod.kit.clock import day_of
from coprod.post.actions import send_rows
from coprod.trail.moves import make_move
from programmes.stages import notices
from programmes.stages.lifecycles import SIGNED_STATES, STAGE, SignatureValue, StageState
from programmes.stages.models import Evidence, Signature, Stage


@transaction.atomic
def settle(stage: Stage, *, at: datetime) -> None:
    """Make the stage ready for sign-off, or let it fall back, as its answers now stand."""
    stage.refresh_from_db(fields=["state"])
    complete = stage.is_complete()
    if complete and "become_ready" in STAGE.offers(stage.state):
        make_move(stage, STAGE, "become_ready", by=None, at=at, about={"code": stage.code}, ready_at=at)
        send_rows(notices.sign_off_asked(on=day_of(at), at=at, stages=Stage.objects.filter(pk=stage.pk)))
    elif not complete and "fall_back" in STAGE.offers(stage.state):
        make_move(stage, STAGE, "fall_back", by=None, at=at, about={"code": stage.code}, ready_at=None)


def touch(stage: Stage, *, at: datetime) -> None:
    """Note that an answer or its evidence changed after it was signed. Of a signed stage, those who signed are told.
    While signing goes on, agreement given to what is no longer there is set aside, and asked for again; a "no" stays."""
    if Stage.objects.filter(pk=stage.pk, state__in=SIGNED_STATES).update(changed_at=at):
        stage.changed_at = at
        send_rows(notices.changed_since_signed(at=at, stages=Stage.objects.filter(pk=stage.pk)))
    else:
        Signature.objects.current().filter(
            stage=stage, round=F("stage__round"), value__in=[SignatureValue.AGREE, SignatureValue.CONCERNS]).update(replaced_at=at)


def fingerprint(stage: Stage) -> str:
    """The SHA-256 of everything that a signature rests on: each answer, who stands behind it, and its evidence."""
    evidence: dict[int, list[list[object]]] = {}
    for piece in Evidence.objects.standing().filter(answer__stage=stage).order_by("added_at", "pk"):
        evidence.setdefault(piece.answer_id, []).append(
            [piece.ref, piece.kind, piece.title, piece.text, piece.link, piece.sha256, str(piece.dated_on)])
    facts = [
        [answer.code, answer.state, answer.claim, answer.claimed_by_id, answer.confirmed_by_id, answer.not_met_because,
         evidence.get(answer.pk, [])]
        for answer in stage.answers.in_order()
    ]
    return hashlib.sha256(json.dumps([stage.ref, stage.edition, facts]).encode()).hexdigest()


def is_unsigned_again(stage: Stage) -> bool:
    """Whether what stands now differs from what was signed."""
    return stage.state in SIGNED_STATES and fingerprint(stage) != stage.signed_fingerprint


READY_OR_UNRESOLVED = (StageState.READY, StageState.UNRESOLVED)
