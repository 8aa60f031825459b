"""Who writes down the way to raise a breach, who raises one, and the very few who read it (6.4)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from partners.models import Group, Holding, Partner, Seat
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, TeamRole
from programmes.programme.policies import has_role, may_read, may_run, names_of, partner_of, standing
from programmes.touchstone.models import Breach, BreachProcedure
from programmes.touchstone.policies.drafting import CLOSED

WRITES = frozenset({"AG", "LCC", "PM", "FAC"})
NAMED = ("SRO", "PM", "WL", "FAC")


def procedure_of(programme: Programme) -> BreachProcedure | None:
    """The way that is in force."""
    return BreachProcedure.objects.in_force().select_related("teller", "other", "programme").filter(programme=programme).first()


def may_write_procedure(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if standing(user).codes(programme) & WRITES:
        return YES
    return No(_("Only the %(roles)s writes this down.") % {"roles": names_of(WRITES)})


def may_agree_to_procedure(user: Any, procedure: BreachProcedure) -> Answer:
    if "LCC" in standing(user).codes(procedure.programme):
        return YES
    return No(_("It counts when a lay co-chair of the Advisory Group agrees."))


def may_be_told(programme: Programme, on: date) -> QuerySet[Partner]:
    """Who may be named to answer a breach: people in the team, and lay members of the Advisory Group."""
    team = TeamRole.objects.in_force(on).filter(programme=programme, role__in=NAMED).order_by().values("partner")
    seats = Holding.objects.serving(on).filter(seat__group__kind=Group.Kind.ADVISORY, seat__group__programme_links__programme=programme)
    return Partner.objects.filter(pk__in=team.union(seats.order_by().values("partner")))


def _in_reserve(programme: Programme, on: date) -> list[Partner]:
    """Who answers if neither of the named people can: the lay co-chairs, then the senior responsible owners."""
    chairs = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__group__programme_links__programme=programme,
        seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR])
    owners = TeamRole.objects.in_force(on).filter(programme=programme, role="SRO")
    return [each.partner for found in (chairs, owners) for each in found.select_related("partner").order_by("pk")]


def receiver(procedure: BreachProcedure, *, raised_by: Partner, noted_by: Partner | None = None, not_to: Iterable[int] = (),
             on: date) -> Partner | None:
    """The named person, or the other one, or a co-chair or the owner: the first who is not among `not_to`, and neither raised it nor wrote
    it down for somebody. Who was named and has left the team or the group is passed over."""
    spent = {raised_by.pk, *not_to} | ({noted_by.pk} if noted_by else set())
    return next((each for each in may_come_to_answer(procedure, on) if each.pk not in spent), None)


def may_come_to_answer(procedure: BreachProcedure, on: date) -> list[Partner]:
    """Everybody to whom a breach may come, in this order: the two who are named, while they may be, and who is in reserve."""
    here = set(may_be_told(procedure.programme, on).values_list("pk", flat=True))
    named = [each for each in (procedure.teller, procedure.other) if each.pk in here]
    return list({each.pk: each for each in (*named, *_in_reserve(procedure.programme, on))}.values())


def who_answers_next(breach: Breach, on: date) -> Partner | None:
    """If it is not settled: a lay co-chair, or else the senior responsible owner; never who raised it, wrote it down or has answered."""
    spent = {breach.raised_by_id, breach.noted_by_id, breach.to_id, *breach.kept_from.values_list("pk", flat=True)}
    return next((each for each in _in_reserve(breach.programme, on) if each.pk not in spent), None)


def may_raise(user: Any, programme: Programme) -> Answer:
    """Anybody with a part in the programme, once it is written down whom to tell."""
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if procedure_of(programme) is None:
        return No(_("It is not written down yet whom to tell. Please talk to the lay co-chair or to the programme manager."))
    return may_read(user, programme)


def may_note_breach(user: Any, programme: Programme) -> Answer:
    """The manager writes down what somebody says by phone or letter."""
    answer = may_run(user, programme)
    return may_raise(user, programme) if answer else answer


def breaches_of(partner: Partner | None) -> QuerySet[Breach]:
    """Those that this person raised, wrote down, or is to answer. Nobody else finds them."""
    found = Breach.objects.select_related("procedure__programme", "to", "raised_by", "noted_by", "group")
    return found.filter(Q(raised_by=partner) | Q(to=partner) | Q(noted_by=partner)) if partner else found.none()


def may_read_breach(user: Any, breach: Breach) -> Answer:
    return YES


def speaks_for_it(user: Any, breach: Breach) -> bool:
    """Who raised it, or wrote it down for them while they run the programme; never who answers it or has answered."""
    partner = partner_of(user)
    if partner is None or has_answered(partner, breach):
        return False
    return partner.pk == breach.raised_by_id or (partner.pk == breach.noted_by_id and has_role(user, breach.programme, "run"))


def has_answered(partner: Partner, breach: Breach) -> bool:
    """Whether they are to answer it, or have answered."""
    return partner.pk == breach.to_id or breach.answers.filter(by=partner).exists()


def may_answer_breach(user: Any, breach: Breach) -> Answer:
    partner = partner_of(user)
    if partner is None or partner.pk != breach.to_id:
        return No(_("Only the named person answers."))
    return YES if breach.waits_for_answer() else No(_("It is answered, or it was taken back."))


def may_say_on_breach(user: Any, breach: Breach) -> Answer:
    if not speaks_for_it(user, breach):
        return No(_("Only who raised it says whether it is settled."))
    return YES if breach.asks_who_raised_it() else No(_("There is no answer yet, or it is closed."))


def may_withdraw_breach(user: Any, breach: Breach) -> Answer:
    if not speaks_for_it(user, breach):
        return No(_("Only who raised it takes it back."))
    return YES if breach.offers("withdraw") else No(_("It is closed."))
