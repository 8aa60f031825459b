"""Standard 12.4: was the Forum compared with its profile in this round, is something decided about every gap, and did a lay partner
confirm it?"""

from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from programmes.renewal.catalogue import name_of
from programmes.renewal.lifecycles import CheckState
from programmes.renewal.models import GapCheck, GapLine
from programmes.stages.proofs import columns, day, fact


def _of_round(path: str = "") -> QuerySet:
    return GapCheck.objects.filter(programme=OuterRef(f"{path}programme"), cycle=OuterRef(f"{path}cycle"))


@fact("12.4", stage="S12", place="programmes:recruitment",
      words=lambda row, on: _("The Forum was not compared with its agreed profile in this round."))
def forum_not_compared(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_of_round())), "id", "forum_not_compared", ref=F("programme__slug"))


@fact("12.4", stage="S12", place="programmes:gap-check",
      words=lambda row, on: _("%(name)s: nothing is decided about this gap yet.") % {"name": name_of(*row.text.split(":", 1))})
def gap_without_decision(stages: QuerySet, on: date) -> QuerySet:
    lines = GapLine.objects.undecided().filter(~Exists(_of_round("check_of__").filter(state=CheckState.CONFIRMED)),
                                               check_of__programme__stages__in=stages,
                                               check_of__cycle=F("check_of__programme__stages__cycle"))
    return columns(lines, "check_of__programme__stages__id", "gap_without_decision",
                   text=Concat("dimension", Value(":"), "value", output_field=CharField()), ref=F("check_of__ref"))


@fact("12.4", stage="S12", place="programmes:gap-check",
      words=lambda row, on: _("No lay partner has confirmed yet what is decided about the gaps of %(day)s.") % {"day": day(row.since)})
def gaps_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    checks = GapCheck.objects.filter(~Exists(_of_round().filter(state=CheckState.CONFIRMED)), programme__stages__in=stages,
                                     cycle=F("programme__stages__cycle"))
    return columns(checks, "programme__stages__id", "gaps_not_confirmed", since=F("on"), ref=F("ref"))
