"""The sign-in pages in a real browser: by keyboard, without a script, with a passkey, on a small phone."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from coprod.accounts.models import User
from tests.accounts.people import PASSWORD, a_professional, a_user, an_administrator, code_in, code_of, with_an_app
from tests.browser import axe, is_wider_than_its_window, sign_in

BEFORE = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/signup/",
          "/accounts/inactive/", "/accounts/password/reset/done/"]
WITHIN = ["/accounts/logout/", "/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/sessions/",
          "/accounts/2fa/"]
AFTER_THE_PASSWORD = ["/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"]
WITH_AN_APP = ["/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
               "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/reauthenticate/"]


def look_at(page, path):
    """Nothing for axe to find, nothing to scroll sideways for, one heading, no id twice."""
    page.goto(path)
    assert page.url.endswith(path)
    assert axe(page) == [], path
    assert not is_wider_than_its_window(page), path
    assert page.locator("h1").count() == 1, path
    assert page.evaluate("""() => { const ids = [...document.querySelectorAll('[id]')].map(part => part.id);
                            return ids.filter((id, at) => ids.indexOf(id) !== at) }""") == [], path


def prove_the_password(page):
    page.goto("/accounts/reauthenticate/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def walk(page, live_server):
    for path in BEFORE:
        look_at(page, path)
    sign_in(page, live_server, a_user())
    for path in WITHIN:
        look_at(page, path)
    prove_the_password(page)
    for path in AFTER_THE_PASSWORD:
        look_at(page, path)
    amina = User.objects.get(username="amina")
    with_an_app(amina)
    key = Authenticator.objects.create(user=amina, type="webauthn", data={"name": "My phone", "credential": {}}).pk
    keys = [f"/accounts/2fa/webauthn/keys/{key}/{verb}/" for verb in ("edit", "remove")]
    for path in [*WITH_AN_APP, "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/reauthenticate/", *keys]:
        look_at(page, path)


def test_every_page_is_sound_on_a_wide_screen(page, live_server):
    walk(page, live_server)


def test_every_page_is_sound_on_a_small_phone(phone_page, live_server):
    walk(phone_page, live_server)


@pytest.mark.parametrize("path", BEFORE[:3])
def test_a_page_with_errors_is_sound_too(page, path):
    page.goto(path)
    page.locator("main form").first.locator("button:not([type=button])").first.click()
    page.get_by_role("heading", name="There is a problem").wait_for()

    assert axe(page) == []
    assert page.title().startswith("Error: ")


def test_the_steps_in_between_are_sound(phone_page, live_server):
    page = phone_page
    secret = with_an_app(a_user())
    page.goto("/accounts/login/code/")
    page.get_by_label("User name or e-mail address").fill("amina")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("heading", name="Enter the code").wait_for()
    assert axe(page) == [] and not is_wider_than_its_window(page)
    page.get_by_label("Code from the e-mail").fill(code_in(mail.outbox[0]))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="The second step").wait_for()
    assert axe(page) == [] and not is_wider_than_its_window(page)
    page.get_by_label("Code from your authenticator app, or a recovery code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Ask for the second step again today?").wait_for()
    assert axe(page) == [] and not is_wider_than_its_window(page)
    page.get_by_role("button", name="Ask me each time").click()
    page.goto("/accounts/sessions/")
    assert page.locator("h1").inner_text() == "Where you are signed in"


def test_a_new_password_is_chosen_on_a_small_phone(phone_page):
    page = phone_page
    user = a_user()
    page.goto("/accounts/password/reset/")
    page.get_by_label("User name or e-mail address").fill("amina@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the e-mail").fill(code_in(mail.outbox[0]))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("New password").wait_for()
    assert axe(page) == [] and not is_wider_than_its_window(page)
    page.get_by_label("New password").fill("seven quiet lanterns")
    page.get_by_role("button", name="Keep this password").click()
    page.get_by_role("heading", name="Your password is changed").wait_for()

    user.refresh_from_db()
    assert user.check_password("seven quiet lanterns")


def focused(page):
    return page.evaluate("document.activeElement.innerText || document.activeElement.name")


def test_signing_in_by_keyboard_alone(page):
    a_user()
    page.goto("/accounts/sessions/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page) == "login":
            break
    page.keyboard.type("amina")
    page.keyboard.press("Tab")
    assert focused(page) == "password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where you are signed in").wait_for()


def test_the_password_is_shown_on_request_and_may_be_pasted(page):
    page.goto("/accounts/login/")
    box = page.get_by_label("Password", exact=True)
    box.fill(PASSWORD)
    assert box.get_attribute("type") == "password"

    page.get_by_role("button", name="Show password").click()

    assert box.get_attribute("type") == "text" and box.input_value() == PASSWORD
    assert page.evaluate("""() => document.querySelector('#id_password').dispatchEvent(
        new ClipboardEvent('paste', {cancelable: true, bubbles: true}))""") is True


def test_signing_in_and_out_without_a_script(no_script_page):
    page = no_script_page
    a_user()
    page.goto("/accounts/password/change/")
    assert page.get_by_role("button", name="Sign in with a passkey").count() == 0
    page.get_by_label("User name or e-mail address").fill("amina")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.locator("h1").inner_text() == "Change your password"
    page.get_by_role("button", name="Sign out").click()
    assert page.locator("h1").inner_text() == "Sign in"


def test_setting_up_an_app_without_a_script(no_script_page, live_server):
    page = no_script_page
    user = a_professional()
    sign_in(page, live_server, user)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator("main code").inner_text()
    page.get_by_label("6-digit code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()

    assert page.locator("h1").inner_text() == "Your recovery codes"
    assert user.authenticator_set.count() == 2


def test_a_passkey_is_added_and_signs_in_from_an_empty_cookie_jar(page, live_server):
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})
    user = a_professional()
    sign_in(page, live_server, user)
    prove_the_password(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.context.clear_cookies()

    page.goto("/accounts/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_role("heading", name="Where you are signed in").wait_for()
    assert page.locator(".app-header__who").get_by_role("link", name="priya").count() == 1
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("User name or e-mail address").fill("priya")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Ask for the second step again today?").wait_for()


def test_the_staff_tables_break_no_rule_of_the_policy(page, live_server):
    joe = a_user("joe")
    sign_in(page, live_server, an_administrator())
    page.add_init_script("""window.broken = [];
        document.addEventListener('securitypolicyviolation', (event) => window.broken.push(event.violatedDirective))""")
    for path in ("/admin/", "/admin/accounts/user/", f"/admin/accounts/user/{joe.pk}/change/",
                 f"/admin/accounts/user/{joe.pk}/password/", f"/admin/accounts/user/{joe.pk}/history/",
                 "/admin/accounts/user/?q=joe&is_active__exact=1"):
        page.goto(path, wait_until="networkidle")
        assert page.url.endswith(path)
        assert page.evaluate("window.broken") == [], path
    page.goto("/admin/accounts/")
    page.context.clear_cookies()
    page.goto("/admin/")
    assert page.locator("h1").inner_text() == "Sign in"
    assert page.evaluate("window.broken") == []
