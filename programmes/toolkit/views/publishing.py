"""A chapter is published, looked at again, shared, withdrawn and taken up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import add_months, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.scanning import Found, refusal_of
from programmes.toolkit import actions
from programmes.toolkit.catalogue import REVIEW_MONTHS
from programmes.toolkit.forms import KeepForm, PublishForm, ReviewForm, ShareNoteForm, WithdrawForm
from programmes.toolkit.models import Chapter
from programmes.toolkit.policies.chapters import (
    lay_authors_of,
    may_change,
    may_note_share,
    may_publish,
    may_review,
    may_say,
    may_stop_sharing,
    may_withdraw,
    today,
    what_to_look_at,
)
from programmes.toolkit.views.doors import the_chapter


def _needs(chapter: Chapter, move: str, why: str) -> None:
    if not chapter.offers(move):
        raise NotAllowedNow(move, why)


def _finds(found: list[Found | str]) -> list[str]:
    """What was found, in words."""
    return [_("%(name)s (the name of a lay partner who has not said that it may stand here)") % {"name": each} if isinstance(each, str)
            else refusal_of([each]).partition(": ")[2] for each in found]


@allowed(may_publish, find=the_chapter)
def chapter_publish(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """After a look at what may lead to a person."""
    _needs(chapter, "publish", _("A lay co-author approves it first."))
    found = what_to_look_at(chapter, on=today())
    form = PublishForm(request.POST or None, found=found, today=today(), initial={"review_on": add_months(today(), REVIEW_MONTHS)})
    if request.method == "POST" and form.is_valid():
        actions.publish_chapter(chapter, by=request.user.partner, at=now(), review_on=form.cleaned_data["review_on"],   # type: ignore[union-attr]
                                was_looked_through=form.cleaned_data.get("was_looked_through", False))
        messages.success(request, _("It is published. Everybody can read it."))
        return redirect(chapter)
    return ask(request, form, title=_("Publish it"), section=chapter.title, back=chapter, submit=_("Publish it"),
               template="programmes/toolkit/publish.html", finds=_finds(found))


@allowed(may_review, find=the_chapter)
def chapter_review(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    _needs(chapter, "review", _("What is published is put under review."))
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.review_chapter(chapter, by=request.user.partner, at=now(), **form.cleaned_data)     # type: ignore[union-attr]
        messages.success(request, _("It is under review. Change it, or say that it is still right."))
        return redirect(chapter)
    return ask(request, form, title=_("Look at it again"), section=chapter.title, back=chapter, submit=_("Put it under review"))


@allowed(may_change, find=the_chapter)
def chapter_keep(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    _needs(chapter, "keep", _("Only what is under review is kept as it is."))
    form = KeepForm(request.POST or None, today=today(), initial={"review_on": add_months(today(), REVIEW_MONTHS)})
    if request.method == "POST" and form.is_valid():
        actions.keep_chapter(chapter, by=request.user.partner, at=now(), **form.cleaned_data)       # type: ignore[union-attr]
        messages.success(request, _("It stays as it is."))
        return redirect(chapter)
    return ask(request, form, title=_("It is still right"), section=chapter.title, back=chapter, submit=_("Keep it as it is"))


@allowed(may_withdraw, find=the_chapter)
def chapter_withdraw(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    _needs(chapter, "withdraw", _("It is withdrawn."))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_chapter(chapter, by=request.user.partner, at=now(), **form.cleaned_data)       # type: ignore[union-attr]
        messages.success(request, _("It is withdrawn. Nobody outside reads it."))
        return redirect(chapter)
    return ask(request, form, title=_("Withdraw it"), section=chapter.title, back=chapter, submit=_("Withdraw it"), submit_kind="warning")


@require_POST
@allowed(may_change, find=the_chapter)
def chapter_take_up(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    actions.take_up_chapter(chapter, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("It is a draft again."))
    return redirect(chapter)


@require_POST
@allowed(may_say, find=the_chapter)
def chapter_share(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    """The yes of a lay co-author."""
    actions.share_chapter(chapter, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("It stands in the toolkit of all programmes here too."))
    return redirect(chapter)


@allowed(may_note_share, find=the_chapter)
def chapter_share_note(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    if not chapter.is_public() or chapter.shared_at is not None:
        raise NotAllowedNow("share", _("What is published, and not shared yet, is shared."))
    form = ShareNoteForm(request.POST or None, people=lay_authors_of(chapter, anybody=True))
    if request.method == "POST" and form.is_valid():
        actions.share_chapter(chapter, by=form.cleaned_data["who"], at=now(), through=form.cleaned_data["through"],
                              noted_by=request.user.partner)        # type: ignore[union-attr]
        messages.success(request, _("Noted. They are told."))
        return redirect(chapter)
    return ask(request, form, title=_("Write down a lay co-author’s yes"), section=chapter.title, back=chapter, intro=_(
        "They let it stand in the toolkit of all programmes here."), submit=_("Write it down"))


@require_POST
@allowed(may_stop_sharing, find=the_chapter)
def chapter_share_stop(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    actions.stop_sharing(chapter, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It stands in the toolkit of this programme alone."))
    return redirect(chapter)
