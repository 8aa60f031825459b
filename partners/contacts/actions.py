"""Who looks after a contact, one contact noted; and the half hour in which staff write down what a person tells them: begun, written
in, ended; then the person is told what was noted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send
from coprod.trail.moves import Entry, record, record_many
from partners.contacts import notices
from partners.contacts.models import ON_BEHALF_LASTS, Contact, NamedContact, OnBehalf, Said
from partners.people.models import Partner

OVER = _("The half hour is over. Nothing was saved.")


@transaction.atomic
def note_contact(partner: Partner, *, by: Partner, at: datetime, book: str, when: datetime, way: str, words: str,
                 from_them: bool = False, ref: str = "") -> Contact:
    """One contact with the person in the programme `book`, as it was at `when`. The trail says that there was one, and not about what.
    With `ref`, from a form that counts once. Raises NotAllowedNow for one that is still to come, or is noted already."""
    if when > at:
        raise NotAllowedNow("note", _("A contact is noted after it was."))
    try:
        with transaction.atomic():
            contact = Contact.objects.create(ref=ref or new_ref(), partner=partner, home_book=book, way=way, from_them=from_them,
                                             words=words, at=when, noted_at=at, noted_by=by)
    except IntegrityError:
        raise NotAllowedNow("note", _("This is noted already, and counts once.")) from None
    record(contact, "note", by=by, at=at, partner=partner.ref, way=way)
    return contact


@transaction.atomic
def name_contact(partner: Partner, *, by: Partner, at: datetime, book: str, owner: Partner, hours: str = "") -> NamedContact:
    """From now on `owner` looks after the contact with the person in the programme `book` (3.4); whoever did before does so no more."""
    named, _made = NamedContact.objects.update_or_create(
        partner=partner, home_book=book, defaults={"owner": owner, "hours": hours, "named_at": at, "named_by": by})
    record_many([Entry(partner, "name_contact", about={"owner": owner.ref}, book=book)], by=by, at=at)
    return named


@transaction.atomic
def begin_on_behalf(partner: Partner, *, by: Partner, at: datetime, through: str, reason: str, book: str) -> OnBehalf:
    """From now on, and for thirty minutes, `by` writes down what `partner` tells them. Raises NotAllowedNow while they write down for
    somebody else: one person at a time."""
    end_what_is_over(at=at, by=by)
    try:
        with transaction.atomic():
            found = OnBehalf.objects.create(partner=partner, home_book=book, by=by, through=through, reason=reason, started_at=at,
                                            ends_at=at + ON_BEHALF_LASTS)
    except IntegrityError:
        raise NotAllowedNow("begin", _("You write down for somebody at this moment. End that first.")) from None
    record(found, "begin", by=by, at=at, partner=partner.ref, through=through)
    return found


def hold(on_behalf: OnBehalf, *, at: datetime) -> None:
    """Nobody ends it while something is written in it. Raises NotAllowedNow when it is over."""
    now_ = OnBehalf.objects.select_for_update().get(pk=on_behalf.pk)
    if not now_.is_running(at):
        raise NotAllowedNow("note", OVER)


@transaction.atomic
def note_said(on_behalf: OnBehalf, *, at: datetime, words: str) -> Said:
    """One thing that the person said. The same words right after one another, as by two presses of one button, are said once. Raises
    NotAllowedNow, and keeps nothing, when the half hour is over."""
    hold(on_behalf, at=at)
    last: Said | None = Said.objects.filter(on_behalf=on_behalf).order_by("-pk").first()
    return last if last and last.words == words[:300] else Said.objects.create(on_behalf=on_behalf, words=words[:300], at=at)


@transaction.atomic
def end_on_behalf(on_behalf: OnBehalf, *, at: datetime) -> None:
    """It is enough. The person is told what was noted, by the way on which they are reached. Raises NotAllowedNow if it has ended."""
    if not OnBehalf.objects.filter(pk=on_behalf.pk, ended_at__isnull=True).update(ended_at=min(at, on_behalf.ends_at)):
        raise NotAllowedNow("end", _("This has ended already."))
    on_behalf.refresh_from_db()
    record(on_behalf, "end", by=on_behalf.by, at=at, partner=on_behalf.partner.ref)
    send(notices.said_for_you([on_behalf], at=at))


@transaction.atomic
def end_what_is_over(*, at: datetime, by: Partner | None = None) -> int:
    """What the clock does with half hours that have passed: they end, and each person is told once. Says how many."""
    found = OnBehalf.objects.over(at).select_for_update(of=("self",)).select_related("partner", "by").order_by("pk")
    over = list(found.filter(by=by) if by else found)
    if not over:
        return 0
    for each in over:
        each.ended_at = each.ends_at
    OnBehalf.objects.bulk_update(over, ["ended_at"], batch_size=500)
    record_many([Entry(each, "end", about={"partner": each.partner.ref}) for each in over], by=None, at=at)
    send(notices.said_for_you(over, at=at))
    return len(over)
