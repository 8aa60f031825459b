"""Finders of this wing: the thing behind an address, or 404."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.commitments.models import Commitment, NewDay
from programmes.programme.views.doors import its_programme, the_one
from programmes.raising.models import About
from programmes.raising.views.topics import TOPICS, Topic


def the_commitment(user: Any, ref: str) -> Commitment:
    found: Commitment = the_one(user, Commitment.objects.whole(), its_programme, ref=ref)
    return found


def the_new_day(user: Any, ref: str) -> NewDay:
    days = NewDay.objects.select_related("commitment__programme", "commitment__owner", "commitment__second_owner")
    found: NewDay = the_one(user, days, lambda day: day.commitment.programme, ref=ref)
    return found


def _about(it: Commitment) -> About:
    return About("commitment", it.ref, it.short, it.programme, it.group)


TOPICS["commitment"] = Topic(_("a promise"), the_commitment, _about, "programmes:commitment", ("commitment",))
