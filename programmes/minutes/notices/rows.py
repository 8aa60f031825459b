"""Who is told of minutes: asked to look, to confirm, told of a no, an answer, an action; and of a call after a hard meeting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.post.models import Message
from partners.contacts.models import NamedContact
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Partner
from programmes.meetings.catalogue import THERE
from programmes.meetings.catalogue import Kind as MeetingKind
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Attendance, Meeting
from programmes.meetings.policies import CHAIRS, seats_on
from programmes.minutes.catalogue import ACTIONS_AFTER, DRAFT_DUE, DRAFT_LATE, LOOK_BACK_DAYS
from programmes.minutes.lifecycles import CallState, MinutesState
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView
from programmes.minutes.policies import confirmers_of, was_there
from programmes.programme.models import TeamRole
from programmes.programme.roles import Team
from programmes.stages.notices.rows import outbox_rows

# --- the rows ----------------------------------------------------------------------------------------------------------

def _message(kind: str, about: str, to: Partner, occasion: str, meeting: Meeting, at: datetime) -> Message:
    return Message(kind=kind, about=about, to=to.ref, occasion=occasion, book=meeting.group.home_book, written_at=at, due_at=at)


def _union(*found: Iterable[Partner]) -> list[Partner]:
    return list({each.pk: each for some in found for each in some}.values())


def who_answers(minutes: Minutes, at: datetime) -> list[Partner]:
    """Who has the minutes in hand: the minute taker, the workstream's lead, the group's chairs; else the programme manager."""
    on, group = day_of(at), minutes.meeting.group
    leads = Partner.objects.filter(pk__in=TeamRole.objects.in_force(on).filter(role=Team.WL, workstream__group=group).values("partner"))
    chairs = Partner.objects.filter(pk__in=seats_on(group, on).filter(seat__office__in=CHAIRS).order_by().values("partner"))
    found = _union([minutes.taker] if minutes.taker else [], leads, chairs)
    return found or managers_of(group.home_book, on)


def managers_of(book: str, on: date) -> list[Partner]:
    return list(Partner.objects.filter(pk__in=TeamRole.objects.in_force(on).filter(role=Team.PM, programme__ref=book).values("partner")))


def to_check(minutes: Minutes, *, at: datetime) -> Iterator[Message]:
    """NT37: to those who were there, and to those whose yes is needed."""
    for person in _union(was_there(minutes.meeting), confirmers_of(minutes.meeting, day_of(at)).people):
        yield _message("minutes_to_check", minutes.ref, person, "released", minutes.meeting, at)


def to_confirm_anew(minutes: Minutes, people: Iterable[Partner], *, at: datetime) -> Iterator[Message]:
    for person in people:
        yield _message("minutes_to_confirm", minutes.ref, person, f"{minutes.round}", minutes.meeting, at)


def refused(view: MinutesView, *, at: datetime) -> Iterator[Message]:
    for person in who_answers(view.minutes, at):
        if person.pk != view.by_id:
            yield _message("minutes_refused", view.ref, person, "said", view.minutes.meeting, at)


def no_answered(view: MinutesView, *, at: datetime) -> Message:
    return _message("minutes_no_answered", view.ref, view.by, "answered", view.minutes.meeting, at)


def correction_asked(correction: Correction, *, at: datetime) -> Iterator[Message]:
    for person in who_answers(correction.minutes, at):
        if person.pk != correction.by_id:
            yield _message("correction_asked", correction.ref, person, "asked", correction.minutes.meeting, at)


def correction_answered(correction: Correction, *, at: datetime) -> Message:
    return _message("correction_answered", correction.ref, correction.by, "answered", correction.minutes.meeting, at)


def confirmed(minutes: Minutes, *, at: datetime) -> Iterator[Message]:
    for person in who_answers(minutes, at):
        yield _message("minutes_confirmed", minutes.ref, person, "confirmed", minutes.meeting, at)


def published(minutes: Minutes, *, at: datetime) -> Iterator[Message]:
    """To the group: its members today, and those who were there."""
    members = Partner.objects.filter(pk__in=seats_on(minutes.meeting.group, day_of(at)).order_by().values("partner"))
    for person in _union(members, was_there(minutes.meeting)):
        yield _message("minutes_published", minutes.ref, person, "published", minutes.meeting, at)


def action_to_judge(line: MinuteLine, *, by: Partner, at: datetime) -> Iterator[Message]:
    """To those of the lay side who speak for it."""
    for person in confirmers_of(line.minutes.meeting, day_of(at)).people:
        if person.pk not in (by.pk, line.who_id):
            yield _message("action_to_judge", line.ref, person, f"{at:%Y-%m-%d %H:%M:%S}", line.minutes.meeting, at)


def action_not_so(line: MinuteLine, *, at: datetime) -> Iterator[Message]:
    people = [line.who] if line.who else who_answers(line.minutes, at)
    for person in people:
        yield _message("action_not_so", line.ref, person, f"{at:%Y-%m-%d %H:%M:%S}", line.minutes.meeting, at)


def calls_offered(calls: Iterable[CallBack], *, at: datetime) -> list[Message]:
    return [_message("call_offered", call.ref, call.partner, "offered", call.meeting, at) for call in calls]


def call_wanted(call: CallBack, *, at: datetime) -> Iterator[Message]:
    """To who looks after the contact with the person; is nobody named, to the programme manager."""
    book = call.trail_book
    owners = [each.owner for each in NamedContact.objects.filter(partner=call.partner_id, home_book=book).select_related("owner")]
    for person in owners or managers_of(book, day_of(at)):
        yield _message("call_wanted", call.ref, person, f"{at:%Y-%m-%d %H:%M:%S}", call.meeting, at)


# --- the clock's rows --------------------------------------------------------------------------------------------------

def _so_long_ago(on: date, count: int) -> date:
    """The last day after which so many working days have passed by `on`."""
    day = on
    while add_working_days(day, count) > on:
        day -= timedelta(days=1)
    return day


def _on_or_before(path: str, last: date) -> Q:
    return Q(**{f"{path}starts_at__lt": start_of(last + timedelta(days=1))})


def _lately(path: str, on: date) -> Q:
    return Q(**{f"{path}starts_at__gte": start_of(on - timedelta(days=LOOK_BACK_DAYS))})


def lately_held(*, on: date, at: datetime) -> QuerySet[Meeting]:
    """Meetings about which the clock may have something to say."""
    return Meeting.objects.filter(_lately("", on), ends_at__lt=at).order_by()


def actions_to_issue(*, on: date) -> QuerySet[MinuteLine]:
    """NT34: actions of which the owner was not told, three working days after a meeting that was not cancelled."""
    return MinuteLine.objects.actions().filter(
        minutes__meeting__state__in=[*AHEAD, MeetingState.HELD]).filter(
        _on_or_before("minutes__meeting__", _so_long_ago(on, ACTIONS_AFTER)), _lately("minutes__meeting__", on), who__isnull=False,
        issued_at__isnull=True)


def actions_issued(lines: QuerySet[MinuteLine], *, on: date, at: datetime) -> QuerySet:
    return outbox_rows(lines.order_by(), "actions_issued", about="minutes__ref", to="who__ref", book="minutes__meeting__group__home_book",
                       occasion=Value(f"on {on}", CharField()), at=at)


def drafts_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT36: eight and ten working days after a meeting without a draft, to who takes the minutes; then to the manager. One occasion a
    window, so a clock that slept says the last only. What a Forum says to a plan is kept with the plan."""
    first, second = (_so_long_ago(on, count) for count in DRAFT_DUE)
    waiting = Meeting.objects.filter(
        _on_or_before("", first), _lately("", on), Q(minutes__isnull=True) | Q(minutes__state=MinutesState.TAKEN), ends_at__lt=at,
        kind=MeetingKind.MEETING, state__in=[*AHEAD, MeetingState.HELD]).exclude(group__kind=Group.Kind.FORUM).order_by()
    days = Case(When(_on_or_before("", second), then=Value(":10")), default=Value(":8"), output_field=CharField())
    window = Concat(Cast(F("round"), CharField()), days, output_field=CharField())       # a meeting that was moved is waited for anew
    facts: dict[str, Any] = {"about": "ref", "occasion": window, "book": "group__home_book", "at": at}
    yield outbox_rows(waiting.filter(minutes__taker__isnull=False), "draft_minutes_due", to="minutes__taker__ref", **facts)
    nobody, stream = waiting.filter(minutes__taker__isnull=True), "group__workstream__"
    late = waiting.filter(_on_or_before("", _so_long_ago(on, DRAFT_LATE)))
    for rows, kind, path, who in (
            (nobody, "draft_minutes_due", "group__seats__holdings__", {
                "group__seats__office__in": CHAIRS, "group__seats__holdings__state": HoldingState.SERVING}),
            (nobody, "draft_minutes_due", f"{stream}leads__", {f"{stream}leads__role": Team.WL}),
            (late, "draft_minutes_late", f"{stream}programme__team__", {f"{stream}programme__team__role": Team.PM}),
            (late, "draft_minutes_late", "group__programme_links__programme__team__", {
                "group__programme_links__programme__team__role": Team.PM,
                "group__home_book": F("group__programme_links__programme__ref")})):
        today = Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": on})
        yield outbox_rows(rows.filter(today, **who, **{f"{path}from_on__lte": on}), kind, to=f"{path}partner__ref", **facts)


def not_confirmed(*, on: date, at: datetime) -> QuerySet:
    """The days for corrections are over: to those of the lay side who were there and have not said yes or no to these words."""
    serves = Holding.objects.filter(partner=OuterRef("partner"), seat__group=OuterRef("meeting__group"), seat__is_lay=True,
                                    state=HoldingState.SERVING)
    said = MinutesView.objects.filter(
        minutes=OuterRef("meeting__minutes"), round=OuterRef("meeting__minutes__round"), by=OuterRef("partner"))
    silent = Attendance.objects.filter(
        Q(meeting__group__workstream__isnull=False) | Q(Exists(serves.filter(seat__office__in=CHAIRS))), Exists(serves), ~Exists(said),
        is_lay=True, was__in=THERE, meeting__minutes__state=MinutesState.DRAFTED, meeting__minutes__comments_until__lt=on)
    occasion = Concat(Cast(F("meeting__minutes__round"), CharField()), Value(":late"), output_field=CharField())
    return outbox_rows(silent.filter(_lately("meeting__", on)).order_by(), "minutes_to_confirm", about="meeting__minutes__ref",
                       to="partner__ref", occasion=occasion, book="meeting__group__home_book", at=at)


def calls_late(*, on: date, at: datetime) -> list[Message]:
    """NT33: a call that is wanted was not made in two working days: to the lay co-chairs. Two queries."""
    late = list(CallBack.objects.filter(state=CallState.WANTED, due_on__lt=on).select_related("meeting__group"))
    if not late:
        return []
    chairs = defaultdict(list)
    for holding in Holding.objects.serving(on).lay().filter(
            seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS, state=HoldingState.SERVING,
            seat__group__home_book__in={call.trail_book for call in late}).select_related("partner", "seat__group"):
        chairs[holding.seat.group.home_book].append(holding.partner)
    return [_message("call_late", call.ref, chair, f"due {call.due_on}", call.meeting, at)
            for call in late for chair in chairs[call.trail_book] if chair.pk != call.partner_id]
