"""Who reads a plan: everybody with a role in its programme; who has a part in the Forum alone, once the Forum was asked about it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from coprod.kit.access import YES, Answer
from programmes.plans.lifecycles import PlanState
from programmes.plans.models import Plan
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, standing

UNASKED = (PlanState.EMERGING, PlanState.WITHDRAWN)
# Plans that the Forum was asked about although their state does not say so (any more): later wings add a condition each.
FORUM_ASKED: list[Callable[[], Q]] = []


def asked_of_forum() -> Q:
    """A condition on plans: the Forum was asked about them once."""
    found = ~Q(state__in=UNASKED)
    for each in FORUM_ASKED:
        found |= each()
    return found


def plans_seen_by(user: Any, programme: Programme | None = None) -> QuerySet[Plan]:
    """The plans that the user may read, in one programme or in all."""
    roles = standing(user).within(programme) if programme else standing(user).roles
    codes: dict[int, set[str]] = {}
    for role in roles:
        codes.setdefault(role.programme, set()).add(role.code)
    whole = [pk for pk, mine in codes.items() if mine != {"FORUM"}]
    asked = [pk for pk, mine in codes.items() if mine == {"FORUM"}]
    found = Plan.objects.filter(programme__in=whole)
    return found | Plan.objects.filter(asked_of_forum(), programme__in=asked) if asked else found


def may_read_plans(user: Any, programme: Programme) -> Answer:
    return may_read(user, programme)


def may_read_plan(user: Any, plan: Plan) -> Answer:
    """Whoever found it reads it: the finder shows only those that one may read."""
    return YES
