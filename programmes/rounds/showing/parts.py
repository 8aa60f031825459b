"""Pieces of a plan's page: its rounds, the way to open one, and beside each paragraph how many voices shaped it. Importing this module
registers them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.papers.showing.doors import Door
from programmes.plans.models import Plan, PlanParagraph
from programmes.plans.policies.reading import FORUM_ASKED
from programmes.plans.showing.parts import FORUM_SAW, PARAGRAPH_PARTS, PLAN_DOORS, PLAN_PARTS, PUBLIC_PARTS, Part
from programmes.rounds.lifecycles import AnswerState
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies.opening import may_open_round


def rounds_of(user: Any, plan: Plan, at: datetime) -> Part | None:
    """Each round of the plan with how many answers it had. One query."""
    found = list(ForumRound.objects.filter(plan=plan).annotate(
        number_of_answers=Count("answers", filter=Q(answers__state=AnswerState.STANDING))).order_by("-number"))
    return Part("programmes/rounds/_of_plan.html", {"rounds": found, "plan": plan}) if found else None


def doors(user: Any, plan: Plan) -> Iterable[Door]:
    if may_open_round(user, plan):
        yield Door(_("Ask the Forum"), reverse("programmes:round-open", args=[plan.ref]))


def published_rounds(plan: Plan) -> Part | None:
    found = list(ForumRound.objects.public().filter(plan=plan).order_by("number"))
    return Part("programmes/rounds/_public_of_plan.html", {"rounds": found}) if found else None


def voices_beside(user: Any, plan: Plan) -> dict[str, Part]:
    """Beside each paragraph that somebody spoke about, or that changed because of somebody. Two queries."""
    on_it = dict(ForumAnswer.objects.standing().filter(round__plan=plan, paragraph__isnull=False).order_by().values_list(
        "paragraph__anchor").annotate(n=Count("pk")))
    shaped = dict(PlanParagraph.objects.filter(plan=plan, responses__answers__state=AnswerState.STANDING).order_by().values_list(
        "anchor").annotate(n=Count("responses__answers", distinct=True)))
    return {anchor: Part("programmes/rounds/_beside.html", {
        "on_it": on_it.get(anchor, 0), "shaped": shaped.get(anchor, 0),
        "href": reverse("programmes:paragraph-voices", args=[plan.ref, anchor])}) for anchor in {*on_it, *shaped}}


def version_seen(plan: Plan) -> int | None:
    """Which version the Forum was asked about the last time."""
    return ForumRound.objects.standing().filter(plan=plan).order_by("-number").values_list("of_version", flat=True).first()


PLAN_PARTS.append(rounds_of)
PLAN_DOORS.append(doors)
PUBLIC_PARTS.append(published_rounds)
PARAGRAPH_PARTS.append(voices_beside)
FORUM_SAW.append(version_seen)
FORUM_ASKED.append(lambda: Q(Exists(ForumRound.objects.filter(plan=OuterRef("pk")))))
