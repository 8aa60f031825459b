"""Another day is asked for with a reason; a lay co-chair answers for the Advisory Group (11.3)."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from programmes.commitments.actions import ask_new_day, say_on_day, withdraw_promise
from programmes.commitments.models import NewDay
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.commitments.doing import DUE, fresh, late, promised, told
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=30)


def sent(day, **facts):
    return {"to_day_day": day.day, "to_day_month": day.month, "to_day_year": day.year, "because": "The printer broke."} | facts


def waiting(cast, **facts):
    return ask_new_day(promised(cast, **facts), by=cast.priya, at=MONDAY, to_day=LATER, because="The printer broke.")


def test_the_advisory_group_agrees_and_the_day_moves(cast):
    made = late(cast)

    post(cast.priya, "commitment-new-day", made, **sent(LATER))
    day = NewDay.objects.get()
    assert (day.from_day, day.to_day, fresh(made).due_on) == (made.due_on, LATER, made.due_on)      # until then it stands
    assert told("promise_new_day_asked", cast.ines) == ["asked"]
    assert list(BY_NAME["new-days"].rows(standing(cast.ines.user), day_of(MONDAY))) == [day]
    assert "The printer broke." in get(cast.ines, "new-day-say", day).content.decode()
    post(cast.ines, "new-day-say", day, value="yes", said="")

    made = fresh(made)
    assert (made.state, made.due_on, made.first_due_on) == ("renegotiated", LATER, day.from_day)
    assert told("promise_new_day_said", cast.priya) == told("promise_new_day_said", cast.amina) == ["said"]


def test_a_no_says_why_and_the_day_stands(cast):
    day = waiting(cast)

    page = post(cast.ines, "new-day-say", day, value="no", said="").content.decode()
    assert "Say why the Advisory Group does not agree." in page and NewDay.objects.get().state == "asked"
    post(cast.ines, "new-day-say", day, value="no", said="People wait since May.")

    assert (NewDay.objects.get().state, fresh(day.commitment).due_on) == ("refused", DUE)
    assert "People wait since May." in get(cast.priya, "commitment", day.commitment).content.decode()


def test_the_manager_writes_down_what_a_co_chair_says(cast):
    day = waiting(cast)

    page = post(cast.maya, "new-day-say", day, who=cast.joe.pk, through="phone", value="yes", said="").content.decode()
    assert "from the list" in page and NewDay.objects.get().state == "asked"
    post(cast.maya, "new-day-say", day, who=cast.ines.pk, through="phone", value="yes", said="")

    found = NewDay.objects.get()
    assert (found.state, found.said_by, found.noted_by, found.through) == ("agreed", cast.ines, cast.maya, "phone")


@pytest.mark.parametrize("who", ["sid", "priya", "amina", "femi", "olga", "vic", "forrest", "sam"])
def test_nobody_else_answers_for_the_group(cast, who):
    day = waiting(cast)

    assert post(getattr(cast, who), "new-day-say", day, value="yes", said="").status_code == (404 if who == "sam" else 403)
    assert NewDay.objects.get().state == "asked"


def test_who_promised_it_does_not_answer_for_the_group(cast):
    day = ask_new_day(promised(cast, owner=cast.ines), by=cast.ines, at=MONDAY, to_day=LATER, because="I was ill.")

    assert post(cast.ines, "new-day-say", day, value="yes", said="").status_code == 403 and NewDay.objects.get().state == "asked"


def test_a_second_time_the_day_moves_again(cast):
    day = say_on_day(waiting(cast), by=cast.ines, at=MONDAY, agrees=True)
    again = ask_new_day(fresh(day.commitment), by=cast.priya, at=MONDAY, to_day=LATER + timedelta(days=7), because="Again.")

    say_on_day(again, by=cast.ines, at=MONDAY, agrees=True)

    made = fresh(day.commitment)
    assert (made.state, made.due_on, made.first_due_on) == ("renegotiated", LATER + timedelta(days=7), DUE)


def test_one_is_asked_for_at_a_time(cast):
    day = waiting(cast)

    assert post(cast.priya, "commitment-new-day", day.commitment, **sent(LATER + timedelta(days=3))).status_code == 409
    assert NewDay.objects.count() == 1


@pytest.mark.parametrize("day", [DUE, day_of(MONDAY) - timedelta(days=1)])
def test_a_day_that_is_not_later_gets_a_sentence(cast, day):
    made = promised(cast)

    page = post(cast.priya, "commitment-new-day", made, **sent(day)).content.decode()

    assert "Choose a day after" in page and "The printer broke." in page and not NewDay.objects.exists()


def test_a_standing_promise_has_no_day_to_move(cast):
    made = promised(cast, is_standing=True, due_on=None)

    assert post(cast.priya, "commitment-new-day", made, **sent(LATER)).status_code == 403


def test_it_is_not_agreed_for_a_promise_that_is_taken_back(cast):
    day = waiting(cast)
    withdraw_promise(day.commitment, by=cast.maya, at=MONDAY, because="Closed.")

    with pytest.raises(NotAllowedNow):
        say_on_day(day, by=cast.ines, at=MONDAY, agrees=True)
    assert (NewDay.objects.get().state, fresh(day.commitment).due_on) == ("asked", DUE)
