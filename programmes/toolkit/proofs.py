"""Standard 11.5: what the records show about local roll-outs that named their lay partners before they started. Where no adopter is
recorded, they say nothing (decision 0018)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from programmes.stages.proofs import columns, day, fact, silent
from programmes.toolkit.catalogue import NoteKind
from programmes.toolkit.models import Adopter, AdopterNote


@silent("11.5", stage="S11")
def no_adopter_here(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(Adopter.objects.filter(book__programme=OuterRef("programme"))))


def _named() -> QuerySet[AdopterNote]:
    found: QuerySet[AdopterNote] = AdopterNote.objects.standing().filter(adopter=OuterRef("pk"), kind=NoteKind.LAY)  # type: ignore[attr-defined]
    return found


def _in_time() -> QuerySet[AdopterNote]:
    return _named().filter(named_on__lte=OuterRef("starts_on"))


def _rows(stages: QuerySet, found: QuerySet[Adopter], name: str) -> QuerySet:
    """A row for each adopter. What happens later changes no stage that is signed."""
    here = found.filter(book__programme__stages__in=stages.filter(signed_at__isnull=True))
    return columns(here, "book__programme__stages__id", name, text=F("name"), since=F("starts_on"), ref=F("ref"))


@fact("11.5", stage="S11", place="programmes:adopter", words=lambda row, on: _("%(name)s: its lay partners are not named yet.") % {
    "name": row.text})
def adopter_without_lay_partners(stages: QuerySet, on: date) -> QuerySet:
    return _rows(stages, Adopter.objects.filter(~Exists(_named())), "adopter_without_lay_partners")


@fact("11.5", stage="S11", place="programmes:adopter", words=lambda row, on: _("%(name)s: it is not recorded when it starts.") % {
    "name": row.text})
def adopter_without_a_day(stages: QuerySet, on: date) -> QuerySet:
    return _rows(stages, Adopter.objects.filter(Exists(_named()), starts_on__isnull=True), "adopter_without_a_day")


@fact("11.5", stage="S11", place="programmes:adopter",
      words=lambda row, on: _("%(name)s: its lay partners were named after it started on %(day)s.") % {
          "name": row.text, "day": day(row.since)})
def adopter_named_late(stages: QuerySet, on: date) -> QuerySet:
    late = Adopter.objects.filter(Exists(_named()), ~Exists(_in_time()), starts_on__isnull=False)
    return _rows(stages, late, "adopter_named_late")


@fact("11.5", stage="S11", place="programmes:adopter", words=lambda row, on: _(
    "%(name)s: no lay partner has said that its lay partners were named before it started.") % {"name": row.text})
def adopter_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    unsaid = Adopter.objects.filter(Q(Exists(_in_time())), ~Exists(_in_time().filter(state="confirmed")))
    return _rows(stages, unsaid, "adopter_not_confirmed")
