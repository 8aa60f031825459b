"""The pages of this wing ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import add_working_days
from programmes.contributions.models import (
    Contribution,
    ContributionAnswer,
    ImpactCheck,
    ImpactCredit,
    ImpactEntry,
    ImpactVersion,
)
from tests.makers import MONDAY, a_partner
from tests.programmes.contributions.doing import answered, written
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many ideas without a name, answers to one of them, entries, and checks, credits and versions of one."""
    day, facts = MONDAY.date(), {"programme": cast.programme, "group": cast.housing.group}
    it, entry = answered(cast, "partly"), written(cast)
    people = [a_partner(professional=False) for _n in range(min(rows, 20))]
    Contribution.objects.bulk_create([Contribution(
        **facts, kind="idea", text="Print", given_at=MONDAY, given_by=cast.amina, is_anonymous=True, acknowledge_by=day,
        answer_by=add_working_days(day, 20)) for _n in range(rows)])
    ContributionAnswer.objects.bulk_create([ContributionAnswer(
        contribution=it, by=cast.maya, at=MONDAY, led_to="partly", is_added=True, text="So") for _n in range(rows)])
    made = ImpactEntry.objects.bulk_create([ImpactEntry(
        **facts, contributed="Print", changed="Larger", outcome="changed", happened_on=day, written_at=MONDAY, asked_at=MONDAY,
        written_by=cast.priya, says=cast.joe, state="checked") for _n in range(rows)])
    ImpactCredit.objects.bulk_create([ImpactCredit(entry=each, partner=person, asked_at=MONDAY, asked_by=cast.priya)
                                      for each in (*made[:5], entry) for person in people])
    ImpactCheck.objects.bulk_create([ImpactCheck(entry=entry, round=1, by=person, at=MONDAY, is_so=False, text="No") for person in people])
    ImpactVersion.objects.bulk_create([ImpactVersion(entry=entry, number=n + 2, outcome="none", contributed="Print", changed="No",
                                                     at=MONDAY, by=cast.priya) for n in range(rows)])
    return {"it": it, "entry": entry}


PAGES = {       # page: (who reads it, its address, how many queries)
    "list": ("maya", lambda cast, made: reverse("programmes:contributions", args=[cast.programme.slug]), 9),
    "told": ("maya", lambda cast, made: made["it"].get_absolute_url(), 15),
    "log": ("amina", lambda cast, made: reverse("programmes:impact", args=[cast.programme.slug]), 12),
    "entry": ("maya", lambda cast, made: made["entry"].get_absolute_url(), 14),
    "report": ("vic", lambda cast, made: reverse("programmes:impact-report", args=[cast.programme.slug]), 10),
    "sheet": ("amina", lambda cast, made: reverse("programmes:take-away-sheet", args=[cast.housing.group.ref, "impact"]), 11),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "maya", "vic")}
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
