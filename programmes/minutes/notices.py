"""Who is told of minutes: asked to look, to confirm, told of a no, an answer, an action; and of a call after a hard meeting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from partners.contacts.models import NamedContact
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Partner
from programmes.meetings.catalogue import THERE
from programmes.meetings.catalogue import Kind as MeetingKind
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Attendance, Meeting
from programmes.meetings.policies import CHAIRS, seats_on
from programmes.minutes.catalogue import ACTIONS_AFTER, DRAFT_DUE, DRAFT_LATE, LOOK_BACK_DAYS
from programmes.minutes.lifecycles import ActionState, CallState, MinutesState
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView
from programmes.minutes.policies import confirmers_of, last_words, was_there
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


# --- the words ---------------------------------------------------------------------------------------------------------

def _minutes(message: Message, *states: str) -> Minutes | None:
    return Minutes.objects.select_related("meeting__group").filter(ref=message.about, state__in=states).first()


def _about(meeting: Meeting, subject: str, *lines: str, action: str, path: str = "") -> Words:
    """The meeting is named by its day in the subject, and by its name only inside."""
    return Words(subject=subject % {"day": day(meeting.begins)},
                 lines=[_("Meeting: %(name)s, %(day)s") % {"name": meeting.name, "day": day(meeting.begins)}, *lines],
                 action=action, path=path or reverse("programmes:minutes", args=[meeting.ref]))


@says("minutes_to_check")
def minutes_to_check_words(message: Message) -> Words | None:
    minutes = _minutes(message, MinutesState.DRAFTED)
    return minutes and _about(
        minutes.meeting, _("Please look at the minutes of %(day)s"),
        _("Is anything missing or wrong? You can say so until %(day)s.") % {"day": day(minutes.comments_until)},
        action=_("Read the draft"))


@says("minutes_to_confirm")
def minutes_to_confirm_words(message: Message) -> Words | None:
    """The words changed after this person said yes, or the days are over and they have said nothing."""
    minutes = _minutes(message, MinutesState.DRAFTED)
    if minutes is None:
        return None
    asked, _sign, is_late = message.occasion.partition(":")
    person = confirmers_of(minutes.meeting, day_of(message.written_at)).people.filter(ref=message.to).first()
    word = last_words(minutes).get(person.pk) if person else None
    if person is None or (word and (word.round == minutes.round or not word.is_right)):
        return None
    if asked != str(minutes.round if is_late or word is None else word.round + 1):     # asked again since, or said again
        return None
    why = _("They were changed after you said yes. What changed stands on the page.") if word else _("The days for corrections are over.")
    return _about(minutes.meeting, _("Are the minutes of %(day)s right?"), why, _("They count only when the lay side says yes."),
                  action=_("Say yes or no"))


@says("minutes_refused")
def minutes_refused_words(message: Message) -> Words | None:
    view = MinutesView.objects.select_related("minutes__meeting__group").filter(ref=message.about, answered_at__isnull=True).first()
    return view and _about(view.minutes.meeting, _("The minutes of %(day)s are not right"), _(
        "One of the lay side says no, and what is wrong. Answer it, and put right what can be."), action=_("Read it and answer"))


@says("minutes_no_answered")
def minutes_no_answered_words(message: Message) -> Words | None:
    view = MinutesView.objects.select_related("minutes__meeting__group").filter(ref=message.about, answered_at__isnull=False).first()
    if view is None or view.minutes.state != MinutesState.DRAFTED:
        return None
    return _about(view.minutes.meeting, _("Your “no” to the minutes of %(day)s has an answer"),
                  _("Please look again. If they are right now, say yes. If not, say no again: it stays on record."),
                  action=_("Read the answer"))


@says("correction_asked")
def correction_asked_words(message: Message) -> Words | None:
    found = Correction.objects.select_related("minutes__meeting__group").filter(ref=message.about, state="proposed").first()
    return found and _about(found.minutes.meeting, _("A correction to the minutes of %(day)s"), _(
        "Somebody who was there asks to have something put right."), action=_("Read it and answer"))


@says("correction_answered")
def correction_answered_words(message: Message) -> Words | None:
    found = Correction.objects.select_related("minutes__meeting__group").filter(ref=message.about).exclude(state="proposed").first()
    return found and _about(found.minutes.meeting, _("Your correction to the minutes of %(day)s has an answer"),
                            found.get_state_display(), action=_("Read the answer"))


@says("minutes_confirmed")
def minutes_confirmed_words(message: Message) -> Words | None:
    minutes = _minutes(message, MinutesState.CONFIRMED)
    return minutes and _about(minutes.meeting, _("The minutes of %(day)s are confirmed"), _(
        "The lay side says that they are right. Strike out what is personal, then publish them to the group."), action=_("Publish them"))


@says("minutes_published")
def minutes_published_words(message: Message) -> Words | None:
    minutes = _minutes(message, MinutesState.PUBLISHED, MinutesState.PUBLIC)
    return minutes and _about(minutes.meeting, _("The minutes of %(day)s"), _("The lay side confirmed them."), action=_("Read the minutes"))


@says("actions_issued")
def actions_issued_words(message: Message) -> Words | None:
    minutes = _minutes(message, *MinutesState.values)
    if minutes is None:
        return None
    mine = MinuteLine.objects.actions().filter(minutes=minutes, who__ref=message.to, state=ActionState.OPEN)
    n = mine.count()
    if not n:
        return None
    return _about(
        minutes.meeting, _("What you said you would do after %(day)s"),
        ngettext("You have %(n)d action from this meeting.", "You have %(n)d actions from this meeting.", n) % {"n": n},
        _("Say on the list when it is done. A lay member is asked whether it is so."), action=_("See the list"),
        path=reverse("programmes:group-actions", args=[minutes.meeting.group.ref]))


def _line(message: Message, state: str) -> MinuteLine | None:
    return MinuteLine.objects.actions().select_related("minutes__meeting__group").filter(ref=message.about, state=state).first()


@says("action_to_judge")
def action_to_judge_words(message: Message) -> Words | None:
    line = _line(message, ActionState.CLAIMED)
    return line and _about(line.minutes.meeting, _("Is it done? An action from %(day)s"), _(
        "Somebody says that an action is done. It counts when a lay member says so too."), action=_("Say yes or no"),
        path=reverse("programmes:action-judge", args=[line.ref]))


@says("action_not_so")
def action_not_so_words(message: Message) -> Words | None:
    line = _line(message, ActionState.OPEN)
    return line and _about(line.minutes.meeting, _("An action from %(day)s is not done yet"), _(
        "A lay member says what is missing."), action=_("Read it"),
        path=reverse("programmes:group-actions", args=[line.minutes.meeting.group.ref]))


def _without_draft(message: Message) -> Meeting | None:
    return Meeting.objects.select_related("group").filter(
        Q(minutes__isnull=True) | Q(minutes__state=MinutesState.TAKEN), ref=message.about).exclude(state=MeetingState.CANCELLED).first()


@says("draft_minutes_due")
def draft_minutes_due_words(message: Message) -> Words | None:
    meeting = _without_draft(message)
    return meeting and _about(meeting, _("The minutes of %(day)s are waited for"), _(
        "A draft goes to those who were there within ten working days. First note who was there."), action=_("Go to the minutes"))


@says("draft_minutes_late")
def draft_minutes_late_words(message: Message) -> Words | None:
    meeting = _without_draft(message)
    return meeting and _about(meeting, _("No draft minutes of %(day)s"), _(
        "More than ten working days have passed. Ask who takes the minutes what would help."), action=_("Go to the minutes"))


def _call(message: Message, state: str) -> CallBack | None:
    return CallBack.objects.select_related("meeting__group").filter(ref=message.about, state=state).first()


@says("call_offered")
def call_offered_words(message: Message) -> Words | None:
    """Neither subject nor words say why."""
    call = _call(message, CallState.OFFERED)
    return call and Words(subject=_("Would you like a call?"), lines=[
        _("We offer a call to everybody who takes part. You need not give a reason, and you need not say yes."),
        _("If you say yes, somebody you know rings within two working days.")], action=_("Say yes or no"),
        path=reverse("programmes:call-back", args=[call.ref]))


@says("call_wanted")
def call_wanted_words(message: Message) -> Words | None:
    call = _call(message, CallState.WANTED)
    return call and Words(subject=_("A lay partner would like a call"), lines=[
        _("Please ring by %(day)s.") % {"day": day(call.due_on)}, _("Listen first. What they say stays between you.")],
        action=_("See whom to ring"), path=reverse("programmes:call-back-note", args=[call.ref]))


@says("call_late")
def call_late_words(message: Message) -> Words | None:
    call = _call(message, CallState.WANTED)
    return call and Words(subject=_("A call to a lay partner is late"), lines=[
        _("They asked for a call. It was to be made by %(day)s.") % {"day": day(call.due_on)}],
        action=_("See whom to ring"), path=reverse("programmes:call-back-note", args=[call.ref]))
