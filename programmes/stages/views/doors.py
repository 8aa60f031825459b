"""Finders of this wing: the thing behind an address, or 404."""

from typing import Any

from programmes.programme.views.doors import its_programme, the_one
from programmes.stages.models import Answer, Evidence, Stage


def the_stage(user: Any, ref: str) -> Stage:
    found: Stage = the_one(user, Stage.objects.select_related("programme", "workstream"), its_programme, ref=ref)
    return found


def the_answer(user: Any, ref: str) -> Answer:
    answers = Answer.objects.select_related("stage__programme", "stage__workstream", "claimed_by", "confirmed_by", "not_met_by")
    found: Answer = the_one(user, answers, lambda answer: answer.stage.programme, ref=ref)
    return found


def the_evidence(user: Any, ref: str) -> Evidence:
    evidence = Evidence.objects.select_related("answer__stage__programme", "answer__stage__workstream")
    found: Evidence = the_one(user, evidence, lambda piece: piece.answer.stage.programme, ref=ref)
    return found
