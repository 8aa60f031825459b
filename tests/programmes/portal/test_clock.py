"""NT11: whose support is not confirmed is asked five days after joining and every year; a week later the manager hears of it."""

from datetime import timedelta

import pytest

from coprod.kit.clock import add_months, day_of
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import OnBehalf, SupportCheck
from partners.support.actions import say_support_is_right
from programmes.programme.actions import close_programme
from programmes.programme.models import ProgrammeGroup
from programmes.stages.actions.checking import check_stages
from tests.clock import let_check
from tests.makers import MONDAY, a_partner, a_seat_for, a_workstream, gives
from tests.programmes.portal.doing import writing_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def walter(cast):
    walter = a_partner("Walter Example")
    a_seat_for(walter, cast.forum, by=cast.maya)
    return walter


def after(days):
    """The clock comes by, as often as it likes."""
    moment = MONDAY + timedelta(days=days)
    for _ in range(2):
        let_check("portal", at=moment)


def told(person):
    found = Message.objects.filter(kind="support_unconfirmed", about=person.ref)
    return list(found.order_by("written_at", "pk").values_list("to", "occasion"))


def test_the_person_is_asked_after_five_days_and_the_manager_told_a_week_later(cast, walter):
    after(4)
    assert told(walter) == []
    after(5)
    assert told(walter) == [(walter.ref, "joined")]
    after(11)
    assert len(told(walter)) == 1
    after(12)
    assert told(walter) == [(walter.ref, "joined"), (cast.maya.ref, "joined")]


def test_a_week_later_every_manager_in_force_is_told_once_and_nobody_who_has_left_or_manages_elsewhere(cast, walter):
    stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Garden")
    nora = a_partner("Nora Example")
    a_seat_for(nora, stream.group, by=cast.ines, lead=cast.priya)           # a working group, and no other seat
    ProgrammeGroup.objects.create(programme=cast.elsewhere, group=cast.forum, from_on=day_of(MONDAY))      # Sam's, who only borrows it
    late, left, soon = (a_partner(name, professional=True) for name in ("Mark Example", "Lena Example", "Tom Example"))
    gives(cast.programme, late, "PM", by=cast.maya)
    gives(cast.programme, left, "PM", by=cast.maya)
    cast.programme.team.filter(partner=left).update(until_on=day_of(MONDAY) + timedelta(days=11))
    gives(cast.programme, soon, "PM", by=cast.maya, from_on=day_of(MONDAY) + timedelta(days=13))

    after(12)

    for person in (walter, nora):
        assert sorted(told(person)) == sorted([(person.ref, "joined"), (cast.maya.ref, "joined"), (late.ref, "joined")])


def test_a_clock_that_slept_says_it_once_to_each(cast, walter):
    after(60)

    assert sorted(told(walter)) == sorted([(walter.ref, "joined"), (cast.maya.ref, "joined")])


def test_who_has_answered_is_not_asked_and_nothing_is_left_to_say(cast, walter):
    after(5)
    message = Message.objects.get(kind="support_unconfirmed", to=walter.ref)
    assert registry.words["support_unconfirmed"](message).subject == "Do you have the support you need?"

    say_support_is_right(walter, at=MONDAY + timedelta(days=6), review_on=add_months(day_of(MONDAY), 12))
    after(12)

    assert told(walter) == [(walter.ref, "joined")]
    assert registry.words["support_unconfirmed"](message) is None


def test_on_the_day_that_the_person_chose_they_are_asked_again(cast, walter):
    review = day_of(MONDAY) + timedelta(days=100)
    say_support_is_right(walter, at=MONDAY, review_on=review)
    after(99)
    assert told(walter) == []
    after(100)
    assert told(walter) == [(walter.ref, f"again {review}")]
    after(107)
    assert told(walter)[1:] == [(cast.maya.ref, f"again {review}")]


def test_nobody_is_asked_in_a_programme_that_is_closed(cast, walter):
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    after(20)

    assert told(walter) == []


def test_the_cast_has_answered_so_nobody_else_is_asked(cast, walter):
    after(20)

    assert set(Message.objects.filter(kind="support_unconfirmed").values_list("about", flat=True)) == {walter.ref}
    assert SupportCheck.objects.filter(partner=cast.amina).exists()


def test_the_clock_ends_a_half_hour_that_has_passed(cast):
    writing_for(cast, cast.amina)
    check_stages(at=MONDAY + timedelta(minutes=29))
    assert OnBehalf.objects.get().ended_at is None

    check_stages(at=MONDAY + timedelta(minutes=90))

    assert OnBehalf.objects.get().ended_at == MONDAY + timedelta(minutes=30)
