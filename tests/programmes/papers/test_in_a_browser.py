"""Without JavaScript and at 320 px: a paper is written, released, read and talked about; and no page of papers has a barrier."""

import re
from datetime import timedelta

import pytest

from coprod.kit.clock import now
from coprod.post.actions import hushed
from programmes.meetings.actions import add_item, announce, plan_meetings
from programmes.papers.actions import release_papers, say_about, want_copy, write_paper
from programmes.papers.models import Paper, PaperComment
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.papers.doing import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


def a_meeting_ahead(cast, at, days=30):
    start = at + timedelta(days=days)
    meeting = plan_meetings(cast.housing.group, by=cast.priya, at=at, starts_at=start, ends_at=start + timedelta(hours=1), place="Hall",
                            link="https://meet.example/a-very-long-address-of-a-room")[0]
    announce([meeting], by=cast.priya, at=at)
    return meeting


def test_from_a_draft_to_an_answered_comment(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        meeting = a_meeting_ahead(cast, at)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(meeting.get_absolute_url())
        follows(page, "Write a paper")
        types(page, "Title", "Letters that people can read")
        types(page, "What is it for?", "To choose the words")
        types(page, "Question for lay partners", "Which words would you use?")
        types(page, "The text, or a summary of it", TEXT)
        presses(page, "Save")
        is_told(page, "It is kept as a draft.")
        follows(page, "Release the papers of this meeting")
        presses(page, "Release them, and tell everybody")
        is_told(page, "The papers are out.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "joe")
        page.goto(meeting.get_absolute_url())
        follows(page, "Read all papers on one page")
        assert not is_wider_than_its_window(page)
        page.goto(Paper.objects.get().get_absolute_url())
        page.get_by_role("link", name=re.compile("Say something about this paragraph.*The letters are long")).click()
        types(page, "What would you say about it?", "Mine had nine pages.")
        presses(page, "Save")
        is_told(page, "Thank you. It stands below")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(Paper.objects.get().get_absolute_url())
        page.locator("main").get_by_role("link", name="Answer").click()
        types(page, "Your answer", "Next time it has two.")
        presses(page, "Save")
        is_told(page, "Next time it has two.")
    comment = PaperComment.objects.get()
    assert (comment.text, comment.answer, comment.by) == ("Mine had nine pages.", "Next time it has two.", cast.joe)


def test_no_page_of_papers_has_a_barrier(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        meeting = a_meeting_ahead(cast, at)
        item = add_item(meeting, by=cast.amina, at=at, is_lay=True, on=True, title="Letters that people can read, and who writes them")
        facts = {"kind": "discussion", "author": cast.priya, "purpose": "To choose", "question": "Which words?", "text": TEXT}
        paper, draft = (write_paper(meeting, by=cast.priya, at=at, title=title, item=item, **facts) for title in ("Letters", "The lift"))
        copy = want_copy(paper, by=cast.priya, at=at, form="audio")
        release_papers(meeting, [paper], by=cast.priya, at=at)
        comment = say_about(paper, paper.paragraphs.get(number=2), by=cast.joe, at=at, text="Mine had nine pages.")
        say_about(paper, by=cast.joe, at=at, text="Read it aloud.", through="phone", noted_by=cast.priya)
    of_it, group = f"/papers/{paper.ref}/", cast.housing.group.ref
    lay = of_it, f"{of_it}say/", f"/papers/paragraphs/{comment.paragraph.ref}/say/", f"/meetings/{meeting.ref}/papers/", \
        f"/meetings/{meeting.ref}/", f"/groups/{group}/papers/"
    led = (*lay, f"/papers/{draft.ref}/", f"{of_it}change/", f"{of_it}take-out/", f"{of_it}copies/new/", f"{of_it}note/",
           f"/papers/copies/{copy.ref}/ready/", f"/papers/copies/{copy.ref}/not-possible/", f"/papers/comments/{comment.ref}/answer/",
           f"/meetings/{meeting.ref}/papers/new/", f"/meetings/{meeting.ref}/papers/release/", f"/groups/{group}/papers/days/")
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in (("joe", lay), ("priya", led)):
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
