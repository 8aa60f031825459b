"""The pages about people ask the database as often for 1 thing as for 3 or 100."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import day_of
from partners.models import Partner
from tests.makers import MONDAY, a_partner, a_seat_for
from tests.programmes.people.doing import a_contact, by_hand, named
from tests.programmes.portal.doing import a_need, arranged
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """Contacts and needs of Amina, and many members of whom nothing was heard."""
    for number in range(rows):
        a_contact(cast, cast.amina, days_ago=number % 14)
        a_need(cast.amina, words=f"Need {number}")
        arranged(cast, cast.amina, words=f"Arranged {number}", at=MONDAY + timedelta(minutes=number))
        person = a_partner(f"Quiet {number}", email="", channel="phone", phone="020 7946 0000")
        seat = cast.advisory.seats.create(opened_on=day_of(MONDAY), name=f"Extra {number}")
        a_seat_for(person, cast.advisory, by=cast.maya, seat=seat, at=MONDAY - timedelta(days=90))
        a_need(person)
        named(cast, person, cast.maya)
    named(cast, cast.amina, cast.maya)
    return by_hand(cast, cast.joe)


def of(route, *person):
    return lambda cast, message: reverse(f"programmes:{route}", args=[cast.amina.ref] if person else [])


PAGES = {       # page: (who reads it, its address, how many queries)
    "people": ("maya", lambda cast, message: reverse("programmes:people"), 14),
    "people narrowed": ("maya", lambda cast, message: reverse("programmes:people") + "?role=AG&support=1&channel=by_hand&mine=1", 14),
    "person": ("maya", of("person", 1), 25),
    "person for the lead": ("priya", of("person", 1), 14),
    "contacts": ("maya", of("contacts", 1), 10),
    "note a contact": ("maya", of("contact-note", 1), 9),
    "pack": ("maya", of("pack", 1), 17),
    "letter": ("maya", lambda cast, message: reverse("programmes:letter", args=[message.pk]), 11),
    "not signed in": ("ines", lambda cast, message: reverse("programmes:group-quiet", args=[cast.advisory.ref]), 9),
    "queue of support": ("maya", lambda cast, message: reverse("programmes:queue", args=["support"]), 6),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {name: as_(getattr(cast, name)) for name in {who for who, _address, _n in PAGES.values()}}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            message = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                visitors[who].get(address(cast, message))       # the first look of a day is written down
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(cast, message)).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert Partner.objects.filter(name__startswith="Quiet").count() == 0
    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
