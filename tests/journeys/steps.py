"""What a person does on a page, in the words of the page."""

from contextlib import contextmanager
from datetime import date

from tests.browser import opened_page
from tests.makers import PASSWORD


@contextmanager
def visiting(browser, live_server, **options):
    """A browser of somebody's own, without JavaScript unless asked for."""
    with opened_page(browser, live_server, **({"java_script_enabled": False} | options)) as page:
        yield page


def signs_in(page, username, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("User name or e-mail address").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


def follows(page, name):
    """Click a link by its words."""
    page.get_by_role("link", name=name, exact=True).first.click()


def presses(page, name):
    page.get_by_role("button", name=name).first.click()


def types(page, label, text):
    page.get_by_label(label, exact=False).first.fill(text)


def types_a_day(page, legend, day: date):
    """Day, month and year, each in its box."""
    group = page.get_by_role("group", name=legend)
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(name).fill(str(number))


def is_told(page, words):
    """The page says so."""
    assert words in page.locator("main").inner_text(), page.locator("main").inner_text()[:1500]
