"""Where a person stands: every role they hold on a day, from the records alone. One query, whatever they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from partners.models import Group, Holding, Partner, Seat, Signatory

_GROUP_ROLE = {Group.Kind.FOUNDING: "FND", Group.Kind.ADVISORY: "AG", Group.Kind.PANEL: "PANEL", Group.Kind.FORUM: "FORUM"}


class Role(NamedTuple):
    """One role in one programme. `workstream` and `organisation` are ids where the role belongs to one."""

    code: str
    programme: int
    workstream: int | None = None
    organisation: int | None = None
    group: int | None = None


@dataclass(frozen=True)
class Standing:
    """All roles a person holds on a day; may be narrowed to a programme."""

    partner: Partner | None
    roles: frozenset[Role] = frozenset()

    def codes(self, programme: Any, workstream: Any = None) -> frozenset[str]:
        """Role codes in `programme`; those that belong to a workstream count only for `workstream`."""
        return frozenset(
            role.code for role in self.roles
            if role.programme == programme.pk and (role.workstream is None or (workstream and role.workstream == workstream.pk)))

    def anywhere_in(self, programme: Any) -> frozenset[str]:
        """Role codes in `programme` or in any of its workstreams."""
        return frozenset(role.code for role in self.roles if role.programme == programme.pk)

    def programmes(self, codes: Iterable[str]) -> frozenset[int]:
        wanted = frozenset(codes)
        return frozenset(role.programme for role in self.roles if role.code in wanted)

    def workstreams(self, code: str) -> frozenset[int]:
        return frozenset(role.workstream for role in self.roles if role.code == code and role.workstream is not None)

    def groups(self) -> frozenset[int]:
        return frozenset(role.group for role in self.roles if role.group is not None)


def standing_of(partner: Partner | None, *, on: date, programme: Any = None) -> Standing:
    """The person's standing on that day, in one programme or in all."""
    if partner is None:
        return Standing(None)
    legs = [leg if programme is None else leg.filter(p=programme.pk) for leg in _legs(partner, on)]
    rows = legs[0].union(*legs[1:], all=True)
    return Standing(partner, frozenset(role for row in rows for role in _roles(*row)))


def programmes_seen_by(partner: Partner, *, on: date) -> QuerySet:
    """Ids of the programmes in which the person holds any role on that day."""
    legs = [leg.order_by().values("p") for leg in _legs(partner, on)]
    return legs[0].union(*legs[1:])


def _legs(partner: Partner, on: date) -> list[QuerySet]:
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
