"""Who writes down how a group adopts the touchstone, says yes for its side, and asks the group to come back to it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Group, Partner
from programmes.meetings.models import Meeting
from programmes.meetings.policies import CHAIRS, leads_of, may_plan, seats_on, side_in
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import home_of, partner_of, standing
from programmes.touchstone.models import Touchstone, TouchstoneReopening

ADOPTS = (Group.Kind.ADVISORY, Group.Kind.FORUM, Group.Kind.WORKING, Group.Kind.BOARD)     # not those that meet before it, or for a day
SPEAKS = frozenset({"LCC", "PM", "SRO", "FAC"})


def adopts(group: Group) -> bool:
    return group.kind in ADOPTS


def agreed_for(group: Group) -> Touchstone | None:
    """The version that is in force in the programme in which the group is at home."""
    return Touchstone.objects.agreed().select_related("programme").filter(programme__ref=group.home_book).first()


def groups_that_adopt(programme: Programme) -> QuerySet[Group]:
    """The programme's groups of which it asks an adoption, its workstreams' too."""
    linked = ProgrammeGroup.objects.filter(programme=programme).values("group")
    return Group.objects.filter(pk__in=linked.union(Workstream.objects.filter(programme=programme).values("group")), kind__in=ADOPTS)


def first_meeting_of(group: Group) -> date | None:
    """The day of the group's first meeting, if it has met."""
    stream = Workstream.objects.filter(group=group).first()
    first = Meeting.objects.filter(group=group, kind="meeting", state="held").order_by("starts_at").first()
    days = [day for day in (stream.first_meeting_on if stream else None, first.on if first else None) if day and day <= day_of(now())]
    return min(days, default=None)


def may_write_adoption(user: Any, group: Group) -> Answer:
    """Those who lead the group, on either side."""
    if not adopts(group):
        return No(_("This group adopts no touchstone: it met before there was one, or only for a short time."))
    return may_plan(user, group)


def side_of(user: Any, group: Group) -> str:
    """The side for which the user says yes: as they lead the group; for the staff's side of a workstream only its lead."""
    side = side_in(user, group)
    partner = partner_of(user)
    if side != "staff" or partner is None or not Workstream.objects.filter(group=group).exists():
        return side
    today = day_of(now())
    leads = leads_of(group, today).filter(partner=partner).exists()
    return side if leads or seats_on(group, today).filter(partner=partner, seat__office__in=CHAIRS).exists() else ""


def may_say_on_adoption(user: Any, group: Group) -> Answer:
    if adopts(group) and side_of(user, group):
        return YES
    return No(_("The lead and the pair say yes for a workstream, and its chairs for another group."))


def lay_speakers(group: Group, on: date) -> QuerySet[Partner]:
    """Who says yes for the lay side: the pair; the lay chairs of another group; or where it has none, its lay members."""
    held = seats_on(group, on).lay()
    chairs = held.filter(seat__office__in=CHAIRS)
    if group.kind != Group.Kind.WORKING and chairs.exists():
        held = chairs
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


def staff_speakers(group: Group, on: date) -> QuerySet[Partner]:
    """Who says yes for the staff's side: the lead, and chairs with a professional seat."""
    chairs = seats_on(group, on).filter(seat__is_lay=False, seat__office__in=CHAIRS).order_by().values("partner")
    return Partner.objects.filter(pk__in=chairs.union(leads_of(group, on).order_by().values("partner")))


def may_note_adoption(user: Any, group: Group) -> Answer:
    """Write down what a lay member says by phone or letter: who leads the group on the staff's side."""
    if adopts(group) and side_in(user, group) == "staff":
        return YES
    return No(_("Only the lead and the programme manager write down what others say."))


def may_ask_to_reopen(user: Any, group: Group) -> Answer:
    """Everybody who sits in the group or works with it."""
    partner, programme = partner_of(user), home_of(group)
    if not adopts(group) or partner is None or programme is None:
        return No(_("Members of the group ask for this."))
    today = day_of(now())
    here = seats_on(group, today).filter(partner=partner).exists() or leads_of(group, today).filter(partner=partner).exists()
    return YES if here or standing(user).codes(programme) & SPEAKS else No(_("Members of the group ask for this."))


def may_note_reopening(user: Any, group: Group) -> Answer:
    return may_note_adoption(user, group)


def may_say_it_was_looked_at(user: Any, reopening: TouchstoneReopening) -> Answer:
    """A lay member of the group: what staff note of it would be their own word alone. Where there is none, who asked."""
    partner, lay = partner_of(user), seats_on(reopening.group, day_of(now())).lay()
    if reopening.looked_at is not None:
        return No(_("It is noted already what came of it."))
    if partner and (lay.filter(partner=partner).exists() or (not lay.exists() and partner.pk == reopening.asked_by_id)):
        return YES
    return No(_("A lay member of the group says what came of it."))
