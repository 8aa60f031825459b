"""Whom a message to many can be for, and who they are today."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from partners.models import Group, Holding, Partner
from programmes.people.policies import groups_of
from programmes.programme.models import Programme, TeamRole


class Audience(NamedTuple):
    """A choice: its code, and what it is called."""

    code: str
    words: str


def _holdings(programme: Programme, on: date) -> QuerySet:
    return Holding.objects.serving(on).filter(seat__group__in=groups_of([programme.pk]).values("pk")).order_by()


def audiences(programme: Programme, on: date) -> list[Audience]:
    """Everybody, the lay partners, the team, each group, and each workstream's pair. Two queries."""
    groups = list(Group.objects.filter(pk__in=groups_of([programme.pk]).values("pk")).order_by("name", "pk"))
    streams = list(programme.workstreams.running(on).in_order().select_related("group"))     # type: ignore[attr-defined]
    return [
        Audience("lay", _("All lay partners")), Audience("team", _("The programme’s team")), Audience("all", _("Everybody who takes part")),
        *(Audience(f"group:{each.ref}", _("%(group)s: all members") % {"group": each.name}) for each in groups),
        *(Audience(f"pair:{each.group.ref}", _("%(stream)s: the pair") % {"stream": each.name}) for each in streams)]


def people_of(programme: Programme, code: str, *, channel: str = "", on: date) -> QuerySet[Partner]:
    """Who that is today. `channel` leaves those who are reached that way."""
    held, team = _holdings(programme, on), TeamRole.objects.in_force(on).filter(programme=programme).order_by()
    kind, _colon, ref = code.partition(":")
    chosen = {
        "lay": Q(pk__in=held.filter(seat__is_lay=True).values("partner")), "team": Q(pk__in=team.values("partner")),
        "all": Q(pk__in=held.values("partner")) | Q(pk__in=team.values("partner")),
        "group": Q(pk__in=held.filter(seat__group__ref=ref).values("partner")),
        "pair": Q(pk__in=held.filter(seat__group__ref=ref, seat__is_lay=True).values("partner"))}[kind]
    found = Partner.objects.filter(chosen)
    return (found.filter(channel=channel) if channel else found).order_by("name", "pk")


def words_of(programme: Programme, code: str, on: date) -> str:
    return next((each.words for each in audiences(programme, on) if each.code == code), "")


def codes(found: Iterable[Audience]) -> list[tuple[str, str]]:
    return [(each.code, each.words) for each in found]
