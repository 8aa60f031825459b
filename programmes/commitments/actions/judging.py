"""The word of lay partners: it is done, partly, or not; and a promise that was broken (R10, CC4)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.commitments import notices
from programmes.commitments.actions.giving import locked
from programmes.commitments.catalogue import Verdict
from programmes.commitments.lifecycles import COMMITMENT, CommitmentState
from programmes.commitments.models import Commitment, CommitmentBreach, CommitmentWord
from programmes.commitments.policies import is_judged, is_of_owners_side
from programmes.meetings.models import Meeting


@transaction.atomic
def say_on_promise(commitment: Commitment, *, by: Partner, at: datetime, value: str, text: str = "", meeting: Meeting | None = None,
                   through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> CommitmentWord:
    """A lay partner says whether it is done; a later word takes the place of their earlier one.

    One "no" makes it disputed, whoever said yes before or says so after, until who said no says otherwise or it is claimed anew: both
    words stay. Raises NotAllowedNow for the owner's side, and if there is nothing to judge.
    """
    now_ = locked(commitment)
    on, actor = day_of(at), noted_by or by
    if is_of_owners_side(by, now_, on) or (noted_by and is_of_owners_side(noted_by, now_, on)):
        raise NotAllowedNow("say", _("Who promised it, or said that it is done, does not say that it is kept."))
    may = is_judged(now_, on)
    if not may:
        raise NotAllowedNow("say", may.why)
    said = CommitmentWord.objects.current(now_)
    before = said.filter(by=by).first()
    if before and (before.value, before.text) == (value, text):
        return before       # sent twice
    if before and noted_by and before.noted_by_id is None:
        raise NotAllowedNow("say", _("They have said this themselves. Ask them to change it."))
    said.filter(by=by).update(replaced_at=at)
    word = CommitmentWord.objects.create(commitment=now_, round=now_.round, by=by, at=at, value=value, text=text, meeting=meeting,
                                         through=through, noted_by=noted_by)
    record(word, "deny" if word.is_no() else "confirm", by=actor, at=at, now=value)
    denied = CommitmentWord.objects.current(now_).exclude(value=Verdict.MET).exists()
    if denied and now_.offers("dispute"):
        make_move(now_, COMMITMENT, "dispute", by=actor, at=at, closed_at=None, closed_by=None, report_due_on=now_.next_report(on))
    elif not denied and now_.state != CommitmentState.MET:
        make_move(now_, COMMITMENT, "confirm", by=actor, at=at, closed_at=at, closed_by=by, report_due_on=None, because="")
    send(notices.judged(word, at=at))
    if noted_by:
        send(notices.word_noted(word, at=at))
    return word


@transaction.atomic
def break_promise(commitment: Commitment, *, by: Partner, at: datetime, happened_on: date, text: str, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> CommitmentBreach:
    """Record that it was not kept. A standing promise goes on, and each day is counted once, whoever says so; another one is closed as
    broken. Everybody's words are kept.

    Raises NotAllowedNow for the owner's side, for a day that has not come, or one before it was promised.
    """
    now_ = locked(commitment)
    on, actor = day_of(at), noted_by or by
    if is_of_owners_side(by, now_, on) or (noted_by and is_of_owners_side(noted_by, now_, on)):
        raise NotAllowedNow("break", _("Who promised it does not record this."))
    if happened_on > on or (now_.agreed_at and happened_on < day_of(now_.agreed_at)):
        raise NotAllowedNow("break", _("Choose a day between the promise and today."))
    breach, made = CommitmentBreach.objects.get_or_create(commitment=now_, happened_on=happened_on, by=by, defaults={
        "text": text, "at": at, "through": through, "noted_by": noted_by})
    if now_.state == CommitmentState.BROKEN:
        if not made:
            return breach       # sent twice
        record(now_, "break_again", by=actor, at=at)
    else:
        make_move(now_, COMMITMENT, "break", by=actor, at=at, because=text, closed_at=at, closed_by=by,
                  report_due_on=now_.next_report(on) if now_.is_standing else None)
    send(notices.changed(now_, f"broken {happened_on.isoformat()}", at=at, but=[by, noted_by], chairs=True, owners=True))
    return breach
