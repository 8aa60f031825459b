"""Planning, announcing, moving and cancelling a meeting, by those who lead the group (R1, NT14, NT22)."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from coprod.kit.clock import LONDON
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.meetings.actions import announce, cancel, change_meeting, plan_meetings
from programmes.meetings.actions.planning import days_of
from programmes.meetings.models import Meeting, MeetingInvitation
from tests.makers import MONDAY, a_seat_for, a_workstream
from tests.programmes.meetings.doing import DAY, TYPED, a_meeting, a_plan, invitation_of, says
from tests.programmes.pairing.doing import in_advisory
from tests.programmes.stages.doing import as_, get, post

LEADS = ("maya", "priya", "amina", "joe")
OTHERS = ("sid", "vic", "olga", "ines", "femi", "forrest")


def plans(who, cast, **typed):
    return post(who, "meeting-plan", cast.housing.group, **TYPED | typed)


def test_a_lead_plans_nobody_is_told_until_it_is_announced_and_then_everybody_once(cast):
    page = plans(cast.priya, cast)

    meeting = Meeting.objects.get()
    assert page.url == meeting.get_absolute_url()
    assert (meeting.state, meeting.begins.isoformat(), meeting.ends.hour, meeting.place) == (
        "draft", "2026-04-20T10:30:00+01:00", 12, "Town hall")
    assert not Message.objects.filter(kind__startswith="meeting").exists() and not MeetingInvitation.objects.exists()
    assert "Nobody is told of this meeting yet" in get(cast.priya, "meeting", meeting).content.decode()

    post(cast.priya, "meeting-announce", meeting)

    told = Message.objects.filter(kind="meeting_invited")
    assert sorted(told.values_list("to", flat=True)) == sorted(each.ref for each in (cast.priya, cast.amina, cast.joe))
    assert post(cast.priya, "meeting-announce", meeting).status_code == 409
    assert told.count() == 3
    assert list(Row.objects.filter(subject=meeting.ref).values_list("move", flat=True)) == ["plan", "announce"]


@pytest.mark.parametrize("who", LEADS)
def test_those_who_lead_the_group_plan_announce_move_and_cancel(cast, who):
    person = getattr(cast, who)
    assert plans(person, cast).status_code == 302
    meeting = Meeting.objects.get()

    post(person, "meeting-announce", meeting)
    post(person, "meeting-change", meeting, **TYPED | {"on": "2026-04-21"})
    assert Meeting.objects.get().on.day == 21
    post(person, "meeting-cancel", meeting, because="Snow")

    assert Meeting.objects.values_list("state", "cancelled_because", "closed_by").get() == ("cancelled", "Snow", person.pk)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_does(cast, who):
    person, meeting = getattr(cast, who), a_meeting(cast)

    assert plans(person, cast).status_code == 403
    for route, data in (("meeting-announce", {}), ("meeting-change", TYPED), ("meeting-cancel", {"because": "No"}), ("meeting-beside", {})):
        assert post(person, route, meeting, **data).status_code == 403
    assert list(Meeting.objects.values_list("state", "version")) == [("scheduled", 1)]


def test_a_plan_is_not_there_for_those_who_do_not_lead_and_nothing_is_for_a_stranger(cast):
    plan = a_plan(cast)

    assert [get(getattr(cast, who), "meeting", plan).status_code for who in ("vic", "ines", "sam")] == [404, 404, 404]
    assert "10.30am" not in get(cast.vic, "group-meetings", cast.housing.group).content.decode()
    announce([plan], by=cast.priya, at=MONDAY)
    assert [get(getattr(cast, who), "meeting", plan).status_code for who in ("vic", "ines", "sam")] == [200, 200, 404]


def test_how_to_join_is_for_those_who_are_asked(cast):
    meeting = a_meeting(cast)

    for who, joins in (("vic", False), ("forrest", False), ("amina", True), ("maya", True)):
        assert ("meet.example" in get(getattr(cast, who), "meeting", meeting).content.decode()) is joins


def test_a_series_keeps_its_time_across_the_change_of_the_clocks(cast):
    starts = datetime(2026, 3, 24, 10, tzinfo=LONDON)

    made = plan_meetings(cast.housing.group, by=cast.priya, at=MONDAY, starts_at=starts, ends_at=starts + timedelta(hours=1),
                         rhythm="weekly", times=2, place="Hall")

    assert [each.begins.isoformat() for each in made] == ["2026-03-24T10:00:00+00:00", "2026-03-31T10:00:00+01:00"]
    assert len({each.series for each in made}) == 1


@pytest.mark.parametrize(("rhythm", "times", "days"), [
    ("once", 4, ["2026-01-29"]),
    ("fortnightly", 3, ["2026-01-29", "2026-02-12", "2026-02-26"]),
    ("four_weekly", 2, ["2026-01-29", "2026-02-26"]),
    ("monthly", 4, ["2026-01-29", "2026-02-26", "2026-03-26", "2026-04-30"]),       # the fifth Thursday, or the last
])
def test_the_days_of_a_series(rhythm, times, days):
    assert [day.isoformat() for day in days_of(date(2026, 1, 29), rhythm, times)] == days


def test_a_series_is_announced_in_one_message_and_each_invitation_comes_five_weeks_before(cast):
    as_(cast.priya).post(reverse("programmes:meeting-plan", args=[cast.housing.group.ref]), TYPED | {"rhythm": "monthly", "times": "3"})
    first = Meeting.objects.order_by("starts_at").first()

    post(cast.priya, "meeting-announce", first, all="yes")

    assert Meeting.objects.filter(state="scheduled").count() == 3
    to_joe = Message.objects.filter(to=cast.joe.ref, kind__startswith="meeting")
    assert sorted(to_joe.values_list("kind", flat=True)) == ["meeting_invited"] * 3 + ["meetings_announced"]
    due = to_joe.filter(kind="meeting_invited").order_by("due_at").values_list("due_at", flat=True)
    assert [each.date().isoformat() for each in due] == ["2026-03-16", "2026-04-13", "2026-05-11"]
    deliver(at=MONDAY + timedelta(minutes=2), limit=100)
    [announced] = [each for each in mail.outbox if each.to == ["joe@example.test"] and "days of your next meetings" in each.subject]
    assert all(day in announced.body for day in ("20 April 2026", "18 May 2026", "15 June 2026"))


def test_warnings_are_no_walls(cast):
    a_meeting(cast, group=cast.advisory, by=cast.ines, starts_at=DAY.replace(day=3, hour=11))      # Good Friday
    plan = a_plan(cast, starts_at=DAY.replace(day=3))

    page = get(cast.priya, "meeting", plan).content.decode()

    assert "It is in less than 21 days." in page
    assert "It is on 3 April 2026, which some people keep free: Good Friday and Passover." in page
    assert "2 people are asked to “Advisory Group” at the same time." in page
    assert post(cast.priya, "meeting-announce", plan).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "scheduled"


def test_a_workstream_without_its_pair_does_not_meet_for_the_first_time(cast):
    garden = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Garden")
    plan = a_plan(cast, group=garden.group, by=cast.maya)

    refused = post(cast.priya, "meeting-announce", plan)

    assert refused.status_code == 409
    assert "On that day there are 0." in refused.content.decode()
    plan.refresh_from_db()
    assert plan.state == "draft" and not MeetingInvitation.objects.exists()


def a_garden_with_its_pair(cast):
    garden = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Garden")
    pair = [in_advisory(cast, name) for name in ("Gia Example", "Hal Example")]
    for person in pair:
        a_seat_for(person, garden.group, by=cast.ines, lead=cast.priya)
    return garden, pair


def test_one_of_the_pair_who_has_left_by_then_does_not_count(cast):
    garden, (gia, _hal) = a_garden_with_its_pair(cast)
    end_holding(Holding.objects.get(partner=gia, seat__group=garden.group, state="serving"), by=gia, at=MONDAY,
                until_on=DAY.date() - timedelta(days=1))

    with pytest.raises(NotAllowedNow, match="there are 1"):
        announce([a_plan(cast, group=garden.group)], by=cast.priya, at=MONDAY)


def test_a_workstream_that_met_before_meets_again_while_a_seat_is_empty(cast):
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=MONDAY.date())

    announce([a_plan(cast)], by=cast.priya, at=MONDAY)

    assert Meeting.objects.get().state == "scheduled"


def test_the_first_meeting_gives_the_workstream_its_first_day(cast):
    garden, _pair = a_garden_with_its_pair(cast)
    later, first = a_meeting(cast, group=garden.group, starts_at=DAY + timedelta(days=14)), a_meeting(cast, group=garden.group)
    garden.refresh_from_db()
    assert garden.first_meeting_on == first.on
    cancel(first, by=cast.priya, at=MONDAY, because="Snow")
    garden.refresh_from_db()
    assert garden.first_meeting_on == later.on


def test_changes_of_a_minute_go_out_as_one_message_that_says_from_what_to_what(cast):
    meeting = a_meeting(cast)
    says(meeting, cast.joe, "yes")
    deliver(at=MONDAY + timedelta(minutes=2), limit=100)
    mail.outbox.clear()
    at = MONDAY + timedelta(hours=1)

    change_meeting(meeting, by=cast.priya, at=at, starts_at=DAY + timedelta(days=1), ends_at=DAY + timedelta(days=1, hours=1))
    change_meeting(meeting, by=cast.priya, at=at + timedelta(seconds=20), place="Library")
    deliver(at=at + timedelta(seconds=40), limit=100)
    assert mail.outbox == []
    deliver(at=at + timedelta(seconds=90), limit=100)

    assert sorted(each.to[0] for each in mail.outbox) == ["amina@example.test", "joe@example.test", "priya@example.test"]
    [to_joe] = [each for each in mail.outbox if each.to == ["joe@example.test"]]
    assert "Tuesday 21 April 2026, 10:30am to 11:30am" in to_joe.body and "Library" in to_joe.body
    assert "It was to be: Monday 20 April 2026, 10:30am to midday" in to_joe.body
    assert invitation_of(meeting, cast.joe).stands == ""
    page = get(cast.joe, "meeting", meeting).content.decode()
    assert "Say whether you come" in page and "Until 16 March 2026" in page


def test_what_nobody_needs_to_be_told_is_told_to_nobody(cast):
    meeting = a_meeting(cast)

    assert not change_meeting(meeting, by=cast.priya, at=MONDAY + timedelta(hours=1), practical="Bring a coat")

    assert not Message.objects.filter(kind="meeting_changed").exists()


def test_a_cancelled_meeting_says_who_when_and_why_and_is_not_changed_again(cast):
    meeting = a_meeting(cast)
    deliver(at=MONDAY + timedelta(minutes=2), limit=100)
    mail.outbox.clear()

    post(cast.priya, "meeting-cancel", meeting, because="The boiler broke.")
    deliver(at=MONDAY + timedelta(minutes=3), limit=100)

    assert len(mail.outbox) == 3 and all("The boiler broke." in each.body for each in mail.outbox)
    page = get(cast.vic, "meeting", meeting).content.decode()
    assert "Priya Example cancelled it on 16 March 2026. The reason: The boiler broke." in page
    for route, data in (("meeting-change", TYPED), ("meeting-cancel", {"because": "Again"}), ("meeting-announce", {})):
        assert post(cast.priya, route, meeting, **data).status_code in (200, 409)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because) == ("cancelled", "The boiler broke.")


def test_a_plan_that_is_cancelled_is_told_to_nobody(cast):
    cancel(a_plan(cast), by=cast.priya, at=MONDAY, because="Another day")

    assert not Message.objects.filter(kind="meeting_cancelled").exists()


@pytest.mark.parametrize(("typed", "said"), [
    ({"on": ""}, "Answer “On which day?”"),
    ({"on": "2026-03-15"}, "Enter a day and time that are still to come"),
    ({"begins": "noon"}, "Answer “When does it begin?” with a time, like 17:30 or 5pm"),
    ({"ends": "10:00"}, "The end must be after the beginning"),
    ({"begins": "07:00", "ends": "20:00"}, "A meeting lasts 12 hours at most"),
    ({"place": ""}, "Enter where it is, or a link or a number to join"),
    ({"link": "meet"}, "Enter a web address"),
    ({"rhythm": "weekly"}, "Enter how many meetings it is"),
    ({"rhythm": "weekly", "times": "400"}, "must be 26 or less"),
])
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(cast, typed, said):
    page = plans(cast.priya, cast, **typed).content.decode()

    assert said in page and "Ramp at the side door." in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("begins", "ends"), [("2pm", "3:30pm"), ("2 PM", "3.30 pm"), ("14:00", "15.30")])
def test_a_time_is_typed_as_people_write_it(cast, begins, ends):
    plans(cast.priya, cast, begins=begins, ends=ends)

    it = Meeting.objects.get()
    assert [moment.astimezone(LONDON).strftime("%H:%M") for moment in (it.starts_at, it.ends_at)] == ["14:00", "15:30"]


def test_a_group_meets_once_at_a_time(cast):
    a_meeting(cast)

    page = plans(cast.priya, cast).content.decode()

    assert "The group has a meeting at that time already." in page
    assert Meeting.objects.count() == 1


def test_a_pre_meet_is_for_the_lay_members(cast):
    meeting = a_meeting(cast)

    post(cast.priya, "meeting-beside", meeting, **TYPED | {"kind": "pre_meet", "on": "2026-04-19"})
    beside = Meeting.objects.get(kind="pre_meet")
    announce([beside], by=cast.priya, at=MONDAY)

    assert sorted(beside.invitations.values_list("partner__name", flat=True)) == ["Amina Example", "Joe Example"]
    assert [get(getattr(cast, who), "meeting", beside).status_code for who in ("amina", "priya", "vic", "ines")] == [200, 200, 404, 404]
    late = post(cast.priya, "meeting-beside", meeting, **TYPED | {"kind": "pre_meet", "on": "2026-04-22"}).content.decode()
    assert "A pre-meet ends before the meeting begins" in late


def test_a_holy_day_is_named_and_is_no_wall(cast):
    plan = a_plan(cast, starts_at=DAY.replace(month=5, day=27))       # Eid al-Adha

    page = get(cast.priya, "meeting", plan).content.decode()
    assert "27 May 2026, which some people keep free: Eid al-Adha, on or about this day" in page
    assert post(cast.priya, "meeting-announce", plan).status_code == 302
