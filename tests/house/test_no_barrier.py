"""Pages that no journey walks, in a browser at 320 pixels without a script: axe finds nothing, and nothing scrolls sideways."""

import pytest

from coprod.post.actions import hushed
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.house.world import settle

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = {
    "maya": ("for-voice", "for-reply", "for-messages-often", "for-messages-topics", "plan-copy-look", "round-answers", "queue", "home",
             "offline", "call-to", "letters", "contact-frequency", "message-kind", "message-kind-change", "address-right", "messages"),
    "forrest": ("forum-answer", "forum-answer-change", "forum-answer-take-back", "forum-answer-keep", "round-mine", "my-voice"),
    "priya": ("forum-answer-change-note", "forum-answer-take-back-note", "forum-answer-keep", "forum-answer-keep-no-more"),
    "amina": ("me-messages", "me-message", "my-voice"),
}
OPEN = ("public-plans",)


def test_pages_that_no_journey_walks_have_no_barrier(transactional_db, clock, browser, live_server):
    with hushed():      # the clock does not come by while the world is made
        cast, where = settle()
    seen = 0
    with opened_page(browser, live_server, width=320) as page:
        page.set_default_navigation_timeout(60_000)     # what the worker does beside it is done within the request here
        for name in OPEN:
            page.goto(where[f"programmes:{name}"])
            assert (name, axe(page), is_wider_than_its_window(page)) == (name, [], False)
        page.goto("/language/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)
        for who, names in PAGES.items():
            sign_in(page, live_server, getattr(cast, who).user)
            for name in names:
                answer = page.goto(where[f"programmes:{name}"])
                if answer.status == 200:
                    seen += 1
                    assert (who, name, axe(page), is_wider_than_its_window(page)) == (who, name, [], False)

    assert seen >= 20
