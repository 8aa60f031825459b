"""The log of a programme, raising a challenge, and writing one down for somebody."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from coprod.kit.saying import day
from programmes.challenges.actions import raise_challenge
from programmes.challenges.catalogue import ON_A_PAGE
from programmes.challenges.forms import NoteChallengeForm, RaiseChallengeForm
from programmes.challenges.policies import (
    groups_to_name,
    lay_people_of,
    line_to_log,
    may_note_challenge,
    may_open_log,
    may_raise_challenge,
    own_groups,
    rungs_for,
)
from programmes.challenges.showing.pages import log_context
from programmes.meetings.views.doors import the_meeting
from programmes.minutes.models import MinuteLine
from programmes.minutes.policies import may_read_minutes
from programmes.programme.models import Programme
from programmes.programme.policies import home_of
from programmes.programme.views.doors import the_programme
from programmes.raising.catalogue import LADDER
from programmes.raising.models import About
from programmes.raising.views.topics import REF, about_of


@allowed(may_open_log, find=the_programme)
def challenges(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What the reader may read of the log, the newest first, 25 a page."""
    return render(request, "programmes/challenges/log.html", log_context(
        programme, request.user, request.GET, start=number(request.GET.get("from", "")), most=ON_A_PAGE, on=day_of(now())))


def _log(programme: Programme) -> str:
    return reverse("programmes:challenges", args=[programme.slug])


def _about(request: HttpRequest, programme: Programme) -> About:
    """What the reader came from, if it is of this programme; else the programme, and nothing in particular."""
    key = request.POST.get("about", "") if request.method == "POST" else request.GET.get("about", "")
    found = about_of(request.user, key)
    return found if found and found.programme.pk == programme.pk else About("", "", "", programme)


def _intro(about: About) -> str:
    return _("About “%(name)s”") % {"name": about.name} if about.name else ""


@allowed(may_raise_challenge, find=the_programme)
def challenge_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A lay partner questions something."""
    me, on, about = request.user.partner, day_of(now()), _about(request, programme)     # type: ignore[union-attr]
    form = RaiseChallengeForm(
        request.POST or None, groups=groups_to_name(request.user, programme), own=own_groups(me, programme, on),
        rungs=rungs_for(programme, about.group, me, on), initial={"about": about.key, "group": about.group})
    if request.method == "POST" and form.is_valid():
        try:
            made = raise_challenge(replace(about, group=form.cleaned_data["group"]), by=me, at=now(), **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("rung", str(refusal.why))
        else:
            messages.success(request, _("It is in the log. You have an answer by %(day)s.") % {"day": day(made.due_on)})
            return redirect(made)
    return ask(request, form, title=_("Question something"), section=programme.name, back=_log(programme), intro=_intro(about),
               submit=_("Send it"), template="programmes/challenges/new.html")


def _line(request: HttpRequest, programme: Programme) -> MinuteLine | None:
    """The line of minutes that is put into the log, if the reader reads those minutes."""
    ref = request.POST.get("line", "") if request.method == "POST" else request.GET.get("line", "")
    line = line_to_log(request.user, ref) if REF.fullmatch(ref) else None
    if line is None or home_of(line.minutes.meeting.group) != programme:
        return None
    try:
        meeting = the_meeting(request.user, line.minutes.meeting.ref)
    except Http404:
        return None
    return line if may_read_minutes(request.user, meeting) else None


@allowed(may_note_challenge, find=the_programme)
def challenge_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What somebody says by phone, by letter or in person; or what stands in minutes. Every rung is offered: who may answer depends on who
    raises it, and is asked when it is sent."""
    me, on, line = request.user.partner, day_of(now()), _line(request, programme)       # type: ignore[union-attr]
    about, people, initial = _about(request, programme), lay_people_of(programme, on), dict[str, Any]()
    if line is not None:
        meeting = line.minutes.meeting
        about = About("minutes", meeting.ref, meeting.name, programme, meeting.group)
        initial = {"line": line.ref, "through": "in_person"}
        if not line.hides():        # what is struck out is copied nowhere
            initial |= {"text": line.words, "who": line.who_id}
    elif request.method == "POST" and request.POST.get("line"):
        raise NotAllowedNow("raise", _("That line of the minutes is in the log already, or was taken out."))
    form = NoteChallengeForm(
        request.POST or None, people=people, groups=groups_to_name(request.user, programme),
        rungs=LADDER, initial=initial | {"about": about.key, "group": about.group})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = raise_challenge(replace(about, group=given["group"]), by=given["who"], at=now(), through=given["through"], noted_by=me,
                                   minute_line=line, **form.facts())
        except NotAllowedNow as refusal:
            form.add_error("rung", str(refusal.why))
        else:
            messages.success(request, _("It is in the log. Tell them that there is an answer by %(day)s.") % {"day": day(made.due_on)})
            return redirect(made)
    return ask(request, form, title=_("Write down what somebody questions"), section=programme.name, back=_log(programme),
               intro=_intro(about), submit=_("Put it into the log"))
