"""For who runs the call: a list of people as a file, checked before anything is written, with what to mend, and undone as a whole."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.uploads import owner
from coprod.post.actions import nudged
from programmes.calls.models import Call
from programmes.calls.policies import may_run_call
from programmes.calls.views import is_valid_with_file, the_call
from programmes.nominations.actions import OVER
from programmes.nominations.actions import lists as actions
from programmes.nominations.forms import UploadList
from programmes.nominations.forms.lists import COLUMNS, errors_as_csv
from programmes.nominations.lifecycles import BATCH, BatchState
from programmes.nominations.models import NominationBatch
from programmes.nominations.policies import may_run_batch
from programmes.nominations.showing import state_of
from programmes.nominations.tasks import take_in_lists
from programmes.nominations.views.doors import the_batch

MOST_SHOWN = 50


@allowed(may_run_call, find=the_call)
def list_new(request: HttpRequest, call: Call) -> HttpResponse:
    """Send the file; it is checked, and nothing is written yet."""
    if not call.is_open(now()):
        raise NotAllowedNow("check", OVER)
    form = UploadList(request.POST if request.method == "POST" else None, request.FILES or None, owner=owner(request.user))
    if request.method == "POST" and is_valid_with_file(form):
        try:
            return redirect(actions.check_list(call, form.cleaned_data["file"], by=request.user.partner, at=now()))
        except ValidationError as refusal:
            form.add_error("file", refusal)
    return ask(request, form, title=_("Take in a list of people"), section=call.title(), submit=_("Check the list"),
               back=reverse("programmes:register", args=[call.ref]),
               intro=_("The first row names the columns: %(names)s. Nothing is written until you have seen what the check finds.") % {
                   "names": ", ".join(COLUMNS)})


@allowed(may_run_batch, find=the_batch)
def batch(request: HttpRequest, batch: NominationBatch) -> HttpResponse:
    """What the check found, how far the taking in is, and the way to undo it."""
    wrong = [row for row in actions.rows_of(batch, at=now()) if row.wrong] if batch.state == BatchState.CHECKED else []
    offers = BATCH.offers(batch.state)
    return render(request, "programmes/nominations/batch.html", {
        "batch": batch, "call": batch.call, "programme": batch.call.programme, "state": state_of(batch), "offers": offers,
        "head": [_("Row"), _("Name"), _("What to mend")],
        "wrong": [(row.number, row.values.get("name", ""), row.wrong) for row in wrong[:MOST_SHOWN]],
        "left": batch.rows - batch.done if batch.state == BatchState.DONE else 0,
        "most": MOST_SHOWN if len(wrong) > MOST_SHOWN else 0, "percent": round(100 * batch.done / batch.rows) if batch.rows else 0})


@allowed(may_run_batch, find=the_batch)
def batch_errors(request: HttpRequest, batch: NominationBatch) -> HttpResponse:
    """The rows that were left out, as a file, with what to mend beside each."""
    rows = [row for row in actions.rows_of(batch, at=now()) if row.wrong] if batch.state == BatchState.CHECKED else []
    if not rows:
        raise NotAllowedNow("errors", _("There are no rows to mend, or the list was settled already."))
    response = HttpResponse("\ufeff" + errors_as_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="to-mend.csv"'
    return response


@require_POST
@allowed(may_run_batch, find=the_batch)
def batch_run(request: HttpRequest, batch: NominationBatch) -> HttpResponse:
    actions.run_batch(batch, by=request.user.partner, at=now())
    nudged(take_in_lists)
    messages.success(request, _("The list is being taken in. This page says how far it is."))
    return redirect(batch)


@require_POST
@allowed(may_run_batch, find=the_batch)
def batch_undo(request: HttpRequest, batch: NominationBatch) -> HttpResponse:
    left = actions.undo_batch(batch, by=request.user.partner, at=now())
    messages.success(request, _("The list is undone. %(n)d people had answered already: they stay.") % {"n": left} if left
                     else _("The list is undone. Nothing of it is left."))
    return redirect(batch)


@require_POST
@allowed(may_run_batch, find=the_batch)
def batch_discard(request: HttpRequest, batch: NominationBatch) -> HttpResponse:
    actions.discard_batch(batch, by=request.user.partner, at=now())
    messages.success(request, _("The list is discarded. Nothing was written."))
    return redirect("programmes:register", batch.call.ref)
