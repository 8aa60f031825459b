"""My voice: everything the person said, and what became of it; read out to them by staff while they write down for them, who then
may write down whether the person is satisfied with an answer to a plan."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from partners.models import Partner
from programmes.portal import actions
from programmes.portal.policies import Subject, home_programme
from programmes.portal.showing import SaidThing, what_i_said
from programmes.portal.views.doors import ask_person, both, is_sent
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.policies import standing
from programmes.programme.roles import MAY
from programmes.rounds.actions import say_on_reply
from programmes.rounds.forms import SatisfiedForm
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.showing.decided import own_context

ON_A_PAGE = 25


def _write_down(subject: Subject, thing: SaidThing) -> str:
    """Where staff write down what the person says about what became of it; "" for the person, who says it there themselves."""
    if subject.on_behalf is None or not thing.ref:
        return ""
    return subject.address("reply", thing.ref) if thing.kind == "answer" else reverse(
        "programmes:contribution-say-note", args=[thing.ref])


def _voice(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The newest first, a page at a time. Staff find what they may read themselves, and that they read it out is noted."""
    start, on_behalf = number(request.GET.get("from", "")), subject.on_behalf
    found = what_i_said(subject.partner, start=start, most=ON_A_PAGE + 1, reader=request.user if on_behalf else None)
    if on_behalf:
        actions.read_out(on_behalf, at=now())
    return render(request, "programmes/portal/voice.html", {
        "subject": subject, "found": [(each, _write_down(subject, each)) for each in found[:ON_A_PAGE]], "start": start,
        "programme": home_programme(on_behalf) if on_behalf else None,
        "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else 0, "previous": max(start - ON_A_PAGE, 0)})


def replies_to(partner: Partner) -> QuerySet[ForumRound]:
    """Rounds in which the person answered and from which they have their answer."""
    answered = ForumAnswer.objects.standing().filter(by=partner).order_by().values("round")
    return ForumRound.objects.whole().filter(pk__in=answered, sent_at__isnull=False).exclude(
        plan__programme__state=ProgrammeState.CLOSED)


def _reply(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Whether the person is satisfied with what became of their answers; if not, it is a challenge of theirs."""
    it: Any = subject.thing
    if it.programme.pk not in standing(request.user).programmes(MAY["see_contacts"]):
        raise Http404
    form = SatisfiedForm(request.POST or None)
    form.fields["value"].label = _("Are they satisfied with what became of it?")
    if is_sent(request, subject, form):
        is_satisfied, text = form.cleaned_data["value"] == "yes", form.cleaned_data["text"]
        line = _("You are satisfied with what became of your answers: %(plan)s") if is_satisfied else _(
            "You are not satisfied with what became of your answers (%(plan)s): %(text)s")
        try:
            actions.say(subject, say_on_reply, it, by=subject.partner, at=now(), is_satisfied=is_satisfied, text=text,
                        line=line % {"plan": it.plan.name, "text": text})
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It is noted, as they said it."))
            return redirect(subject.address("voice"))
    return ask_person(request, form, subject, title=_("What became of their answers"), template="programmes/portal/reply.html",
                      back=subject.address("voice"), **own_context(it, subject.partner))


voice, reply = both(_voice), both(_reply, replies_to)
