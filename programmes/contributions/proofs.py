"""What the records show about the impact log (12.3). The standard asks whether there is one, so that a programme without it is denied."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from coprod.kit.clock import LONDON, start_of
from programmes.contributions.catalogue import UNCHECKED_DAYS
from programmes.contributions.models import ImpactEntry
from programmes.stages.proofs import columns, day, fact


def _log() -> Any:
    return ImpactEntry.objects.filter(programme=OuterRef("programme"))


@fact("12.3", stage="S12", place="programmes:impact",
      words=lambda row, on: _("No entry of the impact log is checked by a lay partner who did not write it."))
def impact_log_unchecked(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_log().counting())), "id", "impact_log_unchecked", ref=F("programme__slug"))


@fact("12.3", stage="S12", place="programmes:impact",
      words=lambda row, on: _("An entry of the impact log has waited for a lay partner since %(day)s, longer than %(n)d days.") % {
          "day": day(row.since), "n": UNCHECKED_DAYS})
def impact_entry_waits(stages: QuerySet, on: date) -> QuerySet:
    """The oldest one of each programme; also one that a lay partner disputes and that nobody has settled."""
    old = _log().unchecked().filter(asked_at__lt=start_of(on - timedelta(days=UNCHECKED_DAYS))).order_by("asked_at", "pk")
    oldest = Subquery(old.annotate(m_day=TruncDate("asked_at", tzinfo=LONDON)).values("m_day")[:1])
    return columns(stages.filter(Exists(old)), "id", "impact_entry_waits", since=oldest, ref=F("programme__slug"))
