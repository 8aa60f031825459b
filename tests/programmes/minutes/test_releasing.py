"""A draft goes out when it can, is corrected, confirmed by the lay side, published and opened (8.3, 8.4, 8.8, NT37)."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding, Partner, Seat
from programmes.meetings.actions import note_presence
from programmes.meetings.policies import CHAIRS
from programmes.minutes.actions import (
    answer_correction,
    answer_no,
    ask_correction,
    change_line,
    close_to_public,
    open_to_public,
    publish,
    release,
    say_on_minutes,
)
from programmes.minutes.models import Correction, MinuteLineVersion, Minutes, MinutesView
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_draft, a_held, a_line, confirmed, fresh, minutes_of, note, published, whole


def told(kind):
    people = Message.objects.filter(kind=kind).values_list("to", flat=True)
    return sorted(Partner.objects.filter(ref__in=people).values_list("name", flat=True))


def yes(minutes, *people, at=MONDAY):
    for person in people:
        say_on_minutes(minutes, by=person, at=at, is_right=True)
    return Minutes.objects.get(pk=minutes.pk).state


def test_it_goes_to_those_who_were_there_once_it_is_noted_who_that_was(cast):
    meeting = a_held(cast, noted=False)
    a_line(meeting, cast.priya)

    with pytest.raises(NotAllowedNow, match="not noted yet who was there"):
        release(minutes_of(meeting), by=cast.priya, at=MONDAY)
    note(cast, meeting)
    meeting.chairs.clear()
    with pytest.raises(NotAllowedNow, match="who chaired"):
        release(minutes_of(meeting), by=cast.priya, at=MONDAY)
    meeting.chairs.add(cast.amina)
    release(minutes_of(meeting), by=cast.priya, at=MONDAY)

    minutes = minutes_of(meeting)
    assert (minutes.state, minutes.comments_until.isoformat(), minutes.released_by) == ("drafted", "2026-03-23", cast.priya)
    assert told("minutes_to_check") == ["Amina Example", "Joe Example", "Priya Example"]
    with pytest.raises(NotAllowedNow):
        release(minutes, by=cast.priya, at=MONDAY)


def test_without_lines_nothing_goes_out(cast):
    meeting = a_held(cast)
    a_line(meeting, cast.priya).delete()

    with pytest.raises(NotAllowedNow, match="no lines yet"):
        release(minutes_of(meeting), by=cast.priya, at=MONDAY)


def test_below_the_lay_minimum_a_decision_needs_a_reason(cast):
    meeting = a_held(cast, joe="absent")
    line = a_line(meeting, cast.priya, kind="decision", words="We print in March.", how="agreed")

    with pytest.raises(NotAllowedNow, match="Too few lay members were there to decide"):
        release(minutes_of(meeting), by=cast.priya, at=MONDAY)
    change_line(line, by=cast.priya, at=MONDAY, version=1, discussion_only_because="Joe said yes by phone.")
    release(minutes_of(meeting), by=cast.priya, at=MONDAY)

    assert minutes_of(meeting).state == "drafted"


def test_what_was_put_off_needs_no_reason(cast):
    meeting = a_held(cast, joe="covered")
    a_line(meeting, cast.priya, kind="decision", words="We print in March.", how="deferred")

    release(minutes_of(meeting), by=cast.priya, at=MONDAY)

    assert minutes_of(meeting).state == "drafted"


def test_both_of_the_pair_who_were_there_confirm(cast):
    minutes = a_draft(cast)

    assert yes(minutes, cast.amina) == "drafted"
    assert yes(minutes, cast.amina) == "drafted"
    assert yes(minutes, cast.joe) == "confirmed"
    assert MinutesView.objects.count() == 2
    assert told("minutes_confirmed") == ["Priya Example"]


def test_of_a_pair_of_whom_one_was_there_that_one_is_enough(cast):
    minutes = a_draft(cast, joe="absent")

    with pytest.raises(NotAllowedNow):
        say_on_minutes(minutes, by=cast.joe, at=MONDAY, is_right=True)
    assert yes(minutes, cast.amina) == "confirmed"


def test_if_none_of_the_pair_was_there_one_of_them_reads_and_says_so(cast):
    minutes = a_draft(cast, joe="absent", amina="covered")

    assert yes(minutes, cast.joe) == "confirmed"


def test_who_left_the_pair_is_not_waited_for(cast):
    minutes = a_draft(cast)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=MONDAY.date() - timedelta(days=1))

    assert yes(minutes, cast.amina) == "confirmed"


def test_a_yes_said_again_confirms_when_the_other_has_left(cast):
    minutes = a_draft(cast)
    assert yes(minutes, cast.amina) == "drafted"
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=MONDAY.date() - timedelta(days=1))

    assert yes(minutes, cast.amina) == "confirmed"
    assert MinutesView.objects.count() == 1


def test_without_a_lay_chair_and_with_no_lay_member_there_one_who_serves_confirms(cast):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines, noted=False)
    note_presence(meeting, {cast.ines: ("absent", ""), cast.amina: ("absent", ""), cast.joe: ("absent", ""), cast.maya: ("room", "")},
                  by=cast.ines, at=MONDAY, chairs=[cast.maya])
    Seat.objects.filter(group=cast.advisory, office__in=CHAIRS, is_lay=True).update(office=Seat.Office.MEMBER)
    a_line(whole(meeting), cast.maya)
    release(minutes_of(meeting), by=cast.maya, at=MONDAY)

    assert yes(minutes_of(meeting), cast.joe) == "confirmed"


def test_a_no_is_answered_stays_and_stops_nothing_silently(cast):
    minutes = a_draft(cast)
    yes(minutes, cast.amina)
    no = say_on_minutes(minutes, by=cast.joe, at=MONDAY, is_right=False, text="The lift is broken.")

    assert told("minutes_refused") == ["Priya Example"] and minutes_of(minutes.meeting).state == "drafted"
    answer_no(no, by=cast.priya, at=MONDAY, answer="It was put right on Friday.")
    with pytest.raises(NotAllowedNow):
        answer_no(MinutesView.objects.get(pk=no.pk), by=cast.priya, at=MONDAY, answer="Again")
    assert told("minutes_no_answered") == ["Joe Example"]
    assert minutes_of(minutes.meeting).state == "drafted"

    assert yes(minutes, cast.joe) == "confirmed"
    assert MinutesView.objects.get(is_right=False).text == "The lift is broken."
    assert list(Row.objects.filter(kind="programmes.minutesview").order_by("pk").values_list("move", flat=True)) == [
        "say_yes", "say_no", "answer", "say_yes"]


def test_nobody_else_confirms(cast):
    minutes = a_draft(cast)

    for person in (cast.priya, cast.ines, cast.maya, cast.vic):
        with pytest.raises(NotAllowedNow):
            say_on_minutes(minutes, by=person, at=MONDAY, is_right=True)
    assert not MinutesView.objects.exists()


def test_of_the_advisory_group_one_lay_chair_who_was_there_confirms(cast):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines, noted=False)
    note_presence(meeting, {cast.ines: ("room", ""), cast.amina: ("room", ""), cast.joe: ("room", "")}, by=cast.ines, at=MONDAY,
                  chairs=[cast.ines])
    a_line(whole(meeting), cast.ines)
    release(minutes_of(meeting), by=cast.ines, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        say_on_minutes(minutes_of(meeting), by=cast.amina, at=MONDAY, is_right=True)
    assert yes(minutes_of(meeting), cast.ines) == "confirmed"


def test_a_correction_is_taken_up_with_the_new_words_or_refused_with_a_reason(cast):
    minutes = a_draft(cast)
    line = fresh(minutes.lines.get(kind="text"))
    one = ask_correction(minutes, by=cast.joe, at=MONDAY, text="It was the big lift.", line=line, ref="abc")
    assert ask_correction(minutes, by=cast.joe, at=MONDAY, text="It was the big lift.", line=line, ref="abc") == one
    other = ask_correction(minutes, by=cast.amina, at=MONDAY, text="I came at ten.", through="phone", noted_by=cast.priya)
    assert told("correction_asked") == ["Priya Example"] and Message.objects.filter(kind="correction_asked").count() == 2

    answer_correction(one, by=cast.priya, at=MONDAY, accept=True, words="The big lift works again.", version=1)
    answer_correction(other, by=cast.priya, at=MONDAY, accept=False, answer="The list says eleven.")
    with pytest.raises(NotAllowedNow):
        answer_correction(other, by=cast.priya, at=MONDAY, accept=True)

    assert fresh(line).words == "The big lift works again." and MinuteLineVersion.objects.count() == 1
    assert dict(Correction.objects.values_list("text", "state")) == {"It was the big lift.": "accepted", "I came at ten.": "refused"}
    assert told("correction_answered") == ["Amina Example", "Joe Example"]


def test_a_correction_of_a_line_that_somebody_changed_is_not_answered_yet(cast):
    minutes = a_draft(cast)
    line = fresh(minutes.lines.get(kind="text"))
    asked = ask_correction(minutes, by=cast.joe, at=MONDAY, text="It was the big lift.", line=line)
    change_line(line, by=cast.amina, at=MONDAY, version=1, words="Both lifts work.")

    saved = answer_correction(asked, by=cast.priya, at=MONDAY, accept=True, words="The big lift works.", version=1)

    assert saved.is_conflict and Correction.objects.get().state == "proposed"
    assert set(MinuteLineVersion.objects.values_list("words", "is_losing")) == {
        ("The lift works again.", False), ("The big lift works.", True)}


def test_after_the_minutes_are_confirmed_nothing_more_is_corrected(cast):
    minutes = confirmed(cast)

    with pytest.raises(NotAllowedNow):
        ask_correction(minutes, by=cast.joe, at=MONDAY, text="Late")


def test_published_only_when_confirmed_and_the_group_is_told(cast):
    draft = a_draft(cast)
    with pytest.raises(NotAllowedNow):
        publish(draft, by=cast.priya, at=MONDAY)
    yes(draft, cast.amina, cast.joe)

    publish(minutes_of(draft.meeting), by=cast.priya, at=MONDAY)

    assert told("minutes_published") == ["Amina Example", "Joe Example", "Priya Example"]


def test_open_to_everybody_at_an_address_that_changes_each_time(cast):
    minutes = published(cast)
    facts = {"decided_on": MONDAY.date(), "decided": "Everybody may read it."}

    open_to_public(minutes, by=cast.amina, at=MONDAY, **facts)
    first = minutes_of(minutes.meeting).public_ref
    close_to_public(minutes, by=cast.priya, at=MONDAY)
    assert minutes_of(minutes.meeting).public_ref is None
    open_to_public(minutes, by=cast.amina, at=MONDAY, **facts)

    assert first and minutes_of(minutes.meeting).public_ref not in (None, first)
