"""What the records show about decisions: 8.7 for a workstream, and 10.1 to 10.4 for the run of stage 10 to which a decision belongs.

That a decision names its options, or says why there were none, needs no fact: the database keeps none that was made without (8.7).
"""

from datetime import date

from django.db.models import Case, Count, DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.decisions.catalogue import DIFFERS
from programmes.decisions.lifecycles import OUT, DecisionState
from programmes.decisions.models import (
    DecisionChange,
    DecisionDissent,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.meetings.catalogue import THERE
from programmes.meetings.models import Attendance
from programmes.minutes.catalogue import How, Kind
from programmes.minutes.lifecycles import CONFIRMED
from programmes.minutes.models import MinuteLine
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.proofs import columns, fact, silent


def _sealed(stages: QuerySet) -> QuerySet:
    """With the moment at which each was signed, if it is: one that was reopened is not, though it was."""
    return stages.annotate(sealed_at=Case(When(state__in=SIGNED_STATES, then=F("signed_at")), output_field=DateTimeField()))


# --- 8.7: what the workstream's group decided ------------------------------------------------------------------------------

def _lines() -> QuerySet:
    """Decisions in confirmed minutes of the group's meetings since the stage was opened, confirmed before it was signed."""
    return MinuteLine.objects.filter(
        minutes__meeting__group=OuterRef("workstream__group"), minutes__state__in=CONFIRMED, kind=Kind.DECISION, taken_out_at__isnull=True,
        minutes__confirmed_at__lte=Coalesce(OuterRef("sealed_at"), F("minutes__confirmed_at")),
        minutes__meeting__starts_at__gte=OuterRef("opened_at"),
        minutes__meeting__starts_at__lte=Coalesce(OuterRef("sealed_at"), F("minutes__meeting__starts_at"))).exclude(how=How.DEFERRED)


def _recorded() -> QuerySet:
    return DecisionRecord.objects.out().filter(group=OuterRef("workstream__group"), made_at__gte=OuterRef("opened_at"),
                                               made_at__lte=Coalesce(OuterRef("sealed_at"), F("made_at")))


@silent("8.7", stage="S8")
def nothing_decided(stages: QuerySet, on: date) -> QuerySet:
    """Nothing was decided, as far as is recorded."""
    return _sealed(stages).filter(~Exists(_lines()), ~Exists(_recorded()))


@fact("8.7", stage="S8", place="programmes:workstream", words=lambda row, on: ngettext(
    "%(name)s: %(n)d decision in confirmed minutes is not in the log of decisions.",
    "%(name)s: %(n)d decisions in confirmed minutes are not in the log of decisions.", row.number) % {"name": row.text, "n": row.number})
def decided_and_not_in_the_log(stages: QuerySet, on: date) -> QuerySet:
    left = _lines().filter(decision__isnull=True)
    counted = left.order_by().values("minutes__meeting__group").annotate(n=Count("pk")).values("n")
    return columns(_sealed(stages).filter(Exists(left)), "id", "decided_and_not_in_the_log", text=F("workstream__name"),
                   number=Coalesce(Subquery(counted, output_field=IntegerField()), 0), ref=F("workstream__ref"))


# --- 10.1 to 10.4: the decision of a run of stage 10. ------------------------------------------------------------------------

LINKED = Q(decision__isnull=False) & (Q(sealed_at__isnull=True) | Q(decision__linked_at__lte=F("sealed_at")))


def _by_then(moment: str) -> Q:
    """That moment (of a row that belongs to a stage) was before the stage was signed, if it is."""
    return Q(**{f"{moment}__lte": Coalesce(OuterRef("sealed_at"), F(moment))})


@silent("10.1", "10.2", "10.3", "10.4", stage="S10")
def no_decision_linked(stages: QuerySet, on: date) -> QuerySet:
    """No decision in the log belongs to it; or none did when it was signed."""
    return _sealed(stages).filter(Q(decision__isnull=True) | Q(sealed_at__isnull=False) & (
        Q(decision__linked_at__isnull=True) | Q(decision__linked_at__gt=F("sealed_at"))))


def _row(stages: QuerySet, name: str) -> QuerySet:
    return columns(stages, "id", name, text=F("decision__title"), ref=F("decision__ref"))


def _linked(stages: QuerySet) -> QuerySet:
    return _sealed(stages).filter(LINKED)


@fact("10.1", stage="S10", place="programmes:decision", words=lambda row, on: _("The decision is not made yet."))
@fact("10.4", stage="S10", place="programmes:decision", words=lambda row, on: _("The decision is not made yet."))
def decision_not_made(stages: QuerySet, on: date) -> QuerySet:
    made = Q(decision__made_at__isnull=False) & (Q(sealed_at__isnull=True) | Q(decision__made_at__lte=F("sealed_at")))
    return _row(_linked(stages).exclude(made), "decision_not_made")


@fact("10.1", stage="S10", place="programmes:decision",
      words=lambda row, on: _("The log does not say at which meeting, or by which body outside, it was decided."))
def decision_without_meeting(stages: QuerySet, on: date) -> QuerySet:
    return _row(_linked(stages).filter(decision__state__in=OUT, decision__meeting__isnull=True, decision__body_name=""),
                "decision_without_meeting")


@fact("10.1", stage="S10", place="programmes:decision",
      words=lambda row, on: _("The log does not show a lay partner who was there when it was decided."))
def decision_without_lay_partners(stages: QuerySet, on: date) -> QuerySet:
    noted = Attendance.objects.filter(meeting=OuterRef("decision__meeting"), is_lay=True, was__in=THERE)
    there = Q(decision__lay_present__gt=0) | Q(decision__meeting__isnull=False, decision__meeting__others_lay__gt=0)
    alone = _linked(stages).filter(decision__state__in=OUT).exclude(there).filter(~Exists(noted))
    return _row(alone, "decision_without_lay_partners")


@fact("10.2", stage="S10", place="programmes:decision",
      words=lambda row, on: _("The Advisory Group’s position is not recorded before the decision."))
def decision_without_position(stages: QuerySet, on: date) -> QuerySet:
    said = DecisionPosition.objects.on_these_words().filter(_by_then("at"), decision=OuterRef("decision")).filter(
        Q(decision__decided_on__isnull=True) | Q(said_on__lte=F("decision__decided_on")))
    return _row(_linked(stages).filter(~Exists(said), decision__no_position_because=""), "decision_without_position")


def _changes() -> Exists:
    return Exists(DecisionChange.objects.filter(decision=OuterRef("decision")))


def _words(**facts: object) -> QuerySet:
    return DecisionSeen.objects.filter(decision=OuterRef("decision"), round=OuterRef("decision__round"), **facts)


@fact("10.3", stage="S10", place="programmes:decision",
      words=lambda row, on: _("What was changed since lay partners last saw the text is not listed."))
def changes_not_listed(stages: QuerySet, on: date) -> QuerySet:
    return _row(_linked(stages).filter(~_changes(), decision__no_changes=False), "changes_not_listed")


@fact("10.3", stage="S10", place="programmes:decision",
      words=lambda row, on: _("Nobody of the lay side has looked at what was changed."))
def changes_not_seen(stages: QuerySet, on: date) -> QuerySet:
    listed = _linked(stages).filter(_changes() | Q(decision__no_changes=True))
    then = DecisionSeen.objects.filter(_by_then("at"), decision=OuterRef("decision"))
    unseen = (Q(sealed_at__isnull=True) & (Q(decision__shown_at__isnull=True) | ~Exists(_words()))
              | Q(sealed_at__isnull=False) & ~Exists(then))
    return _row(listed.filter(unseen), "changes_not_seen")


@fact("10.3", stage="S10", place="programmes:decision",
      words=lambda row, on: _("A lay partner says that what was changed is wrong, and has no answer."))
def changes_refused(stages: QuerySet, on: date) -> QuerySet:
    left = DecisionSeen.objects.open_noes().filter(_by_then("at"), decision=OuterRef("decision"))
    return _row(_linked(stages).filter(Exists(left)), "changes_refused")


@fact("10.4", stage="S10", place="programmes:decision",
      words=lambda row, on: _("It differs from what lay partners say, and the reason is not published."))
def reason_not_published(stages: QuerySet, on: date) -> QuerySet:
    position = DecisionPosition.objects.filter(
        _by_then("at"), decision=OuterRef("decision"), replaced_at__isnull=True, value__in=DIFFERS)
    against = DecisionDissent.objects.filter(_by_then("at"), decision=OuterRef("decision"), taken_back_at__isnull=True)
    differs = _linked(stages).filter(decision__state__in=OUT).filter(Exists(position) | Exists(against))
    return _row(differs.exclude(~Q(decision__reason=""), decision__state=DecisionState.PUBLISHED), "reason_not_published")
