"""Answers: one's own, by the link of the mail, written down for somebody; who was there; and the private calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import allowed, open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import now
from partners.models import Partner
from partners.people.models import Through
from programmes.meetings import actions
from programmes.meetings.catalogue import COMING
from programmes.meetings.forms import AnswerForm, CalendarForm, NoteAnswerForm, PresenceForm
from programmes.meetings.models import Meeting, MeetingCalendar, MeetingInvitation, token_of_calendar
from programmes.meetings.policies import called_to, may_answer, may_have_meetings, may_note_answer, may_note_presence
from programmes.meetings.showing.ical import as_calendar, as_invitation
from programmes.meetings.showing.pages import for_calendar
from programmes.meetings.showing.words import when, where
from programmes.meetings.views.doors import by_invitation, the_invitation, the_meeting, to
from programmes.nominations.views.doors import NOMINATING


def _said(invitation: MeetingInvitation) -> dict[str, str]:
    return {"answer": invitation.stands, "note": invitation.note, "substitute": invitation.substitute} if invitation.stands else {}


@allowed(may_answer, find=the_meeting)
def answer(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One's own answer. Who joined the group a moment ago has no invitation yet: it is made when they answer."""
    mine = meeting.invitations.filter(partner=request.user.partner).select_related("meeting")       # type: ignore[union-attr]
    invitation = mine.first()
    form = AnswerForm(request.POST or None, initial=_said(invitation) if invitation else None)
    if request.method == "POST" and form.is_valid():
        if invitation is None:
            actions.planning.invite(Meeting.objects.filter(pk=meeting.pk), at=now())
            invitation = mine.get()
        actions.answer_invitation(invitation, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your answer is noted. You may change it until the meeting."))
        return to(meeting)
    return ask(request, form, title=_("Will you come?"), section=meeting.name, back=meeting, intro=f"{when(meeting)}. {where(meeting)}")


@by_invitation
def answer_by_link(request: HttpRequest, invitation: MeetingInvitation, token: str) -> HttpResponse:
    """The meeting and one's answer, without signing in. Nothing else opens with the link."""
    meeting, form = invitation.meeting, AnswerForm(request.POST or None, initial=_said(invitation))
    is_asked = called_to(meeting).filter(pk=invitation.partner_id).exists()
    is_open = is_asked and meeting.is_ahead(now())
    if request.method == "POST" and is_open and form.is_valid():
        actions.answer_invitation(invitation, at=now(), through=Through.LINK, **form.cleaned_data)
        messages.success(request, _("Thank you. Your answer is noted. You may change it until the meeting."))
        return redirect("programmes:answer-by-link", token)
    return render(request, "programmes/meetings/answer_by_link.html", {
        "invitation": invitation, "meeting": meeting, "form": form, "when": when(meeting), "where": where(meeting), "is_open": is_open,
        "is_asked": is_asked, "token": token, "items": meeting.items.on_it() if is_asked else []})


@require_GET
@by_invitation
def file_by_link(request: HttpRequest, invitation: MeetingInvitation, token: str) -> HttpResponse:
    """The same file as in the mail, for those whose mail program does not show it."""
    content, method = as_invitation(invitation, at=now())
    response = HttpResponse(content, content_type=f"text/calendar; charset=utf-8; method={method}")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@allowed(may_note_answer, find=the_invitation)
def note_answer(request: HttpRequest, invitation: MeetingInvitation) -> HttpResponse:
    """What somebody says by phone, by letter or in person."""
    form = NoteAnswerForm(request.POST or None, initial=_said(invitation))
    if request.method == "POST" and form.is_valid():
        actions.answer_invitation(invitation, at=now(), noted_by=request.user.partner, **form.cleaned_data)
        messages.success(request, _("The answer is noted, with your name."))
        return to(invitation.meeting)
    return ask(request, form, title=_("What does %(name)s say?") % {"name": invitation.partner.name}, section=invitation.meeting.name,
               back=invitation.meeting, intro=f"{when(invitation.meeting)}. {where(invitation.meeting)}")


@allowed(may_note_presence, find=the_meeting)
def presence(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who was there, who came instead, who chaired. Of a Forum only those who said that they come."""
    members = called_to(meeting)
    if meeting.group.is_forum():
        coming = meeting.invitations.filter(answer__in=COMING).values("partner")
        members = members.filter(pk__in=coming.union(meeting.attendances.values("partner")))
    shown: list[Partner] = list(members.order_by("is_professional", "name", "pk"))
    said = {each.partner_id: (each.was, each.covered_by) for each in meeting.attendances.all()}
    form = PresenceForm(request.POST or None, members=shown, said=said, initial={
        "chairs": [chair.pk for chair in meeting.chairs.all()], "others_lay": meeting.others_lay, "others_staff": meeting.others_staff})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.note_presence(meeting, form.was(), by=request.user.partner, at=now(), chairs=given["chairs"],
                              others_lay=given["others_lay"], others_staff=given["others_staff"])
        messages.success(request, _("Noted. It can be set right at any time."))
        return to(meeting)
    return ask(request, form, title=_("Who was there?"), section=meeting.name, back=meeting, intro=when(meeting))


# --- the calendar ------------------------------------------------------------------------------------------------------

@allowed(may_have_meetings)
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar: made, seen, made anew, with names or without."""
    partner = request.user.partner      # type: ignore[union-attr]
    feed = MeetingCalendar.objects.filter(partner=partner).first()
    form = CalendarForm(request.POST if request.method == "POST" else None, initial={"names": feed.names} if feed else None)
    if request.method == "POST" and form.is_valid():
        actions.make_calendar(partner, at=now(), names=form.cleaned_data["names"])
        messages.success(request, _("Your calendar has a new address. Keep it to yourself: who has it can read your meetings."))
        return redirect("programmes:my-calendar")
    return ask(request, form, title=_("My meetings in my own calendar"), back=reverse("programmes:my-meetings"),
               submit=_("Make a new address") if feed else _("Make an address"), template="programmes/meetings/calendar.html", feed=feed,
               address=request.build_absolute_uri(reverse("programmes:meetings-feed", args=[token_of_calendar(feed.ref)])) if feed else "")


@require_POST
@allowed(may_have_meetings)
def calendar_stop(request: HttpRequest) -> HttpResponse:
    actions.stop_calendar(request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("The address of your calendar leads nowhere any more."))
    return redirect("programmes:my-calendar")


@open_to_all
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The person's meetings, for a calendar program that cannot sign in. Nothing once it is stopped."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    found, at = MeetingCalendar.objects.with_token(token).select_related("partner").first(), now()
    if found is None:
        failed(request)
        raise Http404
    content = as_calendar(for_calendar(found.partner, at=at), at=at, names=found.names)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    for name, value in (("Cache-Control", "private, no-store"), ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex")):
        response.headers[name] = value
    return response
