"""The gallery in Chromium: no barrier that axe finds, nothing wider than a phone, everything without a script."""

import pytest

from tests.browser import axe, is_wider_than_its_window

PAGES = ["/kit/", "/kit/?sent=1", "/accessibility/", "/privacy/", "/refused/", "/late/", "/nowhere/", "/broken/"]


@pytest.fixture(autouse=True)
def with_doors(settings):
    settings.ROOT_URLCONF = "tests.kit.addresses"


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_barrier(page, address):
    page.goto(address)

    assert axe(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_the_narrowest_screen(phone_page, address):
    phone_page.goto(address)

    assert not is_wider_than_its_window(phone_page)


def test_wider_spacing_of_text_clips_nothing(phone_page):
    phone_page.goto("/kit/")
    phone_page.evaluate("""() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
        + 'p { margin-bottom: 2em !important }'); document.adoptedStyleSheets = [sheet]; }""")
    clipped = phone_page.evaluate("""() => [...document.querySelectorAll('main *')].filter(box => {
        const style = getComputedStyle(box);
        return box.clientHeight && style.overflowY === 'hidden' && box.scrollHeight > box.clientHeight + 1
            && !box.closest('.nhsuk-u-visually-hidden') && !(box instanceof SVGElement); }).map(box => box.className)""")

    assert clipped == []
    assert not is_wider_than_its_window(phone_page)


def test_the_first_stop_of_the_tab_key_skips_to_the_main_content(page):
    page.goto("/kit/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 50


def test_the_error_summary_takes_the_focus_and_leads_to_the_box(page):
    page.goto("/kit/?sent=1")

    assert page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    page.click("text=Date of the meeting must be a real date")
    assert page.evaluate("document.activeElement.id") == "id_on_day"
    page.click(".nhsuk-error-summary >> text=Choose the colour from the list")
    assert page.evaluate("document.activeElement.id") == "id_colour"


def test_a_password_is_shown_on_request(page):
    page.goto("/kit/")
    page.fill("#id_secret", "correct horse")
    page.click("text=Show >> nth=-1")

    assert page.get_attribute("#id_secret", "type") == "text"
    assert page.input_value("#id_secret") == "correct horse"


def test_without_a_script_every_box_is_there_and_the_table_opens(no_script_page):
    page = no_script_page
    page.goto("/kit/")
    page.locator("summary", has_text="Show this as a table").first.click()

    assert page.locator("table:visible").count() == 3       # the example, the opened one, the grid
    assert page.locator("#id_secret").is_visible()
    assert not page.get_by_role("button", name="Show password").is_visible()
    assert page.get_by_text("You can enter up to 300 characters").is_visible()


def test_a_box_that_shows_everything_is_no_stop_for_the_tab_key(page, phone_page):
    page.goto("/kit/")
    phone_page.goto("/kit/")

    assert page.locator(".app-table").first.locator("..").get_attribute("tabindex") is None
    assert phone_page.locator(".app-table").first.locator("..").get_attribute("tabindex") == "0"


def test_every_control_is_large_enough_to_hit(phone_page):
    phone_page.goto("/kit/")
    small = phone_page.evaluate("""() => [...document.querySelectorAll(
        'button, .nhsuk-button, input:not([type=hidden]), select, textarea, summary, nav a, .app-counts a, .app-card__link')]
        .filter(box => { const size = box.getBoundingClientRect();
            return size.width && (size.height < 24 || size.width < 24) && !box.matches('.nhsuk-skip-link'); })
        .map(box => box.outerHTML.slice(0, 80))""")

    assert small == []


def test_print_is_black_on_white_with_nothing_to_press(page):
    page.goto("/kit/")
    page.emulate_media(media="print")
    seen = page.evaluate("""() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        colours: [...new Set([...document.querySelectorAll('main :is(p, h1, h2, h3, th, td, dd, dt, a, label)')]
            .filter(b => b.getBoundingClientRect().height).map(b => getComputedStyle(b).color))],
        buttons: [...document.querySelectorAll('.nhsuk-button')].filter(b => b.getBoundingClientRect().height).length,
        widest: Math.max(...[...document.querySelectorAll('.app-picture svg')].map(s => s.getBoundingClientRect().right)),
        page: document.documentElement.clientWidth })""")

    assert seen["ground"] == "rgb(255, 255, 255)"
    assert seen["colours"] == ["rgb(0, 0, 0)"]
    assert seen["buttons"] == 0
    assert seen["widest"] <= seen["page"]
