"""Founding groups, filling their seats, and what happens when somebody leaves."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.post.models import Message
from coprod.trail.moves import Entry, move_many, record, record_many
from partners.groups.lifecycles import HOLDING, HoldingState
from partners.groups.models import Group, Handover, Holding, Seat, TermsOfReference, Vacancy
from partners.people.models import Partner, Through


@transaction.atomic
def found_group(*, by: Partner, at: datetime, book: str, **facts: Any) -> Group:
    """A new group whose trail is kept in `book`."""
    group = Group.objects.create(home_book=book, **facts)
    record(group, "found", by=by, at=at)
    return group


@transaction.atomic
def change_group(group: Group, *, by: Partner, at: datetime, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(group, name, value)
    group.save()
    record(group, "change", by=by, at=at)


@transaction.atomic
def write_terms(group: Group, *, by: Partner, at: datetime, text: str) -> TermsOfReference:
    """The next version of the group's terms of reference; earlier ones are kept.

    Raises NotAllowedNow if somebody wrote one at the same moment.
    """
    version = group.terms.count() + 1
    try:
        with transaction.atomic():
            terms = TermsOfReference.objects.create(group=group, version=version, text=text, written_at=at, written_by=by)
    except IntegrityError:
        raise NotAllowedNow("write", _("Somebody else has just saved a new version of the terms.")) from None
    record(group, "write_terms", by=by, at=at, terms=terms.ref, version=version)
    return terms


@transaction.atomic
def add_seat(group: Group, *, by: Partner, at: datetime, opened_on: date, is_lay: bool = True, name: str = "",
             office: str = Seat.Office.MEMBER) -> Seat:
    """One more place in the group. In a working group a lay seat's vacancy runs from `opened_on` until somebody serves."""
    seat = Seat.objects.create(group=group, name=name, is_lay=is_lay, office=office, opened_on=opened_on)
    record(seat, "open", by=by, at=at, group=group.ref)
    if is_lay and group.kind == Group.Kind.WORKING:
        Vacancy.objects.create(seat=seat, from_on=opened_on)
    return seat


@transaction.atomic
def give_office(seat: Seat, *, by: Partner, at: datetime, office: str) -> None:
    """The group chose this seat's holder as chair or co-chair, or a member again (standard 5.6)."""
    seat.office = office
    seat.save(update_fields=["office"])
    record(seat, "give_office", by=by, at=at, office=office)


@transaction.atomic
def propose_for_seat(seat: Seat, partner: Partner, *, by: Partner, at: datetime, from_on: date, until_on: date | None = None,
                     hours_a_month: int | None = None, needs_lead: bool = False, by_lay_chair: bool = False,
                     from_advisory: bool = False) -> Holding:
    """Propose a person for an empty seat. They serve once they have said yes and, in a workstream, its lead has too (7.3).

    Raises IntegrityError when somebody else is proposed for the seat or serves in it: the view asks first,
    and of two proposals at the same moment the database lets one through.
    """
    start = HoldingState.PROPOSED if needs_lead else HoldingState.AGREED
    holding = Holding.objects.create(
        seat=seat, partner=partner, state=start, needs_lead=needs_lead, hours_a_month=hours_a_month, from_on=from_on,
        until_on=until_on, proposed_at=at, proposed_by=by, by_lay_chair=by_lay_chair, from_advisory=from_advisory)
    record(holding, "propose", by=by, at=at, now=start, seat=seat.ref, partner=partner.ref)
    return holding


@transaction.atomic
def accept_seat(holding: Holding, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
    """The person says yes, themselves or to `noted_by`. Raises NotAllowedNow if the proposal was withdrawn or answered."""
    holding.accept(by=holding.partner, at=at, through=through, noted_by=noted_by)
    _begin_if_serving(holding, at=at)


@transaction.atomic
def decline_seat(holding: Holding, *, at: datetime, because: str = "") -> None:
    """The person says no. Raises NotAllowedNow if the proposal was withdrawn or answered, or if they serve."""
    holding.decline(by=holding.partner, at=at, because=because)


@transaction.atomic
def agree_to_holding(holding: Holding, *, by: Partner, at: datetime) -> None:
    """The workstream's lead says yes. Raises NotAllowedNow if the proposal was withdrawn or answered."""
    holding.agree(by=by, at=at)
    _begin_if_serving(holding, at=at)


def _begin_if_serving(holding: Holding, *, at: datetime) -> None:
    """Nobody serves before everybody has said yes; the seat's vacancy ends on their first day."""
    if holding.state != HoldingState.SERVING:
        return
    first_day = max(holding.from_on, day_of(at))
    if first_day != holding.from_on:
        holding.from_on = first_day
        holding.save(update_fields=["from_on"])
    for vacancy in Vacancy.objects.running().filter(seat=holding.seat_id):
        if first_day <= vacancy.from_on:
            vacancy.delete()        # filled by its first day: it never stood empty
            continue
        vacancy.until_on = first_day
        vacancy.save(update_fields=["until_on"])
        record(vacancy, "fill", by=holding.partner, at=at, holding=holding.ref)
    notes = Handover.objects.filter(holding__seat=holding.seat_id, read_at__isnull=True).exclude(holding__partner=holding.partner_id)
    send([Message(kind="handover_waiting", about=note.ref, to=holding.partner.ref, occasion=holding.ref, book=holding.trail_book,
                  written_at=at, due_at=at) for note in notes])


@transaction.atomic
def end_holding(holding: Holding, *, by: Partner, at: datetime, until_on: date, because: str = "",
                close_seat: bool = False) -> Vacancy | None:
    """The person's last day is `until_on`. Their seat stands empty from then, unless it is closed with them."""
    holding.end(by=by, at=at, until_on=until_on, because=because)
    return _leave(holding, by=by, at=at, until_on=until_on, close_seat=close_seat)


@transaction.atomic
def extend_holding(holding: Holding, *, by: Partner, at: datetime, until_on: date) -> None:
    """A new term in the same seat, until `until_on`. Raises NotAllowedNow if the person does not serve any more."""
    if not Holding.objects.filter(pk=holding.pk, state=HoldingState.SERVING).update(until_on=until_on):
        raise NotAllowedNow("extend", _("This person does not hold the seat any more."))
    holding.until_on = until_on
    record(holding, "extend", by=by, at=at)


@transaction.atomic
def end_holdings(holdings: QuerySet, *, by: Partner | None, at: datetime, until_on: date) -> int:
    """End all of `holdings` that serve, on that day; one that had not begun begins and ends on it. Their seats fall empty. Says how many.

    A number of queries that does not grow with them.
    """
    serving = holdings.filter(state=HoldingState.SERVING).select_related("seat__group").order_by("pk")
    ended: list[Any] = move_many(serving, HOLDING, "end", by=by, at=at, closed_at=at, closed_by=by,
                                 until_on=until_on, from_on=Case(When(from_on__gt=until_on, then=Value(until_on)), default=F("from_on")))
    vacancies = [Vacancy(seat=each.seat, from_on=until_on) for each in ended]
    Vacancy.objects.bulk_create(vacancies, batch_size=500)
    record_many([Entry(vacancy, "open", about={"seat": each.seat.ref, "holding": each.ref})
                 for vacancy, each in zip(vacancies, ended, strict=True)], by=by, at=at)
    return len(ended)


@transaction.atomic
def end_terms_that_ran_out(*, on: date, at: datetime) -> int:
    """Close every holding whose last day has passed, and start the clocks of their seats; says how many."""
    over = list(Holding.objects.run_out(on).select_related("seat__group"))
    for holding in over:
        holding.run_out(at=at)
        _leave(holding, by=None, at=at, until_on=holding.until_on or on, close_seat=False)
    return len(over)


def _leave(holding: Holding, *, by: Partner | None, at: datetime, until_on: date, close_seat: bool) -> Vacancy | None:
    seat = holding.seat
    if close_seat:
        seat.closed_on = until_on
        seat.save(update_fields=["closed_on"])
        record(seat, "close", by=by, at=at)
        return None
    vacancy = Vacancy.objects.create(seat=seat, from_on=until_on)
    record(vacancy, "open", by=by, at=at, seat=seat.ref, holding=holding.ref)
    return vacancy


@transaction.atomic
def write_handover(holding: Holding, *, at: datetime, text: str, shadow_from: date | None = None, shadow_until: date | None = None,
                   through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> Handover:
    """What the holder of a seat tells who comes after them; writing it again replaces it until it was read.

    Raises NotAllowedNow once the next person has read it: they may have acted on it.
    """
    facts = {"text": text, "shadow_from": shadow_from, "shadow_until": shadow_until, "written_at": at, "through": through,
             "noted_by": noted_by}
    found = Handover.objects.select_for_update().filter(holding=holding).first()
    if found and found.read_at:
        raise NotAllowedNow("write", _("The next person has read your note already. Talk with them if something has changed."))
    handover, _made = Handover.objects.update_or_create(holding=holding, defaults=facts)
    record(handover, "write", by=holding.partner, at=at, holding=holding.ref)
    return handover


def mark_handover_read(handover: Handover, *, at: datetime) -> None:
    """Who came after has opened it, for the first time."""
    Handover.objects.filter(pk=handover.pk, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def record_cover(vacancy: Vacancy, *, by: Partner, at: datetime, cover: Partner | None, note: str) -> None:
    """Who covers the empty seat, and how (standard 7.4)."""
    vacancy.cover, vacancy.cover_note, vacancy.recorded_at, vacancy.recorded_by = cover, note, at, by
    vacancy.save(update_fields=["cover", "cover_note", "recorded_at", "recorded_by"])
    record(vacancy, "record_cover", by=by, at=at)
