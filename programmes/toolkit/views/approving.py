"""A lay co-author is asked, and says whether everybody may read a chapter; a "no" is answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.toolkit import actions
from programmes.toolkit.forms import AnswerForm, NoteSayForm, SayForm
from programmes.toolkit.models import Chapter, ChapterWord
from programmes.toolkit.policies.chapters import (
    lay_authors_of,
    may_answer_no,
    may_change,
    may_note_say,
    may_say,
)
from programmes.toolkit.showing.published import with_pieces
from programmes.toolkit.views.doors import the_chapter, the_word

TEMPLATE = "programmes/toolkit/ask.html"


@require_POST
@allowed(may_change, find=the_chapter)
def chapter_ask(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    actions.ask_for_approval(chapter, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Its lay co-authors are asked."))
    return redirect(chapter)


@require_POST
@allowed(may_change, find=the_chapter)
def chapter_take_back(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    actions.take_back(chapter, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("It is a draft again."))
    return redirect(chapter)


def _waits(chapter: Chapter) -> None:
    if not chapter.offers("refuse"):
        raise NotAllowedNow("say", _("It waits for nobody’s word now."))


def _said(request: HttpRequest, chapter: Chapter, form: Any, **who: Any) -> HttpResponse | None:
    """The word, kept; None while it was said of words that do not stand there any more."""
    try:
        word = actions.say_on_chapter(chapter, at=now(), seen=form.cleaned_data["seen"], is_yes=form.cleaned_data["value"] == "yes",
                                      text=form.cleaned_data["text"] if form.cleaned_data["value"] == "no" else "", **who)
    except NotAllowedNow as refusal:
        chapter.refresh_from_db(fields=["version", "state"])
        _waits(chapter)
        form.add_error(None, str(refusal.why))
        form.data = form.data.copy() | {"seen": chapter.version}
        return None
    messages.success(request, _("Thank you. It may be published now.") if word.is_yes else _("Thank you. Somebody answers."))
    return redirect(chapter)


@allowed(may_say, find=the_chapter)
def chapter_say(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    _waits(chapter)
    form = SayForm(request.POST or None, initial={"seen": chapter.version})
    done = _said(request, chapter, form, by=request.user.partner) if request.method == "POST" and form.is_valid() else None    # type: ignore[union-attr]
    return done or ask(request, form, title=_("May everybody read it?"), section=chapter.programme.name, back=chapter, submit=_("Say so"),
                       template=TEMPLATE, chapter=chapter, pieces=with_pieces(chapter.text))


@allowed(may_note_say, find=the_chapter)
def chapter_say_note(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """The same, as a lay co-author says it by phone, by letter or in person."""
    _waits(chapter)
    form = NoteSayForm(request.POST or None, people=lay_authors_of(chapter), initial={"seen": chapter.version})
    done = None
    if request.method == "POST" and form.is_valid():
        done = _said(request, chapter, form, by=form.cleaned_data["who"], through=form.cleaned_data["through"],
                     noted_by=request.user.partner)     # type: ignore[union-attr]
    return done or ask(request, form, title=_("Write down what a lay co-author says"), section=chapter.programme.name, back=chapter,
                       submit=_("Write it down"), template=TEMPLATE, chapter=chapter, pieces=with_pieces(chapter.text))


@allowed(may_answer_no, find=the_word)
def chapter_no_answer(request: HttpRequest, word: ChapterWord) -> HttpResponse:
    if not word.is_open_no:
        raise NotAllowedNow("answer", _("It is answered."))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_no(word, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("Your answer stands beside the “no”. They are told."))
        return redirect(word.chapter)
    return ask(request, form, title=_("Answer a “no”"), section=word.chapter.title, back=word.chapter, intro=word.text,
               submit=_("Send the answer"))
