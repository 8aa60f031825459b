"""Who sees what somebody needs at a meeting, who books it, and who says whether it is right."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now, start_of
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, Need
from programmes.access.lifecycles import ProvisionState
from programmes.access.models import Provision
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting, MeetingInvitation
from programmes.meetings.policies import CHAIRS, may_answer, side_in, still_asked
from programmes.people.policies import groups_of, not_over
from programmes.programme.models import Workstream
from programmes.programme.models.standing import Standing
from programmes.programme.policies import TEAM, looked_after, partner_of, standing
from programmes.programme.roles import MAY

_NOT_YOURS = _("The lead, the programme manager or the person’s contact books it.")
_OVER = _("The meeting is over, or it is cancelled.")


def wanting(meetings: QuerySet[Meeting]) -> QuerySet[tuple[int, int, int]]:
    """(meeting, need, person) for every standing need of somebody who is asked to one of `meetings`, where nothing is noted for it yet.
    Whoever said that they do not come is left out."""
    there = Provision.objects.filter(meeting=OuterRef("meeting"), need=OuterRef("partner__needs"))
    standing_ = Need.objects.standing().values("pk")
    invited: QuerySet[MeetingInvitation] = still_asked().filter(meeting__in=meetings.order_by().values("pk"), partner__needs__in=standing_)
    coming = invited.exclude(answer="no", round=F("meeting__round")).filter(~Exists(there))
    return coming.order_by().values_list("meeting", "partner__needs", "partner")


# --- seeing ------------------------------------------------------------------------------------------------------------

def provisions_for(here: Standing, *, chairs: Iterable[int] = ()) -> QuerySet[Provision]:
    """What somebody who stands there may see of others. All of it: managers of the group's programme, and whoever looks after the person.
    Only what is meant for who organises: the lead of the workstream, and the lay chairs of `chairs`: at meetings of these groups, and of
    their members elsewhere (5 days before, they hear of what is missing)."""
    led = Workstream.objects.filter(pk__in=here.workstreams("WL")).values("group")
    organised = Q(meeting__group__in=led)
    if chairs:
        members = Holding.objects.lay().filter(not_over(day_of(now())), seat__group__in=chairs, state__in=[
            HoldingState.SERVING, HoldingState.ENDED]).order_by()
        organised |= Q(meeting__group__in=chairs) | Q(partner__in=members.values("partner"))
    whole = (Q(meeting__group__in=groups_of(here.programmes(MAY["see_contacts"])).values("pk"))
             | Q(partner__in=looked_after(here.partner, here.programmes(TEAM)).values("partner")))
    return Provision.objects.filter(whole | organised & meant_for_organisers()).filter(~Q(state=ProvisionState.NOT_NEEDED)
                                                                                     | Q(to_call_off=True))


def meant_for_organisers() -> Q:
    """As the person says today: what they meant for their contact alone since is hidden from that moment."""
    return Q(seen_by=Need.Seen.ORGANISERS) & (Q(need__isnull=True) | Q(need__seen_by=Need.Seen.ORGANISERS))


def provisions_seen_by(user: Any) -> QuerySet[Provision]:
    """One's own, and those of others that the user may see."""
    here, mine = standing(user), partner_of(user)
    chairs = {role.group for role in here.roles if role.code == "LCC" and role.group} | set(Holding.objects.serving(day_of(now())).filter(
        partner=mine, seat__office__in=CHAIRS).values_list("seat__group", flat=True))
    seen = provisions_for(here, chairs=chairs)
    return Provision.objects.filter(Q(pk__in=seen.order_by().values("pk")) | Q(partner=mine)) if mine else seen


def may_organise(user: Any, meeting: Meeting) -> Answer:
    """The list of what is to be booked for one meeting: its lead or the manager, the lay chair who reads it, or somebody's contact."""
    mine = partner_of(user)
    if side_in(user, meeting.group) == "staff" or provisions_seen_by(user).filter(meeting=meeting).exclude(partner=mine).exists():
        return YES
    return No(_NOT_YOURS)


def may_provide(user: Any, provision: Provision) -> Answer:
    """Book it, or say that it is not possible. The lay chair reads it only."""
    mine = partner_of(user)
    if mine is None or mine.pk == provision.partner_id or not provisions_for(standing(user)).filter(pk=provision.pk).exists():
        return No(_NOT_YOURS)
    return YES


def may_call_off(user: Any, provision: Provision) -> Answer:
    if not provision.to_call_off:
        return No(_("There is nothing to call off."))
    return may_provide(user, provision)


# --- saying ------------------------------------------------------------------------------------------------------------

def may_say(user: Any, provision: Provision) -> Answer:
    """The person, or who books it and writes down what the person says."""
    mine = partner_of(user)
    if mine is None or (mine.pk != provision.partner_id and not may_provide(user, provision)):
        return No(_("Only the person says what is right for them."))
    return YES if provision.meeting.is_ahead(now()) else No(_OVER)


def may_ask_for_support(user: Any, meeting: Meeting) -> Answer:
    """Everybody who is asked to the meeting, until it is over."""
    return may_answer(user, meeting)


def may_ask_for_others(user: Any, meeting: Meeting) -> Answer:
    """Who leads the group on the staff's side writes down what somebody asks for by phone or letter."""
    if side_in(user, meeting.group) != "staff":
        return No(_NOT_YOURS)
    return YES if meeting.is_ahead(now()) else No(_OVER)


def within(days: int, *, on: date) -> QuerySet[Meeting]:
    """Meetings that are announced and begin within so many days."""
    return Meeting.objects.filter(state__in=AHEAD, starts_at__gte=start_of(on), starts_at__lt=start_of(on + timedelta(days=days + 1)))
