"""Days that a programme keeps free, and the times at which people can usually come: whoever plans a meeting there is warned."""

from datetime import date

import pytest

from partners.models import About
from programmes.meetings.actions import keep_free, plan_there_again
from programmes.meetings.models import FreeDays
from programmes.meetings.showing.pages import warnings_of
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_plan
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
DAYS = {"words": "Easter holidays", "from_on": date(2026, 4, 13), "until_on": date(2026, 4, 20)}
WARNED = "The programme keeps 13 April 2026 to 20 April 2026 free: Easter holidays."


def warned(meeting):
    return [words for words in map(str, warnings_of(meeting, at=MONDAY)) if "keeps" in words or "usually" in words]


def test_a_meeting_on_days_kept_free_is_warned_of_and_on_the_day_after_is_not(cast):
    plan = a_plan(cast)
    free = keep_free(cast.programme, by=cast.maya, at=MONDAY, **DAYS)
    keep_free(cast.elsewhere, by=cast.sam, at=MONDAY, **DAYS | {"words": "Another town"})
    assert warned(plan) == [WARNED]

    plan_there_again(free, by=cast.ines, at=MONDAY)

    assert warned(plan) == []


def test_the_manager_adds_days_by_their_form_once(cast):
    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/free-days/add/")
    typed = {"words": "Half-term", "from_on": "2026-05-25", "until_on": "2026-05-29", "once": page.context["form"]["once"].value()}

    for _n in range(2):
        assert as_(cast.maya).post(f"/programmes/{cast.programme.slug}/free-days/add/", typed).status_code == 302

    assert list(FreeDays.objects.values_list("words", "from_on", "until_on")) == [("Half-term", date(2026, 5, 25), date(2026, 5, 29))]


def test_a_last_day_before_the_first_gets_a_sentence(cast):
    typed = {"words": "Half-term", "from_on": "2026-05-29", "until_on": "2026-05-25"}

    page = as_(cast.maya).post(f"/programmes/{cast.programme.slug}/free-days/add/", typed).content.decode()

    assert "The last day must be on or after the first day" in page and "Half-term" in page and not FreeDays.objects.exists()


def test_those_who_said_when_they_can_come_are_counted_and_nobody_else(cast):
    plan = a_plan(cast)         # Monday, 10:30 to 12:00
    for person, times in ((cast.amina, ["mon_pm", "tue_am"]), (cast.joe, ["mon_am"]), (cast.ines, ["fri_am"])):
        About.objects.create(partner=person, times=times, written_at=MONDAY, through="account")

    assert warned(plan) == ["1 person who is asked usually cannot come at that time of the week."]
    About.objects.filter(partner=cast.joe).update(times=[])

    assert warned(plan) == ["1 person who is asked usually cannot come at that time of the week."]
