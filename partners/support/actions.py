"""Asking for support, arranging it, and the word of the person whether it works. The trail names no need: only that something moved."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.people.models import Partner, Through
from partners.support import notices
from partners.support.lifecycles import NeedState
from partners.support.models import Look, Need, SupportCheck

LONGEST_MONTHS = 12


@transaction.atomic
def add_need(partner: Partner, *, at: datetime, kind: str, words: str, seen_by: str, through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> Need:
    """The person asks for support. It stands until they say that they do not need it any more."""
    need = Need.objects.create(partner=partner, kind=kind, words=words, seen_by=seen_by, asked_at=at, through=through, noted_by=noted_by)
    record(need, "ask", by=noted_by or partner, at=at, now=need.state)
    return need


@transaction.atomic
def change_need(need: Need, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None, **facts: Any) -> Need:
    """The person says it in other words. What nobody has acted on yet is written anew; else the old one ends and a new one begins, so
    that nobody's arrangement stands beside words that they never read. Raises NotAllowedNow if it is not needed any more."""
    if need.state == NeedState.ASKED:
        mine = Need.objects.filter(pk=need.pk, state=NeedState.ASKED)
        if mine.update(**facts, asked_at=at, through=through, noted_by=noted_by):
            need.refresh_from_db()
            record(need, "change", by=noted_by or need.partner, at=at)
            return need
        need.refresh_from_db()
    need.withdraw(at=at)
    return add_need(need.partner, at=at, through=through, noted_by=noted_by, **facts)


@transaction.atomic
def withdraw_need(need: Need, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """The person does not need it any more. (Who noted it for them stands in what was noted.)"""
    need.withdraw(at=at)


@transaction.atomic
def confirm_need(need: Need, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """It works, the person says: only now it is met. Raises NotAllowedNow unless something was arranged."""
    need.confirm(at=at, through=through, noted_by=noted_by)


@transaction.atomic
def deny_need(need: Need, *, at: datetime, why: str, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """It does not work, the person says, and why. It waits for staff until they arrange it anew."""
    need.deny(at=at, why=why, through=through, noted_by=noted_by)


@transaction.atomic
def say_support_is_right(partner: Partner, *, at: datetime, review_on: date, through: str = Through.ACCOUNT,
                         noted_by: Partner | None = None) -> SupportCheck:
    """The person looked: it is right as it stands, or they need nothing. Raises NotAllowedNow for a day that is over or a year away."""
    today = day_of(at)
    if not today < review_on <= add_months(today, LONGEST_MONTHS):
        raise NotAllowedNow("check", _("We ask again within twelve months."))
    check = SupportCheck.objects.create(partner=partner, said_at=at, review_on=review_on, through=through, noted_by=noted_by)
    record(partner, "check_support", by=noted_by or partner, at=at, through=through)
    return check


@transaction.atomic
def arrange_need(need: Need, *, by: Partner, at: datetime, what: str, book: str = "") -> None:
    """Staff say what they arranged, and the person is told. `book` is the programme in which they act. Raises NotAllowedNow unless the
    need waits for them."""
    need.arrange(by=by, at=at, what=what)
    send([notices.need_arranged(need, at=at, book=book)])


@transaction.atomic
def say_need_impossible(need: Need, *, by: Partner, at: datetime, why: str, book: str = "") -> None:
    """Staff say why it cannot be done so far, and the person is told. They may say no to it; it stays in sight."""
    need.say_impossible(by=by, at=at, why=why)
    send([notices.need_arranged(need, at=at, book=book)])


def note_look(partner: Partner, *, by: Partner, on: date) -> None:
    """Somebody else reads what the person needs: the person can see who. Noted once a day."""
    note_looks([partner], by=by, on=on)


def note_looks(people: Iterable[Partner], *, by: Partner, on: date) -> None:
    """The same of many at once."""
    Look.objects.bulk_create([Look(partner=each, by=by, on=on) for each in people if each.pk != by.pk], ignore_conflicts=True)
