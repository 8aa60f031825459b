"""Somebody answers: by themselves, or to a person who writes it down."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.plans.models import OpenPoint, PlanParagraph
from programmes.rounds import notices
from programmes.rounds.actions.opening import locked
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies.answering import in_time


@transaction.atomic
def give_answer(round: ForumRound, *, by: Partner, at: datetime, text: str = "", point: OpenPoint | None = None,
                paragraph: PlanParagraph | None = None, audio: File | None = None, content_type: str = "", wants_no_name: bool = False,
                through: str = Through.ACCOUNT, noted_by: Partner | None = None, received_on: date | None = None,
                ref: str = "") -> ForumAnswer:
    """One answer. With the same `ref` it is given once. The first of a person is acknowledged at once (NT38).

    Raises NotAllowedNow after the last day (five days later for what is written down), once the answers went out, or if it is about
    something that is not in this plan.
    """
    if ref and (there := ForumAnswer.objects.filter(ref=ref, by=by, round=round).first()):
        return there
    it, on = locked(round), day_of(at)
    if not (answer := in_time(it, on, through=through)):
        raise NotAllowedNow("answer", answer.why)
    if not text and not audio:
        raise NotAllowedNow("answer", _("Write your answer, or add a recording."))
    if any(each is not None and each.plan_id != it.plan_id for each in (point, paragraph)):
        raise NotAllowedNow("answer", _("That is not in this plan."))
    facts: dict[str, Any] = {"ref": ref} if ref else {}
    try:
        with transaction.atomic():
            made = ForumAnswer(round=it, by=by, at=at, text=text, point=point, paragraph=paragraph, content_type=content_type,
                               wants_no_name=wants_no_name, through=through, noted_by=noted_by, received_on=received_on or on, **facts)
            if audio:
                made.audio = audio
            made.save()
    except IntegrityError:
        if ref and (there := ForumAnswer.objects.filter(ref=ref, by=by, round=it).first()):     # sent twice at the same moment
            return there
        raise
    record(made, "note" if noted_by else "give", by=noted_by or by, at=at, now=made.state)
    send([notices.received(made, at=at)])
    return made


@transaction.atomic
def write_down_recording(answer: ForumAnswer, *, by: Partner, at: datetime, text: str) -> ForumAnswer:
    """What a recording says, in words; the recording stays. Where it came without words they are the answer's; else they stand beside
    it, for all who may hear it. Raises NotAllowedNow if there is none or it is written down already."""
    found = ForumAnswer.objects.select_for_update(of=("self",)).select_related("round__plan__programme").get(pk=answer.pk)
    if not found.audio or found.heard_by_id is not None or found.is_taken_back():
        raise NotAllowedNow("write_down", _("It is written down already, or there is no recording."))
    if found.text:
        found.transcript = text
    else:
        found.text = text
    found.heard_by = by
    found.save(update_fields=["text", "transcript", "heard_by"])
    record(found, "write_down", by=by, at=at)
    return found
