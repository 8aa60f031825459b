"""The Advisory Group's position, who does not agree, and the word of those who looked at what was changed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.decisions import notices
from programmes.decisions.catalogue import Position
from programmes.decisions.models import DecisionDissent, DecisionPosition, DecisionRecord, DecisionSeen
from programmes.decisions.policies.saying import (
    is_a_day_for_position,
    may_be_noted_as_position,
    may_be_noted_as_seen,
    time_for_dissent,
    time_for_position,
    time_to_look,
    who_writes_reasons,
)
from programmes.meetings.models import Meeting


def _locked(decision: DecisionRecord) -> DecisionRecord:
    found: DecisionRecord = DecisionRecord.objects.select_for_update(of=("self",)).select_related("programme", "workstream", "group").get(
        pk=decision.pk)
    return found


@transaction.atomic
def record_position(decision: DecisionRecord, *, by: Partner, at: datetime, value: str, text: str = "", said_on: date,
                    meeting: Meeting | None = None, through: str = Through.ACCOUNT, noted_by: Partner | None = None,
                    **votes: int | None) -> DecisionPosition:
    """What the Advisory Group says, by a lay co-chair. It takes the place of one before; all stay.

    Raises NotAllowedNow once the decision is made or withdrawn, it differs and says not why, the day does not fit, or somebody writes
    down a milder one than a lay co-chair gave themselves.
    """
    now_ = _locked(decision)
    if not (answer := time_for_position(now_)):
        raise NotAllowedNow("record", answer.why)
    if value != Position.AGREE and not text:
        raise NotAllowedNow("record", _("Say why, in the words of the group."))
    if not (answer := is_a_day_for_position(now_, said_on, on=day_of(at), is_noted=noted_by is not None)):
        raise NotAllowedNow("record", answer.why)
    said: dict[str, Any] = {"value": value, "text": text, "said_on": said_on, "meeting": meeting, "by": by, "wording": now_.wording} | votes
    standing = DecisionPosition.objects.current().filter(decision=now_)
    if before := standing.filter(**said).first():       # the same press again
        return before
    if noted_by and not (answer := may_be_noted_as_position(now_, value)):
        raise NotAllowedNow("record", answer.why)
    standing.update(replaced_at=at)
    made = DecisionPosition.objects.create(decision=now_, at=at, through=through, noted_by=noted_by, **said)
    record(made, "record", by=noted_by or by, at=at, role="" if noted_by else "LCC")
    send(notices.word_noted(made, at=at))
    return made


@transaction.atomic
def say_dissent(decision: DecisionRecord, *, by: Partner, at: datetime, words: str, in_public: bool = False, through: str = Through.ACCOUNT,
                noted_by: Partner | None = None) -> DecisionDissent:
    """A lay partner does not agree; `in_public` if their name may stand beside it where everybody reads it. The same words again change
    only that wish. Raises NotAllowedNow more than 28 days after the decision, or if it was withdrawn."""
    now_ = _locked(decision)
    if not (answer := time_for_dissent(now_, day_of(at))):
        raise NotAllowedNow("dissent", answer.why)
    if before := DecisionDissent.objects.standing().filter(decision=now_, by=by, words=words).first():      # the same press again
        if before.in_public != in_public and (noted_by is None or not in_public):
            before.in_public = in_public
            before.save(update_fields=["in_public"])
            record(before, "wish", by=noted_by or by, at=at)
        return before
    made = DecisionDissent.objects.create(decision=now_, by=by, words=words, in_public=in_public, at=at, through=through, noted_by=noted_by)
    record(made, "say", by=noted_by or by, at=at)
    if now_.is_out() and not now_.reason:
        send(notices.reason_needed(made, who_writes_reasons(now_, day_of(at)), at=at))
    send(notices.word_noted(made, at=at))
    return made


@transaction.atomic
def take_back_dissent(dissent: DecisionDissent, *, by: Partner, at: datetime) -> DecisionDissent:
    """Who said it takes it back; that it was said stays on the page. Raises NotAllowedNow for anybody else, or the second time."""
    found = DecisionDissent.objects.select_for_update(of=("self",)).select_related("decision__programme").get(pk=dissent.pk)
    if found.by_id != by.pk:
        raise NotAllowedNow("take_back", _("Only who said it takes it back."))
    if found.taken_back_at is not None:
        raise NotAllowedNow("take_back", _("It was taken back already."))
    found.taken_back_at = at
    found.save(update_fields=["taken_back_at"])
    record(found, "take_back", by=by, at=at)
    return found


@transaction.atomic
def say_seen(decision: DecisionRecord, *, by: Partner, at: datetime, is_right: bool, text: str = "", through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> DecisionSeen:
    """One of the lay side saw what was changed, or says what is wrong; then who asked is told, and it has to be answered.

    Raises NotAllowedNow if nobody was asked to look, it is put off or withdrawn, a "no" says not what is wrong, or somebody writes
    down a "yes" where this person said "no" themselves.
    """
    now_ = _locked(decision)
    if not (answer := time_to_look(now_)):
        raise NotAllowedNow("see", answer.why)
    if not is_right and not text:
        raise NotAllowedNow("see", _("Say what is wrong."))
    last = DecisionSeen.objects.filter(decision=now_, round=now_.round, by=by).order_by("at", "pk").last()
    if last and (last.is_right, last.text) == (is_right, text) and not last.answer:     # the same press again
        return last
    if noted_by and not (answer := may_be_noted_as_seen(now_, by, is_right=is_right)):
        raise NotAllowedNow("see", answer.why)
    made = DecisionSeen.objects.create(decision=now_, by=by, round=now_.round, is_right=is_right, text=text, at=at, through=through,
                                       noted_by=noted_by)
    record(made, "see" if is_right else "refuse", by=noted_by or by, at=at)
    send(notices.word_noted(made, at=at))
    if not is_right:
        send(notices.not_seen(made, at=at))
    return made


@transaction.atomic
def answer_seen(word: DecisionSeen, *, by: Partner, at: datetime, answer: str) -> DecisionSeen:
    """Answer a "no" to what was changed: the answer stands beside it, and who said it is told. Raises NotAllowedNow if it has one."""
    found = DecisionSeen.objects.select_for_update(of=("self",)).select_related("decision__programme", "by").get(pk=word.pk)
    if found.is_right or found.answer:
        raise NotAllowedNow("answer", _("It needs no answer, or it has one."))
    found.answer, found.answered_at, found.answered_by = answer, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    send([notices.no_answered(found, at=at)])
    return found
