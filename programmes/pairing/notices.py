"""NT47: at the end of a month in which somebody gave more hours than is good, managers hear of it; after two such months co-chairs too."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import CharField, Q, QuerySet, Sum, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import add_months
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.about.catalogue import AMBER, RED
from partners.models import Group, Holding
from programmes.pairing.models import TimeSpent
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup
from programmes.programme.notices import still_reads
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.SUPPORT,
    Kind("overloaded", gettext_lazy("Lay partners gave more hours in a month than is good"), gettext_lazy("The managers"),
         gettext_lazy("At the end of the month"), must=False, escalates=gettext_lazy("The lay co-chairs after two such months"),
         source="NT47"))


def over(line: int, month: date) -> QuerySet[Holding]:
    """Lay holdings of that month (its first day) whose people gave more than `line` hours in it over all their seats: as agreed on its
    last day, or as they said it really was."""
    last = add_months(month, 1) - timedelta(days=1)
    agreed = Holding.objects.serving(last).lay().order_by().values("partner").annotate(n=Sum("hours_a_month")).filter(n__gt=line)
    spent = TimeSpent.objects.filter(month=month).order_by().values("holding__partner").annotate(n=Sum("hours")).filter(n__gt=line)
    here = Holding.objects.serving(last).lay().exclude(seat__group__kind=Group.Kind.FORUM)
    return here.filter(Q(partner__in=agreed.values("partner")) | Q(partner__in=spent.values("holding__partner")))


def overloaded(programmes: QuerySet[Programme], *, on: date, at: datetime) -> Iterator[QuerySet]:
    """One message a month to each manager, and to each lay co-chair where it is the second month above the red line. Whoever sits in
    a group that a programme only borrows is told of at home."""
    month = add_months(on.replace(day=1), -1)
    before = add_months(month, -1)
    links = ProgrammeGroup.objects.filter(group__kind=Group.Kind.ADVISORY, programme__in=programmes.order_by().values("pk")).order_by()
    much, red, red_before = over(AMBER, month), over(RED, month), over(RED, before).values("partner")
    for roles, people, occasion in (({"PM": ANY}, much, month), ({"LCC": ANY}, red.filter(partner__in=red_before), month)):
        found = links.filter(programme__ref__in=people.values("seat__group__home_book"))
        for way in ways(roles, on):
            yield outbox_rows(found.filter(way.tie), "overloaded", about="programme__ref", to=f"{way.person}ref",
                              occasion=Value(f"{occasion:%Y-%m}", CharField()), book="programme__ref", at=at)


@says("overloaded")
def overloaded_words(message: Message) -> Words | None:
    """How many gave too much in a month, without their names."""
    programme = Programme.objects.filter(ref=message.about).exclude(state=ProgrammeState.CLOSED).first()
    if programme is None or not still_reads(message, programme):
        return None
    month = date.fromisoformat(f"{message.occasion}-01")
    people = over(AMBER, month).filter(seat__group__home_book=programme.ref).order_by().values("partner").distinct().count()
    if not people:
        return None
    return Words(
        subject=_("%(programme)s: some lay partners give more hours than is good") % {"programme": programme},
        lines=[_("In %(month)s, %(n)d gave more than %(line)d hours, over all their seats.") % {
                   "month": f"{month:%B %Y}", "n": people, "line": AMBER},
               _("Ask them how it is for them. A seat can be handed over, or papers can be shorter.")],
        action=_("See seats and hours"), path=reverse("programmes:load", args=[programme.slug]))
