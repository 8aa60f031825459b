"""The log of a programme, one decision, the log to print; and what everybody may read of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import allowed, open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number, words
from programmes.decisions import actions
from programmes.decisions.catalogue import ON_A_PAGE
from programmes.decisions.forms import NoteOpenForm, OpenForm
from programmes.decisions.lifecycles import DecisionState
from programmes.decisions.models import DecisionOpenness, DecisionRecord
from programmes.decisions.policies.deciding import may_prepare
from programmes.decisions.policies.reading import (
    may_agree_to_open,
    may_ask_to_open,
    may_close_log,
    may_note_opening,
    may_read_decision,
    may_read_log,
    openness_of,
)
from programmes.decisions.showing.pages import (
    METHODS,
    MOST_PRINTED,
    decision_context,
    line_of,
    log_of,
    public_context,
    with_words,
)
from programmes.decisions.views.doors import the_decision, the_waiting_log
from programmes.nominations.views.doors import NOMINATING
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named
from programmes.programme.views.doors import the_programme
from programmes.raising.policies import lay_chairs

FILTERS = ("group", "year", "method", "state")


def to_log(programme: Programme) -> str:
    return reverse("programmes:decisions", args=[programme.slug])


def _log(request: HttpRequest, programme: Programme, **more: Any) -> Any:
    return log_of(request.user, programme, {name: words(request, name) for name in FILTERS}, **more)


@allowed(may_read_log, find=the_programme)
def decisions(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The log, a page at a time, narrowed as the reader wishes; and whether everybody may read it."""
    user, openness, names = request.user, openness_of(programme), bool(may_see_names(request.user, programme))
    return render(request, "programmes/decisions/log.html", {
        "programme": programme, "log": _log(request, programme, start=number(words(request, "from"))), "methods": METHODS,
        "states": DecisionState.choices, "may_prepare": may_prepare(user, programme), "openness": openness,
        "asked_by": named(openness.asked_by, names=names) if openness else "",
        "noted_by": named(openness.agreed_noted_by, names=names) if openness else "",
        "may_ask": may_ask_to_open(user, programme) if openness is None else False, "may_close": may_close_log(user, programme),
        "may_agree": openness and not openness.is_open() and may_agree_to_open(user, programme),
        "may_note": openness and not openness.is_open() and may_note_opening(user, programme)})


@allowed(may_read_log, find=the_programme)
def decisions_print(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The same on one page that prints well."""
    return render(request, "programmes/decisions/print.html", {
        "programme": programme, "log": _log(request, programme, most=MOST_PRINTED), "on": day_of(now())})


@allowed(may_read_decision, find=the_decision)
def decision(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return render(request, "programmes/decisions/decision.html", decision_context(decision, request.user, at=now()))


# --- whether everybody reads it -----------------------------------------------------------------------------------------

@allowed(may_ask_to_open, find=the_programme)
def opening(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Ask that everybody may read the log; from a lay co-chair it counts at once."""
    form = OpenForm(request.POST or None, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        made = actions.ask_to_open(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Everybody can read what is published now.") if made.is_open() else _("A lay co-chair is asked."))
        return redirect(to_log(programme))
    return ask(request, form, title=_("Open the log of decisions to everybody"), section=programme.name, back=to_log(programme), intro=_(
        "Everybody who has the address reads decisions that are published. It counts when a lay co-chair agrees."))


def _waiting(programme: Programme) -> DecisionOpenness:
    found = openness_of(programme)
    if found is None or found.is_open():
        raise NotAllowedNow("agree")
    return found


@require_POST
@allowed(may_agree_to_open, find=the_waiting_log)
def opening_agree(request: HttpRequest, programme: Programme) -> HttpResponse:
    actions.agree_to_open(_waiting(programme), by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("Everybody can read what is published now."))
    return redirect(to_log(programme))


@allowed(may_note_opening, find=the_waiting_log)
def opening_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A lay co-chair's yes by phone, by letter or in person."""
    waiting, me = _waiting(programme), partner_of(request.user)
    form = NoteOpenForm(request.POST or None, people=lay_chairs(programme, day_of(now())))
    if request.method == "POST" and form.is_valid():
        actions.agree_to_open(waiting, by=form.cleaned_data["who"], at=now(), through=form.cleaned_data["through"], noted_by=me)
        messages.success(request, _("Everybody can read what is published now."))
        return redirect(to_log(programme))
    return ask(request, form, title=_("Write down a lay co-chair’s yes"), section=programme.name, back=to_log(programme), intro=_(
        "They agree that everybody may read the decisions that are published."))


@require_POST
@allowed(may_close_log, find=the_waiting_log)
def closing(request: HttpRequest, programme: Programme) -> HttpResponse:
    found = openness_of(programme)
    if found is None:
        raise NotAllowedNow("close")
    actions.close_log(found, by=request.user.partner, at=now())         # type: ignore[union-attr]
    messages.success(request, _("Closed. Its address leads nowhere any more."))
    return redirect(to_log(programme))


# --- for everybody -----------------------------------------------------------------------------------------------------

def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
@require_GET
def public(request: HttpRequest, ref: str) -> HttpResponse:
    """One published decision of a programme whose log is open, with people named as they wish."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    found = DecisionRecord.objects.public().select_related("programme", "group", "meeting__group").filter(public_ref=ref).first()
    openness = openness_of(found.programme) if found else None
    if found is None or openness is None:
        failed(request)
        raise Http404
    return _quiet(render(request, "programmes/decisions/public.html", public_context(found) | {"openness": openness}))


@open_to_all
@require_GET
def public_log(request: HttpRequest, ref: str) -> HttpResponse:
    """The published decisions of a programme whose log is open, a page at a time."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    openness = DecisionOpenness.objects.open().select_related("programme").filter(public_ref=ref).first()
    if openness is None:
        failed(request)
        raise Http404
    start = number(words(request, "from"))
    rows = list(with_words(DecisionRecord.objects.public().filter(programme=openness.programme)).newest_first()[  # type: ignore[attr-defined]
        start:start + ON_A_PAGE + 1])
    return _quiet(render(request, "programmes/decisions/public_log.html", {
        "programme": openness.programme, "openness": openness, "lines": [line_of(each) for each in rows[:ON_A_PAGE]], "start": start,
        "previous": max(start - ON_A_PAGE, 0), "next": start + ON_A_PAGE if len(rows) > ON_A_PAGE else 0}))
