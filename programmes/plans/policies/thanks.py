"""Whom a plan thanks, who says how they wish to be named, and how they are named to everybody (10.5)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coprod.kit.access import YES, Answer, No
from partners.models import Partner
from programmes.contributions.policies.impact import people_of
from programmes.plans.catalogue import Wish
from programmes.plans.lifecycles import PlanState
from programmes.plans.models import Plan, PlanContributor
from programmes.plans.policies.writing import may_add_copy
from programmes.programme.policies import partner_of
from programmes.raising.policies import may_note_for


def may_add_contributor(user: Any, plan: Plan) -> Answer:
    """Whoever writes the plan."""
    return may_add_copy(user, plan)


def people_to_thank(plan: Plan) -> QuerySet[Partner]:
    """Lay people with a seat in the programme, and the team; but for those who are on the list."""
    return people_of(plan.programme).exclude(pk__in=plan.contributors.values("partner"))       # type: ignore[attr-defined]


def may_say_wish(user: Any, it: PlanContributor) -> Answer:
    """They themselves; or as they say it to somebody who writes it down, as long as they have not said it themselves."""
    partner = partner_of(user)
    if it.plan.state == PlanState.WITHDRAWN:
        return No(_("The plan is withdrawn."))
    if partner is not None and partner.pk == it.partner_id:
        return YES
    if not may_note_for(user, it.plan.programme):
        return No(_("Only they say whether they are named."))
    return YES if not it.wish or it.noted_by_id else No(_("They have said it themselves. Only they may say something else."))


def thanked(people: Iterable[PlanContributor]) -> list[str]:
    """For every reader: by name who wishes so, the others counted; nobody who does not wish to be thanked."""
    people = list(people)
    found = sorted(each.partner.name if each.partner.is_professional else each.partner.shown for each in people if each.wish == Wish.NAMED)
    others = sum(each.wish in ("", Wish.UNNAMED) for each in people)
    if others:
        found.append(ngettext("%(n)d person who is not named", "%(n)d people who are not named", others) % {"n": others})
    return found
