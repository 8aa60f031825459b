"""A break, who looked at the person's support, and who helps them: on both sides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from partners.supporters.actions import end_supporter, invite_supporter
from partners.supporters.forms import SupporterForm
from programmes.appointments.forms import PauseForm
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.showing import in_words, looks_at, noted
from programmes.portal.views.doors import ask_person, both, is_sent, not_over, supporters

_S = AppointmentState


def _break(request: HttpRequest, subject: Subject) -> HttpResponse:
    """A break from every role in which the person is active; the way back; and how to stop for good, role by role."""
    roles = list(Appointment.objects.running().living().filter(partner=subject.partner).select_related("profile", "programme").order_by(
        "from_on", "pk"))
    form = PauseForm(request.POST or None, today=day_of(now()))
    if is_sent(request, subject, form):
        actions.say(subject, actions.take_a_break, subject.partner, at=now(), line=in_words(_("You take a break"), form),
                    **form.cleaned_data)
        messages.success(request, _("Your break has begun. Rest well. Your roles go on by themselves after it."))
        return redirect(subject.address("break"))
    return ask_person(request, form, subject, title=_("Take a break, or stop"), submit=_("Begin my break today"),
                      template="programmes/portal/break.html", roles=roles, may_rest=[each for each in roles if each.state == _S.ACTIVE],
                      resting=[each for each in roles if each.state == _S.PAUSED], to=subject.addresses())


def _come_back(request: HttpRequest, subject: Subject) -> HttpResponse:
    not_over(subject)
    actions.say(subject, actions.come_back, subject.partner, at=now(), line=_("You are back from your break"))
    messages.success(request, _("Welcome back. Your roles go on from today."))
    return redirect(subject.address("break"))


def _looks(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Who looked at what the person needs, day by day."""
    return render(request, "programmes/portal/looks.html", {
        "subject": subject, "to": subject.addresses(), "looks": looks_at(subject.partner, on=day_of(now()))})


def _helpers(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Whom the person lets in, what they see, and when they looked last."""
    today = day_of(now())
    found = [(each, each.is_let_in(today), noted(each.through, each.noted_by), subject.address("supporter-end", each.ref))
             for each in supporters(subject.partner).order_by("-invited_at", "-pk")[:50]]
    return render(request, "programmes/portal/supporters.html", {"subject": subject, "to": subject.addresses(), "found": found})


def _supporter_new(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = SupporterForm(request.POST or None, today=day_of(now()))
    title = _("Who should be able to help you?")
    if is_sent(request, subject, form):
        actions.say(subject, invite_supporter, subject.partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        messages.success(request, _("They are sent a link. You can end it at any time."))
        return redirect(subject.address("supporters"))
    return ask_person(request, form, subject, title=title, submit=_("Send them a link"), back=subject.address("supporters"), intro=_(
        "They see what is next for you and what is asked of you. They see nothing else, unless you tick it. They change nothing."))


def _supporter_end(request: HttpRequest, subject: Subject) -> HttpResponse:
    not_over(subject)
    actions.say(subject, end_supporter, subject.thing, at=now(), line=_("%(name)s helps you no more") % {"name": subject.thing.name})
    messages.success(request, _("It has ended. Their link opens nothing any more."))
    return redirect(subject.address("supporters"))


break_, come_back, looks = both(_break), both(_come_back, is_button=True), both(_looks)
helpers, supporter_new = both(_helpers), both(_supporter_new)
supporter_end = both(_supporter_end, supporters, is_button=True)
