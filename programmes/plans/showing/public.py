"""What everybody reads of a plan that is published: nothing that may lead to a person, nobody named who did not wish it (10.5, PU3)."""

from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.scanning import found_in
from programmes.commitments.lifecycles import DROPPED, CommitmentState
from programmes.decisions.lifecycles import DecisionState
from programmes.decisions.models import DecisionRecord
from programmes.decisions.showing.pages import public_context
from programmes.plans.lifecycles import TONES, PlanState, SummaryState
from programmes.plans.models import Plan
from programmes.plans.policies.thanks import thanked
from programmes.plans.showing.comparing import Compared, compare
from programmes.plans.showing.pages import points_of, promises_of, read, standing_text
from programmes.plans.showing.parts import forum_saw, public_parts_of

ON_A_PAGE = 25
HIDDEN = (CommitmentState.PROPOSED, *DROPPED)        # nobody has promised these


def let_through(plan: Plan) -> set[tuple[str, str]]:
    """What was found and may stand. One query."""
    return set(plan.finds.values_list("kind", "words"))     # type: ignore[attr-defined]


def is_clean(text: str, let: set[tuple[str, str]]) -> bool:
    """Whether everybody may read it: nothing is found in it but what may stand."""
    return all((each.kind, each.words) in let for each in found_in(text))


def _of_decision(decision: DecisionRecord, let: set[tuple[str, str]]) -> dict[str, Any]:
    """The decision as its own public page shows it; of one with a find in its words only its name and day."""
    found = public_context(decision)
    said = [decision.title, decision.text, decision.options, decision.no_options_because, decision.reason, decision.duty_how,
            decision.no_position_because, *(each.text for each in found["positions"]), *(each.words for each, _who in found["against"]),
            *(each.text for each in found["earlier_reasons"]), *(each.text for each in found["changes"]),
            *(f"{each.text}\n{each.answer}" for each in found["looks"])]
    return found | {"is_clean": all(is_clean(text, let) for text in said)}


def plan_for_everybody(plan: Plan) -> dict[str, Any]:
    """A fixed number of queries."""
    let, decision = let_through(plan), plan.decision
    summary = plan.summaries.exclude(state=SummaryState.REPLACED).first()       # type: ignore[attr-defined]
    approved = summary.words.filter(value="yes").order_by("at", "pk").last() if summary and summary.state == SummaryState.APPROVED else None
    copies = [each for each in plan.copies.there() if not each.waits_for_a_look()]      # type: ignore[attr-defined]
    for copy in copies:
        copy.plan = plan
    open_points, settled = points_of(plan)
    shown = _of_decision(decision, let) if decision is not None and decision.state == DecisionState.PUBLISHED else {}
    return shown | {
        "plan": plan, "programme": plan.programme, "tone": TONES[PlanState(plan.state)],
        "places": read(standing_text(plan)),
        "summary": summary, "approved": approved, "copies": copies, "points": open_points, "settled": settled, "saw": forum_saw(plan),
        "thanked": thanked(plan.contributors.select_related("partner").order_by("pk")),        # type: ignore[attr-defined]
        "promises": [each for each in promises_of(plan) if each.state not in HIDDEN and is_clean(each.text, let)],
        "parts": public_parts_of(plan)}


def published_plans(slug: str, *, start: int = 0) -> dict[str, Any] | None:
    """A page of what a programme has published, the newest first; None where it has published nothing. Two queries."""
    out = Plan.objects.out().filter(programme__slug=slug)      # type: ignore[attr-defined]
    found = list(out.select_related("programme").order_by("-published_at", "-pk")[start:start + ON_A_PAGE + 1])
    first = found[0] if found else out.select_related("programme").first()
    if first is None:
        return None
    return {"programme": first.programme, "rows": [(each, TONES[PlanState(each.state)]) for each in found[:ON_A_PAGE]],
            "next": f"?from={start + ON_A_PAGE}" if len(found) > ON_A_PAGE else "",
            "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else ""}


def changes_for_everybody(plan: Plan) -> Compared:
    """What was changed since the Forum saw it. Words that may lead to a person and were taken out are not shown again. Two queries."""
    let, found = let_through(plan), compare(plan, forum_saw(plan), plan.version)
    return found._replace(lines=[_hidden(each, let) for each in found.lines])


def _hidden(line: Any, let: set[tuple[str, str]]) -> Any:
    before = "".join(run.words for run in line.runs if run.kind != "new")
    if line.what == "gone" and not is_clean(line.piece.text, let):
        line.piece.text = _("What stood here might have led to a person. It is not shown.")
        return line
    return line if is_clean(before, let) else line._replace(runs=[])
