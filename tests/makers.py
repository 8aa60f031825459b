"""Plain functions that make things with real defaults, by calling the real actions."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from coprod.accounts.actions import open_account
from coprod.kit.clock import day_of
from coprod.post.actions import hushed
from partners.groups.actions import accept_seat, agree_to_holding
from partners.models import Group, Holding, Organisation, Partner, Seat
from partners.people.actions import add_organisation, add_partner, name_signatory
from programmes.pairing.models import Briefing
from programmes.programme.actions import (
    add_membership,
    add_workstream,
    create_programme,
    found_programme_group,
    give_role,
    propose_partner,
)
from programmes.programme.models import Programme, Workstream
from programmes.sharing.actions import judge_briefing, note_briefing
from programmes.stages.actions.answering import claim_standard, confirm_standard
from programmes.stages.actions.opening import open_stage, plan_stage
from programmes.stages.models import Answer, Evidence, Stage

MONDAY = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)      # a working Monday, far from any bank holiday
PASSWORD = "together-as-equals"
_numbers = count(1)


def a_partner(name: str = "", *, professional: bool = False, username: str = "", at: datetime = MONDAY, **facts: Any) -> Partner:
    """Someone who takes part; with `username` they can sign in."""
    number = next(_numbers)
    facts = {"email": f"{username or f'person{number}'}@example.test"} | facts
    partner = add_partner(by=None, at=at, name=name or f"Person {number}", is_professional=professional, **facts)
    if username:
        partner.user = open_account(username=username, password=PASSWORD, email=partner.email, is_professional=professional, at=at)
        partner.save()
    return partner


def an_organisation(name: str = "", *, by: Partner, at: datetime = MONDAY, kind: str = "council") -> Organisation:
    return add_organisation(by=by, at=at, name=name or f"Organisation {next(_numbers)}", kind=kind)


def a_programme(name: str = "", *, by: Partner, at: datetime = MONDAY, **facts: Any) -> Programme:
    facts = {"starts_on": day_of(at) - timedelta(days=100), "ends_on": day_of(at) + timedelta(days=300)} | facts
    return create_programme(by=by, at=at, name=name or f"Programme {next(_numbers)}", **facts)


def a_seat_for(partner: Partner, group: Group, *, by: Partner, at: datetime = MONDAY, from_on: date | None = None,
               seat: Seat | None = None, hours: int | None = 8, lead: Partner | None = None) -> Holding:
    """Let `partner` serve in `group`: proposed, accepted, and agreed by the lead where there is one."""
    seat = seat or group.seats.empty(day_of(at)).filter(is_lay=True).order_by("pk").first()
    assert seat is not None, "no empty seat"
    holding = propose_partner(seat, partner, by=by, at=at, from_on=from_on or day_of(at), hours_a_month=hours)
    if lead:
        agree_to_holding(holding, by=lead, at=at)
    accept_seat(holding, at=at)
    holding.refresh_from_db()
    return holding


def a_group(programme: Programme, kind: str, *, by: Partner, seats: int = 2, at: datetime = MONDAY, **facts: Any) -> Group:
    return found_programme_group(programme, by=by, at=at, kind=kind, name=facts.pop("name", f"{kind} group"), lay_seats=seats,
                                 from_on=facts.pop("from_on", day_of(at)), **facts)


def a_workstream(programme: Programme, *, by: Partner, lead: Partner | None = None, at: datetime = MONDAY, **facts: Any) -> Workstream:
    facts = {"starts_on": day_of(at), "name": f"Workstream {next(_numbers)}"} | facts
    return add_workstream(programme, by=by, at=at, lead=lead, **facts)


def a_briefing(workstream: Workstream, *, by: Partner, pair: list[Partner], at: datetime = MONDAY) -> Briefing:
    """A talk of the lead with the pair, on that day, which both say was so."""
    briefing = note_briefing(workstream, by=by, at=at, on=day_of(at), note="An hour with both, with the map and the dates.")
    for each in pair:
        judge_briefing(briefing, by=each, at=at, was_so=True)
    return briefing


def a_stage(programme: Programme, code: str, *, by: Partner, workstream: Workstream | None = None, at: datetime = MONDAY,
            due_on: date | None = None, **facts: Any) -> Stage:
    """A stage that is open, due in four weeks."""
    stage = plan_stage(programme, code, by=by, at=at, workstream=workstream, due_on=due_on or day_of(at) + timedelta(days=28), **facts)
    return open_stage(stage, by=by, at=at)


def a_claim(answer: Answer, *, by: Partner, at: datetime = MONDAY, text: str = "It was done on 3 March.") -> Answer:
    claim_standard(answer, by=by, at=at, text=text, evidence={
        "kind": Evidence.Kind.MINUTE, "title": "Minutes, item 4", "dated_on": day_of(at)})
    return answer


def all_met(stage: Stage, *, claimed_by: Partner, confirmed_by: Partner, at: datetime = MONDAY) -> Stage:
    """Answer every standard that no record denies: claimed by one, confirmed by the other. The clock looks at it afterwards."""
    with hushed():
        for answer in stage.answers.in_order().select_related("stage__programme", "stage__workstream"):
            if answer.shown is None:
                a_claim(answer, by=claimed_by, at=at)
            confirm_standard(answer, by=confirmed_by, at=at)
    stage.refresh_from_db()
    return stage


def signs_for(organisation: Organisation, partner: Partner, programme: Programme, *, by: Partner, at: datetime = MONDAY) -> None:
    """Make the organisation a signing member of the programme, and the person its signatory."""
    name_signatory(organisation, partner, by=by, at=at, from_on=day_of(at))
    add_membership(programme, organisation, by=by, at=at, from_on=day_of(at))


def gives(programme: Programme, partner: Partner, role: str, *, by: Partner, at: datetime = MONDAY, **facts: Any) -> Partner:
    give_role(programme, partner, role=role, from_on=facts.pop("from_on", day_of(at)), by=by, at=at, **facts)
    return partner
