"""Who answers a round, until when, and for whom it is written down (FM3)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Holding, Partner
from partners.people.models import NOTED
from programmes.contributions.policies.contributions import groups_of
from programmes.programme.models import TeamRole
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import may_note_for
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies.reading import CLOSED, is_closed, is_givers, sorts

TOO_LATE = _("The round is closed. Your words are still here: copy them, or ring us, and we put them beside the plan.")
SENT = _("The answers have gone out. Nothing more comes in.")


def in_time(it: ForumRound, on: date, *, through: str) -> Answer:
    """Until the last day; what comes by post, by phone or in person and is written down, five days longer (FM3)."""
    if is_closed(it):
        return No(CLOSED)
    if it.state == RoundState.CALLED_OFF:
        return No(_("The round was called off."))
    if it.sent_at is not None or it.state == RoundState.ANSWERED:
        return No(SENT)
    if through in NOTED:
        return YES if on <= it.post_until else No(TOO_LATE)
    return YES if it.state == RoundState.OPEN and on <= it.closes_on else No(TOO_LATE)


def may_answer_round(user: Any, it: ForumRound) -> Answer:
    """Everybody with a role in the programme, the Forum first of all. The time is asked by the action: what was typed too late is kept."""
    if partner_of(user) is None or not standing(user).anywhere_in(it.plan.programme):
        return No(_("Members of the Forum and of the programme’s groups answer."))
    return No(_("The round was called off.")) if it.state == RoundState.CALLED_OFF else YES


def may_note_answer(user: Any, it: ForumRound) -> Answer:
    """What somebody says by phone or in person, or sends by post."""
    answer = may_note_for(user, it.plan.programme)
    return in_time(it, day_of(now()), through=NOTED[0]) if answer else answer


def may_answer_here(programme: Any, on: date) -> QuerySet[Partner]:
    """For whom an answer may be written down: who has a seat in one of the programme's groups, or a role in it."""
    held = Holding.objects.serving(on).filter(seat__group__in=groups_of(programme).values("pk")).order_by().values("partner")
    team = TeamRole.objects.in_force(on).filter(programme=programme).order_by().values("partner")
    return Partner.objects.filter(Q(pk__in=held) | Q(pk__in=team))


def may_hear_recording(user: Any, it: ForumAnswer) -> Answer:
    return YES if sorts(user, it.round) or is_givers(user, it) else No(_("Who sorts the answers listens to it."))


def may_write_down_recording(user: Any, it: ForumAnswer) -> Answer:
    if not sorts(user, it.round):
        return No(_("Who sorts the answers writes down what the recording says."))
    return YES if it.audio and not it.text else No(_("It is written down already, or there is no recording."))
