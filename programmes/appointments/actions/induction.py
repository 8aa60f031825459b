"""The items of an induction: done by their owner, confirmed by the person; and what the person declares and signs on the way."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.declarations import actions as declarations
from partners.models import Confidentiality, Interest, Partner
from programmes.appointments.actions.offering import hold_all
from programmes.appointments.catalogue import SIGNED
from programmes.appointments.lifecycles import APPOINTMENT, AppointmentState
from programmes.appointments.models import Appointment, InductionItem

NOT_IN_IT = _("This person does not take part any more, or has not begun yet.")


def _hold_others(appointment: Appointment) -> None:
    """What is signed or declared counts in each role that the person has in the programme."""
    hold_all(Appointment.objects.living().filter(partner=appointment.partner_id, programme=appointment.programme_id))


def _in_it(appointment: Appointment) -> Appointment:
    """The appointment, locked. Raises NotAllowedNow unless the person takes part."""
    now_ = Appointment.objects.select_for_update(of=("self",)).select_related("programme", "partner", "group").get(pk=appointment.pk)
    if not now_.is_living() or now_.partner is None:
        raise NotAllowedNow("confirm", NOT_IN_IT)
    return now_


@transaction.atomic
def mark_done(item: InductionItem, *, by: Partner, at: datetime) -> None:
    """Its owner says that it was done. It counts once the person confirms it. Raises NotAllowedNow if that is said already."""
    now_ = _in_it(item.appointment)
    if not InductionItem.objects.filter(pk=item.pk, done_at__isnull=True, confirmed_at__isnull=True).update(done_at=at, done_by=by):
        raise NotAllowedNow("mark_done", _("It is done already."))
    item.appointment = now_
    record(item, "mark_done", by=by, at=at, item=item.code)


@transaction.atomic
def confirm_item(item: InductionItem, *, at: datetime, through: str, noted_by: Partner | None = None) -> Appointment:
    """The person says that it happened. With the last that is needed they are inducted.

    Raises NotAllowedNow if it is confirmed already, if it takes more than a word, or if the person does not take part any more.
    """
    now_ = _in_it(item.appointment)
    if item.code in SIGNED:
        raise NotAllowedNow("confirm", _("This step is confirmed by doing it: declare your interests, or sign the statement."))
    if not _confirm(now_, item, at=at, through=through, noted_by=noted_by):
        raise NotAllowedNow("confirm", _("It is confirmed already."))
    _induct_if_whole(now_, at=at)
    return now_


def _confirm(appointment: Appointment, item: InductionItem, *, at: datetime, through: str, noted_by: Partner | None) -> bool:
    facts = {"confirmed_at": at, "through": through, "noted_by": noted_by}
    if not InductionItem.objects.filter(pk=item.pk, confirmed_at__isnull=True).update(**facts):
        return False
    for name, value in facts.items():
        setattr(item, name, value)
    item.appointment = appointment
    record(item, "confirm", by=noted_by or appointment.partner, at=at, item=item.code, through=through)
    return True


def _induct_if_whole(appointment: Appointment, *, at: datetime) -> None:
    whole = Appointment.objects.filter(pk=appointment.pk, state=AppointmentState.ACCEPTED).inducted()
    if not whole.exists():
        return
    make_move(appointment, APPOINTMENT, "induct", by=None, at=at, inducted_at=at)
    if appointment.from_on <= day_of(at):
        make_move(appointment, APPOINTMENT, "activate", by=None, at=at)


def _confirm_by_code(appointment: Appointment, code: str, *, at: datetime, through: str, noted_by: Partner | None) -> None:
    """What the person signs or declares confirms its item, in this appointment and in others of theirs in the programme."""
    theirs = InductionItem.objects.filter(code=code, confirmed_at__isnull=True, appointment__partner=appointment.partner,
                                          appointment__programme=appointment.programme, appointment__in=Appointment.objects.living())
    for item in theirs.select_related("appointment").order_by("pk"):
        owner = _in_it(item.appointment)
        _confirm(owner, item, at=at, through=through, noted_by=noted_by)
        _induct_if_whole(owner, at=at)


# --- interests and confidentiality ------------------------------------------------------------------------------------------

@transaction.atomic
def declare_interest(appointment: Appointment, *, at: datetime, through: str, kind: str, text: str = "", from_on: date | None = None,
                     until_on: date | None = None, noted_by: Partner | None = None) -> Interest:
    """The person declares an interest, or that there is none: on joining, on change, once a year. The item of the induction is confirmed.

    Raises NotAllowedNow if the person does not take part (any more), or says "none" while an interest stands.
    """
    _hold_others(appointment)
    now_ = _in_it(appointment)
    person: Any = now_.partner
    interest = declarations.declare(person, book=now_.trail_book, at=at, through=through, kind=kind, text=text, from_on=from_on,
                                    until_on=until_on, noted_by=noted_by)
    _confirm_by_code(now_, "interests", at=at, through=through, noted_by=noted_by)
    return interest


@transaction.atomic
def confirm_interests(appointment: Appointment, *, at: datetime, noted_by: Partner | None = None) -> int:
    """The person says that their list is still so. Raises NotAllowedNow while it is empty, or if they do not take part any more."""
    now_ = _in_it(appointment)
    person: Any = now_.partner
    return declarations.confirm_interests(person, book=now_.trail_book, at=at, noted_by=noted_by)


@transaction.atomic
def sign_confidentiality(appointment: Appointment, *, at: datetime, through: str, noted_by: Partner | None = None) -> Confidentiality:
    """The person signs the statement; signed twice, it stands once. The item of the induction is confirmed.

    Raises NotAllowedNow if the person does not take part (any more).
    """
    _hold_others(appointment)
    now_ = _in_it(appointment)
    person: Any = now_.partner
    signed = declarations.sign_confidentiality(person, book=now_.trail_book, at=at, through=through, noted_by=noted_by)
    _confirm_by_code(now_, "confidentiality", at=at, through=through, noted_by=noted_by)
    return signed
