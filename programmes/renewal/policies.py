"""Who reads the page of recruitment and works on it, and what its records say: the empty seats, the terms, the rounds, the Forum.

A strategy and what is decided about gaps are the manager's to write and lay partners' to agree to. A strategy is agreed when the
lay co-chair agrees and no "no" waits for an answer; a gap check is confirmed by any member of the Advisory Group.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of
from partners.equality.catalogue import SMALLEST_BASE, as_shown
from partners.equality.policies import TooFew, counts
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Partner, Seat, Vacancy
from partners.people.models import searchable
from programmes.calls.lifecycles import RequestState
from programmes.calls.models import Call
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import may_run, names_of, partner_of, standing
from programmes.renewal.catalogue import GROUP, PLACE, WINDOWS, YEAR_DAYS
from programmes.renewal.lifecycles import CheckState
from programmes.renewal.models import CalendarFeed, GapCheck, GapLine, GapNo, Strategy, StrategyView, Target
from programmes.selection.policies import UNSEEN
from programmes.stages.models import Stage

READERS = frozenset({"PM", "SRO", "WL", "FND", "AG", "LCC"})
SEES_RESERVE = frozenset({"PM", "SRO", "LCC"})
ASKED = ("LCC", "AG")       # the co-chair's word comes first: it is the one that makes a strategy agreed


# --- may-questions ---------------------------------------------------------------------------------------------------

def may_read_recruitment(user: Any, programme: Programme) -> Answer:
    if standing(user).anywhere_in(programme) & READERS:
        return YES
    return No(_("Only the %(roles)s reads this page.") % {"roles": names_of(READERS)})


def may_run_recruitment(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    return may_run(user, programme)


def sees_reserve(codes: frozenset[str]) -> bool:
    return bool(codes & SEES_RESERVE)


def may_read_strategy(user: Any, strategy: Strategy) -> Answer:
    return may_read_recruitment(user, strategy.programme)


def may_run_strategy(user: Any, strategy: Strategy) -> Answer:
    return may_run_recruitment(user, strategy.programme)


def may_run_target(user: Any, target: Target) -> Answer:
    return may_run_strategy(user, target.strategy)


def may_answer_strategy_no(user: Any, view: StrategyView) -> Answer:
    return may_run_strategy(user, view.strategy)


def _is_asked(user: Any, programme: Programme, asked_by: int | None) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    partner = partner_of(user)
    if partner is None or not standing(user).codes(programme) & frozenset(ASKED):
        return No(_("Only the %(roles)s is asked about it.") % {"roles": names_of(ASKED)})
    return No(_("You asked yourself. Somebody else has to agree.")) if partner.pk == asked_by else YES


def may_say_on_strategy(user: Any, strategy: Strategy) -> Answer:
    return _is_asked(user, strategy.programme, strategy.asked_by_id)


def may_read_check(user: Any, check: GapCheck) -> Answer:
    return may_read_recruitment(user, check.programme)


def may_run_check(user: Any, check: GapCheck) -> Answer:
    return may_run_recruitment(user, check.programme)


def may_judge_check(user: Any, check: GapCheck) -> Answer:
    """Who confirms what is decided about the gaps, or says no to it."""
    return _is_asked(user, check.programme, check.asked_by_id)


def may_decide(user: Any, line: GapLine) -> Answer:
    return may_run_check(user, line.check_of)


def may_answer_gap_no(user: Any, no: GapNo) -> Answer:
    return may_run_check(user, no.check_of)


def fetches(feed: CalendarFeed, codes: frozenset[str]) -> bool:
    """A calendar shows what its owner may read today, with the roles `codes`: nothing once these have ended."""
    return bool(codes & READERS)


# --- seats, terms, rounds --------------------------------------------------------------------------------------------

def _groups(programme: Programme) -> Any:
    linked = ProgrammeGroup.objects.filter(programme=programme).order_by().values("group")
    return linked.union(Workstream.objects.filter(programme=programme).order_by().values("group"))


def empty_seats(programme: Programme, on: date) -> QuerySet:
    """Lay seats in which nobody serves, those that have been empty longest first; `since` is None where nobody ever sat."""
    since = Vacancy.objects.running().filter(seat=OuterRef("pk")).values("from_on")[:1]
    found = Seat.objects.lay().standing().empty(on).filter(group__in=_groups(programme), opened_on__lte=on)
    longest_first = F("since").asc(nulls_last=True)
    return found.select_related("group").annotate(since=Subquery(since)).order_by(longest_first, "group__name", "name", "pk")


def terms_ending(programme: Programme, on: date) -> QuerySet:
    """Lay partners whose term ends within 90 days, the first to end at the top."""
    found = Holding.objects.lay().filter(state=HoldingState.SERVING, seat__group__in=_groups(programme), until_on__gte=on,
                                         until_on__lte=on + timedelta(days=WINDOWS[-1]))
    return found.select_related("seat__group", "partner").order_by("until_on", "seat__group__name", "pk")


def open_rounds(programme: Programme, at: datetime) -> QuerySet:
    """Calls that are open, with how many organisations were asked and answered and how many people were put forward."""
    sent = Q(requests__sent_at__isnull=False)
    return Call.objects.open(at).filter(programme=programme).order_by("closing_at", "pk").annotate(
        n_asked=Count("requests", filter=sent, distinct=True),
        n_answered=Count("requests", filter=sent & ~Q(requests__state=RequestState.SENT), distinct=True),
        n_people=Count("nominations", filter=~Q(nominations__state=NominationState.MERGED), distinct=True))


def reserve(programme: Programme, on: date) -> QuerySet:
    """People on the reserve list, with their yes, until their day."""
    found = Nomination.objects.filter(call__programme=programme, state=NominationState.RESERVE, reserve_until__gte=on)
    return found.select_related("candidate", "profile", "call").defer(*UNSEEN).order_by("reserve_until", "pk")


# --- the Forum and its profile ---------------------------------------------------------------------------------------

def members_of_forum(programme: Programme, on: date) -> list[Partner]:
    """Everybody who holds a lay seat in the programme's Forum on that day."""
    held = Holding.objects.serving(on).lay().filter(seat__group__kind=Group.Kind.FORUM,
                                                    seat__group__programme_links__programme=programme)
    return list(Partner.objects.filter(pk__in=held.order_by().values("partner")).only("ref", "area").order_by("pk"))


class Counted(NamedTuple):
    """A number that was counted by hand, and who counted how."""

    number: int
    source: str


def numbers_shown(targets: list[Target], members: list[Partner], by_hand: dict[str, Counted]) -> dict[int, str]:
    """For each target (by its id) the number of members as it may be shown; "" where nothing may be told, or nobody counted.

    What people say about themselves comes as counts alone, one question at a time. Places and groups are hidden by the same rule.
    """
    refs, shown = [member.ref for member in members], {}
    told: dict[str, dict[str, str]] = {}
    for dimension in {target.dimension for target in targets} - {PLACE, GROUP}:
        try:
            told[dimension] = dict(counts(refs, dimension))
        except TooFew:
            told[dimension] = {}
    places = Counter(searchable(member.area.strip()) for member in members if member.area.strip())
    for target in targets:
        if target.dimension == PLACE:
            found = as_shown(places[searchable(target.value)]) if places.total() >= SMALLEST_BASE else ""
        elif target.dimension == GROUP:
            is_told = target.ref in by_hand and len(members) >= SMALLEST_BASE
            found = as_shown(by_hand[target.ref].number) if is_told else ""
        else:
            found = told[target.dimension].get(target.value, "")
        shown[target.pk] = found
    return shown


def round_of(programme: Programme) -> int:
    """The round of stage 12 that a comparison made now counts in: the one at work or to come, or the next when the last is signed."""
    last = Stage.objects.filter(programme=programme, code="S12").order_by("-cycle").first()
    return last.cycle + last.is_signed() if last else programme.cycle


def last_check(programme: Programme) -> GapCheck | None:
    """The newest comparison, whatever became of it."""
    return GapCheck.objects.filter(programme=programme).order_by("-on", "-pk").first()


def next_check_on(strategy: Strategy | None, check: GapCheck | None) -> date | None:
    """When the Forum is to be compared again: a year after the last time, or after the strategy was agreed."""
    if check is not None and check.state != CheckState.CONFIRMED:
        return None
    last = check.on if check else day_of(strategy.agreed_at) if strategy and strategy.agreed_at else None
    return last + timedelta(days=YEAR_DAYS) if last else None


def what_hinders_comparing(programme: Programme, strategy: Strategy | None, check: GapCheck | None, on: date) -> str:
    """Why the Forum cannot be compared with its profile today; "" if it can."""
    if strategy is None:
        return _("Lay partners agree the recruitment strategy first. It says how many of whom the Forum should have.")
    if check and check.state != CheckState.CONFIRMED:
        return _("The last comparison is not confirmed yet.")
    if check and check.month_on == on.replace(day=1):
        return _("It was compared this month already. Two counts close together would tell who joined in between.")
    return ""
