"""A real browser for tests: Debian's Chromium driven by Playwright, and axe to look for barriers.

    def test_home(page, live_server): page.goto("/"); assert axe(page) == []

A page that logs an error, or that breaks the Content-Security-Policy, fails its test by itself.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


def chromium() -> str | None:
    """Where Chromium is on this machine, if it is: the CHROMIUM variable first, then the one that has no window to draw."""
    found = (shutil.which(name) for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@contextmanager
def opened_page(browser, server, *, width=1280, height=900, **options):
    """A fresh page on `server` with an empty cookie jar; at its end it must have logged no error.

    An answer of 403, 404, 409 or the like is logged by the browser too, and is no error of the page.
    """
    context = browser.new_context(base_url=server.url, viewport={"width": width, "height": height},
                                  locale="en-GB", timezone_id="Europe/London", **options)
    context.set_default_timeout(10_000)
    page, errors = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page
        assert [error for error in errors if "the server responded with a status of" not in error] == []
    finally:
        context.close()


@pytest.fixture
def page(browser, transactional_db, live_server):
    with opened_page(browser, live_server) as opened:
        yield opened


@pytest.fixture
def phone_page(browser, transactional_db, live_server):
    """The narrowest page that must work: 320 CSS pixels."""
    with opened_page(browser, live_server, width=320, height=640, has_touch=True) as opened:
        yield opened


@pytest.fixture
def no_script_page(browser, transactional_db, live_server):
    with opened_page(browser, live_server, java_script_enabled=False) as opened:
        yield opened


def sign_in(page, live_server, user) -> None:
    """Give the page the session of `user`, as if they had signed in a moment ago."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def axe(page) -> list[str]:
    """What axe finds on the page against WCAG 2.2 AA, as "rule: selector"; through the debugger, so CSP holds."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": AXE.read_text() + ";1"})
    answer = debugger.send("Runtime.evaluate", {
        "awaitPromise": True, "returnByValue": True,
        "expression": f"axe.run(document, {{runOnly: {RULES!r}}}).then(found => found.violations.flatMap("
                      "rule => rule.nodes.map(node => rule.id + ': ' + node.target.join(' '))))"})
    debugger.detach()
    return answer["result"]["value"]


def is_wider_than_its_window(page) -> bool:
    """Whether a reader must scroll sideways, once all of the page is there."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
