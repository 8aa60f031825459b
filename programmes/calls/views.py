"""The calls of a programme, one of them with whom it asked, and its copies in accessible forms, which anybody may fetch."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.kit.access import allowed, open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.saying import moment
from coprod.kit.uploads import forget, keep, owner
from programmes.calls import actions
from programmes.calls.forms import AskOrganisation, Because, CallForm, CopyReady, FileForm, WantCopy
from programmes.calls.lifecycles import CALL, COPY, REQUEST, CopyState
from programmes.calls.models import Call, CallCopy, CallRequest
from programmes.calls.policies import (
    may_read_call,
    may_run_call,
    may_run_copy,
    may_run_request,
    may_write_calls,
    profiles_to_call_for,
    rates_of,
    sectors_of,
)
from programmes.calls.showing import CALL_LINKS, state_of
from programmes.profiles.forms import closing_as_typed
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, may_see_names, organisations_seen_by, people_seen_by
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import its_programme, the_one, the_programme


def the_call(user: Any, ref: str) -> Call:
    found: Call = the_one(user, Call.objects.select_related("programme"), its_programme, ref=ref)
    return found


def the_request(user: Any, ref: str) -> CallRequest:
    found: CallRequest = the_one(user, CallRequest.objects.select_related("call__programme", "organisation", "contact"),
                                 lambda request: request.call.programme, ref=ref)
    return found


def the_copy(user: Any, ref: str) -> CallCopy:
    found: CallCopy = the_one(user, CallCopy.objects.select_related("call__programme"), lambda copy: copy.call.programme, ref=ref)
    return found


@allowed(may_read, find=the_programme)
def calls(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every round, the newest first; and how often each organisation answered over all of them."""
    found = programme.calls.order_by("-number").prefetch_related("profiles")       # type: ignore[attr-defined]
    return render(request, "programmes/calls/list.html", {
        "programme": programme, "calls": [(each, state_of(each)) for each in found], "may_write": may_write_calls(request.user, programme),
        "rates_head": [_("Organisation"), _("Asked"), _("Answered"), _("People put forward"), _("Answered, of 100")],
        "rates": [(rate.organisation, rate.asked, rate.answered, rate.people, rate.percent) for rate in rates_of(programme)]})


@allowed(may_write_calls, find=the_programme)
def call_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    at = now()
    form = CallForm(request.POST or None, profiles=profiles_to_call_for(programme, at), at=at)
    if request.method == "POST" and form.is_valid():
        made = actions.write_call(programme, by=request.user.partner, at=at, **form.facts())
        messages.success(request, _("The call is prepared. Now list whom you ask; nothing is sent yet."))
        return redirect(made)
    return ask(request, form, title=_("Prepare a call for nominations"), section=programme.name,
               back=reverse("programmes:calls", args=[programme.slug]))


@allowed(may_run_call, find=the_call)
def call_change(request: HttpRequest, call: Call) -> HttpResponse:
    if not call.is_draft():
        raise NotAllowedNow("change", _("The call is open, or over. It cannot be changed any more."))
    at, chosen = now(), call.profiles.all()
    open_or_chosen = (profiles_to_call_for(call.programme, at) | chosen.order_by("title", "pk")).distinct()
    form = CallForm(request.POST or None, profiles=open_or_chosen, at=at,
                    initial={"profiles": chosen, "words": call.words, "takes_own": call.takes_own} | closing_as_typed(call))
    if request.method == "POST" and form.is_valid():
        actions.change_call(call, by=request.user.partner, at=at, **form.facts())
        messages.success(request, _("The changes are saved."))
        return redirect(call)
    return ask(request, form, title=_("Change the call"), section=call.programme.name, back=call)


@allowed(may_read_call, find=the_call)
def call(request: HttpRequest, call: Call) -> HttpResponse:
    """The call, which sectors it reached, who has answered and who has not, and its copies."""
    user, at, offers = request.user, now(), set(CALL.offers(call.state))
    may = may_run_call(user, call)
    asked = list(call.requests.select_related("organisation", "contact").order_by("organisation__name", "pk"))    # type: ignore[attr-defined]
    copies = list(call.copies.order_by("form", "pk"))       # type: ignore[attr-defined]
    links = [link for link in (door(user, call, day_of(at)) for door in CALL_LINKS) if link is not None]
    return render(request, "programmes/calls/call.html", {
        "programme": call.programme, "call": call, "state": state_of(call),
        "profiles": call.profiles.select_related("group").order_by("title", "pk"),
        "requests": [(each, state_of(each), bool(may) and "decline" in REQUEST.offers(each.state) and call.is_open(at)) for each in asked],
        "silent": sum(each.state == "sent" for each in asked), "sectors": sectors_of([each.organisation.kind for each in asked]),
        "copies": [(each, state_of(each), COPY.offers(each.state)) for each in copies], "links": links, "is_open": call.is_open(at),
        "may_change": may if call.is_draft() else None, "may_open": may if "open" in offers else None,
        "may_ask": may if call.state in ("draft", "open") else None, "may_close": may if "close" in offers else None,
        "may_withdraw": may if "withdraw" in offers else None, "may_run": may,
        "history": tell_about([call.ref, *(each.ref for each in asked), *(each.ref for each in copies)],
                              names=bool(may_see_names(user, call.programme)))})


@require_POST
@allowed(may_run_call, find=the_call)
def call_open(request: HttpRequest, call: Call) -> HttpResponse:
    actions.open_call(call, by=request.user.partner, at=now())
    messages.success(request, _("The call is open. Each organisation is getting its own link."))
    return redirect(call)


@allowed(may_run_call, find=the_call)
def call_close(request: HttpRequest, call: Call) -> HttpResponse:
    """Before its day. Asked once more, for it cannot be undone."""
    CALL.after("close", call.state)
    if request.method == "POST":
        actions.close_call(call, by=request.user.partner, at=now())
        messages.success(request, _("The call is closed. Those who were put forward go on."))
        return redirect(call)
    return ask(request, None, title=_("Close the call now?"), section=call.title(), back=call, submit=_("Close it now"),
               submit_kind="warning",
               intro=_("It was to close on %(moment)s. Organisations put nobody forward any more, and nobody can put themselves forward. "
                       "Those who were put forward go on. It cannot be undone.") % {"moment": moment(call.closing_at)})


@allowed(may_run_call, find=the_call)
def call_withdraw(request: HttpRequest, call: Call) -> HttpResponse:
    if "withdraw" not in CALL.offers(call.state):
        raise NotAllowedNow("withdraw")
    form = Because(request.POST or None, asks=_("Why is the round called off?"),
                   hint=_("Organisations that were asked, and people who were put forward, can read it."))
    if request.method == "POST" and form.is_valid():
        actions.withdraw_call(call, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The round is called off."))
        return redirect(call)
    return ask(request, form, title=_("Call the round off"), section=call.programme.name, back=call, submit=_("Call it off"),
               submit_kind="warning")


@allowed(may_run_call, find=the_call)
def request_new(request: HttpRequest, call: Call) -> HttpResponse:
    """One more organisation, with its contact."""
    user, today = request.user, day_of(now())
    form = AskOrganisation(request.POST or None, people=people_seen_by(user, on=today).filter(is_professional=True),
                           organisations=organisations_seen_by(user).exclude(call_requests__call=call))
    if request.method == "POST" and form.is_valid():
        actions.ask_organisation(call, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is on the list.") if call.is_draft() else _("It is on the list, and its link is on its way."))
        return redirect(call)
    return ask(request, form, title=_("Ask an organisation"), section=call.title(), back=call, submit=_("Put it on the list"))


@require_POST
@allowed(may_run_request, find=the_request)
def request_strike(request: HttpRequest, asked: CallRequest) -> HttpResponse:
    actions.strike_request(asked, by=request.user.partner, at=now())
    messages.success(request, _("It is off the list."))
    return redirect(asked.call)


@allowed(may_run_request, find=the_request)
def request_decline(request: HttpRequest, asked: CallRequest) -> HttpResponse:
    """The organisation said by phone or letter that it puts nobody forward."""
    if "decline" not in REQUEST.offers(asked.state) or not asked.call.is_open(now()):
        raise NotAllowedNow("decline", _("This organisation has answered already, or the call is over."))
    form = Because(request.POST or None, asks=_("What reason did they give?"))
    if request.method == "POST" and form.is_valid():
        actions.decline_request(asked, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Noted: they put nobody forward."))
        return redirect(asked.call)
    return ask(request, form, title=_("%(name)s declines") % {"name": asked.organisation}, section=asked.call.title(), back=asked.call,
               submit=_("Note it"))


# --- copies ----------------------------------------------------------------------------------------------------------------

@allowed(may_run_call, find=the_call)
def copy_new(request: HttpRequest, call: Call) -> HttpResponse:
    form = WantCopy(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.want_copy(call, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is on the list of forms to be made."))
        return redirect(call)
    return ask(request, form, title=_("The call in another form"), section=call.title(), back=call, submit=_("Put it on the list"))


def is_valid_with_file(form: FileForm) -> bool:
    """Whether all is well. If not, a file that came along is kept, so that it need not be chosen again."""
    note = form.data.get("kept", "")
    if form.is_valid():
        forget(note)
        return True
    if file := form.cleaned_data.get("file"):
        form.carry(keep(file, owner=form.owner))
        forget(note)
    return False


@allowed(may_run_copy, find=the_copy)
def copy_ready(request: HttpRequest, copy: CallCopy) -> HttpResponse:
    if "make" not in COPY.offers(copy.state):
        raise NotAllowedNow("make")
    form = CopyReady(request.POST if request.method == "POST" else None, request.FILES or None, owner=owner(request.user))
    if request.method == "POST" and is_valid_with_file(form):
        facts = {name: form.cleaned_data.get(name) or "" for name in ("link", "file", "content_type")}
        actions.copy_is_ready(copy, by=request.user.partner, at=now(), **facts)
        messages.success(request, _("Noted: it is ready."))
        return redirect(copy.call)
    return ask(request, form, title=_("It is ready: %(form)s") % {"form": copy.title()}, section=copy.call.title(), back=copy.call)


@allowed(may_run_copy, find=the_copy)
def copy_impossible(request: HttpRequest, copy: CallCopy) -> HttpResponse:
    if "give_up" not in COPY.offers(copy.state):
        raise NotAllowedNow("give_up")
    form = Because(request.POST or None, asks=_("Why is it not possible?"), most=300)
    if request.method == "POST" and form.is_valid():
        actions.copy_is_not_possible(copy, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Noted, with the reason."))
        return redirect(copy.call)
    return ask(request, form, title=_("It is not possible: %(form)s") % {"form": copy.title()}, section=copy.call.title(), back=copy.call)


@open_to_all
@require_GET
def copy(request: HttpRequest, ref: str) -> HttpResponse:
    """The file of a copy that is ready, for anybody, as long as its call was opened."""
    found = get_object_or_404(CallCopy.objects.filter(state=CopyState.READY, call__opened_at__isnull=False).exclude(file=""), ref=ref)
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=found.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
