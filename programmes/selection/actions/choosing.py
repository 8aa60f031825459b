"""Marks, what the panel decides, the release of all outcomes together, and the person's answer to what is offered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import make_move, move_many, record
from partners.models import Candidate, Partner
from programmes.nominations.actions import hold, hold_many
from programmes.nominations.lifecycles import NOMINATION, NominationState
from programmes.nominations.models import Nomination
from programmes.selection import notices
from programmes.selection.actions import locked, member, open_if_all_have_marked, role_of
from programmes.selection.lifecycles import PANEL, PanelState
from programmes.selection.models import Decision, Declared, Mark, Outcome, Panel, ScoreSheet
from programmes.selection.policies import (
    UNSEEN,
    qualities_of,
    takes_marks,
    unmarked_by,
    waiting_for,
    what_hinders_release,
    what_lacks,
    with_markers,
)
from programmes.selection.showing import waits_for_answer

KEPT_MONTHS = 12        # PM8: on the reserve list, and what is known of a person after the outcome
NOT_SEEN = _("This person is not before the panel now, or you have not declared your interests.")


def _seen(nomination: Nomination, panel: Panel, by: Partner) -> Nomination:
    """The nominee as this member sees them now, with who gave marks. Raises NotAllowedNow if they do not."""
    found = with_markers(waiting_for(panel, by)).select_related("candidate", "profile", "call__programme").defer(
        *UNSEEN).filter(pk=nomination.pk).first()
    if found is None or not Declared.objects.filter(panel=panel, partner=by).exists():
        raise NotAllowedNow("choose", NOT_SEEN)
    return found


@transaction.atomic
def give_marks(nomination: Nomination, *, by: Partner, at: datetime, marks: dict[str, tuple[int, str]]) -> ScoreSheet:
    """A member's marks for one person, one for each quality of the role profile; given again they take the place of the earlier ones.

    Raises NotAllowedNow for whom the member does not see, and once the marks are open, unless the person lacks a marker.
    """
    panel = locked(nomination.call.panel)
    here, seen = member(panel, by, at=at), _seen(nomination, panel, by)
    if not takes_marks(panel, seen, by):
        raise NotAllowedNow("give", _("The marks are open now. They cannot be changed any more."))
    if set(marks) != {part.name for part in qualities_of(seen.profile)} or not all(
            value in Mark.Value.values and note.strip() for value, note in marks.values()):
        raise NotAllowedNow("give", _("Give a mark and a note for each quality of the role profile."))
    sheet, is_new = ScoreSheet.objects.get_or_create(nomination=seen, partner=by, defaults={"is_lay": here.is_lay, "given_at": at})
    if not is_new and marks == {mark.quality: (mark.value, mark.note) for mark in sheet.marks.all()}:
        return sheet        # sent twice
    sheet.marks.all().delete()
    Mark.objects.bulk_create([Mark(sheet=sheet, quality=name, value=value, note=note) for name, (value, note) in marks.items()])
    sheet.is_lay, sheet.given_at = here.is_lay, at
    sheet.save(update_fields=["is_lay", "given_at"])
    record(sheet, "give" if is_new else "change", by=by, at=at, role=role_of(here), panel=panel.ref)
    if not waiting_for(panel, by).filter(unmarked_by(by)).exists():
        open_if_all_have_marked(panel, at=at)
    return sheet


@transaction.atomic
def open_marks(panel: Panel, *, by: Partner, at: datetime) -> Panel:
    """The chair opens the marks, though some are missing. Raises NotAllowedNow unless marks are being given."""
    now_ = locked(panel)
    make_move(now_, PANEL, "open_marks", by=by, at=at, opened_at=at, opened_by=by)
    return now_


@transaction.atomic
def decide(nomination: Nomination, *, by: Partner, at: datetime, outcome: str, reason: str) -> Decision:
    """Write down what the panel decides about somebody. The last word stands, and nothing is told until all is released.

    Raises NotAllowedNow unless marks are open, two members gave the person marks, one of them lay, and a reason is given.
    """
    panel = locked(nomination.call.panel)
    here, seen = member(panel, by, at=at), _seen(nomination, panel, by)
    if panel.state != PanelState.DECIDING:
        raise NotAllowedNow("decide", _("The panel decides when the marks are open."))
    if why := what_lacks(seen):
        raise NotAllowedNow("decide", why)
    if outcome not in Outcome.values or not reason.strip():
        raise NotAllowedNow("decide", _("Choose an outcome, and give the reason in words."))
    before = Decision.objects.filter(nomination=seen).first()
    if before and (before.outcome, before.reason, before.decided_by_id) == (outcome, reason, by.pk):
        return before       # sent twice
    decision, _new = Decision.objects.update_or_create(nomination=seen, defaults={
        "outcome": outcome, "reason": reason, "decided_at": at, "decided_by": by})
    record(decision, "decide", by=by, at=at, role=role_of(here), panel=panel.ref)
    return decision


@transaction.atomic
def release(panel: Panel, *, by: Partner, at: datetime) -> int:
    """Release all outcomes together, and tell everybody the same day; says how many. Who has stepped back meanwhile is left out.

    Raises NotAllowedNow while somebody before the panel has no outcome or too few marks, while somebody who agreed since is not before
    it, and for the second of two who release.
    """
    now_ = locked(panel)
    PANEL.after("release", now_.state)
    if why := what_hinders_release(now_, by=by):
        raise NotAllowedNow("release", why)
    before = Nomination.objects.filter(call=now_.call_id, state=NominationState.SHORTLISTED)
    hold_many(Candidate.objects.filter(pk__in=before.values("candidate")))
    make_move(now_, PANEL, "release", by=by, at=at, released_at=at, released_by=by)
    moved: list[int] = []
    for outcome in Outcome:
        those = Nomination.objects.filter(call=now_.call_id, state=NominationState.SHORTLISTED, decision__outcome=outcome,
                                          decision__released_at__isnull=True).select_related("call__programme").order_by("pk")
        moved += [each.pk for each in move_many(those, NOMINATION, outcome.value, by=by, at=at, settled_at=at)]
    theirs = Nomination.objects.filter(call=now_.call_id, settled_at=at, decision__released_at__isnull=True).exclude(
        state=NominationState.WITHDRAWN)
    Candidate.objects.filter(pk__in=theirs.values("candidate")).update(keep_until=add_months(day_of(at), KEPT_MONTHS))
    Decision.objects.filter(nomination__in=theirs.values("pk")).update(released_at=at)
    send_rows(notices.outcomes(now_, at=at))
    return len(moved)


# --- the person's answer ---------------------------------------------------------------------------------------------------

def answer_outcome(decision: Decision, *, at: datetime, yes: bool) -> Decision:
    """The person says yes or no to the reserve list or the Forum. The same answer twice is one answer.

    Raises NotAllowedNow when nothing is asked any more, or for another answer than before.
    """
    return _answer(decision, by=None, at=at, yes=yes)


def note_outcome_answer(decision: Decision, *, by: Partner, at: datetime, yes: bool) -> Decision:
    """The manager writes down what the person said by phone or letter. Raises as `answer_outcome` does."""
    return _answer(decision, by=by, at=at, yes=yes)


@transaction.atomic
def _answer(decision: Decision, *, by: Partner | None, at: datetime, yes: bool) -> Decision:
    hold(decision.nomination.candidate)
    Decision.objects.select_for_update().get(pk=decision.pk)
    now_ = Decision.objects.select_related("nomination__candidate", "nomination__call__programme").get(pk=decision.pk)
    said, nomination = "yes" if yes else "no", now_.nomination
    if now_.answer == said:
        return now_
    if not waits_for_answer(now_):
        raise NotAllowedNow("answer", _("This was answered already, or is not asked any more. Please ring us if you think otherwise."))
    now_.answer, now_.answered_at = said, at
    now_.save(update_fields=["answer", "answered_at"])
    if yes and now_.outcome == Outcome.RESERVE:
        until = add_months(day_of(at), KEPT_MONTHS)
        Nomination.objects.filter(pk=nomination.pk).update(reserve_until=until)
        Candidate.objects.filter(pk=nomination.candidate_id, keep_until__lt=until).update(keep_until=until)
        nomination.reserve_until = until
    record(now_, "answer", by=by or nomination.candidate, at=at, role="PM" if by else "", nomination=nomination.ref)
    return now_
