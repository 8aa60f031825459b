"""A lay partner says where they would like to sit, and how long it took; they and the manager see the load (R8, 3.7, 7.5, NT47)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Holding
from programmes.pairing.actions import say_time_spent
from programmes.pairing.models import TimeSpent, Wish
from programmes.pairing.showing import level_of, loads
from programmes.programme.actions import link_group
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, a_programme, a_seat_for, a_workstream
from tests.programmes.pairing.doing import DAY, garden, in_advisory, says_of_themselves
from tests.programmes.stages.doing import as_

APRIL = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


def text_of(who, name, *args):
    return as_(who).get(reverse(f"programmes:{name}", args=args)).content.decode()


def test_a_member_of_the_advisory_group_says_what_they_wish_and_what_they_must_not(cast, clock):
    stream = garden(cast)
    answers = {stream.ref: "wanted", cast.housing.ref: "conflict"}

    first = as_(cast.amina).post(reverse("programmes:me-wishes"), answers)
    again = as_(cast.amina).post(reverse("programmes:me-wishes"), answers)

    assert (first.status_code, again.status_code) == (302, 302)
    assert dict(Wish.objects.values_list("workstream__name", "value")) == {"Garden": "wanted", "Housing": "conflict"}
    as_(cast.amina).post(reverse("programmes:me-wishes"), {stream.ref: "neither", cast.housing.ref: "conflict"})
    assert dict(Wish.objects.values_list("workstream__name", "value")) == {"Housing": "conflict"}


def test_an_answer_that_is_missing_is_asked_for_and_the_others_are_kept(cast, clock):
    stream = garden(cast)

    answer = as_(cast.amina).post(reverse("programmes:me-wishes"), {stream.ref: "wanted"})

    assert answer.status_code == 200
    assert "Choose one answer for “Housing”" in answer.content.decode()
    assert answer.context["form"][stream.ref].value() == "wanted"
    assert not Wish.objects.exists()


def test_who_is_not_in_the_advisory_group_is_told_how_they_can_be(cast, clock):
    garden(cast)

    told = text_of(cast.forrest, "me-wishes")

    assert "Pairs come from the Advisory Group." in told
    assert "Garden" not in told
    as_(cast.forrest).post(reverse("programmes:me-wishes"), {cast.housing.ref: "wanted"})
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("hours", "before", "limit", "word"), [
    (8, 8, None, "Not too much"), (9, 20, None, "Much"), (13, 12, None, "Much"), (13, 13, None, "Far too much"),
    (7, 7, 6, "Over their limit"), (6, 6, 6, "Not too much")])
def test_eight_hours_are_the_line_and_twelve_for_two_months_are_far_too_much(hours, before, limit, word):
    assert str(level_of(hours, before, limit).word) == word


def test_hours_are_counted_over_all_seats_in_all_programmes(cast, clock):
    elsewhere = a_workstream(cast.elsewhere, by=cast.sam, lead=cast.sid, name="Far away")
    a_seat_for(cast.amina, elsewhere.group, by=cast.sam, lead=cast.sid, hours=3, from_on=DAY)

    told = loads([cast.amina], on=DAY)[0]

    assert (told.hours, told.before) == (19, 16)            # Advisory Group 8, Housing 8, and 3 from today
    assert str(told.level.word) == "Far too much"
    assert "Amina Example" in text_of(cast.maya, "load", cast.programme.slug)
    assert "1 gave more than 12 for two months" not in text_of(cast.maya, "load", cast.programme.slug)   # Joe too
    assert "2 gave more than 12 for two months." in text_of(cast.maya, "load", cast.programme.slug)


def test_two_workstreams_on_one_day_and_a_day_on_which_somebody_cannot_come_are_said(cast, clock):
    a, b = (garden(cast, name=name, weekday=2, first_meeting_on=date(2026, 5, 4)) for name in ("Garden", "Kitchen"))
    nora = in_advisory(cast, "Nora Example", username="nora", times=["mon_am", "tue_pm"])
    for stream in (a, b):
        a_seat_for(nora, stream.group, by=cast.ines, lead=cast.priya, hours=2)

    told = text_of(nora, "me-hours")

    assert "Garden and Kitchen usually meet on the same day: Wednesday." in told
    assert "Garden usually meets on Wednesday, which is not among the usual times." in told
    assert "Garden meets for the first time on 4 May 2026, which some people keep free: Early May bank holiday." in told
    assert "Garden and Kitchen meet for the first time on the same day, 4 May 2026." in told


@pytest.mark.parametrize(("day", "what"), [
    (date(2026, 3, 21), "Saturday; Eid al-Fitr, on or about this day"), (date(2026, 9, 21), "Yom Kippur"),
    (date(2026, 4, 3), "Good Friday; Passover"), (date(2026, 11, 8), "Sunday; Diwali, on or about this day")])
def test_a_first_meeting_on_a_day_that_people_keep_free_is_a_warning_that_names_the_day_and_no_obstacle(cast, clock, day, what):
    stream = garden(cast, first_meeting_on=day)
    a_seat_for(cast.amina, stream.group, by=cast.ines, lead=cast.priya, hours=1)

    for told in (text_of(cast.amina, "me-hours"), text_of(cast.maya, "load", cast.programme.slug)):
        assert f"which some people keep free: {what}." in told
    clock.to(datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=8))
    assert "keep free" not in text_of(cast.amina, "me-hours")


def test_somebody_says_how_long_a_month_took_and_corrects_it(cast, clock):
    holding = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group)
    where = reverse("programmes:me-hours")

    as_(cast.amina).post(where, {holding.ref: "11"})
    as_(cast.amina).post(where, {holding.ref: "14"})

    spent = TimeSpent.objects.get()
    assert (spent.holding, spent.month, spent.hours, spent.through) == (holding, date(2026, 2, 1), 14, "account")
    assert loads([cast.amina], on=DAY)[0].spent == 14


def test_another_s_seat_and_a_number_that_is_none_change_nothing(cast, clock):
    holding, other = (Holding.objects.get(partner=each, seat__group=cast.housing.group) for each in (cast.amina, cast.joe))

    as_(cast.amina).post(reverse("programmes:me-hours"), {other.ref: "3"})
    wrong = as_(cast.amina).post(reverse("programmes:me-hours"), {holding.ref: "many"})

    assert wrong.status_code == 200
    assert holding.ref in wrong.context["form"].errors
    assert not TimeSpent.objects.exists()


# --- NT47 ----------------------------------------------------------------------------------------------------------

def told_of_march():
    return sorted(Message.objects.filter(kind="overloaded").values_list("to", "occasion"))


def test_at_the_end_of_a_month_the_manager_hears_and_after_two_red_ones_the_co_chair_too(cast, clock):
    check_stages(at=APRIL)
    check_stages(at=APRIL + timedelta(days=20))

    assert told_of_march() == sorted([(cast.maya.ref, "2026-03"), (cast.ines.ref, "2026-03")])      # Amina and Joe: 16 hours for long
    words = registry.words["overloaded"](Message.objects.get(kind="overloaded", to=cast.maya.ref))
    assert words.lines[0] == "In March 2026, 2 gave more than 8 hours, over all their seats."
    assert "Amina" not in " ".join([words.subject, *words.lines])


def test_nobody_hears_of_a_month_in_which_nobody_gave_too_much(cast, clock):
    Holding.objects.filter(seat__group__in=[cast.housing.group_id, cast.advisory.pk]).update(hours_a_month=4)

    check_stages(at=APRIL)
    assert told_of_march() == []


def test_hours_that_somebody_says_count_even_where_fewer_were_agreed(cast, clock):
    Holding.objects.filter(seat__group__in=[cast.housing.group_id, cast.advisory.pk]).update(hours_a_month=4)
    holding = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group)
    says_of_themselves(cast.amina, hours_limit=30)
    say_time_spent(holding, month=date(2026, 3, 1), hours=10, at=APRIL)

    check_stages(at=APRIL + timedelta(hours=1))

    assert told_of_march() == [(cast.maya.ref, "2026-03")]


def test_who_sat_where_stands_in_a_picture_a_table_and_a_sentence(cast, clock):
    from partners.groups.actions import end_holding

    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.maya, at=MONDAY,
                until_on=DAY - timedelta(days=39))

    told = text_of(cast.vic, "seats", cast.programme.slug)

    assert "1 of 2 lay seats in 1 workstreams are filled today." in told or "1 of 2 lay seats in 1 workstream" in told
    assert "The longest time that a seat stood empty is 39 days." in told
    assert "Empty for 39 days, over the limit of 28" in told
    assert MONDAY and "<svg" in told


def test_wishes_stand_programme_by_programme_with_its_name_where_there_are_several(cast, clock):
    garden(cast, purpose="What grows.")
    assert f"{cast.programme.name}. What grows." not in text_of(cast.amina, "me-wishes")
    other = a_programme("A first programme", by=cast.maya)
    link_group(other, cast.advisory, by=cast.maya, at=MONDAY, from_on=DAY)
    a_workstream(other, by=cast.maya, lead=cast.priya, name="Zoo", purpose="Who feeds whom.")

    told = text_of(cast.amina, "me-wishes")

    assert "A first programme. Who feeds whom." in told and f"{cast.programme.name}. What grows." in told
    assert told.index("Zoo") < told.index("Garden")


def test_more_hours_than_the_person_wished_are_said_to_them_with_what_they_told(cast, clock):
    mine = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group, state="serving")
    says_of_themselves(cast.amina, hours_limit=16)
    assert "More than you wished" not in text_of(cast.amina, "me-hours")
    say_time_spent(mine, month=date(2026, 2, 1), hours=17, at=MONDAY)

    told = text_of(cast.amina, "me-hours")

    assert "More than you wished" in told and "You told us that February took 17 hours." in told
    assert "Over their limit" in text_of(cast.maya, "load", cast.programme.slug)
