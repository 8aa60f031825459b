"""A role may end between the writing of a message and its sending: then nothing is sent."""

from datetime import timedelta

import pytest

from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.programme.actions import end_role
from programmes.stages.models import Stage
from tests.makers import MONDAY
from tests.programmes.stages.doing import s8
from tests.programmes.tailoring.doing import a_way

pytestmark = pytest.mark.django_db


def words_for(person, stage):
    return registry.words["standards_due"](Message(kind="standards_due", about=stage.ref, to=person.ref, occasion="2026-03-16:before"))


def test_a_lead_whose_role_ended_is_told_nothing_any_more(clock, cast):
    stage = s8(cast)
    Stage.objects.filter(pk=stage.pk).update(due_on=MONDAY.date() + timedelta(days=3))
    before = words_for(cast.priya, stage)
    end_role(cast.programme.team.get(partner=cast.priya), by=cast.maya, at=MONDAY, until_on=MONDAY.date())

    on_the_last_day = words_for(cast.priya, stage)
    clock.to(MONDAY + timedelta(days=1))

    assert before.lines == on_the_last_day.lines
    assert words_for(cast.priya, stage) is None
    assert words_for(cast.maya, stage).lines[0] == before.lines[0]


def test_a_sponsor_whose_role_ended_hears_nothing_more_of_a_proposal(clock, cast):
    way = a_way(cast, by=cast.ines)
    asked = Message.objects.get(kind="tailoring_asked", to=cast.sid.ref)
    assert registry.words["tailoring_asked"](asked).path == way.get_absolute_url()
    end_role(cast.programme.team.get(partner=cast.sid), by=cast.maya, at=MONDAY, until_on=MONDAY.date())

    clock.to(MONDAY + timedelta(days=1))

    assert registry.words["tailoring_asked"](asked) is None
