"""Who answers the thirteen questions, who sees whose answers when, who chooses, and who says what they think of it."""

from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from programmes.choosing.models import Choice, Sheet, Side
from programmes.programme.models import Programme
from programmes.programme.policies import has_role, may_read, partner_of, standing

SIDES = {"PM": Side.MANAGER, "FND": Side.LEADERS}


def side_of(user: Any, programme: Programme) -> Side | None:
    """The side for which the user answers; None if they do not. Who is both answers as a leader."""
    codes = standing(user).codes(programme)
    return next((SIDES[code] for code in ("FND", "PM") if code in codes), None)


def may_answer(user: Any, programme: Programme) -> Answer:
    """The programme manager and the founding leaders, each for themself, until they have given their answers."""
    if side_of(user, programme) is None:
        return No(_("The programme manager and the founding service-user leaders answer these questions."))
    if Sheet.objects.of_this_cycle(programme).given().filter(partner=partner_of(user)).exists():
        return No(_("You have given your answers. They stay as they are, so that both sides can be compared."))
    return YES


def may_compare(user: Any, programme: Programme) -> Answer:
    """Nobody who still has to answer sees the answers of others first; everyone else sees them when both sides have answered."""
    given = Sheet.objects.of_this_cycle(programme).given()
    if side_of(user, programme) is not None:
        mine = given.filter(partner=partner_of(user)).exists()
        return YES if mine else No(_("Give your own answers first. Then you see those of the others."))
    sides = set(given.order_by().values_list("side", flat=True))
    return YES if sides >= {Side.MANAGER, Side.LEADERS} else No(_("The answers are shown when both sides have given theirs."))


def may_choose(user: Any, programme: Programme) -> Answer:
    if not has_role(user, programme, "run"):
        return No(_("Only the programme manager records which type is chosen."))
    sides = set(Sheet.objects.of_this_cycle(programme).given().order_by().values_list("side", flat=True))
    if Side.MANAGER not in sides:
        return No(_("Answer the thirteen questions first: the recommendation comes from your answers."))
    if Side.LEADERS not in sides:
        return No(_("A founding service-user leader has to answer too, before a type is chosen."))
    return YES


def may_say_view(user: Any, choice: Choice) -> Answer:
    """A founding leader, once for each choice."""
    if "FND" not in standing(user).codes(choice.programme):
        return No(_("Founding service-user leaders say what they think of the type."))
    if choice.replaced_at is not None:
        return No(_("Another type was chosen since. Say what you think of that one."))
    said = choice.views.filter(partner=partner_of(user)).exists()
    return No(_("You have said what you think of this type.")) if said else YES


def may_record_actual(user: Any, choice: Choice) -> Answer:
    """The programme manager, or the Advisory Group by its lay co-chair (12.5)."""
    codes = standing(user).codes(choice.programme)
    return YES if codes & {"PM", "LCC"} else No(_("The programme manager or the lay co-chair compares the plan with what happened."))


def may_see_type(user: Any, programme: Programme) -> Answer:
    """What was chosen is published to everyone in the programme (2.3)."""
    return may_read(user, programme)

