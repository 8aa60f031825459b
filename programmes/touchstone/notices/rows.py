"""The rows of the outbox: at once to few, and by the clock to as many as there are, in a fixed number of statements."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from coprod.kit.clock import add_working_days, day_of, is_working_day, start_of
from coprod.post.models import Message
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Partner, Seat
from programmes.meetings.models import Meeting
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership
from programmes.programme.roles import Team
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import ANY, in_force, outbox_rows, ways
from programmes.touchstone.catalogue import ADOPT_DAYS, REMIND_DAYS, SIGN_WORKING_DAYS
from programmes.touchstone.lifecycles import WAITING
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
)
from programmes.touchstone.policies.adopting import ADOPTS, lay_speakers, staff_speakers
from programmes.touchstone.policies.drafting import advisers_of

CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)


def _text(words: str) -> Value:
    return Value(words, CharField())


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def _by_role(kind: str, thing: Any, role: str, occasion: str, *, at: datetime) -> Iterator[QuerySet]:
    """A row for each person in that role of the programme of `thing`."""
    one: QuerySet = type(thing).objects.filter(pk=thing.pk).order_by()
    for way in ways({role: ANY}, day_of(at)):
        yield outbox_rows(one.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=_text(occasion),
                          book="programme__ref", at=at)


# --- drafting and signing -----------------------------------------------------------------------------------------------

def touchstone_asked(touchstone: Touchstone, *, at: datetime) -> list[Message]:
    """To the lay members of the Advisory Group, but for who put it to them."""
    people = advisers_of(touchstone.programme, day_of(at)).exclude(pk=touchstone.asked_by_id)
    return [_message("touchstone_asked", touchstone, person, f"round {touchstone.round}", at=at) for person in people]


def touchstone_refused(word: TouchstoneWord, *, at: datetime) -> list[Message]:
    """To who wrote the version and who put it to the group."""
    touchstone = word.touchstone
    assert touchstone is not None
    people = {person.pk: person for person in (touchstone.written_by, touchstone.asked_by) if person and person.pk != word.partner_id}
    return [_message("touchstone_refused", word, person, "no", at=at) for person in people.values()]


def word_answered(word: TouchstoneWord, *, at: datetime) -> Message:
    return _message("touchstone_word_answered", word, word.partner, "answered", at=at)


def sign_asked(touchstone: Touchstone, *, at: datetime) -> Iterator[QuerySet]:
    """To the signatories of organisations: a version is agreed."""
    yield from _by_role("touchstone_to_sign", touchstone, "ORG", "agreed", at=at)


def sign_overdue(*, on: date, at: datetime) -> QuerySet:
    """To signatories ten working days later, where the organisation has not signed this version."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    old = Touchstone.objects.agreed().filter(programme=OuterRef("programme"),
                                             agreed_at__lt=start_of(add_working_days(worked, -SIGN_WORKING_DAYS) + timedelta(days=1)))
    late = Membership.objects.in_force(on).filter(in_force("organisation__signatories__", on), Exists(old), signs=True).exclude(
        programme__state=ProgrammeState.CLOSED).annotate(m_version=Subquery(old.values("version")[:1])).filter(
        Q(touchstone_signature__isnull=True) | Q(touchstone_signature__version__isnull=True)
        | Q(touchstone_signature__version__lt=F("m_version"))).order_by()
    return outbox_rows(late, "touchstone_sign_overdue", about="ref", to="organisation__signatories__partner__ref", book="programme__ref",
                       occasion=Concat(_text("version "), Cast(F("m_version"), CharField())), at=at)


# --- adopting -----------------------------------------------------------------------------------------------------------

def adoption_asked(adoption: Adoption, *, by: Partner, at: datetime) -> list[Message]:
    """To those who say yes for either side, but for who wrote it."""
    on = day_of(at)
    people = lay_speakers(adoption.group, on) | staff_speakers(adoption.group, on)
    return [_message("adoption_asked", adoption, person, f"round {adoption.round}", at=at)
            for person in people.distinct() if person.pk != by.pk]


def adoption_refused(word: TouchstoneWord, *, at: datetime) -> list[Message]:
    """To who wrote it, and to the staff's side."""
    adoption = word.adoption
    assert adoption is not None
    people = {person.pk: person for person in (adoption.written_by, *staff_speakers(adoption.group, day_of(at)))}
    return [_message("adoption_refused", word, person, "no", at=at) for person in people.values() if person.pk != word.partner_id]


def adoption_missing(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """R6: fourteen days after a group's first meeting it has not adopted the touchstone: to its lead and pair, or its chairs."""
    agreed = Touchstone.objects.agreed().filter(programme__ref=OuterRef("home_book")).exclude(programme__state=ProgrammeState.CLOSED)
    limit = on - timedelta(days=ADOPT_DAYS)
    met = Meeting.objects.filter(group=OuterRef("pk"), kind="meeting", state="held", starts_at__lt=start_of(limit + timedelta(days=1)))
    late = Group.objects.filter(Exists(agreed), ~Exists(Adoption.objects.adopted().filter(group=OuterRef("pk"))), kind__in=ADOPTS).filter(
        Q(workstream__first_meeting_on__lte=limit) | Exists(met)).order_by()
    facts: dict[str, Any] = {"about": "ref", "occasion": _text("missing"), "book": "home_book", "at": at}
    seats, leads = "seats__holdings__", "workstream__leads__"
    chairs = Q(seats__office__in=CHAIRS) | Q(workstream__isnull=False, seats__is_lay=True)
    held = late.filter(in_force(seats, on) & chairs & Q(seats__holdings__state=HoldingState.SERVING))
    yield outbox_rows(held, "adoption_missing", to=f"{seats}partner__ref", **facts)
    led = late.filter(in_force(leads, on) & Q(workstream__leads__role=Team.WL))
    yield outbox_rows(led, "adoption_missing", to=f"{leads}partner__ref", **facts)


def reopening_asked(reopening: TouchstoneReopening, *, at: datetime) -> list[Message]:
    """To those who speak for either side of the group, but for who asked."""
    on = day_of(at)
    people = lay_speakers(reopening.group, on) | staff_speakers(reopening.group, on)
    return [_message("touchstone_reopening", reopening, person, "asked", at=at) for person in people.distinct()
            if person.pk != reopening.asked_by_id]


# --- checks -------------------------------------------------------------------------------------------------------------

def check_asked(ballots: Iterable[TouchstoneBallot], *, at: datetime) -> list[Message]:
    return [_message("touchstone_check_asked", each, each.partner, "asked", at=at) for each in ballots]


@with_lead
def check_silent(*, on: date, at: datetime) -> QuerySet:
    """Two days before a check closes, once to those who have not answered; not on the day on which they were asked."""
    silent = TouchstoneBallot.objects.silent().filter(
        check_of__closes_on__gte=on, check_of__closes_on__lte=on + timedelta(days=REMIND_DAYS),
        check_of__opened_at__lt=start_of(day_of(at))).order_by()
    return outbox_rows(silent, "touchstone_check_silent", about="ref", to="partner__ref", occasion=_text("silent"),
                       book="check_of__adoption__group__home_book", at=at)


def check_closed(checks: QuerySet[TouchstoneCheck], *, at: datetime) -> QuerySet:
    """To everybody who was asked, whether they answered or not."""
    asked = TouchstoneBallot.objects.filter(check_of__in=checks.order_by().values("pk")).order_by()
    return outbox_rows(asked, "touchstone_check_closed", about="check_of__ref", to="partner__ref", occasion=_text("closed"),
                       book="check_of__adoption__group__home_book", at=at)


# --- breaches -----------------------------------------------------------------------------------------------------------

def procedure_written(procedure: BreachProcedure, *, at: datetime) -> Iterator[QuerySet]:
    """To the lay co-chairs, who agree."""
    yield from _by_role("breach_way_to_agree", procedure, "LCC", "written", at=at)


def procedure_agreed(procedure: BreachProcedure, *, at: datetime) -> list[Message]:
    """To the two people who are named."""
    return [_message("breach_way_names_you", procedure, person, "agreed", at=at) for person in (procedure.teller, procedure.other)]


def breach_message(kind: str, breach: Breach, to: Partner, *, at: datetime) -> Message:
    return _message(kind, breach, to, f"{kind}:{breach.to.ref}", at=at)


@with_lead
def breach_answers_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """To who answers: on the working day before the last one, and when it has passed."""
    ahead = Breach.objects.filter(state__in=WAITING, due_on__gte=on, due_on__lte=add_working_days(on, 1),
                                  raised_at__lt=start_of(day_of(at))).order_by()
    past = Breach.objects.filter(state__in=WAITING, due_on__lt=day_of(at)).order_by()
    for rows, word in ((ahead, "due "), (past, "late ")):
        yield outbox_rows(rows, "breach_answer_due", about="ref", to="to__ref", occasion=Concat(_text(word), Cast("due_on", CharField())),
                          book="procedure__programme__ref", at=at)


def breach_answers_late(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the lay co-chairs once an answer is late; to the senior responsible owner where a co-chair is to answer. Never to who raised it,
    nor to whom it is kept from."""
    late = Breach.objects.filter(state__in=WAITING, due_on__lt=on).order_by()
    path = "procedure__programme__"
    chair = f"{path}group_links__group__seats__"
    chairs = in_force(f"{chair}holdings__", on) & Q(**{
        f"{path}group_links__group__kind": Group.Kind.ADVISORY, f"{chair}is_lay": True, f"{chair}office__in": CHAIRS,
        f"{chair}holdings__state": HoldingState.SERVING})
    owners = in_force(f"{path}team__", on) & Q(**{f"{path}team__role": Team.SRO})
    answering = Seat.objects.filter(
        group__kind=Group.Kind.ADVISORY, group__programme_links__programme=OuterRef("procedure__programme"), is_lay=True, office__in=CHAIRS,
        holdings__state=HoldingState.SERVING, holdings__partner=OuterRef("to"))
    kept = Breach.kept_from.through.objects.filter(breach=OuterRef("pk"), partner=OuterRef("m_person"))
    for rows, tie, person in ((late, chairs, f"{chair}holdings__partner__"),
                              (late.filter(Exists(answering)), owners, f"{path}team__partner__")):
        told = rows.filter(tie).annotate(m_person=F(f"{person}pk")).exclude(m_person=F("to")).exclude(m_person=F("raised_by")).filter(
            ~Exists(kept))
        yield outbox_rows(told, "breach_answer_late", about="ref", to=f"{person}ref", occasion=Cast("due_on", CharField()),
                          book=f"{path}ref", at=at)
