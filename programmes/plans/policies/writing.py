"""Who writes a plan, says what can still change in it, and puts copies in other forms beside it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from programmes.plans.lifecycles import PlanState
from programmes.plans.models import OpenPoint, Plan, PlanCopy
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import standing

ALL_PLANS = frozenset({"PM", "FAC"})        # of the programme
OWN_PLANS = frozenset({"WL", "PAIR"})       # of their workstream
_WRITES = _("The lead, the pair, the programme manager and the facilitator write the plan of a workstream.")
CLOSED = _("The programme is closed.")
_STANDS = _("It is decided or withdrawn: its words stand.")


def streams_for(user: Any, programme: Programme) -> QuerySet[Workstream]:
    """The workstreams whose plans the user writes."""
    here = standing(user)
    found = Workstream.objects.filter(programme=programme).select_related("group")
    if here.codes(programme) & ALL_PLANS:
        return found
    mine = {role.workstream for role in here.within(programme) if role.code in OWN_PLANS | {"FAC"} and role.workstream is not None}
    return found.filter(pk__in=mine)


def may_start_plan(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    return YES if standing(user).anywhere_in(programme) & (ALL_PLANS | OWN_PLANS) else No(_WRITES)


def writes(user: Any, plan: Plan) -> bool:
    """Whether the user writes the plans of this workstream."""
    return bool(standing(user).codes(plan.programme, plan.workstream) & (ALL_PLANS | OWN_PLANS))


def _written(user: Any, plan: Plan, *, in_time: bool, why: Any) -> Answer:
    if not writes(user, plan):
        return No(_WRITES)
    if plan.programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    return YES if in_time else No(why)


def may_change_plan(user: Any, plan: Plan) -> Answer:
    return _written(user, plan, in_time=plan.can_change(), why=_STANDS)


def may_settle_points(user: Any, plan: Plan) -> Answer:
    """Also after the decision, which settles what was open."""
    in_time = plan.state != PlanState.WITHDRAWN and not plan.is_out()
    return _written(user, plan, in_time=in_time, why=_("The plan is published or withdrawn."))


def may_settle_point(user: Any, point: OpenPoint) -> Answer:
    answer = may_settle_points(user, point.plan)
    return answer if not answer or point.closed_at is None else No(_("It was settled already."))


def may_add_copy(user: Any, plan: Plan) -> Answer:
    """Also after the plan was published: another form of what is decided."""
    return _written(user, plan, in_time=plan.state != PlanState.WITHDRAWN, why=_("It is withdrawn."))


def may_take_copy_out(user: Any, copy: PlanCopy) -> Answer:
    return _written(user, copy.plan, in_time=copy.taken_out_at is None, why=_("It was taken out already."))


def may_look_through_copy(user: Any, copy: PlanCopy) -> Answer:
    """Whoever writes the plan, or decides about it: their name stands beside it."""
    if not copy.waits_for_a_look() or copy.taken_out_at is not None:
        return No(_("Nobody waits for that."))
    return may_add_copy(user, copy.plan)


def may_download_copy(user: Any, copy: PlanCopy) -> Answer:
    """Whoever reads the plan now."""
    return YES
