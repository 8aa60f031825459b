"""Who opens a round, closes it, and calls it off; and what is missing before it may be opened (9.1 to 9.4)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import add_working_days
from coprod.kit.saying import day
from partners.models import Group
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.plans.lifecycles import PLAN, SummaryState
from programmes.plans.models import PlainSummary, Plan
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.policies import standing
from programmes.rounds.catalogue import LEAST_WORKING_DAYS, MOST_GROUPS, POST_DAYS
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumRound
from programmes.rounds.policies.reading import CLOSED, codes_in, is_closed

OPENS = frozenset({"WL", "PM"})
_OPENS = _("The lead of the workstream or the programme manager does this.")


def may_open_round(user: Any, plan: Plan) -> Answer:
    """Lead or manager: the lay yes is the approved plain summary."""
    if not standing(user).codes(plan.programme, plan.workstream) & OPENS:
        return No(_OPENS)
    if plan.programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if "ask_forum" not in PLAN.offers(plan.state):
        return No(_("The Forum is asked while the plan can still change, and about one round at a time."))
    return YES


def approved_summary(plan: Plan) -> PlainSummary | None:
    """The one that a lay partner approved, of the version that stands."""
    found: PlainSummary | None = PlainSummary.objects.filter(plan=plan, state=SummaryState.APPROVED, of_version=plan.version).first()
    return found


def missing_to_open(plan: Plan) -> list[str]:
    """One sentence for each thing that is missing (9.1, 9.2). Two queries."""
    found = []
    if not plan.points.open().exists():
        found.append(say("Say what can still change: add at least one open point."))
    if approved_summary(plan) is None:
        found.append(say("A lay partner approves the plain summary of this version first."))
    return found


def first_close(opens_on: date) -> date:
    """The earliest last day for answers."""
    return add_working_days(opens_on, LEAST_WORKING_DAYS)


def wrong_days(opens_on: date, closes_on: date, decide_on: date) -> dict[str, str]:
    """A sentence beside each day that does not fit."""
    if closes_on < (first := first_close(opens_on)):
        return {"closes_on": say("People need at least ten working days. The first day that is possible is %(day)s.") % {"day": day(first)}}
    if decide_on <= closes_on + timedelta(days=POST_DAYS):
        return {"decide_on": say("The decision comes after the last day for post, which is %(day)s.") % {
            "day": day(closes_on + timedelta(days=POST_DAYS))}}
    return {}


def forum_meetings(plan: Plan) -> QuerySet[Meeting]:
    """Meetings of the programme's Forum at which the plan may be talked about."""
    forums = Group.objects.filter(kind=Group.Kind.FORUM, programme_links__programme=plan.programme)
    return Meeting.objects.filter(group__in=forums.values("pk")).exclude(
        state__in=[MeetingState.DRAFT, MeetingState.CANCELLED]).select_related("group").order_by("-starts_at", "-pk")[:MOST_GROUPS * 4]


def _run(user: Any, it: ForumRound, state: str, why: Any) -> Answer:
    if not codes_in(user, it) & OPENS:
        return No(_OPENS)
    if is_closed(it):
        return No(CLOSED)
    return YES if it.state == state else No(why)


def may_close_round(user: Any, it: ForumRound) -> Answer:
    return _run(user, it, RoundState.OPEN, _("It is closed already."))


def may_call_off(user: Any, it: ForumRound) -> Answer:
    return _run(user, it, RoundState.OPEN, _("Only a round that is open is called off: those who answered a closed one get their answer."))
