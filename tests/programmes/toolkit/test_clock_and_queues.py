"""What the clock says about chapters to look at again, once each; and what waits for whom, with the page that it leads to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Holding
from programmes.home.queues.toolkit import ROWS
from programmes.programme.actions import close_programme
from programmes.programme.models.standing import standing_of
from programmes.toolkit.actions import (
    ask_authors,
    comment_on,
    keep_chapter,
    review_chapter,
    say_on_note,
    withdraw_chapter,
)
from programmes.toolkit.actions.checking import check_toolkits
from programmes.toolkit.models import Chapter
from tests.makers import MONDAY
from tests.programmes.stages.doing import as_
from tests.programmes.toolkit.doing import (
    DAY,
    TODAY,
    adopter,
    asked,
    begun,
    fresh,
    noted,
    offered,
    published,
    refused,
    says,
)

pytestmark = pytest.mark.django_db
WHO = ("amina", "joe", "ines", "femi", "forrest", "priya", "maya", "sid", "vic")


def run_each(first, last):
    """The clock comes by twice on each day."""
    for n in range(first, last + 1):
        check_toolkits(at=MONDAY + n * DAY)
        check_toolkits(at=MONDAY + n * DAY + DAY / 24)


def said(kind):
    people = {}
    for each in Message.objects.filter(kind=kind).order_by("pk"):
        people.setdefault(each.to, []).append(each.occasion)
    return people


def test_its_authors_are_reminded_a_month_before_and_on_the_day_then_the_manager(cast):
    chapter = published(cast)
    days = (chapter.review_on - TODAY).days
    run_each(days - 32, days - 31)
    assert said("chapter_review_due") == {}
    run_each(days - 30, days - 1)
    day = f"{chapter.review_on:%Y-%m-%d}"
    assert said("chapter_review_due") == {person.ref: [f"{day} before"] for person in (cast.priya, cast.amina)}
    run_each(days, days + 13)
    assert said("chapter_review_due") == {person.ref: [f"{day} before", f"{day} on the day"] for person in (cast.priya, cast.amina)}
    assert said("chapter_review_late") == {}
    run_each(days + 14, days + 20)
    assert said("chapter_review_late") == {cast.maya.ref: [f"{day} late"]}
    words = registry.words["chapter_review_due"](Message.objects.filter(kind="chapter_review_due").first())
    assert chapter.title not in words.subject


@pytest.mark.parametrize("end", ["kept", "withdrawn", "closed"])
def test_nobody_is_reminded_of_what_is_kept_withdrawn_or_over(cast, end):
    chapter = published(cast)
    days = (chapter.review_on - TODAY).days
    check_toolkits(at=MONDAY + (days - 30) * DAY)
    message = Message.objects.filter(kind="chapter_review_due").first()
    assert registry.words[message.kind](message) is not None
    if end == "kept":
        review_chapter(chapter, by=cast.priya, at=MONDAY, because="x")
        keep_chapter(chapter, by=cast.priya, at=MONDAY + (days - 29) * DAY)
    elif end == "withdrawn":
        withdraw_chapter(chapter, by=cast.priya, at=MONDAY, because="x")
    else:
        close_programme(cast.programme, by=cast.sid, at=MONDAY, because="x")
    before = Message.objects.count()
    run_each(days - 20, days + 30)
    assert Message.objects.count() == before and registry.words[message.kind](message) is None


def test_a_clock_that_slept_says_the_last_of_them_alone(cast):
    chapter = published(cast)
    check_toolkits(at=MONDAY + ((chapter.review_on - TODAY).days + 2) * DAY)
    assert [each[0].endswith("on the day") and len(each) == 1 for each in said("chapter_review_due").values()] == [True, True]


@pytest.mark.parametrize("rows", [1, 12])
def test_the_clock_asks_as_much_for_one_as_for_many(cast, rows):
    chapters = [published(cast, title=f"Chapter {n}") for n in range(rows)]
    with CaptureQueriesContext(connection) as quiet:
        check_toolkits(at=MONDAY)
    assert len(quiet) == 3
    with CaptureQueriesContext(connection) as busy:
        check_toolkits(at=MONDAY + ((chapters[0].review_on - TODAY).days + 30) * DAY)
    assert len(busy) == 6
    assert Message.objects.filter(kind="chapter_review_due").count() == 2 * rows


# --- queues ---------------------------------------------------------------------------------------------------------------------------

def waiting(cast, on=TODAY):
    """By queue: who finds how many in it. Each page that a queue leads to is opened."""
    found = {}
    for name in WHO:
        person = getattr(cast, name)
        here = standing_of(person, on=on)
        for queue in ROWS:
            if not queue.concerns(here):
                continue
            for ref in queue.rows(here, on).values_list(queue.ref, flat=True):
                found.setdefault(queue.name, {}).setdefault(name, 0)
                found[queue.name][name] += 1
                assert as_(person).get(reverse(queue.route, args=[ref])).status_code == 200, (queue.name, name)
    return found


def test_a_chapter_waits_for_its_lay_co_author_alone_and_an_authorship_for_who_is_asked(cast):
    chapter = asked(cast)
    ask_authors(begun(cast, title="Two"), [cast.joe], by=cast.priya, at=MONDAY)

    assert waiting(cast) == {"chapters": {"amina": 1}, "chapter-authors": {"joe": 1}}
    says(cast, chapter)
    assert waiting(cast) == {"chapter-authors": {"joe": 1}}


def test_noes_comments_and_consents_wait_for_whom_they_concern(cast):
    refused(cast)
    comment_on(published(cast, title="Two"), by=cast.forrest, at=MONDAY, number=1, text="So?")
    offered(cast, people=[(cast.forrest, False)])

    assert waiting(cast) == {"chapter-noes": {"priya": 1}, "chapter-comments": {"amina": 1, "priya": 1}, "chapter-consents": {"forrest": 1}}


def test_reviews_wait_from_a_month_before(cast):
    chapter = published(cast)
    assert waiting(cast) == {}
    Chapter.objects.filter(pk=chapter.pk).update(remind_on=TODAY)
    assert waiting(cast) == {"chapter-reviews": {"amina": 1, "priya": 1}}


def test_what_adopters_say_waits_for_lay_partners_who_did_not_write_it(cast):
    it = adopter(cast)
    noted(cast, it, by=cast.joe)
    note = noted(cast, it, "learnt", by=cast.priya)
    say_on_note(note, by=cast.ines, at=MONDAY, is_so=False, text="No")
    assert fresh(note).state == "disputed"
    assert waiting(cast) == {"adopters": {"amina": 1, "ines": 1, "femi": 1}, "adopter-noes": {"maya": 1, "priya": 1}}


def test_who_has_left_is_asked_no_more_but_for_their_own_words(cast):
    asked(cast)
    offered(cast)
    Holding.objects.filter(partner=cast.amina).update(until_on=TODAY - DAY)
    assert waiting(cast) == {"chapter-consents": {"amina": 1}}


def test_home_counts_the_same(cast):
    asked(cast)
    assert "Starting with lay partners" in as_(cast.amina).get("/").content.decode()
    refused(cast, title="Two")
    page = as_(cast.priya).get("/").content.decode()
    assert "“no” of a lay co-author to answer" in page
    for queue in ROWS:
        assert as_(cast.amina).get(reverse("programmes:queue", args=[queue.name])).status_code in (200, 404)
