"""What every answer says to the browser about safety."""

import pytest

from tests.accounts.people import a_user, an_administrator, sign_in

pytestmark = pytest.mark.django_db
PAGES = ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/signup/",
         "/accounts/sessions/", "/accounts/2fa/", "/admin/", "/admin/accounts/user/", "/no-such-page/", "/healthz"]


def directives(response):
    policy = response["Content-Security-Policy"]
    return {name: values.split() for name, _, values in (part.strip().partition(" ") for part in policy.split(";"))}


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_is_strict_and_in_force(client, path):
    sign_in(client, an_administrator().username) if "admin" in path or "sessions" in path else None
    response = client.get(path)

    policy = directives(response)
    assert "unsafe" not in response["Content-Security-Policy"] and "*" not in response["Content-Security-Policy"]
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["style-src"] == policy["form-action"] == policy["connect-src"] == ["'self'"]
    assert policy["script-src"][0] == "'self'"
    assert "Content-Security-Policy-Report-Only" not in response


@pytest.mark.parametrize("path", PAGES)
def test_the_other_headers_are_there(client, path):
    response = client.get(path)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/accounts/sessions/", "/accounts/2fa/", "/accounts/password/change/", "/privacy/"])
def test_pages_of_signed_in_people_are_kept_by_nobody(client, path):
    sign_in(client, a_user().username)
    response = client.get(path)

    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


def test_pages_that_take_passwords_are_not_kept_either(client):
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]
