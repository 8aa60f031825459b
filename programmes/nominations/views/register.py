"""For who runs the call: the register of nominations, one of them, what a person said by phone or letter, two records of one person."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from coprod.kit.parameters import words as typed_in
from partners.candidates.actions import say_they_differ
from partners.candidates.lifecycles import CandidateState
from partners.messages.actions import say_it_is_right
from partners.messages.showing import troubles_in_words
from partners.models import Candidate
from programmes.calls.models import Call
from programmes.calls.policies import may_run_call
from programmes.calls.views import the_call
from programmes.nominations import actions
from programmes.nominations.forms import Consent, NoteConsent, NoteNomination
from programmes.nominations.lifecycles import NOMINATION, NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.policies import (
    alike_in,
    may_read_support,
    may_run_nomination,
    shown_to,
    what_hinders_noting,
)
from programmes.nominations.showing import TONES, state_of, why_nobody
from programmes.nominations.views.doors import the_nomination
from programmes.profiles.models import RoleProfile
from programmes.programme.telling import tell_about

ON_A_PAGE = 25


@allowed(may_run_call, find=the_call)
def register(request: HttpRequest, call: Call) -> HttpResponse:
    """Every nomination of the call with its source, its day, the person's consent and the outcome (4.6), a page at a time."""
    words, state, start = typed_in(request, "q"), request.GET.get("state", ""), number(request.GET.get("from", ""))
    here = shown_to(request.user, Nomination.objects.filter(call=call))
    counts = dict(here.order_by().values_list("state").annotate(n=Count("pk")))
    found = here.select_related("candidate", "profile", "request__organisation").order_by("received_at", "pk")
    if words:
        found = found.filter(candidate__in=Candidate.objects.matching(words).filter(home_book=call.trail_book))
    if state in NominationState.values:
        found = found.filter(state=state)
    rows = list(found[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/nominations/register.html", {
        "call": call, "programme": call.programme, "rows": [(each, state_of(each)) for each in rows[:ON_A_PAGE]],
        "counts": [(each, counts.get(each.value, 0), TONES[each]) for each in NominationState if counts.get(each.value)],
        "q": words, "state": state, "states": NominationState.choices, "start": start, "previous": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(rows) > ON_A_PAGE else 0, "total": sum(counts.values()),
        "consented": counts.get(NominationState.CONSENTED.value, 0), "is_open": call.is_open(now()),
        "may_note": not what_hinders_noting(call),
        "why_nobody": None if counts else why_nobody(request.user, call, day_of(now())),
        "batches": [(each, state_of(each)) for each in call.batches.exclude(state="discarded").order_by("-made_at")[:5]]})  # type: ignore[attr-defined]


@allowed(may_run_call, find=the_call)
def nomination_new(request: HttpRequest, call: Call) -> HttpResponse:
    """Write down what came by phone, by letter, by e-mail or in person."""
    if why := what_hinders_noting(call):
        raise NotAllowedNow("note", why)
    back, at = reverse("programmes:register", args=[call.ref]), now()
    form = NoteNomination(request.POST or None, profiles=RoleProfile.objects.filter(calls=call).order_by("title", "pk"),
                          requests=call.requests.filter(sent_at__isnull=False).select_related("organisation").order_by("organisation__name"))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        common: dict[str, Any] = {"profile": facts["profile"], "at": at, "person": form.person(), "channel": facts["said"]}
        if facts["source"] == form.own:
            actions.put_oneself_forward(call, own_words=facts["why"], noted_by=request.user.partner, **common)
            messages.success(request, _("It is written down, with their consent."))
        else:
            actions.note_nomination(call, by=request.user.partner, why=facts["why"], request=form.requests.get(facts["source"]), **common)
            messages.success(request, _("It is written down. The person is being asked whether they agree."))
        return redirect(back)
    return ask(request, form, title=_("Write a nomination down"), section=call.title(), back=back, submit=_("Write it down"))


@allowed(may_run_nomination, find=the_nomination)
def nomination(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    candidate = nomination.candidate
    return render(request, "programmes/nominations/nomination.html", {
        "nomination": nomination, "candidate": candidate, "call": nomination.call, "programme": nomination.call.programme,
        "state": state_of(nomination), "reads_support": may_read_support(request.user, nomination.call),
        "is_asked": candidate.state == CandidateState.ASKED,
        "may_withdraw": "withdraw" in NOMINATION.offers(nomination.state),
        "troubles": troubles_in_words(candidate) if not candidate.is_gone() else [],
        "others": candidate.nominations.exclude(pk=nomination.pk).select_related("profile") if not candidate.is_gone() else [],  # type: ignore[attr-defined]
        "history": tell_about([nomination.ref, candidate.ref], names=True)})


@require_POST
@allowed(may_run_nomination, find=the_nomination)
def nomination_address_right(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Who was put forward told staff that the address or number is right, though messages came back."""
    say_it_is_right(nomination.candidate, request.POST.get("way", ""), by=request.user.partner, at=now())
    messages.success(request, _("Messages go there again from now on."))
    return redirect(nomination)


@allowed(may_run_nomination, find=the_nomination)
def nomination_consent(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What the person said by phone or letter."""
    candidate = nomination.candidate
    if candidate.state != CandidateState.ASKED:
        raise NotAllowedNow("consent", _("The person has answered already."))
    form = NoteConsent(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts, by = form.cleaned_data, request.user.partner
        if facts["answer"] == Consent.NO:
            actions.refuse(candidate, at=now(), through=facts["through"], noted_by=by)
            messages.success(request, _("Noted: they said no. What we knew about them is erased."))
        else:
            actions.agree(candidate, at=now(), through=facts["through"], noted_by=by, nominator_may_hear=facts["nominator_may_hear"],
                          support=facts["support"])
            messages.success(request, _("Noted: they agree."))
        return redirect(nomination)
    return ask(request, form, title=_("What did %(name)s say?") % {"name": candidate.greeting}, section=nomination.call.title(),
               back=nomination, submit=_("Note it"))


@allowed(may_run_nomination, find=the_nomination)
def nomination_withdraw(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The person told staff that they step back."""
    if "withdraw" not in NOMINATION.offers(nomination.state):
        raise NotAllowedNow("withdraw")
    if request.method == "POST":
        actions.withdraw_nomination(nomination, by=request.user.partner, at=now())
        messages.success(request, _("Noted: the person steps back."))
        return redirect("programmes:register", nomination.call.ref)
    return ask(request, None, title=_("The person steps back"), section=nomination.call.title(), back=nomination,
               submit=_("They step back"), submit_kind="warning",
               intro=_("What we know about them is erased when nothing else of theirs is left. It cannot be undone."))


@allowed(may_run_nomination, find=the_nomination)
def recording(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """What the person said, to be listened to. Every request asks again who may."""
    return served(nomination)


def served(nomination: Nomination) -> HttpResponse:
    """The recording as an attachment; 404 when there is none. Whoever calls this has asked who may."""
    if not nomination.recording:
        raise Http404
    response = FileResponse(nomination.recording.open("rb"), as_attachment=True, content_type=nomination.recording_type,
                            filename="recording.mp3" if nomination.recording_type == "audio/mpeg" else "recording.m4a")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


# --- two records of one person -----------------------------------------------------------------------------------------------

@allowed(may_run_call, find=the_call)
def alike(request: HttpRequest, call: Call) -> HttpResponse:
    """People who may be one. Nothing is merged by itself."""
    if request.method == "POST":
        return _settled(request, call)
    return render(request, "programmes/nominations/alike.html", {
        "call": call, "programme": call.programme, "groups": alike_in(call, user=request.user)})


def _settled(request: HttpRequest, call: Call) -> HttpResponse:
    here = Candidate.objects.known().filter(nominations__in=shown_to(request.user, Nomination.objects.filter(call=call))).distinct()
    kept = get_object_or_404(here, ref=request.POST.get("keep", ""))
    other = get_object_or_404(here.exclude(pk=kept.pk), ref=request.POST.get("other", ""))
    by = request.user.partner       # type: ignore[union-attr]
    if "differ" in request.POST:
        say_they_differ(kept, other, by=by, at=now())
        messages.success(request, _("Noted: they are two people."))
    else:
        actions.merge(kept, other, by=by, at=now())
        messages.success(request, _("The two records are one now."))
    return redirect("programmes:alike", call.ref)


@require_POST
@allowed(may_run_call, find=the_call)
def shortlist(request: HttpRequest, call: Call) -> HttpResponse:
    """Everybody who agreed comes before the panel."""
    count = actions.put_before_panel(call, by=request.user.partner, at=now())
    messages.success(request, _("%(n)d came before the panel.") % {"n": count})
    return redirect("programmes:register", call.ref)
