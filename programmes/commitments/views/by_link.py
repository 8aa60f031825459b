"""The owner says how a promise stands by the link of the mail, without signing in, for this one report."""

import hmac

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Partner
from partners.people.models import Through
from programmes.commitments import actions
from programmes.commitments.forms import ReportForm
from programmes.commitments.models import Commitment
from programmes.commitments.notices.rows import owners_of
from programmes.commitments.policies import is_reported
from programmes.nominations.views.doors import NOMINATING
from programmes.programme.lifecycles import ProgrammeState


def _whose(token: str, it: Commitment | None) -> Partner | None:
    """Whose link it is: of those who keep the promise today, for the report that is due, while it works."""
    on = day_of(now())
    if it is None or not it.link_works(on) or not is_reported(it) or it.programme.state == ProgrammeState.CLOSED:
        return None
    given = token.encode("utf-8", "surrogatepass")
    return next((each for each in owners_of(it, on) if hmac.compare_digest(it.token_to_report(each).encode(), given)), None)


@open_to_all
def report(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    """Looking does nothing. The link is spent once the report is given, when somebody else keeps the promise, and after four weeks."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    it = Commitment.objects.whole().one_or_none(ref=ref)
    person = _whose(token, it)
    if it is None or person is None:
        failed(request)
        return render(request, "programmes/commitments/link_closed.html", status=410)
    given = it.reports_given()
    form, done = ReportForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(it, by=person, at=now(), through=Through.LINK, after=given, **form.cleaned_data)
        except NotAllowedNow as refusal:
            form.add_error("stands", str(refusal.why))
        else:
            done = True
            messages.success(request, _("Thank you. It is noted. You may close this page."))
    response = render(request, "programmes/commitments/by_link.html", {"it": it, "person": person, "form": form, "done": done})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"      # with none, a browser would not say where the form was sent from
    response.headers["X-Robots-Tag"] = "noindex"
    return response
