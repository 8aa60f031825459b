"""The pages of the touchstone ask the database as often for 1 thing as for 3 or 100."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import add_working_days
from partners.models import Group
from programmes.programme.models import ProgrammeGroup
from programmes.touchstone.models import (
    Adoption,
    Breach,
    CheckItem,
    CheckLine,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
)
from tests.makers import MONDAY, a_partner
from tests.programmes.stages.doing import as_
from tests.programmes.touchstone.doing import a_way, adopted, asked, open_ballot, proposed

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many words to a version and an adoption, groups, checks open and closed, breaches, and times that Housing came back to it."""
    at, today = MONDAY, MONDAY.date()
    adoption, way = adopted(cast), a_way(cast)
    second, waiting = asked(cast, start="former"), proposed(cast)
    people = [a_partner(professional=False) for _n in range(min(rows, 20))]
    TouchstoneWord.objects.bulk_create([
        TouchstoneWord(**{about: thing}, round=1, partner=person, is_lay=True, value="disagree", text="No", at=at)
        for about, thing in (("touchstone", second), ("adoption", waiting)) for person in people])
    boards = Group.objects.bulk_create([Group(name=f"Board {n}", kind="board", home_book=cast.programme.ref) for n in range(rows)])
    ProgrammeGroup.objects.bulk_create([ProgrammeGroup(programme=cast.programme, group=group, from_on=today) for group in boards])
    Adoption.objects.bulk_create([Adoption(
        group=group, touchstone=adoption.touchstone, meeting_on=today, responsibilities="Tea", state="adopted", written_at=at,
        written_by=cast.maya, asked_at=at, adopted_at=at) for group in boards])
    others = TouchstoneCheck.objects.bulk_create([TouchstoneCheck(
        adoption=adoption, state="closed", opened_at=at, opened_by=cast.priya, closes_on=today, closed_at=at) for _n in range(rows)])
    CheckItem.objects.bulk_create([CheckItem(check_of=check, position=place, text="Point", lay_yes=5, staff_no=5)
                                   for check in others for place in (1, 2)])
    CheckLine.objects.bulk_create([CheckLine(check_of=others[0], is_lay=True, text="Line") for _n in range(rows)])
    check = TouchstoneCheck.objects.create(adoption=adoption, opened_at=at, opened_by=cast.priya, closes_on=today + timedelta(days=7))
    CheckItem.objects.bulk_create([CheckItem(check_of=check, position=place, text="Point") for place in range(1, min(rows, 20) + 1)])
    for person in people:
        person.email, person.channel, person.phone = "", "phone", "020 7946 0999"
        person.save()
        open_ballot(check, person)
    Breach.objects.bulk_create([Breach(procedure=way, text="Late", raised_at=at, raised_by=cast.amina, to=cast.ines,
                                       due_on=add_working_days(today, 5)) for _n in range(rows)])
    TouchstoneReopening.objects.bulk_create([TouchstoneReopening(
        group=cast.housing.group, because="Late", asked_at=at, asked_by=cast.amina, is_lay=True, looked_at=at, looked_by=cast.joe,
        looked_on=today, outcome="Better") for _n in range(rows)])
    return {"version": second, "check": check, "closed": others[0]}


PAGES = {       # page: (who reads it, its address, how many queries)
    "programme": ("ines", lambda cast, made: reverse("programmes:touchstone", args=[cast.programme.slug]), 21),
    "version": ("maya", lambda cast, made: made["version"].get_absolute_url(), 10),
    "group": ("amina", lambda cast, made: reverse("programmes:group-touchstone", args=[cast.housing.group.ref]), 38),
    "check": ("maya", lambda cast, made: made["check"].get_absolute_url(), 11),
    "closed": ("amina", lambda cast, made: made["closed"].get_absolute_url(), 12),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "ines", "maya")}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(cast, made)).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
