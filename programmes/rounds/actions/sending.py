""" "We said, we did" goes to each who answered, once; it is published; and the round ends when nobody waits any more (9.7, R11)."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from coprod.kit import scanning
from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.challenges.actions import raise_challenge
from programmes.challenges.catalogue import Kind
from programmes.plans.lifecycles import PLAN, PlanState
from programmes.raising.models import About
from programmes.rounds import notices
from programmes.rounds.actions.opening import locked
from programmes.rounds.lifecycles import ROUND
from programmes.rounds.models import ForumAnswer, ForumRound, ReplyWord
from programmes.rounds.policies.deciding import THEIR_OWN, missing_to_send, refusal_to_finish

SOME = 500


@transaction.atomic
def send_answers(round: ForumRound, *, by: Partner, at: datetime) -> int:
    """Write one message for each who answered and has none yet; says how many. The outbox delivers them in batches, each once, and goes on
    where it was interrupted. Sent again, only what could not be delivered is written anew.

    Raises NotAllowedNow with what is missing (9.5, 9.6).
    """
    it = locked(round)
    if missing := missing_to_send(it, on=day_of(at)):
        raise NotAllowedNow("send", " ".join(missing))
    if it.sent_at is None:
        it.sent_at, it.sent_by = at, by
        it.save(update_fields=["sent_at", "sent_by"])
    number = send_rows([notices.we_said_we_did(it, at=at)])
    if number:
        record(it, "send", by=by, at=at, number=number)
    return number


@transaction.atomic
def finish_round(round: ForumRound, *, by: Partner, at: datetime) -> ForumRound:
    """Everybody has their answer. Raises NotAllowedNow with the number of people who wait (R11)."""
    it = locked(round)
    if why := refusal_to_finish(it):
        raise NotAllowedNow("answer_all", why)
    make_move(it, ROUND, "answer_all", by=by, at=at, answered_at=at, sent_at=it.sent_at or at, sent_by=it.sent_by or by)
    if it.plan.state == PlanState.PREPARING:        # one that was withdrawn meanwhile stays so: who answered has their answer all the same
        make_move(it.plan, PLAN, "answer_all", by=by, at=at)
    return it


def found_in_decisions(it: ForumRound) -> list[scanning.Found]:
    """What in the words of staff may lead to a person. Two queries."""
    words = [text for row in it.responses.values_list("reason", "changed") for text in row]
    return scanning.found_in(*words, *it.themes.values_list("name", flat=True))


def _leading(it: ForumRound) -> Iterator[int]:
    """The answers whose words may lead to a person."""
    for pk, text in ForumAnswer.objects.standing().filter(round=it, kept_back=False).values_list("pk", "text").iterator(2000):
        if scanning.found_in(text):
            yield pk


@transaction.atomic
def publish_round(round: ForumRound, *, by: Partner, at: datetime) -> ForumRound:
    """Everybody may read "we said, we did". Words of an answer that may lead to a person are kept back, and the page says so. The Forum is
    told (NT40).

    Raises NotAllowedNow before it went to those who answered, the second time, or if a reason has somebody's address in it.
    """
    it = locked(round)
    if it.sent_at is None or it.public_ref is not None:
        raise NotAllowedNow("publish")
    if why := scanning.refusal_of(found_in_decisions(it)):
        raise NotAllowedNow("publish", why)
    leading = list(_leading(it))
    for some in (leading[n:n + SOME] for n in range(0, len(leading), SOME)):
        ForumAnswer.objects.filter(pk__in=some).update(kept_back=True)
    it.public_ref, it.published_at, it.published_by = new_ref(), at, by
    it.save(update_fields=["public_ref", "published_at", "published_by"])
    record(it, "publish", by=by, at=at, kept_back=len(leading))
    send_rows([notices.published(it, on=day_of(at), at=at)])
    return it


@transaction.atomic
def ask_new_link(round: ForumRound, person: Partner, *, at: datetime) -> None:
    """A new link to what became of their answers, by the way on which we reach them and to nobody else; once a day."""
    send([notices.new_link(round, person, at=at)])


@transaction.atomic
def say_on_reply(round: ForumRound, *, by: Partner, at: datetime, is_satisfied: bool, text: str = "",
                 through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> ReplyWord:
    """Who answered is satisfied with what they got, or not and why: that becomes a challenge, about this round. The same words again count
    once. What staff write down does not take the place of a "no" that the person gave themselves. Raises NotAllowedNow before the answers
    went out, or if what is missing is not said."""
    it = locked(round)
    if it.sent_at is None or not ForumAnswer.objects.standing().filter(round=it, by=by).exists():
        raise NotAllowedNow("say")
    if not is_satisfied and not text:
        raise NotAllowedNow("say")
    last = ReplyWord.objects.filter(round=it, by=by).order_by("at", "pk").last()
    if last and (last.is_satisfied, last.text) == (is_satisfied, text):
        return last
    if noted_by and is_satisfied and last and not last.is_satisfied and last.noted_by_id is None:
        raise NotAllowedNow("say", THEIR_OWN)
    raised = None if is_satisfied else raise_challenge(
        About("round", it.ref, it.plan.name, it.plan.programme, it.plan.workstream.group), by=by, at=at, kind=Kind.CONTROL, text=text,
        through=through, noted_by=noted_by)
    made = ReplyWord.objects.create(round=it, by=by, is_satisfied=is_satisfied, text=text, at=at, through=through, noted_by=noted_by,
                                    challenge=raised)
    record(made, "accept" if is_satisfied else "refuse", by=noted_by or by, at=at)
    return made
