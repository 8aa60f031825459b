"""What counts down to a day is written five days earlier for who gets letters, once; and the page of what will be sent says the same."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import LONDON
from coprod.post.catalogue import names_of
from coprod.post.models import Message
from programmes.meetings.models import MeetingInvitation
from programmes.messages.actions.expecting import expect
from programmes.messages.models import ExpectedMessage
from programmes.stages.actions.checking import check_stages
from programmes.stages.notices.leading import LEAD, _several, kind_in, leading
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting

pytestmark = pytest.mark.django_db


def facts_of(rows):
    """What a function takes beside the day and the moment: everything there is of what it is asked about."""
    from programmes.appointments.models import Appointment
    from programmes.selection.models import Panel
    from programmes.tailoring.models import Tailoring

    asked = {"interests_due": Appointment, "terms_ending": Appointment, "marks_due": Panel}
    if rows.__name__ in asked:
        return [asked[rows.__name__].objects.all()]
    return [Tailoring.objects.all()] if rows.__module__.startswith("programmes.tailoring") else []


def test_every_kind_with_a_lead_is_written_by_a_function_that_gives_it():
    found = {kind_in(each) for rows in leading for each in _several(rows(*facts_of(rows), on=MONDAY.date(), at=MONDAY))}

    assert found == set(names_of(lead=True)) and len(found) >= 19


@pytest.fixture
def meeting(cast):
    """In three weeks. Amina gets letters; Joe has e-mail."""
    type(cast.amina).objects.filter(pk=cast.amina.pk).update(channel="post", address="1 High Street")
    made = a_meeting(cast, starts_at=datetime(2026, 4, 7, 10, 30, tzinfo=LONDON))
    Message.objects.all().delete()
    return made


def told_of(kind, cast):
    return {name: [str(each.written_at.date()) for each in Message.objects.filter(kind=kind, to=getattr(cast, name).ref).order_by(
        "written_at")] for name in ("amina", "joe")}


def on_days(*days):
    """The clock comes by so many days after the Monday on which the meeting was announced."""
    for ahead in days:
        check_stages(at=MONDAY + timedelta(days=ahead))


def test_a_letter_is_written_five_days_before_the_mail_and_only_once(cast, meeting):
    on_days(6, 7, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21)

    assert told_of("meeting_soon", cast) == {"amina": ["2026-03-30", "2026-04-01"], "joe": ["2026-04-04", "2026-04-06"]}
    assert told_of("meeting_unanswered", cast) == {"amina": ["2026-03-23", "2026-03-28"], "joe": ["2026-03-28", "2026-04-02"]}


def test_what_comes_up_late_is_said_to_both_once(cast):
    type(cast.amina).objects.filter(pk=cast.amina.pk).update(channel="post", address="1 High Street")
    a_meeting(cast, starts_at=datetime(2026, 3, 18, 10, 30, tzinfo=LONDON))
    on_days(0, 1)

    assert [len(days) for days in told_of("meeting_soon", cast).values()] == [1, 2]


def test_who_gets_letters_from_today_on_is_told_no_second_time(cast, meeting):
    type(cast.amina).objects.filter(pk=cast.amina.pk).update(channel="phone")
    on_days(19, 21)
    before = Message.objects.filter(to=cast.amina.ref, kind="meeting_soon").count()
    type(cast.amina).objects.filter(pk=cast.amina.pk).update(channel="post")
    on_days(21)
    after = Message.objects.filter(to=cast.amina.ref, kind="meeting_soon").count()

    assert (before, after) == (2, 2)


def test_the_letter_says_the_day_itself(cast, meeting):
    from coprod.post.registry import registry

    on_days(16)
    letter = Message.objects.filter(kind="meeting_soon", to=cast.amina.ref).first()
    words = registry.words["meeting_soon"](letter)

    assert "7 April 2026" in words.subject and "tomorrow" not in " ".join([words.subject, *words.lines]).lower()


def test_the_clock_asks_as_much_as_before_however_many_get_letters(cast, meeting):
    def asked():
        with CaptureQueriesContext(connection) as found:
            check_stages(at=MONDAY + timedelta(days=9))
        return len(found)

    check_stages(at=MONDAY + timedelta(days=9))
    one = asked()
    type(cast.amina).objects.filter(pk__in=MeetingInvitation.objects.values("partner")).update(channel="post", address="1 High Street")
    check_stages(at=MONDAY + timedelta(days=9))

    assert asked() == one


def test_what_will_be_sent_is_what_is_then_written(cast, meeting):
    expect(at=MONDAY)
    ahead = set(ExpectedMessage.objects.filter(to=cast.amina.ref).values_list("kind", "on"))
    on_days(*range(1, 15))
    came = {(kind, at.date()) for kind, at in Message.objects.filter(to=cast.amina.ref).values_list("kind", "written_at")}

    assert ahead == came and ("meeting_soon", MONDAY.date() + timedelta(days=14)) in came
    assert timedelta(days=5) == LEAD
