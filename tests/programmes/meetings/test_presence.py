"""Who was there, who came instead, who chaired (8.3, 8.4)."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now, start_of
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.meetings.actions import note_presence, plan_meetings
from programmes.meetings.models import Attendance, Meeting
from programmes.meetings.showing.pages import time_at_meetings
from programmes.pairing.showing import month_before
from tests.makers import a_workstream
from tests.programmes.meetings.doing import DAY, TYPED, a_meeting, says
from tests.programmes.stages.doing import as_, get, post


@pytest.fixture
def meeting(cast, clock):
    made = a_meeting(cast)
    clock.to(DAY + timedelta(hours=3))
    return made


def sheet(cast, *, joe="room", instead="", amina="online", chairs=None, **more):
    return {f"was_{cast.amina.ref}": amina, f"instead_{cast.amina.ref}": "", f"was_{cast.joe.ref}": joe,
            f"instead_{cast.joe.ref}": instead, f"was_{cast.priya.ref}": "room", f"instead_{cast.priya.ref}": "",
            "others_lay": "1", "others_staff": "3", "chairs": chairs or [cast.amina.pk]} | more


def test_it_is_noted_once_the_meeting_has_begun_and_can_be_set_right(cast, meeting):
    post(cast.priya, "meeting-presence", meeting, **sheet(cast, joe="covered", instead="His brother"))

    assert Meeting.objects.values_list("state", "closed_by").get() == ("held", cast.priya.pk)
    assert set(Attendance.objects.values_list("partner__name", "is_lay", "was", "covered_by")) == {
        ("Amina Example", True, "online", ""), ("Joe Example", True, "covered", "His brother"), ("Priya Example", False, "room", "")}
    page = get(cast.vic, "meeting", meeting).content.decode()
    assert "There were 2 lay people and 4 others." in page and "A lay partner chaired." in page
    assert "His brother" not in page and "His brother" in get(cast.amina, "meeting", meeting).content.decode()

    post(cast.amina, "meeting-presence", meeting, **sheet(cast, chairs=[cast.priya.pk]))

    assert Attendance.objects.get(partner=cast.joe).was == "room" and Attendance.objects.count() == 3
    assert list(Meeting.objects.get().chairs.all()) == [cast.priya]
    assert list(Row.objects.filter(subject=meeting.ref).values_list("move", flat=True)) == ["plan", "announce", "hold", "note_presence"]


def test_not_before_it_begins(cast, clock):
    meeting = a_meeting(cast)
    clock.to(DAY - timedelta(minutes=1))

    assert post(cast.priya, "meeting-presence", meeting, **sheet(cast)).status_code == 403
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("who", ["sid", "ines", "femi", "forrest", "olga", "vic"])
def test_nobody_else_notes_it(cast, meeting, who):
    assert post(getattr(cast, who), "meeting-presence", meeting, **sheet(cast)).status_code == 403
    assert not Attendance.objects.exists() and Meeting.objects.get().state == "scheduled"


@pytest.mark.parametrize(("wrong", "said"), [
    ({"joe": "covered"}, "Enter who came instead of Joe Example"),
    ({"instead": "Ann"}, "Choose “Absent, somebody came instead”, or leave the name empty"),
    ({"joe": ""}, "Choose an answer to “Was Joe Example there?”"),
    ({"chairs": [999_999]}, "Choose only from the list"),
    ({"others_lay": "-1"}, "must be 0 or more"),
])
def test_bad_input_gets_a_sentence_and_changes_nothing(cast, meeting, wrong, said):
    page = post(cast.priya, "meeting-presence", meeting, **sheet(cast, **wrong))

    assert page.status_code == 200 and said in page.content.decode()
    assert not Attendance.objects.exists()


def test_who_chaired_must_be_said(cast, meeting):
    page = post(cast.priya, "meeting-presence", meeting, **sheet(cast) | {"chairs": []}).content.decode()

    assert "Choose an answer to “Who chaired?”" in page and not Attendance.objects.exists()


def test_a_forum_lists_those_who_said_that_they_come(cast, clock):
    meeting = a_meeting(cast, group=cast.forum, by=cast.maya)
    assert cast.forrest.name not in get(cast.maya, "meeting-presence", meeting).content.decode()
    says(meeting, cast.forrest, "yes")
    clock.to(DAY + timedelta(hours=3))

    post(cast.maya, "meeting-presence", meeting, **{
        f"was_{cast.forrest.ref}": "room", f"instead_{cast.forrest.ref}": "", "others_lay": "40", "others_staff": "5",
        "chairs": [cast.forrest.pk]})

    assert "There were 41 lay people and 5 others." in get(cast.vic, "meeting", meeting).content.decode()


def test_a_meeting_that_was_called_by_other_means_is_noted_afterwards_and_nobody_is_told(cast, clock):
    typed = TYPED | {"on": "2026-03-09", "title": "Before we had this"}
    ahead = post(cast.priya, "meeting-held", cast.housing.group, **TYPED).content.decode()
    assert "Enter a day and time that have been" in ahead and not Meeting.objects.exists()

    page = post(cast.priya, "meeting-held", cast.housing.group, **typed)
    meeting = Meeting.objects.get()
    assert page.url == f"/meetings/{meeting.ref}/presence/"
    assert get(cast.vic, "meeting", meeting).status_code == 404
    post(cast.priya, "meeting-presence", meeting, **sheet(cast))

    assert Meeting.objects.get().state == "held" and not Message.objects.filter(kind__startswith="meeting").exists()
    assert "Before we had this" in get(cast.vic, "group-meetings", cast.housing.group).content.decode()
    assert "Before we had this" in as_(cast.joe).get("/meetings/").content.decode()
    assert "Before we had this" not in as_(cast.ines).get("/meetings/").content.decode()


def test_a_first_meeting_that_is_noted_afterwards_gives_the_workstream_its_first_day(cast, clock):
    garden = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Garden", at=DAY - timedelta(days=90))
    clock.to(DAY)
    post(cast.maya, "meeting-held", garden.group, **TYPED | {"on": "2026-03-09"})

    was = Meeting.objects.get()
    post(cast.maya, "meeting-presence", was, **{f"was_{cast.priya.ref}": "room", f"instead_{cast.priya.ref}": "", "others_lay": "0",
                                                "others_staff": "2", "chairs": [cast.priya.pk]})

    garden.refresh_from_db()
    assert garden.first_meeting_on == was.on


def test_my_hours_say_how_long_the_meetings_of_last_month_took_with_pre_meets(cast):
    """Those at which the person was, of that group and month alone."""
    month = month_before(day_of(now()))
    start = start_of(month) + timedelta(days=10, hours=10)
    for shift, how in ((0, "room"), (1, "online"), (2, "absent"), (40, "room")):
        begins = start + timedelta(days=shift)
        meeting = plan_meetings(cast.housing.group, by=cast.priya, at=begins, starts_at=begins, ends_at=begins + timedelta(minutes=90),
                                place="Hall", kind="pre_meet" if shift == 1 else "meeting")[0]
        note_presence(meeting, {cast.amina: (how, ""), cast.joe: ("room", "")}, by=cast.priya, at=begins + timedelta(hours=2), chairs=[])

    page = as_(cast.amina).get("/me/hours/").content.decode()

    assert "with pre-meets and debriefs, took 3.0 hours." in page
    assert set(time_at_meetings(cast.joe, month)) == {cast.housing.group.pk} and time_at_meetings(cast.ines, month) == {}
