"""Saying something about a paragraph or a whole paper, for oneself or written down for somebody; answering; taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.papers import actions
from programmes.papers.forms import AnswerForm, CommentForm, NoteCommentForm
from programmes.papers.models import Paper, PaperComment, PaperParagraph
from programmes.papers.policies import (
    may_answer_comment,
    may_comment,
    may_comment_there,
    may_note_comment,
    may_take_back_comment,
    who_may_say,
)
from programmes.papers.views.doors import the_comment, the_paper, the_paragraph

THANKS = gettext_lazy("Thank you. It stands below, and the author reads it.")


def _to(paper: Paper, comment: PaperComment) -> HttpResponse:
    return redirect(f"{paper.get_absolute_url()}#comment-{comment.ref}")


@allowed(may_comment_there, find=the_paragraph)
def paragraph_comment(request: HttpRequest, paragraph: PaperParagraph) -> HttpResponse:
    """About one paragraph, which stands above the box."""
    if paragraph.gone_in is not None:
        raise NotAllowedNow("say", _("This paragraph has other words now. Say it about the new ones."))
    form, paper = CommentForm(request.POST or None), paragraph.paper
    if request.method == "POST" and form.is_valid():
        comment = actions.say_about(paper, paragraph, by=request.user.partner, at=now(), text=form.cleaned_data["text"])
        messages.success(request, THANKS)
        return _to(paper, comment)
    return ask(request, form, title=_("Say something about this paragraph"), section=paper.title,
               back=f"{paper.get_absolute_url()}#p-{paragraph.ref}", template="programmes/papers/say.html", piece=paragraph)


@allowed(may_comment, find=the_paper)
def paper_comment(request: HttpRequest, paper: Paper) -> HttpResponse:
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment = actions.say_about(paper, by=request.user.partner, at=now(), text=form.cleaned_data["text"])
        messages.success(request, THANKS)
        return _to(paper, comment)
    return ask(request, form, title=_("Say something about the whole paper"), section=paper.title, back=paper)


@allowed(may_note_comment, find=the_paper)
def comment_note(request: HttpRequest, paper: Paper) -> HttpResponse:
    """What somebody says by phone, by letter or in person."""
    pieces = list(paper.paragraphs.standing())
    places = [(piece.ref, f"{piece.number}. {Truncator(piece.text).chars(60)}") for piece in pieces]
    form = NoteCommentForm(request.POST or None, people=who_may_say(paper), places=places)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        where = None if given["about"] == "whole" else get_object_or_404(PaperParagraph, paper=paper, ref=given["about"])
        comment = actions.say_about(paper, where, by=given["who"], at=now(), text=given["text"], through=given["through"],
                                    noted_by=request.user.partner)
        messages.success(request, _("Noted, with your name as who wrote it down."))
        return _to(paper, comment)
    return ask(request, form, title=_("Note what somebody says about this paper"), section=paper.title, back=paper)


@allowed(may_answer_comment, find=the_comment)
def comment_answer(request: HttpRequest, comment: PaperComment) -> HttpResponse:
    form = AnswerForm(request.POST or None, initial={"answer": comment.answer})
    if request.method == "POST" and form.is_valid():
        actions.answer_comment(comment, by=request.user.partner, at=now(), answer=form.cleaned_data["answer"])
        messages.success(request, _("Your answer stands below it. Whoever said it is told."))
        return _to(comment.paper, comment)
    return ask(request, form, title=_("Answer what was said"), section=comment.paper.title,
               back=f"{comment.paper.get_absolute_url()}#comment-{comment.ref}", template="programmes/papers/answer.html", comment=comment)


@require_POST
@allowed(may_take_back_comment, find=the_comment)
def comment_take_back(request: HttpRequest, comment: PaperComment) -> HttpResponse:
    actions.take_back_comment(comment, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It was taken back. Its words are gone."))
    return _to(comment.paper, comment)
