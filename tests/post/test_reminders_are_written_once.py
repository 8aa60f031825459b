"""Each reminder exists exactly once per person and occasion, however often the clock runs (issue 6)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coprod.post.actions import send_rows
from coprod.post.models import Message
from partners.groups.actions import add_seat, end_holding
from partners.models import Holding, Vacancy
from programmes.programme.actions import close_programme
from programmes.stages import notices
from programmes.stages.actions.answering import confirm_standard, dispute_standard
from programmes.stages.actions.checking import check_stages, write_reminders
from programmes.stages.actions.opening import change_dates
from programmes.stages.actions.signing import sign_stage
from tests.makers import MONDAY, a_claim, a_partner, a_seat_for, a_stage
from tests.programmes.stages.crowd import crowd
from tests.programmes.stages.doing import first_of, ready, s8

TODAY = MONDAY.date()
DAY = timedelta(days=1)


def told(cast, kind):
    """Who is told what, as (name, occasion), each as often as it is written."""
    names = {person.ref: name for name, person in cast.people().items()}
    return sorted((names[to], occasion) for to, occasion in Message.objects.filter(kind=kind).values_list("to", "occasion"))


def the_clock_runs(*days):
    """Twice on each of those days."""
    for day in days:
        for hour in (0, 7):
            write_reminders(None, at=MONDAY + day * DAY + timedelta(hours=hour))


# --- standards unanswered -------------------------------------------------------------------------------------------

def test_unanswered_standards_are_reminded_of_seven_days_before_on_the_day_and_then_weekly_to_the_manager(cast):
    due = TODAY + 10 * DAY
    a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=due)

    the_clock_runs(0, 1, 2)
    assert told(cast, "standards_due") == []

    the_clock_runs(3, 4, 9)
    before = [("maya", f"{due}:before"), ("priya", f"{due}:before")]
    assert told(cast, "standards_due") == before

    the_clock_runs(10, 11, 16)
    on_the_day = [("maya", f"{due}:week0"), ("priya", f"{due}:week0")]
    assert told(cast, "standards_due") == sorted(before + on_the_day)

    the_clock_runs(17, 23, 24)
    weekly = [("maya", f"{due}:week1"), ("maya", f"{due}:week2")]
    assert told(cast, "standards_due") == sorted(before + on_the_day + weekly)


def test_a_clock_that_slept_says_it_late_but_once(cast):
    due = TODAY + 10 * DAY
    a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=due)

    the_clock_runs(8)

    assert told(cast, "standards_due") == [("maya", f"{due}:before"), ("priya", f"{due}:before")]


def test_a_new_day_is_a_new_occasion(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=TODAY)
    the_clock_runs(0)
    change_dates(stage, by=cast.maya, at=MONDAY, opens_on=TODAY, due_on=TODAY + 20 * DAY)
    the_clock_runs(1, 13)

    assert told(cast, "standards_due") == [("maya", "2026-03-16:week0"), ("maya", "2026-04-05:before"), ("priya", "2026-03-16:week0"),
                                           ("priya", "2026-04-05:before")]


def test_nobody_is_reminded_of_standards_when_all_are_answered_or_no_day_is_set(cast):
    ready(cast)
    stage = a_stage(cast.programme, "S2", by=cast.maya)
    change_dates(stage, by=cast.maya, at=MONDAY, opens_on=TODAY, due_on=None)

    the_clock_runs(0, 20, 40)

    assert told(cast, "standards_due") == []


# --- claims waiting --------------------------------------------------------------------------------------------------

def at_ten(day):
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.mark.parametrize(("claimed_on", "not_yet", "told_on"), [
    (date(2026, 3, 16), date(2026, 3, 23), date(2026, 3, 24)),      # a plain week
    (date(2026, 4, 1), date(2026, 4, 10), date(2026, 4, 13)),       # Good Friday and Easter Monday between
    (date(2026, 12, 22), date(2026, 12, 31), date(2027, 1, 4)),     # Christmas, Boxing Day (Monday) and New Year between
])
def test_claims_that_wait_over_five_working_days_are_told_to_those_who_may_confirm(cast, claimed_on, not_yet, told_on):
    stage = s8(cast)
    a_claim(first_of(stage), by=cast.priya, at=at_ten(claimed_on))

    write_reminders(None, at=at_ten(not_yet))
    assert told(cast, "claims_waiting") == []

    for day in (told_on, told_on, told_on + DAY, told_on + 30 * DAY):
        write_reminders(None, at=at_ten(day))
    assert told(cast, "claims_waiting") == [("amina", f"since {claimed_on}"), ("joe", f"since {claimed_on}")]


def test_of_several_claims_the_oldest_is_the_occasion(cast):
    stage = s8(cast)
    answers = stage.answers.in_order().select_related("stage__programme", "stage__workstream")
    a_claim(answers[0], by=cast.priya, at=MONDAY)
    a_claim(answers[1], by=cast.priya, at=MONDAY + 3 * DAY)
    the_clock_runs(8, 9, 13)
    assert told(cast, "claims_waiting") == [("amina", "since 2026-03-16"), ("joe", "since 2026-03-16")]

    confirm_standard(first_of(stage, answers[0].code), by=cast.joe, at=MONDAY + 13 * DAY)
    the_clock_runs(14)
    assert told(cast, "claims_waiting") == [("amina", "since 2026-03-16"), ("amina", "since 2026-03-19"),
                                            ("joe", "since 2026-03-16"), ("joe", "since 2026-03-19")]


# --- sign-off --------------------------------------------------------------------------------------------------------

def test_those_whose_signature_is_wanted_are_asked_once(cast):
    stage = ready(cast)
    the_clock_runs(0, 1, 2)
    check_stages(at=MONDAY)
    assert told(cast, "sign_off_asked") == [("amina", "1:2026-03-16"), ("joe", "1:2026-03-16"), ("priya", "1:2026-03-16")]

    sign_stage(stage, by=cast.joe, at=MONDAY, value="agree")
    dispute_standard(first_of(stage), by=cast.amina, at=MONDAY + 2 * DAY, because="Not so")
    a_claim(first_of(stage), by=cast.priya, at=MONDAY + 2 * DAY)
    confirm_standard(first_of(stage), by=cast.amina, at=MONDAY + 3 * DAY)
    the_clock_runs(3)
    again = {name for name, occasion in told(cast, "sign_off_asked") if occasion == "1:2026-03-19"}
    assert {"amina", "priya"} <= again


def test_every_role_that_signs_is_asked(cast):
    from programmes.stages.models import Stage

    for code in ("S1", "S3", "S6", "S11"):
        a_stage(cast.programme, code, by=cast.maya)
    Stage.objects.update(state="ready", ready_at=MONDAY)
    send_rows(notices.sign_off_asked(on=TODAY, at=MONDAY))

    asked = {code: sorted(name for name, person in cast.people().items() if Message.objects.filter(
        kind="sign_off_asked", about=Stage.objects.get(code=code).ref, to=person.ref).exists()) for code in ("S1", "S3", "S6", "S11")}
    assert asked == {"S1": ["femi", "fran", "sid"], "S3": ["femi", "fran", "maya"], "S6": ["amina", "ines", "joe", "olga", "priya"],
                     "S11": ["ines", "sid"]}


# --- empty seats -----------------------------------------------------------------------------------------------------

def test_an_empty_seat_is_told_at_once_at_14_days_and_past_28_days(cast):
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=TODAY)

    the_clock_runs(0, 1, 13)
    first = [("ines", "day 0"), ("maya", "day 0")]
    assert told(cast, "seat_empty") == first

    the_clock_runs(14, 20, 28)
    second = [("ines", "day 14"), ("maya", "day 14")]
    assert told(cast, "seat_empty") == sorted(first + second)

    the_clock_runs(29, 30, 90)
    third = [("ines", "past day 28"), ("sid", "past day 28")]
    assert told(cast, "seat_empty") == sorted(first + second + third)


def test_a_seat_that_falls_empty_tomorrow_is_not_empty_today(cast):
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=TODAY + 5 * DAY)

    the_clock_runs(0, 4)
    assert told(cast, "seat_empty") == []
    the_clock_runs(5)
    assert told(cast, "seat_empty") == [("ines", "day 0"), ("maya", "day 0")]


def test_a_seat_that_is_filled_or_closed_or_professional_is_not_told_of(cast):
    group = cast.housing.group
    add_seat(group, by=cast.maya, at=MONDAY, opened_on=TODAY, is_lay=False, name="C")
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=group), by=cast.joe, at=MONDAY, until_on=TODAY, close_seat=True)
    end_holding(Holding.objects.get(partner=cast.amina, seat__group=group), by=cast.amina, at=MONDAY, until_on=TODAY)
    a_seat_for(cast.forrest, group, by=cast.ines, lead=cast.priya, at=MONDAY + DAY, seat=Vacancy.objects.running().get().seat)

    the_clock_runs(2, 20, 40)

    assert told(cast, "seat_empty") == []


def test_two_vacancies_are_two_occasions(cast):
    for person in (cast.amina, cast.joe):
        end_holding(Holding.objects.get(partner=person, seat__group=cast.housing.group), by=person, at=MONDAY, until_on=TODAY)

    the_clock_runs(0)

    assert told(cast, "seat_empty") == [("ines", "day 0")] * 2 + [("maya", "day 0")] * 2


# --- whatever the kind -------------------------------------------------------------------------------------------------

def everything_at_once(cast):
    """A stage that is late, an old claim, a stage to sign, and an empty seat: each of which would be told of."""
    late = a_stage(cast.programme, "S2", by=cast.maya, due_on=TODAY)
    a_claim(first_of(late), by=cast.maya)
    ready(cast)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.advisory), by=cast.joe, at=MONDAY, until_on=TODAY)
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY, name="C")


def test_in_a_closed_programme_nobody_is_reminded_of_anything(cast):
    everything_at_once(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Merged")
    Message.objects.all().delete()

    the_clock_runs(0, 8, 15, 30)
    check_stages(at=MONDAY + 30 * DAY)

    assert Message.objects.count() == 0


def test_two_clocks_at_the_same_moment_write_each_reminder_once(shared_cast, all_at_once):
    everything_at_once(shared_cast)
    Message.objects.all().delete()
    later = MONDAY + 9 * DAY

    written = all_at_once(2, lambda number: check_stages(at=later).messages)

    assert sum(written) == Message.objects.count() > 5
    assert set(Message.objects.values_list("kind", flat=True)) == {
        "standards_due", "claims_waiting", "sign_off_asked", "seat_empty", "overloaded"}


def test_running_the_clock_again_writes_nothing_for_a_whole_crowd(db, clock):
    from partners.groups.actions import give_office
    from partners.models import Group, Seat
    from programmes.programme.models import Programme, ProgrammeGroup, TeamRole

    crowd(30, seed=3)
    maya = a_partner("Maya", professional=True)
    TeamRole.objects.bulk_create([TeamRole(programme=programme, partner=maya, role=role, from_on=TODAY)
                                  for programme in Programme.objects.all() for role in ("PM", "SRO")])
    advisory = Group.objects.create(name="Advisory", kind="advisory")
    ProgrammeGroup.objects.bulk_create([ProgrammeGroup(programme=programme, group=advisory, from_on=TODAY)
                                        for programme in Programme.objects.all()])
    a_seat_for(maya, advisory, by=maya, seat=add_seat(advisory, by=maya, at=MONDAY, opened_on=TODAY))
    give_office(Seat.objects.get(group=advisory), by=maya, at=MONDAY, office="chair")

    assert check_stages(at=MONDAY).messages > 50
    assert check_stages(at=MONDAY).messages == 0


def test_somebody_with_two_roles_is_told_once(cast):
    """Maya is manager; when she also leads the workstream she still gets one reminder."""
    from programmes.programme.actions import give_role

    give_role(cast.programme, cast.maya, role="WL", workstream=cast.housing, from_on=TODAY, by=cast.maya, at=MONDAY)
    a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, due_on=TODAY)

    the_clock_runs(0)

    assert told(cast, "standards_due") == [("maya", "2026-03-16:week0"), ("priya", "2026-03-16:week0")]
