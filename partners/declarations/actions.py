"""Declaring interests, saying once a year that they are still so, agreeing what follows from them, and signing confidentiality."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import Entry, record, record_many
from partners.declarations.catalogue import CURRENT_WORDING
from partners.declarations.models import Confidentiality, Interest
from partners.people.models import Partner


@transaction.atomic
def declare(partner: Partner, *, book: str, at: datetime, through: str, kind: str, text: str = "", from_on: date | None = None,
            until_on: date | None = None, noted_by: Partner | None = None) -> Interest:
    """The person declares one interest, or that there is none. The same sent twice stands once; an interest ends "nothing to declare".

    Raises NotAllowedNow if they say that there is none while one stands.
    """
    Partner.objects.select_for_update().get(pk=partner.pk)      # one at a time: the list and "nothing" exclude each other
    theirs = Interest.objects.current().filter(partner=partner, home_book=book)
    same = theirs.filter(kind=kind, text=text, from_on=from_on, until_on=until_on).first()
    if same:
        return same
    nothing = theirs.filter(kind=Interest.Kind.NOTHING)
    if kind == Interest.Kind.NOTHING and theirs.exists():
        raise NotAllowedNow("declare", _("An interest stands in the list. Take it off first, if it is over."))
    for each in nothing:
        _end(each, by=noted_by or partner, at=at)
    interest = Interest.objects.create(
        partner=partner, home_book=book, kind=kind, text=text, from_on=from_on, until_on=until_on, declared_at=at, confirmed_at=at,
        through=through, noted_by=noted_by)
    record(interest, "declare", by=noted_by or partner, at=at, now=kind, partner=partner.ref, through=through)
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, by: Partner, at: datetime) -> None:
    """It is over: it leaves the list, and stays on record. Raises NotAllowedNow if it has left already."""
    _end(interest, by=by, at=at)


def _end(interest: Interest, *, by: Partner, at: datetime) -> None:
    if not Interest.objects.current().filter(pk=interest.pk).update(ended_at=at, confirmed_at=at):
        raise NotAllowedNow("end", _("It is off the list already."))
    interest.ended_at = at
    record(interest, "end", by=by, at=at)


@transaction.atomic
def confirm_interests(partner: Partner, *, book: str, at: datetime, noted_by: Partner | None = None) -> int:
    """The person has looked at the list and says that it is still so (once a year). Raises NotAllowedNow while it is empty."""
    theirs = list(Interest.objects.current().select_for_update().filter(partner=partner, home_book=book).order_by("pk"))
    if not theirs:
        raise NotAllowedNow("confirm", _("Nothing stands in the list. Declare an interest, or say that there is none."))
    Interest.objects.filter(pk__in=[each.pk for each in theirs]).update(confirmed_at=at)
    record_many([Entry(each, "confirm") for each in theirs], by=noted_by or partner, at=at)
    return len(theirs)


@transaction.atomic
def review_interest(interest: Interest, *, by: Partner, at: datetime, action: str, is_published: bool, privacy_reason: str = "") -> None:
    """What follows from it, as agreed with the person; whether others may read it, and if not, why. It may be agreed anew.

    Raises NotAllowedNow when it has left the list meanwhile.
    """
    facts = {"action": action, "is_published": is_published, "privacy_reason": "" if is_published else privacy_reason,
             "reviewed_at": at, "reviewed_by": by}
    if not Interest.objects.current().filter(pk=interest.pk).update(**facts):
        raise NotAllowedNow("review", _("It is off the list already."))
    for name, value in facts.items():
        setattr(interest, name, value)
    record(interest, "review", by=by, at=at, now=action)


@transaction.atomic
def sign_confidentiality(partner: Partner, *, book: str, at: datetime, through: str, noted_by: Partner | None = None) -> Confidentiality:
    """The person signs the statement in its current wording. Signed twice, it stands once."""
    try:
        with transaction.atomic():
            signed = Confidentiality.objects.create(partner=partner, home_book=book, version=CURRENT_WORDING, signed_at=at,
                                                    through=through, noted_by=noted_by)
    except IntegrityError:
        return Confidentiality.objects.get(partner=partner, home_book=book, version=CURRENT_WORDING)
    record(signed, "sign", by=noted_by or partner, at=at, partner=partner.ref, version=CURRENT_WORDING, through=through)
    return signed
