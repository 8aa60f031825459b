"""Finders of this wing: the thing behind an address, or 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from programmes.programme.views.doors import seen
from programmes.stages.models import Answer, Evidence, Stage


def the_stage(user: Any, ref: str) -> Stage:
    return get_object_or_404(Stage.objects.select_related("programme", "workstream"), ref=ref, programme__in=seen(user))


def the_answer(user: Any, ref: str) -> Answer:
    found = Answer.objects.select_related("stage__programme", "stage__workstream", "claimed_by", "confirmed_by", "not_met_by")
    return get_object_or_404(found, ref=ref, stage__programme__in=seen(user))


def the_evidence(user: Any, ref: str) -> Evidence:
    found = Evidence.objects.select_related("answer__stage__programme", "answer__stage__workstream")
    return get_object_or_404(found, ref=ref, answer__stage__programme__in=seen(user))
