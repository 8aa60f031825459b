"""Every kind of message, pausing one or all, and what will be sent in the days ahead."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.post.actions import nudged
from coprod.post.catalogue import Topic, kind_of, kinds
from coprod.post.models import Pause
from programmes.messages.actions import pause_messages, resume_messages
from programmes.messages.catalogue import AHEAD_DAYS
from programmes.messages.forms import PauseForm
from programmes.messages.models import ExpectedMessage
from programmes.messages.policies import expected_in, may_run_messages
from programmes.messages.policies.wording import changed_in, may_be_worded
from programmes.messages.showing import people_called
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme

DAYS_ON_A_PAGE = 100        # rows


def _pauses(programme: Programme) -> list[Pause]:
    return list(Pause.objects.running().filter(book=programme.ref).order_by("at"))


@allowed(may_run_messages, find=the_programme)
def catalogue(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Each kind: when, to whom, whether it can be switched off, who hears when nothing follows; and which are paused, and why."""
    pauses = _pauses(programme)
    paused, names = {each.kind: each for each in pauses}, people_called({each.by for each in pauses})
    changed = changed_in(programme)
    topics = [(topic.label, [(each, paused.get(each.name), each.name in changed, bool(may_be_worded(each.name)))
                             for each in kinds.values() if each.topic == topic]) for topic in Topic]
    return render(request, "programmes/messages/kinds.html", {
        "programme": programme, "topics": [(label, rows) for label, rows in topics if rows], "everything": paused.get(""),
        "pauses": [(each, str(kind_of(each.kind).trigger) if each.kind else _("All messages of the programme"), names[each.by].name
                    if each.by in names else "") for each in pauses]})


@allowed(may_run_messages, find=the_programme)
def pause(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Let a kind (or, without one, everything) wait, with the reason."""
    name = request.GET.get("kind", "")
    if name and name not in kinds:
        raise Http404
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pause_messages(programme, kind=name, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("They wait from now on. Nothing is lost."))
        return redirect("programmes:message-kinds", programme.slug)
    what = str(kind_of(name).trigger) if name else _("All messages of the programme")
    return ask(request, form, title=_("Pause messages"), section=programme.name, intro=what, submit=_("Pause them"),
               back=f"/programmes/{programme.slug}/messages/kinds/", template="programmes/messages/pause.html")


@require_POST
@allowed(may_run_messages, find=the_programme)
def resume(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What waited goes out."""
    it = get_object_or_404(Pause.objects.running(), book=programme.ref, ref=request.POST.get("pause", ""))
    resume_messages(programme, it, by=request.user.partner, at=now())
    messages.success(request, _("They go out again, what waited too."))
    return redirect("programmes:message-kinds", programme.slug)


@allowed(may_run_messages, find=the_programme)
def ahead(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who would get what in the next fourteen days if nobody did anything, day by day."""
    start, today = number(request.GET.get("from", "")), day_of(now())
    found = expected_in(request.user, programme, on=today)
    rows = list(found.filter(on__gt=today).order_by("on", "kind", "pk")[start:start + DAYS_ON_A_PAGE + 1])
    shown = rows[:DAYS_ON_A_PAGE]
    people = people_called({each.to for each in shown})
    days = [(day, [(each, str(kind_of(each.kind).trigger), people.get(each.to)) for each in group])
            for day, group in groupby(shown, key=lambda each: each.on)]
    newest: Any = ExpectedMessage.objects.order_by("-reckoned_at").values_list("reckoned_at", flat=True).first()
    return render(request, "programmes/messages/ahead.html", {
        "programme": programme, "days": days, "reckoned_at": newest, "n_days": AHEAD_DAYS, "start": start,
        "before": max(start - DAYS_ON_A_PAGE, 0), "next": start + DAYS_ON_A_PAGE if len(rows) > DAYS_ON_A_PAGE else 0})


@require_POST
@allowed(may_run_messages, find=the_programme)
def reckon(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Reckon it anew, soon: a worker does it."""
    from programmes.messages.tasks import expect_messages

    nudged(expect_messages)
    messages.success(request, _("It is being reckoned. Look again in a minute."))
    return redirect("programmes:messages-ahead", programme.slug)
