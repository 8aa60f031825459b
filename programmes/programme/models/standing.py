"""Where a person stands: every role they hold on a day, from the records alone. One query, whatever they hold."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import IsNull

from coprod.kit.questions import Mark, Question
from partners.models import Group, Holding, Partner, Seat, Signatory

_GROUP_ROLE = {Group.Kind.FOUNDING: "FND", Group.Kind.ADVISORY: "AG", Group.Kind.PANEL: "PANEL", Group.Kind.FORUM: "FORUM"}


class Role(NamedTuple):
    """One role in one programme. `workstream` and `organisation` are ids where the role belongs to one."""

    code: str
    programme: int
    workstream: int | None = None
    organisation: int | None = None
    group: int | None = None


class Standing:
    """All roles a person holds on a day; may be narrowed to a programme."""

    def __init__(self, partner: Partner | None, roles: frozenset[Role] = frozenset()) -> None:
        self.partner, self.roles = partner, roles

    def within(self, programme: Any) -> Iterable[Role]:
        """The roles in one programme, or in any of its workstreams."""
        return (role for role in self.roles if role.programme == programme.pk)

    def codes(self, programme: Any, workstream: Any = None) -> frozenset[str]:
        """Role codes in `programme`; those that belong to a workstream count only for `workstream`."""
        return frozenset(role.code for role in self.within(programme)
                         if role.workstream is None or (workstream and role.workstream == workstream.pk))

    def anywhere_in(self, programme: Any) -> frozenset[str]:
        """Role codes in `programme` or in any of its workstreams."""
        return frozenset(role.code for role in self.within(programme))

    def everywhere(self) -> frozenset[str]:
        """Role codes in any programme at all."""
        return frozenset(role.code for role in self.roles)

    def programmes(self, codes: Iterable[str]) -> frozenset[int]:
        wanted = frozenset(codes)
        return frozenset(role.programme for role in self.roles if role.code in wanted)

    def workstreams(self, code: str) -> frozenset[int]:
        return frozenset(role.workstream for role in self.roles if role.code == code and role.workstream is not None)

    def organisations(self) -> frozenset[int]:
        return frozenset(role.organisation for role in self.roles if role.organisation is not None)

    def groups(self) -> frozenset[int]:
        return frozenset(role.group for role in self.roles if role.group is not None)


class StandingToday(Standing):
    """The standing of who is reading. A page about one programme asks for the roles there and no others: somebody may
    have a role in every programme there is."""

    def __init__(self, partner: Partner | None, *, on: date) -> None:
        self.partner, self.on = partner, on
        self._within: dict[int, frozenset[Role]] = {}

    @cached_property
    def roles(self) -> frozenset[Role]:     # type: ignore[override]
        return standing_of(self.partner, on=self.on).roles

    @cached_property
    def at_hand(self) -> Standing:
        """What the person may act by, in all programmes, and the first of those that they may only read."""
        return standing_of(self.partner, on=self.on, shape="at hand")

    def reads_more(self) -> bool:
        """Whether the person may read more programmes than are at hand."""
        return sum(role.code == "VIEW" for role in self.at_hand.roles) >= FEW

    def within(self, programme: Any) -> Iterable[Role]:
        if "roles" in self.__dict__:
            return super().within(programme)
        if programme.pk not in self._within:
            self._within[programme.pk] = standing_of(self.partner, on=self.on, programme=programme).roles
        return self._within[programme.pk]


def standing_of(partner: Partner | None, *, on: date, programme: Any = None, programmes: Iterable[int] = (), shape: str = "") -> Standing:
    """The person's standing on that day: in one programme, in some (by their ids), or in all."""
    if partner is None:
        return Standing(None)
    values = {"partner": partner.pk, "on": on, "programme": programme and programme.pk, "programmes": programmes}
    rows = _ROLES.rows(values.__getitem__, shape or ("in one" if programme else "in some" if programmes else "in all"))
    return Standing(partner, frozenset(role for row in rows for role in _roles(*row)))


def sees(partner: Partner, *, on: date) -> Any:
    """The programmes in which the person holds any role on that day, as a condition. While they are few, it names them: of
    a person who sees thousands, each programme that is looked at is asked for by itself (and not by EXISTS, of which
    PostgreSQL would make one list of all of them)."""
    values = {"partner": partner.pk, "on": on, "programme": F("pk")}
    few = _SEEN.rows(values.__getitem__, FEW)
    if len(few) < FEW:
        return Q(pk__in={pk for (pk,) in few})
    return IsNull(Coalesce(*(_HERE.subquery(values.__getitem__, leg) for leg in range(SOURCES)), output_field=IntegerField()), False)


def has_a_role_in(programme: Any, *, on: date) -> Any:
    """Whether somebody has any role in the programme on that day, as a condition about people."""
    values = {"partner": F("pk"), "on": on, "programme": programme.pk}
    return IsNull(Coalesce(*(_HERE.subquery(values.__getitem__, leg) for leg in range(SOURCES)), output_field=IntegerField()), False)


FEW = 500


def _ask_roles(shape: str, mark: Mark) -> QuerySet:
    legs = _legs(mark("partner", int), mark("on", date))
    if shape == "in one":
        legs = [leg.filter(p=mark("programme", int)) for leg in legs]
    elif shape == "in some":
        legs = [leg.filter(p__in=[mark("programmes", int)]) for leg in legs]
    elif shape == "at hand":
        reads = legs[0].filter(role="VIEW").order_by()
        legs = [legs[0].exclude(role="VIEW"), *legs[1:], legs[0].filter(pk__in=reads.values("pk")[:FEW])]
    return legs[0].union(*legs[1:], all=True)


def _ask_seen(most: int, mark: Mark) -> QuerySet:
    legs = [leg.order_by().values_list("p") for leg in _legs(mark("partner", int), mark("on", date))]
    return legs[0].union(*legs[1:], all=True)[:most]


def _ask_here(leg: int, mark: Mark) -> QuerySet:
    return _legs(mark("partner", int), mark("on", date))[leg].filter(p=mark("programme", int)).order_by().values_list("p")[:1]


_ROLES, _SEEN, _HERE = Question(_ask_roles), Question(_ask_seen), Question(_ask_here)
SOURCES = 4


def _legs(partner: int, on: date) -> list[QuerySet]:
    """Four sources of roles, in the same columns: programme, kind of source, lay seat, office, workstream, organisation, group."""
    team_role, membership = apps.get_model("programmes.TeamRole"), apps.get_model("programmes.Membership")
    none, no = Cast(Value(None), IntegerField()), Value(0, IntegerField())    # PostgreSQL takes a bare NULL for text
    text = Value("", CharField())
    held = Holding.objects.serving(on).filter(partner=partner).order_by()
    lay = Cast(F("seat__is_lay"), IntegerField())
    return [
        team_role.objects.in_force(on).filter(partner=partner).annotate(
            p=F("programme_id"), k=F("role"), l=no, o=text, w=F("workstream_id"), g=none, b=none)
        .values_list("p", "k", "l", "o", "w", "g", "b"),
        held.filter(seat__group__programme_links__isnull=False).annotate(
            p=F("seat__group__programme_links__programme_id"), k=F("seat__group__kind"), l=lay, o=F("seat__office"),
            w=none, g=none, b=F("seat__group_id")).values_list("p", "k", "l", "o", "w", "g", "b"),
        held.filter(seat__group__workstream__isnull=False).annotate(
            p=F("seat__group__workstream__programme_id"), k=F("seat__group__kind"), l=lay, o=F("seat__office"),
            w=F("seat__group__workstream__id"), g=none, b=F("seat__group_id")).values_list("p", "k", "l", "o", "w", "g", "b"),
        membership.objects.in_force(on).filter(
            signs=True, organisation__signatories__in=Signatory.objects.in_force(on).filter(partner=partner)).annotate(
            p=F("programme_id"), k=Value("ORG", CharField()), l=no, o=text, w=none, g=F("organisation_id"), b=none)
        .values_list("p", "k", "l", "o", "w", "g", "b"),
    ]


def _roles(p: int, kind: str, is_lay: int, office: str, workstream: int | None, organisation: int | None,
           group: int | None) -> list[Role]:
    """The roles that one record gives. A seat in a workstream's group makes a pair's member, elsewhere its group's."""
    if group is None:
        return [Role(kind, p, workstream, organisation)]
    if not is_lay:
        return [Role("GROUP", p, workstream, None, group)]
    if workstream is not None:
        return [Role("PAIR", p, workstream, None, group)]
    roles = [Role(_GROUP_ROLE.get(kind, "GROUP"), p, None, None, group)]
    if kind == Group.Kind.ADVISORY and office in (Seat.Office.CHAIR, Seat.Office.CO_CHAIR):
        roles.append(Role("LCC", p, None, None, group))
    return roles
