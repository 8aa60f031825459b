""" "We said, we did": what is decided by theme and for single answers, for those who look at it before and for everybody after."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from partners.models import Partner
from programmes.contributions.showing.pages import Filters
from programmes.plans.models import Plan, PlanParagraph
from programmes.programme.policies import may_see_names
from programmes.programme.telling import named
from programmes.rounds.catalogue import FEW, NOT_DONE, ON_A_PAGE, OUTCOME_TONES, Outcome
from programmes.rounds.lifecycles import AnswerState
from programmes.rounds.models import ForumAnswer, ForumRound, ReplyWord, Response, RoundSeen
from programmes.rounds.policies import deciding, reading


class Counted(NamedTuple):
    """How many answers had one outcome."""

    code: str
    words: Any
    number: int
    tone: str


def outcomes_of(it: ForumRound) -> list[Counted]:
    """One query."""
    found = dict(ForumAnswer.objects.standing().filter(round=it, response__isnull=False).order_by().values_list(
        "response__outcome").annotate(n=Count("pk")))
    return [Counted(each.value, each.label, found.get(each.value, 0), OUTCOME_TONES[each]) for each in Outcome]


def themes_of(it: ForumRound) -> list[Any]:
    """Each theme with how many answers it has, how many of them wait for a decision, and its own decision. Two queries."""
    standing = Q(answers__state=AnswerState.STANDING)
    return list(it.themes.annotate(
        number=Count("answers", filter=standing),
        left=Count("answers", filter=standing & Q(answers__response__isnull=True))).select_related(
        "response__decided_by").prefetch_related("response__passages").order_by("name", "pk"))


def responses_of(it: ForumRound) -> QuerySet[Response]:
    return Response.objects.filter(round=it).annotate(number=Count("answers", filter=Q(answers__state=AnswerState.STANDING))).filter(
        Q(number__gt=0) | Q(theme__isnull=False)).select_related("theme", "decided_by").prefetch_related("passages__plan")


class Decided(NamedTuple):
    """A decision with who decided it, as the reader may see it."""

    it: Response
    who: str
    answers: list[Any]


def responses_context(it: ForumRound, user: Any, given: Mapping[str, str]) -> dict[str, Any]:
    """What the pair looks at: each decision with some of the answers it is for; what was said of it before."""
    asked, names, few = Filters(given, outcome=dict(Outcome.choices)), bool(may_see_names(user, it.programme)), reading.are_few(it)
    found = responses_of(it)
    if asked["outcome"]:
        found = found.filter(outcome=asked["outcome"])
    page = asked.page(found.order_by(F("theme").asc(nulls_last=True), "pk"))
    samples = _samples(page["rows"])
    rows = [Decided(each, named(each.decided_by, names=names), [
        (answer, reading.words_are_kept_from(user, _in(it, answer), few=few)) for answer in samples.get(each.pk, ())])
        for each in page["rows"]]
    words = list(RoundSeen.objects.filter(round=it).select_related("by", "answered_by").order_by("at", "pk"))
    for word in words:
        word.round = it
    looks = [{"it": word, "who": named(word.by, names=names), "is_old": word.look < it.look,
              "may_answer": deciding.may_answer_round_no(user, word)} for word in words]
    return page | {"round": it, "rows": rows, "outcomes": outcomes_of(it), "looks": looks,
                   "may_show": deciding.may_show(user, it), "may_seen": deciding.may_say_round_seen(user, it),
                   "may_note_seen": deciding.may_note_round_seen(user, it), "undecided": deciding.undecided(it)}


def _in(it: ForumRound, answer: ForumAnswer) -> ForumAnswer:
    answer.round = it
    return answer


SAMPLES = 3


def _samples(responses: list[Response]) -> dict[int, list[ForumAnswer]]:
    """The first answers to which each of them belongs. One query: for each response its three lowest ids."""
    if not responses:
        return {}
    first: Any = None
    for each in responses:
        some = ForumAnswer.objects.standing().filter(response=each).order_by("pk").values("pk")[:SAMPLES]
        one = Q(pk__in=some)
        first = one if first is None else first | one
    found: dict[int, list[ForumAnswer]] = {}
    for answer in ForumAnswer.objects.filter(first).order_by("pk"):
        found.setdefault(answer.response_id or 0, []).append(answer)
    return found


# --- for everybody -------------------------------------------------------------------------------------------------------------------

def public_context(it: ForumRound, given: Mapping[str, str]) -> dict[str, Any]:
    """Counts by outcome, what was not done and why first, each theme, and each answer with its decision: without any name. Words that may
    lead to a person, and nameless ones while few have answered, are kept back. A fixed number of queries."""
    asked = Filters(given, outcome=dict(Outcome.choices), theme=dict(it.themes.order_by("name", "pk").values_list("ref", "name")))
    found = ForumAnswer.objects.standing().filter(round=it, response__isnull=False)
    if asked["outcome"]:
        found = found.filter(response__outcome=asked["outcome"])
    if asked["theme"]:
        found = found.filter(themes__ref=asked["theme"])
    few = reading.people_who_answered(it) < FEW
    page = asked.page(found.select_related("point", "paragraph", "response").prefetch_related(
        "response__passages__plan").order_by("at", "pk"))
    rows = [(each, each.kept_back or (each.wants_no_name and few)) for each in page["rows"]]
    outcomes = outcomes_of(it)
    not_done = list(responses_of(it).filter(outcome__in=NOT_DONE, number__gt=0).order_by("-number", "pk")[:ON_A_PAGE])
    return page | {
        "round": it, "programme": it.programme, "rows": rows, "outcomes": outcomes, "all": sum(each.number for each in outcomes),
        "people": reading.people_who_answered(it), "themes": themes_of(it), "not_done": not_done, "asked": asked.chosen}


def own_context(it: ForumRound, person: Partner) -> dict[str, Any]:
    """One person's answers, what became of each, and what they said about that."""
    mine = list(ForumAnswer.objects.filter(round=it, by=person).select_related("point", "paragraph", "response").prefetch_related(
        "response__passages__plan").order_by("at", "pk"))
    return {"round": it, "programme": it.programme, "mine": mine,
            "words": list(ReplyWord.objects.filter(round=it, by=person).order_by("at", "pk"))}


# --- from a paragraph to the voices that shaped it ------------------------------------------------------------------------------------

def voices_of(plan: Plan, anchor: str) -> dict[str, Any]:
    """Answers on a paragraph, in any of its wordings, and those because of which it changed."""
    wordings = PlanParagraph.objects.filter(plan=plan, anchor=anchor)
    standing = ForumAnswer.objects.standing().filter(round__plan=plan)
    return {"plan": plan, "anchor": anchor, "wordings": list(wordings.order_by("since", "pk")),
            "on_it": standing.filter(paragraph__in=wordings.values("pk")), "shaped": standing.filter(
                response__passages__in=wordings.values("pk")).distinct()}


