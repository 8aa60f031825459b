"""A chapter: its page, its words and versions, and who writes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number, words
from coprod.kit.written import unexplained
from programmes.toolkit import actions
from programmes.toolkit.forms import AuthorSayForm, AuthorsForm, ChangeForm, NoteAuthorSayForm
from programmes.toolkit.models import Chapter, ChapterAuthor
from programmes.toolkit.policies.chapters import (
    may_add_authors,
    may_change,
    may_leave,
    may_read_chapter,
    may_read_versions,
    may_say_on_authorship,
    writers_of,
)
from programmes.toolkit.showing.comparing import changes_between
from programmes.toolkit.showing.pages import chapter_context
from programmes.toolkit.showing.published import with_pieces
from programmes.toolkit.views.book import to_book
from programmes.toolkit.views.doors import the_author, the_chapter


@allowed(may_read_chapter, find=the_chapter)
def chapter(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    return render(request, "programmes/toolkit/chapter.html", chapter_context(chapter, request.user, start=number(words(request, "from"))))


@allowed(may_change, find=the_chapter)
def chapter_change(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """New words are a new version. Whoever was quicker is not overwritten."""
    if not chapter.is_changeable():
        raise NotAllowedNow("change", _("It is changed as a draft, or while it is under review."))
    form = ChangeForm(request.POST or None, initial={"title": chapter.title, "text": chapter.text, "seen": chapter.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_chapter(chapter, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
            chapter.refresh_from_db(fields=["version"])
            form.data = form.data.copy() | {"seen": chapter.version}
        else:
            messages.success(request, _("It is kept. What it was before is kept too."))
            return redirect(chapter)
    return ask(request, form, title=_("Change the chapter"), section=chapter.programme.name, back=chapter, submit=_("Keep it"),
               template="programmes/toolkit/change.html", short=unexplained(chapter.text))


@require_POST
@allowed(may_change, find=the_chapter)
def chapter_up(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    actions.move_up(chapter, by=request.user.partner, at=now())     # type: ignore[union-attr]
    return redirect(to_book(chapter.programme))


@allowed(may_read_versions, find=the_chapter)
def chapter_compare(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """Two versions in one: what was taken out and what is new. Without a question: the last two."""
    versions = {each.number: each for each in chapter.versions.order_by("number")}
    after = number(words(request, "to")) or chapter.version
    before = number(words(request, "from")) or max((n for n in versions if n < after), default=after)
    if before not in versions or after not in versions:
        raise Http404
    old, new = versions[before], versions[after]
    return render(request, "programmes/toolkit/compare.html", {
        "chapter": chapter, "programme": chapter.programme, "old": old, "new": new, "versions": list(versions.values()),
        "changes": changes_between(f"# {old.title}\n\n{old.text}", f"# {new.title}\n\n{new.text}")})


# --- who writes it ----------------------------------------------------------------------------------------------------------------

@allowed(may_add_authors, find=the_chapter)
def chapter_authors(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    here = [each.partner_id for each in chapter.people()]
    form = AuthorsForm(request.POST or None, people=writers_of(chapter.programme).exclude(pk__in=here))
    if request.method == "POST" and form.is_valid():
        actions.ask_authors(chapter, form.cleaned_data["authors"], by=request.user.partner, at=now())       # type: ignore[union-attr]
        messages.success(request, _("They are asked."))
        return redirect(chapter)
    return ask(request, form, title=_("Ask more people to write it"), section=chapter.title, back=chapter, submit=_("Ask them"))


@allowed(may_say_on_authorship, find=the_author)
def chapter_author_say(request: HttpRequest, author: ChapterAuthor) -> HttpResponse:
    """By themselves, or as they say it to somebody who writes it down."""
    me = request.user.partner       # type: ignore[union-attr]
    is_own = me.pk == author.partner_id
    form: Any = (AuthorSayForm if is_own else NoteAuthorSayForm)(request.POST or None, initial={
        "value": {True: "yes", False: "no"}.get(author.agrees) if author.agrees is not None else None, "named": bool(author.named)})
    back = author.chapter.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        how = {} if is_own else {"through": form.cleaned_data["through"], "noted_by": me}
        actions.say_on_authorship(author, at=now(), agrees=form.cleaned_data["value"] == "yes", named=form.cleaned_data["named"], **how)
        messages.success(request, _("Thank you. It is as you say.") if is_own else _("Noted. They are told."))
        return redirect(back)
    return ask(request, form, title=_("Will you help to write this chapter?") if is_own else _("What does %(name)s say?") % {
        "name": author.partner.name}, section=author.programme.name, back=back, submit=_("Say so"),
        template="programmes/toolkit/ask.html", chapter=author.chapter, pieces=with_pieces(author.chapter.text))


@require_POST
@allowed(may_leave, find=the_author)
def chapter_author_leave(request: HttpRequest, author: ChapterAuthor) -> HttpResponse:
    actions.leave_chapter(author, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("Noted."))
    return redirect(to_book(author.programme))
