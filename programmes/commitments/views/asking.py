"""Asking for a promise, from anywhere; the owner's yes or no; naming somebody else; taking it back; insisting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from partners.models import Partner
from partners.people.models import Through
from programmes.commitments import actions
from programmes.commitments.forms import (
    AnswerPromiseForm,
    InsistForm,
    NoteAnswerPromiseForm,
    OwnerForm,
    PromiseForm,
    WithdrawForm,
)
from programmes.commitments.models import Commitment
from programmes.commitments.notices.rows import owners_of
from programmes.commitments.policies import (
    may_answer_promise,
    may_ask_promise,
    may_change_owner,
    may_insist,
    may_withdraw,
    organisations_in,
    speaks_for_owner,
    who_may_own,
)
from programmes.commitments.views.doors import the_commitment
from programmes.meetings.views.doors import the_meeting
from programmes.minutes.models import MinuteLine
from programmes.minutes.policies import may_read_minutes
from programmes.programme.models import Programme
from programmes.programme.policies import home_of
from programmes.programme.views.doors import the_programme
from programmes.raising.models import About
from programmes.raising.views.topics import about_of


def _given(request: HttpRequest, name: str) -> str:
    """From the form, or from the address with which it was opened."""
    sent = str(request.POST.get(name, "")).replace("\x00", "").strip()[:100]
    return sent or words(request, name, longest=100)


def _line(request: HttpRequest, programme: Programme) -> MinuteLine | None:
    """The line of minutes that it is made from: of this programme, and one that the reader may read whole."""
    ref = _given(request, "line")
    if not ref:
        return None
    found = get_object_or_404(MinuteLine.objects.select_related("minutes__meeting__group", "who"), ref=ref, taken_out_at__isnull=True)
    meeting = the_meeting(request.user, found.minutes.meeting.ref)
    home = home_of(meeting.group)
    if home is None or home.pk != programme.pk or not may_read_minutes(request.user, meeting):
        return get_object_or_404(MinuteLine.objects.none())
    return found


def _about(request: HttpRequest, programme: Programme, line: MinuteLine | None) -> About:
    if line:
        meeting = line.minutes.meeting
        return About("minutes", meeting.ref, meeting.name, programme, meeting.group)
    about = about_of(request.user, _given(request, "about"))
    return about if about and about.programme.pk == programme.pk else About("", "", "", programme)


@allowed(may_ask_promise, find=the_programme)
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """From a line of minutes, a decision, a challenge, or from nothing."""
    on, line = day_of(now()), _line(request, programme)
    about, people = _about(request, programme, line), who_may_own(programme, on)
    register = reverse("programmes:commitments", args=[programme.slug])
    if line and (made := Commitment.objects.filter(minute_line=line).first()):
        return redirect(made)
    initial: dict[str, Any] = {"about": about.key, "line": line.ref if line else ""}
    if line and not line.hides():
        initial |= {"text": line.words[:1000], "due_on": line.due_on if line.due_on and line.due_on >= on else None}
        if line.who_id and people.filter(pk=line.who_id).exists():
            initial["owner"] = line.who_id
    form = PromiseForm(request.POST or None, initial=initial, people=people, organisations=organisations_in(programme, on),
        askers=people, on=on)
    if request.method == "POST" and form.is_valid():
        made = actions.ask_promise(about, by=request.user.partner, at=now(), line=line, **form.facts())
        messages.success(request, _("It is promised, and stands in the log.") if made.agreed_at else _(
            "It stands in the log. Who is to keep it is asked to say yes."))
        return redirect(made)
    return ask(request, form, title=_("Put a promise into the log"), section=about.name or programme.name, back=register,
               submit=_("Put it into the log"), template="programmes/commitments/new.html", about=about)


@allowed(may_answer_promise, find=the_commitment)
def answer(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Yes or no: from who keeps it, or as they say it to the manager."""
    is_own, me = speaks_for_owner(request.user, commitment), request.user.partner      # type: ignore[union-attr]
    form: Any = AnswerPromiseForm(request.POST or None) if is_own else NoteAnswerPromiseForm(
        request.POST or None, people=_owners(commitment))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by, noted_by = (me, None) if is_own else (given["who"], me)
        if given["value"] == "yes":
            actions.agree_to_promise(commitment, by=by, at=now(), through=Through.ACCOUNT if is_own else given["through"],
                noted_by=noted_by)
            messages.success(request, _("It is promised. Every few weeks you are asked how it stands."))
        else:
            actions.decline_promise(commitment, by=by, at=now(), because=given["because"], noted_by=noted_by)
            messages.success(request, _("It is noted with the reason. Who asked for it reads it."))
        return redirect(commitment)
    return ask(request, form, title=_("Is this promised?"), section=commitment.programme.name, back=commitment, intro=commitment.text)


def _owners(commitment: Commitment) -> Any:
    return Partner.objects.filter(pk__in=[each.pk for each in owners_of(commitment, day_of(now()))])


@allowed(may_change_owner, find=the_commitment)
def owner(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    on = day_of(now())
    form = OwnerForm(request.POST or None, people=who_may_own(commitment.programme, on),
                     organisations=organisations_in(commitment.programme, on),
                     initial={"owner": commitment.owner_id, "organisation": commitment.organisation_id})
    if request.method == "POST" and form.is_valid():
        actions.change_owner(commitment, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("They are told, and so is who asked for it."))
        return redirect(commitment)
    return ask(request, form, title=_("Who keeps this promise?"), section=commitment.programme.name, back=commitment, intro=commitment.text)


@allowed(may_withdraw, find=the_commitment)
def withdraw(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_promise(commitment, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("It is taken back. It stays in the log, with the reason."))
        return redirect(commitment)
    return ask(request, form, title=_("Take this promise back"), section=commitment.programme.name, back=commitment, intro=commitment.text,
               submit=_("Take it back"))


@allowed(may_insist, find=the_commitment)
def insist(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """A lay co-chair asks for it again."""
    form = InsistForm(request.POST or None, stands=commitment.due_on, on=day_of(now()))
    if request.method == "POST" and form.is_valid():
        try:
            actions.insist(commitment, by=request.user.partner, at=now(), due_on=form.cleaned_data["due_on"])
        except NotAllowedNow as refusal:
            form.add_error("due_on", str(refusal.why))
        else:
            messages.success(request, _("It is asked for again. Who is to keep it is told."))
            return redirect(commitment)
    return ask(request, form, title=_("Ask for this promise again"), section=commitment.programme.name, back=commitment,
               intro=commitment.text, submit=_("Ask again"))
