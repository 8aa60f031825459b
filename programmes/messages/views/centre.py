"""The message centre of a programme: what waits, is held, went out, failed or was not sent, and why; and one message by itself."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import Answer, allowed
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from coprod.post.catalogue import kind_of
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.messages.models import SentMessage
from partners.messages.showing import what_was_wrong
from partners.models import Partner
from programmes.messages.actions import tell_instead, try_again
from programmes.messages.catalogue import ON_A_PAGE
from programmes.messages.policies import may_run_messages, messages_in, messages_to
from programmes.messages.policies.troubles import may_go_after_all
from programmes.messages.showing import rows_of
from programmes.people.policies import may_log
from programmes.programme.models import Programme
from programmes.programme.policies import standing
from programmes.programme.views.doors import the_person, the_programme

GATHERS = Q(state__in=[State.WAITING, State.SENDING, State.GATHERED])
SHOWN: dict[str, tuple[Any, Q]] = {
    "waiting": (gettext_lazy("Waiting"), GATHERS), "by-hand": (gettext_lazy("To be told by phone or letter"), Q(state=State.BY_HAND)),
    "failed": (gettext_lazy("Could not be sent"), Q(state=State.FAILED)), "sent": (gettext_lazy("Sent or told"), Q(
        state__in=[State.SENT, State.TOLD])), "not-sent": (gettext_lazy("Not sent"), Q(state=State.DROPPED))}


def _shown(found: QuerySet[Message], request: HttpRequest) -> dict[str, Any]:
    """A page of the messages of one state, with how many there are of each. Six queries."""
    name = request.GET.get("show", "waiting")
    show = name if name in SHOWN else "waiting"
    counts = found.order_by().aggregate(**{key.replace("-", "_"): Count("pk", filter=which) for key, (_label, which) in SHOWN.items()})
    start = number(request.GET.get("from", ""))
    ahead = show == "waiting"
    page = list(found.filter(SHOWN[show][1]).order_by(*(("due_at", "pk") if ahead else ("-due_at", "-pk")))[start:start + ON_A_PAGE + 1])
    paused = set(Message.objects.filter(pk__in=[each.pk for each in page]).paused().values_list("pk", flat=True)) if ahead else set()
    return {"rows": rows_of(page[:ON_A_PAGE], paused=paused), "show": show, "start": start, "before": max(start - ON_A_PAGE, 0),
            "next": start + ON_A_PAGE if len(page) > ON_A_PAGE else 0,
            "states": [(key, label, counts[key.replace("-", "_")]) for key, (label, _which) in SHOWN.items()]}


@allowed(may_run_messages, find=the_programme)
def centre(request: HttpRequest, programme: Programme) -> HttpResponse:
    found = messages_in(request.user, programme, on=day_of(now()))
    return render(request, "programmes/messages/centre.html", _shown(found, request) | {"programme": programme})


@allowed(may_log, find=the_person)
def of_person(request: HttpRequest, person: Partner) -> HttpResponse:
    """What was sent to the person, waits for them or was not sent, in the programmes that the reader manages."""
    found = messages_to(request.user, person, on=day_of(now()))
    return render(request, "programmes/messages/of_person.html", _shown(found, request) | {"person": person})


def _the_message(user: Any, pk: int) -> Message:
    programmes = Programme.objects.filter(pk__in={role.programme for role in standing(user).roles})
    message = get_object_or_404(Message.objects.filter(book__in=programmes.values("ref")), pk=pk)
    programme = programmes.get(ref=message.book)
    return get_object_or_404(messages_in(user, programme, on=day_of(now())), pk=message.pk)


def _may_run_it(user: Any, message: Message) -> Answer:
    programme = Programme.objects.one_or_none(ref=message.book)
    if programme is None:
        raise Http404
    return may_run_messages(user, programme)


@allowed(_may_run_it, find=_the_message)
def message(request: HttpRequest, it: Message) -> HttpResponse:
    """One message: to whom, why this kind exists, what became of it, and what it said or would say now."""
    copy = SentMessage.objects.filter(message=it.digest_id or it.pk).first()     # type: ignore[attr-defined]
    words = None if copy else registry.words[it.kind](it)
    waits = it.state in (State.WAITING, State.GATHERED)
    paused = {it.pk} if waits and Message.objects.filter(pk=it.pk).paused().exists() else set()
    return render(request, "programmes/messages/message.html", {
        "row": rows_of([it], paused=paused)[0], "kind": kind_of(it.kind), "copy": copy, "words": words,
        "said": what_was_wrong(it), "may_mend": it.state == State.FAILED,
        "may_go": it.state == State.BY_HAND and may_go_after_all(it, now()),
        "paragraphs": copy.text.split("\n\n") if copy else [],
        "programme": Programme.objects.get(ref=it.book), "waits_by_hand": it.state == State.BY_HAND})


@require_POST
@allowed(_may_run_it, find=_the_message)
def again(request: HttpRequest, it: Message) -> HttpResponse:
    try_again(it, at=now())
    messages.success(request, _("It is tried again now."))
    return redirect("programmes:message", it.pk)


@require_POST
@allowed(_may_run_it, find=_the_message)
def by_hand(request: HttpRequest, it: Message) -> HttpResponse:
    tell_instead(it, at=now())
    messages.success(request, _("It stands on the list of what is told by phone or letter."))
    return redirect("programmes:message", it.pk)
