"""Me: one page with everything a person says of themselves, and a page for each of its parts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from partners.about.actions import say_about, say_named, say_reach
from partners.about.forms import BringForm, LimitsForm, NamedForm, ReachForm
from partners.messages.showing import troubles_in_words
from partners.models import About, OnBehalf, Partner
from partners.support.policies import is_due, latest_check, needs_of
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.pairing.lifecycles import OPEN_SWAPS
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.showing import in_own_words, in_words, lines_of_about, looks_at, noted
from programmes.portal.views.doors import ask_person, both, is_sent, seats_asked
from programmes.sharing.policies import briefings_with, swaps_of

_S = AppointmentState
TOLD = 5        # so many half hours are shown


def written_for(partner: Partner) -> list[OnBehalf]:
    """The last half hours in which staff wrote something down for the person, with what it was. Two queries."""
    found = OnBehalf.objects.filter(partner=partner, said__isnull=False).select_related("by").prefetch_related("said").distinct()
    return list(found.order_by("-started_at", "-pk")[:TOLD])


def about_of(partner: Partner) -> About | None:
    found: About | None = About.objects.filter(partner=partner).select_related("noted_by").first()
    return found


def _me(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What the person said of themselves, with the way to change each part."""
    partner, today = subject.partner, day_of(now())
    roles = Appointment.objects.running().living().filter(partner=partner)
    states = list(roles.values_list("state", flat=True))
    seats = [(each, noted(each.accepted_through, each.accepted_noted_by)) for each in seats_asked(partner).serving(today).select_related(
        "seat__group", "accepted_noted_by", "handover").order_by("seat__group__name", "pk")]
    swaps = [(each, subject.address_of_swap(each.ref)) for each in swaps_of(partner).filter(
        state__in=OPEN_SWAPS).order_by("asked_at", "pk")]
    return render(request, "programmes/portal/me.html", {
        "subject": subject, "partner": partner, "to": subject.addresses(), "said": lines_of_about(about_of(partner)),
        "troubles": troubles_in_words(partner), "needs": [(each, in_own_words(each)) for each in needs_of(partner)],
        "check": latest_check(partner), "is_due": is_due(partner, on=today), "seats": seats,
        "asked": [each for each in seats_asked(partner).waiting().order_by("proposed_at", "pk") if each.is_waiting_for_person()],
        "to_judge": list(briefings_with(partner).exclude(views__by=partner).select_related("workstream").order_by("on", "pk")),
        "swaps_asked": [each for each in swaps if each[0].waits_for(partner)],
        "swaps_open": [each for each in swaps if not each[0].waits_for(partner)],
        "is_resting": _S.PAUSED in states,
        "helping": partner.supporters.let_in(today).count(),     # type: ignore[attr-defined]
        "looks": looks_at(partner, on=today)[:3],
        "told": [] if subject.on_behalf else [(each, noted(each.through, each.by)) for each in written_for(partner)],
        "written": list(subject.on_behalf.said.order_by("at", "pk")) if subject.on_behalf else []})     # type: ignore[attr-defined]


def _done(request: HttpRequest, subject: Subject, words: Any) -> HttpResponse:
    messages.success(request, words)
    return redirect(subject.address())


def _reach(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = ReachForm(request.POST or None, initial=ReachForm.now(subject.partner, about_of(subject.partner)))
    title = _("How to reach you")
    if is_sent(request, subject, form):
        actions.say(subject, say_reach, subject.partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        return _done(request, subject, _("Saved. We reach you this way from now on."))
    return ask_person(request, form, subject, title=title)


def _facts(form: type[Any], about: About | None) -> dict[str, Any]:
    return {name: getattr(about, name) for name in form.base_fields} if about else {}


def _bring(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What the person brings and would like to gain: it can say something about their health, so few read it, and it may stay empty."""
    form = BringForm(request.POST or None, initial=_facts(BringForm, about_of(subject.partner)))
    title = _("What you bring")
    if is_sent(request, subject, form):
        actions.say(subject, say_about, subject.partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        return _done(request, subject, _("Saved. Thank you."))
    return ask_person(request, form, subject, title=title, intro=_(
        "We ask so that you can join a workstream that suits you. You may leave any question empty. Only you, the lay co-chair and the "
        "programme manager read it."))


def _limits(request: HttpRequest, subject: Subject) -> HttpResponse:
    form = LimitsForm(request.POST or None, initial=_facts(LimitsForm, about_of(subject.partner)))
    title = _("Your limits")
    if is_sent(request, subject, form):
        actions.say(subject, say_about, subject.partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        return _done(request, subject, _("Saved. We keep to your limits."))
    return ask_person(request, form, subject, title=title, intro=_("We keep to these when we ask you for something."))


def _named(request: HttpRequest, subject: Subject) -> HttpResponse:
    """How other members see the person named, with what that looks like for each choice."""
    partner = subject.partner
    form = NamedForm(request.POST or None, initial={"shown_as": partner.shown_as, "called": partner.called})
    title = _("How other members see you named")
    if is_sent(request, subject, form):
        actions.say(subject, say_named, partner, at=now(), line=in_words(title, form), **form.cleaned_data)
        return _done(request, subject, _("Saved. Other members see you as: %(name)s") % {"name": partner.shown})
    preview = [(choice.label, Partner(name=partner.name, called=partner.called, shown_as=choice.value).shown) for choice in Partner.Shown]
    return ask_person(request, form, subject, title=title, template="programmes/portal/named.html", preview=preview, intro=_(
        "Members of your groups see this name. The programme manager and who organises your groups see your full name."))


me, reach, bring, limits, named = both(_me), both(_reach), both(_bring), both(_limits), both(_named)
