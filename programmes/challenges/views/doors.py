"""Finders: a challenge for those who may read it, or 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from programmes.challenges.models import Challenge
from programmes.challenges.policies import challenges_read_by


def the_challenge(user: Any, ref: str) -> Challenge:
    """To everybody else it is not there."""
    found: Challenge = get_object_or_404(challenges_read_by(user).whole(), ref=ref)
    return found
