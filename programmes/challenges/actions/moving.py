"""A challenge goes up, is closed with the position on record, is taken back and put back, or is kept by few people."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.challenges import notices
from programmes.challenges.actions.answering import locked
from programmes.challenges.catalogue import Word
from programmes.challenges.lifecycles import BACK, CHALLENGE, TO, ChallengeState
from programmes.challenges.models import (
    Challenge,
    ChallengeHandler,
    ChallengeQuerySet,
    ChallengeReading,
    ChallengeStep,
    ChallengeWord,
)
from programmes.challenges.policies import answers_on, has_answered, higher_rungs, keeps_it, last_word, not_here
from programmes.raising.catalogue import LADDER, RUNG_WORKING_DAYS
from programmes.raising.policies import ways_up


@transaction.atomic
def escalate_challenge(challenge: Challenge, *, by: Partner, at: datetime, because: str, rung: str = "", through: str = Through.ACCOUNT,
                       noted_by: Partner | None = None) -> Challenge:
    """It goes to the next rung on which somebody stands, or to a higher one that is chosen, which has five working days (CC3).

    Raises NotAllowedNow if it is elsewhere by now, or nobody stands above.
    """
    found, on = locked(challenge), day_of(at)
    if found.rung != challenge.rung:        # two pressed at once: it goes up once
        raise NotAllowedNow("escalate", _("It has gone up already."))
    above = higher_rungs(found, on)
    if not above or (rung and rung not in above):
        raise NotAllowedNow("escalate", _("Nobody stands above who may answer."))
    before, to = found.rung, rung or above[0]
    is_late = found.is_waiting() and found.due_on < on
    make_move(found, CHALLENGE, TO[to], by=noted_by or by, at=at, rung=to, due_on=add_working_days(on, RUNG_WORKING_DAYS))
    ChallengeStep.objects.create(challenge=found, at=at, by=by, from_rung=before, to_rung=to, because=because, is_late=is_late,
                                 through=through, noted_by=noted_by)
    let_those_above_handle(Challenge.objects.filter(pk=found.pk), by=by, on=on, at=at)
    send_rows(notices.gone_up(Challenge.objects.filter(pk=found.pk), on=on, at=at))
    return found


@transaction.atomic
def close_challenge(challenge: Challenge, *, by: Partner, at: datetime, position: str, through: str = Through.ACCOUNT,
                    noted_by: Partner | None = None) -> Challenge:
    """It is over, and the position stays on record: in the words of who raised it, or of a lay co-chair. Who may and when is asked of
    `may_close_challenge` and `may_note_position`. Raises NotAllowedNow if it is over, or who closes it has answered it."""
    found, speaker = locked(challenge), noted_by or by
    if has_answered(speaker, found):
        raise NotAllowedNow("close", _("Who has answered it does not close it."))
    make_move(found, CHALLENGE, "close", by=speaker, at=at, closed_at=at, closed_by=by, position=position, position_through=through,
              position_noted_by=noted_by)
    send_rows(notices.closed(found, tells_raiser=speaker.pk != found.raised_by_id, at=at))
    return found


@transaction.atomic
def add_position(challenge: Challenge, *, by: Partner, at: datetime, text: str) -> ChallengeWord:
    """Who raised it says what they think of the closing; the same words are kept once.

    Raises NotAllowedNow unless it was closed by somebody else, or in words that somebody wrote down.
    """
    found = locked(challenge)
    by_others = found.closed_by_id != found.raised_by_id or found.position_noted_by_id is not None
    if by.pk != found.raised_by_id or found.state != ChallengeState.CLOSED or not by_others:
        raise NotAllowedNow("add_position", _("Only who raised it adds their position, when somebody else closed it."))
    made, is_new = ChallengeWord.objects.get_or_create(
        challenge=found, kind=Word.POSITION, text=text, by=by, defaults={"at": at})
    if is_new:
        record(found, "add_position", by=by, at=at)
    return made


@transaction.atomic
def withdraw_challenge(challenge: Challenge, *, by: Partner, at: datetime, because: str = "", through: str = Through.ACCOUNT,
                       noted_by: Partner | None = None) -> Challenge:
    """Who raised it takes it back; or who wrote it down for them writes down that they do, and why. They are told, and may put it back.

    Raises NotAllowedNow if it is over, somebody else does, no reason is given, or who writes it down is to answer it or has.
    """
    found = locked(challenge)
    if by.pk != found.raised_by_id or (noted_by is not None and noted_by.pk != found.noted_by_id):
        raise NotAllowedNow("withdraw", _("Only who raised it takes it back, or who wrote it down for them notes it."))
    if noted_by is not None:
        if not because:
            raise NotAllowedNow("withdraw", _("Say why they take it back."))
        if has_answered(noted_by, found) or answers_on(noted_by, found, day_of(at)):
            raise NotAllowedNow("withdraw", _("Who is to answer it does not take it back for somebody, nor who has answered it."))
    make_move(found, CHALLENGE, "withdraw", by=noted_by or by, at=at, closed_at=at, closed_by=by)
    if noted_by is not None:
        ChallengeWord.objects.create(challenge=found, kind=Word.TAKEN_BACK, at=at, by=by, text=because, through=through, noted_by=noted_by)
        send_rows(notices.withdrawal_was_noted(found, at=at))
    send_rows(notices.closed(found, tells_raiser=False, at=at))
    return found


@transaction.atomic
def bring_back_challenge(challenge: Challenge, *, by: Partner, at: datetime, text: str = "", through: str = Through.ACCOUNT,
                         noted_by: Partner | None = None) -> Challenge:
    """Who raised it never took it back, whatever was written down: it is where it was, with five working days if its day is near or over.

    Raises NotAllowedNow unless somebody else had written it down, and somebody else than who writes this.
    """
    found, word = locked(challenge), last_word(challenge, Word.TAKEN_BACK)
    if by.pk != found.raised_by_id or word is None or found.closed_at != word.at:
        raise NotAllowedNow("bring_back", _("Only what somebody wrote down as taken back can be put back."))
    if noted_by is not None and noted_by.pk == word.noted_by_id:
        raise NotAllowedNow("bring_back", _("Somebody else than you writes this down: you wrote that they take it back."))
    went_up = ChallengeStep.objects.filter(challenge=found).exists()
    make_move(found, CHALLENGE, BACK.get(found.rung, "bring_back") if went_up else "bring_back", by=noted_by or by, at=at, closed_at=None,
              closed_by=None, due_on=max(found.due_on, add_working_days(day_of(at), RUNG_WORKING_DAYS)))
    ChallengeWord.objects.create(challenge=found, kind=Word.BROUGHT_BACK, at=at, by=by, text=text, through=through, noted_by=noted_by)
    send_rows(notices.brought_back(found, at=at))
    return found


@transaction.atomic
def restrict_challenge(challenge: Challenge, *, by: Partner, at: datetime, handlers: Iterable[Partner]) -> Challenge:
    """From now on only who raised it, who wrote it down and the handlers find it; or more handlers are named.

    Raises NotAllowedNow if none is named, one has no part in the programme, who raised it is among them, all of them are to answer it, or
    staff name them without a lay co-chair.
    """
    found, people = locked(challenge), list(handlers)
    if not people:
        raise NotAllowedNow("restrict", _("Name at least one person who handles it."))
    if any(person.pk == found.raised_by_id for person in people) or not_here(people, found.programme, day_of(at)):
        raise NotAllowedNow("restrict", _("Name people who have a part in the programme, and not who raised it."))
    if not (kept := keeps_it(people, found, by, day_of(at))):
        raise NotAllowedNow("restrict", kept.why)
    ChallengeHandler.objects.bulk_create(
        [ChallengeHandler(challenge=found, partner=person, named_at=at, named_by=by) for person in people], ignore_conflicts=True)
    Challenge.objects.filter(pk=found.pk).update(is_restricted=True)
    record(found, "name_handlers" if found.is_restricted else "restrict", by=by, at=at)
    found.is_restricted = True
    send_rows(notices.handlers_named(found, tells_raiser=by.pk != found.raised_by_id, at=at))
    return found


@transaction.atomic
def open_again(challenge: Challenge, *, by: Partner, at: datetime) -> Challenge:
    """Everybody who has a part in it reads it again, and nobody is named for it any more. Raises NotAllowedNow if it is not restricted."""
    found = locked(challenge)
    if not found.is_restricted:
        raise NotAllowedNow("open_again", _("Others read it already."))
    ChallengeHandler.objects.filter(challenge=found).delete()
    Challenge.objects.filter(pk=found.pk).update(is_restricted=False)
    found.is_restricted = False
    record(found, "open_again", by=by, at=at)
    send_rows(notices.opened_again(found, tells_raiser=by.pk != found.raised_by_id, at=at))
    return found


def let_those_above_handle(found: ChallengeQuerySet, *, by: Partner | None, on: date, at: datetime) -> None:
    """Of the restricted among them, those who stand on the rung that they are on now become handlers. A query for each rung."""
    people = {pair for rung in LADDER for way in [ways_up(rung, on)] for pair in found.order_by().filter(is_restricted=True).filter(
        way.tie, rung=rung).annotate(m_person=F(f"{way.person}pk")).exclude(m_person=F("raised_by")).values_list("pk", "m_person")}
    ChallengeHandler.objects.bulk_create([ChallengeHandler(challenge_id=pk, partner_id=person, named_at=at, named_by=by)
                                          for pk, person in sorted(people)], ignore_conflicts=True)


def note_reading(challenge: Challenge, *, by: Partner | None, on: date) -> None:
    """Somebody opened a restricted challenge on that day; of who raised it nothing is noted."""
    if by is not None and challenge.is_restricted and by.pk != challenge.raised_by_id:
        ChallengeReading.objects.get_or_create(challenge=challenge, partner=by, on=on)
