"""What waits for somebody about challenges, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import Group, Holding
from programmes.challenges.lifecycles import WAITING, ChallengeState
from programmes.challenges.models import Challenge, ChallengeAnswer
from programmes.challenges.policies import handlers_in_force
from programmes.programme.models import ProgrammeGroup
from programmes.programme.models.standing import Standing
from programmes.raising.catalogue import Rung
from programmes.raising.policies import CHAIRS


def _handled(here: Standing, on: date) -> Exists:
    return Exists(handlers_in_force(on).filter(challenge=OuterRef("pk"), partner=here.partner))


def _answered_below(here: Standing) -> Exists:
    """Who has answered it on another rung answers it no more."""
    return Exists(ChallengeAnswer.objects.filter(challenge=OuterRef("pk"), by=here.partner).exclude(rung=OuterRef("rung")))


def _mine(here: Standing, on: date) -> Q:
    """On whose rung this person stands, or which they handle; never what they raised."""
    chaired = Holding.objects.serving(on).filter(
        partner=here.partner, seat__office__in=CHAIRS, seat__group__kind=Group.Kind.BOARD).order_by().values("seat__group")
    boards = ProgrammeGroup.objects.filter(group__in=chaired).order_by().values("programme")
    on_rung = (Q(rung=Rung.LEAD, group__workstream__in=here.workstreams("WL"))
               | Q(rung=Rung.MANAGER, programme__in=here.programmes(["PM"]))
               | Q(rung=Rung.OWNER, programme__in=here.programmes(["SRO"])) | Q(rung=Rung.BODY, programme__in=boards))
    handled = _handled(here, on)
    return (Q(is_restricted=False) & on_rung | Q(is_restricted=True) & handled) & ~Q(raised_by=here.partner) & ~Q(_answered_below(here))


def challenges_to_acknowledge(here: Standing, on: date) -> QuerySet:
    """Raised, and nobody has said that they have seen it."""
    return Challenge.objects.filter(_mine(here, on), state=ChallengeState.RAISED)


def challenges_to_answer(here: Standing, on: date) -> QuerySet:
    """Seen, or come up from below: an answer is due."""
    return Challenge.objects.filter(_mine(here, on), state__in=[state for state in WAITING if state != ChallengeState.RAISED])


def answers_to_judge(here: Standing, on: date) -> QuerySet:
    """This person's own, with an answer: is it good enough?"""
    return Challenge.objects.filter(raised_by=here.partner, state=ChallengeState.ANSWERED)


def not_satisfied(here: Standing, on: date) -> QuerySet:
    """An answer will not do: for the lay co-chairs and the manager to see. Of a restricted one, for its handlers among them."""
    return Challenge.objects.filter(Q(is_restricted=False) | Q(_handled(here, on)), state=ChallengeState.NOT_SATISFIED,
                                    programme__in=here.programmes(["PM", "LCC"])).exclude(raised_by=here.partner)
