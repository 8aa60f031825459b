"""What readers say about a chapter, and the answer of an author."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.contributions.policies.contributions import lay_people_of
from programmes.toolkit import actions
from programmes.toolkit.forms import AnswerForm, CommentForm, NoteCommentForm
from programmes.toolkit.models import Chapter, ChapterComment
from programmes.toolkit.policies.chapters import (
    may_answer_comment,
    may_comment,
    may_note_comment,
    reads_drafts,
    today,
)
from programmes.toolkit.views.doors import the_chapter, the_comment


def _number(request: HttpRequest, chapter: Chapter) -> int:
    """The version that this reader reads."""
    return chapter.version if reads_drafts(request.user, chapter.programme) else chapter.public_number or chapter.version


@allowed(may_comment, find=the_chapter)
def chapter_comment(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.comment_on(chapter, by=request.user.partner, at=now(), number=_number(request, chapter),     # type: ignore[union-attr]
                           text=form.cleaned_data["text"], ref=form.cleaned_data["once"])
        messages.success(request, _("Thank you. An author answers you here."))
        return redirect(chapter)
    return ask(request, form, title=_("Say something about it"), section=chapter.title, back=chapter, submit=_("Send it"))


@allowed(may_note_comment, find=the_chapter)
def chapter_comment_note(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """As a lay partner says it by phone, by letter or in person."""
    form = NoteCommentForm(request.POST or None, people=lay_people_of(chapter.programme, today()))
    if request.method == "POST" and form.is_valid():
        actions.comment_on(chapter, by=form.cleaned_data["who"], at=now(), number=_number(request, chapter), text=form.cleaned_data["text"],
                           through=form.cleaned_data["through"], noted_by=request.user.partner,     # type: ignore[union-attr]
                           ref=form.cleaned_data["once"])
        messages.success(request, _("Noted. They are told."))
        return redirect(chapter)
    return ask(request, form, title=_("Write down what somebody says about it"), section=chapter.title, back=chapter,
               submit=_("Write it down"))


@allowed(may_answer_comment, find=the_comment)
def chapter_comment_answer(request: HttpRequest, comment: ChapterComment) -> HttpResponse:
    if comment.answered_at is not None:
        raise NotAllowedNow("answer", _("It is answered."))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_comment(comment, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("Your answer stands beside it. They are told."))
        return redirect(comment.chapter)
    return ask(request, form, title=_("Answer a reader"), section=comment.chapter.title, back=comment.chapter, intro=comment.text,
               submit=_("Send the answer"))
