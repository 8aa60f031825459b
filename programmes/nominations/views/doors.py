"""The locks of pages that are reached by a link without an account, and the finders of the register."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Candidate
from programmes.calls.models import CallRequest
from programmes.nominations.models import Nomination, NominationBatch
from programmes.nominations.policies import shown_to
from programmes.programme.views.doors import the_one

Page = Callable[..., HttpResponse]
NOMINATING = "nominating"       # of ACCOUNT_RATE_LIMITS: visits of such pages from one address


def by_token(find: Callable[[str], Any], closed: str) -> Callable[[Page], Page]:
    def lock(page: Page) -> Page:
        @open_to_all
        @wraps(page)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            """Looking does nothing, so a mail scanner cannot use the link up. Who tries links is turned away after a while."""
            if too_many(request, NOMINATING):
                return render(request, "429.html", status=429)
            found = find(token)
            if found is None:
                failed(request)
                return render(request, closed, status=410)
            try:
                response = page(request, found, token)
            except NotAllowedNow as refusal:
                response = render(request, "409.html", {"why": refusal.why}, status=409)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return lock


def _candidate(token: str) -> Candidate | None:
    """Whose link it is; of two records that became one, the one that is left."""
    known = Candidate.objects.known()
    found: Candidate | None = known.with_token(token).first()
    return found or known.filter(pk__in=Candidate.objects.with_token(token).values("merged_into")).first()


def _request(token: str) -> CallRequest | None:
    """A request that was sent, whatever became of its call: its page says so."""
    return CallRequest.objects.with_token(token).filter(sent_at__isnull=False).select_related(
        "call__programme", "organisation", "contact").first()


by_link = by_token(_candidate, "programmes/nominations/link_closed.html")              # the person's own
by_request_link = by_token(_request, "programmes/nominations/link_closed.html")        # an organisation's


def the_nomination(user: Any, ref: str) -> Nomination:
    """A nomination of one's programme; one that is hidden from the reader is not there."""
    found: Nomination = the_one(user, shown_to(user, Nomination.objects.select_related(
        "call__programme", "candidate__partner", "profile__group", "request__organisation", "received_by")),
        lambda nomination: nomination.call.programme, ref=ref)
    return found


def the_batch(user: Any, ref: str) -> NominationBatch:
    found: NominationBatch = the_one(user, NominationBatch.objects.select_related("call__programme"),
                                     lambda batch: batch.call.programme, ref=ref)
    return found
