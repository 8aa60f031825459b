"""The book of a programme, and a chapter that is begun."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme
from programmes.toolkit import actions
from programmes.toolkit.forms import BeginForm
from programmes.toolkit.policies.chapters import may_read_toolkit, may_work, writers_of
from programmes.toolkit.showing.pages import toolkit_context


def to_book(programme: Programme) -> str:
    return reverse("programmes:toolkit", args=[programme.slug])


@allowed(may_read_toolkit, find=the_programme)
def toolkit(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "programmes/toolkit/toolkit.html", toolkit_context(programme, request.user))


@allowed(may_work, find=the_programme)
def chapter_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    me = request.user.partner       # type: ignore[union-attr]
    form = BeginForm(request.POST or None, people=writers_of(programme).exclude(pk=me.pk))
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("title", "text", "authors")}
        made = actions.begin_chapter(programme, by=me, at=now(), ref=form.cleaned_data["once"], **facts)
        messages.success(request, _("It is kept as a draft. Nobody outside reads it before a lay co-author says yes."))
        return redirect(made)
    return ask(request, form, title=_("Begin a chapter"), section=programme.name, back=to_book(programme), submit=_("Keep it as a draft"))
