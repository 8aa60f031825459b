"""Who may propose that a programme moves to another edition, and who agrees: its manager and its lay co-chair, each to what the
other proposes. Nobody agrees to their own."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from programmes.moving.models import EditionMove
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, names_of, partner_of, standing
from programmes.tailoring.lifecycles import Side

ROLES = {Side.STAFF: "PM", Side.LAY: "LCC"}
THE_OTHER = {Side.STAFF: Side.LAY, Side.LAY: Side.STAFF}


def side_of(held: Collection[str]) -> str:
    """The side for which somebody with these roles proposes, "" for neither. Whoever manages the programme proposes for staff,
    so that lay partners are always asked."""
    return next((str(side) for side, role in ROLES.items() if role in held), "")


def role_that_answers(move: EditionMove) -> str:
    """The code of the role that agrees or refuses."""
    return ROLES[THE_OTHER[Side(move.side)]]


def may_read_edition(user: Any, programme: Programme) -> Answer:
    return may_read(user, programme)


def may_propose_move(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    if side_of(standing(user).codes(programme)):
        return YES
    return No(_("Only the %(roles)s may propose another edition.") % {"roles": names_of(ROLES.values())})


def may_agree_to_move(user: Any, move: EditionMove) -> Answer:
    """Somebody of the other side, who has not proposed it."""
    partner, asked = partner_of(user), role_that_answers(move)
    if partner and partner.pk == move.proposed_by_id:
        return No(_("You proposed it yourself. The other side has to agree."))
    if partner is None or asked not in standing(user).codes(move.programme):
        return No(_("Only the %(roles)s may agree to this or refuse it.") % {"roles": names_of({asked})})
    return YES


def may_refuse_move(user: Any, move: EditionMove) -> Answer:
    return may_agree_to_move(user, move)


def may_withdraw_move(user: Any, move: EditionMove) -> Answer:
    partner = partner_of(user)
    return YES if partner and partner.pk == move.proposed_by_id else No(_("Only the person who proposed it may take it back."))
