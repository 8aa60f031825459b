"""Without an account: an organisation's page for nominating, the page on which anybody puts themselves forward, and the person's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.accounts.limits import too_many
from coprod.kit.access import open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from partners.candidates.lifecycles import CandidateState
from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.calls.actions import decline_request
from programmes.calls.forms import Because
from programmes.calls.lifecycles import REQUEST
from programmes.calls.models import CallRequest
from programmes.calls.views import is_valid_with_file
from programmes.nominations import actions
from programmes.nominations.forms import Consent, PutForward, PutOneselfForward
from programmes.nominations.lifecycles import NOMINATION, NominationState
from programmes.nominations.policies import call_for, nominations_of, roles_of
from programmes.nominations.showing import BECAME, CALLED_OFF, GOES_ON, MINE, MY_NOMINATION, OUTSIDE, TONES, words_of
from programmes.nominations.views.doors import by_link, by_request_link
from programmes.profiles.models import RoleProfile


@by_request_link
def nominate(request: HttpRequest, asked: CallRequest, token: str) -> HttpResponse:
    """What is asked, until when, whom the organisation has put forward so far, and how far each is."""
    at, theirs = now(), list(nominations_of(asked))
    became = words_of(BECAME, theirs)
    return render(request, "programmes/nominations/nominate.html", {
        "asked": asked, "call": asked.call, "token": token, "is_open": asked.call.is_open(at), "roles": roles_of(asked.call, at),
        "may_decline": "decline" in REQUEST.offers(asked.state) and asked.call.is_open(at),
        "copies": asked.call.copies.filter(state="ready"),      # type: ignore[attr-defined]
        "people": [(each, became.get(each.pk, OUTSIDE[each.state]), TONES[each.state]) for each in theirs]})


@by_request_link
def nominate_person(request: HttpRequest, asked: CallRequest, token: str) -> HttpResponse:
    """Put one person forward; the next one comes after."""
    at, back = now(), reverse("programmes:nominate", args=[token])
    roles = roles_of(asked.call, at)
    if not asked.call.is_open(at) or not roles:
        raise NotAllowedNow("put_forward", actions.OVER)
    form = PutForward(request.POST or None, profiles=roles)
    if request.method == "POST" and form.is_valid():
        actions.put_forward(asked, profile=form.cleaned_data["profile"], at=at, person=form.person(), why=form.cleaned_data["why"])
        messages.success(request, _("Thank you. We are asking the person whether they agree. You can put somebody else forward, too."))
        return redirect(back)
    return ask(request, form, title=_("Put somebody forward"), section=asked.organisation.name, back=back, submit=_("Put them forward"),
               intro=_("We ask the person first. Without their yes within two weeks we erase what you write here."))


@by_request_link
def nominate_decline(request: HttpRequest, asked: CallRequest, token: str) -> HttpResponse:
    back = reverse("programmes:nominate", args=[token])
    if "decline" not in REQUEST.offers(asked.state) or not asked.call.is_open(now()):
        raise NotAllowedNow("decline", _("You have answered already, or the call is over."))
    form = Because(request.POST or None, asks=_("Why can you put nobody forward?"),
                   hint=_("One sentence helps us to ask better next time."))
    if request.method == "POST" and form.is_valid():
        decline_request(asked, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you for telling us. If you think of somebody before the call closes, the link still works."))
        return redirect(back)
    return ask(request, form, title=_("We cannot put anybody forward"), section=asked.organisation.name, back=back, submit=_("Tell them"))


# --- putting oneself forward (4.4) ---------------------------------------------------------------------------------------------

@open_to_all
def put_oneself_forward(request: HttpRequest, ref: str) -> HttpResponse:
    """For an open role: in writing, or by a recording. Afterwards the person has a page of their own."""
    profile = get_object_or_404(RoleProfile.objects.ever_published().select_related("programme", "group"), ref=ref)
    at = now()
    call, back = call_for(profile, at), reverse("programmes:open-role", args=[ref])
    if call is None or not profile.is_open(at):
        return redirect(back)
    if request.method == "POST" and too_many(request, "own_nomination"):
        return render(request, "429.html", status=429)
    sent = request.POST if request.method == "POST" else None
    form = PutOneselfForward(sent, request.FILES or None, profiles=RoleProfile.objects.filter(pk=profile.pk),
                             owner=f"role {ref}")
    if request.method == "POST" and is_valid_with_file(form):
        facts, ref_of_person = form.cleaned_data, form.cleaned_data["once"]
        sound = {"recording": facts["file"], "recording_type": facts["content_type"]} if facts.get("file") else {}
        try:
            actions.put_oneself_forward(call, profile=profile, at=at, person=form.person(), own_words=facts["own_words"],
                                        support=facts["support"], **sound)
        except NotAllowedNow as refusal:
            # else it was sent twice, and is there once; the page of a person whom others put forward is theirs alone
            if not Candidate.objects.known().filter(ref=ref_of_person, answered_through=actions.OWN).exists():
                return render(request, "409.html", {"why": refusal.why}, status=409)
        messages.success(request, _("Thank you. We have what you sent. Keep the address of this page: it is yours."))
        return redirect("programmes:my-nomination", token_of(ref_of_person))
    return ask(request, form, title=_("Put yourself forward"), section=profile.title, back=back, submit=_("Send it"),
               intro=_("You can also ring us, or send a letter or a recording. Nobody needs to put you forward."))


# --- the person's own page -------------------------------------------------------------------------------------------------------

@by_link
def my_nomination(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """What somebody was put forward for, what was said about them, how far it is, and what they may do now. Here they say yes or no."""
    sent = request.POST if request.method == "POST" else None
    waits = candidate.nominations.filter(state=NominationState.RECEIVED).exists()       # type: ignore[attr-defined]
    form = Consent(sent) if waits and candidate.state == CandidateState.ASKED else None
    if request.method == "POST" and form is not None and form.is_valid():
        return _answered(request, candidate, token, form)
    theirs = list(candidate.nominations.that_count().select_related(     # type: ignore[attr-defined]
        "profile__group", "call__programme", "request__organisation").order_by("received_at", "pk"))
    goes_on = words_of(GOES_ON, theirs)
    return render(request, "programmes/nominations/mine.html", {
        "candidate": candidate, "token": token, "form": form, "called": candidate.greeting,
        "nominations": [(each, CALLED_OFF if each.is_called_off() else goes_on.get(each.pk, MINE[each.state]), TONES[each.state],
                         "withdraw" in NOMINATION.offers(each.state)) for each in theirs],
        "beside": [more for block in MY_NOMINATION for more in block(candidate, theirs, now())]})


def _answered(request: HttpRequest, candidate: Candidate, token: str, form: Consent) -> HttpResponse:
    if form.cleaned_data["answer"] == Consent.NO:
        actions.refuse(candidate, at=now(), through="link")
        return render(request, "programmes/nominations/erased.html")
    actions.agree(candidate, at=now(), through="link", nominator_may_hear=form.cleaned_data["nominator_may_hear"],
                  support=form.cleaned_data["support"])
    messages.success(request, _("Thank you. You agreed. Keep the address of this page: here you see what comes of it."))
    return redirect("programmes:my-nomination", token)


@by_link
def my_withdrawal(request: HttpRequest, candidate: Candidate, token: str) -> HttpResponse:
    """Step back, from everything. Asked once more, for it cannot be undone."""
    back = reverse("programmes:my-nomination", args=[token])
    every = candidate.nominations.select_related("call__programme").order_by("pk")      # type: ignore[attr-defined]
    theirs = [each for each in every if "withdraw" in NOMINATION.offers(each.state)]
    if not theirs:
        raise NotAllowedNow("withdraw", _("There is nothing left to step back from."))
    takes_part = candidate.partner_id is not None       # then it is a leaving: who took part is thanked, and not erased at once
    if request.method == "POST":
        for each in theirs:
            actions.withdraw_nomination(each, by=candidate, at=now())
        return render(request, "programmes/nominations/erased.html", {"stepped_back": True, "takes_part": takes_part})
    return ask(request, None, title=_("Do you want to step back?"), back=back, submit=_("Yes, I step back"), submit_kind="warning",
               intro=_("You then leave the role today. You need give no reason.") if takes_part else
               _("We then erase what we know about you. You need give no reason. This cannot be undone."))


