"""Who raises something, who stands on which rung of the ladder, and who takes away what a group has written down.

The same ladder is asked in two ways: for one thing (who is it, is it me), and for many at once, as a way from things to people, so that
the clock asks once however many things wait.
"""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Group, Holding, Partner, Seat
from programmes.papers.policies import has_part
from programmes.programme.models import Programme, TeamRole, Workstream
from programmes.programme.policies import partner_of, standing
from programmes.programme.roles import LAY_ROLES
from programmes.raising.catalogue import LADDER, Rung
from programmes.stages.notices.rows import Way, in_force

CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)
_BOARD = "programme__group_links__group__"
_HELD = f"{_BOARD}seats__holdings__"


def speaks_as_lay(user: Any, programme: Programme) -> bool:
    """Whether the user has a lay role in the programme or in one of its workstreams."""
    return bool(standing(user).anywhere_in(programme) & LAY_ROLES)


def may_raise_in(user: Any, programme: Programme) -> Answer:
    """Whoever is a lay partner of the programme, the Forum included (LP15)."""
    if speaks_as_lay(user, programme):
        return YES
    return No(_("Lay partners of this programme raise it. If somebody told you something, write it down for them."))


def may_raise_somewhere(user: Any) -> Answer:
    return YES if partner_of(user) else No(_("This key belongs to nobody who takes part."))


def may_note_for(user: Any, programme: Programme, group: Group | None = None) -> Answer:
    """Who writes down what a lay partner says by phone, by letter or at a meeting: the manager, the facilitator, a lead, a lay co-chair."""
    if standing(user).anywhere_in(programme) & {"PM", "FAC", "WL", "LCC"}:
        return YES
    return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))


def may_take_away(user: Any, group: Group) -> Answer:
    """Members of the group, its lead, and who answers for the programme."""
    return YES if has_part(user, group) else No(_("What a group has written down is for those who have a part in it."))


# --- the ladder, for one thing --------------------------------------------------------------------------------------------

def on_rung(programme: Programme, group: Group | None, rung: str, on: date) -> QuerySet[Partner]:
    """Who answers there on that day."""
    if rung == Rung.BODY:
        found = Holding.objects.serving(on).filter(seat__group__kind=Group.Kind.BOARD, seat__office__in=CHAIRS,
                                                   seat__group__programme_links__programme=programme)
        return Partner.objects.filter(pk__in=found.order_by().values("partner"))
    roles = TeamRole.objects.in_force(on).filter(programme=programme)
    if rung == Rung.LEAD:
        roles = roles.filter(role="WL", workstream__in=Workstream.objects.filter(group=group, programme=programme))
    else:
        roles = roles.filter(role="PM" if rung == Rung.MANAGER else "SRO")
    return Partner.objects.filter(pk__in=roles.order_by().values("partner"))


def first_rung(programme: Programme, group: Group | None, on: date) -> str:
    """The lead of the workstream; where there is none the manager, and so on."""
    return next((rung for rung in LADDER if on_rung(programme, group, rung, on).exists()), Rung.MANAGER)


def next_rung(programme: Programme, group: Group | None, rung: str, on: date) -> str:
    """The next rung on which somebody stands, or "" at the top."""
    above = LADDER[LADDER.index(Rung(rung)) + 1:]
    return next((each for each in above if on_rung(programme, group, each, on).exists()), "")


def stands_on(user: Any, programme: Programme, group: Group | None, rung: str) -> bool:
    """Whether the user answers there today. No query for the team's roles: those are known already."""
    codes = standing(user).codes(programme)
    if rung == Rung.MANAGER:
        return "PM" in codes
    if rung == Rung.OWNER:
        return "SRO" in codes
    partner = partner_of(user)
    return partner is not None and on_rung(programme, group, rung, day_of(now())).filter(pk=partner.pk).exists()


def lay_chairs(programme: Programme, on: date) -> QuerySet[Partner]:
    """The lay co-chairs of the Advisory Group."""
    found = Holding.objects.serving(on).lay().filter(seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS,
                                                     seat__group__programme_links__programme=programme)
    return Partner.objects.filter(pk__in=found.order_by().values("partner"))



# --- the ladder, for many things at once ----------------------------------------------------------------------------------

def ways_up(rung: str, on: date) -> Way:
    """From things with `programme` and `group` to who answers on that rung: a condition, and the path to the person."""
    if rung == Rung.LEAD:
        path = "group__workstream__leads__"
        return Way(Q(**{f"{path}role": "WL", f"{path}programme": F("programme")}) & in_force(path, on), f"{path}partner__")
    if rung == Rung.BODY:
        return Way(_chairs(Group.Kind.BOARD, on), f"{_HELD}partner__")
    path = "programme__team__"
    return Way(Q(**{f"{path}role": "PM" if rung == Rung.MANAGER else "SRO"}) & in_force(path, on), f"{path}partner__")


def way_to_lay_chairs(on: date) -> Way:
    return Way(_chairs(Group.Kind.ADVISORY, on) & Q(**{f"{_BOARD}seats__is_lay": True}), f"{_HELD}partner__")


def _chairs(kind: str, on: date) -> Q:
    return Q(**{f"{_BOARD}kind": kind, f"{_BOARD}seats__office__in": CHAIRS,
                f"{_HELD}state__in": ["serving", "ended"]}) & in_force(_HELD, on)
