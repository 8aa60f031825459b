"""Standards 6.1 to 6.6 and 12.1: what the records show about the touchstone, its adoption by each group, and its checks.

A group's place in a programme is a workstream or a link; each fact about groups is asked once for either.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from programmes.meetings.models import Meeting
from programmes.programme.models import Membership, ProgrammeGroup, Workstream
from programmes.stages.proofs import columns, fact
from programmes.touchstone.models import (
    Adoption,
    BreachProcedure,
    Touchstone,
    TouchstoneCheck,
    TouchstoneReopening,
)
from programmes.touchstone.policies.adopting import ADOPTS


def _agreed() -> QuerySet:
    return Touchstone.objects.agreed().filter(programme=OuterRef("programme"))


# --- 6.1, 6.2: written, and signed ---------------------------------------------------------------------------------------

@fact("6.1", stage="S6", place="programmes:touchstone",
      words=lambda row, on: _("No version of the touchstone is agreed by the Advisory Group yet."))
def touchstone_not_agreed(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_agreed())), "id", "touchstone_not_agreed", ref=F("programme__slug"))


@fact("6.1", stage="S6", place="programmes:touchstone",
      words=lambda row, on: _("No lay partner is named among those who drafted the touchstone."))
def touchstone_without_lay_drafter(stages: QuerySet, on: date) -> QuerySet:
    staff_only = _agreed().exclude(pk__in=Touchstone.objects.filter(drafters__is_professional=False).values("pk"))
    return columns(stages.filter(Exists(staff_only)), "id", "touchstone_without_lay_drafter", ref=F("programme__slug"))


@fact("6.1", stage="S6", place="programmes:touchstone",
      words=lambda row, on: _("The touchstone does not say which template was adapted."))
def touchstone_without_template(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(Exists(_agreed().filter(template=""))), "id", "touchstone_without_template", ref=F("programme__slug"))


@fact("6.2", stage="S6", place="programmes:organisations",
      words=lambda row, on: _("%(organisation)s has not signed version %(number)d of the touchstone, which is in force.") % {
          "organisation": row.text, "number": row.number})
def touchstone_signed_before(stages: QuerySet, on: date) -> QuerySet:
    """Organisations that signed, but a version before."""
    version = Touchstone.objects.agreed().filter(programme=OuterRef("programme")).values("version")[:1]
    signed = Membership.objects.in_force(on).filter(programme__stages__in=stages, signs=True, touchstone_signature__isnull=False).annotate(
        in_force=Subquery(version)).filter(
        Q(touchstone_signature__version__isnull=True) | Q(touchstone_signature__version__lt=F("in_force")),
                                           in_force__isnull=False)
    return columns(signed, "programme__stages__id", "touchstone_signed_before", text=F("organisation__name"), number=F("in_force"),
                   ref=F("programme__slug"))


# --- 6.3, 6.6, 12.1: each group ------------------------------------------------------------------------------------------

def _met() -> Exists:
    return Exists(Meeting.objects.filter(group=OuterRef("group"), kind="meeting", state="held"))


def _streams(stages: QuerySet, on: date) -> QuerySet:
    """Workstreams of the programmes of `stages` that have met."""
    return Workstream.objects.filter(Q(first_meeting_on__lte=on) | _met(), programme__stages__in=stages)


def _linked(stages: QuerySet) -> QuerySet:
    """Other groups that have met."""
    return ProgrammeGroup.objects.filter(_met(), programme__stages__in=stages, group__kind__in=ADOPTS)


def _of_group(rows: QuerySet, name: str) -> QuerySet:
    return columns(rows, "programme__stages__id", name, text=F("group__name"), ref=F("group__ref"))


def _adopted(**facts: Any) -> QuerySet:
    return Adoption.objects.adopted().filter(group=OuterRef("group"), **facts)


def _checked() -> QuerySet:
    return TouchstoneCheck.objects.closed().filter(adoption__group=OuterRef("group"))


@fact("6.3", stage="S6", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s has met, and both sides have not said yes to how it works together.") % {"name": row.text})
def stream_has_not_adopted(stages: QuerySet, on: date) -> QuerySet:
    return _of_group(_streams(stages, on).filter(~Exists(_adopted())), "stream_has_not_adopted")


@fact("6.3", stage="S6", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s has met, and both sides have not said yes to how it works together.") % {"name": row.text})
def group_has_not_adopted(stages: QuerySet, on: date) -> QuerySet:
    return _of_group(_linked(stages).filter(~Exists(_adopted())), "group_has_not_adopted")


@fact("6.6", stage="S6", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s: how it settles a disagreement is not written down.") % {"name": row.text})
def stream_without_rule(stages: QuerySet, on: date) -> QuerySet:
    """A group that has not adopted at all has no rule either: see 6.3."""
    return _of_group(_streams(stages, on).filter(~Exists(_adopted().exclude(rule=""))), "stream_without_rule")


@fact("6.6", stage="S6", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s: how it settles a disagreement is not written down.") % {"name": row.text})
def group_without_rule(stages: QuerySet, on: date) -> QuerySet:
    return _of_group(_linked(stages).filter(~Exists(_adopted().exclude(rule=""))), "group_without_rule")


@fact("12.1", stage="S12", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s has not tested itself against the touchstone yet.") % {"name": row.text})
def stream_not_checked(stages: QuerySet, on: date) -> QuerySet:
    return _of_group(_streams(stages, on).filter(~Exists(_checked())), "stream_not_checked")


@fact("12.1", stage="S12", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s has not tested itself against the touchstone yet.") % {"name": row.text})
def group_not_checked(stages: QuerySet, on: date) -> QuerySet:
    return _of_group(_linked(stages).filter(~Exists(_checked())), "group_not_checked")


# --- 6.4, 6.5 ------------------------------------------------------------------------------------------------------------

@fact("6.4", stage="S6", place="programmes:touchstone",
      words=lambda row, on: _("The way to raise a breach is not written down, or a lay co-chair has not agreed to it."))
def breach_way_missing(stages: QuerySet, on: date) -> QuerySet:
    found = BreachProcedure.objects.in_force().filter(programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(found)), "id", "breach_way_missing", ref=F("programme__slug"))


@fact("6.5", stage="S6", place="programmes:group-touchstone",
      words=lambda row, on: _("%(name)s was asked to come back to the touchstone, and what came of it is not noted.") % {"name": row.text})
def reopening_not_looked_at(stages: QuerySet, on: date) -> QuerySet:
    """The first group of each programme of which this is so; the next shows when it is mended."""
    waits = TouchstoneReopening.objects.filter(group__home_book=OuterRef("programme__ref"),
                                               looked_at__isnull=True).order_by("asked_at", "pk")
    return columns(stages.filter(Exists(waits)), "id", "reopening_not_looked_at", text=Subquery(waits.values("group__name")[:1]),
                   ref=Subquery(waits.values("group__ref")[:1]))
