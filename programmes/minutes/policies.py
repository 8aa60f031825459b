"""Who types the minutes, reads them, puts them right, confirms them, publishes them; and who may ask for a call after a hard meeting."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.contacts.models import NamedContact
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Partner
from programmes.meetings.catalogue import COMING, THERE
from programmes.meetings.catalogue import Kind as MeetingKind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Attendance, Meeting
from programmes.meetings.policies import CHAIRS, called_to, is_called, seats_on, side_in
from programmes.minutes.catalogue import FROM_DAYS_BEFORE, HARD_WITHIN_DAYS
from programmes.minutes.lifecycles import CONFIRMED, OUT, ActionState, CallState, CorrectionState, MinutesState
from programmes.minutes.models import CallBack, Correction, HardMeeting, MinuteLine, Minutes, MinutesView, StruckOut
from programmes.programme.models import Workstream
from programmes.programme.policies import home_of, partner_of, standing

_LEADS = _("Only those who lead the group do this: its chairs, its lead, its pair, and the programme manager.")
_PASSAGE = _("A passage of this line is struck out. Only those who lead the group change it.")
_CLOSED = _("The minutes are confirmed. They stay as they are.")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes as they were when this meeting was first asked for them: once a request."""
    if "_minutes" not in meeting.__dict__:
        found = Minutes.objects.filter(meeting=meeting).select_related("taker").first()
        if found:
            found.meeting = meeting
        meeting._minutes = found        # type: ignore[attr-defined]
    kept: Minutes | None = meeting._minutes     # type: ignore[attr-defined]
    return kept


def side_of(user: Any, group: Group) -> str:
    """As `side_in`, read once per request and kept on the user, for the group that was asked about last."""
    kept: tuple[int, str] = getattr(user, "_side", (0, ""))
    if kept[0] != group.pk:
        kept = user._side = (group.pk, side_in(user, group))
    return kept[1]


# --- quorum ------------------------------------------------------------------------------------------------------------

class Quorum(NamedTuple):
    """How many lay members were there (or said that they come, until it is noted), and how many the group needs."""

    lay: int
    least: int
    is_noted: bool

    @property
    def is_reached(self) -> bool:
        return self.lay >= self.least


def quorum_of(meeting: Meeting) -> Quorum:
    """One query. Lay people who are not members are not counted, nor is who came instead of one; but of a meeting that was called by
    other means, and is noted in numbers, all. A Forum answers; it has no quorum."""
    least = 0 if meeting.group.is_forum() else meeting.group.lay_minimum
    if meeting.state == MeetingState.HELD:
        there = meeting.attendances.filter(is_lay=True, was__in=THERE).count()
        return Quorum(there + (0 if meeting.announced_at else meeting.others_lay), least, True)
    lay = seats_on(meeting.group, meeting.on).lay().order_by().values("partner")
    coming = meeting.invitations.filter(partner__in=lay, round=meeting.round, answer__in=COMING).count()
    return Quorum(coming, least, False)


# --- who was there, and who confirms (8.8) ----------------------------------------------------------------------------------

def was_there(meeting: Meeting) -> QuerySet[Partner]:
    return Partner.objects.filter(pk__in=Attendance.objects.filter(meeting=meeting, was__in=THERE).values("partner"))


class Confirmers(NamedTuple):
    """Whose word the minutes need, and whether each of them must say yes or one is enough."""

    people: QuerySet[Partner]
    all_of_them: bool


def confirmers_of(meeting: Meeting, on: date) -> Confirmers:
    """Of a workstream each of the pair who was there and still serves; of another group one of its lay chairs who were there, or, if
    none was, one lay member who was. Was nobody of them there, one who serves reads it and says so: a lay chair, if there is one."""
    serve = seats_on(meeting.group, on).lay().filter(state=HoldingState.SERVING)
    present = serve.filter(partner__in=Attendance.objects.filter(meeting=meeting, is_lay=True, was__in=THERE).order_by().values("partner"))
    is_stream = Workstream.objects.filter(group=meeting.group_id).exists()
    chairs = present.filter(seat__office__in=CHAIRS)
    if is_stream:
        chosen, every = (present, True) if present.exists() else (serve, False)
    elif chairs.exists():
        chosen, every = chairs, False
    else:
        found = present if present.exists() else serve.filter(seat__office__in=CHAIRS)
        chosen, every = found if found.exists() else serve, False
    return Confirmers(Partner.objects.filter(pk__in=chosen.order_by().values("partner")).order_by("name", "pk"), every)


def last_words(minutes: Minutes) -> dict[int, MinutesView]:
    """The last word of each person. One query."""
    found = MinutesView.objects.filter(minutes=minutes).select_related("by", "noted_by", "answered_by").order_by("at", "pk")
    return {view.by_id: view for view in found}


def is_confirmed_by(people: Iterable[Partner], every: bool, words: dict[int, MinutesView], round: int) -> bool:
    """Whether the words of these people confirm the minutes: all or one said yes to this round, and nobody's last word is a no."""
    asked = list(people)
    said = [words.get(each.pk) for each in asked]
    yes = [view for view in said if view and view.is_right and view.round == round]
    no = any(view and not view.is_right for view in said)
    return bool(yes) and not no and (not every or len(yes) == len(asked))


# --- reading -----------------------------------------------------------------------------------------------------------

def is_of_group(user: Any, group: Group) -> bool:
    """Its members today, those who lead it, and those who answer for the programme."""
    partner, programme = partner_of(user), home_of(group)
    if partner is None or programme is None:
        return False
    if standing(user).codes(programme) & {"PM", "SRO", "LCC"} or side_of(user, group):
        return True
    return seats_on(group, day_of(now())).filter(partner=partner).exists()


def _took_part(user: Any, meeting: Meeting) -> bool:
    partner = partner_of(user)
    return partner is not None and (is_called(user, meeting) or was_there(meeting).filter(pk=partner.pk).exists())


def _reads_drafts(user: Any, meeting: Meeting, minutes: Minutes) -> bool:
    partner = partner_of(user)
    if partner is None:
        return False
    if side_of(user, meeting.group) or minutes.taker_id == partner.pk or was_there(meeting).filter(pk=partner.pk).exists():
        return True
    return confirmers_of(meeting, day_of(now())).people.filter(pk=partner.pk).exists()


def may_read_minutes(user: Any, meeting: Meeting) -> Answer:
    """While they are taken: who takes them. A draft: those who were there, who confirm, who lead. Published: the group."""
    minutes = minutes_of(meeting)
    if minutes is None or minutes.state == MinutesState.TAKEN:
        return YES if takes_minutes(user, meeting) else No(_("The minutes are not written yet."))
    if _reads_drafts(user, meeting, minutes):
        return YES
    if minutes.state not in OUT:
        return No(_("The draft is with those who were there. You can read the minutes when they are published."))
    return YES if _took_part(user, meeting) or is_of_group(user, meeting.group) else No(_("Only the group reads its minutes."))


def may_read_struck(user: Any, group: Group) -> bool:
    """Those who lead the group, and nobody else: what is struck out is a bar to all others, in earlier versions too."""
    return bool(side_of(user, group))


def may_chair(user: Any, meeting: Meeting) -> Answer:
    """Its members, and those who lead it, have the view for the chair: whoever chairs is one of them."""
    if is_called(user, meeting) or side_of(user, meeting.group):
        return YES
    return No(_("Only those who come to the meeting have the view for the chair."))


# --- typing ------------------------------------------------------------------------------------------------------------

def takes_minutes(user: Any, meeting: Meeting) -> bool:
    """Those who lead the group, and the member whom they named."""
    partner = partner_of(user)
    if partner is None or meeting.kind != MeetingKind.MEETING:
        return False
    return bool(side_of(user, meeting.group)) or Minutes.objects.filter(meeting=meeting, taker=partner).exists()


def time_to_write(meeting: Meeting, at: datetime) -> Answer:
    if meeting.kind != MeetingKind.MEETING:
        return No(_("No minutes are kept of what lay members say among themselves."))
    if meeting.state in (MeetingState.DRAFT, MeetingState.CANCELLED):
        return No(_("There is no meeting to write about."))
    if meeting.starts_at - timedelta(days=FROM_DAYS_BEFORE) > at:
        return No(_("You can begin on the day before the meeting."))
    return YES


def may_take(user: Any, meeting: Meeting) -> Answer:
    """Write lines: from the day before the meeting until the minutes are confirmed."""
    if not takes_minutes(user, meeting):
        return No(_("Only those who lead the group, and the member whom they named, write the minutes."))
    if not (answer := time_to_write(meeting, now())):
        return answer
    minutes = minutes_of(meeting)
    return No(_CLOSED) if minutes and minutes.state in CONFIRMED else YES


def may_name_taker(user: Any, meeting: Meeting) -> Answer:
    if not side_of(user, meeting.group):
        return No(_LEADS)
    if meeting.kind != MeetingKind.MEETING:
        return No(_("No minutes are kept of what lay members say among themselves."))
    minutes = minutes_of(meeting)
    return No(_CLOSED) if minutes and minutes.state in CONFIRMED else YES


def may_change_line(user: Any, line: MinuteLine) -> Answer:
    """Who takes minutes; a line with a passage struck out only those who may read it."""
    if not may_read_struck(user, line.minutes.meeting.group) and line.hides():
        return No(_PASSAGE)
    return may_take(user, line.minutes.meeting)


def may_read_versions(user: Any, line: MinuteLine) -> Answer:
    """Those who lead the group. Others would read there what is struck out."""
    return YES if may_read_struck(user, line.minutes.meeting.group) else No(_LEADS)


def may_strike_out(user: Any, line: MinuteLine) -> Answer:
    """At any time, also after the minutes are published: somebody's private matter does not wait."""
    return may_read_versions(user, line)


def may_lift(user: Any, struck: StruckOut) -> Answer:
    if not may_read_struck(user, struck.line.minutes.meeting.group):
        return No(_LEADS)
    return YES if struck.line.minutes.state not in OUT else No(_("The minutes are published. What is struck out stays so."))


# --- putting right, and confirming ---------------------------------------------------------------------------------------

def _drafted(meeting: Meeting) -> Answer:
    minutes = minutes_of(meeting)
    if minutes is None or minutes.state == MinutesState.TAKEN:
        return No(_("The draft is not out for correction yet."))
    return YES if minutes.state == MinutesState.DRAFTED else No(_CLOSED)


def may_release(user: Any, meeting: Meeting) -> Answer:
    if not (answer := may_take(user, meeting)):
        return answer
    minutes = minutes_of(meeting)
    return YES if minutes and minutes.state == MinutesState.TAKEN else No(_("There is no draft to send out."))


def may_correct(user: Any, meeting: Meeting) -> Answer:
    """Those who were there, and those who confirm."""
    partner = partner_of(user)
    there = partner is not None and (was_there(meeting).filter(pk=partner.pk).exists()
                                     or confirmers_of(meeting, day_of(now())).people.filter(pk=partner.pk).exists())
    return _drafted(meeting) if there else No(_("Only those who were there ask for corrections."))


def may_note_words(user: Any, meeting: Meeting) -> Answer:
    """Who leads the group on the staff's side writes down what somebody says by phone or letter."""
    if side_of(user, meeting.group) != "staff":
        return No(_("Only the lead and the programme manager write down what others say."))
    return _drafted(meeting)


def may_answer_correction(user: Any, correction: Correction) -> Answer:
    """Also once the minutes are confirmed: who asked hears what came of it."""
    if not takes_minutes(user, correction.minutes.meeting):
        return No(_LEADS)
    if correction.line and not may_read_struck(user, correction.minutes.meeting.group) and correction.line.hides():
        return No(_PASSAGE)
    return YES if correction.state == CorrectionState.PROPOSED else No(_("This correction is answered."))


def may_confirm(user: Any, meeting: Meeting) -> Answer:
    partner = partner_of(user)
    if partner is None or not confirmers_of(meeting, day_of(now())).people.filter(pk=partner.pk).exists():
        return No(_("The lay side confirms the minutes: the pair, or the lay chairs, who were there."))
    return _drafted(meeting)


def may_answer_no(user: Any, view: MinutesView) -> Answer:
    """Who takes the minutes answers a no, but nobody their own."""
    partner = partner_of(user)
    if not takes_minutes(user, view.minutes.meeting) or (partner and partner.pk == view.by_id):
        return No(_LEADS)
    if view.is_right or view.answered_at:
        return No(_("There is nothing to answer."))
    return YES


def may_publish(user: Any, meeting: Meeting) -> Answer:
    if not side_of(user, meeting.group):
        return No(_LEADS)
    minutes = minutes_of(meeting)
    if minutes is None or minutes.state not in CONFIRMED:
        return No(_("First the lay side confirms the minutes."))
    return YES if minutes.state == MinutesState.CONFIRMED else No(_("They are published."))


def may_open(user: Any, meeting: Meeting) -> Answer:
    """Open them to everybody: the lay side notes that the group decided it; staff write down what a lay leader told them."""
    if not side_of(user, meeting.group):
        return No(_LEADS)
    minutes = minutes_of(meeting)
    return YES if minutes and minutes.state == MinutesState.PUBLISHED else No(_("Only published minutes can be opened to everybody."))


def may_close(user: Any, meeting: Meeting) -> Answer:
    if not side_of(user, meeting.group):
        return No(_LEADS)
    minutes = minutes_of(meeting)
    return YES if minutes and minutes.state == MinutesState.PUBLIC else No(_("They are not open to everybody."))


# --- actions -----------------------------------------------------------------------------------------------------------

def may_read_actions(user: Any, group: Group) -> Answer:
    return YES if is_of_group(user, group) else No(_("Only the group reads its list of actions."))


def _is_lay_member(partner: Partner, group: Group) -> bool:
    return Holding.objects.serving(day_of(now())).lay().filter(seat__group=group, partner=partner, state=HoldingState.SERVING).exists()


def may_claim_action(user: Any, line: MinuteLine) -> Answer:
    """The owner says that it is done; who leads the group on the staff's side for an owner who is not here."""
    partner = partner_of(user)
    if line.state != ActionState.OPEN or line.taken_out_at or line.kind != "action":
        return No(_("This action is not open."))
    owns = partner is not None and line.who_id == partner.pk
    return YES if owns or side_of(user, line.minutes.meeting.group) == "staff" else No(_("Only who does it says that it is done."))


def may_judge_action(user: Any, line: MinuteLine) -> Answer:
    """A lay member of the group says whether it is so, but not of their own."""
    partner = partner_of(user)
    if line.state != ActionState.CLAIMED:
        return No(_("Nobody says that this action is done."))
    if partner is None or not _is_lay_member(partner, line.minutes.meeting.group) or partner.pk == line.who_id:
        return No(_("A lay member of the group says whether it is done."))
    return YES


def may_note_judgement(user: Any, line: MinuteLine) -> Answer:
    if side_of(user, line.minutes.meeting.group) != "staff":
        return No(_("Only the lead and the programme manager write down what others say."))
    return YES if line.state == ActionState.CLAIMED else No(_("Nobody says that this action is done."))


# --- after a hard meeting ------------------------------------------------------------------------------------------------

def lay_there(meeting: Meeting) -> QuerySet[Partner]:
    """Lay partners who were there; until that is noted, the lay members who were asked to come."""
    if meeting.state == MeetingState.HELD:
        return Partner.objects.filter(
            pk__in=Attendance.objects.filter(meeting=meeting, was__in=THERE, is_lay=True).values("partner"))
    return called_to(meeting).filter(is_professional=False)


def may_mark_hard(user: Any, meeting: Meeting) -> Answer:
    """Anybody who was there, and those who lead the group, in the two weeks after it began. They need not say why."""
    if not _took_part(user, meeting) and not side_of(user, meeting.group):
        return No(_("Only those who were there say that it was hard."))
    at = now()
    if meeting.state in (MeetingState.DRAFT, MeetingState.CANCELLED) or not (
            meeting.starts_at <= at <= meeting.starts_at + timedelta(days=HARD_WITHIN_DAYS)):
        return No(_("This can be said in the two weeks after a meeting. You can always ring us."))
    return No(_("It is said already. Everybody was offered a call.")) if HardMeeting.objects.filter(meeting=meeting).exists() else YES


def may_answer_call(user: Any, call: CallBack) -> Answer:
    partner = partner_of(user)
    if partner is None or partner.pk != call.partner_id:
        return No(_("Only who is offered a call says whether they want it."))
    return YES if call.state != CallState.MADE else No(_("You have talked."))


def makes_calls(user: Any, call: CallBack) -> bool:
    """Who looks after the contact with the person, the programme manager, and the lay co-chair."""
    partner, programme = partner_of(user), home_of(call.meeting.group)
    if partner is None or programme is None:
        return False
    if standing(user).codes(programme) & {"PM", "LCC"}:
        return True
    return NamedContact.objects.filter(partner=call.partner_id, owner=partner, home_book=call.trail_book).exists()


def may_note_call(user: Any, call: CallBack) -> Answer:
    """Write down what somebody says to the offer, by phone or in person."""
    if not makes_calls(user, call):
        return No(_("Only who looks after the contact with the person does this."))
    return YES if call.state != CallState.MADE else No(_("The call is made."))


def may_make_call(user: Any, call: CallBack) -> Answer:
    if not makes_calls(user, call):
        return No(_("Only who looks after the contact with the person does this."))
    return YES if call.state == CallState.WANTED else No(_("No call is wanted."))
