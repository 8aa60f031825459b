"""Who is at home in a group's lay-only space, and whether somebody else has opened it."""

from datetime import date, datetime

from django.db.models import QuerySet

from partners.groups.models import Group, Holding
from partners.layspace.models import Opening
from partners.people.models import Partner


def lay_members(group: Group, *, on: date) -> QuerySet[Partner]:
    """Those who hold a lay seat of the group on that day."""
    return Partner.objects.filter(pk__in=Holding.objects.serving(on).lay().filter(seat__group=group).order_by().values("partner"))


def is_lay_member(partner: Partner, group: Group, *, on: date) -> bool:
    return Holding.objects.serving(on).lay().filter(seat__group=group, partner=partner).exists()


def opening_of(partner: Partner, group: Group, *, at: datetime) -> Opening | None:
    """The opening by which somebody else may read the space at this moment."""
    return Opening.objects.open(at).filter(group=group, by=partner).order_by("-at", "-pk").first()
