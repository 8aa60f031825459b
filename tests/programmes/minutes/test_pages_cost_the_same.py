"""The pages of minutes ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.meetings.models import AgendaItem
from programmes.minutes.models import ActionWord, Correction, MinuteLine, MinuteLineVersion, MinutesView, StruckOut
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_draft, fresh
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """A draft with so many items, lines of each kind, passages struck out, corrections, and words of the pair."""
    minutes = a_draft(cast)
    meeting = minutes.meeting
    items = AgendaItem.objects.bulk_create([AgendaItem(
        meeting=meeting, title=f"Item {n}", state="on", asked_by=cast.amina, is_lay=True, asked_at=MONDAY, position=n + 2, minutes=5)
        for n in range(rows)])
    facts = {"minutes": minutes, "written_at": MONDAY, "written_by": cast.priya, "changed_at": MONDAY, "changed_by": cast.amina,
             "issued_at": MONDAY}
    lines = MinuteLine.objects.bulk_create([
        MinuteLine(item=items[n], kind=kind, words=f"Words {n}", who=cast.joe, position=n, taken_out_at=MONDAY if out else None,
                   taken_out_by=cast.joe if out else None, state="claimed" if kind == "action" and n % 2 else "open", **facts)
        for n in range(rows) for kind in ("text", "action", "decision") for out in (False, True)])
    StruckOut.objects.bulk_create([StruckOut(line=line, passage=f"Words {line.position}", reason="person", struck_at=MONDAY,
                                             struck_by=cast.priya) for line in lines[::6]])
    Correction.objects.bulk_create([Correction(minutes=minutes, line=line, text="Late", by=cast.joe, at=MONDAY, through="phone",
                                               noted_by=cast.priya) for line in lines[::6]])
    MinutesView.objects.bulk_create([MinutesView(minutes=minutes, by=cast.joe, round=1, is_right=False, text="No", at=MONDAY,
                                                 through="phone", noted_by=cast.priya) for _n in range(rows)])
    ActionWord.objects.bulk_create([ActionWord(line=line, by=cast.amina, at=MONDAY, is_done=False, text="No", through="account")
                                    for line in lines if line.kind == "action"])
    line = fresh(minutes.lines.filter(kind="text").first())
    MinuteLineVersion.objects.bulk_create([
        MinuteLineVersion(line=line, number=n + 1, words="Before", at=MONDAY, by=cast.joe) for n in range(rows)])
    return minutes, line


PAGES = {       # page: (who reads it, its route, of the line or the meeting, how many queries)
    "minutes": ("priya", "minutes", "meeting", 40),
    "minutes, lay": ("joe", "minutes", "meeting", 42),
    "take": ("priya", "minutes-take", "meeting", 16),
    "chair": ("amina", "chair", "meeting", 15),
    "versions": ("priya", "line-versions", "line", 11),
    "actions": ("joe", "group-actions", "group", 17),
    "correct": ("joe", "correction-new", "meeting", 17),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "priya", "joe")}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            minutes, line = much(cast, rows)
            things = {"meeting": minutes.meeting, "line": line, "group": minutes.meeting.group}
            for page, (who, route, thing, _n) in PAGES.items():
                address = reverse(f"programmes:{route}", args=[things[thing].ref])
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[3]) for page, facts in PAGES.items()}
