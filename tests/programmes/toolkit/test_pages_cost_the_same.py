"""The pages of this wing ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.toolkit.models import (
    Adopter,
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterVersion,
    ChapterWord,
    Material,
    MaterialConsent,
)
from tests.makers import MONDAY, a_partner
from tests.programmes.stages.doing import as_
from tests.programmes.toolkit.doing import TODAY, adopter, begun, confirmed, offered, published

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """So many chapters that are published and shared, and one with so many authors, words, comments and versions; material, adopters."""
    out, draft = published(cast), begun(cast, title="Draft")
    facts = {"book": out.book, "text": "Words", "state": "published", "begun_at": MONDAY, "begun_by": cast.priya, "public_number": 1,
             "published_at": MONDAY, "review_on": TODAY, "remind_on": TODAY, "shared_at": MONDAY, "shared_by": cast.amina}
    chapters = Chapter.objects.bulk_create([Chapter(**facts, title=f"Chapter {n}", position=n + 10) for n in range(rows)])
    ChapterVersion.objects.bulk_create([ChapterVersion(
        chapter=each, number=1, title=each.title, text="Words", at=MONDAY, by=cast.priya, approved_at=MONDAY, approved_by=cast.amina,
        published_at=MONDAY, published_by=cast.priya) for each in chapters])
    people = [a_partner() for _n in range(min(rows, 20))]
    ChapterAuthor.objects.bulk_create([ChapterAuthor(chapter=each, partner=person, is_lay=True, asked_at=MONDAY, asked_by=cast.priya,
                                                     agrees=True, said_at=MONDAY) for each in (out, *chapters[:3]) for person in people])
    for chapter in (out, draft):
        ChapterVersion.objects.bulk_create([ChapterVersion(chapter=chapter, number=n + 2, title="t", text="x", at=MONDAY, by=cast.priya)
                                            for n in range(rows)])
        ChapterComment.objects.bulk_create([ChapterComment(chapter=chapter, number=1, by=cast.forrest, at=MONDAY, text="So")
                                            for _n in range(rows)])
        ChapterWord.objects.bulk_create([ChapterWord(chapter=chapter, number=n + 2, by=cast.amina, at=MONDAY, is_yes=False, text="No")
                                         for n in range(rows)])
    material, it = offered(cast, people=[]), adopter(cast)
    MaterialConsent.objects.bulk_create([MaterialConsent(material=material, partner=each, asked_at=MONDAY) for each in people])
    Material.objects.bulk_create([Material(programme=cast.programme, kind="impact", source_ref=f"m{n}", source="s", title="t", text="x",
                                           state="ready", offered_at=MONDAY, offered_by=cast.priya) for n in range(rows)])
    adopters = Adopter.objects.bulk_create([Adopter(book=out.book, name=f"Area {n}", recorded_at=MONDAY, recorded_by=cast.maya)
                                            for n in range(rows)])
    confirmed(cast, it)
    notes = AdopterNote.objects.bulk_create([AdopterNote(adopter=each, kind="learnt", text="x", state="confirmed", written_at=MONDAY,
                                                         asked_at=MONDAY, written_by=cast.maya) for each in (*adopters, *[it] * rows)])
    AdopterWord.objects.bulk_create([AdopterWord(note=each, by=cast.ines, at=MONDAY, is_so=False, text="No") for each in notes])
    return {"out": out, "draft": draft, "material": material, "adopter": it, "book": out.book}


PAGES = {       # page: (who reads it, its address, how many queries)
    "toolkit": ("maya", lambda cast, made: reverse("programmes:toolkit", args=[cast.programme.slug]), 9),
    "toolkit, for a reader": ("vic", lambda cast, made: reverse("programmes:toolkit", args=[cast.programme.slug]), 8),
    "chapter": ("maya", lambda cast, made: made["draft"].get_absolute_url(), 16),
    "chapter, for its author": ("amina", lambda cast, made: made["out"].get_absolute_url(), 17),
    "chapter, for a reader": ("vic", lambda cast, made: made["out"].get_absolute_url(), 8),
    "compare": ("maya", lambda cast, made: reverse("programmes:chapter-compare", args=[made["draft"].ref]), 7),
    "material": ("maya", lambda cast, made: made["material"].get_absolute_url(), 9),
    "adopter": ("maya", lambda cast, made: made["adopter"].get_absolute_url(), 10),
    "public": ("", lambda cast, made: reverse("programmes:public-toolkit", args=[made["book"].public_ref]), 6),
    "public chapter": ("", lambda cast, made: reverse("programmes:public-chapter", args=[made["out"].ref]), 2),
    "public, all": ("", lambda cast, made: reverse("programmes:public-toolkits"), 2),
    "pdf": ("", lambda cast, made: reverse("programmes:public-toolkit-pdf", args=[made["book"].public_ref]), 5),
    "word": ("", lambda cast, made: reverse("programmes:public-toolkit-word", args=[made["book"].public_ref]), 5),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "maya", "vic")} | {"": Client()}
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
