"""Who may propose, agree to, refuse, end, renew and review another way of doing a standard (domain.md b2, R12).

What staff propose needs a lay signature, what lay partners propose a staff signature; nobody agrees to their own.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from programmes.catalogue import CORE, WAIVE, Standard
from programmes.choosing.models import chosen_packages
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import may_read, names_of, partner_of, standing
from programmes.stages.policies import may_plan_stages
from programmes.tailoring.lifecycles import Kind, Side
from programmes.tailoring.models import EXCEPTION_DAYS, Tailoring

STAFF = ("PM", "SRO", "FAC", "WL")          # who proposes, by side; in which role, if they have several
LAY = ("LCC", "PAIR", "FND", "AG")
STAFF_AGREE = ("PM", "SRO", "WL")
REVIEW = ("LCC", "AG")                      # standard 12.6 is answered by the Advisory Group
FOUNDING_STAGES = 6                         # S1 to S6: the founding leaders speak for lay partners there


def first_of(codes: Iterable[str], held: Collection[str]) -> str:
    """The first of `codes` among the roles `held`; "" if there is none."""
    return next((code for code in codes if code in held), "")


def side_of(held: Collection[str]) -> tuple[str, str]:
    """The side and the role in which somebody with these roles proposes. Whoever has a staff role proposes as staff, so
    that lay partners are always asked. ("", "") if they may not propose."""
    for side, codes in ((Side.STAFF, STAFF), (Side.LAY, LAY)):
        if role := first_of(codes, held):
            return str(side), role
    return "", ""


def roles_that_agree(tailoring: Tailoring) -> tuple[str, ...]:
    """In which roles one may agree to it: the role that settles it alone comes before that of a pair."""
    if tailoring.side == Side.LAY:
        return STAFF_AGREE if tailoring.workstream_id else STAFF_AGREE[:2]
    if tailoring.workstream_id:
        return ("LCC", "PAIR")
    return ("LCC", "FND") if tailoring.number <= FOUNDING_STAGES else ("LCC",)


def may_lay_down(user: Any, programme: Programme) -> Answer:
    """Who plans stages, once a type is chosen: the stages follow from it."""
    may = may_plan_stages(user, programme)
    if may and not chosen_packages(programme):
        return No(_("Choose the type of co-production first. The stages follow from it."))
    return may


def what_is_wrong(standard: Standard, kind: str, *, from_on: date | None, until_on: date | None) -> dict[str, str]:
    """What the rules say against such a proposal, by the field that it is about; {} if nothing. The form and the action ask it."""
    if standard.klass == CORE and kind != Kind.EXCEPTION:
        return {"kind": _("%(code)s is a core standard. Only a time-limited exception is possible.") % {"code": standard.code}}
    if standard.klass != WAIVE and kind == Kind.WAIVE:
        return {"kind": _("%(code)s may be done another way, but it may not be left out.") % {"code": standard.code}}
    if from_on is None or until_on is None:
        return {}
    if until_on < from_on:
        return {"until_on": _("The last day must be on or after the first day")}
    if kind == Kind.EXCEPTION and until_on > from_on + timedelta(days=EXCEPTION_DAYS):
        return {"until_on": _("An exception ends %(days)d days after its first day, or earlier") % {"days": EXCEPTION_DAYS}}
    return {}


# --- may-questions -------------------------------------------------------------------------------------------------

def _held(user: Any, programme: Programme, workstream: Workstream | None) -> frozenset[str]:
    return standing(user).codes(programme, workstream)


def _closed(programme: Programme) -> No | None:
    return No(_("The programme is closed.")) if programme.state == ProgrammeState.CLOSED else None


def may_propose_in(user: Any, programme: Programme) -> Answer:
    """Whether there is anything in the programme for which the user may propose another way."""
    if (closed := _closed(programme)) is not None:
        return closed
    if side_of(standing(user).anywhere_in(programme))[0]:
        return YES
    return No(_("Only %(roles)s may propose another way.") % {"roles": names_of({*STAFF, *LAY})})


def may_propose_for(user: Any, programme: Programme, workstream: Workstream | None) -> Answer:
    """As above, for one run of a stage: leads and pairs propose in their own workstream only."""
    if (closed := _closed(programme)) is not None:
        return closed
    if side_of(_held(user, programme, workstream))[0]:
        return YES
    if side_of(standing(user).anywhere_in(programme))[0]:
        return No(_("Leads and pairs propose another way for their own workstream."))
    return may_propose_in(user, programme)


def may_read_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    return may_read(user, tailoring.programme)


def may_agree_to_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    """Somebody of the other side, who has not proposed it and has not said anything yet."""
    partner, asked = partner_of(user), roles_that_agree(tailoring)
    if partner and partner.pk == tailoring.proposed_by_id:
        return No(_("You proposed it yourself. Somebody of the other side has to agree."))
    if partner is None or not first_of(asked, _held(user, tailoring.programme, tailoring.workstream)):
        return No(_("Only the %(roles)s may agree to this or refuse it.") % {"roles": names_of(asked)})
    if any(view.partner_id == partner.pk for view in tailoring.views.all()):
        return No(_("You have agreed already. The other of the pair is asked now."))
    return YES


def may_refuse_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    return may_agree_to_tailoring(user, tailoring)


def may_withdraw_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    partner = partner_of(user)
    return YES if partner and partner.pk == tailoring.proposed_by_id else No(_("Only the person who proposed it may take it back."))


def roles_that_end(tailoring: Tailoring) -> tuple[str, ...]:
    """Either side may end it early: the roles that agree, on both sides."""
    lay = ("LCC", "PAIR") if tailoring.workstream_id else ("LCC", "FND") if tailoring.number <= FOUNDING_STAGES else ("LCC",)
    return (*(STAFF_AGREE if tailoring.workstream_id else STAFF_AGREE[:2]), *lay)


def may_end_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    partner, able = partner_of(user), roles_that_end(tailoring)
    if (partner and partner.pk == tailoring.proposed_by_id) or first_of(able, _held(user, tailoring.programme, tailoring.workstream)):
        return YES
    return No(_("Only who proposed it, or the %(roles)s, may end it early.") % {"roles": names_of(able)})


def may_renew_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    """Who could propose it anew. An exception is never renewed, or it would have no limit (b2)."""
    if tailoring.kind == Kind.EXCEPTION:
        return No(_("An exception ends after %(days)d days at most. It cannot be renewed.") % {"days": EXCEPTION_DAYS})
    return may_propose_for(user, tailoring.programme, tailoring.workstream)


def may_review_tailoring(user: Any, tailoring: Tailoring) -> Answer:
    if first_of(REVIEW, _held(user, tailoring.programme, None)):
        return YES
    return No(_("Only the Advisory Group reviews what is done another way."))
