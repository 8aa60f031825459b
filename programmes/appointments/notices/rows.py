"""Who is told what, on which occasion (practice.md c: NT08 to NT10, NT43, NT45, NT49). What the clock says is selected for any number of
appointments at once: a clock that slept says a thing late, but once."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from coprod.kit.clock import LONDON, day_of, start_of
from coprod.post.models import Message
from partners.declarations.catalogue import YEAR_DAYS
from partners.declarations.policies import last_declared
from partners.models import Partner
from programmes.appointments.catalogue import ASKED_AFTER, Owner
from programmes.appointments.lifecycles import AppointmentState, BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn
from programmes.appointments.policies import buddies_silent_twice, lacking
from programmes.nominations.models import Nomination
from programmes.programme.roles import Team
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import ANY, outbox_rows, ways

OFFER_DAYS, OFFER_LATE = (3, 7), 10
WELCOME_DAYS = (7, 21)
ITEM_DAYS, ITEM_LATE = (1, 7), 10
MISSING_DAYS, MISSING_LATE = (3, 10), 14
INTEREST_DAYS = (30, 7)
TERM_DAYS = (90, 60, 30)
EVER = 10_000


def _text(expression: Any) -> Cast:
    return Cast(expression, CharField())


def _said(words: str) -> Value:
    return Value(words, CharField())


def _windows(days: tuple[int, ...], end: int = EVER) -> list[tuple[int, int]]:
    """Each day of `days` with the day on which it has been overtaken: by the next one, or by `end`."""
    return list(zip(days, (*days[1:], end), strict=True))


def _ago(column: str, on: date, first: int, end: int) -> Q:
    """The moment in `column` lies at least `first` days before `on`, and less than `end`."""
    long_ago = Q(**{f"{column}__gte": start_of(on - timedelta(days=end - 1))}) if end < EVER else Q()
    return Q(**{f"{column}__lt": start_of(on - timedelta(days=first - 1))}) & long_ago


def _to_roles(things: QuerySet, kind: str, roles: dict[str, Q], *, occasion: Any, on: date, at: datetime) -> Iterator[QuerySet]:
    for way in ways(roles, on):
        yield outbox_rows(things.order_by().filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion,
                          book="programme__ref", at=at)


def _to_person(things: QuerySet, kind: str, *, occasion: Any, at: datetime, about: str = "ref") -> QuerySet:
    return outbox_rows(things.order_by(), kind, about=about, to="partner__ref", occasion=occasion, book="programme__ref", at=at)


# --- said at once, to few ----------------------------------------------------------------------------------------------------

def _message(kind: str, appointment: Appointment, to: str, occasion: str, at: datetime) -> Message:
    return Message(kind=kind, about=appointment.ref, to=to, occasion=occasion, book=appointment.trail_book, written_at=at, due_at=at)


def offer(appointment: Appointment, *, at: datetime) -> Message:
    """To the person, wherever they are known."""
    to = appointment.partner or appointment.nomination.candidate
    return _message("role_offered", appointment, to.ref, "offered", at)


def welcome(appointment: Appointment, *, at: datetime) -> Message:
    """NT08, on the first day."""
    return _message("welcome", appointment, appointment.partner.ref, "day 0", at)      # type: ignore[union-attr]


def person_to_settle(appointment: Appointment, *, at: datetime) -> list[Message]:
    managers = Partner.objects.filter(pk__in=appointment.programme.team.in_force(day_of(at)).filter(role=Team.PM).values("partner"))
    return [_message("person_to_settle", appointment, each.ref, "accepted", at) for each in managers.order_by("pk")]


def buddy_asked(buddying: Buddying, *, at: datetime) -> list[Message]:
    """To both."""
    appointment: Any = buddying.appointment
    return [Message(kind="buddy_asked", about=buddying.ref, to=each.ref, occasion="proposed", book=appointment.trail_book, written_at=at,
                    due_at=at) for each in (appointment.partner, buddying.buddy)]


def thanks(appointment: Appointment, *, at: datetime) -> Message:
    return _message("thanks", appointment, appointment.partner.ref, "left", at)        # type: ignore[union-attr]


def forum_joined(nomination: Nomination, partner: Partner, *, at: datetime) -> Message:
    """To who said yes to the Forum, when they have a seat there."""
    return Message(kind="forum_joined", about=nomination.ref, to=partner.ref, occasion="joined", book=nomination.trail_book, written_at=at,
                   due_at=at)


# --- said by the clock ---------------------------------------------------------------------------------------------------------

def offers_waiting(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """About a third forget: to the person after 3 and 7 days, to the managers after 10."""
    waiting = appointments.open_offers().annotate(m_person=Coalesce("partner__ref", "nomination__candidate__ref")).order_by()
    for first, end in _windows(OFFER_DAYS, OFFER_LATE):
        yield outbox_rows(waiting.filter(_ago("offered_at", on, first, end)), "role_offered", about="ref", to="m_person",
                          occasion=_said(f"day {first}"), book="programme__ref", at=at)
    late = appointments.open_offers().filter(_ago("offered_at", on, OFFER_LATE, EVER))
    yield from _to_roles(late, "offer_unanswered", {"PM": ANY}, occasion=_said(f"day {OFFER_LATE}"), on=on, at=at)


def welcome_again(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT08: while the induction is not whole, on day 7 and 21; to the managers on day 21 if nothing is confirmed."""
    begun = appointments.filter(state=AppointmentState.ACCEPTED, began_at__isnull=False)
    for first, end in _windows(WELCOME_DAYS):
        yield _to_person(begun.filter(_ago("began_at", on, first, end)), "welcome", occasion=_said(f"day {first}"), at=at)
    nothing = begun.filter(_ago("began_at", on, WELCOME_DAYS[-1], EVER)).exclude(items__confirmed_at__isnull=False)
    yield from _to_roles(nothing, "nothing_confirmed", {"PM": ANY}, occasion=_said(f"day {WELCOME_DAYS[-1]}"), on=on, at=at)


def _items(appointments: QuerySet, on: date, first: int, end: int, **which: Any) -> QuerySet:
    """Appointments with an item that has been due since so many days: once for each such day on which items were due."""
    since = {"items__code__in": ASKED_AFTER, "items__due_on__lte": on - timedelta(days=first),
             "items__due_on__gt": on - timedelta(days=end)}
    further = {f"items__{name}": value for name, value in which.items()}
    return appointments.living().filter(items__confirmed_at__isnull=True, **since, **further)


def induction_late(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT09: to who has to do the item, a day and a week after it was due; if it is done, to the person who has to confirm it; to the
    managers after ten days. Items that were due on one day are one message."""
    for first, end in _windows(ITEM_DAYS, ITEM_LATE):
        occasion = Concat(_text(F("items__due_on")), _said(f" +{first}"))
        open_items = {owner: _items(appointments, on, first, end, owner=owner, done_at__isnull=True) for owner in Owner}
        for owner in (Owner.MANAGER, Owner.CHAIR):
            yield from _to_roles(open_items[owner], "induction_due", {str(owner): ANY}, occasion=occasion, on=on, at=at)
        lead = "group__workstream__leads__"
        leads = open_items[Owner.LEAD].filter(Q(**{f"{lead}until_on__isnull": True}) | Q(**{f"{lead}until_on__gte": on}),
                                              **{f"{lead}from_on__lte": on})
        yield outbox_rows(leads.order_by(), "induction_due", about="ref", to=f"{lead}partner__ref", occasion=occasion,
                          book="programme__ref", at=at)
        yield _to_person(open_items[Owner.PERSON], "induction_due", occasion=occasion, at=at)
        yield _to_person(_items(appointments, on, first, end, done_at__isnull=False), "induction_to_confirm", occasion=occasion, at=at)
    late = _items(appointments, on, ITEM_LATE, EVER)
    yield from _to_roles(late, "induction_late", {"PM": ANY}, occasion=_text(F("items__due_on")), on=on, at=at)


def declarations_missing(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT10: to the person on day 3 and 10, to the managers on day 14."""
    missing = lacking(appointments.living().filter(began_at__isnull=False)).filter(Q(declared=False) | Q(signed=False))
    for first, end in _windows(MISSING_DAYS):
        yield _to_person(missing.filter(_ago("began_at", on, first, end)), "declarations_missing", occasion=_said(f"day {first}"), at=at)
    late = missing.filter(_ago("began_at", on, MISSING_LATE, EVER))
    yield from _to_roles(late, "declarations_late", {"PM": ANY}, occasion=_said(f"day {MISSING_LATE}"), on=on, at=at)


@with_lead
def interests_due(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT43: 30 and 7 days before a year has passed since the person last said what their interests are. Once for a programme."""
    for before, end in _windows(INTEREST_DAYS, -EVER):
        since = appointments.living().annotate(last=last_declared("partner", "programme__ref")).filter(
            _ago("last", on, YEAR_DAYS - before, YEAR_DAYS - end if end > -EVER else EVER))
        occasion = Concat(_text(TruncDate("last", tzinfo=LONDON)), _said(f" {before} days before"))
        yield _to_person(since, "interests_due", occasion=occasion, at=at, about="programme__ref")


@with_lead
def terms_ending(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT45: 90, 60 and 30 days before the last day, to the person, the managers and the lay co-chairs."""
    window = Case(*(When(until_on__lte=on + timedelta(days=days), then=Value(f"{days} days before")) for days in sorted(TERM_DAYS)),
                  output_field=CharField())
    near = appointments.living().filter(until_on__lte=on + timedelta(days=max(TERM_DAYS)), until_on__gte=on)
    yield _to_person(near.filter(partner__isnull=False), "term_ending", occasion=window, at=at)
    yield from _to_roles(near, "term_ending", {"PM": ANY, "LCC": ANY}, occasion=window, on=on, at=at)


def buddies_look(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT49: to both, when two, six and twelve weeks have passed and nothing is written."""
    due = CheckIn.objects.filter(buddying__appointment__in=appointments.order_by().values("pk"), buddying__state=BuddyState.MATCHED,
                                 happened_at__isnull=True, due_on__lte=on).order_by()
    for to in ("buddying__buddy__ref", "buddying__appointment__partner__ref"):
        yield outbox_rows(due, "buddies_look", about="ref", to=to, occasion=_said("due"),
                          book="buddying__appointment__programme__ref", at=at)


def buddies_silent(appointments: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT49: to the managers, once for two buddies, when neither has written about two talks in a row."""
    silent = appointments.living().filter(buddyings__in=buddies_silent_twice(on=on).values("pk"))
    occasion = Concat(_said("buddies "), _text(F("buddyings__ref")))
    yield from _to_roles(silent, "buddies_silent", {"PM": ANY}, occasion=occasion, on=on, at=at)
