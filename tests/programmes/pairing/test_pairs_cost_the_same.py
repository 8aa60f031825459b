"""The pages about pairs ask the database as often for 1 lay partner as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.programmes.pairing.doing import garden, in_advisory, wants
from tests.programmes.stages.doing import as_

PAGES = {
    "pairs": ("ines", "pairs", 16),
    "allocate": ("ines", "allocate", 17),
    "load": ("maya", "load", 9),
    "seats": ("vic", "seats", 9),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_pairs_costs_the_same_for_1_3_and_100_lay_partners(cast, clock, name):
    who, route, expected = PAGES[name]
    client, spent = as_(getattr(cast, who)), {}
    client.get(reverse("privacy"))
    for rows in (1, 3, 100):
        with transaction.atomic():
            stream = garden(cast)
            for number in range(rows):
                wants(in_advisory(cast, f"Person {number}", experience=["money"], limit=8), stream)
            parts = [stream.ref] if route == "allocate" else [cast.programme.slug]
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(f"programmes:{route}", args=parts)).status_code == 200
            spent[rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == dict.fromkeys((1, 3, 100), expected)
