"""Answers: in the account, by the link without signing in, by phone; who comes, and the quorum."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.meetings.actions import cancel, change_meeting, make_calendar
from programmes.meetings.models import MeetingInvitation, token_of_calendar, token_of_invitation
from tests.makers import MONDAY, a_seat_for
from tests.programmes.meetings.doing import DAY, a_meeting, invitation_of, run_clock, says
from tests.programmes.pairing.doing import in_advisory
from tests.programmes.stages.doing import as_, get, post

YES = {"answer": "yes", "note": "", "substitute": ""}


@pytest.fixture
def meeting(cast):
    return a_meeting(cast)


def test_who_is_asked_answers_and_changes_their_answer(cast, meeting):
    post(cast.joe, "meeting-answer", meeting, **YES | {"note": "I need a break"})
    assert invitation_of(meeting, cast.joe).stands == "yes"

    post(cast.joe, "meeting-answer", meeting, answer="no", note="", substitute="My sister Ann")

    said = invitation_of(meeting, cast.joe)
    assert (said.stands, said.note, said.substitute, said.through, said.answered_at) == ("no", "", "My sister Ann", "account", MONDAY)
    assert Row.objects.filter(subject=said.ref, move="answer", actor=cast.joe.ref).count() == 2
    page = get(cast.priya, "meeting", meeting).content.decode()
    assert "No, I cannot" in page and "Instead comes: My sister Ann" in page


def test_the_same_answer_twice_is_one(cast, meeting):
    for _press in range(2):
        post(cast.joe, "meeting-answer", meeting, **YES)

    assert Row.objects.filter(subject=invitation_of(meeting, cast.joe).ref).count() == 1


@pytest.mark.parametrize("who", ["maya", "sid", "ines", "femi", "forrest", "olga", "vic"])
def test_who_is_not_asked_does_not_answer(cast, meeting, who):
    assert post(getattr(cast, who), "meeting-answer", meeting, **YES).status_code == 403
    assert not MeetingInvitation.objects.exclude(answer="").exists()


def by_link(meeting, partner):
    return reverse("programmes:answer-by-link", args=[token_of_invitation(invitation_of(meeting, partner).ref)])


def test_the_link_answers_without_signing_in_and_opens_nothing_else(cast, meeting, client):
    where = by_link(meeting, cast.amina)
    page = client.get(where).content.decode()
    assert "Town hall" in page and "meet.example/one" in page and "Send my answer" in page

    client.post(where, {"answer": "phone", "note": "", "substitute": ""})

    said = invitation_of(meeting, cast.amina)
    assert (said.stands, said.through) == ("phone", "link")
    assert "You said: Yes, by phone. You may change it here." in client.get(where).content.decode()
    assert client.get(meeting.get_absolute_url()).status_code == 302
    assert client.get(where).headers["Cache-Control"] == "private, no-store"


def test_looking_at_the_link_does_nothing(cast, meeting, client):
    client.get(by_link(meeting, cast.amina))

    assert invitation_of(meeting, cast.amina).answer == ""


def test_a_wrong_link_leads_nowhere(db, client):
    page = client.get(reverse("programmes:answer-by-link", args=["x" * 43]))

    assert page.status_code == 410 and "This link leads nowhere" in page.content.decode()


def test_who_left_the_group_answers_no_more_and_reads_no_more(cast, meeting, client):
    seat = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group, state="serving")
    where = by_link(meeting, cast.amina)
    end_holding(seat, by=cast.amina, at=MONDAY, until_on=MONDAY.date() + timedelta(days=3))

    page = client.post(where, YES).content.decode()

    assert "You are not a member of this group any more" in page and "meet.example" not in page
    assert invitation_of(meeting, cast.amina).answer == ""


def test_after_it_or_when_it_is_cancelled_nobody_answers(cast, meeting, client, clock):
    where = by_link(meeting, cast.amina)
    cancel(meeting, by=cast.priya, at=MONDAY, because="Snow")
    assert "This meeting is cancelled" in client.post(where, YES).content.decode()

    other = a_meeting(cast, starts_at=DAY + timedelta(days=1))
    clock.to(DAY + timedelta(days=2))
    assert "The meeting is over." in client.post(by_link(other, cast.amina), YES).content.decode()
    assert post(cast.joe, "meeting-answer", other, **YES).status_code == 403
    assert not MeetingInvitation.objects.exclude(answer="").exists()


def test_the_lead_notes_what_somebody_says_by_phone(cast, meeting):
    post(cast.priya, "answer-note", invitation_of(meeting, cast.joe), **YES | {"through": "phone"})

    said = invitation_of(meeting, cast.joe)
    assert (said.stands, said.through, said.noted_by) == ("yes", "phone", cast.priya)
    assert Row.objects.get(subject=said.ref).actor == cast.priya.ref
    assert "noted by Priya Example, by phone" in get(cast.maya, "meeting", meeting).content.decode()


@pytest.mark.parametrize("who", ["sid", "ines", "amina", "joe", "forrest", "vic", "olga"])
def test_nobody_else_notes_it(cast, meeting, who):
    assert post(getattr(cast, who), "answer-note", invitation_of(meeting, cast.joe), **YES | {"through": "phone"}).status_code == 403
    assert invitation_of(meeting, cast.joe).answer == ""


def test_a_new_time_asks_for_a_new_answer_and_a_new_place_does_not(cast, meeting):
    says(meeting, cast.joe, "yes")
    change_meeting(meeting, by=cast.priya, at=MONDAY, place="Library")
    assert invitation_of(meeting, cast.joe).stands == "yes"

    change_meeting(meeting, by=cast.priya, at=MONDAY, starts_at=DAY + timedelta(hours=1))

    assert invitation_of(meeting, cast.joe).stands == ""
    assert "Said “Yes, I come” to the former time" in get(cast.priya, "meeting", meeting).content.decode()


def test_below_the_lay_minimum_the_page_says_discussion_only(cast, meeting):
    says(meeting, cast.joe, "yes")
    says(meeting, cast.priya, "yes")
    assert "Discussion only, so far: 1 lay partner said that they come" in get(cast.amina, "meeting", meeting).content.decode()

    says(meeting, cast.amina, "online")

    page = get(cast.amina, "meeting", meeting).content.decode()
    assert "Discussion only" not in page
    assert "Coming: 2 lay, 1 staff. No answer yet: 0." in page


def test_who_joins_the_group_later_is_asked_by_the_clock_once(cast, meeting):
    nora = in_advisory(cast, "Nora Example", username="nora")
    from partners.groups.actions import add_seat
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=MONDAY.date(), name="C")
    a_seat_for(nora, cast.housing.group, by=cast.ines, lead=cast.priya)

    for _run in range(2):
        run_clock(MONDAY + timedelta(hours=2))

    assert Message.objects.filter(kind="meeting_invited", to=nora.ref).count() == 1
    assert nora.meeting_invitations.count() == 1


def test_who_joined_a_moment_ago_answers_before_the_clock_came_by(cast, meeting):
    invitation_of(meeting, cast.joe).delete()

    post(cast.joe, "meeting-answer", meeting, **YES)

    assert invitation_of(meeting, cast.joe).stands == "yes"


def test_home_asks_and_stops_asking(cast, meeting):
    page = as_(cast.joe).get("/").content.decode()
    assert "You are asked to it." in page and 'href="/meetings/"' in page

    says(meeting, cast.joe, "unsure")

    assert "You are asked to it." not in as_(cast.joe).get("/").content.decode()
    assert "Housing" in as_(cast.joe).get(reverse("programmes:my-meetings")).content.decode()


def test_without_a_meeting_the_way_to_meetings_is_not_there(cast):
    assert 'href="/meetings/"' not in as_(cast.joe).get("/").content.decode()


def test_an_answer_must_be_chosen(cast, meeting):
    page = Client().post(by_link(meeting, cast.joe), {"answer": "", "note": "Perhaps"}).content.decode()

    assert "Choose an answer to “Will you come?”" in page and "Perhaps" in page


def leaves(cast, partner):
    end_holding(Holding.objects.get(partner=partner, seat__group=cast.housing.group, state="serving"), by=partner, at=MONDAY,
                until_on=MONDAY.date())


def test_who_left_the_group_finds_its_next_meeting_nowhere_and_is_counted_no_more(cast, meeting, clock):
    says(meeting, cast.amina, "yes")
    feed = make_calendar(cast.amina, at=MONDAY, names=True)
    leaves(cast, cast.amina)
    clock.to(MONDAY + timedelta(days=1))

    own = as_(cast.amina).get(reverse("programmes:my-meetings")).content.decode()
    calendar = Client().get(reverse("programmes:meetings-feed", args=[token_of_calendar(feed.ref)])).content.decode()

    assert "You are asked to no meeting at the moment." in own and "BEGIN:VEVENT" not in calendar
    assert meeting.get_absolute_url() not in as_(cast.amina).get("/").content.decode()
    page = get(cast.priya, "meeting", meeting).content.decode()
    assert "Amina Example" not in page.split("Who comes")[1].split("What happened")[0]
    assert "Coming: 0 lay, 0 staff. No answer yet: 2." in page


def test_who_has_no_part_any_more_still_reads_the_meetings_they_were_at_and_not_the_next(cast, clock):
    nora = in_advisory(cast, "Nora Example", username="nora")
    was = a_meeting(cast, group=cast.advisory, by=cast.ines, starts_at=MONDAY + timedelta(days=2))
    ahead = a_meeting(cast, group=cast.advisory, by=cast.ines)
    end_holding(Holding.objects.get(partner=nora), by=nora, at=MONDAY, until_on=MONDAY.date() + timedelta(days=3))
    clock.to(MONDAY + timedelta(days=5))

    assert [get(nora, "meeting", each).status_code for each in (was, ahead)] == [200, 404]


def test_looking_at_the_question_writes_nothing(cast, meeting):
    invitation_of(meeting, cast.joe).delete()

    assert get(cast.joe, "meeting-answer", meeting).status_code == 200

    assert not MeetingInvitation.objects.filter(partner=cast.joe).exists()
