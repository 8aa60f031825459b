"""Who reads how healthy the involvement is: staff and lay members alike, with the same numbers."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import Answer, No
from partners.models import Group
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import home_of, may_see_names

_NOT_HERE = No(_("This is for those who work in the programme: its team and the lay members of its groups."))


def may_read_involvement(user: Any, programme: Programme) -> Answer:
    """Whoever reads names there: of two people, a number says who was away."""
    return may_see_names(user, programme) or _NOT_HERE


def may_read_of_group(user: Any, group: Group) -> Answer:
    programme = home_of(group)
    return may_read_involvement(user, programme) if programme else _NOT_HERE


def groups_counted(programme: Programme) -> QuerySet[Group]:
    """The groups whose trail the programme keeps: its own, and those of its workstreams."""
    streams = Workstream.objects.filter(programme=programme).values("group")
    return Group.objects.filter(Q(home_book=programme.ref) | Q(pk__in=streams)).order_by("kind", "name", "pk")
