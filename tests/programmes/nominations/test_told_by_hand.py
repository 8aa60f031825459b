"""Who put themselves forward and has no e-mail is told by letter or phone; after two working days the manager hears that it is late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.post.actions import deliver, mark_as_told
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.calls.actions import withdraw_call
from programmes.nominations.actions import put_oneself_forward, withdraw_nomination
from programmes.programme.actions import close_programme
from programmes.selection.actions import declare
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, gives
from tests.programmes.nominations.doing import a_call, a_nominee, a_person
from tests.programmes.selection.doing import a_panel

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NO_MAIL = {"email": "", "channel": "post", "address": "4 Mill Street"}


def by_letter(call, name="Olu Example", *, at=MONDAY, **facts):
    """Somebody puts themselves forward, and the post finds no e-mail address."""
    made = put_oneself_forward(call, profile=call.profiles.first(), at=at, person=a_person(name, **NO_MAIL | facts),
                               own_words="I want to help.")
    deliver(at=at, limit=500)
    return made


def letter_to(nomination):
    return Message.objects.get(kind="nomination_thanks", to=nomination.candidate.ref)


def late(day):
    """What managers were told up to that day of the clock, which runs twice."""
    for hour in range(2):
        check_stages(at=MONDAY + day * DAY + timedelta(hours=hour))
    return sorted(Message.objects.filter(kind="thanks_late").values_list("occasion", "to"))


def test_the_manager_hears_after_two_working_days_once(cast, mailoutbox, clock):
    olu = by_letter(a_call(cast))
    assert letter_to(olu).state == "by_hand"

    told = [("since 2026-03-16", cast.maya.ref)]
    assert [late(day) for day in (0, 1, 2, 3, 9)] == [[], [], told, told, told]
    deliver(at=clock.to(MONDAY + 2 * DAY), limit=500)
    mail, = (each for each in mailoutbox if "is late" in each.subject)
    assert (mail.to, mail.subject) == ([cast.maya.email], "Care Together: a letter or a phone call is late")
    assert "Somebody without e-mail put themselves forward. Two working days have passed" in mail.body
    assert reverse("programmes:queue", args=["by-hand"]) in mail.body
    assert not any(word in mail.body for word in ("Olu", "Mill Street", "I want to help"))


@pytest.mark.parametrize(("sent", "days"), [(3, {4: 0, 5: 0, 6: 0, 7: 1}), (4, {6: 0, 7: 0, 8: 1}), (5, {7: 0, 8: 1})])
def test_a_weekend_is_no_working_day(cast, sent, days):
    by_letter(a_call(cast), at=MONDAY + sent * DAY)

    assert {day: len(late(day)) for day in days} == days


def test_all_who_wait_in_a_call_are_one_message_until_the_oldest_is_told(cast):
    call = a_call(cast)
    olu, second = by_letter(call), by_letter(call, "Second Example")
    by_letter(call, "Third Example", at=MONDAY + DAY)
    first_day, next_day = ("since 2026-03-16", cast.maya.ref), ("since 2026-03-17", cast.maya.ref)

    assert late(3) == [first_day]
    mark_as_told(letter_to(olu), at=MONDAY + 3 * DAY)
    assert late(3) == [first_day]
    mark_as_told(letter_to(second), at=MONDAY + 3 * DAY)
    assert late(3) == [first_day, next_day]


def told(cast, olu):
    mark_as_told(letter_to(olu), at=MONDAY)


def stepped_back(cast, olu):
    withdraw_nomination(olu, by=olu.candidate, at=MONDAY)


def called_off(cast, olu):
    withdraw_call(olu.call, by=cast.maya, at=MONDAY, because="No money.")


def closed(cast, olu):
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")


@pytest.mark.parametrize("over", [told, stepped_back, called_off, closed])
def test_nothing_is_said_when_it_was_done_or_is_not_needed(cast, clock, over):
    olu = by_letter(a_call(cast))
    late(2)
    message = Message.objects.get(kind="thanks_late")
    clock.to(MONDAY + 2 * DAY)
    assert registry.words["thanks_late"](message)
    over(cast, olu)
    assert registry.words["thanks_late"](message) is None

    message.delete()
    assert late(2) == []


def test_nothing_is_late_where_a_mail_went_out_or_the_person_was_asked_for_their_consent(cast):
    call = a_call(cast)
    by_letter(call, "Mail Example", email="mail@nominee.test", channel="email")
    a_nominee(cast, call, "Paul Phone", agreed=False, email="", channel="phone", phone="020 7946 0111")
    deliver(at=MONDAY, limit=500)

    assert Message.objects.filter(state="by_hand").count() == 1
    assert late(4) == []


def test_a_manager_who_may_not_see_the_person_reads_nothing_of_it(cast, clock):
    panel = a_panel(cast, a_call(cast))
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    by_letter(panel.call)
    late(2)
    clock.to(MONDAY + 2 * DAY)
    words = {each.to: registry.words["thanks_late"](each) for each in Message.objects.filter(kind="thanks_late")}

    assert {to: bool(each) for to, each in words.items()} == {cast.maya.ref: True, cast.amina.ref: False}
    declare(panel, by=cast.amina, at=MONDAY, organisations=[], names="", text="")
    assert registry.words["thanks_late"](Message.objects.get(kind="thanks_late", to=cast.amina.ref))


def test_the_clock_asks_as_often_for_many_letters_as_for_one(cast):
    from programmes.nominations.actions import check_nominations

    call, spent = a_call(cast), []
    for rows in (1, 20):
        for number in range(rows):
            by_letter(call, f"Person{rows} {number}")
        with CaptureQueriesContext(connection) as queries:
            check_nominations(at=MONDAY + 2 * DAY)
        spent.append(len(queries))

    assert spent[0] == spent[1]
