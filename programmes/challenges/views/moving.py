"""A challenge goes up, is closed with the position on record, is taken back and put back, or is kept by few people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.challenges import actions
from programmes.challenges.forms import (
    AddPositionForm,
    BringBackForm,
    CloseForm,
    EscalateForm,
    NoteBringBackForm,
    NoteEscalateForm,
    NotePositionForm,
    NoteWithdrawalForm,
    RestrictForm,
)
from programmes.challenges.models import Challenge
from programmes.challenges.policies import (
    challenges_read_by,
    higher_rungs,
    is_co_chair,
    is_own,
    may_add_position,
    may_bring_back,
    may_close_challenge,
    may_escalate,
    may_handle,
    may_note_position,
    may_note_withdrawal,
    may_open_again,
    may_restrict,
    may_withdraw_challenge,
    partner_of,
)
from programmes.challenges.views.doors import the_challenge


@allowed(may_escalate, find=the_challenge)
def challenge_escalate(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """To the next rung; a lay co-chair may choose a higher one. Others write down that who raised it asks for it."""
    actions.note_reading(challenge, by=partner_of(request.user), on=day_of(now()))
    user, chairs = request.user, is_co_chair(request.user, challenge)
    speaks = is_own(user, challenge) or chairs
    above = higher_rungs(challenge, day_of(now()))
    form = (EscalateForm if speaks else NoteEscalateForm)(
        request.POST or None, rungs=above if chairs else above[:1], initial={"seen": challenge.rung})
    if request.method == "POST" and form.is_valid():
        given, me = form.cleaned_data, user.partner         # type: ignore[union-attr]
        if given["seen"] not in ("", challenge.rung):
            raise NotAllowedNow("escalate", _("It has gone up already."))
        how = {"by": me} if speaks else {"by": challenge.raised_by, "through": given["through"], "noted_by": me}
        moved = actions.escalate_challenge(challenge, at=now(), because=given["because"], rung=given.get("rung", ""), **how)
        messages.success(request, _("It has gone up: %(rung)s answers now.") % {"rung": moved.get_rung_display()})
        return redirect(challenge)
    return ask(request, form, title=_("Let it go up"), back=challenge, intro=challenge.text, submit=_("Let it go up"))


@allowed(may_close_challenge, find=the_challenge)
def challenge_close(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """Closed with the position on record: of who raised it, or by a lay co-chair, when nothing else is left."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_challenge(challenge, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("It is closed. The position stays on record."))
        return redirect(challenge)
    return ask(request, form, title=_("Close it, with the position on record"), back=challenge, submit=_("Close it"))


@allowed(may_add_position, find=the_challenge)
def challenge_add_position(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """What who raised it says to how it was closed."""
    form = AddPositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_position(challenge, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("Your position is on record."))
        return redirect(challenge)
    return ask(request, form, title=_("Add my position"), back=challenge, intro=challenge.position, submit=_("Put it on record"))


@allowed(may_note_position, find=the_challenge)
def challenge_position(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """The position of who raised it, as they say it to a lay co-chair. They are told what was written down."""
    form = NotePositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_challenge(challenge, by=challenge.raised_by, at=now(), noted_by=request.user.partner,     # type: ignore[union-attr]
                                **form.cleaned_data)
        messages.success(request, _("It is closed. The position stays on record, and who raised it is told."))
        return redirect(challenge)
    return ask(request, form, title=_("Write down their position, and close it"), back=challenge, submit=_("Close it"))


@require_POST
@allowed(may_withdraw_challenge, find=the_challenge)
def challenge_withdraw(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    actions.withdraw_challenge(challenge, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It is taken back."))
    return redirect(challenge)


@allowed(may_note_withdrawal, find=the_challenge)
def challenge_note_withdrawal(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """That they take it back, with the reason and how they said it. They are told."""
    form = NoteWithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_challenge(challenge, by=challenge.raised_by, at=now(), noted_by=request.user.partner,      # type: ignore[union-attr]
                                   **form.cleaned_data)
        messages.success(request, _("It is taken back. Who raised it is told, and can put it back."))
        return redirect(challenge)
    return ask(request, form, title=_("Write down that they take it back"), back=challenge, submit=_("Write it down"))


@allowed(may_bring_back, find=the_challenge)
def challenge_bring_back(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """They did not take it back: it waits for its answer again."""
    own, me = is_own(request.user, challenge), request.user.partner        # type: ignore[union-attr]
    form = (BringBackForm if own else NoteBringBackForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.bring_back_challenge(challenge, by=challenge.raised_by, at=now(), noted_by=None if own else me, **form.cleaned_data)
        messages.success(request, _("It is back, and waits for its answer."))
        return redirect(challenge)
    return ask(request, form, title=_("Put it back"), back=challenge, submit=_("Put it back"))


@require_POST
@allowed(may_open_again, find=the_challenge)
def challenge_open_again(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    actions.open_again(challenge, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Everybody with a part in it reads it again."))
    return redirect(challenge)


@allowed(may_restrict, find=the_challenge)
def challenge_restrict(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """Named people handle it, and nobody else reads it; or one more is named."""
    form = RestrictForm(request.POST or None, people=may_handle(request.user, challenge, day_of(now())))
    if request.method == "POST" and form.is_valid():
        try:
            actions.restrict_challenge(challenge, by=request.user.partner, at=now(), **form.cleaned_data)       # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error("handlers", str(refusal.why))
        else:
            messages.success(request, _("Only who raised it and the people you named read it now."))
            reads = challenges_read_by(request.user).filter(pk=challenge.pk).exists()
            return redirect(challenge) if reads else redirect("programmes:challenges", challenge.programme.slug)
    return ask(request, form, title=_("Only few people read it"), back=challenge, submit=_("Name them"))
