"""The words of messages about meetings. Nothing personal stands in a subject; each leads to one page."""


from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Calendar, Words, says
from coprod.post.wording import gettext as _
from programmes.meetings.catalogue import (
    COMING,
    Answer,
)
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Meeting, MeetingChange, MeetingInvitation, token_of_invitation
from programmes.meetings.policies import called_to
from programmes.meetings.showing.ical import as_invitation
from programmes.meetings.showing.words import when, where


def _invitation(message: Message) -> MeetingInvitation | None:
    """The invitation that the message is about, if the person is still asked and the meeting still ahead."""
    found = MeetingInvitation.objects.select_related("meeting__group", "partner").one_or_none(ref=message.about)
    if found is None or not called_to(found.meeting).filter(pk=found.partner_id).exists():
        return None
    return found


def _subject(meeting: Meeting, words: str) -> str:
    return words % {"day": day(meeting.begins)}


def _by_link(invitation: MeetingInvitation) -> str:
    return reverse("programmes:answer-by-link", args=[token_of_invitation(invitation.ref)])


def _file(invitation: MeetingInvitation, message: Message) -> Calendar:
    return Calendar(*as_invitation(invitation, at=message.written_at))


def _facts(meeting: Meeting) -> list[str]:
    return [_("Meeting: %(name)s") % {"name": meeting.name}, _("When: %(when)s") % {"when": when(meeting)},
            _("Where: %(where)s") % {"where": where(meeting)}]


@says("meeting_invited")
def meeting_invited_words(message: Message) -> Words | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("Please come to a meeting on %(day)s")),
        lines=[*_facts(meeting), *([meeting.practical] if meeting.practical else []),
               _("Please tell us if you come, and what would make it easier for you.")],
        by_link=[_("You need not sign in for that.")],
        action=_("Answer"), path=_by_link(invitation), calendar=_file(invitation, message))


@says("meetings_announced")
def meetings_announced_words(message: Message) -> Words | None:
    """All days of a series in one message; an invitation to each comes five weeks before."""
    first = _invitation(message)
    if first is None:
        return None
    days = Meeting.objects.filter(series=first.meeting.series, state__in=AHEAD).exclude(series="")
    shown = list(days.select_related("group").order_by("starts_at"))
    if not shown:
        return None
    return Words(
        subject=_("The days of your next meetings"),
        lines=[_("These are the meetings of “%(group)s”:") % {"group": first.meeting.group.name}, *(when(each) for each in shown),
               _("An invitation to each comes about five weeks before it. You can put all of them in your calendar.")],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"))


@says("meeting_changed")
def meeting_changed_words(message: Message) -> Words | None:
    """From what to what, since the person was told last."""
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD:
        return None
    meeting = invitation.meeting
    was = MeetingChange.objects.filter(meeting=meeting, at__gte=message.written_at).order_by("at", "pk").first()
    moved = was is not None and (was.starts_at, was.ends_at) != (meeting.starts_at, meeting.ends_at)
    lines = [*_facts(meeting)]
    if was is not None and moved:
        before = Meeting(starts_at=was.starts_at, ends_at=was.ends_at)
        lines.append(_("It was to be: %(when)s. Please answer again, for the new time.") % {"when": when(before)})
    elif was is not None and (was.place, was.link, was.phone) != (meeting.place, meeting.link, meeting.phone):
        lines.append(_("The place, or how to join, is new. It was: %(where)s") % {
            "where": where(Meeting(place=was.place, link=was.link, phone=was.phone))})
    else:
        return None
    return Words(subject=_subject(meeting, _("The meeting on %(day)s: please note a change")), lines=lines,
                 action=_("Answer"), path=_by_link(invitation), calendar=_file(invitation, message))


@says("meeting_moved_past")
def meeting_moved_past_words(message: Message) -> Words | None:
    """Nothing if it was moved back, or the person's term goes on after all."""
    invitation = MeetingInvitation.objects.select_related("meeting__group", "partner").one_or_none(ref=message.about)
    if invitation is None or called_to(invitation.meeting).filter(pk=invitation.partner_id).exists():
        return None
    meeting = invitation.meeting
    if meeting.state not in AHEAD or message.occasion != f"version {meeting.version}":
        return None
    return Words(
        subject=_("A meeting was moved"),
        lines=[_("“%(name)s” was moved to %(when)s.") % {"name": meeting.name, "when": when(meeting)},
               _("Your part in the group ends before that day, so you are not asked to it any more. Tell us if that is not right.")],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"),
        calendar=Calendar(*as_invitation(invitation, at=message.written_at, is_gone=True)))


@says("meeting_cancelled")
def meeting_cancelled_words(message: Message) -> Words | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state != MeetingState.CANCELLED:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("The meeting on %(day)s is cancelled")),
        lines=[_("“%(name)s” does not meet on %(when)s.") % {"name": meeting.name, "when": when(meeting)},
               _("The reason: %(reason)s") % {"reason": meeting.cancelled_because}],
        action=_("See the meeting"), path=_by_link(invitation), calendar=_file(invitation, message))


def _of_this_round(message: Message) -> MeetingInvitation | None:
    invitation = _invitation(message)
    if invitation is None or invitation.meeting.state not in AHEAD or message.occasion.partition(":")[0] != str(invitation.meeting.round):
        return None
    return invitation


@says("meeting_unanswered")
def meeting_unanswered_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands:
        return None
    return Words(
        subject=_subject(invitation.meeting, _("Do you come to the meeting on %(day)s?")),
        lines=[*_facts(invitation.meeting), _("We have no answer from you yet. “I am not sure” is an answer too.")],
        action=_("Answer"), path=_by_link(invitation))


@says("meeting_soon")
def meeting_soon_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands == Answer.NO:
        return None
    return Words(
        subject=_subject(invitation.meeting, _("The meeting on %(day)s is soon")), lines=_facts(invitation.meeting),
        action=_("See the meeting, and how to join"), path=_by_link(invitation))


@says("buddy_at_pre_meet")
def buddy_at_pre_meet_words(message: Message) -> Words | None:
    """To the buddy: who is asked, and when; nothing if that person does not come."""
    invitation = _of_this_round(message)
    if invitation is None or invitation.stands == Answer.NO:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("Your buddy has a pre-meet on %(day)s")),
        lines=[*_facts(meeting), _("%(name)s is new, and is asked to it. A few words from you before it can help.") % {
            "name": invitation.partner.shown}],
        action=_("See your meetings"), path=reverse("programmes:my-meetings"))


@says("agenda_items_asked")
def agenda_items_asked_words(message: Message) -> Words | None:
    invitation = _of_this_round(message)
    if invitation is None or day_of(message.written_at) > invitation.meeting.items_close_on:
        return None
    meeting = invitation.meeting
    return Words(
        subject=_subject(meeting, _("What should we talk about on %(day)s?")),
        lines=[*_facts(meeting), _("Everybody with a seat can say what should be on the agenda, until %(day)s.") % {
            "day": day(meeting.items_close_on)}],
        action=_("Say what we should talk about"), path=reverse("programmes:item-new", args=[meeting.ref]))


@says("quorum_at_risk")
def quorum_at_risk_words(message: Message) -> Words | None:
    meeting = Meeting.objects.select_related("group").filter(ref=message.about, state__in=AHEAD).first()
    if meeting is None or message.occasion.partition(":")[0] != str(meeting.round):
        return None
    lay = meeting.invitations.filter(round=meeting.round, answer__in=COMING, partner__is_professional=False).count()
    if lay >= meeting.group.lay_minimum:
        return None
    return Words(
        subject=_subject(meeting, _("Few lay partners come to the meeting on %(day)s")),
        lines=[*_facts(meeting), _("%(n)d lay partners said that they come. The group needs %(least)d to decide anything.") % {
            "n": lay, "least": meeting.group.lay_minimum},
               _("Ring those who have not answered, or find another day.")],
        action=_("See who comes"), path=meeting.get_absolute_url())
