"""Who decides about a plan, publishes it, takes it into delivery, reviews and withdraws it; and what is missing before."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.scanning import NEVER, Found, Kind, found_in
from programmes.decisions.lifecycles import DecisionState
from programmes.decisions.models import DecisionRecord
from programmes.plans.lifecycles import PlanState, SummaryState
from programmes.plans.models import Plan, PlanFind
from programmes.plans.policies.writing import CLOSED, writes
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.policies import standing

DECIDES = frozenset({"PM", "SRO", "WL"})
_DECIDES = _("The programme manager, the senior responsible owner and the lead of the workstream do this.")
# What later wings ask for before a move: by its name, functions that answer YES or No(why) for a plan.
READY_CHECKS: dict[str, list[Callable[[Plan], Answer]]] = {"withdraw": [], "decide": [], "publish": []}


def not_ready(plan: Plan, move: str) -> list[str]:
    """What later wings say is missing before a move."""
    answers = [check(plan) for check in READY_CHECKS.get(move, ())]
    return [str(each.why) for each in answers if not each]      # type: ignore[union-attr]


def refuse_if_not_ready(plan: Plan, move: str) -> None:
    """Raises NotAllowedNow with the first thing that is missing."""
    for why in not_ready(plan, move):
        raise NotAllowedNow(move, why)


def decides(user: Any, plan: Plan) -> bool:
    return bool(standing(user).codes(plan.programme, plan.workstream) & DECIDES)


def _decided(user: Any, plan: Plan, *, in_time: bool, why: Any) -> Answer:
    if not decides(user, plan):
        return No(_DECIDES)
    if plan.programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    return YES if in_time else No(why)


def may_withdraw_plan(user: Any, plan: Plan) -> Answer:
    """Who decides; and whoever writes it, while it emerges."""
    offers = plan.offers("withdraw")
    if plan.state == PlanState.EMERGING and writes(user, plan):
        return YES if plan.programme.state != ProgrammeState.CLOSED else No(CLOSED)
    return _decided(user, plan, in_time=offers, why=_("Not while the Forum is answering it, and not once it is published."))


def may_link_plan(user: Any, plan: Plan) -> Answer:
    """Say which decision is about it, as long as that is not made the plan's own."""
    return _decided(user, plan, in_time=plan.can_change(), why=_("It is decided or withdrawn."))


def may_decide_plan(user: Any, plan: Plan) -> Answer:
    if not decides(user, plan):
        return No(_DECIDES)
    return _decided(user, plan, in_time=plan.offers("decide"), why=_("It is decided once everybody who answered has their answer."))


def missing_to_decide(plan: Plan) -> list[str]:
    """What is missing, in sentences, before the plan counts as decided."""
    found = not_ready(plan, "decide")
    if plan.decision is None:
        found.append(say("Say which decision of the log is about it."))
    elif not plan.decision.is_out():
        found.append(say("Its decision is not made yet."))
    return found


def decisions_for(plan: Plan) -> QuerySet[DecisionRecord]:
    """Decisions that may be the plan's: of its programme, not withdrawn, and of no other plan."""
    free = DecisionRecord.objects.filter(programme=plan.programme, plan__isnull=True).exclude(state=DecisionState.WITHDRAWN)
    return (free | DecisionRecord.objects.filter(plan=plan)).newest_first()     # type: ignore[no-any-return]


# --- publishing ---------------------------------------------------------------------------------------------------------

class Find(NamedTuple):
    """Something that looks as if it led to a person: where it stands, and why it may, if somebody said so."""

    found: Found
    places: list[str]
    anchor: str             # of the first paragraph in which it stands, if it is in one
    let: PlanFind | None

    @property
    def key(self) -> str:
        """Names it in an address, without saying what it is."""
        return sha256(f"{self.found.kind}:{self.found.words}".encode()).hexdigest()[:16]

    @property
    def kind(self) -> str:
        return str(Kind(self.found.kind).label)

    @property
    def is_never(self) -> bool:
        """What may not be let through, whatever the reason."""
        return self.found.kind in NEVER


def texts_of(plan: Plan) -> list[tuple[str, str, str]]:
    """Everything of the plan that everybody would read: (place, anchor, text). Three queries."""
    found = [(say("its name"), "", plan.name), (say("what it is for"), "", plan.purpose), (say("what cannot change"), "", plan.fixed),
             (say("who delivers it"), "", plan.delivery_text)]
    found += [(say("the text"), each.anchor, each.text) for each in plan.paragraphs.standing()]     # type: ignore[attr-defined]
    found += [(say("the open points"), "", f"{each.text}\n{each.settled}") for each in plan.points.all()]       # type: ignore[attr-defined]
    found += [(say("the plain summary"), "", each.text)
              for each in plan.summaries.exclude(state=SummaryState.REPLACED)]      # type: ignore[attr-defined]
    return found


def finds_in(plan: Plan) -> list[Find]:
    """What was found in it, each once. Four queries."""
    let = {(each.kind, each.words): each for each in plan.finds.select_related("by")}       # type: ignore[attr-defined]
    found: dict[Found, Find] = {}
    for place, anchor, text in texts_of(plan):
        for each in found_in(text):
            there = found.setdefault(each, Find(each, [], anchor, let.get((each.kind, each.words))))
            if place not in there.places:
                there.places.append(place)
    return list(found.values())


def missing_to_publish(plan: Plan, finds: list[Find]) -> list[str]:
    """What is missing, in sentences, before everybody reads it (10.4, PU3)."""
    found = not_ready(plan, "publish")
    if plan.decision is None or plan.decision.state != DecisionState.PUBLISHED:
        found.append(say("Its decision is not published yet."))
    for copy in plan.copies.there():        # type: ignore[attr-defined]
        if copy.waits_for_a_look():
            found.append(say("Nobody has looked through a file beside it: %(name)s.") % {"name": copy.name})
    if any(each.let is None or each.is_never for each in finds):
        found.append(say("Something in it may lead to a person. Take it out, or say why it may stand there."))
    return found


def may_publish_plan(user: Any, plan: Plan) -> Answer:
    return _decided(user, plan, in_time=plan.offers("publish"), why=_("Only a plan that is decided, and not published yet, is published."))


def may_look_through(user: Any, plan: Plan) -> Answer:
    """See what would be found in it, at any time before it is published."""
    return _decided(user, plan, in_time=not plan.is_out() and plan.state != PlanState.WITHDRAWN, why=_("It is published or withdrawn."))


def may_deliver_plan(user: Any, plan: Plan) -> Answer:
    return _decided(user, plan, in_time=plan.offers("deliver"), why=_("Only a plan that is published goes into delivery."))


def may_review_plan(user: Any, plan: Plan) -> Answer:
    return _decided(user, plan, in_time=plan.offers("review"), why=_("Only a plan that is in delivery is reviewed."))


def may_tie_plan(user: Any, plan: Plan) -> Answer:
    """Say which runs of stages 9 and 10 are the plan's."""
    if not standing(user).codes(plan.programme, plan.workstream) & {"PM", "WL"}:
        return No(_("The programme manager and the lead of the workstream say so."))
    return YES if plan.state != PlanState.WITHDRAWN and plan.programme.state != ProgrammeState.CLOSED else No(
        _("The plan is withdrawn, or the programme is closed."))
