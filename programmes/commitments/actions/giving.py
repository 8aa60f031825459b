"""A promise is asked for and given, or not; it passes to somebody else; it is taken back, and insisted on."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Organisation, Partner
from partners.people.models import Through
from programmes.commitments import notices
from programmes.commitments.lifecycles import COMMITMENT, OPEN
from programmes.commitments.models import Commitment
from programmes.commitments.policies import answers_for
from programmes.minutes.models import MinuteLine
from programmes.raising.models import About


def locked(commitment: Commitment) -> Commitment:
    """As it is now, and nobody else moves it until we are done."""
    return Commitment.objects.select_for_update(of=("self",)).select_related(
        "programme", "group", "owner", "second_owner", "organisation", "asked_by").get(pk=commitment.pk)


@transaction.atomic
def ask_promise(about: About, *, by: Partner, at: datetime, text: str, owner: Partner | None = None,
                organisation: Organisation | None = None, second_owner: Partner | None = None, together_with: str = "",
                asked_by: Partner | None = None, due_on: date | None = None, is_standing: bool = False, every_weeks: int = 4,
                line: MinuteLine | None = None, ref: str = "") -> Commitment:
    """Put a promise into the log. Its owner is asked to say yes; from the owner's own hand it counts at once.

    With the same `ref` it is asked for once. Raises NotAllowedNow if the line of minutes is a promise already, the day is over, or there
    is neither a day nor `is_standing`.
    """
    on = day_of(at)
    if ref and (before := Commitment.objects.filter(ref=ref, proposed_by=by).first()):
        return before
    if is_standing:
        due_on = None
    elif due_on is None:
        raise NotAllowedNow("ask", _("Say by which day, or that it goes on for good."))
    elif due_on < on:
        raise NotAllowedNow("ask", _("That day is over. Choose a day from today on."))
    facts: dict[str, Any] = {"ref": ref} if ref else {}
    try:
        with transaction.atomic():
            made = Commitment.objects.create(
                text=text, owner=owner, second_owner=second_owner if second_owner != owner else None, organisation=organisation,
                together_with=together_with, asked_by=asked_by or by, due_on=due_on, first_due_on=due_on, is_standing=is_standing,
                every_weeks=every_weeks, minute_line=line, proposed_at=at, proposed_by=by, **about.facts(), **facts)
    except IntegrityError:
        if ref and (before := Commitment.objects.filter(ref=ref, proposed_by=by).first()):
            return before       # sent twice at the same moment
        raise NotAllowedNow("ask", _("This line is in the log of promises already.")) from None
    record(made, "propose", by=by, at=at, now=made.state)
    if answers_for(by, made, on):
        return agree_to_promise(made, by=by, at=at)
    send(notices.to_owners("promise_asked", made, f"asked {made.round}", at=at))
    return made


@transaction.atomic
def agree_to_promise(commitment: Commitment, *, by: Partner, at: datetime, through: str = Through.ACCOUNT,
                     noted_by: Partner | None = None) -> Commitment:
    """The owner says yes: from now on they say every few weeks how it stands. `by` is the owner, or who speaks for their organisation."""
    now_ = locked(commitment)
    make_move(now_, COMMITMENT, "agree", by=noted_by or by, at=at, agreed_at=at, agreed_through=through, agreed_noted_by=noted_by,
              report_due_on=now_.next_report(day_of(at)), closed_at=None, closed_by=None, because="")
    send(notices.changed(now_, f"agreed {now_.round}", at=at, but=[by, noted_by]))
    return now_


@transaction.atomic
def decline_promise(commitment: Commitment, *, by: Partner, at: datetime, because: str, noted_by: Partner | None = None) -> Commitment:
    """The owner does not promise it, and says why. Who asked and the lay co-chairs read it; a co-chair may insist."""
    now_ = locked(commitment)
    make_move(now_, COMMITMENT, "decline", by=noted_by or by, at=at, because=because, closed_at=at, closed_by=by)
    send(notices.changed(now_, f"declined {now_.round}", at=at, but=[by, noted_by], chairs=True))
    return now_


@transaction.atomic
def change_owner(commitment: Commitment, *, by: Partner, at: datetime, owner: Partner | None,
                 organisation: Organisation | None) -> Commitment:
    """Somebody else keeps it from now on; they and who asked are told. Raises NotAllowedNow if it is closed."""
    now_ = locked(commitment)
    if now_.state not in (*OPEN, "broken"):
        raise NotAllowedNow("hand_on", _("It is closed."))
    now_.owner, now_.organisation, now_.second_owner = owner, organisation, None
    now_.save(update_fields=["owner", "organisation", "second_owner"])
    record(now_, "hand_on", by=by, at=at)
    occasion = f"handed on {at.isoformat(timespec='seconds')}"
    send([*notices.to_owners("promise_handed_on", now_, occasion, at=at), *notices.changed(now_, occasion, at=at, but=[by])])
    return now_


@transaction.atomic
def withdraw_promise(commitment: Commitment, *, by: Partner, at: datetime, because: str) -> Commitment:
    """Taken back, with the reason. It stays in the log; owner, who asked and the lay co-chairs read why."""
    now_ = locked(commitment)
    make_move(now_, COMMITMENT, "withdraw", by=by, at=at, because=because, closed_at=at, closed_by=by, report_due_on=None)
    send(notices.changed(now_, f"withdrawn {at.isoformat(timespec='seconds')}", at=at, but=[by], chairs=True, owners=True))
    return now_


@transaction.atomic
def insist(commitment: Commitment, *, by: Partner, at: datetime, due_on: date | None = None) -> Commitment:
    """A lay co-chair asks for it again. Raises NotAllowedNow if its day is over and no other is named."""
    now_, on = locked(commitment), day_of(at)
    day = due_on or now_.due_on
    if not now_.is_standing and (day is None or day < on):
        raise NotAllowedNow("insist", _("Its day is over. Name another day."))
    make_move(now_, COMMITMENT, "insist", by=by, at=at, role="LCC", due_on=None if now_.is_standing else day, closed_at=None,
              closed_by=None, because="", round=now_.round + 1, claimed_at=None, claimed_by=None)
    send(notices.to_owners("promise_asked", now_, f"asked {now_.round}", at=at))
    return now_
