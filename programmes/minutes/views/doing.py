"""The group's list of actions, and the call after a hard meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from partners.models import Group, Holding, Partner
from programmes.meetings.models import Meeting
from programmes.meetings.views.doors import the_meeting
from programmes.minutes import actions
from programmes.minutes.forms import CallForm, JudgeForm, NoteCallForm, NoteJudgeForm
from programmes.minutes.lifecycles import ActionState, CallState
from programmes.minutes.models import CallBack, MinuteLine
from programmes.minutes.policies import (
    may_answer_call,
    may_claim_action,
    may_judge_action,
    may_make_call,
    may_mark_hard,
    may_note_call,
    may_note_judgement,
    may_read_actions,
    side_of,
)
from programmes.minutes.showing.pages import actions_of, shown
from programmes.minutes.showing.striking import Striking, struck_in
from programmes.minutes.views.doors import the_action, the_call
from programmes.programme.policies import partner_of
from programmes.programme.views.doors import the_group
from programmes.programme.views.groups import address_of


def _list(group: Group) -> str:
    return reverse("programmes:group-actions", args=[group.ref])


@allowed(may_read_actions, find=the_group)
def of_group(request: HttpRequest, group: Group) -> HttpResponse:
    """What was agreed to be done, by whom and when, and whether a lay member says that it is done."""
    side, partner = side_of(request.user, group), partner_of(request.user)
    is_lay = Holding.objects.serving(day_of(now())).lay().filter(seat__group=group, partner=partner).exists()
    return render(request, "programmes/minutes/actions.html", {
        "group": group, "back_url": address_of(group), "found": actions_of(group, partner, leads=bool(side)), "me": partner, "side": side,
        "is_lay": is_lay, "today": day_of(now())})


@require_POST
@allowed(may_claim_action, find=the_action)
def claim(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    actions.claim_action(line, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("It is done.") if line.state == ActionState.DONE else _(
        "Noted. It counts as done when a lay member says so."))
    partner, group = partner_of(request.user), line.minutes.meeting.group
    return redirect(_list(group)) if partner and may_read_actions(request.user, group) else redirect("programmes:home")


def _words(request: HttpRequest, line: MinuteLine) -> object:
    reads = bool(side_of(request.user, line.minutes.meeting.group))
    return shown(line, Striking(struck_in(line.minutes), reads=reads))


@allowed(may_judge_action, find=the_action)
def judge(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """A lay member says whether it is so."""
    group, form = line.minutes.meeting.group, JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.cleaned_data["is_done"] == "yes"
        actions.judge_action(line, by=request.user.partner, at=now(), is_done=done, text="" if done else form.cleaned_data["text"])
        messages.success(request, _("Thank you. It counts as done.") if done else _("Thank you. Who does it is told what is missing."))
        return redirect(_list(group))
    return ask(request, form, title=_("Is it done?"), section=group.name, back=_list(group), template="programmes/minutes/judge.html",
               it=_words(request, line))


@allowed(may_note_judgement, find=the_action)
def note(request: HttpRequest, line: MinuteLine) -> HttpResponse:
    """What a lay member says of it by phone, by letter or in person."""
    group = line.minutes.meeting.group
    held = Holding.objects.serving(day_of(now())).lay().filter(seat__group=group).exclude(partner=line.who_id).order_by().values("partner")
    form = NoteJudgeForm(request.POST or None, people=Partner.objects.filter(pk__in=held).order_by("name", "pk"))
    if request.method == "POST" and form.is_valid():
        typed, done = form.cleaned_data, form.cleaned_data["is_done"] == "yes"
        actions.judge_action(line, by=typed["told_by"], at=now(), is_done=done, text="" if done else typed["text"],
                             through=typed["through"], noted_by=request.user.partner)
        messages.success(request, _("It is noted, with your name."))
        return redirect(_list(group))
    return ask(request, form, title=_("What does a lay member say?"), section=group.name, back=_list(group),
               template="programmes/minutes/judge.html", it=_words(request, line))


# --- after a hard meeting ------------------------------------------------------------------------------------------------

@require_POST
@allowed(may_mark_hard, find=the_meeting)
def hard(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    calls = actions.mark_hard(meeting, at=now())
    partner = partner_of(request.user)
    mine = next((call for call in calls if partner and call.partner_id == partner.pk), None)
    messages.success(request, _("Thank you for saying so. Each lay partner who was there is offered a call. Nobody is told who said it."))
    return redirect("programmes:call-back", mine.ref) if mine else redirect(meeting)


@allowed(may_answer_call, find=the_call)
def call_back(request: HttpRequest, call: CallBack) -> HttpResponse:
    """Yes, please call, or no. It may be changed until they have talked."""
    said = {CallState.WANTED: "yes", CallState.DECLINED: "no"}.get(CallState(call.state))
    form = CallForm(request.POST or None, initial={"wants": said})
    if request.method == "POST" and form.is_valid():
        wants = form.cleaned_data["wants"] == "yes"
        actions.answer_call(call, at=now(), wants=wants)
        messages.success(request, _("Somebody rings you by %(day)s.") % {"day": day(call.due_on)} if wants else _(
            "Thank you. If you change your mind, say so here, or ring us."))
        return redirect(call.meeting)
    return ask(request, form, title=_("Would you like a call?"), back=call.meeting, intro=_(
        "You need not say why. What you talk about is not written down."))


@allowed(may_note_call, find=the_call)
def call_back_note(request: HttpRequest, call: CallBack) -> HttpResponse:
    """Whom to ring and by when; what they say to the offer is noted here, and that you have talked."""
    form = NoteCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_call(call, at=now(), wants=form.cleaned_data["wants"] == "yes", through=form.cleaned_data["through"],
                            noted_by=request.user.partner)
        messages.success(request, _("It is noted, with your name."))
        return redirect("programmes:call-back-note", call.ref)
    return ask(request, form, title=_("A call to a lay partner"), back=reverse("programmes:home"), template="programmes/minutes/call.html",
               call=call, may_make=may_make_call(request.user, call))


@require_POST
@allowed(may_make_call, find=the_call)
def call_made(request: HttpRequest, call: CallBack) -> HttpResponse:
    actions.make_call(call, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("Noted: you have talked."))
    return redirect("programmes:home")
