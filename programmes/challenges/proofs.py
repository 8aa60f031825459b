"""Standards 8.5 and 11.6: what the log shows about answers by their day, and about what went up. Restricted challenges count too: the words
name nothing but days and whose group it is, and lead to the log. Where nothing was raised here, the records say nothing (decision 0018)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _

from programmes.challenges.catalogue import Word
from programmes.challenges.lifecycles import WAITING, ChallengeState
from programmes.challenges.models import Challenge, ChallengeStep, ChallengeWord
from programmes.stages.proofs import columns, day, fact, silent

STAGE = "group__workstream__stages__"


def _kept() -> QuerySet[Challenge]:
    """Those that count: all that were not taken back before anybody answered. What somebody wrote down as taken back when its day had
    passed was late all the same."""
    noted = ChallengeWord.objects.filter(challenge=OuterRef("pk"), kind=Word.TAKEN_BACK, at=OuterRef("closed_at"))
    was_late = Q(Exists(noted)) & Q(closed_at__date__gt=F("answer_by"))
    return Challenge.objects.filter(
        ~Q(state=ChallengeState.WITHDRAWN) | Q(first_answered_at__isnull=False) | was_late)


@silent("8.5", stage="S8")
def no_challenge_in_the_stage(stages: QuerySet, on: date) -> QuerySet:
    """Nothing was raised in the group of the workstream between the opening of the stage and its signing."""
    raised = _kept().filter(group__workstream=OuterRef("workstream"), raised_at__gte=OuterRef("opened_at"),
                            raised_at__lte=Coalesce(OuterRef("signed_at"), F("raised_at")))
    return stages.filter(~Exists(raised))


@fact("8.5", stage="S8", place="programmes:challenges",
      words=lambda row, on: _("%(name)s: the challenge of %(day)s was not answered by %(due)s.") % {
          "name": row.text, "day": day(row.since), "due": day(row.until)})
def challenge_answered_late(stages: QuerySet, on: date) -> QuerySet:
    """Its day had passed, before the stage was signed, without an answer."""
    late = Q(answer_by__lt=on) & Q(first_answered_at__isnull=True) | Q(first_answered_at__date__gt=F("answer_by"))
    found = _kept().filter(
        late & (Q(**{f"{STAGE}signed_at__isnull": True}) | Q(answer_by__lt=TruncDate(f"{STAGE}signed_at"))),
        group__workstream__stages__in=stages, raised_at__gte=F(f"{STAGE}opened_at"),
        raised_at__lte=Coalesce(F(f"{STAGE}signed_at"), F("raised_at")))
    return columns(found.annotate(m_day=TruncDate("raised_at")), f"{STAGE}id", "challenge_answered_late", text=F("group__name"),
                   since=F("m_day"), until=F("answer_by"), ref=F("programme__slug"))


def _went_up() -> QuerySet[ChallengeStep]:
    """Steps up, seen from one stage of the programme, before it was signed."""
    return ChallengeStep.objects.filter(challenge__programme=OuterRef("programme"), at__lte=Coalesce(OuterRef("signed_at"), F("at")))


@silent("11.6", stage="S11")
def nothing_went_up(stages: QuerySet, on: date) -> QuerySet:
    return stages.filter(~Exists(_went_up()))


@fact("11.6", stage="S11", place="programmes:challenges",
      words=lambda row, on: _("The challenge of %(day)s went up, and was not answered by %(due)s.") % {
          "day": day(row.since), "due": day(row.until)})
def not_answered_above(stages: QuerySet, on: date) -> QuerySet:
    """One that went up waits, and its day is over."""
    late = Challenge.objects.filter(
        Exists(ChallengeStep.objects.filter(challenge=OuterRef("pk"))),
        Q(programme__stages__signed_at__isnull=True) | Q(due_on__lt=TruncDate("programme__stages__signed_at")),
        state__in=WAITING, due_on__lt=on, programme__stages__in=stages)
    return columns(late.annotate(m_day=TruncDate("raised_at")), "programme__stages__id", "not_answered_above", since=F("m_day"),
                   until=F("due_on"), ref=F("programme__slug"))
