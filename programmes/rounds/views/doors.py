"""Finders: a round of a plan that the reader may read, and what hangs on it, or 404; and a round as something that may be spoken about."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from programmes.plans.models import Plan
from programmes.plans.policies.reading import plans_seen_by
from programmes.plans.views.doors import the_plan
from programmes.programme.policies import partner_of
from programmes.raising.models import About
from programmes.raising.views.topics import TOPICS, Topic
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen, Theme


def the_round(user: Any, ref: str) -> ForumRound:
    found = get_object_or_404(ForumRound.objects.whole(), ref=ref)
    if not plans_seen_by(user, found.programme).filter(pk=found.plan_id).exists():
        raise Http404
    return found


def the_theme(user: Any, ref: str) -> Theme:
    found = get_object_or_404(Theme.objects.select_related("round", "response"), ref=ref)
    found.round = the_round(user, found.round.ref)
    return found


def the_forum_answer(user: Any, ref: str) -> ForumAnswer:
    """Who gave it finds it, also when they have left the programme."""
    found = get_object_or_404(ForumAnswer.objects.whole().select_related(
        "round", "by", "noted_by", "point", "paragraph", "response__decided_by", "hidden_by", "heard_by"), ref=ref)
    me = partner_of(user)
    found.round = ForumRound.objects.whole().get(pk=found.round_id) if me and me.pk == found.by_id else the_round(user, found.round.ref)
    return found


def the_seen_word(user: Any, ref: str) -> RoundSeen:
    found = get_object_or_404(RoundSeen.objects.select_related("round", "by"), ref=ref)
    found.round = the_round(user, found.round.ref)
    return found


def the_paragraph(user: Any, ref: str, anchor: str) -> tuple[Plan, str]:
    plan = the_plan(user, ref)
    if not plan.paragraphs.filter(anchor=anchor).exists():
        raise Http404
    return plan, anchor


def _about(it: ForumRound) -> About:
    return About("round", it.ref, it.plan.name, it.programme, it.plan.workstream.group)


TOPICS["round"] = Topic(_("a round of the Forum"), the_round, _about, "programmes:round", ("round",))
