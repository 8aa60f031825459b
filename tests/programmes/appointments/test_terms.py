"""A new term, a pause, a buddy, and leaving: thanked, asked why, and without access from the next day."""

from datetime import date, timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.groups.actions import add_seat
from partners.models import Holding, Vacancy
from programmes.appointments.actions.buddies import (
    agree_to_buddy,
    decline_buddy,
    end_buddying,
    note_check_in,
    propose_buddy,
)
from programmes.appointments.actions.checking import check_appointments
from programmes.appointments.actions.offering import accept_offer, decline_offer
from programmes.appointments.actions.terms import note_exit, offer_renewal, pause, resume, step_down, thank
from programmes.appointments.lifecycles import APPOINTMENT
from programmes.appointments.models import Appointment, Buddying
from programmes.home.queues import BY_NAME
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_seat_for
from tests.programmes.appointments.doing import accepted, active, known, now_, offered, with_account
from tests.programmes.nominations.doing import a_call
from tests.programmes.stages.doing import get, post

DAY = timedelta(days=1)
TODAY = MONDAY.date()


def waits(person, name, on=TODAY):
    return BY_NAME[name].rows(standing_of(person, on=on), on).count()


def roles(partner, programme, on):
    return standing_of(partner, on=on, programme=programme).anywhere_in(programme)


# --- a new term -------------------------------------------------------------------------------------------------------

def test_a_new_term_is_offered_answered_and_keeps_the_seat(cast):
    old = active(cast)
    nora = with_account(old)
    page = get(cast.maya, "appointment-renew", old).content.decode()
    assert "About support." in page
    terms = {"from_on": "2028-03-16", "until_on": "2029-03-15", "renewals_left": "0", "hours_a_month": "6", "reading_hours": "2",
             "support": "s", "confidentiality": "c", "payment": "p", "how_to_leave": "h"}
    post(cast.maya, "appointment-renew", old, **terms)
    new = Appointment.objects.get(previous=old)
    assert (new.state, new.partner, now_(old).state, waits(nora, "terms")) == ("offered", nora, "active", 1)
    assert Message.objects.get(kind="role_offered", about=new.ref).to == nora.ref
    assert post(cast.maya, "offer-answer", new, answer="yes").status_code == 403

    post(nora, "offer-answer", new, answer="yes")

    new, old = now_(new), now_(old)
    assert (old.state, new.state, new.holding, new.holding.until_on) == ("renewed", "inducted", old.holding, date(2029, 3, 15))
    assert not new.items.exists()       # nobody is inducted twice
    assert post(nora, "offer-answer", new, answer="no").status_code == 409
    check_appointments(at=MONDAY + 732 * DAY)
    assert now_(new).state == "active"


def test_there_are_as_many_terms_as_the_settings_say(cast):
    old = active(cast, renewals_left=0)
    with pytest.raises(NotAllowedNow, match="This was the last term: 2 are the most"):
        offer_renewal(old, by=cast.maya, at=MONDAY)
    assert get(cast.maya, "appointment-renew", old).status_code == 409


def test_one_new_term_at_a_time_and_a_no_leaves_the_old_one(cast):
    old = active(cast)
    new = offer_renewal(old, by=cast.maya, at=MONDAY)
    assert (new.from_on, new.until_on, new.renewals_left) == (date(2028, 3, 16), date(2030, 3, 15), 0)
    with pytest.raises(NotAllowedNow):
        offer_renewal(old, by=cast.maya, at=MONDAY)

    decline_offer(new, at=MONDAY, through="account")

    assert now_(old).state == "active"
    assert offer_renewal(old, by=cast.maya, at=MONDAY).state == "offered"


# --- a pause ----------------------------------------------------------------------------------------------------------

def test_a_pause_lasts_half_a_year_at_most_and_ends_by_itself(cast):
    appointment = active(cast)
    for day, told in ((TODAY - DAY, "Choose today or a later day"), (TODAY + 185 * DAY, "Choose a day in the next six months")):
        assert told in post(cast.maya, "appointment-pause", appointment, until_on=day.isoformat()).content.decode()
        with pytest.raises(NotAllowedNow):
            pause(appointment, by=cast.maya, at=MONDAY, until_on=day)
    post(cast.maya, "appointment-pause", appointment, until_on=(TODAY + 30 * DAY).isoformat())
    assert (now_(appointment).state, now_(appointment).paused_until) == ("paused", TODAY + 30 * DAY)

    check_appointments(at=MONDAY + 30 * DAY)
    assert now_(appointment).state == "paused"
    check_appointments(at=MONDAY + 31 * DAY)
    assert now_(appointment).state == "active"


def test_somebody_comes_back_earlier(cast):
    appointment = active(cast)
    pause(appointment, by=cast.maya, at=MONDAY, until_on=TODAY + 30 * DAY)
    resume(appointment, by=cast.maya, at=MONDAY + 3 * DAY)
    assert now_(appointment).state == "active"
    with pytest.raises(NotAllowedNow):
        resume(appointment, by=cast.maya, at=MONDAY)


# --- leaving ----------------------------------------------------------------------------------------------------------

def test_who_steps_down_has_no_access_from_the_next_day_and_the_seats_fall_empty(cast):
    appointment = active(cast)
    nora = with_account(appointment)
    third = a_seat_for(nora, cast.housing.group, by=cast.ines, lead=cast.priya, seat=_third_seat(cast))
    offer = offer_renewal(appointment, by=cast.maya, at=MONDAY)
    assert roles(nora, cast.programme, TODAY) == {"AG", "PAIR"}
    assert "Today is your last day then." in get(nora, "appointment-leave", appointment).content.decode()

    post(nora, "appointment-leave", appointment, because="I move away.")

    after = now_(appointment)
    assert (after.state, after.left_on, after.left_because) == ("stepped_down", TODAY, "I move away.")
    assert (roles(nora, cast.programme, TODAY), roles(nora, cast.programme, TODAY + DAY)) == ({"AG", "PAIR"}, set())
    assert set(Vacancy.objects.running().filter(seat__in=[after.holding.seat, third.seat]).values_list("from_on", flat=True)) == {TODAY}
    assert Vacancy.objects.running().filter(seat__in=[after.holding.seat, third.seat]).count() == 2
    assert now_(offer).state == "withdrawn"
    assert post(nora, "appointment-leave", appointment).status_code == 409
    with pytest.raises(NotAllowedNow):
        accept_offer(offer, at=MONDAY, through="account")


def _third_seat(cast):
    return add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY, name="C")


def test_others_keep_what_is_theirs_when_somebody_leaves(cast):
    call = a_call(cast)
    mine, other = active(cast, call=call), active(cast, call=call, name="Omar Example")
    before = set(Holding.objects.serving(TODAY + DAY).values_list("pk", flat=True))

    step_down(mine, by=mine.partner, at=MONDAY)

    assert before - set(Holding.objects.serving(TODAY + DAY).values_list("pk", flat=True)) == {mine.holding_id}
    assert now_(other).state == "active"


def test_who_leaves_before_the_first_day_has_no_access_later(cast):
    appointment = accepted(cast, from_on=TODAY + 20 * DAY)
    step_down(appointment, by=appointment.partner, at=MONDAY)
    assert roles(appointment.partner, cast.programme, TODAY + 20 * DAY) == set()


def test_who_has_left_is_thanked_once_and_asked_why_once(cast):
    appointment = active(cast)
    assert post(cast.maya, "appointment-thank", appointment, words="Thanks").status_code == 409
    post(cast.maya, "appointment-leave", appointment, because="")
    assert waits(cast.maya, "exits") == 1
    assert "Ask why they leave, by 30 March 2026." in get(cast.maya, "appointment", appointment).content.decode()

    assert "Answer “What do you thank them for?”" in post(cast.maya, "appointment-thank", appointment, words=" ").content.decode()
    post(cast.maya, "appointment-thank", appointment, words="You asked the best questions.")
    assert waits(cast.maya, "exits") == 1
    post(cast.maya, "appointment-exit", appointment, because="")

    after = now_(appointment)
    assert (after.thanked_by, after.asked_by, after.left_because, waits(cast.maya, "exits")) == (cast.maya, cast.maya, "", 0)
    words = registry.words["thanks"](Message.objects.get(kind="thanks", to=after.partner.ref))
    assert (words.subject, words.lines[0]) == ("Thank you from Care Together", "You asked the best questions.")
    for again in (lambda: thank(after, by=cast.maya, at=MONDAY, words="x"), lambda: note_exit(after, by=cast.maya, at=MONDAY)):
        with pytest.raises(NotAllowedNow):
            again()


def test_a_term_ends_by_itself_with_all_that_is_held(cast):
    appointment = active(cast, until_on=TODAY + 100 * DAY)
    a_seat_for(appointment.partner, cast.housing.group, by=cast.ines, lead=cast.priya, seat=_third_seat(cast))
    check_appointments(at=MONDAY + 100 * DAY)
    assert now_(appointment).state == "active"

    check_appointments(at=MONDAY + 101 * DAY)

    after = now_(appointment)
    assert (after.state, after.left_on) == ("term_ended", TODAY + 100 * DAY)
    assert roles(after.partner, cast.programme, TODAY + 101 * DAY) == set()
    assert Vacancy.objects.running().filter(seat__holdings__partner=after.partner).count() == 2


# --- which moves, from which states -----------------------------------------------------------------------------------

def test_of_two_who_step_down_at_once_one_does(shared_cast, all_at_once):
    appointment = accepted(shared_cast)
    answers = all_at_once(3, lambda number: step_down(appointment, by=appointment.partner, at=MONDAY) and "gone")
    assert answers.count("gone") == 1
    assert Vacancy.objects.running().filter(seat=appointment.holding.seat_id).count() == 1


def test_no_offer_is_paused_renewed_or_left(cast):
    offer = offered(cast)
    assert set(APPOINTMENT.offers(offer.state)) == {"accept", "decline", "withdraw"}
    for route in ("appointment-pause", "appointment-renew", "appointment-leave", "appointment-thank", "appointment-exit", "buddy-propose"):
        assert (route, get(cast.maya, route, offer).status_code) == (route, 409)
    assert post(cast.maya, "appointment-resume", offer).status_code == 409


# --- buddies ----------------------------------------------------------------------------------------------------------

def test_buddies_begin_when_both_agree_and_their_notes_are_theirs(cast):
    appointment = active(cast)
    nora = with_account(appointment)
    page = get(cast.ines, "buddy-propose", appointment).content.decode()
    assert all(name in page for name in ("Amina Example", "Joe Example")) and "Priya Example" not in page
    assert post(cast.ines, "buddy-propose", appointment, buddy=cast.sam.ref).status_code == 200
    assert not Buddying.objects.exists()
    post(cast.ines, "buddy-propose", appointment, buddy=cast.joe.ref)
    assert (waits(nora, "buddies"), waits(cast.joe, "buddies"), waits(cast.amina, "buddies")) == (1, 1, 0)
    assert {message.to for message in Message.objects.filter(kind="buddy_asked")} == {nora.ref, cast.joe.ref}
    with pytest.raises(NotAllowedNow):
        propose_buddy(appointment, cast.amina, by=cast.maya, at=MONDAY)
    buddying = Buddying.objects.get()
    assert get(cast.maya, "buddy", buddying).status_code == 403

    post(nora, "buddy-agree", buddying)
    post(nora, "buddy-agree", buddying)     # twice is once
    buddying.refresh_from_db()
    assert (buddying.state, waits(nora, "buddies"), waits(cast.joe, "buddies")) == ("proposed", 0, 1)
    post(cast.joe, "buddy-agree", buddying)

    buddying.refresh_from_db()
    talks = list(buddying.check_ins.order_by("week"))
    assert (buddying.state, [(each.week, (each.due_on - TODAY).days) for each in talks]) == ("matched", [(2, 14), (6, 42), (12, 84)])
    post(cast.joe, "check-in", talks[0], note="She settles in well.")
    assert "She settles in well." in get(nora, "buddy", buddying).content.decode()
    manager = get(cast.maya, "appointment", appointment).content.decode()
    assert "they talked" in manager and "She settles in well." not in manager
    assert post(cast.maya, "check-in", talks[1], note="x").status_code == 403
    assert post(nora, "check-in", talks[0], note="x").status_code == 409


def test_either_says_no_or_ends_it_and_twelve_weeks_end_it(cast):
    appointment = known(cast, cast.amina, call=a_call(cast))
    first = propose_buddy(appointment, cast.joe, by=cast.maya, at=MONDAY)
    decline_buddy(first, by=cast.joe, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        agree_to_buddy(first, by=cast.amina, at=MONDAY)
    for ends in (lambda each: end_buddying(each, by=cast.amina, at=MONDAY), lambda each: check_appointments(at=MONDAY + 85 * DAY)):
        each = propose_buddy(appointment, cast.joe, by=cast.maya, at=MONDAY)
        for side in (cast.joe, cast.amina):
            agree_to_buddy(each, by=side, at=MONDAY)
        ends(each)
        each.refresh_from_db()
        assert each.state == "ended"
    note_check_in(each.check_ins.last(), by=cast.joe, at=MONDAY + 86 * DAY, note="")
    step_down(appointment, by=cast.amina, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        propose_buddy(appointment, cast.joe, by=cast.maya, at=MONDAY)
