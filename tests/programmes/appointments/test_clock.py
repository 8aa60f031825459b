"""What the clock says, to whom, on which day, and once; and that it asks as often for many appointments as for one."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.candidates.actions import erase
from programmes.appointments.actions.buddies import agree_to_buddy, end_buddying, note_check_in, propose_buddy
from programmes.appointments.actions.checking import check_appointments
from programmes.appointments.actions.induction import confirm_interests, confirm_item, mark_done
from programmes.appointments.actions.offering import decline_offer
from programmes.appointments.actions.terms import step_down
from programmes.appointments.models import Appointment, InductionItem
from programmes.programme.actions import close_programme
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.programmes.appointments.doing import accepted, active, copied, known, now_, offered, whole, with_account
from tests.programmes.nominations.doing import a_call

DAY = timedelta(days=1)
TODAY = MONDAY.date()


def run(days):
    """Let the clock run on that day, twice."""
    at = MONDAY + days * DAY
    check_appointments(at=at)
    assert check_appointments(at=at) == (0, 0)


def said(kind):
    """When and to whom it was said so far: (occasion, ref)."""
    return sorted(Message.objects.filter(kind=kind).values_list("occasion", "to"))


def grows(kind, days):
    """How many messages of the kind there are after the clock ran on each of these days."""
    found = []
    for day in days:
        run(day)
        found.append(Message.objects.filter(kind=kind).count())
    return found


def test_an_offer_is_said_again_after_3_and_7_days_and_the_manager_hears_after_10(cast):
    offer = offered(cast)
    to = offer.nomination.candidate.ref

    assert grows("role_offered", (2, 3, 4, 6, 7, 9, 10, 30)) == [1, 2, 2, 2, 3, 3, 3, 3]
    assert said("role_offered") == [("day 3", to), ("day 7", to), ("offered", to)]
    assert said("offer_unanswered") == [("day 10", cast.maya.ref)]
    again = Message.objects.get(kind="role_offered", occasion="day 3")
    assert registry.words["role_offered"](again).subject == "We still need your yes or no: a role in Care Together"


def test_a_clock_that_slept_says_it_once(cast):
    offered(cast)
    assert grows("role_offered", (8,)) == [2]


def test_nothing_is_said_about_an_offer_that_was_answered(cast):
    decline_offer(offered(cast), at=MONDAY, through="link")
    run(3)
    run(10)
    assert [occasion for occasion, _to in said("role_offered")] == ["offered"]
    assert said("offer_unanswered") == []


def test_the_welcome_comes_again_until_the_steps_are_there(cast):
    appointment = accepted(cast)
    nora = appointment.partner.ref
    assert grows("welcome", (6, 7, 20, 21, 40)) == [1, 2, 2, 3, 3]
    assert {to for _occasion, to in said("welcome")} == {nora}
    assert said("nothing_confirmed") == [("day 21", cast.maya.ref)]

    whole(appointment)
    assert registry.words["welcome"](Message.objects.get(kind="welcome", occasion="day 21")) is None
    assert registry.words["nothing_confirmed"](Message.objects.get(kind="nothing_confirmed")) is None


def test_a_late_step_reminds_its_owner_then_the_manager(cast):
    appointment = accepted(cast)
    nora = with_account(appointment)
    assert grows("induction_due", (0, 1, 5)) == [0, 1, 2]       # the welcome call, then the account of day 3
    assert said("induction_due") == [("2026-03-16 +1", cast.maya.ref), ("2026-03-19 +1", cast.maya.ref)]

    item = appointment.items.get(code="support")
    item.appointment = appointment
    mark_done(item, by=cast.maya, at=MONDAY)
    run(8)
    assert ("2026-03-23 +1", nora.ref) in said("induction_due")     # two of her own, one message
    assert said("induction_to_confirm") == [("2026-03-21 +1", nora.ref)]
    run(10)
    assert said("induction_late") == [("2026-03-16", cast.maya.ref)]
    run(22)
    assert ("2026-04-06 +1", cast.ines.ref) in said("induction_due")
    words = registry.words["induction_due"](Message.objects.get(kind="induction_due", occasion="2026-03-23 +1"))
    assert words.lines[1:] == ["The role agreement, in the form that was asked for", "The confidentiality statement signed"]

    whole(appointment)
    for item in appointment.items.filter(confirmed_at=None):
        item.appointment = now_(appointment)
        confirm_item(item, at=MONDAY, through="link")
    assert [message for message in Message.objects.filter(kind__startswith="induction") if registry.words[message.kind](message)] == []


def test_the_lead_is_reminded_of_what_is_theirs(cast):
    appointment = accepted(cast)
    Appointment.objects.filter(pk=appointment.pk).update(group=cast.housing.group)
    InductionItem.objects.filter(code="tour").update(owner="WL")
    run(15)
    assert ("2026-03-30 +1", cast.priya.ref) in said("induction_due")


def test_missing_declarations_on_day_3_10_and_14(cast):
    appointment = accepted(cast)
    assert grows("declarations_missing", (2, 3, 9, 10, 14)) == [0, 1, 1, 2, 2]
    assert said("declarations_late") == [("day 14", cast.maya.ref)]
    whole(appointment)
    assert [message for message in Message.objects.filter(kind__startswith="declarations") if registry.words[message.kind](message)] == []


def test_interests_are_looked_at_once_a_year(cast, clock):
    appointment = active(cast)
    nora = with_account(appointment)
    assert grows("interests_due", (334, 335, 357, 358, 365, 400)) == [0, 1, 1, 2, 2, 2]
    assert said("interests_due") == [("2026-03-16 30 days before", nora.ref), ("2026-03-16 7 days before", nora.ref)]
    message = Message.objects.filter(kind="interests_due").first()
    clock.to(MONDAY + 336 * DAY)
    assert "16 March 2027" in registry.words["interests_due"](message).lines[0]
    confirm_interests(appointment, at=MONDAY + 340 * DAY)
    assert registry.words["interests_due"](message) is None
    assert grows("interests_due", (341, 674, 675)) == [2, 2, 3]


def test_a_term_that_ends_is_said_90_60_and_30_days_before(cast, clock):
    appointment = active(cast, until_on=TODAY + 100 * DAY)
    nora = with_account(appointment)
    assert grows("term_ending", (9, 10, 39, 40, 70, 99)) == [0, 3, 3, 6, 9, 9]
    assert {to for _occasion, to in said("term_ending")} == {nora.ref, cast.maya.ref, cast.ines.ref}
    assert {occasion for occasion, _to in said("term_ending")} == {"90 days before", "60 days before", "30 days before"}
    words = registry.words["term_ending"](Message.objects.get(kind="term_ending", occasion="30 days before", to=cast.ines.ref))
    assert "The term of a lay partner" in words.lines[0]


def buddies(cast):
    """Joe is Amina's buddy from today on."""
    buddying = propose_buddy(known(cast, cast.amina, call=a_call(cast)), cast.joe, by=cast.maya, at=MONDAY)
    for side in (cast.joe, cast.amina):
        agree_to_buddy(buddying, by=side, at=MONDAY)
    return buddying


def test_buddies_are_reminded_of_each_talk(cast):
    buddying = buddies(cast)
    assert grows("buddies_look", (13, 14, 20)) == [0, 2, 2]
    note_check_in(buddying.check_ins.get(week=2), by=cast.joe, at=MONDAY)
    assert [registry.words[message.kind](message) for message in Message.objects.filter(kind="buddies_look")] == [None, None]
    assert grows("buddies_look", (42, 84)) == [4, 6]


def test_the_manager_hears_once_of_buddies_who_are_silent_twice(cast, mailoutbox, clock):
    buddying = buddies(cast)
    assert grows("buddies_silent", (14, 41, 48, 49, 50, 84, 100)) == [0, 0, 0, 1, 1, 1, 1]
    assert said("buddies_silent") == [(f"buddies {buddying.ref}", cast.maya.ref)]

    message = Message.objects.get(kind="buddies_silent")
    deliver(at=clock.to(MONDAY + 49 * DAY), limit=500)
    assert Message.objects.get(pk=message.pk).state == "dropped"       # by now the clock has parted them


def test_what_the_manager_reads_of_silent_buddies_names_nobody_and_stops_when_one_writes(cast, mailoutbox, clock):
    buddying = buddies(cast)
    run(49)
    clock.to(MONDAY + 49 * DAY)
    message = Message.objects.get(kind="buddies_silent")
    words = registry.words["buddies_silent"](message)
    assert words.subject == "Care Together: two buddies may need a word from you"
    assert words.lines == ["A lay partner, “Member 1”, and their buddy have twice not written that they talked.",
                           "Perhaps they talked all the same. Please ask both how it goes."]
    assert words.path == buddying.appointment.get_absolute_url()

    note_check_in(buddying.check_ins.get(week=6), by=cast.joe, at=MONDAY, note="She is unsure of herself.")
    assert registry.words["buddies_silent"](message) is None
    deliver(at=MONDAY + 49 * DAY, limit=500)
    assert not any("two buddies" in mail.subject for mail in mailoutbox)


@pytest.mark.parametrize(("written", "told"), [((2,), {91: 1}), ((6,), {49: 0, 91: 0}), ((12,), {91: 0}), ((2, 6), {91: 0})])
def test_twice_means_in_a_row_and_nothing_since(cast, written, told):
    buddying = buddies(cast)
    for week in written:
        note_check_in(buddying.check_ins.get(week=week), by=cast.amina, at=MONDAY)
    run(85)
    buddying.refresh_from_db()
    assert buddying.state == "ended"        # all talks are over

    assert {day: grows("buddies_silent", (day,))[0] for day in told} == told


def test_buddies_who_said_that_it_is_enough_and_who_left_are_not_told_of(cast):
    buddying = buddies(cast)
    end_buddying(buddying, by=cast.joe, at=MONDAY + 43 * DAY)
    assert grows("buddies_silent", (49, 91)) == [0, 0]

    again = propose_buddy(now_(buddying.appointment), cast.joe, by=cast.maya, at=MONDAY)
    for side in (cast.joe, cast.amina):
        agree_to_buddy(again, by=side, at=MONDAY)
    step_down(now_(buddying.appointment), by=cast.amina, at=MONDAY)
    assert grows("buddies_silent", (49, 91)) == [0, 0]


def test_nothing_is_offered_to_who_is_gone_and_nothing_said_in_a_closed_programme(cast):
    offer = offered(cast)
    erase(offer.nomination.candidate, by=None, at=MONDAY)
    run(1)
    assert (now_(offer).state, now_(offer).withdrawn_at) == ("withdrawn", MONDAY + DAY)

    accepted(cast, name="Omar Example")
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")
    written = Message.objects.count()
    run(90)
    assert Message.objects.count() == written


def test_one_programme_is_checked_by_itself(cast):
    offered(cast)
    stage = a_stage(cast.elsewhere, "S5", by=cast.sam)
    assert check_appointments(Stage.objects.filter(pk=stage.pk), at=MONDAY + 3 * DAY) == (0, 0)
    ours = a_stage(cast.programme, "S5", by=cast.maya)
    assert check_appointments(Stage.objects.filter(pk=ours.pk), at=MONDAY + 3 * DAY) == (0, 1)


@pytest.mark.parametrize(("make", "days", "moves"), [(accepted, 21, 0), (active, 800, 1)])
def test_many_appointments_cost_as_much_as_one(cast, make, days, moves):
    first, spent = make(cast), []
    for rows in (0, 2, 30):
        with transaction.atomic():
            for _ in range(rows):
                copied(now_(first))
            with CaptureQueriesContext(connection) as queries:
                moved, written = check_appointments(at=MONDAY + days * DAY)
            spent.append(len(queries))
            assert moved == moves * (rows + 1)
            assert moves or written > 3 * rows
            transaction.set_rollback(True)

    assert spent == [spent[0]] * 3
