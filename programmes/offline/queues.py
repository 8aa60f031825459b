"""What is due first of what is told by phone or letter: calls that were promised for today, and letters that must go."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coprod.kit.clock import start_of
from coprod.post.catalogue import kinds
from partners.models import Candidate, Partner
from programmes.offline.catalogue import LETTER_DAYS, Outcome
from programmes.offline.models import CallTry, Printed
from programmes.offline.policies import waiting_for
from programmes.programme.models.standing import Standing

_LAST = CallTry.objects.filter(to=OuterRef("to")).order_by("-at", "-pk")


def calls_today(here: Standing, on: date) -> QuerySet:
    """Messages for people to whom somebody said that they call back today, or on a day that has passed."""
    last = {name: Subquery(_LAST.values(name)[:1]) for name in ("outcome", "call_on", "at")}
    found = waiting_for(here, on).annotate(m_outcome=last["outcome"], m_on=last["call_on"], m_at=last["at"])
    return found.filter(m_outcome=Outcome.CALL_BACK, m_on__lte=on, m_at__gte=Coalesce(F("finished_at"), F("due_at")))


def letters_today(here: Standing, on: date) -> QuerySet:
    """Messages for people by post that stand in no printed batch, and speak of a day that comes, are urgent, or wait for two days."""
    hurry = [each.name for each in kinds.values() if each.lead or each.urgent]
    limit = start_of(on - timedelta(days=LETTER_DAYS - 1))
    by_post = {"channel": Partner.Channel.POST}
    reached = Q(Exists(Partner.objects.filter(**by_post, ref=OuterRef("to")).exclude(address=""))) | Q(
        Exists(Candidate.objects.known().filter(**by_post, ref=OuterRef("to")).exclude(address="")))
    due = Q(kind__in=hurry) | Q(finished_at__lt=limit) | Q(finished_at__isnull=True, due_at__lt=limit)
    return waiting_for(here, on).filter(reached, due).filter(~Exists(Printed.objects.filter(held=True, message=OuterRef("pk"))))
