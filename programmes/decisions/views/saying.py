"""What is said of a decision: by the lay co-chair, by who does not agree, by who looked at what was changed; and written down for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.decisions import actions
from programmes.decisions.forms import (
    AnswerForm,
    DissentForm,
    NoteDissentForm,
    NotePositionForm,
    NoteSeenForm,
    PositionForm,
    SeenForm,
)
from programmes.decisions.models import DecisionDissent, DecisionRecord, DecisionSeen
from programmes.decisions.policies.reading import advisory_of, lay_of_programme
from programmes.decisions.policies.saying import (
    chairs_on,
    lookers,
    may_answer_seen,
    may_dissent,
    may_note_dissent,
    may_note_position,
    may_note_seen,
    may_say_position,
    may_say_seen,
    may_take_back,
)
from programmes.decisions.views.doors import meetings_of, the_decision, the_dissent, the_word


def _typed(request: HttpRequest, form: Any) -> dict[str, Any]:
    """What was typed, with who said it: the reader, or whom they write it down for."""
    given = dict(form.cleaned_data)
    me = request.user.partner       # type: ignore[union-attr]
    return given | ({"by": given.pop("who"), "noted_by": me} if "who" in given else {"by": me})


def _position(request: HttpRequest, decision: DecisionRecord, kind: Any, **more: Any) -> HttpResponse:
    at = now()
    form = kind(request.POST or None, meetings=meetings_of(advisory_of(decision.programme)), today=day_of(at),
                initial={"wording": decision.wording}, **more)
    if request.method == "POST" and form.is_valid():
        given = _typed(request, form)
        try:
            if given.pop("wording") not in (None, decision.wording):        # it counts for what stood on the page
                form.data = form.data.copy() | {"wording": decision.wording}
                raise NotAllowedNow("record", _("It was changed since you opened this page. Please look again."))
            actions.record_position(decision, at=at, **given)
        except NotAllowedNow as refusal:        # what was typed stays on the page
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It stands on the page of the decision."))
            return redirect(decision)
    return ask(request, form, title=_("What does the Advisory Group say?"), section=decision.title, back=decision, intro=decision.text)


@allowed(may_say_position, find=the_decision)
def position(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """The position, from a lay co-chair; a later one takes its place until the decision is made."""
    return _position(request, decision, PositionForm)


@allowed(may_note_position, find=the_decision)
def position_note(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return _position(request, decision, NotePositionForm, people=chairs_on(decision, day_of(now())))


def _dissent(request: HttpRequest, decision: DecisionRecord, form: Any, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.say_dissent(decision, at=now(), **_typed(request, form))
        messages.success(request, _("It stands on the page of the decision, in these words."))
        return redirect(decision)
    return ask(request, form, title=title, section=decision.title, back=decision, intro=decision.text)


@allowed(may_dissent, find=the_decision)
def dissent(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return _dissent(request, decision, DissentForm(request.POST or None), _("I do not agree"))


@allowed(may_note_dissent, find=the_decision)
def dissent_note(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """What a lay partner says by phone, by letter or in person."""
    form = NoteDissentForm(request.POST or None, people=lay_of_programme(decision.programme, day_of(now())))
    return _dissent(request, decision, form, _("Write down that a lay partner does not agree"))


@require_POST
@allowed(may_take_back, find=the_dissent)
def dissent_take_back(request: HttpRequest, dissent: DecisionDissent) -> HttpResponse:
    actions.take_back_dissent(dissent, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("You have taken it back."))
    return redirect(dissent.decision)


def _seen(request: HttpRequest, decision: DecisionRecord, kind: Any, **more: Any) -> HttpResponse:
    form = kind(request.POST or None, initial={"round": decision.round}, **more)
    if request.method == "POST" and form.is_valid():
        given = _typed(request, form)
        read, is_right = given.pop("round"), given.pop("value") == "yes"
        if read not in (None, decision.round):      # a yes counts for what stood on the page
            form.add_error("value", _("It was changed since you opened this page. Please look again."))
            form.data = form.data.copy() | {"round": decision.round}
        else:
            try:
                actions.say_seen(decision, at=now(), is_right=is_right, **given)
            except NotAllowedNow as refusal:
                form.add_error(None, str(refusal.why))
            else:
                messages.success(request, _("Thank you. It is noted.") if is_right else _("Thank you. It gets an answer."))
                return redirect(decision)
    return ask(request, form, title=_("Is it right what was changed?"), section=decision.title, back=decision,
               template="programmes/decisions/seen.html", decision=decision, changes=decision.changes.order_by("at", "pk"))  # type: ignore[attr-defined]


@allowed(may_say_seen, find=the_decision)
def seen(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    """The word of one of the pair, or of a lay member of the Advisory Group where no workstream is concerned."""
    return _seen(request, decision, SeenForm)


@allowed(may_note_seen, find=the_decision)
def seen_note(request: HttpRequest, decision: DecisionRecord) -> HttpResponse:
    return _seen(request, decision, NoteSeenForm, people=lookers(decision, day_of(now())))


@allowed(may_answer_seen, find=the_word)
def no_answer(request: HttpRequest, word: DecisionSeen) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_seen(word, by=request.user.partner, at=now(), answer=form.cleaned_data["answer"])
        messages.success(request, _("Answered. It stands beside what they said."))
        return redirect(word.decision)
    return ask(request, form, title=_("Answer a “no”"), section=word.decision.title, back=word.decision, intro=word.text)
