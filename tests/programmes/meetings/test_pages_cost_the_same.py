"""The pages of meetings ask the database as often for 1 thing as for 3 or 100."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from programmes.meetings.actions import change_meeting
from programmes.meetings.models import AgendaItem, Meeting, MeetingInvitation
from tests.makers import MONDAY, a_partner
from tests.programmes.meetings.doing import DAY, a_meeting
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many meetings, of which the first has so many who are asked, items of each kind, and changes."""
    meeting = a_meeting(cast)
    change_meeting(meeting, by=cast.priya, at=MONDAY, place="Hall")
    meeting.refresh_from_db()
    Meeting.objects.bulk_create([Meeting(
        group=cast.housing.group, starts_at=DAY + timedelta(days=n + 1), ends_at=DAY + timedelta(days=n + 1, hours=1), place="Hall",
        state="scheduled", announced_at=MONDAY, planned_at=MONDAY, planned_by=cast.priya, version=1) for n in range(rows)])
    others = Meeting.objects.filter(group=cast.housing.group).exclude(pk=meeting.pk)
    people = [a_partner(professional=False) for _n in range(min(rows, 20))]
    asked = [*((meeting, each) for each in people), *((each, cast.amina) for each in others)]
    MeetingInvitation.objects.bulk_create([
        MeetingInvitation(ref=new_ref(), meeting=which, partner=who, token_hash=new_ref(), invited_at=MONDAY) for which, who in asked])
    AgendaItem.objects.bulk_create([AgendaItem(
        meeting=meeting, title=f"{state} {n}", state=state, asked_by=cast.amina, is_lay=True, asked_at=MONDAY, position=n + 1,
        left_out_because="No time") for n in range(rows) for state in ("proposed", "on", "left_out")])
    return meeting


PAGES = {       # page: (who reads it, its address, how many queries)
    "mine": ("amina", lambda cast, made: reverse("programmes:my-meetings"), 9),
    "of a group": ("priya", lambda cast, made: reverse("programmes:group-meetings", args=[cast.housing.group.ref]), 12),
    "meeting": ("priya", lambda cast, made: made.get_absolute_url(), 43),
    "meeting, lay": ("amina", lambda cast, made: made.get_absolute_url(), 42),
    "agenda": ("amina", lambda cast, made: reverse("programmes:agenda", args=[made.ref]), 16),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "priya")}
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
