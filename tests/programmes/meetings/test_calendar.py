"""Invitations and feeds as a calendar library reads them strictly (RFC 5545, 5546)."""

from datetime import UTC, timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from coprod.post.actions import deliver
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.meetings.actions import cancel, change_meeting, make_calendar
from programmes.meetings.models import MeetingCalendar, token_of_calendar, token_of_invitation
from tests.makers import MONDAY
from tests.programmes.meetings.doing import DAY, a_meeting, a_plan, invitation_of
from tests.programmes.stages.doing import as_

MINUTES = timedelta(minutes=2)


@pytest.fixture
def meeting(cast):
    return a_meeting(cast, practical="Ramp; side door, ring twice.\nHearing loop.")


def file_to(address, at):
    """The calendar file in the last mail to `address`, as any mail program finds it: the method, and the one event."""
    deliver(at=at, limit=100)
    [*_, found] = [each for each in mail.outbox if each.to == [address] and ("eeting on" in each.subject or "was moved" in each.subject)]
    whole = message_from_bytes(found.message().as_bytes(linesep="\r\n"))
    [part] = [each for each in whole.walk() if each.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert b"\r\n" in content and all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert calendar.errors == [] and event.errors == []
    assert part.get_param("method") == str(calendar["method"])
    return str(calendar["method"]), event


def test_the_invitation_lands_moves_and_goes(cast, meeting):
    method, first = file_to("joe@example.test", MONDAY + MINUTES)
    assert (method, first["sequence"], str(first["status"])) == ("REQUEST", 0, "CONFIRMED")
    assert first.decoded("dtstart") == DAY.astimezone(UTC) and first.decoded("dtend") == (DAY + timedelta(minutes=90)).astimezone(UTC)
    assert str(first["location"]) == "Town hall" and "Ramp; side door, ring twice.\nHearing loop." in str(first["description"])
    assert str(first["attendee"]) == "mailto:joe@example.test" and str(first["organizer"]).startswith("mailto:")
    assert {"dtstamp", "uid"} <= {name.lower() for name in first}

    change_meeting(meeting, by=cast.priya, at=MONDAY + timedelta(hours=1), starts_at=DAY + timedelta(hours=1),
                   ends_at=DAY + timedelta(hours=2))
    method, second = file_to("joe@example.test", MONDAY + timedelta(hours=1) + MINUTES)
    assert (method, second["sequence"], second["uid"]) == ("REQUEST", 1, first["uid"])
    assert second.decoded("dtstart") == (DAY + timedelta(hours=1)).astimezone(UTC)

    meeting.refresh_from_db()
    cancel(meeting, by=cast.priya, at=MONDAY + timedelta(hours=2), because="Snow")
    method, third = file_to("joe@example.test", MONDAY + timedelta(hours=2) + MINUTES)
    assert (method, third["sequence"], third["uid"], str(third["status"])) == ("CANCEL", 2, first["uid"], "CANCELLED")


def test_titles_name_no_group_unless_the_person_asks_for_names(cast, meeting):
    make_calendar(cast.amina, at=MONDAY, names=True)

    assert str(file_to("joe@example.test", MONDAY + MINUTES)[1]["summary"]) == "Meeting"
    assert str(file_to("amina@example.test", MONDAY + MINUTES)[1]["summary"]) == "Housing"


def test_the_file_can_be_fetched_by_the_link(cast, meeting):
    address = reverse("programmes:invitation-file", args=[token_of_invitation(invitation_of(meeting, cast.joe).ref)])

    response = Client().get(address)

    assert response["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == DAY.astimezone(UTC)


def events(partner):
    feed = MeetingCalendar.objects.get(partner=partner)
    response = Client().get(reverse("programmes:meetings-feed", args=[token_of_calendar(feed.ref)]))
    assert response.status_code == 200 and response["X-Robots-Tag"] == "noindex"
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    return [(str(each["summary"]), str(each["status"])) for each in calendar.walk("VEVENT")]


def test_a_feed_has_all_meetings_of_the_person_and_no_plans(cast, meeting):
    a_plan(cast, starts_at=DAY + timedelta(days=1))
    gone = a_meeting(cast, starts_at=DAY + timedelta(days=2))
    a_meeting(cast, group=cast.founding, by=cast.maya, starts_at=DAY + timedelta(days=3))
    cancel(gone, by=cast.priya, at=MONDAY, because="Snow")

    as_(cast.joe).post(reverse("programmes:my-calendar"), {})
    assert events(cast.joe) == [("Meeting", "CONFIRMED"), ("Meeting", "CANCELLED")]
    as_(cast.joe).post(reverse("programmes:my-calendar"), {"names": "on"})

    assert events(cast.joe) == [("Housing", "CONFIRMED"), ("Housing", "CANCELLED")]


def test_a_feed_that_was_stopped_or_made_anew_leads_nowhere(cast, meeting):
    old = make_calendar(cast.joe, at=MONDAY)
    new = make_calendar(cast.joe, at=MONDAY)

    def status(feed):
        return Client().get(reverse("programmes:meetings-feed", args=[token_of_calendar(feed.ref)])).status_code

    assert (status(old), status(new)) == (404, 200)
    as_(cast.joe).post(reverse("programmes:my-calendar-stop"))
    assert status(new) == 404 and not MeetingCalendar.objects.exists()


def test_a_meeting_moved_past_the_end_of_a_term_leaves_that_persons_calendar_and_says_why(cast, meeting):
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=DAY.date() + timedelta(days=1))
    _method, first = file_to(cast.joe.email, MONDAY + MINUTES)

    change_meeting(meeting, by=cast.priya, at=MONDAY + timedelta(days=1), starts_at=DAY + timedelta(days=7),
                   ends_at=DAY + timedelta(days=7, hours=1))
    method, event = file_to(cast.joe.email, MONDAY + timedelta(days=1) + MINUTES)

    assert (method, event["uid"], str(event["status"])) == ("CANCEL", first["uid"], "CANCELLED")
    assert "Your part in the group ends before that day" in [each for each in mail.outbox if each.to == [cast.joe.email]][-1].body
    assert file_to(cast.amina.email, MONDAY + timedelta(days=1) + MINUTES)[0] == "REQUEST"
    assert not [each for each in mail.outbox if each.to == [cast.amina.email] and "Your part in the group ends" in each.body]
