"""The pages of papers ask the database as often for 1 thing as for 3 or 100."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from programmes.meetings.models import Meeting
from programmes.papers.models import Paper, PaperComment, PaperCopy, PaperParagraph
from tests.makers import MONDAY
from tests.programmes.meetings.doing import DAY
from tests.programmes.papers.doing import out
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many papers of one meeting and of as many meetings, each with a copy; the first with paragraphs and comments of each kind."""
    paper = out(cast)
    meeting, release = paper.meeting, paper.release
    meeting.refresh_from_db()
    facts = {"title": "One", "purpose": "So", "text": "Text", "author": cast.priya, "written_at": MONDAY, "written_by": cast.priya}
    others = Meeting.objects.bulk_create([Meeting(
        group=cast.housing.group, starts_at=DAY + timedelta(days=n + 1), ends_at=DAY + timedelta(days=n + 1, hours=1), place="Hall",
        state="scheduled", announced_at=MONDAY, planned_at=MONDAY, planned_by=cast.priya, version=1) for n in range(rows)])
    issued = Paper.objects.bulk_create([Paper(meeting=each, state="issued", version=1, release=release, question="Q", **facts)
                                        for each in [*others, *[meeting] * rows]])
    drafts = Paper.objects.bulk_create([Paper(meeting=meeting, question="Q", **facts) for _n in range(rows)])
    PaperCopy.objects.bulk_create([PaperCopy(paper=each, form=form, state=state, asked_at=MONDAY, asked_by=cast.priya,
                                             settled_at=MONDAY if state == "made" else None,
                                             settled_by=cast.priya if state == "made" else None)
                                   for each in [paper, *issued, *drafts] for form, state in (("audio", "made"), ("braille", "wanted"))])
    pieces = PaperParagraph.objects.bulk_create(
        [PaperParagraph(paper=each, number=n + 9, kind="text", text="More", gone_in=gone) for each in [paper, *issued]
         for n in range(2) for gone in (None, 2)]
        + [PaperParagraph(paper=paper, number=n + 20, kind="text", text="M") for n in range(rows)])
    PaperComment.objects.bulk_create([
        PaperComment(ref=new_ref(), paper=paper, paragraph=where, text="So", by=cast.joe, is_lay=True, at=MONDAY, through=through,
                     noted_by=cast.priya if through == "phone" else None)
        for where in [None, *[each for each in pieces if each.paper_id == paper.pk]] for through in ("account", "phone")
        for _n in range(min(rows, 20))])
    return paper


PAGES = {       # page: (who reads it, its address, how many queries)
    "paper": ("priya", lambda cast, made: made.get_absolute_url(), 29),
    "paper, lay": ("joe", lambda cast, made: made.get_absolute_url(), 36),
    "write": ("priya", lambda cast, made: reverse("programmes:paper-change", args=[made.ref]), 12),
    "release": ("priya", lambda cast, made: reverse("programmes:papers-release", args=[made.meeting.ref]), 13),
    "pack": ("joe", lambda cast, made: reverse("programmes:papers-pack", args=[made.meeting.ref]), 16),
    "of a group": ("joe", lambda cast, made: reverse("programmes:group-papers", args=[cast.housing.group.ref]), 21),
    "meeting": ("joe", lambda cast, made: made.meeting.get_absolute_url(), 43),
    "note": ("priya", lambda cast, made: reverse("programmes:paper-comment-note", args=[made.ref]), 11),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("joe", "priya")}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(cast, made)).status_code == 200, page
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
