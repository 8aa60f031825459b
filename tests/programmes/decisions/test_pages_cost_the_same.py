"""The pages of decisions ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from programmes.decisions.models import (
    DecisionChange,
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.minutes.models import MinuteLine, Minutes
from tests.makers import MONDAY, a_partner
from tests.programmes.decisions.doing import looked, made, opened, prepared, published
from tests.programmes.minutes.doing import a_held, a_line
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many decisions, prepared and published, and of one so many positions, dissents, changes and words; so many in minutes."""
    at, today = MONDAY, MONDAY.date()
    one, out = looked(cast, made(cast)), published(cast, decision=prepared(cast, title="Doors"))
    facts = {"programme": cast.programme, "group": cast.housing.group, "workstream": cast.housing, "text": "So", "decided_on": today,
             "prepared_at": at, "prepared_by": cast.maya}
    DecisionRecord.objects.bulk_create([DecisionRecord(title=f"Prepared {n}", **facts) for n in range(rows)])
    others = DecisionRecord.objects.bulk_create([DecisionRecord(
        title=f"Published {n}", state="published", public_ref=new_ref(), method="agreed", options="None", duty="no", duty_how="So",
        made_at=at, made_by=cast.maya, published_at=at, published_by=cast.sid, **facts) for n in range(rows)])
    people = [a_partner() for _n in range(min(rows, 20))]
    for it in (one, out, *others):
        DecisionDissent.objects.bulk_create([DecisionDissent(decision=it, by=person, words="No", at=at) for person in people])
    DecisionPosition.objects.bulk_create([DecisionPosition(decision=each, value="agree", said_on=today, at=at, by=cast.ines)
                                          for each in others])
    for it in (one, out):
        DecisionPosition.objects.bulk_create([DecisionPosition(
            decision=it, value="disagree", text="No", said_on=today, at=at, by=cast.ines, replaced_at=at) for _n in range(rows)])
        DecisionChange.objects.bulk_create([DecisionChange(decision=it, text="A comma", at=at, by=cast.priya) for _n in range(rows)])
        DecisionSeen.objects.bulk_create([DecisionSeen(
            decision=it, by=person, round=1, is_right=False, text="No", at=at, answer="So", answered_at=at, answered_by=cast.priya)
            for person in people])
    opened(cast)
    meeting = a_held(cast)
    first = a_line(meeting, cast.priya, kind="decision", words="First", how="agreed")
    lines = MinuteLine.objects.bulk_create([MinuteLine(
        minutes=first.minutes, kind="decision", words=f"Line {n}", how="agreed", written_at=at, written_by=cast.priya, changed_at=at,
        changed_by=cast.priya) for n in range(rows)])
    DecisionRecord.objects.bulk_create([DecisionRecord(title="Of a line", minute_line=line, **facts) for line in lines])
    Minutes.objects.update(state="taken")
    return {"one": one, "out": out, "meeting": meeting, "open": DecisionOpenness.objects.get()}


PAGES = {       # page: (who reads it, its address, how many queries)
    "log": ("maya", lambda cast, it: reverse("programmes:decisions", args=[cast.programme.slug]), 11),
    "print": ("amina", lambda cast, it: reverse("programmes:decisions-print", args=[cast.programme.slug]), 12),
    "one": ("maya", lambda cast, it: it["one"].get_absolute_url(), 20),
    "changes": ("priya", lambda cast, it: reverse("programmes:decision-changes", args=[it["one"].ref]), 7),
    "new": ("maya", lambda cast, it: reverse("programmes:decision-new", args=[cast.programme.slug]), 12),
    "sheet": ("amina", lambda cast, it: reverse("programmes:take-away-sheet", args=[cast.housing.group.ref, "decisions"]), 13),
    "minutes": ("priya", lambda cast, it: reverse("programmes:minutes", args=[it["meeting"].ref]), 37),
    "public": ("", lambda cast, it: reverse("programmes:public-decision", args=[it["out"].public_ref]), 8),
    "public log": ("", lambda cast, it: reverse("programmes:public-decisions", args=[it["open"].public_ref]), 4),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "priya", "maya")} | {"": Client()}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made_ = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(cast, made_)).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
