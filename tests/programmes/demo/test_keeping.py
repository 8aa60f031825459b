"""The minutes of the story: confirmed and published by their days, one with a no and a correction, the last one out for correction."""

import pytest

from coprod.kit.clock import day_of, now
from programmes.demo.story.dates import Calendar
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView, StruckOut
from programmes.minutes.policies import quorum_of
from programmes.programme.models import Programme
from tests.accounts.people import words_of
from tests.programmes.demo.reading import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def minutes_of(day):
    on = Calendar(day_of(now())).day(day)
    return next(each for each in Minutes.objects.select_related("meeting__group") if each.meeting.on == on)


def test_all_are_published_but_the_last_which_is_out_for_correction():
    last = minutes_of("11 Mar 14")
    ours = Minutes.objects.filter(meeting__group__home_book=Programme.objects.get(slug="joined-up-lives").ref)

    assert ours.count() == 11 and set(ours.exclude(pk=last.pk).values_list("state", flat=True)) == {"published"}
    assert last.state == "drafted" and last.comments_until == Calendar(day_of(now())).day("21 Mar 14")
    assert Correction.objects.values_list("state", "by__name").get(minutes=last) == ("proposed", "Colin Featherway")


def test_w4_met_with_one_of_its_pair_so_it_was_discussion_only():
    w4 = minutes_of("27 Feb 14")

    assert not quorum_of(w4.meeting).is_reached and w4.taker.name == "Winston Delacroix"
    assert [(view.is_right, bool(view.answer)) for view in MinutesView.objects.filter(minutes=w4).order_by("pk")] == [
        (False, True), (True, False)]
    page = words_of(browser_of("lay-w4").get(w4.get_absolute_url()))
    assert "Discussion only: 1 lay member was there, and the group needs 2 to decide." in page
    assert "Winston asked that a lay partner can stop it." in page


def test_a_neighbour_who_was_named_is_read_by_those_who_lead_alone():
    january = minutes_of("14 Jan 14")

    assert StruckOut.objects.get().struck_by.name == "Margaret Osei-Bright"
    assert "Hallett" in words_of(browser_of("cochair").get(january.get_absolute_url()))
    others = browser_of("lay-w5").get(january.get_absolute_url()).content.decode()
    assert "Hallett" not in others and "struck out: about somebody’s health or care" in others


def test_what_was_agreed_is_done_when_somebody_lay_says_so():
    states = dict(MinuteLine.objects.actions().values_list("words", "state"))

    assert states["The log comes with every pack from now on."] == "done"
    assert states["Ring each pair about what comes next."] == "done"
    assert states["Bring a list of seats that end this year."] == "open"


def test_after_the_hard_meeting_paddy_was_rung_the_next_day():
    made = CallBack.objects.get(state="made")

    assert (made.partner.name, made.made_by.name) == ("Patrick O’Dowda", "Ruth Calderbank")
    assert made.made_at.date() <= made.due_on and CallBack.objects.filter(state="declined").count() == 1
