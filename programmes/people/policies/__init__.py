"""Who reaches a person, who sees what they need and arranges it, and who looks after them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now, start_of
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Need, Partner, Signatory
from programmes.portal.policies import programmes_for
from programmes.programme.models import Membership, Programme, ProgrammeGroup, TeamRole, Workstream
from programmes.programme.models.standing import Standing
from programmes.programme.policies import TEAM, home_of, looked_after, partner_of, standing
from programmes.programme.roles import MAY

ONLY_MANAGERS = No(_("Only the programme manager may do this."))
FOR_LAY = No(_("This is for lay partners."))
_NOT_OVER = {"state__in": [HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED, HoldingState.SERVING, HoldingState.ENDED]}


def not_over(on: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=on)


def groups_of(programmes: Iterable[int]) -> QuerySet:
    """The groups that work for these programmes, borrowed ones too, and those of their workstreams."""
    return Group.objects.filter(Q(pk__in=ProgrammeGroup.objects.filter(programme__in=programmes).values("group"))
                                | Q(pk__in=Workstream.objects.filter(programme__in=programmes).values("group"))).order_by()


def parts_in(programmes: Iterable[int], *, on: date) -> QuerySet:
    """Seats in these programmes that somebody holds on that day or later, or is asked to take."""
    return Holding.objects.filter(not_over(on), **_NOT_OVER, seat__group__in=groups_of(programmes).values("pk")).order_by()


# --- reaching ----------------------------------------------------------------------------------------------------------------------

def looks_after(user: Any, person: Partner) -> bool:
    return looked_after(partner_of(user), standing(user).programmes(TEAM)).filter(partner=person).exists()


def reached_by(user: Any, *, on: date) -> QuerySet:
    """Everybody whose way to be reached the user may read: as `may_change_person` and `looks_after`, for many in one query."""
    here, mine = standing(user), partner_of(user)
    if mine is None:
        return Partner.objects.none()
    managed = here.programmes(MAY["see_contacts"])
    members = Membership.objects.filter(not_over(on), programme__in=managed, signs=True).values("organisation")
    return Partner.objects.filter(
        Q(pk__in=parts_in(managed, on=on).values("partner"))
        | Q(pk__in=TeamRole.objects.filter(not_over(on), programme__in=managed).order_by().values("partner"))
        | Q(pk__in=Signatory.objects.filter(not_over(on), organisation__in=members).order_by().values("partner"))
        | Q(pk__in=looked_after(mine, here.programmes(TEAM)).values("partner"))
        | Q(added_by=mine, team_roles__isnull=True, holdings__isnull=True, signs_for__isnull=True) | Q(pk=mine.pk))


def book_between(user: Any, person: Partner) -> str:
    """The book of the programme in which the user acts for the person; "" where only the person's own seats say it."""
    found = programmes_for(user, person, on=day_of(now()))
    return found[0].ref if found else ""


def team_today(programmes: Iterable[Programme], *, on: date) -> QuerySet:
    """The roles of today of who works for these programmes."""
    return TeamRole.objects.in_force(on).filter(programme__in=programmes)


def may_log(user: Any, person: Partner) -> Answer:
    """Managers of the person's programmes note and read contacts, name who looks after them, and print for them."""
    if person.is_professional:
        return FOR_LAY
    return YES if programmes_for(user, person, on=day_of(now())) else ONLY_MANAGERS


# --- support -----------------------------------------------------------------------------------------------------------------------

def needs_for(here: Standing, *, chairs: Iterable[int] = (), on: date) -> QuerySet:
    """Standing needs that somebody who stands there may see. All of them: managers of the person's programmes, and whoever looks after
    the person. Only those meant for who organises: leads of the person's workstreams, and the lay chairs of `chairs`, groups of theirs."""
    serving = Holding.objects.filter(not_over(on), state__in=[HoldingState.SERVING, HoldingState.ENDED], seat__is_lay=True).order_by()
    led = Workstream.objects.filter(pk__in=here.workstreams("WL")).values("group")
    organised = Q(partner__in=serving.filter(seat__group__in=led).values("partner"))
    if chairs:
        organised |= Q(partner__in=serving.filter(seat__group__in=chairs).values("partner"))
    whole = (Q(partner__in=parts_in(here.programmes(MAY["see_contacts"]), on=on).values("partner"))
             | Q(partner__in=looked_after(here.partner, here.programmes(TEAM)).values("partner")))
    return Need.objects.standing().filter(whole | organised & Q(seen_by=Need.Seen.ORGANISERS))


def needs_seen_by(user: Any, *, on: date) -> QuerySet:
    """The needs of others that the user may see."""
    here = standing(user)
    chairs = {role.group for role in here.roles if role.code == "LCC"}
    mine = partner_of(user)
    return needs_for(here, chairs=chairs, on=on).exclude(partner=mine.pk if mine else None)


def sees_support_somewhere(user: Any) -> bool:
    """Whether lists may tell the user that something is to be arranged for somebody."""
    return bool(standing(user).everywhere() & ARRANGING)


ARRANGING = MAY["see_contacts"] | {"WL", "FAC"}


def may_arrange(user: Any, need: Need) -> Answer:
    """Who sees the need and organises: a manager, the lead, or whoever looks after the person. The lay co-chair reads it only."""
    if needs_for(standing(user), on=day_of(now())).filter(pk=need.pk).exists():
        return YES
    return No(_("The programme manager, the lead or the person’s contact arranges it."))


# --- who has fallen silent -----------------------------------------------------------------------------------------------------------

QUIET_DAYS = 60


def may_see_quiet(user: Any, group: Group) -> Answer:
    """The lay co-chair of that Advisory Group, and the programme's manager."""
    here, home = standing(user), home_of(group)
    chairs = any(role.code == "LCC" and role.group == group.pk for role in here.roles)
    if chairs or (home and here.codes(home) & MAY["see_contacts"]):
        return YES
    return No(_("Only the lay co-chair of the group and the programme manager see who has not signed in."))


def advisory_groups(user: Any) -> list[Group]:
    """The Advisory Groups of which the user may see who has not signed in: as `may_see_quiet`."""
    here = standing(user)
    homes = Programme.objects.filter(pk__in=here.programmes(MAY["see_contacts"])).values("ref")
    chaired = [role.group for role in here.roles if role.code == "LCC" and role.group]
    return list(Group.objects.filter(Q(pk__in=chaired) | Q(home_book__in=homes), kind=Group.Kind.ADVISORY).order_by("name", "pk"))


def not_signed_in(group: Group, *, on: date) -> list[tuple[Partner, date | None]]:
    """Lay members who serve for sixty days and have not signed in for as long, with the day of their last sign-in: who never did first."""
    limit = start_of(on - timedelta(days=QUIET_DAYS - 1))
    seats = Holding.objects.serving(on).lay().filter(seat__group=group, from_on__lte=on - timedelta(days=QUIET_DAYS)).order_by()
    found = Partner.objects.filter(
        Q(user__isnull=True) | Q(user__last_login__isnull=True) | Q(user__last_login__lt=limit), pk__in=seats.values("partner"))
    rows = found.select_related("user").order_by(F("user__last_login").asc(nulls_first=True), "name", "pk")
    return [(each, day_of(each.user.last_login) if each.user and each.user.last_login else None) for each in rows]
