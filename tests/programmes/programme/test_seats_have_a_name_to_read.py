"""A seat that nobody named is called by its kind and its place, also in what a screen reader says of a link."""

import pytest

from partners.models import Group, Seat
from tests.makers import a_group
from tests.programmes.stages.doing import get

pytestmark = pytest.mark.django_db


def test_a_seat_without_a_name_is_called_by_its_kind_and_place(cast):
    group = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, seats=3, name="Selection panel")
    Seat.objects.filter(group=group).update(name="")
    last = group.seats.order_by("pk").last()
    Seat.objects.filter(pk=last.pk).update(is_lay=False)
    page = get(cast.maya, "group", group).content.decode()

    assert "Lay seat 1" in page and "Lay seat 2" in page and "Professional seat 1" in page and "Lay seat 3" not in page
    assert "for the seat “Lay seat 2”" in page and "“”" not in page
    assert page.count('<div class="nhsuk-button-group">') == 1 and "Add a lay seat" in page and "Add a professional seat" in page


def test_one_with_a_name_keeps_it(cast):
    group = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, seats=1, name="Selection panel")
    Seat.objects.filter(group=group).update(name="Carer")

    assert "Carer (lay)" in get(cast.maya, "group", group).content.decode()


def test_seats_with_a_number_stand_in_the_order_of_their_numbers(cast):
    group = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, seats=3, name="Selection panel")
    for seat, name in zip(group.seats.order_by("pk"), ("10", "2", "1"), strict=True):
        Seat.objects.filter(pk=seat.pk).update(name=name)

    assert [row["name"] for row in get(cast.maya, "group", group).context["seats"]] == ["1", "2", "10"]
