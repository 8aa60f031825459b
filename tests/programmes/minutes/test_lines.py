"""Lines are added once, changed by whoever saw the last version, and not a word is lost."""

from datetime import timedelta

import pytest
from django.core import mail

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.minutes.actions import (
    add_line,
    change_line,
    lift,
    move_line,
    put_back,
    release,
    say_on_minutes,
    strike_out,
    take_out,
)
from programmes.minutes.models import MinuteLine, MinuteLineVersion, Minutes, StruckOut
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_draft, a_held, a_line, confirmed, fresh, minutes_of


def words(minutes):
    return list(minutes.lines.standing().values_list("words", flat=True))


def test_a_form_that_is_sent_twice_is_one_line_and_with_other_words_a_second(cast):
    meeting = a_held(cast)

    one = add_line(meeting, by=cast.priya, at=MONDAY, ref="abc", words="The lift works.")
    again = add_line(meeting, by=cast.priya, at=MONDAY, ref="abc", words="The lift works.")
    more = add_line(meeting, by=cast.priya, at=MONDAY, ref="abc", words="The lift works. And the door.")

    assert one == again and more != one
    assert words(minutes_of(meeting)) == ["The lift works.", "The lift works. And the door."]


def test_a_change_keeps_what_was_and_says_who_wrote_it(cast):
    line = a_line(a_held(cast), cast.priya)

    saved = change_line(line, by=cast.amina, at=MONDAY + timedelta(minutes=1), version=1, words="Both lifts work.", due_on=MONDAY.date())

    assert not saved.is_conflict
    assert (fresh(line).words, fresh(line).version, fresh(line).changed_by) == ("Both lifts work.", 2, cast.amina)
    assert MinuteLineVersion.objects.values_list("words", "number", "by__name", "is_losing").get() == (
        "The lift works again.", 1, "Priya Example", False)


def test_who_saw_an_older_version_changes_nothing_and_their_words_are_kept(cast):
    line = a_line(a_held(cast), cast.priya)
    change_line(line, by=cast.amina, at=MONDAY, version=1, words="Both lifts work.")

    for _press in range(2):
        saved = change_line(line, by=cast.joe, at=MONDAY, version=1, words="One lift works.")
        assert saved.is_conflict and saved.line.words == "Both lifts work."

    lost = MinuteLineVersion.objects.get(is_losing=True)
    assert (lost.words, lost.by, lost.number) == ("One lift works.", cast.joe, 1)


def test_the_same_words_from_two_people_are_no_conflict(cast):
    line = a_line(a_held(cast), cast.priya)
    change_line(line, by=cast.amina, at=MONDAY, version=1, words="Both lifts work.")

    saved = change_line(line, by=cast.joe, at=MONDAY, version=1, words="Both lifts work.")

    assert not saved.is_conflict and not MinuteLineVersion.objects.filter(is_losing=True).exists()


def test_a_line_that_was_taken_out_can_be_put_back_and_what_is_typed_meanwhile_is_kept(cast):
    line = a_line(a_held(cast), cast.priya)

    take_out(line, by=cast.priya, at=MONDAY)
    assert words(line.minutes) == []
    assert change_line(line, by=cast.joe, at=MONDAY, version=1, words="Mine").is_conflict
    with pytest.raises(NotAllowedNow):
        take_out(line, by=cast.priya, at=MONDAY)
    put_back(line, by=cast.amina, at=MONDAY)

    assert words(line.minutes) == ["The lift works again."]
    assert MinuteLineVersion.objects.get().words == "Mine"


def test_lines_move_within_their_item(cast):
    meeting = a_held(cast, items=2)
    one, two = meeting.items.order_by("position")
    lines = [a_line(meeting, cast.priya, words=name, item=item) for name, item in (("A", one), ("B", one), ("C", two), ("D", None))]

    assert move_line(lines[1], by=cast.priya, at=MONDAY, up=True)
    assert not move_line(lines[1], by=cast.priya, at=MONDAY, up=True)
    assert not move_line(lines[2], by=cast.priya, at=MONDAY, up=False)

    assert words(minutes_of(meeting)) == ["B", "A", "C", "D"]


def test_a_change_of_a_draft_takes_each_yes_back_and_asks_anew(cast):
    minutes = a_draft(cast)
    line = fresh(minutes.lines.get(kind="text"))
    say_on_minutes(minutes, by=cast.amina, at=MONDAY, is_right=True)

    change_line(line, by=cast.priya, at=MONDAY, version=1, words="One lift works.")
    a_line(minutes.meeting, cast.priya, words="Tea was served.")

    assert Minutes.objects.get().round == 3
    assert list(Message.objects.filter(kind="minutes_to_confirm").values_list("to", "occasion")) == [(cast.amina.ref, "2")]
    mail.outbox.clear()
    deliver(at=MONDAY + timedelta(minutes=1), limit=200)
    assert "Are the minutes of 9 March 2026 right?" in [each.subject for each in mail.outbox]
    say_on_minutes(minutes, by=cast.joe, at=MONDAY, is_right=True)
    assert Minutes.objects.get().state == "drafted"
    say_on_minutes(minutes, by=cast.amina, at=MONDAY, is_right=True)
    assert Minutes.objects.get().state == "confirmed"
    assert list(Row.objects.filter(kind="programmes.minuteline").order_by("pk").values_list("move", flat=True)) == ["change", "add"]


def test_confirmed_minutes_stay_as_they_are(cast):
    minutes = confirmed(cast)
    line = fresh(minutes.lines.get(kind="text"))

    for attempt in (lambda: change_line(line, by=cast.priya, at=MONDAY, version=1, words="Other"),
                    lambda: add_line(minutes.meeting, by=cast.priya, at=MONDAY, words="More"),
                    lambda: take_out(line, by=cast.priya, at=MONDAY), lambda: move_line(line, by=cast.priya, at=MONDAY, up=True),
                    lambda: release(minutes, by=cast.priya, at=MONDAY)):
        with pytest.raises(NotAllowedNow):
            attempt()

    assert MinuteLine.objects.count() == 2 and fresh(line).words == "The lift works again."


def test_words_that_are_struck_out_must_stay_as_they_are(cast):
    line = a_line(a_held(cast), cast.priya, words="Mrs Grey of  Mill Lane fell ill.")
    struck = strike_out(line, by=cast.priya, at=MONDAY, passage="mrs grey of mill lane", reason="health")

    with pytest.raises(NotAllowedNow, match="struck out must stay"):
        change_line(line, by=cast.priya, at=MONDAY, version=1, words="Mrs Gray of Mill Lane fell ill.")
    change_line(line, by=cast.priya, at=MONDAY, version=1, words="Mrs Grey of Mill Lane was ill.")
    with pytest.raises(NotAllowedNow, match="do not stand in the line"):
        strike_out(line, by=cast.priya, at=MONDAY, passage="fell ill", reason="health")
    lift(struck, by=cast.amina, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        lift(struck, by=cast.amina, at=MONDAY)

    assert StruckOut.objects.get().lifted_by == cast.amina
    assert "Grey" not in str(list(Row.objects.values_list("about", flat=True)))
