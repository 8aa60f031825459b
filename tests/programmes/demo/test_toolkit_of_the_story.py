"""The toolkit as the story tells it: three chapters that everybody reads, one that waits, one draft; two adopters; what readers say."""

import pytest
from django.test import Client

from programmes.toolkit.models import Adopter, AdopterNote, Chapter, ChapterComment, ChapterVersion, Toolkit
from tests.programmes.demo.reading import browser_of, partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
OURS = "joined-up-lives"


def toolkit():
    return Toolkit.objects.get(programme__slug="joined-up-lives")


def test_each_chapter_stands_where_the_story_says():
    states = [each.state for each in Chapter.objects.filter(book=toolkit()).in_order()]
    assert states == ["published", "published", "published", "asked", "draft"]
    stamped = ChapterVersion.objects.filter(chapter__book=toolkit(), published_at__isnull=False)
    assert stamped.count() == 3 and not any(each.approved_by.is_professional for each in stamped)
    assert Chapter.objects.shared().count() == 1


def test_everybody_reads_three_chapters_with_names_only_of_those_who_said_so():
    client = Client()
    page = client.get(f"/toolkits/{toolkit().public_ref}/").content.decode()
    first, _second, third = Chapter.objects.filter(book=toolkit()).in_order()[:3]

    assert "Two lay partners in every workstream" in page and "What we learnt about money" not in page
    assert "2 lay partners, named on" in page and "no Forum of its own" not in page
    assert "Margaret" in client.get(f"/toolkits/chapter/{first.ref}/").content.decode()
    assert "Margaret" not in client.get(f"/toolkits/chapter/{third.ref}/").content.decode().split("<main", 1)[1]


def test_the_lay_co_author_is_asked_and_a_comment_waits():
    chapter = Chapter.objects.get(state="asked")
    assert browser_of("lay-w7").get(f"/chapters/{chapter.ref}/say/").status_code == 200
    assert ChapterComment.objects.count() == 3 and ChapterComment.objects.waiting().count() == 1
    assert partner("cochair") in {each.answered_by for each in ChapterComment.objects.all()}


def test_two_adopters_named_their_lay_partners_before_they_start():
    assert Adopter.objects.filter(book__programme__slug=OURS).count() == 2
    for note in AdopterNote.objects.filter(kind="lay").select_related("adopter"):
        assert note.state == "confirmed" and note.named_on < note.adopter.starts_on
    adapted = AdopterNote.objects.filter(adopter__book__programme__slug=OURS, kind="adapted")
    assert set(adapted.values_list("state", flat=True)) == {"written"}
