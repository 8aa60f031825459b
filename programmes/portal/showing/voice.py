"""What a person said in programmes: where, in which words, and what became of it. One query finds what stands on a page, and one for
each kind on it fetches them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, Max, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from partners.models import Partner
from programmes.challenges.lifecycles import OPEN as OPEN_CHALLENGES
from programmes.challenges.models import Challenge
from programmes.challenges.policies import challenges_read_by
from programmes.choosing.models import LeadersView
from programmes.commitments.models import CommitmentWord
from programmes.contributions.models import Contribution, ImpactCheck
from programmes.contributions.policies.contributions import contributions_seen_by
from programmes.contributions.showing.voice import of_check, of_contribution, told_by
from programmes.decisions.models import DecisionDissent, DecisionPosition, DecisionSeen
from programmes.pairing.models import BriefingView
from programmes.plans.models import SummaryWord
from programmes.plans.policies.reading import plans_seen_by
from programmes.plans.showing.voice import of_summary_word
from programmes.profiles.lifecycles import ViewValue
from programmes.profiles.models import ProfileView
from programmes.programme.models import FocusComment
from programmes.programme.policies import standing
from programmes.programme.roles import MAY
from programmes.renewal.models import GapNo, StrategyView
from programmes.rounds.models import ForumAnswer
from programmes.rounds.showing.voice import of_answer
from programmes.stages.lifecycles import AnswerState
from programmes.stages.models import Answer, Dispute
from programmes.tailoring.lifecycles import ViewValue as WayValue
from programmes.tailoring.models import TailoringView


class SaidThing(NamedTuple):
    """One thing that somebody said."""

    at: datetime
    where: str          # what it was about
    programme: str
    words: str          # their own words, or what their yes was to
    became: str         # what became of it
    href: str
    tone: str
    kind: str = ""      # with `ref`, of what staff may write down what the person says about it
    ref: str = ""


class Kind(NamedTuple):
    """A kind of saying: the things of a person, the column of its moment, what to fetch with it, and how to say it."""

    mine: Callable[[Partner], QuerySet]
    at: str
    related: tuple[str, ...]
    said: Callable[[Any], SaidThing]


def _focus(it: FocusComment) -> SaidThing:
    programme = it.statement.programme
    newest: int = it.newest       # type: ignore[attr-defined]
    became = _("A new version was written after it.") if newest > it.statement.version else _("It stands beside the text.")
    return SaidThing(it.at, _("The focus statement, version %(n)d") % {"n": it.statement.version}, programme.name, it.text, became,
                     reverse("programmes:focus", args=[programme.slug]), "done" if newest > it.statement.version else "waiting")


def _answered(it: Any, is_no: bool) -> tuple[str, str]:
    """What became of a view that may have been answered."""
    if it.answered_at:
        words = _("Answered on %(day)s: %(answer)s") if it.answer else _("The text was changed on %(day)s.")
        return words % {"day": day(it.answered_at), "answer": it.answer}, "done"
    if getattr(it, "replaced_at", None):
        return _("You said something else later."), "gap"
    return (_("It waits for an answer."), "waiting") if is_no else (_("It is kept, with your name."), "done")


def _words(it: Any, value: str) -> str:
    """What was chosen, and the words beside it."""
    return f"{value}: {it.text}" if it.text else f"{value}."


def _profile(it: ProfileView) -> SaidThing:
    became, tone = _answered(it, it.value == ViewValue.DISAGREE)
    return SaidThing(it.at, _("The role “%(title)s”") % {"title": it.profile.title}, it.profile.programme.name,
                     _words(it, it.get_value_display()), became, it.profile.get_absolute_url(), tone)     # type: ignore[attr-defined]


def _strategy(it: StrategyView) -> SaidThing:
    became, tone = _answered(it, it.value == ViewValue.DISAGREE)
    return SaidThing(it.at, it.strategy.title(), it.strategy.programme.name,
                     _words(it, it.get_value_display()), became, it.strategy.get_absolute_url(), tone)    # type: ignore[attr-defined]


def _way(it: TailoringView) -> SaidThing:
    way = it.tailoring
    tone = "refused" if it.value == WayValue.REFUSE else "done"
    return SaidThing(it.at, f"{way.code} {way.standard.short}", way.programme.name, _words(it, it.get_value_display()),  # type: ignore[attr-defined]
                     _("It stands at: %(state)s.") % {"state": way.get_state_display()}, way.get_absolute_url(), tone)


def _dispute(it: Dispute) -> SaidThing:
    answer = it.answer
    became = _("Answered on %(day)s. Now it stands at: %(state)s.") % {
        "day": day(it.resolved_at), "state": answer.get_state_display()} if it.resolved_at else _("It waits for an answer.")
    return SaidThing(it.at, f"{answer.code} {answer.standard.short}", answer.stage.programme.name, _("No: %(why)s") % {"why": it.because},
                     became, answer.get_absolute_url(), "done" if it.resolved_at else "waiting")


def _gap(it: GapNo) -> SaidThing:
    became, tone = _answered(it, is_no=True)
    return SaidThing(it.at, _("Gaps in the Forum"), it.check_of.programme.name, _("No: %(why)s") % {"why": it.text}, became,
                     it.check_of.get_absolute_url(), tone)


def _leader(it: LeadersView) -> SaidThing:
    programme = it.choice.programme
    return SaidThing(it.at, _("The type of co-production"), programme.name, _words(it, it.get_value_display()),     # type: ignore[attr-defined]
                     _("It stands beside the choice, for everybody to read."), reverse("programmes:type", args=[programme.slug]), "done")


def _confirmed(it: Answer) -> SaidThing:
    became = _("It counts as met because of you.") if it.state == AnswerState.MET else _("It stands at: %(state)s.") % {
        "state": it.get_state_display()}
    return SaidThing(it.confirmed_at, f"{it.code} {it.standard.short}", it.stage.programme.name, _("Yes, that is so."),     # type: ignore[arg-type]
                     became, it.get_absolute_url(), "done")


def _briefing(it: BriefingView) -> SaidThing:
    stream = it.briefing.workstream
    words = _("Yes, we talked.") if it.was_so else _("No: %(why)s") % {"why": it.text}
    return SaidThing(it.at, _("The talk before the first meeting of %(name)s") % {"name": stream.name}, stream.programme.name, words,
                     _("It counts because of you.") if it.was_so else _("The lead reads it, and talks with you again."),
                     stream.get_absolute_url(), "done" if it.was_so else "waiting")


def _promise(it: CommitmentWord) -> SaidThing:
    promise = it.commitment
    return SaidThing(it.at, _("The promise “%(text)s”") % {"text": promise.short}, promise.programme.name,
                     _words(it, it.get_value_display()),
                     _("It stands at: %(state)s.") % {"state": promise.get_state_display()}, promise.get_absolute_url(),
                     "done" if promise.state == "met" else "waiting")


def _challenge(it: Challenge) -> SaidThing:
    """What somebody questioned, and where it stands."""
    where = it.about_name or (it.group.name if it.group else it.programme.name)
    became = _("It stands at: %(state)s.") % {"state": it.get_state_display()}
    if it.is_waiting():
        became = f"{became} " + _("An answer is due by %(day)s.") % {"day": day(it.due_on)}
    return SaidThing(it.raised_at, _("You questioned: %(where)s") % {"where": where}, it.programme.name, it.text, became,
                     it.get_absolute_url(), "waiting" if it.state in OPEN_CHALLENGES else "done")


def _position(it: DecisionPosition) -> SaidThing:
    decision = it.decision
    became = _("You said something else later.") if it.replaced_at else _("It stands at: %(state)s.") % {
        "state": decision.get_state_display()}
    return SaidThing(it.at, _("The Advisory Group’s position on “%(title)s”") % {"title": decision.title}, decision.programme.name,
                     _words(it, it.get_value_display()), became, decision.get_absolute_url(), "gap" if it.replaced_at else "done")


def _dissent(it: DecisionDissent) -> SaidThing:
    decision = it.decision
    if it.taken_back_at:
        became = _("You took it back on %(day)s.") % {"day": day(it.taken_back_at)}
    else:
        became = _("The reason: %(reason)s") % {"reason": decision.reason} if decision.reason else _("It stands beside the decision.")
    return SaidThing(it.at, _("The decision “%(title)s”") % {"title": decision.title}, decision.programme.name,
                     _("I do not agree: %(why)s") % {"why": it.words}, became, decision.get_absolute_url(),
                     "gap" if it.taken_back_at else "done")


def _seen(it: DecisionSeen) -> SaidThing:
    decision = it.decision
    became, tone = _answered(it, is_no=not it.is_right)
    return SaidThing(it.at, _("What was changed in “%(title)s”") % {"title": decision.title}, decision.programme.name,
                     _("Yes, that is so.") if it.is_right else _("No: %(why)s") % {"why": it.text}, became,
                     decision.get_absolute_url(), tone)


def _told(it: Contribution) -> SaidThing:
    where, words, became, tone = of_contribution(it)
    return SaidThing(it.given_at, where, it.programme.name, words, became, it.get_absolute_url(), tone,
                     *(("told", it.ref) if it.asks_who_gave_it() else ()))


def _impact(it: ImpactCheck) -> SaidThing:
    where, words, became, tone = of_check(it)
    return SaidThing(it.at, where, it.programme.name, words, became, it.entry.get_absolute_url(), tone)


def _summary(it: SummaryWord) -> SaidThing:
    where, words, became, tone = of_summary_word(it)
    return SaidThing(it.at, where, it.summary.plan.programme.name, words, became, it.summary.plan.get_absolute_url(), tone)


def _answer_of_plan(it: ForumAnswer) -> SaidThing:
    where, words, became, tone = of_answer(it)
    return SaidThing(it.at, where, it.round.plan.programme.name, words, became, it.get_absolute_url(), tone,
                     *(("answer", it.round.ref) if it.round.sent_at and not it.is_hidden() else ()))


KINDS: dict[str, Kind] = {
    "focus": Kind(lambda me: FocusComment.objects.filter(by=me), "at", ("statement__programme",), _focus),
    "profile": Kind(lambda me: ProfileView.objects.filter(partner=me), "at", ("profile__programme",), _profile),
    "way": Kind(lambda me: TailoringView.objects.filter(partner=me), "at", ("tailoring__programme", "tailoring__stage"), _way),
    "strategy": Kind(lambda me: StrategyView.objects.filter(partner=me), "at", ("strategy__programme",), _strategy),
    "dispute": Kind(lambda me: Dispute.objects.filter(by=me), "at", ("answer__stage__programme",), _dispute),
    "gap": Kind(lambda me: GapNo.objects.filter(partner=me), "at", ("check_of__programme",), _gap),
    "leader": Kind(lambda me: LeadersView.objects.filter(partner=me), "at", ("choice__programme",), _leader),
    "confirmed": Kind(lambda me: Answer.objects.filter(confirmed_by=me), "confirmed_at", ("stage__programme",), _confirmed),
    "promise": Kind(lambda me: CommitmentWord.objects.filter(by=me), "at", ("commitment__programme",), _promise),
    "briefing": Kind(lambda me: BriefingView.objects.filter(by=me), "at", ("briefing__workstream__programme",), _briefing),
    "challenge": Kind(lambda me: Challenge.objects.filter(raised_by=me), "raised_at", ("programme", "group"), _challenge),
    "position": Kind(lambda me: DecisionPosition.objects.filter(by=me), "at", ("decision__programme",), _position),
    "dissent": Kind(lambda me: DecisionDissent.objects.filter(by=me), "at", ("decision__programme",), _dissent),
    "decision_seen": Kind(lambda me: DecisionSeen.objects.filter(by=me), "at", ("decision__programme",), _seen),
    "told": Kind(told_by, "given_at", ("programme",), _told),
    "impact": Kind(lambda me: ImpactCheck.objects.filter(by=me), "at", ("entry__programme",), _impact),
    "summary": Kind(lambda me: SummaryWord.objects.filter(by=me), "at", ("summary__plan__programme",), _summary),
    "answer": Kind(lambda me: ForumAnswer.objects.filter(by=me), "at",
                   ("round__plan__programme", "point", "paragraph", "response"), _answer_of_plan),
}

# What a member of staff may not read by themselves is not read out by them either; the path to the programme is the first of `related`.
READ_BY: dict[str, Callable[[Any], Q]] = {
    "challenge": lambda user: Q(pk__in=challenges_read_by(user).order_by().values("pk")),
    "told": lambda user: Q(pk__in=contributions_seen_by(user).order_by().values("pk")),
    "summary": lambda user: Q(summary__plan__in=plans_seen_by(user).order_by().values("pk")),
    "answer": lambda user: Q(round__plan__in=plans_seen_by(user).order_by().values("pk")),
}


def _of(name: str, kind: Kind, me: Partner, reader: Any) -> QuerySet:
    """The things of this kind; those alone that staff may read to the person, where a `reader` reads them out."""
    found = kind.mine(me)
    if reader is None:
        return found
    found = found.filter(**{f"{kind.related[0]}__in": standing(reader).programmes(MAY["see_contacts"])})
    return found.filter(READ_BY[name](reader)) if name in READ_BY else found


def _keys(name: str, kind: Kind, me: Partner, reader: Any) -> QuerySet:
    found = _of(name, kind, me, reader).order_by().annotate(v_kind=Value(name, CharField()), v_at=F(kind.at))
    return found.values_list("v_kind", "pk", "v_at")


def what_i_said(partner: Partner, *, start: int = 0, most: int = 5, reader: Any = None) -> list[SaidThing]:
    """What the person said, the newest first: `most` of it from `start` on. One query, and one for each kind that is among them. With
    `reader`, staff who read it out: of that alone which they may read themselves, in programmes that they run."""
    first, *others = (_keys(name, kind, partner, reader) for name, kind in KINDS.items())
    keys = list(first.union(*others, all=True).order_by("-v_at", "v_kind", "-id")[start:start + most])
    things: dict[tuple[str, int], SaidThing] = {}
    for name in dict.fromkeys(key[0] for key in keys):
        kind = KINDS[name]
        rows = kind.mine(partner).filter(pk__in=[pk for kind_of, pk, _at in keys if kind_of == name]).select_related(*kind.related)
        for each in rows.annotate(newest=Max("statement__programme__focus_statements__version")) if name == "focus" else rows:
            things[name, each.pk] = kind.said(each)
    return [things[name, pk] for name, pk, _at in keys]
