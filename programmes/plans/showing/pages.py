"""One plan with all that stands on its page, and the list of plans of a programme."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.written import levels_of
from programmes.commitments.models import Commitment
from programmes.contributions.showing.pages import Filters, noted
from programmes.decisions.policies.reading import seen_by
from programmes.plans.lifecycles import TONES, PlanState, SummaryState
from programmes.plans.models import (
    OpenPoint,
    PlainSummary,
    Plan,
    PlanContributor,
    PlanParagraph,
    PlanVersion,
    SummaryWord,
)
from programmes.plans.policies import moving, summaries, thanks, writing
from programmes.plans.policies.reading import plans_seen_by
from programmes.plans.showing.parts import Part, beside_paragraphs, doors_of, parts_of
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell_about

NEXT: dict[str, Any] = {
    PlanState.EMERGING: gettext_lazy("Next: the Forum is asked, while it can still change."),
    PlanState.ROUND_OPEN: gettext_lazy("The Forum is answering. Next: every answer gets a reply."),
    PlanState.PREPARING: gettext_lazy("The round is closed. Next: everybody who answered gets a reply."),
    PlanState.ANSWERED: gettext_lazy("Next: it is decided. The Advisory Group says before that what it thinks."),
    PlanState.DECIDED: gettext_lazy("Next: it is looked through and published, so that everybody can read it."),
    PlanState.PUBLISHED: gettext_lazy("Everybody can read it. Next: it goes into delivery."),
    PlanState.DELIVERY: gettext_lazy("It is being done. Next: we look at what came of it."),
    PlanState.REVIEWED: gettext_lazy("We have looked at what came of it."),
    PlanState.WITHDRAWN: gettext_lazy("It goes no further."),
}
SUMMARY_TONES = {SummaryState.ASKED: "waiting", SummaryState.APPROVED: "done", SummaryState.REFUSED: "concern",
                 SummaryState.REPLACED: "not_started"}


class Place(NamedTuple):
    """A paragraph as it is read: how deep its heading stands, and what later wings put beside it."""

    piece: PlanParagraph
    level: int
    parts: list[Part]


def read(pieces: Iterable[PlanParagraph], beside: Mapping[str, list[Part]] | None = None) -> list[Place]:
    """Paragraphs in their order. No query."""
    pieces = list(pieces)
    return [Place(piece, level, (beside or {}).get(piece.anchor, [])) for piece, level in zip(pieces, levels_of(pieces), strict=True)]


def standing_text(plan: Plan) -> Iterable[PlanParagraph]:
    """The paragraphs of the version that stands. One query."""
    found: Iterable[PlanParagraph] = plan.paragraphs.standing()     # type: ignore[attr-defined]
    return found


class Word(NamedTuple):
    """What a lay partner says of the plain summary, as the reader sees it."""

    word: SummaryWord
    who: str
    noted: str
    answered: str
    may_answer: bool


class SummaryShown(NamedTuple):
    """A plain summary with its words. `is_old` if the plan has a newer version."""

    summary: PlainSummary
    tone: str
    writer: str
    words: list[Word]
    is_old: bool


def summaries_of(plan: Plan, user: Any, *, names: bool) -> list[SummaryShown]:
    """All there were, the newest first: no "no" vanishes. Two queries."""
    rows = list(plan.summaries.select_related("written_by").order_by("-pk"))        # type: ignore[attr-defined]
    words: dict[int, list[Word]] = {}
    for each in SummaryWord.objects.filter(summary__plan=plan).select_related("by", "noted_by", "answered_by").order_by("at", "pk"):
        each.summary = next(row for row in rows if row.pk == each.summary_id)
        each.summary.plan = plan
        words.setdefault(each.summary_id, []).append(Word(
            each, named(each.by, names=names) if each.by != partner_of(user) else _("You"),
            noted(each.through, each.noted_by, names=names), named(each.answered_by, names=names),
            bool(each.value == "no" and not each.answer and summaries.may_answer_summary_word(user, each))))
    for row in rows:
        row.plan = plan
    return [SummaryShown(row, SUMMARY_TONES[SummaryState(row.state)], named(row.written_by, names=names), words.get(row.pk, []),
                         row.of_version < plan.version) for row in rows]


def points_of(plan: Plan) -> tuple[list[OpenPoint], list[OpenPoint]]:
    """What is open, and what is settled. One query."""
    points = list(plan.points.order_by("number", "pk"))     # type: ignore[attr-defined]
    for each in points:
        each.plan = plan
    return [each for each in points if each.closed_at is None], [each for each in points if each.closed_at is not None]


def promises_of(plan: Plan) -> list[Commitment]:
    """The promises made about the plan or in its decision (10.6). One query."""
    about = Q(about_kind="plan", about_ref=plan.ref)
    if plan.decision is not None:
        about |= Q(about_kind="decision", about_ref=plan.decision.ref)
    return list(Commitment.objects.filter(about, programme=plan.programme_id).order_by("pk"))


def may_of(user: Any, plan: Plan, summary: PlainSummary | None) -> dict[str, bool]:
    """What this reader may do, for the buttons of the page."""
    found = {
        "change": writing.may_change_plan(user, plan), "settle": writing.may_settle_points(user, plan),
        "add_copy": writing.may_add_copy(user, plan),
        "withdraw": moving.may_withdraw_plan(user, plan), "link": moving.may_link_plan(user, plan),
        "decide": moving.may_decide_plan(user, plan), "publish": moving.may_publish_plan(user, plan),
        "look_through": moving.may_look_through(user, plan), "deliver": moving.may_deliver_plan(user, plan),
        "review": moving.may_review_plan(user, plan), "tie": moving.may_tie_plan(user, plan),
        "write_summary": summaries.may_write_summary(user, plan), "thank": thanks.may_add_contributor(user, plan),
        "say": summary is not None and summaries.may_say_on_summary(user, summary),
        "note": summary is not None and summaries.may_note_summary_word(user, summary)}
    return {name: bool(answer) for name, answer in found.items()}


def plan_context(plan: Plan, user: Any, *, at: datetime) -> dict[str, Any]:
    """A fixed number of queries, however long the plan and however much is said of it."""
    names, me = bool(may_see_names(user, plan.programme)), partner_of(user)
    shown = summaries_of(plan, user, names=names)
    standing = next((each for each in shown if each.summary.state != SummaryState.REPLACED), None)
    may, (open_points, settled) = may_of(user, plan, standing.summary if standing else None), points_of(plan)
    copies = list(plan.copies.there().select_related("looked_by"))      # type: ignore[attr-defined]
    for copy in copies:
        copy.plan = plan
        copy.looked_words = named(copy.looked_by, names=names) if copy.looked_by else ""
    people = list(PlanContributor.objects.filter(plan=plan).select_related("partner").order_by("pk"))
    for each in people:
        each.plan = plan
    versions = list(PlanVersion.objects.filter(plan=plan).select_related("by").order_by("-number"))
    return {
        "plan": plan, "programme": plan.programme, "tone": TONES[PlanState(plan.state)], "next": NEXT[PlanState(plan.state)],
        "starter": named(plan.started_by, names=names), "places": read(standing_text(plan), beside_paragraphs(user, plan)),
        "points": open_points, "settled": settled, "summary": standing, "before": [each for each in shown if each is not standing],
        "copies": copies, "may": may, "thanked": thanks.thanked(people),
        "mine": next((each for each in people if each.partner == me), None),
        "waits": [(each, named(each.partner, names=names)) for each in people
                  if each.partner != me and thanks.may_say_wish(user, each)],
        "versions": [(each, named(each.by, names=names)) for each in versions],
        "decision_here": _decision(plan, user), "promises": promises_of(plan),
        "missing": moving.missing_to_decide(plan) if may["decide"] else [],
        "paper": plan.paper, "parts": parts_of(user, plan, at=at), "doors": doors_of(user, plan),
        "history": tell_about([plan.ref, *(each.summary.ref for each in shown)], names=names)}


def _decision(plan: Plan, user: Any) -> dict[str, Any] | None:
    """What the plan's page says of its decision (10.1 to 10.4), if the reader may read it. Four queries."""
    decision = plan.decision
    if decision is None or not seen_by(user, plan.programme).filter(pk=decision.pk).exists():
        return None
    return about_decision(decision)


def about_decision(decision: Any) -> dict[str, Any]:
    """The Advisory Group's position before it, what changed after the last lay sight, and the look of the pair. Three queries."""
    counted = decision.seen.filter(round=decision.round).aggregate(
        yes=Count("pk", filter=Q(is_right=True)), no=Count("pk", filter=Q(is_right=False)))
    return {"it": decision, "position": decision.positions.current().order_by("pk").last(),
            "changes": list(decision.changes.order_by("at", "pk")), "looks": counted}


# --- the list -----------------------------------------------------------------------------------------------------------

LABELS = {"workstream": gettext_lazy("Workstream"), "state": gettext_lazy("State")}


def list_context(programme: Programme, user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    """The plans of a programme that the reader may read, a page at a time. A fixed number of queries."""
    streams = dict(Workstream.objects.filter(programme=programme).order_by("position", "pk").values_list("ref", "name"))
    filters = Filters(given, workstream=streams, state=dict(PlanState.choices))
    found = plans_seen_by(user, programme).select_related("workstream").annotate(
        open_points=Count("points", filter=Q(points__closed_at__isnull=True), distinct=True))
    if filters["workstream"]:
        found = found.filter(workstream__ref=filters["workstream"])
    if filters["state"]:
        found = found.filter(state=filters["state"])
    page = filters.page(found.order_by("workstream__position", "mark", "pk"))
    page["rows"] = [(each, TONES[PlanState(each.state)]) for each in page["rows"]]
    return {"programme": programme, "filters": filters.fields(LABELS), "may_start": bool(writing.may_start_plan(user, programme)),
            "any": bool(page["rows"]) or any(filters.chosen.values())} | page

