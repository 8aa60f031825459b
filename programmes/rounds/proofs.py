"""What the records show about 9.1 and 9.3 to 9.7 for the run of stage 9 that is a plan's. They say nothing where the plan had no round
(decision 0018), or what is tied to the stage came after it was signed."""

from datetime import date

from django.db.models import Case, Count, DateTimeField, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, RoundInvited, RoundSeen
from programmes.rounds.policies.reading import unanswered_answers
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.proofs import columns, fact, silent

AFTER = (RoundState.CLOSED, RoundState.ANSWERED)


def _sealed(stages: QuerySet) -> QuerySet:
    """With the moment at which each was signed, if it is."""
    return stages.annotate(sealed_at=Case(When(state__in=SIGNED_STATES, then=F("signed_at")), output_field=DateTimeField()))


def _rounds() -> QuerySet:
    """The rounds of the stage's plan that were opened before the stage was signed and were not called off."""
    return ForumRound.objects.standing().filter(
        plan__forum_stage=OuterRef("pk"), opened_at__lte=Coalesce(OuterRef("sealed_at"), F("opened_at")),
        plan__forum_tied_at__lte=Coalesce(OuterRef("sealed_at"), F("plan__forum_tied_at")))


@silent("9.1", "9.3", "9.4", "9.5", "9.6", "9.7", stage="S9")
def no_round(stages: QuerySet, on: date) -> QuerySet:
    """No plan is tied to it, or its plan was not put to the Forum yet."""
    return _sealed(stages).filter(~Exists(_rounds()))


def _row(stages: QuerySet, name: str, *, number: QuerySet | None = None) -> QuerySet:
    round_ = Subquery(_rounds().order_by("-number").values("ref")[:1])
    counted = Coalesce(Subquery(number, output_field=IntegerField()), 0) if number is not None else None
    return columns(stages, "id", name, ref=round_, number=counted)


def _with(stages: QuerySet, rounds: QuerySet) -> QuerySet:
    return _sealed(stages).filter(Exists(rounds))


@fact("9.1", stage="S9", place="programmes:round", words=lambda row, on: _("The plan was decided before the Forum’s round was over."))
def decided_before_the_forum(stages: QuerySet, on: date) -> QuerySet:
    early = _rounds().filter(closes_on__gte=F("plan__decision__decided_on"), plan__decision__made_at__isnull=False)
    return _row(_with(stages, early), "decided_before_the_forum")


@fact("9.3", stage="S9", place="programmes:round", words=lambda row, on: _("It is not written down which groups were invited."))
def nobody_invited(stages: QuerySet, on: date) -> QuerySet:
    invited = RoundInvited.objects.filter(round=OuterRef("pk"))
    return _row(_with(stages, _rounds().filter(~Exists(invited))), "nobody_invited")


@fact("9.4", stage="S9", place="programmes:round",
      words=lambda row, on: _("No way to answer is written down other than coming to the meeting."))
def no_other_ways(stages: QuerySet, on: date) -> QuerySet:
    return _row(_with(stages, _rounds().filter(ways=[], ways_other="")), "no_other_ways")


def _answers(answers: QuerySet) -> QuerySet:
    """Of the stage's rounds that are closed. Hidden ones are left out: who gave them was told why."""
    return answers.filter(round__plan__forum_stage=OuterRef("pk"), round__state__in=AFTER,
                          round__opened_at__lte=Coalesce(OuterRef("sealed_at"), F("round__opened_at"))).order_by()


@fact("9.5", stage="S9", place="programmes:round", words=lambda row, on: ngettext(
    "%(n)d answer of the Forum has no decision.", "%(n)d answers of the Forum have no decision.", row.number) % {"n": row.number})
def answers_undecided(stages: QuerySet, on: date) -> QuerySet:
    left = _answers(ForumAnswer.objects.undecided())
    counted = left.values("round__plan__forum_stage").annotate(n=Count("pk")).values("n")
    return _row(_with(stages, left).filter(Exists(_rounds())), "answers_undecided", number=counted)


@fact("9.6", stage="S9", place="programmes:round",
      words=lambda row, on: _("The pair has not said that the answers to the Forum are right."))
def pair_has_not_looked(stages: QuerySet, on: date) -> QuerySet:
    right = RoundSeen.objects.filter(round=OuterRef("pk"), look=OuterRef("look"), is_right=True,
                                     at__lte=Coalesce(OuterRef(OuterRef("sealed_at")), F("at")))
    return _row(_with(stages, _rounds().filter(~Exists(right), state__in=AFTER)), "pair_has_not_looked")


@fact("9.6", stage="S9", place="programmes:round",
      words=lambda row, on: _("One of the pair says that something in the answers is wrong, and has no answer."))
def pair_says_no(stages: QuerySet, on: date) -> QuerySet:
    left = RoundSeen.objects.open_noes().filter(round=OuterRef("pk"))
    return _row(_with(stages, _rounds().filter(Exists(left))), "pair_says_no")


@fact("9.7", stage="S9", place="programmes:round", words=lambda row, on: ngettext(
    "%(n)d person who answered has no “we said, we did” yet.", "%(n)d people who answered have no “we said, we did” yet.", row.number) % {
        "n": row.number})
def people_unanswered(stages: QuerySet, on: date) -> QuerySet:
    left = _answers(unanswered_answers())
    counted = left.values("round__plan__forum_stage").annotate(n=Count("by", distinct=True)).values("n")
    return _row(_with(stages, left).filter(Exists(_rounds())), "people_unanswered", number=counted)


@fact("9.7", stage="S9", place="programmes:round", words=lambda row, on: _("“We said, we did” is not published."))
def not_published(stages: QuerySet, on: date) -> QuerySet:
    return _row(_with(stages, _rounds().filter(public_ref__isnull=True, sent_at__isnull=False)), "not_published")


