"""Everybody with a seat says what to talk about; both sides make the agenda and both say yes (8.1, CC1)."""

from datetime import timedelta

import pytest

from coprod.trail.models import Row
from programmes.meetings.models import AgendaItem, AgendaYes, Meeting
from tests.programmes.meetings.doing import DAY, a_meeting, an_item
from tests.programmes.stages.doing import as_, get, post

WORDS = {"title": "Letters that people can read", "why": "We choose the words"}


@pytest.fixture
def meeting(cast):
    return a_meeting(cast)


def on_it():
    return list(AgendaItem.objects.on_it().values_list("title", flat=True))


def test_a_lay_member_asks_and_the_page_says_whose_it_is(cast):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    post(cast.joe, "item-new", meeting, **WORDS)

    item = AgendaItem.objects.get()
    assert (item.state, item.is_lay, item.asked_by, item.is_late) == ("proposed", True, cast.joe, False)

    post(cast.ines, "item-take-in", item)

    assert on_it() == ["Letters that people can read"]
    page = get(cast.vic, "meeting", meeting).content.decode()
    assert "Items from lay members: 1 of 1." in page and "Asked for by a lay member." in page


@pytest.mark.parametrize(("who", "code"), [("sid", 403), ("vic", 403), ("forrest", 403), ("femi", 403), ("sam", 404)])
def test_without_a_seat_nobody_asks(cast, meeting, who, code):
    assert post(getattr(cast, who), "item-new", meeting, **WORDS).status_code == code
    assert not AgendaItem.objects.exists()


def test_ten_days_before_members_ask_no_more_and_what_comes_later_is_marked(cast, clock):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    clock.to(DAY - timedelta(days=10))
    assert post(cast.joe, "item-new", meeting, **WORDS).status_code == 302

    clock.to(DAY - timedelta(days=9))

    assert post(cast.joe, "item-new", meeting, **WORDS).status_code == 403
    post(cast.ines, "item-new", meeting, **WORDS | {"title": "Late", "minutes": "", "led_by": ""})
    assert list(AgendaItem.objects.order_by("pk").values_list("title", "is_late", "state")) == [
        ("Letters that people can read", False, "proposed"), ("Late", True, "on")]


def test_both_sides_say_yes_and_a_change_takes_both_back(cast, meeting):
    one = an_item(meeting, cast.amina, on=True)
    an_item(meeting, cast.priya, is_lay=False, on=True, title="Money")

    post(cast.priya, "agenda-agree", meeting)
    assert Meeting.objects.get().state == "scheduled"
    assert post(cast.priya, "agenda-agree", meeting).status_code == 409
    post(cast.amina, "agenda-agree", meeting)
    assert Meeting.objects.get().state == "agenda_built"
    assert set(AgendaYes.objects.values_list("is_lay", "by__name")) == {(True, "Amina Example"), (False, "Priya Example")}

    post(cast.joe, "item-move", one, to="down")

    assert on_it() == ["Money", "Letters that people can read"]
    assert Meeting.objects.get().state == "scheduled" and not AgendaYes.objects.exists()
    assert list(Row.objects.filter(subject=meeting.ref).values_list("move", flat=True)) == [
        "plan", "announce", "agree_agenda", "agree_agenda", "build_agenda", "open_agenda"]


def test_the_other_side_finds_it_among_what_is_asked(cast, meeting):
    an_item(meeting, cast.amina, on=True)
    post(cast.priya, "agenda-agree", meeting)

    assert "The other side has said yes to it." in as_(cast.joe).get("/").content.decode()
    post(cast.joe, "agenda-agree", meeting)
    assert "The other side has said yes to it." not in as_(cast.joe).get("/").content.decode()


def test_an_empty_agenda_is_not_agreed(cast, meeting):
    assert post(cast.priya, "agenda-agree", meeting).status_code == 409
    assert not AgendaYes.objects.exists()


def test_what_is_left_off_says_why_and_can_come_back(cast, meeting):
    item = an_item(meeting, cast.amina)
    assert "Answer “Why not on this agenda?”" in post(cast.priya, "item-leave-out", item, because="").content.decode()

    post(cast.priya, "item-leave-out", item, because="The report comes in May.")
    page = get(cast.amina, "meeting", meeting).content.decode()
    assert "The reason: The report comes in May." in page
    post(cast.joe, "item-take-in", item)

    assert on_it() == ["Letters that people can read"]


def test_who_asked_takes_it_back_and_nobody_else(cast, meeting):
    item = an_item(meeting, cast.amina)

    assert post(cast.joe, "item-withdraw", item).status_code == 403
    assert post(cast.priya, "item-withdraw", item).status_code == 403
    post(cast.amina, "item-withdraw", item)

    assert AgendaItem.objects.get().state == "withdrawn"
    assert "Letters that people can read" not in get(cast.vic, "meeting", meeting).content.decode()


@pytest.mark.parametrize("who", ["sid", "ines", "femi", "forrest", "olga", "vic"])
def test_only_those_who_lead_make_it(cast, meeting, who):
    person, item = getattr(cast, who), an_item(meeting, cast.amina)

    assert get(person, "agenda", meeting).status_code == 403
    for route, thing in (("agenda-agree", meeting), ("agenda-interests", meeting), ("item-take-in", item), ("item-move", item),
                         ("item-change", item), ("item-leave-out", item), ("item-withdraw", item)):
        assert post(person, route, thing, because="No", **WORDS).status_code == 403
    assert list(AgendaItem.objects.values_list("state", "title")) == [("proposed", "Letters that people can read")]


def test_minutes_and_who_leads_are_given_and_summed(cast, meeting):
    item = an_item(meeting, cast.amina, on=True)

    post(cast.priya, "item-change", item, title="Plain letters", why="", minutes="25", led_by="Amina and Priya")
    post(cast.priya, "agenda-interests", meeting)

    page = get(cast.amina, "agenda", meeting).content.decode()
    assert "Plain letters" in page and "Amina and Priya leads it." in page
    assert "30 of 90 minutes are given out." in page
    assert on_it() == ["Plain letters", "Interests that touch this agenda"]
    assert post(cast.priya, "agenda-interests", meeting).status_code == 409


def test_up_and_down_stop_at_the_ends(cast, meeting):
    items = [an_item(meeting, cast.amina, on=True, title=title) for title in ("One", "Two", "Three")]

    post(cast.amina, "item-move", items[0], to="up")
    assert on_it() == ["One", "Two", "Three"]
    post(cast.amina, "item-move", items[2], to="up")
    assert on_it() == ["One", "Three", "Two"]


def test_after_the_meeting_the_agenda_stays_as_it_is(cast, meeting, clock):
    item = an_item(meeting, cast.amina, on=True)
    clock.to(DAY + timedelta(days=1))

    assert post(cast.priya, "item-leave-out", item, because="Late").status_code == 403
    assert on_it() == ["Letters that people can read"]


def test_a_script_in_a_title_is_shown_as_text(cast, meeting):
    an_item(meeting, cast.amina, on=True, title="<script>alert(1)</script>")

    page = get(cast.priya, "agenda", meeting).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page


