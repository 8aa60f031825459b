"""Support: what the person needs, what was done about it, and their word whether it works."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.support.actions import confirm_need, note_look, say_support_is_right, withdraw_need
from partners.support.forms import CheckForm, DenyForm, NeedForm
from partners.support.policies import is_due, latest_check, needs_of
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.showing import in_words, need_shown, noted
from programmes.portal.views.doors import ask_person, both, is_sent, needs, not_over


def _looked(subject: Subject) -> None:
    """Staff who write down for somebody read what they need: the person can see that."""
    if subject.noted_by:
        note_look(subject.partner, by=subject.noted_by, on=day_of(now()))


def _support(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Everything the person needs, each in its six steps."""
    _looked(subject)
    check, today = latest_check(subject.partner), day_of(now())
    return render(request, "programmes/portal/support.html", {
        "subject": subject, "to": subject.addresses(), "check": check, "is_due": is_due(subject.partner, on=today),
        "check_noted": noted(check.through, check.noted_by) if check else "",
        "needs": [(each, subject.address("need", each.need.ref)) for each in (
            need_shown(need, check) for need in needs_of(subject.partner))]})


def _need_new(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = NeedForm(request.POST or None)
    if is_sent(request, subject, form):
        try:
            actions.say(subject, actions.ask_for_support, subject.partner, at=now(), line=in_words(_("Support you need"), form),
                        **form.cleaned_data)
        except NotAllowedNow as refusal:
            form.add_error("words", str(refusal.why))
        else:
            messages.success(request, _("Saved. Who looks after you is told, and arranges it."))
            return redirect(subject.address("support"))
    return ask_person(request, form, subject, title=_("What support do you need?"), back=subject.address("support"), submit=_("Save"),
                      intro=_("Tell us what to do, not why. We do it at every meeting, without you asking again."))


def _need(request: HttpRequest, subject: Subject) -> HttpResponse:
    """One need: what was done, and does it work?"""
    _looked(subject)
    shown = need_shown(subject.thing, latest_check(subject.partner))
    ref = subject.thing.ref
    return render(request, "programmes/portal/need.html", {
        "subject": subject, "each": shown, "back_url": subject.address("support"), "works": subject.address("need-works", ref),
        "does_not": subject.address("need-not", ref), "change": subject.address("need-change", ref),
        "end": subject.address("need-end", ref)})


def _need_change(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The same in other words. What was arranged already begins anew."""
    need = subject.thing
    form = NeedForm(request.POST or None, initial={name: getattr(need, name) for name in NeedForm.base_fields})
    if is_sent(request, subject, form):
        actions.say(subject, actions.ask_anew, need, at=now(), line=in_words(_("Support you need, in other words"), form),
                    **form.cleaned_data)
        messages.success(request, _("Saved. Who looks after you is told."))
        return redirect(subject.address("support"))
    return ask_person(request, form, subject, title=_("Say it in other words"), back=subject.address("need", need.ref), intro=_(
        "If something was arranged already, it begins anew with your new words."))


def _need_not(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = DenyForm(request.POST or None)
    if is_sent(request, subject, form):
        actions.say(subject, actions.say_it_does_not_work, subject.thing, at=now(), line=in_words(
            _("“%(need)s” does not work") % {"need": subject.thing.words}, form), **form.cleaned_data)
        messages.success(request, _("Thank you for telling us. Who looks after you is told, and tries again."))
        return redirect(subject.address("support"))
    return ask_person(request, form, subject, title=_("It does not work"), back=subject.address("need", subject.thing.ref),
                      submit=_("Tell us"), intro=subject.thing.words)


def _need_works(request: HttpRequest, subject: Subject) -> HttpResponse:
    not_over(subject)
    actions.say(subject, confirm_need, subject.thing, at=now(), line=_("“%(need)s” works") % {"need": subject.thing.words[:200]})
    messages.success(request, _("Thank you. It is noted that this works."))
    return redirect(subject.address("support"))


def _need_end(request: HttpRequest, subject: Subject) -> HttpResponse:
    not_over(subject)
    actions.say(subject, withdraw_need, subject.thing, at=now(), line=_("You do not need “%(need)s” any more") % {
        "need": subject.thing.words[:200]})
    messages.success(request, _("It is taken off your list."))
    return redirect(subject.address("support"))


def _support_right(request: HttpRequest, subject: Subject) -> HttpResponse:
    """It is right as it stands, or the person needs nothing."""
    has_needs = needs(subject.partner).exists()
    form = CheckForm(request.POST or None, today=day_of(now()))
    title = _("Your support is right as it stands") if has_needs else _("You need no support now")
    if is_sent(request, subject, form):
        actions.say(subject, say_support_is_right, subject.partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        messages.success(request, _("Thank you. We ask you again on that day."))
        return redirect(subject.address("support"))
    return ask_person(request, form, subject, title=title, back=subject.address("support"), submit=_("Yes, that is so"), intro=_(
        "You can change it on any day before."))


support, need_new, support_right = both(_support), both(_need_new), both(_support_right)
need, need_change, need_not = both(_need, needs), both(_need_change, needs), both(_need_not, needs)
need_works, need_end = both(_need_works, needs, is_button=True), both(_need_end, needs, is_button=True)
