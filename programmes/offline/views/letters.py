"""Letters that are printed together, and that they are in the post."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from programmes.offline import actions
from programmes.offline.actions import address_mark
from programmes.offline.models import LetterBatch
from programmes.offline.policies import may_handle, told_in
from programmes.offline.showing.printed import as_pdf, envelopes_of
from programmes.offline.showing.tasks import Task, tasks_of
from programmes.programme.models import Programme
from programmes.programme.policies import may_run, partner_of
from programmes.programme.views.doors import its_programme, the_one, the_programme


def the_batch(user: Any, ref: str) -> LetterBatch:
    found: LetterBatch = the_one(user, LetterBatch.objects.select_related("programme", "printed_by", "posted_by"), its_programme, ref=ref)
    return found


def in_it(batch: LetterBatch) -> list[Task]:
    """Whom the letters of the batch still tell: who was told otherwise meanwhile gets none."""
    its = batch.printed.values("message")       # type: ignore[attr-defined]
    return tasks_of(Message.objects.by_hand().filter(pk__in=its).order_by("due_at", "pk"), on=day_of(now()))


@require_POST
@allowed(may_run, find=the_programme)
def letters_print(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every letter that waits becomes one batch. Where nothing new waits, the batch that was printed last is shown again."""
    at, me = now(), partner_of(request.user)
    here = told_in(Programme.objects.filter(pk=programme.pk), me, on=day_of(at)).order_by("due_at", "pk")
    made = actions.print_letters(programme, here, by=request.user.partner, on=day_of(at), at=at)
    batch = made or LetterBatch.objects.printed().filter(programme=programme).order_by("-printed_at", "-pk").first()
    if batch is None:
        messages.info(request, _("No letter waits to be printed."))
        return redirect("programmes:offline")
    return redirect(batch)


@allowed(may_handle, find=the_batch)
@require_GET
def letters(request: HttpRequest, batch: LetterBatch) -> HttpResponse:
    """Whose letters are in it; print them, and then say that they are in the post."""
    marks = dict(batch.printed.values_list("message", "address"))       # type: ignore[attr-defined]
    tasks = sorted(in_it(batch) if batch.waits() else [], key=lambda task: (task.person.name, task.person.ref))
    rows = [(each, any(marks[message.pk] != address_mark(each.person) for message in each.messages)) for each in tasks]
    return render(request, "programmes/offline/letters.html", {
        "batch": batch, "rows": rows, "count": sum(not changed for _each, changed in rows)})


@allowed(may_handle, find=the_batch)
@require_GET
def letters_pdf(request: HttpRequest, batch: LetterBatch) -> HttpResponse | FileResponse:
    """The letters to print: the same however often they are asked for, until they are posted or put back."""
    found = envelopes_of(batch, in_it(batch)) if batch.waits() else []
    if not found:
        raise Http404
    return FileResponse(BytesIO(as_pdf(batch, found)), as_attachment=True, filename=f"letters-{batch.printed_at:%Y-%m-%d}.pdf",
                        content_type="application/pdf")


@require_POST
@allowed(may_handle, find=the_batch)
def letters_posted(request: HttpRequest, batch: LetterBatch) -> HttpResponse:
    sent, stays = actions.post_letters(batch, by=request.user.partner, at=now())
    messages.success(request, ngettext("Noted: %(n)d letter is in the post.", "Noted: %(n)d letters are in the post.", sent) % {"n": sent})
    if stays:
        messages.warning(request, _("The details of these people have changed since the letters were printed, so they stay on the list: "
                                    "%(names)s. Print a new letter for them.") % {"names": ", ".join(stays)})
    return redirect("programmes:offline")


@require_POST
@allowed(may_handle, find=the_batch)
def letters_back(request: HttpRequest, batch: LetterBatch) -> HttpResponse:
    actions.put_letters_back(batch, by=request.user.partner, at=now())
    messages.success(request, _("The letters are on the list again."))
    return redirect("programmes:offline")
