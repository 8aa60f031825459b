"""Standard 8.8: whether the pair has confirmed the minutes. Twenty working days after a meeting they are missed: here that is 28 calendar
days, bank holidays not counted."""

from datetime import date, timedelta

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from coprod.kit.clock import start_of
from programmes.meetings.proofs import held_in, held_since_opened, rows_of
from programmes.minutes.catalogue import CONFIRMED_AFTER
from programmes.minutes.lifecycles import CONFIRMED
from programmes.stages.proofs import day, fact, silent


def _long_ago(on: date) -> Q:
    return Q(starts_at__lt=start_of(on - timedelta(days=CONFIRMED_AFTER)))


@silent("8.8", stage="S8")
def without_minutes(stages: QuerySet, on: date) -> QuerySet:
    """Without minutes that the pair confirmed, and without a meeting so long ago that they are missed."""
    return stages.filter(~Exists(held_since_opened().filter(_long_ago(on) | Q(minutes__state__in=CONFIRMED))))


@fact("8.8", stage="S8", place="programmes:meeting",
      words=lambda row, on: _("Meeting on %(day)s: the pair has not confirmed the minutes.") % {"day": day(row.since)})
def minutes_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    late = held_in(stages).filter(_long_ago(on)).exclude(minutes__state__in=CONFIRMED)
    return rows_of(late, "minutes_not_confirmed")
