"""Whose queue a draft stands in: exactly those whose yes confirms it, whoever was there."""

import pytest

from coprod.kit.clock import day_of
from partners.models import Seat
from programmes.meetings.actions import note_presence
from programmes.minutes.actions import release
from programmes.minutes.policies import confirmers_of
from programmes.minutes.queues import minutes_to_confirm
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_held, a_line, minutes_of, whole

pytestmark = pytest.mark.django_db
THERE, AWAY = ("room", ""), ("absent", "")


def asked(cast, meeting):
    """Everybody of the cast in whose queue the minutes of the meeting stand."""
    return {name for name, person in cast.people().items()
            if minutes_to_confirm(standing(person.user), day_of(MONDAY)).filter(meeting=meeting).exists()}


@pytest.mark.parametrize(("ines", "amina", "chairs", "who"), [
    (THERE, THERE, True, {"ines"}), (AWAY, THERE, True, {"amina"}), (AWAY, AWAY, True, {"ines"}),
    (THERE, AWAY, False, {"ines"}), (AWAY, THERE, False, {"amina"}), (AWAY, AWAY, False, {"ines", "amina", "joe"})])
def test_of_the_advisory_group(cast, ines, amina, chairs, who):
    meeting = a_held(cast, group=cast.advisory, by=cast.ines, noted=False)
    note_presence(meeting, {cast.ines: ines, cast.amina: amina, cast.joe: AWAY}, by=cast.ines, at=MONDAY, chairs=[cast.ines])
    a_line(whole(meeting), cast.ines)
    release(minutes_of(meeting), by=cast.ines, at=MONDAY)
    if not chairs:
        Seat.objects.filter(group=cast.advisory).update(office=Seat.Office.MEMBER)

    assert asked(cast, meeting) == who
    assert {each.name.split()[0].lower() for each in confirmers_of(meeting, day_of(MONDAY)).people} == who


@pytest.mark.parametrize(("amina", "joe", "who"), [("room", "room", {"amina", "joe"}), ("room", "absent", {"amina"}),
                                                   ("absent", "absent", {"amina", "joe"})])
def test_of_a_workstream(cast, amina, joe, who):
    meeting = a_held(cast, amina=amina, joe=joe)
    a_line(meeting, cast.priya)
    release(minutes_of(meeting), by=cast.priya, at=MONDAY)

    assert asked(cast, meeting) == who
    assert {each.name.split()[0].lower() for each in confirmers_of(meeting, day_of(MONDAY)).people} == who
