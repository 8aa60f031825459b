"""The days that a programme keeps free."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from programmes.meetings import actions
from programmes.meetings.forms import FreeDaysForm
from programmes.meetings.models import FreeDays
from programmes.meetings.policies import may_keep_free, may_plan_there_again
from programmes.programme.models import Programme
from programmes.programme.policies import may_read
from programmes.programme.views.doors import the_programme


def the_free_days(user: Any, ref: str) -> FreeDays:
    found = get_object_or_404(FreeDays.objects.select_related("programme"), ref=ref)
    the_programme(user, found.programme.slug)
    return found


@allowed(may_read, find=the_programme)
def free_days(request: HttpRequest, programme: Programme) -> HttpResponse:
    rows = FreeDays.objects.standing().filter(programme=programme, until_on__gte=day_of(now())).order_by("from_on", "pk")
    return render(request, "programmes/meetings/free_days.html", {
        "programme": programme, "rows": rows, "may_write": may_keep_free(request.user, programme)})


@allowed(may_keep_free, find=the_programme)
def free_days_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = FreeDaysForm(request.POST or None)
    back = reverse("programmes:free-days", args=[programme.slug])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.keep_free(programme, by=request.user.partner, at=now(), words=given["words"], from_on=given["from_on"],
                          until_on=given["until_on"], ref=given["once"])
        messages.success(request, _("Noted. Whoever plans a meeting on these days is warned."))
        return redirect(back)
    return ask(request, form, title=_("Which days should stay free?"), section=programme.name, back=back)


@require_POST
@allowed(may_plan_there_again, find=the_free_days)
def free_days_remove(request: HttpRequest, free: FreeDays) -> HttpResponse:
    actions.plan_there_again(free, by=request.user.partner, at=now())
    messages.success(request, _("These days are not kept free any more."))
    return redirect("programmes:free-days", free.programme.slug)
