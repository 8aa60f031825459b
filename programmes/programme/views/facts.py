"""The programme itself: its facts, its focus, what is open and closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from programmes.programme import actions
from programmes.programme.forms import CloseProgramme, FocusForm, ProgrammeForm, ScopePointForm, WriteComment
from programmes.programme.models import FocusStatement, Programme, ScopePoint
from programmes.programme.policies import (
    may_change_scope,
    may_close,
    may_comment_on_focus,
    may_comment_on_statement,
    may_create_programme,
    may_read,
    may_run,
)
from programmes.programme.views.doors import the_latest_focus, the_programme, the_scope_point


@allowed(may_create_programme)
def new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme = actions.create_programme(by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The programme is set up. You are its manager."))
        return redirect(programme)
    return ask(request, form, title=_("Set up a programme"), back=reverse("programmes:programme-list"),
               submit=_("Set up the programme"),
               intro=_("You become its manager. You can change all of this later."))


@allowed(may_run, find=the_programme)
def change(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, instance=programme)
    if request.method == "POST" and form.is_valid():
        actions.change_programme(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(programme)
    return ask(request, form, title=_("Change the programme"), section=programme.name, back=programme)


@allowed(may_close, find=the_programme)
def close(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = CloseProgramme(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_programme(programme, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("The programme is closed. Everything stays readable."))
        return redirect(programme)
    return ask(request, form, title=_("Close the programme"), section=programme.name, back=programme, submit_kind="warning",
               submit=_("Close it for good"),
               intro=_("Its stages are not checked any more and nobody is reminded. It cannot be opened again."))


@allowed(may_read, find=the_programme)
def focus(request: HttpRequest, programme: Programme) -> HttpResponse:
    versions = list(programme.focus_statements.select_related("written_by").prefetch_related("comments__by").order_by("-version"))
    return render(request, "programmes/programme/focus.html", {
        "programme": programme, "versions": versions, "may_write": may_run(request.user, programme),
        "may_comment": may_comment_on_focus(request.user, programme)})


@allowed(may_run, find=the_programme)
def focus_write(request: HttpRequest, programme: Programme) -> HttpResponse:
    latest = programme.focus_statements.order_by("-version").first()
    initial = {name: getattr(latest, name) for name in FocusForm.Meta.fields} if latest else {"area": programme.area,
                                                                                               "ends_on": programme.ends_on}
    form = FocusForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.write_focus(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The focus statement is saved. Service-user leaders can comment on it now."))
        return redirect("programmes:focus", programme.slug)
    return ask(request, form, title=_("Write the focus statement"), section=programme.name,
               back=reverse("programmes:focus", args=[programme.slug]),
               intro=_("Each time you save, a new version is kept. Earlier ones stay, with their comments."))


@allowed(may_comment_on_statement, find=the_latest_focus)
def focus_comment(request: HttpRequest, statement: FocusStatement) -> HttpResponse:
    form = WriteComment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.comment_on_focus(statement, by=request.user.partner, at=now(), text=form.cleaned_data["text"])
        messages.success(request, _("Your comment is kept, with your name and today's date."))
        return redirect("programmes:focus", statement.programme.slug)
    return ask(request, form, title=_("Comment on the focus statement"), section=statement.programme.name,
               back=reverse("programmes:focus", args=[statement.programme.slug]), submit=_("Keep my comment"),
               template="programmes/programme/focus_comment.html", statement=statement)


@allowed(may_read, find=the_programme)
def scope(request: HttpRequest, programme: Programme) -> HttpResponse:
    points = list(programme.scope.filter(removed_at__isnull=True).order_by("status", "pk"))
    return render(request, "programmes/programme/scope.html", {
        "programme": programme, "points": points, "may_write": may_run(request.user, programme)})


@allowed(may_run, find=the_programme)
def scope_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = ScopePointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_scope_point(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The matter is on the list."))
        return redirect("programmes:scope", programme.slug)
    return ask(request, form, title=_("What is open, closed or not decided?"), section=programme.name,
               back=reverse("programmes:scope", args=[programme.slug]), submit=_("Put it on the list"))


@require_POST
@allowed(may_change_scope, find=the_scope_point)
def scope_remove(request: HttpRequest, point: ScopePoint) -> HttpResponse:
    actions.remove_scope_point(point, by=request.user.partner, at=now())
    messages.success(request, _("The matter is struck from the list. It stays on record."))
    return redirect("programmes:scope", point.programme.slug)
