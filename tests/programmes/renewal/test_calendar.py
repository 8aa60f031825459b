"""A private calendar of recruitment: without sign-in, at an address that only its owner has, naming nobody, gone when it is stopped."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.tokens import hash_of
from coprod.trail.models import Row
from partners.models import Group, Holding, Partner
from programmes.nominations.models import Nomination
from programmes.programme.models import TeamRole
from programmes.renewal.actions.feed import make_calendar, stop_calendar
from programmes.renewal.models import CalendarFeed, token_of_feed
from programmes.selection.models import Panel
from tests.cast import NAMES
from tests.makers import MONDAY, a_group
from tests.programmes.nominations.doing import a_call, before_panel
from tests.programmes.renewal.doing import DAY, TODAY, agreed, decided, members
from tests.programmes.stages.doing import get, post

READERS = {"amina", "joe", "ines", "femi", "fran", "priya", "maya", "sid"}


def address(feed):
    return reverse("programmes:calendar", args=[token_of_feed(feed.ref)])


def fetched(feed):
    return Client().get(address(feed))


def days_in(feed):
    calendar = Calendar.from_ical(fetched(feed).content)
    return [(event.decoded("dtstart"), str(event["summary"])) for event in calendar.walk("VEVENT")]


@pytest.fixture
def busy(cast):
    """A round with a panel, somebody in reserve, a term that ends, and a strategy."""
    call = a_call(cast, closing_at=MONDAY + 20 * DAY)
    kept, _other = before_panel(cast, call, "Nora Example", "Ola Example")
    Nomination.objects.filter(pk=kept.pk).update(state="reserve", reserve_until=TODAY + 50 * DAY)
    group = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, name="Panel")
    Panel.objects.create(call=call, group=group, meets_on=TODAY + 30 * DAY, named_at=MONDAY, named_by=cast.maya)
    Holding.objects.filter(partner=cast.joe, seat__group=cast.advisory).update(until_on=TODAY + 40 * DAY)
    agreed(cast)
    return cast


def test_each_day_stands_in_it_once_and_nobody_is_named(busy):
    feed = make_calendar(busy.programme, by=busy.maya, at=MONDAY)

    assert days_in(feed) == [
        (TODAY + 20 * DAY, "Care Together: Call for nominations closes, round 1"),
        (TODAY + 30 * DAY, "Care Together: Selection panel meets, round 1"),
        (TODAY + 40 * DAY, "Care Together: A term ends: Advisory Group"),
        (TODAY + 50 * DAY, "Care Together: A place on the reserve list ends"),
        (TODAY + timedelta(days=365), "Care Together: Compare the Forum with its agreed profile")]
    text = fetched(feed).content.decode()
    for name in [*Partner.objects.values_list("name", flat=True), "Nora", "Ola"]:
        assert name not in text and name.split()[0] not in text.replace("Forum", ""), name
    refs = Partner.objects.values_list("ref", flat=True)
    assert not any(ref in text for ref in refs)


def test_the_day_on_which_a_gap_is_looked_at_again_stands_in_it(cast):
    decided(cast)
    feed = make_calendar(cast.programme, by=cast.maya, at=MONDAY)

    assert (TODAY + 30 * DAY, "Care Together: Look at what was decided: Age: 16 to 24") in days_in(feed)


def test_it_is_a_file_that_calendar_programs_take(busy):
    programme = busy.programme
    programme.name = "Zusammen für Gesundheit und Pflege, in allen Gemeinden; " + "ä" * 60
    programme.save()
    answer = fetched(make_calendar(programme, by=busy.maya, at=MONDAY))

    lines = answer.content.split(b"\r\n")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""] and b"\n" not in answer.content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75 and any(line.startswith(b" ") for line in lines)
    assert [event.decoded("dtstamp") for event in Calendar.from_ical(answer.content).walk("VEVENT")] == [MONDAY] * 5
    uids = [str(event["uid"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    again = [str(event["uid"]) for event in Calendar.from_ical(fetched(CalendarFeed.objects.get()).content).walk("VEVENT")]
    assert uids == again and len(set(uids)) == 5


def test_who_does_not_read_the_reserve_list_has_none_of_its_days(busy):
    shown = [words for _day, words in days_in(make_calendar(busy.programme, by=busy.femi, at=MONDAY))]

    assert len(shown) == 4 and not any("reserve" in words for words in shown)


def test_the_address_is_kept_only_as_a_hash_and_differs_for_each(busy):
    one, other = (make_calendar(busy.programme, by=person, at=MONDAY) for person in (busy.maya, busy.femi))

    assert one.token_hash == hash_of(token_of_feed(one.ref)) != other.token_hash
    assert len(token_of_feed(one.ref)) == 43
    assert not any(token_of_feed(one.ref) in str(value) for value in CalendarFeed.objects.filter(pk=one.pk).values().get().values())
    assert not any(token_of_feed(one.ref) in str(row.about) for row in Row.objects.all())
    assert token_of_feed(one.ref) in get(busy.maya, "recruitment", busy.programme.slug).content.decode()
    assert token_of_feed(one.ref) not in get(busy.sid, "recruitment", busy.programme.slug).content.decode()


def test_renewed_or_stopped_the_old_address_leads_nowhere(busy):
    old = address(make_calendar(busy.programme, by=busy.maya, at=MONDAY))
    assert Client().get(old).status_code == 200

    post(busy.maya, "calendar-make", busy.programme.slug)
    new = address(CalendarFeed.objects.get())
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)

    post(busy.maya, "calendar-stop", busy.programme.slug)
    assert (Client().get(new).status_code, CalendarFeed.objects.count()) == (404, 0)
    stop_calendar(busy.programme, by=busy.maya, at=MONDAY)      # again: nothing to stop
    assert list(Row.objects.filter(kind="programmes.calendarfeed").order_by("number").values_list("move", flat=True)) == [
        "make", "stop", "make", "stop"]


def test_it_ends_with_the_role_of_its_owner(busy):
    feed = make_calendar(busy.programme, by=busy.sid, at=MONDAY)
    assert fetched(feed).status_code == 200

    TeamRole.objects.filter(partner=busy.sid).update(until_on=TODAY - DAY)

    assert fetched(feed).status_code == 404


def test_guessed_addresses_are_turned_away_after_a_while(cast):
    client = Client()
    tries = [client.get(reverse("programmes:calendar", args=[f"guess{n}"])).status_code for n in range(120)]

    assert set(tries) == {404, 429} and tries[0] == 404 and tries[-1] == 429


@pytest.mark.parametrize("name", NAMES)
def test_who_may_have_one(cast, name):
    person = getattr(cast, name)

    statuses = [post(person, f"calendar-{verb}", cast.programme.slug).status_code for verb in ("make", "stop")]

    assert statuses == [302 if name in READERS else 404 if name == "sam" else 403] * 2
    assert Row.objects.filter(kind="programmes.calendarfeed").count() == 2 * (name in READERS)


def test_made_twice_at_once_there_is_one(shared_cast, all_at_once):
    answers = all_at_once(4, lambda _number: make_calendar(shared_cast.programme, by=shared_cast.maya, at=MONDAY))

    assert {type(answer) for answer in answers} <= {CalendarFeed, NotAllowedNow}
    assert CalendarFeed.objects.count() == 1


@pytest.mark.parametrize("many", [1, 3, 100])
def test_it_costs_the_same_however_much_stands_in_it(cast, django_assert_num_queries, many):
    members(cast, many)
    Holding.objects.filter(seat__group=cast.forum).update(until_on=TODAY + 9 * DAY)
    feed = make_calendar(cast.programme, by=cast.maya, at=MONDAY)

    with django_assert_num_queries(8):
        assert len(Calendar.from_ical(fetched(feed).content).walk("VEVENT")) == many + 1
