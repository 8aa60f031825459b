"""The pages of support for a meeting ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.access.models import Provision
from tests.makers import MONDAY, a_partner
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many things for as many people at one meeting, and for Amina, each booked by the lead."""
    meeting = a_meeting(cast)
    people = [*(a_partner() for _n in range(min(rows, 20))), *[cast.amina] * rows]
    Provision.objects.bulk_create([Provision(
        meeting=meeting, partner=each, words=f"Thing {n}", kind="access", days_before=7, asked_at=MONDAY, state="booked",
        arranged="Done", arranged_at=MONDAY, arranged_by=cast.priya, through="phone", noted_by=cast.priya)
        for n, each in enumerate(people)])
    return meeting


PAGES = {       # page: (who reads it, its route, how many queries)
    "to book": ("priya", "meeting-support", 15),
    "mine": ("amina", "my-meeting-support", 9),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "priya")}
    for client in visitors.values():
        client.get(reverse("programmes:my-meetings"))
    found = {}
    for rows in (1, 3, 100):
        with transaction.atomic():
            meeting = much(cast, rows)
            for page, (who, route, _count) in PAGES.items():
                with CaptureQueriesContext(connection) as asked:
                    assert visitors[who].get(reverse(f"programmes:{route}", args=[meeting.ref])).status_code == 200
                found.setdefault(page, []).append(len(asked))
            transaction.set_rollback(True)

    assert found == {page: [count] * 3 for page, (_who, _route, count) in PAGES.items()}
