"""Who answers a round, until when, and for whom it is written down (FM3)."""

from datetime import date, datetime
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
from programmes.rounds.policies.reading import CLOSED, is_closed, is_givers, knows_who, sorts

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


def still_open(it: ForumRound, at: datetime) -> Answer:
    """Until the round closes who answered may change it or take it back; by post, too, since what came in is being sorted after that."""
    if is_closed(it):
        return No(CLOSED)
    if it.state == RoundState.OPEN and day_of(at) <= it.closes_on:
        return YES
    return No(_("The round is closed. What was answered stays as it is."))


def _may_change(it: ForumAnswer) -> Answer:
    if not it.offers("take_back"):
        return No(_("It is hidden, or it was taken back."))
    return still_open(it.round, now())


def may_change_answer(user: Any, it: ForumAnswer) -> Answer:
    return _may_change(it) if is_givers(user, it) else No(_("Who gave an answer changes it or takes it back."))


def may_note_change(user: Any, it: ForumAnswer) -> Answer:
    """As they say it by phone, by letter or in person. Of one without a name by who knows of whom it is."""
    answer = may_note_for(user, it.round.plan.programme)
    if not answer or is_givers(user, it):
        return answer or No(_("This is your own. Change it yourself."))
    if it.wants_no_name and not knows_who(user, it):
        return No(_("It was given without a name. The lead, the manager or who wrote it down notes what they say."))
    return _may_change(it)


def may_keep_back(user: Any, it: ForumAnswer) -> Answer:
    """Their own words, or as one who sorts, with a reason; also once it is published."""
    if is_closed(it.round):
        return No(CLOSED)
    if not is_givers(user, it) and not sorts(user, it.round):
        return No(_("Who gave it, or who sorts the answers, keeps words back."))
    if it.is_taken_back() or it.is_hidden():
        return No(_("Nobody in the group reads it: it is hidden, or it was taken back."))
    return No(_("These words are kept back already.")) if it.is_kept_by_hand() else YES


def may_keep_no_more(user: Any, it: ForumAnswer) -> Answer:
    """Their own wish is theirs to take back; what who sorts kept back, those who sort show again."""
    if is_closed(it.round):
        return No(CLOSED)
    if not it.is_kept_by_hand():
        return No(_("These words are not kept back."))
    if it.kept_by_id == it.by_id:
        return YES if is_givers(user, it) else No(_("Who gave it wants that. Only they change it."))
    return YES if sorts(user, it.round) and not is_givers(user, it) else No(_("Who sorts the answers kept it back."))


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


def hears(user: Any, it: ForumAnswer, *, is_sorter: bool) -> bool:
    """Whether the user may hear the recording, if they stand among those who sort."""
    return bool(it.audio) and (is_givers(user, it) or (is_sorter and not it.is_taken_back()))


def may_hear_recording(user: Any, it: ForumAnswer) -> Answer:
    if is_givers(user, it) or (sorts(user, it.round) and not it.is_taken_back()):
        return YES
    return No(_("It was taken back.")) if it.is_taken_back() else No(_("Who sorts the answers listens to it."))


def may_write_down_recording(user: Any, it: ForumAnswer) -> Answer:
    if not sorts(user, it.round):
        return No(_("Who sorts the answers writes down what the recording says."))
    if it.audio and it.heard_by_id is None and not it.is_taken_back():
        return YES
    return No(_("It is written down already, or there is no recording."))
