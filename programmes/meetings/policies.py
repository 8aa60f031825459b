"""Who plans a meeting, who is asked to it, who answers, makes the agenda, and notes who was there."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.groups.models import HoldingQuerySet
from partners.models import Group, Holding, Partner, Seat
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import AHEAD, ItemState, MeetingState
from programmes.meetings.models import AgendaItem, Attendance, FreeDays, Meeting, MeetingInvitation
from programmes.programme.models import Programme, TeamRole, Workstream
from programmes.programme.policies import groups_seen_by, home_of, partner_of, standing
from programmes.programme.roles import Team
from programmes.stages.lifecycles import AnswerState
from programmes.stages.models import Answer as StandardAnswer

FEWEST_LAY = 2      # R1
CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)
_ONLY_BUILDERS = _("Only those who lead the group do this: its chairs, its lead, its pair, and the programme manager.")


# --- who belongs to a group on a day -----------------------------------------------------------------------------------

def seats_on(group: Group, on: date) -> HoldingQuerySet:
    """The seats of the group that are held on that day."""
    return Holding.objects.serving(on).filter(seat__group=group)


def leads_of(group: Group, on: date) -> QuerySet[TeamRole]:
    return TeamRole.objects.in_force(on).filter(role=Team.WL, workstream__group=group)


def called_to(meeting: Meeting) -> QuerySet[Partner]:
    """Who is asked to come: the members on the day of the meeting, and the workstream's lead; to a pre-meet or debrief its lay members."""
    held = seats_on(meeting.group, meeting.on)
    if meeting.is_lay_only():
        return Partner.objects.filter(pk__in=held.lay().order_by().values("partner"))
    leads = leads_of(meeting.group, meeting.on)
    return Partner.objects.filter(Q(pk__in=held.order_by().values("partner")) | Q(pk__in=leads.order_by().values("partner")))


def lay_called_to(meeting: Meeting) -> QuerySet[Partner]:
    return Partner.objects.filter(pk__in=seats_on(meeting.group, meeting.on).lay().order_by().values("partner"))


def _without(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Of meetings with `person`: those to which they have no invitation."""
    return meetings.filter(~Exists(MeetingInvitation.objects.filter(meeting=OuterRef("pk"), partner=OuterRef("person"))))


def not_invited(meetings: QuerySet[Meeting]) -> QuerySet:
    """(meeting, partner) for each member on the day of the meeting who has no invitation: as `called_to`, for many meetings at once."""
    seats = "group__seats__"
    held = Q(**{f"{seats}holdings__until_on__isnull": True}) | Q(**{f"{seats}holdings__until_on__gte": TruncDate("starts_at")})
    there = meetings.filter(
        held, Q(kind=Kind.MEETING) | Q(**{f"{seats}is_lay": True}),
        **{f"{seats}holdings__state__in": [HoldingState.SERVING, HoldingState.ENDED],
           f"{seats}holdings__from_on__lte": TruncDate("starts_at")})
    return _without(there.annotate(person=F(f"{seats}holdings__partner"))).order_by().values_list("pk", "person").distinct()


def leads_not_invited(meetings: QuerySet[Meeting]) -> QuerySet:
    """As `not_invited`, for the leads of workstreams."""
    team = "group__workstream__leads__"
    there = meetings.filter(
        Q(**{f"{team}until_on__isnull": True}) | Q(**{f"{team}until_on__gte": TruncDate("starts_at")}), kind=Kind.MEETING,
        **{f"{team}role": Team.WL, f"{team}from_on__lte": TruncDate("starts_at")})
    return _without(there.annotate(person=F(f"{team}partner"))).order_by().values_list("pk", "person").distinct()


def still_asked() -> QuerySet[MeetingInvitation]:
    """Invitations of those who are members, or lead the workstream, on the day of the meeting: as `called_to`, for many at once. Whoever
    has left is asked to nothing that comes after."""
    there = Holding.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("m_day")), partner=OuterRef("partner"), seat__group=OuterRef("meeting__group"),
        state__in=[HoldingState.SERVING, HoldingState.ENDED], from_on__lte=OuterRef("m_day"))
    leads = TeamRole.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("m_day")), partner=OuterRef("partner"), role=Team.WL,
        workstream__group=OuterRef("meeting__group"), from_on__lte=OuterRef("m_day"))
    return MeetingInvitation.objects.annotate(m_day=TruncDate("meeting__starts_at")).filter(
        Q(Exists(there.filter(seat__is_lay=True))) | Q(meeting__kind=Kind.MEETING) & (Q(Exists(there)) | Q(Exists(leads))))


def with_part(partner: Partner) -> Q:
    """Meetings to which the person is, or was, asked as a member, and those at which it is noted whether they were there."""
    return Q(pk__in=still_asked().filter(partner=partner).values("meeting")) | Q(
        pk__in=Attendance.objects.filter(partner=partner).values("meeting"))


# --- may it be announced? -----------------------------------------------------------------------------------------------

def is_first(meeting: Meeting) -> bool:
    """Whether it is the first meeting of its group that was announced."""
    earlier = Meeting.objects.filter(group=meeting.group_id, kind=Kind.MEETING, starts_at__lt=meeting.starts_at,
                                     state__in=[*AHEAD, MeetingState.HELD])
    return meeting.kind == Kind.MEETING and not earlier.exists()


def what_hinders(meeting: Meeting, *, on: date) -> str:
    """Why the meeting cannot be announced on that day, or "": a workstream meets first when two lay partners are confirmed (R1), unless
    an exception to 7.1 runs. One that is known to have met before has had its first meeting."""
    stream = Workstream.objects.filter(group=meeting.group_id).first()
    if stream is None or not is_first(meeting) or (stream.first_meeting_on and stream.first_meeting_on < on):
        return ""
    excepted = StandardAnswer.objects.filter(stage__workstream=stream, code="7.1", state=AnswerState.EXCEPTED)
    there = seats_on(meeting.group, meeting.on).lay().order_by().values("partner").distinct().count()
    if there >= FEWEST_LAY or excepted.exists():
        return ""
    return _("A workstream meets for the first time when two lay partners are confirmed. On that day there are %(n)d.") % {"n": there}


# --- sides -------------------------------------------------------------------------------------------------------------

def side_in(user: Any, group: Group) -> str:
    """On which side the user leads the group today: "lay", "staff", or "" for neither. The lay side of a workstream is its pair, of the
    Advisory Group its lay co-chairs, of another group its lay chair, or where it has none every lay member."""
    partner, programme = partner_of(user), home_of(group)
    if partner is None or programme is None:
        return ""
    stream = Workstream.objects.filter(group=group).first()
    codes = standing(user).codes(programme, stream) if stream else standing(user).codes(programme)
    here = list(seats_on(group, day_of(now())).filter(state=HoldingState.SERVING, partner=partner).select_related("seat"))
    if any(each.seat.is_lay for each in here):
        if stream or any(each.seat.is_lay and each.seat.office in CHAIRS for each in here):
            return "lay"
        led = Holding.objects.serving(day_of(now())).lay().filter(seat__group=group, seat__office__in=CHAIRS).exists()
        return "" if led or group.is_forum() else "lay"
    if "LCC" in codes and not stream:
        return "lay"
    if codes & {"PM", "WL"} or any(each.seat.office in CHAIRS for each in here):
        return "staff"
    return ""


def may_plan(user: Any, group: Group) -> Answer:
    return YES if side_in(user, group) else No(_ONLY_BUILDERS)


def may_lead(user: Any, meeting: Meeting) -> Answer:
    """Change, cancel, announce a meeting, make its agenda, note who was there."""
    return may_plan(user, meeting.group)


# --- reading -----------------------------------------------------------------------------------------------------------

def meetings_seen_by(user: Any) -> QuerySet[Meeting]:
    """Meetings of the groups that the user sees, and those in which they have, or had, a part. A plan is seen by who leads the group."""
    partner, here = partner_of(user), Q(group__in=groups_seen_by(user))
    return Meeting.objects.filter(here | with_part(partner) if partner else here)


def may_read_meeting(user: Any, meeting: Meeting) -> Answer:
    """Whoever has a part in the programme reads when the group meets and what is on the agenda. A plan, and what lay members do among
    themselves, are for those whom it concerns."""
    if meeting.state == MeetingState.DRAFT and not side_in(user, meeting.group):
        return No(_("It is being planned. Nobody is told yet."))
    if meeting.is_lay_only() and not is_called(user, meeting) and not side_in(user, meeting.group):
        return No(_("Lay members meet here among themselves."))
    return YES


def is_called(user: Any, meeting: Meeting) -> bool:
    partner = partner_of(user)
    return partner is not None and called_to(meeting).filter(pk=partner.pk).exists()


def may_see_joining(user: Any, meeting: Meeting) -> bool:
    """The link, the number and who comes: those who are asked, and those who lead the group."""
    return is_called(user, meeting) or bool(side_in(user, meeting.group))


def may_have_meetings(user: Any) -> Answer:
    """Everybody reads their own."""
    return YES if partner_of(user) else No(_("Meetings are for people with a part in a programme."))


# --- answering ---------------------------------------------------------------------------------------------------------

_OVER = _("The meeting is over, or it is cancelled.")


def may_answer(user: Any, meeting: Meeting) -> Answer:
    if not is_called(user, meeting):
        return No(_("You are not asked to this meeting."))
    return YES if meeting.is_ahead(now()) else No(_OVER)


def may_note_answer(user: Any, invitation: MeetingInvitation) -> Answer:
    """Who leads the group on the staff's side writes down what somebody says by phone or letter."""
    if side_in(user, invitation.meeting.group) != "staff":
        return No(_("Only the lead and the programme manager write down what others say."))
    return YES if invitation.meeting.is_ahead(now()) else No(_OVER)


# --- the agenda --------------------------------------------------------------------------------------------------------

def items_are_open(meeting: Meeting, at: datetime) -> bool:
    return meeting.state in AHEAD and day_of(at) <= meeting.items_close_on


def may_propose_item(user: Any, meeting: Meeting) -> Answer:
    """Everybody with a seat until ten days before; then those who lead the group, and it shows that it came late (CC1)."""
    if meeting.state not in AHEAD or not meeting.is_ahead(now()):
        return No(_OVER)
    if side_in(user, meeting.group) or (is_called(user, meeting) and items_are_open(meeting, now())):
        return YES
    if not is_called(user, meeting):
        return No(_("Members of the group say what they want to talk about."))
    return No(_("Items are taken until ten days before a meeting. Ask the chair, or bring it to the next one."))


def may_build(user: Any, meeting: Meeting) -> Answer:
    if not side_in(user, meeting.group):
        return No(_ONLY_BUILDERS)
    return YES if meeting.is_ahead(now()) else No(_OVER)


def may_arrange_item(user: Any, item: AgendaItem) -> Answer:
    return may_build(user, item.meeting)


def may_withdraw_item(user: Any, item: AgendaItem) -> Answer:
    partner = partner_of(user)
    if partner is None or partner.pk != item.asked_by_id or item.state not in (ItemState.PROPOSED, ItemState.LEFT_OUT):
        return No(_("Only who asked for something takes it back, while it is not on the agenda."))
    return YES if item.meeting.is_ahead(now()) else No(_OVER)


# --- after it ----------------------------------------------------------------------------------------------------------

def may_note_presence(user: Any, meeting: Meeting) -> Answer:
    if not side_in(user, meeting.group):
        return No(_ONLY_BUILDERS)
    if meeting.state != MeetingState.CANCELLED and meeting.starts_at <= now():
        return YES
    return No(_("It is noted once the meeting has begun."))


# --- days kept free ----------------------------------------------------------------------------------------------------

def may_keep_free(user: Any, programme: Programme) -> Answer:
    """The manager, and the lay co-chair."""
    return YES if standing(user).codes(programme) & {"PM", "LCC"} else No(_("Only the programme manager and the lay co-chair do this."))


def may_plan_there_again(user: Any, free: FreeDays) -> Answer:
    return may_keep_free(user, free.programme)
