"""Adding people and organisations, and letting people in."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.accounts.actions import open_account
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send
from coprod.post.models import Message
from coprod.trail.moves import make_move, record
from partners.people.lifecycles import INVITATION, InvitationState
from partners.people.models import (
    INVITATION_LASTS,
    Invitation,
    Organisation,
    Partner,
    Signatory,
    hash_of,
    token_for,
)


@transaction.atomic
def add_partner(*, by: Partner | None, at: datetime, **facts: Any) -> Partner:
    """Note down a person who takes part. They get no account by this: see `invite`."""
    partner = Partner.objects.create(added_at=at, added_by=by, **facts)
    record(partner, "add", by=by, at=at)
    return partner


@transaction.atomic
def change_partner(partner: Partner, *, by: Partner, at: datetime, **facts: Any) -> None:
    """Write new facts about a person. The trail says that it happened, not what stood there."""
    for name, value in facts.items():
        setattr(partner, name, value)
    partner.save()
    record(partner, "change", by=by, at=at)


@transaction.atomic
def add_organisation(*, by: Partner, at: datetime, **facts: Any) -> Organisation:
    """List an organisation. Raises NotAllowedNow if one of that name is listed already."""
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(**facts)
    except IntegrityError:
        raise NotAllowedNow("add", _("This organisation is listed already. Choose it from the list.")) from None
    record(organisation, "add", by=by, at=at)
    return organisation


@transaction.atomic
def name_signatory(organisation: Organisation, partner: Partner, *, by: Partner, at: datetime, from_on: date,
                   until_on: date | None = None) -> Signatory:
    """From `from_on` the person may sign for the organisation. Who signed before stays named until their end.

    Raises NotAllowedNow if the person is named already, from whichever day.
    """
    try:
        with transaction.atomic():
            signatory = Signatory.objects.create(organisation=organisation, partner=partner, from_on=from_on, until_on=until_on)
    except IntegrityError:
        raise NotAllowedNow("name", _("This person signs for the organisation already.")) from None
    record(signatory, "name", by=by, at=at, organisation=organisation.ref, partner=partner.ref)
    return signatory


@transaction.atomic
def invite(partner: Partner, *, by: Partner, at: datetime) -> Invitation:
    """Send the person a link to open an account; an earlier open invitation is withdrawn, so one link works at a time.

    Raises NotAllowedNow if they can sign in already, have no e-mail address, or are being invited at this moment.
    """
    if partner.user_id:
        raise NotAllowedNow("invite", _("This person has an account already."))
    if not partner.email:
        raise NotAllowedNow("invite", _("This person has no e-mail address. Add one first."))
    for earlier in partner.invitations.filter(state=InvitationState.OPEN):
        make_move(earlier, INVITATION, "withdraw", by=by, at=at)
    ref = new_ref()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                ref=ref, partner=partner, token_hash=hash_of(token_for(ref)), made_at=at, made_by=by,
                expires_at=at + INVITATION_LASTS)
    except IntegrityError:
        raise NotAllowedNow("invite", _("Somebody else is inviting this person at this moment.")) from None
    record(invitation, "make", by=by, at=at, partner=partner.ref)
    send([Message(kind="invitation", about=ref, to=partner.ref, occasion="made", written_at=at, due_at=at)])
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, username: str, password: str, at: datetime) -> Partner:
    """Open the person's account. Of two acceptances at the same moment one is refused with NotAllowedNow.

    Raises ValidationError, changing nothing, for a taken user name or a weak password.
    """
    if not invitation.is_answerable(at):
        raise NotAllowedNow("accept", _("This invitation is not open any more."))
    partner = invitation.partner
    make_move(invitation, INVITATION, "accept", by=partner, at=at)
    user = open_account(username=username, password=password, email=partner.email,
                        is_professional=partner.is_professional, at=at)
    if not Partner.objects.filter(pk=partner.pk, user__isnull=True).update(user=user):
        raise NotAllowedNow("accept", _("This person has an account already."))
    partner.user = user
    record(partner, "open_account", by=partner, at=at)
    return partner
