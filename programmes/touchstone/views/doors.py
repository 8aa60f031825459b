"""Finders: a thing of the touchstone, or 404 when the reader may not know that it exists."""

from typing import Any

from django.shortcuts import get_object_or_404

from programmes.nominations.views.doors import by_token
from programmes.programme.policies import groups_seen_by, partner_of
from programmes.programme.views.doors import its_programme, the_one
from programmes.touchstone.models import (
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
)
from programmes.touchstone.policies.breaches import breaches_of

CHECK_WITH = ("adoption__group", "adoption__touchstone", "meeting__group")


def the_touchstone(user: Any, ref: str) -> Touchstone:
    found: Touchstone = the_one(user, Touchstone.objects.select_related("programme", "written_by", "asked_by"), its_programme, ref=ref)
    return found


def the_word(user: Any, ref: str) -> TouchstoneWord:
    """On a version of one's programme, or on the adoption of a group that one sees."""
    found = get_object_or_404(TouchstoneWord.objects.select_related("touchstone__programme", "adoption__group", "partner"), ref=ref)
    if found.touchstone is not None:
        the_touchstone(user, found.touchstone.ref)
    else:
        get_object_or_404(groups_seen_by(user), pk=found.about.group.pk)      # type: ignore[union-attr]
    return found


def the_reopening(user: Any, ref: str) -> TouchstoneReopening:
    return get_object_or_404(TouchstoneReopening.objects.select_related("group", "asked_by"), ref=ref, group__in=groups_seen_by(user))


def the_check(user: Any, ref: str) -> TouchstoneCheck:
    """Of a group that one sees, or in which one is asked."""
    found = get_object_or_404(TouchstoneCheck.objects.select_related(*CHECK_WITH), ref=ref)
    partner = partner_of(user)
    if partner is None or not TouchstoneBallot.objects.filter(check_of=found, partner=partner).exists():
        get_object_or_404(groups_seen_by(user), pk=found.group.pk)
    return found


def the_ballot(user: Any, ref: str) -> TouchstoneBallot:
    found = TouchstoneBallot.objects.select_related("partner", "check_of__adoption__group")
    return get_object_or_404(found, ref=ref, check_of__adoption__group__in=groups_seen_by(user))


def the_procedure(user: Any, ref: str) -> BreachProcedure:
    found: BreachProcedure = the_one(user, BreachProcedure.objects.select_related("programme"), its_programme, ref=ref)
    return found


def the_breach(user: Any, ref: str) -> Breach:
    """To everybody but who raised it, who wrote it down and who answers, it is not there."""
    return get_object_or_404(breaches_of(partner_of(user)), ref=ref)


def _by_its_token(token: str) -> TouchstoneBallot | None:
    return TouchstoneBallot.objects.with_token(token).select_related("partner", "check_of__adoption__group").first()


by_ballot = by_token(_by_its_token, "programmes/touchstone/link_closed.html")
