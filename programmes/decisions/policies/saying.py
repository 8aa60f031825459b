"""Who speaks about a decision: the lay co-chair for the Advisory Group, a lay partner who does not agree, and who saw what was changed."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Holding, Partner
from programmes.decisions.catalogue import DISSENT_DAYS, HOW_STRICT, Position
from programmes.decisions.lifecycles import AHEAD, DecisionState
from programmes.decisions.models import DecisionDissent, DecisionPosition, DecisionRecord, DecisionSeen
from programmes.decisions.policies.reading import advisory_of, lay_of, lay_of_programme
from programmes.programme.models import TeamRole
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import lay_chairs, may_note_for

_TOO_LATE = _("The decision is made. The position of the Advisory Group comes before it.")
THEIR_OWN = _("They have said this themselves. Ask them to change it.")
_GONE = _("It was withdrawn.")


# --- the position ------------------------------------------------------------------------------------------------------

def may_say_position(user: Any, decision: DecisionRecord) -> Answer:
    if "LCC" not in standing(user).codes(decision.programme):
        return No(_("A lay co-chair says what the Advisory Group’s position is."))
    return time_for_position(decision)


def time_for_position(decision: DecisionRecord) -> Answer:
    if decision.state == DecisionState.WITHDRAWN:
        return No(_GONE)
    return YES if decision.state in AHEAD else No(_TOO_LATE)


def may_note_position(user: Any, decision: DecisionRecord) -> Answer:
    """Staff write down what a lay co-chair says."""
    if not standing(user).codes(decision.programme, decision.workstream) & {"PM", "FAC", "WL"}:
        return No(_("The manager, the facilitator or the lead writes down what a lay co-chair says."))
    return time_for_position(decision)


def chairs_on(decision: DecisionRecord, on: date) -> QuerySet[Partner]:
    return lay_chairs(decision.programme, on)


def is_a_day_for_position(decision: DecisionRecord, said_on: date, *, on: date, is_noted: bool) -> Answer:
    """Not ahead, not after the decision; what is written down for somebody, not before there were these words."""
    if said_on > on:
        return No(_("The day is still to come."))
    if decision.decided_on and said_on > decision.decided_on:
        return No(_("That day is after the day of the decision."))
    if is_noted and said_on < day_of(decision.reworded_at or decision.prepared_at):
        return No(_("On that day the decision was not prepared in these words."))
    return YES


def may_be_noted_as_position(decision: DecisionRecord, value: str) -> Answer:
    """What staff write down never makes a position milder that a lay co-chair gave themselves."""
    own = DecisionPosition.objects.filter(decision=decision, noted_by__isnull=True).order_by("at", "pk").last()
    if own is None:
        return YES
    said, noted = HOW_STRICT[Position(own.value)], HOW_STRICT[Position(value)]
    is_same = own.replaced_at is None and own.wording == decision.wording
    return No(THEIR_OWN) if noted < said or (noted == said and is_same) else YES


# --- who does not agree --------------------------------------------------------------------------------------------------

def time_for_dissent(decision: DecisionRecord, on: date) -> Answer:
    """Before the decision, and up to 28 days after it."""
    if decision.state in AHEAD:
        return YES
    if decision.state == DecisionState.WITHDRAWN:
        return No(_GONE)
    if decision.decided_on and on > decision.decided_on + timedelta(days=DISSENT_DAYS):
        return No(_("The decision was made more than 28 days ago."))
    return YES


def may_dissent(user: Any, decision: DecisionRecord) -> Answer:
    partner = partner_of(user)
    if partner is None or partner.is_professional or not lay_of_programme(decision.programme, day_of(now())).filter(pk=partner.pk).exists():
        return No(_("Lay partners in the groups of this programme say here that they do not agree."))
    return time_for_dissent(decision, day_of(now()))


def may_note_dissent(user: Any, decision: DecisionRecord) -> Answer:
    answer = may_note_for(user, decision.programme, decision.group)
    return time_for_dissent(decision, day_of(now())) if answer else answer


def may_take_back(user: Any, dissent: DecisionDissent) -> Answer:
    """Only who said it. Staff never take it out."""
    partner = partner_of(user)
    if partner is None or partner.pk != dissent.by_id:
        return No(_("Only who said it takes it back."))
    return YES if dissent.taken_back_at is None else No(_("It was taken back already."))


# --- what was changed ----------------------------------------------------------------------------------------------------

def lookers(decision: DecisionRecord, on: date) -> QuerySet[Partner]:
    """Who looks at the changes for the lay side: the pair of the workstream concerned; where there is none, the Advisory Group's lay
    members."""
    if decision.workstream is not None:
        return lay_of([decision.workstream.group_id], on)
    return lay_of(advisory_of(decision.programme).values("pk"), on)


def asked_to_look(decision: DecisionRecord, on: date) -> QuerySet[Partner]:
    """To whom it is said: the pair; of the Advisory Group its lay co-chairs."""
    return lookers(decision, on) if decision.workstream is not None else lay_chairs(decision.programme, on)


def time_to_look(decision: DecisionRecord) -> Answer:
    """Once they were asked; also after it was published."""
    if decision.shown_at is None:
        return No(_("Nobody has been asked to look at it yet."))
    return No(_("It is put off or withdrawn.")) if decision.state in (DecisionState.DEFERRED, DecisionState.WITHDRAWN) else YES


def may_say_seen(user: Any, decision: DecisionRecord) -> Answer:
    partner = partner_of(user)
    if partner is None or not lookers(decision, day_of(now())).filter(pk=partner.pk).exists():
        return No(_("The pair of the workstream says so; where no workstream is concerned, a lay member of the Advisory Group."))
    return time_to_look(decision)


def may_note_seen(user: Any, decision: DecisionRecord) -> Answer:
    answer = may_note_for(user, decision.programme, decision.group)
    return time_to_look(decision) if answer else answer


def may_be_noted_as_seen(decision: DecisionRecord, who: Partner, *, is_right: bool) -> Answer:
    """What staff write down never takes the place of a "no" that this person gave themselves, nor of their own word on these changes."""
    own = DecisionSeen.objects.filter(decision=decision, by=who, noted_by__isnull=True).order_by("at", "pk").last()
    if own is None or not is_right:
        return YES
    return No(THEIR_OWN) if not own.is_right or own.round == decision.round else YES


def may_answer_seen(user: Any, word: DecisionSeen) -> Answer:
    """The manager, the owner, or the lead of the workstream concerned; never who said it."""
    decision, partner = word.decision, partner_of(user)
    if not standing(user).codes(decision.programme, decision.workstream) & {"PM", "SRO", "WL"} or (partner and partner.pk == word.by_id):
        return No(_("The programme manager, the senior responsible owner or the lead answers it."))
    if word.is_right or word.answer:
        return No(_("It needs no answer, or it has one."))
    return YES


# --- who hears of it -----------------------------------------------------------------------------------------------------

def who_hears(decision: DecisionRecord, on: date) -> QuerySet[Partner]:
    """The lay members of its group and of the Advisory Group, who does not agree, and who said the position."""
    held = Holding.objects.serving(on).lay().filter(
        Q(seat__group=decision.group_id) | Q(seat__group__in=advisory_of(decision.programme).values("pk")))
    said = decision.positions.order_by().values("by")       # type: ignore[attr-defined]
    against = decision.dissents.filter(taken_back_at__isnull=True).order_by().values("by")      # type: ignore[attr-defined]
    return Partner.objects.filter(Q(pk__in=held.order_by().values("partner")) | Q(pk__in=said) | Q(pk__in=against)).order_by("pk")


def who_writes_reasons(decision: DecisionRecord, on: date) -> QuerySet[Partner]:
    """The programme manager and the senior responsible owner."""
    team = TeamRole.objects.in_force(on).filter(programme=decision.programme, role__in=["SRO", "PM"])
    return Partner.objects.filter(pk__in=team.order_by().values("partner")).order_by("pk")
