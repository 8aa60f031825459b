"""Adopters: who uses the toolkit, whom it named and when, what it adapted and learnt, and whether that is so."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.programme.models import Programme
from programmes.programme.policies import organisations_seen_by
from programmes.programme.views.doors import the_programme
from programmes.toolkit import actions
from programmes.toolkit.forms import (
    AdopterForm,
    AdopterNoteForm,
    AnswerForm,
    NewAdopterForm,
    NotedWordForm,
    NoteWordForm,
)
from programmes.toolkit.lifecycles import NoteState
from programmes.toolkit.models import Adopter, AdopterNote, AdopterWord
from programmes.toolkit.policies.adopters import (
    lay_speakers,
    may_answer_word,
    may_change_adopter,
    may_note_on_note,
    may_read_adopter,
    may_say_on_note,
    may_take_note_back,
)
from programmes.toolkit.policies.chapters import chapters_seen_by, may_work, today
from programmes.toolkit.showing.pages import adopter_context
from programmes.toolkit.views.book import to_book
from programmes.toolkit.views.doors import the_adopter, the_adopter_word, the_note

TEMPLATE = "programmes/toolkit/note.html"


@allowed(may_read_adopter, find=the_adopter)
def adopter(request: HttpRequest, adopter: Adopter) -> HttpResponse:
    return render(request, "programmes/toolkit/adopter.html", adopter_context(adopter, request.user))


@allowed(may_work, find=the_programme)
def adopter_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = NewAdopterForm(request.POST or None, organisations=organisations_seen_by(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_adopter(programme, by=request.user.partner, at=now(), ref=form.cleaned_data["once"], **form.facts())   # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error("name", str(refusal.why))
        else:
            messages.success(request, _("It is recorded. Say now whom it named, and when."))
            return redirect(made)
    return ask(request, form, title=_("Record who uses the toolkit"), section=programme.name, back=to_book(programme),
               submit=_("Record it"))


@allowed(may_change_adopter, find=the_adopter)
def adopter_change(request: HttpRequest, adopter: Adopter) -> HttpResponse:
    form = AdopterForm(request.POST or None, organisations=organisations_seen_by(request.user), initial={
        name: getattr(adopter, name) for name in ("name", "organisation", "lead_name", "starts_on")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_adopter(adopter, by=request.user.partner, at=now(), **form.facts())      # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error("name", str(refusal.why))
        else:
            messages.success(request, _("It is changed."))
            return redirect(adopter)
    return ask(request, form, title=_("Change what is recorded"), section=adopter.name, back=adopter, submit=_("Keep it"))


@allowed(may_change_adopter, find=the_adopter)
def adopter_note_new(request: HttpRequest, adopter: Adopter) -> HttpResponse:
    form = AdopterNoteForm(request.POST or None, today=today(), chapters=chapters_seen_by(request.user, adopter.programme).order_by(
        "position", "pk"))
    if request.method == "POST" and form.is_valid():
        actions.note_for_adopter(adopter, by=request.user.partner, at=now(), ref=form.cleaned_data["once"], **form.facts())  # type: ignore[union-attr]
        messages.success(request, _("It is written down. It counts when a lay partner who did not write it says that it is so."))
        return redirect(adopter)
    return ask(request, form, title=_("What does the adopter say?"), section=adopter.name, back=adopter, submit=_("Write it down"))


def _stands(note: AdopterNote) -> None:
    if note.state == NoteState.BACK:
        raise NotAllowedNow("say", _("It was taken back."))


def _said(request: HttpRequest, note: AdopterNote, form: Any, **who: Any) -> HttpResponse:
    is_so = form.cleaned_data["value"] == "yes"
    actions.say_on_note(note, at=now(), is_so=is_so, text="" if is_so else form.cleaned_data["text"], **who)
    messages.success(request, _("Thank you."))
    return redirect(note.adopter)


@allowed(may_say_on_note, find=the_note)
def adopter_note_say(request: HttpRequest, note: AdopterNote) -> HttpResponse:
    _stands(note)
    form = NoteWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _said(request, note, form, by=request.user.partner)      # type: ignore[union-attr]
    return ask(request, form, title=_("Is it so?"), section=note.adopter.name, back=note.adopter, submit=_("Say so"), template=TEMPLATE,
               note=note)


@allowed(may_note_on_note, find=the_note)
def adopter_note_say_note(request: HttpRequest, note: AdopterNote) -> HttpResponse:
    """As a lay partner says it by phone, by letter or in person; never written down by who wrote the note."""
    _stands(note)
    form = NotedWordForm(request.POST or None, people=lay_speakers(note))
    if request.method == "POST" and form.is_valid():
        return _said(request, note, form, by=form.cleaned_data["who"], through=form.cleaned_data["through"],
                     noted_by=request.user.partner)     # type: ignore[union-attr]
    return ask(request, form, title=_("Write down whether it is so"), section=note.adopter.name, back=note.adopter,
               submit=_("Write it down"), template=TEMPLATE, note=note)


@require_POST
@allowed(may_take_note_back, find=the_note)
def adopter_note_back(request: HttpRequest, note: AdopterNote) -> HttpResponse:
    actions.take_note_back(note, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("It is taken back, and does not count."))
    return redirect(note.adopter)


@allowed(may_answer_word, find=the_adopter_word)
def adopter_word_answer(request: HttpRequest, word: AdopterWord) -> HttpResponse:
    if not word.is_open_no:
        raise NotAllowedNow("answer", _("It is answered."))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_adopter_word(word, by=request.user.partner, at=now(), **form.cleaned_data)       # type: ignore[union-attr]
        messages.success(request, _("Your answer stands beside it. A lay partner is asked again."))
        return redirect(word.note.adopter)
    return ask(request, form, title=_("Answer a “not so”"), section=word.note.adopter.name, back=word.note.adopter, intro=word.text,
               submit=_("Send the answer"))
