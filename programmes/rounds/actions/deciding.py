"""What is done with answers is decided, for a theme or for single ones; the pair looks at all of it before it goes out (9.5, 9.6)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.plans.models import PlanParagraph
from programmes.rounds import notices
from programmes.rounds.actions.opening import locked
from programmes.rounds.actions.sorting import at_work, look_anew
from programmes.rounds.catalogue import Outcome
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, Response, RoundSeen, Theme
from programmes.rounds.policies.deciding import may_be_noted_as_seen, missing_to_show, pair_of, time_to_look


def _checked(it: ForumRound, outcome: str, reason: str, passages: list[PlanParagraph]) -> None:
    if outcome != Outcome.ADOPT and not reason:
        raise NotAllowedNow("decide", _("Say why, in words that who answered understands."))
    if any(passage.plan_id != it.plan_id for passage in passages):
        raise NotAllowedNow("decide", _("That is not in this plan."))


@transaction.atomic
def decide_theme(theme: Theme, *, by: Partner, at: datetime, outcome: str, reason: str = "", changed: str = "",
                 passages: Iterable[PlanParagraph] = (), decided_on: date | None = None) -> Response:
    """What is done with all answers of the theme that have no decision of their own. Decided again, it takes the place of what was decided
    before, and the pair is to look anew.

    Raises NotAllowedNow without a reason for anything but "adopt", for a passage of another plan, or once the answers went out.
    """
    it, there = at_work(theme.round, "decide"), list(passages)
    _checked(it, outcome, reason, there)
    facts: dict[str, Any] = {"outcome": outcome, "reason": reason, "changed": changed, "decided_by": by, "at": at,
                             "decided_on": decided_on or day_of(at)}
    made, is_new = Response.objects.update_or_create(theme=theme, defaults=facts | {"round": it})
    made.passages.set(there)
    mine = ForumAnswer.objects.standing().filter(round=it, themes=theme).values("pk")
    ForumAnswer.objects.filter(Q(response__isnull=True) | Q(response=made), pk__in=mine).update(response=made)
    look_anew(it)
    record(theme, "decide" if is_new else "decide_again", by=by, at=at, outcome=outcome)
    return made


@transaction.atomic
def decide_answers(round: ForumRound, answers: QuerySet[ForumAnswer], *, by: Partner, at: datetime, outcome: str, reason: str = "",
                   changed: str = "", passages: Iterable[PlanParagraph] = (), decided_on: date | None = None) -> Response:
    """The same for single answers, whatever their themes say. Raises NotAllowedNow as above, or if none of them stands in the round."""
    it, there = at_work(round, "decide"), list(passages)
    _checked(it, outcome, reason, there)
    made = Response.objects.create(round=it, outcome=outcome, reason=reason, changed=changed, decided_by=by, at=at,
                                   decided_on=decided_on or day_of(at))
    made.passages.set(there)
    if not ForumAnswer.objects.standing().filter(round=it, pk__in=list(answers.values_list("pk", flat=True))).update(response=made):
        raise NotAllowedNow("decide", _("It is hidden, or it is not in this round."))
    Response.objects.filter(round=it, theme__isnull=True, answers__isnull=True).delete()       # what nobody is told any more
    look_anew(it)
    record(made, "decide", by=by, at=at, outcome=outcome)
    return made


@transaction.atomic
def ask_pair(round: ForumRound, *, by: Partner, at: datetime) -> ForumRound:
    """The pair is asked to look at all answers. Raises NotAllowedNow while one is not decided, or the round is open."""
    it = at_work(round, "ask_pair")
    if it.state != RoundState.CLOSED or (missing := missing_to_show(it)):
        raise NotAllowedNow("ask_pair", missing if it.state == RoundState.CLOSED else missing_to_show(it))
    if it.shown_at is not None:         # pressed twice
        return it
    it.shown_at, it.shown_by = at, by
    it.save(update_fields=["shown_at", "shown_by"])
    record(it, "ask_pair", by=by, at=at, look=it.look)
    send(notices.to_look(it, pair_of(it, day_of(at)), at=at))
    return it


@transaction.atomic
def say_seen(round: ForumRound, *, by: Partner, at: datetime, is_right: bool, text: str = "", through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> RoundSeen:
    """One of the pair says that the answers are right, or what is wrong; then who asked is told, and it has to be answered.

    Raises NotAllowedNow if nobody was asked to look, a "no" says not what is wrong, or somebody writes down a "yes" where this person
    said "no" themselves.
    """
    it = locked(round)
    if not (answer := time_to_look(it)):
        raise NotAllowedNow("see", answer.why)
    if not is_right and not text:
        raise NotAllowedNow("see", _("Say what is wrong."))
    last = RoundSeen.objects.filter(round=it, look=it.look, by=by).order_by("at", "pk").last()
    if last and (last.is_right, last.text) == (is_right, text) and not last.answer:     # the same press again
        return last
    if noted_by and not (answer := may_be_noted_as_seen(it, by, is_right=is_right)):
        raise NotAllowedNow("see", answer.why)
    made = RoundSeen.objects.create(round=it, by=by, look=it.look, is_right=is_right, text=text, at=at, through=through, noted_by=noted_by)
    record(made, "see" if is_right else "refuse", by=noted_by or by, at=at)
    send(notices.seen_noted(made, at=at))
    if not is_right:
        send(notices.not_right(made, at=at))
    return made


@transaction.atomic
def answer_no(word: RoundSeen, *, by: Partner, at: datetime, answer: str) -> RoundSeen:
    """Answer what one of the pair says is wrong: it stands beside it, and they are told. Raises NotAllowedNow if it has an answer."""
    found = RoundSeen.objects.select_for_update(of=("self",)).select_related("round__plan__programme", "by").get(pk=word.pk)
    if found.is_right or found.answer:
        raise NotAllowedNow("answer", _("It needs no answer, or it has one."))
    found.answer, found.answered_at, found.answered_by = answer, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    send([notices.no_answered(found, at=at)])
    return found
