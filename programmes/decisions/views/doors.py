"""Finders: a decision that the reader may read, or 404; and a decision as something that may be spoken about."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from programmes.decisions.models import DecisionDissent, DecisionRecord, DecisionSeen
from programmes.decisions.policies.reading import groups_that_decide, openness_of, seen_by
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme
from programmes.raising.models import About
from programmes.raising.views.topics import TOPICS, Topic
from programmes.stages.models import Stage

WITH = ("programme", "group", "workstream__group", "meeting__group", "stage__workstream", "minute_line__minutes__meeting", "prepared_by",
        "made_by", "published_by", "withdrawn_by")
MEETINGS_OFFERED = 60


def the_decision(user: Any, ref: str) -> DecisionRecord:
    found = get_object_or_404(DecisionRecord.objects.select_related(*WITH), ref=ref)
    if not seen_by(user, found.programme).filter(pk=found.pk).exists():
        raise Http404
    return found


def the_dissent(user: Any, ref: str) -> DecisionDissent:
    found = get_object_or_404(DecisionDissent.objects.select_related("decision"), ref=ref)
    found.decision = the_decision(user, found.decision.ref)
    return found


def the_word(user: Any, ref: str) -> DecisionSeen:
    found = get_object_or_404(DecisionSeen.objects.select_related("decision", "by"), ref=ref)
    found.decision = the_decision(user, found.decision.ref)
    return found


def the_waiting_log(user: Any, slug: str) -> Programme:
    """A programme whose log waits for the lay co-chair's yes, or is open."""
    programme = the_programme(user, slug)
    if openness_of(programme) is None:
        raise Http404
    return programme


def meetings_of(groups: QuerySet) -> QuerySet[Meeting]:
    """The last meetings of these groups, as choices."""
    found = Meeting.objects.filter(group__in=groups.values("pk"), kind=Kind.MEETING).exclude(
        state__in=[MeetingState.DRAFT, MeetingState.CANCELLED]).order_by("-starts_at", "-pk").values_list("pk", flat=True)
    return Meeting.objects.filter(pk__in=list(found[:MEETINGS_OFFERED])).select_related("group").order_by("-starts_at", "-pk")


def meetings_for(programme: Programme) -> QuerySet[Meeting]:
    return meetings_of(groups_that_decide(programme))


def stages_for(programme: Programme, decision: DecisionRecord | None = None) -> QuerySet[Stage]:
    """The programme's runs of stage 10 that have no decision yet, or have this one."""
    free = Stage.objects.filter(programme=programme, code="S10", decision__isnull=True)
    mine = Stage.objects.filter(programme=programme, decision=decision) if decision else Stage.objects.none()
    return (free | mine).select_related("workstream").in_order()      # type: ignore[attr-defined,no-any-return]


def _about(it: DecisionRecord) -> About:
    return About("decision", it.ref, it.title, it.programme, it.group or (it.workstream.group if it.workstream else None))


TOPICS["decision"] = Topic(_("a decision"), the_decision, _about, "programmes:decision", ("decision",))
