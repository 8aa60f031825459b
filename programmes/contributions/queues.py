"""What waits for somebody about what lay partners tell us and about the impact log, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import Holding
from programmes.contributions.lifecycles import ASKING, ImpactState
from programmes.contributions.models import (
    Contribution,
    ContributionAnswer,
    ImpactCheck,
    ImpactCredit,
    ImpactEntry,
)
from programmes.contributions.policies.contributions import answerer_is, replier_is
from programmes.contributions.policies.impact import may_be_checked_by
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.programme.models.standing import Standing
from programmes.programme.roles import NAMES


def _running(found: QuerySet, path: str = "") -> QuerySet:
    return found.exclude(**{f"{path}programme__state": ProgrammeState.CLOSED})


def contributions_to_answer(here: Standing, on: date) -> QuerySet:
    """Told, and not answered: for the lead of its workstream; where there is none for the manager, and so on. Never one's own."""
    return _running(Contribution.objects.open().filter(answerer_is(here, on))).exclude(given_by=here.partner)


def answers_to_judge(here: Standing, on: date) -> QuerySet:
    """What this person told and what is answered, for four weeks: is the answer good enough? (The day stands in the row: a question that is
    asked on every page reckons with no dates.)"""
    unsaid = ContributionAnswer.objects.filter(contribution=OuterRef("pk"), is_added=False, is_enough__isnull=True,
                                               led_to=OuterRef("state"))
    return Contribution.objects.filter(Exists(unsaid), state__in=ASKING, given_by=here.partner, judge_until__gte=on)


def contributions_to_reply(here: Standing, on: date) -> QuerySet:
    """Somebody is not satisfied: for the lay co-chairs, but for who gave it and who has answered it; where none is left, for the owner."""
    return _running(Contribution.objects.refused().filter(replier_is(here, on))).exclude(given_by=here.partner)


def impact_to_check(here: Standing, on: date) -> QuerySet:
    """Those that wait for a lay partner; and those that were changed after this person said "not so": their word is asked again."""
    mine = ImpactCheck.objects.open_noes().filter(entry=OuterRef("pk"), by=here.partner, round__lt=OuterRef("round"))
    return _running(ImpactEntry.objects.filter(may_be_checked_by(here), Q(state=ImpactState.WRITTEN) | Q(
        Exists(mine), state=ImpactState.DISPUTED)))


def disputes_to_settle(here: Standing, on: date) -> QuerySet:
    """A lay partner says that it is not so: for who wrote it; what staff wrote also for the manager; and what a lay partner wrote who has
    left for the lay co-chairs who have not disputed it."""
    mine = Q(entry__written_by=here.partner) | Q(entry__noted_by=here.partner)
    mine = mine & Q(entry__programme__in=here.programmes(NAMES)) | Q(      # who has left opens it no more
        entry__written_by__is_professional=True, entry__programme__in=here.programmes(["PM"]))
    if chaired := here.programmes(["LCC"]):
        programme, writer = OuterRef("entry__programme"), OuterRef("entry__written_by")
        seats = Holding.objects.serving(on).lay().filter(Q(seat__group__programme_links__programme=programme) | Q(
            seat__group__workstream__programme=programme), partner=writer)
        team = TeamRole.objects.in_force(on).filter(programme=programme, partner=writer)
        disputed = ImpactCheck.objects.current().filter(entry=OuterRef("entry"), by=here.partner, is_so=False)
        mine |= Q(~Exists(seats), ~Exists(team), ~Exists(disputed), entry__written_by__is_professional=False,
                  entry__programme__in=chaired)
    return _running(ImpactCheck.objects.open_noes().filter(mine, entry__state=ImpactState.DISPUTED), "entry__").exclude(by=here.partner)


def credits_to_answer(here: Standing, on: date) -> QuerySet:
    """This person is thanked in the log: may they be named?"""
    return _running(ImpactCredit.objects.filter(partner=here.partner, agrees__isnull=True), "entry__").exclude(
        entry__state=ImpactState.TAKEN_BACK)
