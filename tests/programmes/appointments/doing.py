"""Offers, terms and inductions made by the real actions, for the tests of appointments.

Nora is put forward by the council and selected for the cast's Advisory Group, which has empty seats. She has no account at first.
"""

from datetime import timedelta
from typing import Any

from coprod.accounts.actions import open_account
from coprod.kit.clock import day_of
from coprod.kit.refs import new_ref
from coprod.trail.moves import make_move
from partners.candidates.models import token_of
from partners.models import Partner
from programmes.appointments.actions.buddies import agree_to_buddy, propose_buddy
from programmes.appointments.actions.induction import confirm_item, declare_interest, sign_confidentiality
from programmes.appointments.actions.offering import accept_offer, offer_appointment, settle_person
from programmes.appointments.actions.terms import offer_renewal, pause, step_down
from programmes.appointments.catalogue import SIGNED
from programmes.appointments.models import NEEDED, Appointment, InductionItem
from programmes.nominations.actions import put_before_panel
from programmes.nominations.lifecycles import NOMINATION
from programmes.nominations.models import Nomination
from tests.makers import MONDAY, PASSWORD, a_partner
from tests.programmes.nominations.doing import a_call, a_nominee, before_panel


def selected(cast: Any, *names: str, at: Any = MONDAY, call: Any = None) -> list[Nomination]:
    """People whom the panel has chosen."""
    found = before_panel(cast, call or a_call(cast, at=at), *(names or ["Nora Example"]), at=at)
    for each in found:
        make_move(each, NOMINATION, "select", by=cast.maya, at=at, settled_at=at)
    return found


def offered(cast: Any, *, at: Any = MONDAY, name: str = "Nora Example", call: Any = None, **terms: Any) -> Appointment:
    return offer_appointment(selected(cast, name, at=at, call=call)[0], by=cast.maya, at=at, **terms)


def accepted(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Appointment:
    return now_(accept_offer(offered(cast, at=at, **facts), at=at, through="link"))


def whole(appointment: Appointment, *, at: Any = MONDAY, declares: bool = True) -> Appointment:
    """The person confirms every step that is needed, by their link."""
    for item in appointment.items.filter(code__in=NEEDED).exclude(code__in=SIGNED).order_by("pk"):
        item.appointment = appointment
        confirm_item(item, at=at, through="link")
    if declares:
        declare_interest(appointment, at=at, through="link", kind="nothing")
        sign_confidentiality(appointment, at=at, through="link")
    return now_(appointment)


def active(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Appointment:
    return whole(accepted(cast, at=at, **facts), at=at)


def with_account(appointment: Appointment, username: str = "nora", *, at: Any = MONDAY) -> Partner:
    """The person opens their account."""
    partner = appointment.partner
    partner.user = open_account(username=username, password=PASSWORD, email=partner.email, is_professional=False, at=at)
    partner.save()
    return partner


def now_(appointment: Appointment) -> Appointment:
    """As the database knows it."""
    return Appointment.objects.with_all().get(pk=appointment.pk)


def known(cast: Any, person: Partner, *, call: Any, at: Any = MONDAY) -> Appointment:
    """Somebody who takes part already is selected, and the manager says that it is they: inducted, with all declared."""
    nomination = a_nominee(cast, call, person.name, at=at, email=person.email)
    put_before_panel(call, by=cast.maya, at=at)
    nomination.refresh_from_db()
    make_move(nomination, NOMINATION, "select", by=cast.maya, at=at, settled_at=at)
    waiting = accept_offer(offer_appointment(nomination, by=cast.maya, at=at), at=at, through="link")
    return whole(settle_person(waiting, by=cast.maya, at=at, partner=person), at=at)


def copied(appointment: Appointment) -> None:
    """The same once more, for another person, straight into the tables: a hundred calls of the actions would take their time."""
    nomination, items = appointment.nomination, list(appointment.items.all())
    candidate, holding = nomination.candidate, appointment.holding
    seat, partner = holding.seat, appointment.partner
    for thing, facts in ((partner, {}), (candidate, {"token_hash": new_ref(), "partner": partner}), (nomination, {"candidate": candidate}),
                         (seat, {}), (holding, {"seat": seat, "partner": partner})):
        thing.pk, thing.ref = None, new_ref()
        for name, value in facts.items():
            setattr(thing, name, value)
        thing.save(force_insert=True)
    appointment.pk, appointment.ref, appointment.nomination, appointment.holding = None, new_ref(), nomination, holding
    appointment.partner = partner
    appointment.save(force_insert=True)
    for item in items:
        item.pk, item.ref, item.appointment = None, new_ref(), appointment
    InductionItem.objects.bulk_create(items)


def one_of_each(cast: Any, call: Any, *, at: Any = MONDAY) -> dict[str, dict[str, str]]:
    """One of everything that has an address, for the house: the parts of the address of each route of appointments.

    Amina is the person wherever somebody is; Joe is proposed as her buddy, and Ines is that of another.
    """
    maya, people = cast.maya, ("Ann Chosen", "Bea Offered", "Dora Double", "Lee Left", "Pia Paused")
    chosen, to_answer, double, leaver, resting = selected(cast, *people, call=call, at=at)
    open_ = offer_appointment(to_answer, by=maya, at=at)
    a_partner("Dora Double", email="dora@nominee.test", at=at)
    unsettled, left, paused = (accept_offer(offer_appointment(each, by=maya, at=at), at=at, through="link")
                               for each in (double, leaver, resting))
    step_down(left, by=left.partner, at=at)
    pause(whole(paused, at=at), by=maya, at=at, until_on=day_of(at) + timedelta(days=30))
    hers = known(cast, cast.amina, call=call, at=at)
    following = offer_renewal(hers, by=maya, at=at)
    asked = propose_buddy(hers, cast.joe, by=maya, at=at)
    new = active(cast, name="Una Asked", call=call, at=at)
    open_question = propose_buddy(new, cast.joe, by=maya, at=at)
    matched = propose_buddy(paused, cast.ines, by=maya, at=at)
    for side in (paused.partner, cast.ines):
        agree_to_buddy(matched, by=side, at=at)
    by_ref = {
        chosen: ("offer-new",), open_: ("offer-note", "offer-withdraw"), unsettled: ("appointment-settle",), following: ("offer-answer",),
        left: ("appointment-thank", "appointment-exit"), paused: ("appointment-resume",), asked: ("buddy", "buddy-agree", "buddy-decline"),
        open_question: ("buddy-note",),
        matched: ("buddy-end",), matched.check_ins.first(): ("check-in",), hers.items.get(code="three_months"): (
            "induction-done", "induction-confirm", "induction-note"),
        hers: ("appointment", "induction", "interests", "confidentiality", "buddy-propose", "appointment-pause",
               "appointment-renew", "appointment-leave"),
        cast.amina.interests.get(): ("interest-review",)}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    token = token_of(resting.candidate.ref)
    found |= {name: {"token": token} for name in ("induction-by-link", "interests-by-link", "confidentiality-by-link",
                                                   "about-by-link", "buddy-by-link")}
    return found | {"offer": {"token": token_of(to_answer.candidate.ref)}, "appointments": {"slug": cast.programme.slug},
                    "interest-register": {"slug": cast.programme.slug}, "my-roles": {}}
