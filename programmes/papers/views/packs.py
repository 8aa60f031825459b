"""The papers of a meeting go out, and are read together: the pack, as a page and in print."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.saying import day
from programmes.meetings.models import Meeting
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting, to
from programmes.papers import actions
from programmes.papers.forms import ReleaseForm
from programmes.papers.policies import may_read_papers, may_write_papers
from programmes.papers.showing.pack import has_log, pack_of
from programmes.papers.showing.pages import before_release, forms_needed
from programmes.papers.showing.printed import as_pdf


@allowed(may_write_papers, find=the_meeting)
def release(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What is ready, what is missing, what would be late; then all go out together."""
    at = now()
    before = before_release(request.user, meeting, at=at)
    if not before.is_open:
        raise NotAllowedNow("release", _("Papers go out once the meeting is announced, and not if it is cancelled."))
    drafts = [each.paper for each in before.drafts]
    form = ReleaseForm(request.POST if request.method == "POST" else None, meeting=meeting, drafts=drafts, due_on=before.due_on,
                       asks_log=before.asks_log, was_held=before.was_held, at=at,
                       log_in_pack=before.asks_log and has_log(meeting, at=at),
                       titles={each.paper.pk: each.title for each in before.drafts})
    if request.method == "POST" and drafts and form.is_valid():
        actions.release_papers(meeting, list(form.cleaned_data["papers"]), by=request.user.partner, at=at, **form.facts())
        messages.success(request, _("Noted. Nobody is told, because the meeting was held.") if before.was_held else _(
            "The papers are out. Everybody who is asked to the meeting is told."))
        return to(meeting)
    intro = _("They are due on %(day)s.") % {"day": day(before.due_on)}
    return ask(request, form, title=_("Release the papers"), section=f"{meeting.name}, {when(meeting)}", back=meeting, intro=intro,
               submit=_("Note it") if before.was_held else _("Release them, and tell everybody"), before=before,
               needed=forms_needed(meeting), meeting=meeting, template="programmes/papers/release.html")


@allowed(may_read_papers, find=the_meeting)
@require_GET
def pack(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One page: the agenda, where and when, and each paper, with headings in order, so that it can be read out from top to bottom."""
    return render(request, "programmes/papers/pack.html", {"meeting": meeting, "pack": pack_of(request.user, meeting, at=now())})


@allowed(may_read_papers, find=the_meeting)
@require_GET
def pack_pdf(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The same for those who want post: tagged, in 14 point, with page numbers."""
    found = pack_of(request.user, meeting, at=now())
    if not found.papers and not found.parts:
        raise Http404
    response = FileResponse(BytesIO(as_pdf(found)), as_attachment=True, filename=f"papers-{meeting.on:%Y-%m-%d}.pdf",
                            content_type="application/pdf")
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Cache-Control", "private, no-store")):
        response.headers[name] = value
    return response


