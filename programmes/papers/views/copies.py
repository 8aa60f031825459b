"""A paper in other forms: wanted, ready, not possible; and the file, for those who read the paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.uploads import owner
from programmes.calls.views import is_valid_with_file
from programmes.papers import actions
from programmes.papers.forms import BecauseForm, CopyReady, WantPaperCopy
from programmes.papers.lifecycles import FormState
from programmes.papers.models import Paper, PaperCopy
from programmes.papers.policies import may_change_paper, may_download, may_run_paper_copy
from programmes.papers.views.doors import the_paper, the_paper_copy


@allowed(may_change_paper, find=the_paper)
def copy_new(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Note which form is needed. On the next page it is put there, or it is said that it comes later."""
    form = WantPaperCopy(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.want_copy(paper, by=request.user.partner, at=now(), **form.cleaned_data)
        except NotAllowedNow as refusal:
            form.add_error("form", str(refusal.why))
        else:
            messages.success(request, _("It is on the list of forms to be made."))
            return redirect(paper)
    return ask(request, form, title=_("The paper in another form"), section=paper.title, back=paper, submit=_("Put it on the list"))


@allowed(may_run_paper_copy, find=the_paper_copy)
def copy_ready(request: HttpRequest, copy: PaperCopy) -> HttpResponse:
    form = CopyReady(request.POST if request.method == "POST" else None, request.FILES or None, owner=owner(request.user))
    if request.method == "POST" and is_valid_with_file(form):
        facts = {name: form.cleaned_data.get(name) or "" for name in ("link", "file", "content_type")}
        actions.copy_is_ready(copy, by=request.user.partner, at=now(), **facts)
        messages.success(request, _("Noted: it is ready."))
        return redirect(copy.paper)
    return ask(request, form, title=_("It is ready: %(form)s") % {"form": copy.name}, section=copy.paper.title, back=copy.paper)


@allowed(may_run_paper_copy, find=the_paper_copy)
def copy_impossible(request: HttpRequest, copy: PaperCopy) -> HttpResponse:
    if not copy.offers("give_up"):
        raise NotAllowedNow("give_up")
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.copy_is_not_possible(copy, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Noted, with the reason."))
        return redirect(copy.paper)
    return ask(request, form, title=_("It is not possible: %(form)s") % {"form": copy.name}, section=copy.paper.title, back=copy.paper)


@allowed(may_download, find=the_paper_copy)
@require_GET
def copy(request: HttpRequest, copy: PaperCopy) -> HttpResponse:
    """The file. Who may read the paper now is asked each time."""
    if copy.state != FormState.MADE or not copy.file:
        raise Http404
    response = FileResponse(copy.file.open("rb"), as_attachment=True, filename=copy.file_name, content_type=copy.content_type)
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
                        ("Cache-Control", "private, no-store")):
        response.headers[name] = value
    return response
