"""Somebody is rung: told, or not yet. What was tried is shown, and puts the call at its place; nothing blocks and nothing is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from partners.models import Contact
from programmes.home.showing import counted
from programmes.offline.models import CallTry
from programmes.offline.showing.tasks import tasks_of
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.offline.doing import outcome, page, reached, waits
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
ON_THE_17TH = {"call_on_day": "17", "call_on_month": "3", "call_on_year": "2026"}


@pytest.fixture
def brian(cast, clock):
    return reached("Brian Phone", "phone")


def order(who):
    return [task.person.name for task in as_(who).get(reverse("programmes:offline")).context["calls"]]


def in_days(person, days, *, hour=10):
    """The person's task as it stands after so many days."""
    at = (MONDAY + timedelta(days=days)).replace(hour=hour)
    return tasks_of(Message.objects.by_hand().filter(to=person.ref), on=at.date())[0]


def test_one_call_tells_a_person_everything_that_waits_for_them_once(cast, brian):
    first, second = waits(cast, brian), waits(cast, brian)
    other = waits(cast, reached("Otto Other", "phone"))
    shown = page(cast.maya, "call-to", brian.ref)

    assert shown.count("An interpreter is booked for each meeting") == 2 and "020 7946 0123" in shown
    assert "Hello Brian Phone, this is Maya" in shown and "You can also write to us" in shown
    assert outcome(cast.maya, brian, "told").status_code == 302
    assert outcome(cast.maya, brian, "told", once="").status_code == 404      # there is nothing left to tell
    assert [Message.objects.get(pk=each.pk).state for each in (first, second, other)] == ["told", "told", "by_hand"]
    assert Contact.objects.filter(partner=brian, way="phone").count() == 1


def test_no_answer_is_kept_and_shown_and_a_double_click_counts_once(cast, brian):
    waits(cast, brian)
    first = as_(cast.maya).get(reverse("programmes:call-to", args=[brian.ref])).context["form"].initial["once"]
    for _press in range(2):
        assert outcome(cast.maya, brian, "no_answer", once=first).status_code == 302
    outcome(cast.maya, brian, "no_answer")

    assert CallTry.objects.filter(to=brian.ref, by=cast.maya, outcome="no_answer").count() == 2
    assert "Tried twice: no answer on Monday 16 March 2026, 10am" in page(cast.maya, "offline")
    assert Message.objects.get(to=brian.ref).state == "by_hand"


def test_a_promised_call_stands_first_on_its_day_and_last_before(cast, brian):
    for person in (brian, reached("Ann Early", "phone")):
        waits(cast, person, at=MONDAY - timedelta(days=1))
    assert outcome(cast.maya, brian, "call_back", **ON_THE_17TH, call_hours="morning").status_code == 302
    everybody = Message.objects.by_hand()

    assert order(cast.maya) == ["Ann Early", "Brian Phone"]
    assert "Call back on Tuesday 17 March 2026, in the morning" in page(cast.maya, "offline")
    tomorrow = MONDAY.date() + timedelta(days=1)
    assert [each.person.name for each in tasks_of(everybody, on=tomorrow)] == ["Brian Phone", "Ann Early"]
    assert in_days(brian, 1).state()[1] == "Call back today, in the morning"
    here = standing(cast.maya.user).at_hand
    waiting = [{row.queue.name: row.count for row in counted(here, on=day)}["calls-today"] for day in (MONDAY.date(), tomorrow)]
    assert waiting == [0, 1]


@pytest.mark.parametrize(("typed", "words"), [
    ({"outcome": ""}, "Choose an answer to “What became of it?”"),
    ({"outcome": "call_back", "call_hours": "morning"}, "Enter the day on which you call back"),
    ({"outcome": "call_back", **ON_THE_17TH, "call_on_day": "15", "call_hours": "morning"},
     "Choose today or a day to come"),
    ({"outcome": "call_back"} | ON_THE_17TH, "Choose the time of day at which you call back"),
])
def test_what_is_missing_is_said_beside_it_and_nothing_changes(cast, brian, typed, words):
    waits(cast, brian)
    found = as_(cast.maya).post(reverse("programmes:call-to", args=[brian.ref]), typed)

    assert found.status_code == 200 and words in found.content.decode()
    assert CallTry.objects.count() == 0 and Message.objects.get(to=brian.ref).state == "by_hand"


def test_after_a_wrong_number_a_number_is_needed_until_it_is_another(cast, brian):
    waits(cast, brian)
    outcome(cast.maya, brian, "wrong_number")
    shown = page(cast.maya, "call-to", brian.ref)

    assert "A number is needed" in shown and brian.get_absolute_url() in shown and "A number is needed" in page(cast.maya, "offline")
    brian.phone = "020 7946 0999"
    brian.save()
    assert "A number is needed" not in page(cast.maya, "offline")


def test_after_three_days_without_an_answer_a_letter_is_suggested_and_may_be_chosen(cast, brian):
    waits(cast, brian)
    for days in (1, 1, 2):
        CallTry.objects.create(to=brian.ref, programme=cast.programme, by=cast.maya, outcome="no_answer", at=MONDAY + timedelta(days=days))
    assert not in_days(brian, 3).suggests_letter            # three calls, on two days
    CallTry.objects.create(to=brian.ref, programme=cast.programme, by=cast.maya, outcome="no_answer", at=MONDAY + timedelta(days=3))

    assert in_days(brian, 3).suggests_letter and in_days(brian, 3).way == "phone"
    assert "Send a letter instead?" in page(cast.maya, "call-to", brian.ref)
    CallTry.objects.create(to=brian.ref, programme=cast.programme, by=cast.maya, outcome="letter", at=MONDAY + timedelta(days=3, hours=1))
    assert in_days(brian, 3).way == "letter"


def test_without_an_address_no_letter_is_offered(cast, clock):
    nell = reached("Nell No-Address", "phone", address="")
    waits(cast, nell)

    assert "Send a letter instead" not in page(cast.maya, "call-to", nell.ref)
    assert outcome(cast.maya, nell, "letter").status_code == 200 and CallTry.objects.count() == 0


def test_calls_about_what_was_told_are_not_shown_with_what_comes_later(cast, brian):
    waits(cast, brian)
    outcome(cast.maya, brian, "no_answer")
    outcome(cast.maya, brian, "told")
    waits(cast, brian, at=MONDAY + timedelta(days=1))

    assert in_days(brian, 1).tries == [] and CallTry.objects.count() == 1


def test_who_manages_another_programme_neither_sees_nor_tells_it(cast, brian):
    message = waits(cast, brian)
    assert page(cast.sam, "call-to", brian.ref) == "404" and "Brian" not in page(cast.sam, "offline")
    assert page(cast.priya, "offline") == "403"
    theirs = waits(cast, brian, book=cast.elsewhere.ref)

    assert page(cast.sam, "call-to", brian.ref).count("An interpreter is booked") == 1
    outcome(cast.maya, brian, "told")
    assert [Message.objects.get(pk=each.pk).state for each in (message, theirs)] == ["told", "by_hand"]


def test_a_relay_call_says_how_to_dial(cast, clock):
    ray = reached("Ray Relay", "relay")
    waits(cast, ray)

    assert "Dial 18001, then the number." in page(cast.maya, "call-to", ray.ref)


@pytest.mark.parametrize("people", [1, 3, 100])
def test_the_list_asks_the_same_however_many_people_there_are(cast, clock, people, django_assert_num_queries):
    for number in range(people):
        person = reached(f"Person Phone {number}", "phone")
        Message.objects.create(kind="stage_unresolved", about=cast.housing.ref, to=person.ref, occasion="1", book=cast.programme.ref,
                               written_at=MONDAY, due_at=MONDAY, state="by_hand")
        CallTry.objects.create(to=person.ref, programme=cast.programme, by=cast.maya, outcome="no_answer", at=MONDAY)
    browser = as_(cast.maya)

    with django_assert_num_queries(LIST):
        found = browser.get(reverse("programmes:offline"))
    assert len(found.context["calls"]) == min(people, 25) and found.context["count"] == people


LIST = 15
