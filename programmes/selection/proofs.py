"""Standards 5.1 to 5.3: did a lay member of the panel give marks, was everybody marked against the profile and told the outcome with a
reason, and was who was not selected offered the Forum or the reserve list?

A panel belongs to a round of stage 5 by the cycle of its call. No sentence counts or names people: everybody in the programme reads it,
also who is in conflict with one of them.
"""

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from coprod.post.models import Message
from programmes.nominations.lifecycles import BEFORE_PANEL, NominationState
from programmes.nominations.models import Nomination
from programmes.selection.models import Panel, ScoreSheet
from programmes.selection.policies import LACKING, with_markers
from programmes.stages.proofs import columns, fact


def _panels(stages: QuerySet) -> QuerySet:
    """Panels of the rounds of these stages that have begun."""
    return Panel.objects.begun().filter(call__programme__stages__in=stages, call__cycle=F("call__programme__stages__cycle"))


def _missing(stages: QuerySet, which: QuerySet, name: str) -> QuerySet:
    """A row for each panel in whose call one of the nominations `which` is."""
    those = which.filter(call=OuterRef("call")).order_by()
    return columns(_panels(stages).filter(Exists(those)), "call__programme__stages__id", name, ref=F("ref"))


@fact("5.1", stage="S5", place="programmes:calls", words=lambda row, on: _("No selection panel has begun in this round."))
@fact("5.2", stage="S5", place="programmes:calls", words=lambda row, on: _("No selection panel has begun in this round."))
@fact("5.3", stage="S5", place="programmes:calls", words=lambda row, on: _("No selection panel has begun in this round."))
def no_panel_begun(stages: QuerySet, on: date) -> QuerySet:
    begun = Panel.objects.begun().filter(call__programme=OuterRef("programme"), call__cycle=OuterRef("cycle"))
    return columns(stages.filter(~Exists(begun)), "id", "no_panel_begun", ref=F("programme__slug"))


@fact("5.1", stage="S5", place="programmes:panel", words=lambda row, on: _("No lay member of the panel has given marks yet."))
def panel_without_lay_marks(stages: QuerySet, on: date) -> QuerySet:
    lay = ScoreSheet.objects.that_count().filter(nomination__call=OuterRef("call"), is_lay=True)
    return columns(_panels(stages).filter(~Exists(lay)), "call__programme__stages__id", "panel_without_lay_marks", ref=F("ref"))


@fact("5.2", stage="S5", place="programmes:panel",
      words=lambda row, on: _("Somebody before the panel has no marks from two members, one of them lay."))
def nominee_without_two_markers(stages: QuerySet, on: date) -> QuerySet:
    return _missing(stages, with_markers(Nomination.objects.filter(state__in=BEFORE_PANEL)).filter(LACKING), "nominee_without_two_markers")


@fact("5.2", stage="S5", place="programmes:panel",
      words=lambda row, on: _("Somebody before the panel has not been told the outcome yet."))
@fact("5.3", stage="S5", place="programmes:panel", words=lambda row, on: _("The outcomes are not all released yet."))
def outcome_not_released(stages: QuerySet, on: date) -> QuerySet:
    return _missing(stages, Nomination.objects.filter(state=NominationState.SHORTLISTED), "outcome_not_released")


@fact("5.2", stage="S5", place="programmes:panel",
      words=lambda row, on: _("The outcome of somebody has not reached them yet: it waits, or could not be sent."))
def outcome_not_told(stages: QuerySet, on: date) -> QuerySet:
    """Released is not told: the message itself says whether it came."""
    waits = Message.objects.on_the_way().filter(kind="outcome", to=OuterRef("candidate__ref"))
    return _missing(stages, Nomination.objects.filter(Exists(waits), decision__released_at__isnull=False), "outcome_not_told")


@fact("5.3", stage="S5", place="programmes:panel",
      words=lambda row, on: _("Somebody who was not selected was offered neither the Forum nor the reserve list."))
def nominee_without_offer(stages: QuerySet, on: date) -> QuerySet:
    return _missing(stages, Nomination.objects.filter(state=NominationState.NOT_SELECTED), "nominee_without_offer")
