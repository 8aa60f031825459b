"""Nobody has the same role twice on the same day."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from programmes.programme.actions import give_role
from programmes.programme.models import TeamRole
from tests.makers import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def day(number):
    return TODAY + timedelta(days=number)


@pytest.fixture
def given(cast):
    """Amina helps the programme from day 10 to day 20."""
    give_role(cast.programme, cast.sam, role="FAC", from_on=day(10), until_on=day(20), by=cast.maya, at=MONDAY)
    return TeamRole.objects.filter(partner=cast.sam, role="FAC")


@pytest.mark.parametrize(("first", "last"), [(10, 20), (5, 10), (20, None), (12, 14), (0, None)])
def test_the_same_role_on_some_of_the_same_days_is_refused(cast, given, first, last):
    with pytest.raises(NotAllowedNow, match="on some of these days"):
        give_role(cast.programme, cast.sam, role="FAC", from_on=day(first), until_on=day(last) if last else None, by=cast.maya, at=MONDAY)

    assert given.count() == 1


@pytest.mark.parametrize(("first", "last"), [(1, 9), (21, None)])
def test_before_and_after_it_the_role_may_be_given_again(cast, given, first, last):
    give_role(cast.programme, cast.sam, role="FAC", from_on=day(first), until_on=day(last) if last else None, by=cast.maya, at=MONDAY)

    assert given.count() == 2
