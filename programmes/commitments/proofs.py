"""Standards 8.6, 10.6 and 11.1 to 11.3: what the records show about promises that are logged, reported on, judged by lay partners, and
explained when they are late. Where no promise is in the log, they say nothing (decision 0018)."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from coprod.kit.clock import add_working_days, is_working_day
from programmes.commitments.catalogue import ASK_AGAIN_DAYS, CONFIRM_DAYS, EXPLAIN_DAYS
from programmes.commitments.lifecycles import REPORTED, CommitmentState
from programmes.commitments.models import Commitment, CommitmentReport, NewDay
from programmes.minutes.catalogue import Kind as LineKind
from programmes.minutes.lifecycles import CONFIRMED
from programmes.minutes.models import MinuteLine
from programmes.stages.proofs import columns, day, fact, silent

_S = CommitmentState


# --- 8.6: logged, with an owner and a day -------------------------------------------------------------------------------

def _lines() -> QuerySet[MinuteLine]:
    """Promises in confirmed minutes of the stage's workstream, from meetings since it was opened and before it was signed."""
    return MinuteLine.objects.filter(
        kind=LineKind.COMMITMENT, taken_out_at__isnull=True, minutes__state__in=CONFIRMED,
        minutes__meeting__group=OuterRef("workstream__group"), minutes__meeting__starts_at__gte=OuterRef("opened_at"),
        minutes__confirmed_at__lte=Coalesce(OuterRef("signed_at"), F("minutes__confirmed_at")))


def _of_stream() -> QuerySet[Commitment]:
    return Commitment.objects.filter(group=OuterRef("workstream__group"), proposed_at__gte=OuterRef("opened_at"),
                                     proposed_at__lte=Coalesce(OuterRef("signed_at"), F("proposed_at")))


@silent("8.6", stage="S8")
def nothing_promised(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(_lines()), ~Exists(_of_stream()))


@fact("8.6", stage="S8", place="programmes:minutes", words=lambda row, on: _(
    "A promise in the minutes of %(day)s is not in the log with an owner and a day.") % {"day": day(row.since)})
def promise_not_logged(stages: QuerySet, on: date) -> QuerySet:
    missing = _lines().filter(commitment__isnull=True).order_by("minutes__meeting__starts_at", "pk")
    found = stages.annotate(m_ref=Subquery(missing.values("minutes__meeting__ref")[:1]),
                            m_day=Subquery(missing.annotate(d=TruncDate("minutes__meeting__starts_at")).values("d")[:1]))
    return columns(found.filter(m_ref__isnull=False), "id", "promise_not_logged", since=F("m_day"), ref=F("m_ref"))


# --- 11.1 to 11.3 ---------------------------------------------------------------------------------------------------------

def _of_programme() -> QuerySet[Commitment]:
    return Commitment.objects.filter(programme=OuterRef("programme"))


@silent("11.1", "11.2", "11.3", stage="S11")
def no_promise_here(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(_of_programme().exclude(state__in=[_S.PROPOSED, _S.DECLINED])))


def _of_promises(stages: QuerySet, found: QuerySet[Commitment], name: str, since: str) -> QuerySet:
    """A row for each of them, with the day that matters. What happens later changes no stage that is signed."""
    return columns(found.filter(programme__stages__in=stages.filter(signed_at__isnull=True)), "programme__stages__id", name, text=F("text"),
                   since=F(since), ref=F("ref"))


@fact("11.1", stage="S11", place="programmes:commitment", words=lambda row, on: _(
    "“%(text)s”: its owner was to say how it stands by %(day)s, and has not.") % {"text": _short(row.text), "day": day(row.since)})
def promise_not_reported(stages: QuerySet, on: date) -> QuerySet:
    """A week after the report was due."""
    found = Commitment.objects.open().annotate(m_day=Coalesce("unreported_since", "report_due_on")).filter(
        m_day__lt=on - timedelta(days=ASK_AGAIN_DAYS))
    return _of_promises(stages, found, "promise_not_reported", "m_day")


@fact("11.2", stage="S11", place="programmes:commitment", words=lambda row, on: _(
    "“%(text)s”: its owner said on %(day)s that it is done. No lay partner has said whether it is.") % {
        "text": _short(row.text), "day": day(row.since)})
def promise_not_judged(stages: QuerySet, on: date) -> QuerySet:
    found = Commitment.objects.filter(state=_S.CLAIMED, claimed_at__date__lt=on - timedelta(days=CONFIRM_DAYS)).annotate(
        m_day=TruncDate("claimed_at"))
    return _of_promises(stages, found, "promise_not_judged", "m_day")


@fact("11.3", stage="S11", place="programmes:commitment", words=lambda row, on: _(
    "“%(text)s” was due by %(day)s. Nobody has said why it is late.") % {"text": _short(row.text), "day": day(row.since)})
def late_not_explained(stages: QuerySet, on: date) -> QuerySet:
    """Ten working days after its day there is neither a report since then nor another day asked for."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    said = CommitmentReport.objects.filter(commitment=OuterRef("pk"), at__date__gte=OuterRef("due_on"))
    asked = NewDay.objects.filter(commitment=OuterRef("pk"), from_day=OuterRef("due_on"))
    late = Commitment.objects.filter(~Exists(said), ~Exists(asked), state=_S.LATE, due_on__lt=add_working_days(worked, 1 - EXPLAIN_DAYS))
    return _of_promises(stages, late, "late_not_explained", "due_on")


@fact("11.3", stage="S11", place="programmes:commitment", words=lambda row, on: _(
    "“%(text)s”: another day was asked for on %(day)s, and the Advisory Group has not answered.") % {
        "text": _short(row.text), "day": day(row.since)})
def new_day_not_answered(stages: QuerySet, on: date) -> QuerySet:
    waits = NewDay.objects.filter(commitment=OuterRef("pk"), state="asked",
        asked_at__date__lt=on - timedelta(days=CONFIRM_DAYS)).order_by("pk")
    found = Commitment.objects.filter(state__in=[*REPORTED, _S.BROKEN]).annotate(
        m_day=Subquery(waits.annotate(d=TruncDate("asked_at")).values("d")[:1])).filter(m_day__isnull=False)
    return _of_promises(stages, found, "new_day_not_answered", "m_day")


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:67]}…"


# --- 10.6: what a decision promises --------------------------------------------------------------------------------------

# What a promise may be about to count as one of a stage's decision; later wings add the thing that was decided.
PROMISED_ABOUT: list[Q] = [Q(about_kind="decision", about_ref=OuterRef("decision__ref"))]


def _promised() -> QuerySet[Commitment]:
    """Those that stood when the stage was signed, or stand today."""
    about = PROMISED_ABOUT[0]
    for each in PROMISED_ABOUT[1:]:
        about |= each
    return Commitment.objects.filter(
        ~Q(state__in=[_S.DECLINED, _S.WITHDRAWN]) | Q(closed_at__gt=OuterRef("signed_at")), about,
        proposed_at__lte=Coalesce(OuterRef("signed_at"), F("proposed_at")))


@silent("10.6", stage="S10")
def no_decision_to_promise(stages: QuerySet, on: date) -> QuerySet:
    """No decision in the log belongs to it."""
    return stages.filter(decision__isnull=True)


@fact("10.6", stage="S10", place="programmes:decision",
      words=lambda row, on: _("No promise with an owner and a day was made from the decision."))
def decision_without_promise(stages: QuerySet, on: date) -> QuerySet:
    found = stages.filter(decision__isnull=False).filter(~Exists(_promised()))
    return columns(found, "id", "decision_without_promise", text=F("decision__title"), ref=F("decision__ref"))


@fact("10.6", stage="S10", place="programmes:commitment", words=lambda row, on: _(
    "“%(text)s”: nobody has said yes to this promise.") % {"text": _short(row.text)})
def promise_without_yes(stages: QuerySet, on: date) -> QuerySet:
    """The first of them; the next shows when it is mended."""
    waits = _promised().filter(state=_S.PROPOSED).order_by("proposed_at", "pk")
    found = stages.filter(decision__isnull=False).annotate(
        m_text=Subquery(waits.values("text")[:1]), m_ref=Subquery(waits.values("ref")[:1])).filter(m_ref__isnull=False)
    return columns(found, "id", "promise_without_yes", text=F("m_text"), ref=F("m_ref"))
