"""Who is contacted how often, by whatever programme: staff see it before they write once more (issue 9, section 6; PM12)."""

import re
from datetime import timedelta

import pytest

from coprod.post.models import Message
from coprod.post.planning import Pace
from partners.contacts.models import Contact
from partners.contacts.policies import contacts_lately
from partners.messages.actions import choose
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.messages.test_my_messages import MUST
from tests.programmes.stages.doing import as_

DAY = timedelta(days=1)


@pytest.fixture
def stage(cast):
    return unresolved(cast)


def rang(who, cast, *, days, from_them=False):
    at = MONDAY - days * DAY
    return Contact.objects.create(partner=who, home_book=cast.elsewhere.ref, way="phone", from_them=from_them, words="The hall", at=at,
                                  noted_at=at, noted_by=cast.maya)


def frequency(cast):
    return as_(cast.maya).get(f"/programmes/{cast.programme.slug}/messages/often/").content.decode()


def lines(text):
    """{name: the numbers of that row, and whether it says "Often"}"""
    rows = re.findall(r'<tr><th scope="row"><a[^>]*>(.*?)</a></th>(.*?)</tr>', text, re.DOTALL)
    return {name: ([int(n) for n in re.findall(r'<td[^>]*>(\d+)', rest)], "Often" in rest) for name, rest in rows}


def test_who_was_contacted_four_times_stands_first_whoever_did_it(cast, stage, clock):
    clock.to(MONDAY)
    for days in (1, 5, 13):
        rang(cast.amina, cast, days=days)
    rang(cast.amina, cast, days=14)                     # the fifteenth day back
    rang(cast.amina, cast, days=2, from_them=True)      # she rang us
    told(cast.amina, stage)
    told(cast.joe, stage)
    deliver_all(MONDAY)

    text = frequency(cast)

    assert lines(text) == {cast.amina.name: ([3, 1, 4], True), cast.joe.name: ([0, 1, 1], False)}
    assert text.index(cast.amina.name) < text.index(cast.joe.name)
    assert "1 person was contacted 4 times or more in the last 14 days." in text


def test_seven_messages_in_one_mail_are_one_contact(cast, stage, clock):
    choose(cast.amina, {MUST: Pace.DAILY}, at=MONDAY)
    for number in range(7):
        told(cast.amina, stage, occasion=f"round {number}")
    deliver_all(MONDAY)
    deliver_all(MONDAY + DAY)
    clock.to(MONDAY + DAY)

    assert Message.objects.filter(state="sent").count() == 8        # the mail, and what was in it
    assert lines(frequency(cast)) == {cast.amina.name: ([0, 1, 1], False)}
    assert len(contacts_lately(cast.amina, on=(MONDAY + DAY).date()).contacts) == 1


def test_a_text_is_called_a_text(cast):
    Message.objects.create(kind="stage_unresolved", about="x", to=cast.amina.ref, occasion="1", written_at=MONDAY, due_at=MONDAY,
                           state="sent", channel="text", finished_at=MONDAY)

    assert contacts_lately(cast.amina, on=MONDAY.date()).contacts == [(MONDAY, "Text from the service")]


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_list_costs_the_same_however_much_there_was(cast, clock, rows, django_assert_num_queries):
    clock.to(MONDAY)
    for _number in range(rows):
        rang(cast.amina, cast, days=3)
    client = as_(cast.maya)
    client.get("/")

    with django_assert_num_queries(7):
        text = client.get(f"/programmes/{cast.programme.slug}/messages/often/").content.decode()

    assert lines(text)[cast.amina.name][0] == [rows, 0, rows]
