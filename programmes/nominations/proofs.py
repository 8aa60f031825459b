"""Standards 4.3 to 4.6: was the call sent to all three sectors, may people put themselves forward, is it there in accessible forms, and
is each nomination on record with the person's consent?

A call belongs to a round of stage 4 by its cycle. That people may put themselves forward counts from a later call, too: the way is open.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from coprod.kit.clock import start_of
from coprod.post.models import Message
from programmes.calls.lifecycles import CopyState
from programmes.calls.models import Call, CallCopy, CallRequest
from programmes.calls.policies import SECTORS
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.stages.proofs import columns, fact

CONSENT_DAYS = 14


def _sent() -> QuerySet:
    """Calls of the stage's round that were sent and not called off."""
    return Call.objects.ever_opened().exclude(state="withdrawn").filter(programme=OuterRef("programme"), cycle=OuterRef("cycle"))


@fact("4.3", stage="S4", place="programmes:calls", words=lambda row, on: _("No call for nominations was sent in this round."))
@fact("4.6", stage="S4", place="programmes:calls",
      words=lambda row, on: _("No call for nominations was sent in this round, so no nomination is on record."))
def no_call_sent(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_sent())), "id", "no_call_sent", ref=F("programme__slug"))


def _not_asked(name: str, sector: Any, kinds: tuple[str, ...]) -> None:
    """A fact about one sector: the call was sent, and to nobody there."""

    def rows(stages: QuerySet, on: date) -> QuerySet:
        asked = CallRequest.objects.filter(call__programme=OuterRef("programme"), call__cycle=OuterRef("cycle"), sent_at__isnull=False,
                                           organisation__kind__in=kinds).exclude(call__state="withdrawn")
        return columns(stages.filter(Exists(_sent()), ~Exists(asked)), "id", name, ref=F("programme__slug"))

    rows.__name__ = name
    fact("4.3", stage="S4", place="programmes:calls",
         words=lambda row, on: _("The call went to no organisation of this sector: %(sector)s.") % {"sector": sector})(rows)


for number, (sector, kinds) in enumerate(SECTORS.items(), start=1):
    _not_asked(f"sector_{number}_not_asked", sector, kinds)


@fact("4.3", stage="S4", place="programmes:call",
      words=lambda row, on: _("The call has not reached %(name)s yet: it waits, or could not be sent.") % {"name": row.text})
def call_not_there(stages: QuerySet, on: date) -> QuerySet:
    """Sent is not there: the message itself says whether it came. One organisation of each call is named."""
    waits = Message.objects.on_the_way().filter(kind="call_request", about=OuterRef("ref"), occasion="sent")
    requests = CallRequest.objects.filter(Exists(waits), call=OuterRef("pk"), sent_at__isnull=False).order_by("pk")
    calls = Call.objects.ever_opened().exclude(state="withdrawn").filter(
        programme__stages__in=stages, cycle=F("programme__stages__cycle")).annotate(
        first=Subquery(requests.values("organisation__name")[:1])).filter(first__isnull=False)
    return columns(calls, "programme__stages__id", "call_not_there", text=F("first"), ref=F("ref"))


@fact("4.4", stage="S4", place="programmes:calls",
      words=lambda row, on: _("No call since this round began lets people put themselves forward."))
def no_way_of_ones_own(stages: QuerySet, on: date) -> QuerySet:
    own = Call.objects.ever_opened().exclude(state="withdrawn").filter(programme=OuterRef("programme"), cycle__gte=OuterRef("cycle"),
                                                                       takes_own=True)
    return columns(stages.filter(~Exists(own)), "id", "no_way_of_ones_own", ref=F("programme__slug"))


@fact("4.5", stage="S4", place="programmes:calls", words=lambda row, on: _("No accessible form of the call is on the list yet."))
def no_copy_listed(stages: QuerySet, on: date) -> QuerySet:
    listed = CallCopy.objects.filter(call__programme=OuterRef("programme"), call__cycle=OuterRef("cycle"))
    return columns(stages.filter(~Exists(listed)), "id", "no_copy_listed", ref=F("programme__slug"))


@fact("4.5", stage="S4", place="programmes:calls", words=lambda row, on: _("No accessible form of the call was made."))
def no_copy_made(stages: QuerySet, on: date) -> QuerySet:
    """All that was wanted turned out to be impossible."""
    listed = CallCopy.objects.filter(call__programme=OuterRef("programme"), call__cycle=OuterRef("cycle"))
    left = listed.exclude(state=CopyState.IMPOSSIBLE)
    return columns(stages.filter(Exists(listed), ~Exists(left)), "id", "no_copy_made", ref=F("programme__slug"))


@fact("4.5", stage="S4", place="programmes:call",
      words=lambda row, on: _("%(form)s: it is on the list and not ready.") % {"form": CallCopy.Form(row.text).label})
def copy_not_ready(stages: QuerySet, on: date) -> QuerySet:
    wanted = CallCopy.objects.filter(state=CopyState.WANTED, call__programme__stages__in=stages,
                                     call__cycle=F("call__programme__stages__cycle")).exclude(call__state="withdrawn")
    return columns(wanted, "call__programme__stages__id", "copy_not_ready", text=F("form"), ref=F("call__ref"))


@fact("4.6", stage="S4", place="programmes:register", words=lambda row, on: _(
    "A nomination of round %(n)d has had no consent for more than 14 days.") % {"n": row.number})
def consent_overdue(stages: QuerySet, on: date) -> QuerySet:
    """The clock erases them on the day; where it slept, the record says so."""
    late = Nomination.objects.filter(
        state=NominationState.RECEIVED, received_at__lt=start_of(on - timedelta(days=CONSENT_DAYS)), call__programme__stages__in=stages,
        call__cycle=F("call__programme__stages__cycle"))
    return columns(late, "call__programme__stages__id", "consent_overdue", number=F("call__number"), ref=F("call__ref")).distinct()
