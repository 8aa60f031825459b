"""Everybody who is told by phone or letter, and one call with its outcome."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.post.models import Message
from partners.models import Partner
from programmes.offline import actions
from programmes.offline.forms import TOLD, CallForm
from programmes.offline.models import LetterBatch
from programmes.offline.policies import may_ring_and_write, may_tell, runs, told_in
from programmes.offline.showing.tasks import LETTER, PHONE, Task, said_of, tasks_of
from programmes.people.policies import may_log
from programmes.people.showing.letter import said_in
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of

ON_A_PAGE = 25


def what_waits(user: Any, ref: str) -> list[Message]:
    """What that person is to be told in the programmes that the user runs."""
    found = list(told_in(runs(user), partner_of(user), on=day_of(now())).filter(to=ref).order_by("due_at", "pk"))
    if not found:
        raise Http404
    return found


@allowed(may_ring_and_write)
def offline(request: HttpRequest) -> HttpResponse:
    """Whom to call, what is due first at the top; letters to print, programme by programme; and printed letters that wait to be posted."""
    user, today = request.user, day_of(now())
    tasks = tasks_of(told_in(runs(user), partner_of(user), on=today).order_by("due_at", "pk"), on=today)
    calls, letters = ([each for each in tasks if each.way == way] for way in (PHONE, LETTER))
    start = number(request.GET.get("from", ""))
    mine = list(runs(user).order_by("name", "pk"))
    batches = LetterBatch.objects.printed().filter(programme__in=mine).select_related("programme", "printed_by").order_by(
        "-printed_at", "-pk")
    return render(request, "programmes/offline/offline.html", {
        "calls": calls[start:start + ON_A_PAGE], "count": len(calls), "start": start, "letters": letters,
        "to_print": [(each, *_counts(each, letters)) for each in mine if _counts(each, letters)[0]], "batches": batches,
        "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else "",
        "next": f"?from={start + ON_A_PAGE}" if len(calls) > start + ON_A_PAGE else ""})


def _counts(programme: Programme, letters: list[Task]) -> tuple[int, int]:
    """How many letters there are to print in the programme, and how many of them must go today."""
    open_ = [each for each in letters if any(message.book == programme.ref for message in each.open_letters)]
    return len(open_), sum(each.is_due_today for each in open_)


@allowed(may_tell, find=what_waits)
def call(request: HttpRequest, waits: list[Message]) -> HttpResponse:
    """Who to call, why, what to say, and what became of it. One call tells the person everything that waits for them."""
    at = now()
    found = tasks_of(waits, on=day_of(at))
    if not found:
        raise Http404
    task = found[0]
    form = CallForm(request.POST if request.method == "POST" else None, on=day_of(at), has_address=bool(task.person.address))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["outcome"] == TOLD:
            actions.told_in_a_call(task, by=request.user.partner, at=at)
            messages.success(request, _("Noted: they have been told."))
        else:
            actions.note_try(task, by=request.user.partner, at=at, **form.facts())
            messages.success(request, _("Noted. They stay on the list."))
        return redirect("programmes:offline")
    person = task.person
    return ask(request, form, title=person.name, section=_("Tell somebody by phone or letter"), back="/offline/", submit=_("Note it"),
               template="programmes/offline/call.html", task=task, said=said_in(task.messages, task.language),
               tries=[said_of(each) for each in task.tries],
               is_partner=isinstance(person, Partner), may_log=isinstance(person, Partner) and may_log(request.user, person),
               relay=person.channel == Partner.Channel.RELAY, greeting=person.greeting if isinstance(person, Partner) else person.name,
               me=request.user.partner)
