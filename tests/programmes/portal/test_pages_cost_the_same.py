"""The pages of the portal ask the database as often for 1 thing as for 3 or 100."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.contacts.actions import note_said
from partners.models import Look
from programmes.programme.actions import comment_on_focus, write_focus
from programmes.stages.actions.answering import dispute_standard
from tests.makers import MONDAY, a_claim, a_partner
from tests.programmes.portal.doing import a_supporter, arranged, helping, link_of, writing_for
from tests.programmes.stages.doing import as_, first_of, s8

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """Needs, looks, supporters, and much that was said."""
    statement = write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="x", people="x", area="x", ends_on=MONDAY.date())
    answer = first_of(s8(cast))
    for number in range(rows):
        at = MONDAY + timedelta(minutes=number)
        arranged(cast, cast.ines, at=at, words=f"Need {number}")
        Look.objects.create(partner=cast.ines, by=a_partner(professional=True), on=MONDAY.date())
        a_supporter(cast.ines, email=f"s{number}@helper.test")
        comment_on_focus(statement, by=cast.ines, at=at, text=f"Comment {number}")
        a_claim(answer, by=cast.priya)
        dispute_standard(answer, by=cast.ines, at=at, because="No")
    a_claim(answer, by=cast.priya)
    told = writing_for(cast, cast.ines)
    for number in range(rows):
        note_said(told, at=MONDAY, words=f"Line {number}")
    return helping(cast.ines, email="hetty@helper.test", sees_support=True, sees_reach=True), told


PAGES = {       # page: (who reads it, its address, how many queries)
    "home": ("ines", lambda made: reverse("programmes:home"), 20),
    "all that is asked": ("ines", lambda made: reverse("programmes:asked"), 7),
    "queue of support": ("ines", lambda made: reverse("programmes:queue", args=["support-to-confirm"]), 8),
    "me": ("ines", lambda made: reverse("programmes:me"), 19),
    "support": ("ines", lambda made: reverse("programmes:me-support"), 8),
    "looks": ("ines", lambda made: reverse("programmes:me-looks"), 6),
    "supporters": ("ines", lambda made: reverse("programmes:me-supporters"), 6),
    "my voice": ("ines", lambda made: reverse("programmes:my-voice"), 8),
    "written down": ("maya", lambda made: reverse("programmes:for", args=[made[1].ref]), 19),
    "my voice read out": ("maya", lambda made: reverse("programmes:for-voice", args=[made[1].ref]), 23),
    "helping": (None, lambda made: link_of(made[0]), 13),
}


@pytest.fixture
def visitors(cast):
    found = {who: as_(getattr(cast, who)) if who else Client() for who in {who for who, _address, _n in PAGES.values()}}
    for client in found.values():
        client.get(reverse("privacy"))
    return found


def test_a_page_costs_the_same_for_1_3_and_100_things(cast, visitors):
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(made)).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
