"""What waits for somebody about rounds, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing
from programmes.rounds.lifecycles import GOES_ON, RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen
from programmes.rounds.policies.reading import unanswered_answers


def _running() -> QuerySet:
    return ForumRound.objects.exclude(plan__programme__state=ProgrammeState.CLOSED)


def _led(here: Standing) -> Q:
    return Q(plan__workstream__in=here.workstreams("WL"))


def rounds_to_answer(here: Standing, on: date) -> QuerySet:
    """For the Forum, the Advisory Group and the pairs: open, and they have not answered."""
    mine = ForumAnswer.objects.filter(round=OuterRef("pk"), by=here.partner)
    return _running().filter(~Exists(mine), state=RoundState.OPEN, closes_on__gte=on,
                             plan__programme__in=here.programmes(["FORUM", "AG", "LCC", "PAIR", "FND"]))


def answers_to_sort(here: Standing, on: date) -> QuerySet:
    """Rounds with answers that are in no theme and not decided: for the lead and the pair."""
    left = ForumAnswer.objects.undecided().filter(round=OuterRef("pk"), themes__isnull=True)
    return _running().filter(_led(here) | Q(plan__workstream__in=here.workstreams("PAIR")), Exists(left), state__in=GOES_ON)


def answers_to_decide(here: Standing, on: date) -> QuerySet:
    """Closed, and something is not decided: for the lead."""
    left = ForumAnswer.objects.undecided().filter(round=OuterRef("pk"))
    return _running().filter(_led(here), Exists(left), state=RoundState.CLOSED)


def rounds_to_look_at(here: Standing, on: date) -> QuerySet:
    """The pair was asked, and this one of it has not said anything on this look."""
    mine = RoundSeen.objects.filter(round=OuterRef("pk"), look=OuterRef("look"), by=here.partner)
    return _running().filter(~Exists(mine), plan__workstream__in=here.workstreams("PAIR"), shown_at__isnull=False, sent_at__isnull=True)


def round_noes(here: Standing, on: date) -> QuerySet:
    """One of the pair says that something is wrong: for the lead and the manager."""
    led = Q(round__plan__workstream__in=here.workstreams("WL")) | Q(round__plan__programme__in=here.programmes(["PM"]))
    return RoundSeen.objects.open_noes().filter(led).exclude(by=here.partner).exclude(
        round__plan__programme__state=ProgrammeState.CLOSED)


def rounds_unanswered(here: Standing, on: date) -> QuerySet:
    """Closed, all is decided, and somebody still waits for their answer: for the lead and the manager (R11)."""
    undecided = ForumAnswer.objects.undecided().filter(round=OuterRef("pk"))
    waits = unanswered_answers().filter(round=OuterRef("pk"))
    return _running().filter(_led(here) | Q(plan__programme__in=here.programmes(["PM"])), ~Exists(undecided), Exists(waits),
                             state=RoundState.CLOSED)
