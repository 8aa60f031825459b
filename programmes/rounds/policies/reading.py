"""Who reads what people answered, and under which name."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.post.lifecycles import State
from coprod.post.models import Message
from partners.models import Partner
from programmes.plans.models import Plan
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.policies import may_see_names, partner_of, standing
from programmes.rounds.catalogue import FEW
from programmes.rounds.models import ForumAnswer, ForumRound

SORTS = frozenset({"WL", "PAIR", "PM", "FAC"})
READS = SORTS | {"SRO", "AG", "LCC"}
KNOWS = frozenset({"WL", "PM"})         # who gave an answer without their name
CLOSED = _("The programme is closed.")
REPLY = "we_said_we_did"
TOLD = (State.SENT, State.TOLD)


def codes_in(user: Any, it: ForumRound) -> frozenset[str]:
    return standing(user).codes(it.plan.programme, it.plan.workstream)


def is_closed(it: ForumRound) -> bool:
    return it.plan.programme.state == ProgrammeState.CLOSED


def may_read_round(user: Any, it: ForumRound) -> Answer:
    """Whoever found it reads it: the finder shows rounds of plans that one may read."""
    return YES


def may_read_plan_rounds(user: Any, plan: Plan) -> Answer:
    return YES


def sorts(user: Any, it: ForumRound) -> bool:
    """The lead, the pair, the manager and the facilitator."""
    return bool(codes_in(user, it) & SORTS)


def may_read_answers(user: Any, it: ForumRound) -> Answer:
    """All answers, before they are published: who sorts them, the owner, and the Advisory Group. The Forum reads what is published."""
    if codes_in(user, it) & READS:
        return YES
    return No(_("The lead, the pair, the team and the Advisory Group read all answers. Everybody reads “we said, we did” once it is out."))


def is_givers(user: Any, it: ForumAnswer) -> bool:
    partner = partner_of(user)
    return partner is not None and partner.pk == it.by_id


def may_read_forum_answer(user: Any, it: ForumAnswer) -> Answer:
    """One's own, and what one wrote down; else as all of them."""
    partner = partner_of(user)
    if partner is not None and partner.pk in (it.by_id, it.noted_by_id):
        return YES
    return may_read_answers(user, it.round)


def knows_who(user: Any, it: ForumAnswer) -> bool:
    """Whether the user reads who gave an answer without their name: they themselves, who wrote it down, the lead and the manager."""
    partner = partner_of(user)
    if partner is None:
        return False
    return partner.pk in (it.by_id, it.noted_by_id) or bool(codes_in(user, it.round) & KNOWS)


def giver_shown(user: Any, it: ForumAnswer) -> str:
    """How this reader finds who gave it named: the one place that decides it."""
    nobody = say("A member of the Forum")
    if it.wants_no_name:
        return it.by.name if knows_who(user, it) else nobody
    if is_givers(user, it) or codes_in(user, it.round) & KNOWS:
        return it.by.name
    return it.by.shown if may_see_names(user, it.round.plan.programme) else nobody


def people_who_answered(it: ForumRound) -> int:
    """How many people; hidden answers too, and none that was taken back."""
    found: int = ForumAnswer.objects.not_taken_back().filter(round=it).order_by().values("by").distinct().count()
    return found


def are_few(it: ForumRound) -> bool:
    """Whether so few have answered that words without a name could tell who it is. One query."""
    return people_who_answered(it) < FEW


def words_are_kept_from(user: Any, it: ForumAnswer, *, few: bool) -> bool:
    """Nameless words stay with who gave them and who sorts until five people have answered; what is hidden or kept back by hand stays with
    them; what was taken back with who gave it alone."""
    partner = partner_of(user)
    if partner is not None and (partner.pk == it.by_id or (partner.pk == it.noted_by_id and not it.is_taken_back())):
        return False
    if it.is_taken_back():
        return True
    if it.is_hidden() or it.is_kept_by_hand():
        return not sorts(user, it.round)
    return it.wants_no_name and few and not sorts(user, it.round)


# --- who is still unanswered (R11) ------------------------------------------------------------------------------------------

def told_of() -> Exists:
    """Whether who gave an answer was told "we said, we did" of the round: sent, or told by hand."""
    return Exists(Message.objects.filter(kind=REPLY, about=OuterRef("round__ref"), to=OuterRef("by__ref"), state__in=TOLD))


def unanswered_answers() -> QuerySet[ForumAnswer]:
    """Answers that count and whose giver has not been told what was decided, or about which nothing is decided."""
    return ForumAnswer.objects.standing().filter(Q(response__isnull=True) | ~told_of())


def unanswered_people(it: ForumRound) -> QuerySet[Partner]:
    """Who waits (R11): the live count is of these."""
    waiting = unanswered_answers().filter(round=it).order_by().values("by")
    return Partner.objects.filter(pk__in=waiting).order_by("name", "pk")


def may_see_unanswered(user: Any, it: ForumRound) -> Answer:
    """By name: who has to reach them."""
    return YES if codes_in(user, it) & KNOWS else No(_("The lead and the programme manager see who waits for an answer."))
