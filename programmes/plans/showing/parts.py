"""What later wings add to the pages of a plan; and the door from a discussion paper to a plan, which importing this module registers."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.papers.models import Paper
from programmes.papers.showing.doors import PAPER_DOORS, Door
from programmes.plans.models import Plan
from programmes.plans.policies.reading import plans_seen_by
from programmes.plans.policies.writing import may_start_plan
from programmes.programme.policies import home_of


class Part(NamedTuple):
    """A piece of a page: its template, and its facts as `part`."""

    template: str
    facts: dict[str, Any]


PLAN_PARTS: list[Callable[[Any, Plan, datetime], Part | None]] = []         # (user, plan, at): below the plain summary
PUBLIC_PARTS: list[Callable[[Plan], Part | None]] = []                      # below the decision, for everybody
PLAN_DOORS: list[Callable[[Any, Plan], Iterable[Door]]] = []                # buttons of what comes next, for those who may
PARAGRAPH_PARTS: list[Callable[[Any, Plan], dict[str, Part]]] = []          # beside paragraphs, by their anchor
FORUM_SAW: list[Callable[[Plan], int | None]] = []                          # which version the Forum was asked about, the last time


def parts_of(user: Any, plan: Plan, *, at: datetime) -> list[Part]:
    """The pieces, in the order in which wings registered them."""
    return [part for each in PLAN_PARTS if (part := each(user, plan, at))]


def public_parts_of(plan: Plan) -> list[Part]:
    return [part for each in PUBLIC_PARTS if (part := each(plan))]


def doors_of(user: Any, plan: Plan) -> list[Door]:
    return [door for each in PLAN_DOORS for door in each(user, plan)]


def beside_paragraphs(user: Any, plan: Plan) -> dict[str, list[Part]]:
    """By anchor: what stands beside a paragraph, also beside one that is gone."""
    found: dict[str, list[Part]] = {}
    for each in PARAGRAPH_PARTS:
        for anchor, part in each(user, plan).items():
            found.setdefault(anchor, []).append(part)
    return found


def forum_saw(plan: Plan) -> int:
    """The version that the Forum saw; the first, where nothing says so."""
    found = [version for each in FORUM_SAW if (version := each(plan))]
    return found[-1] if found else 1


def door_of_paper(user: Any, paper: Paper) -> list[Door]:
    """The plans that came of a paper; and the way to make it one, for those who write plans (d4). Two queries."""
    home = home_of(paper.meeting.group)
    if home is None or not paper.is_out():
        return []
    there = [Door(_("The plan that came of it: %(name)s") % {"name": each.name}, reverse("programmes:plan", args=[each.ref]))
             for each in plans_seen_by(user, home).filter(paper=paper).standing().order_by("pk")]      # type: ignore[attr-defined]
    if may_start_plan(user, home):
        there.append(Door(_("Make it an emerging plan"), f"{reverse('programmes:plan-new', args=[home.slug])}?paper={paper.ref}"))
    return there


PAPER_DOORS.append(door_of_paper)
