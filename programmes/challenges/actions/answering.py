"""Seen, answered, and whether the answer will do for who raised it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import make_move
from partners.models import Partner
from partners.people.models import Through
from programmes.challenges import notices
from programmes.challenges.catalogue import LEFT_WORKING_DAYS, Word
from programmes.challenges.lifecycles import CHALLENGE
from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeWord
from programmes.challenges.policies import answered_below, handles, has_answered
from programmes.raising.policies import on_rung


def locked(challenge: Challenge) -> Challenge:
    """As it stands now, held until the transaction ends."""
    return Challenge.objects.select_for_update(of=("self",)).select_related("programme", "group", "raised_by").get(pk=challenge.pk)


def _must_answer(challenge: Challenge, by: Partner, at: datetime, move: str) -> None:
    """Raises NotAllowedNow unless `by` stands on its rung, or handles it, and did not raise it."""
    if by.pk == challenge.raised_by_id:
        raise NotAllowedNow(move, _("Nobody answers what they raised themselves."))
    if answered_below(by, challenge):
        raise NotAllowedNow(move, _("You have answered it below: somebody else answers here."))
    if challenge.is_restricted:
        is_here = handles(by, challenge, day_of(at))
    else:
        is_here = on_rung(challenge.programme, challenge.group, challenge.rung, day_of(at)).filter(pk=by.pk).exists()
    if not is_here:
        raise NotAllowedNow(move, _("Somebody else answers it now."))


@transaction.atomic
def acknowledge_challenge(challenge: Challenge, *, by: Partner, at: datetime) -> Challenge:
    """Whoever it is with says that they have seen it; who raised it is told. Raises NotAllowedNow if it was seen or is elsewhere."""
    found = locked(challenge)
    _must_answer(found, by, at, "acknowledge")
    make_move(found, CHALLENGE, "acknowledge", by=by, at=at, acknowledged_at=at, acknowledged_by=by)
    send_rows(notices.acknowledged(found, at=at))
    return found


@transaction.atomic
def answer_challenge(challenge: Challenge, *, by: Partner, at: datetime, text: str, has_changed: bool, changed: str) -> ChallengeAnswer:
    """The answer, and what changed because of the challenge (or why nothing did); who raised it is told, and judges it.

    Raises NotAllowedNow if it does not wait for an answer, or waits for that of somebody else.
    """
    found = locked(challenge)
    _must_answer(found, by, at, "answer")
    make_move(found, CHALLENGE, "answer", by=by, at=at, first_answered_at=found.first_answered_at or at)
    made = ChallengeAnswer.objects.create(challenge=found, by=by, rung=found.rung, at=at, due_on=found.due_on, text=text,
                                          has_changed=has_changed, changed=changed)
    send_rows(notices.answered(found, made.ref, at=at))
    return made


@transaction.atomic
def say_on_challenge(challenge: Challenge, *, by: Partner, at: datetime, satisfied: bool, text: str = "", through: str = Through.ACCOUNT,
                     noted_by: Partner | None = None) -> Challenge:
    """Who raised it says whether the last answer will do. If not, the co-chairs and the manager hear it at once (NT41), and after five
    working days it goes up by itself. A yes that somebody wrote down is told to who raised it, who may put it right, also by telling
    somebody else; that yes stays beside it.

    Raises NotAllowedNow if there is no answer to judge, or who speaks or writes it down has answered it.
    """
    found, speaker = locked(challenge), noted_by or by
    answer = ChallengeAnswer.objects.filter(challenge=found).order_by("at", "pk").last()
    if answer is None or has_answered(speaker, found):
        raise NotAllowedNow("accept", _("There is no answer to judge, or you have answered it yourself."))
    noter = answer.said_noted_by_id
    puts_right = bool(answer.satisfied and noter and (noted_by is None or noted_by.pk != noter))
    if answer.satisfied is not None and not (puts_right and not satisfied):
        raise NotAllowedNow("accept", _("That was said already."))
    if not satisfied and not text:
        raise NotAllowedNow("refuse", _("Say what is missing."))
    if puts_right and answer.said_at is not None:
        ChallengeWord.objects.create(challenge=found, kind=Word.YES, at=answer.said_at, by=by, text=answer.said,
                                     through=answer.said_through, noted_by=answer.said_noted_by)
    answer.satisfied, answer.said, answer.said_at = satisfied, text, at
    answer.said_through, answer.said_noted_by = through, noted_by
    answer.save(update_fields=["satisfied", "said", "said_at", "said_through", "said_noted_by"])
    if satisfied:
        make_move(found, CHALLENGE, "accept", by=speaker, at=at, closed_at=at, closed_by=by)
        send_rows([*notices.closed(found, tells_raiser=False, at=at)])
        if noted_by:
            send_rows(notices.yes_was_noted(found, answer.ref, at=at))
        return found
    make_move(found, CHALLENGE, "refuse", by=speaker, at=at, refused_at=at, closed_at=None, closed_by=None,
              due_on=add_working_days(day_of(at), LEFT_WORKING_DAYS))
    send_rows(notices.not_satisfied(found, answer.ref, at=at))
    return found
