"""The words of messages about minutes, actions and calls. A meeting is named by its day in the subject."""


from django.db.models import Q
from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from coprod.post.wording import ngettext
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.minutes.lifecycles import ActionState, CallState, MinutesState
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView
from programmes.minutes.policies import confirmers_of, last_words


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
    person = confirmers_of(minutes.meeting, day_of(message.written_at)).people.one_or_none(ref=message.to)
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
