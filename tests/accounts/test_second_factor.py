"""The second step: who needs one, how it is set up, used and lost."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.accounts.people import (
    PASSWORD,
    a_professional,
    a_user,
    an_administrator,
    code_of,
    is_signed_in,
    sign_in,
    with_an_app,
    words_of,
)

pytestmark = pytest.mark.django_db
HOME_OF_FACTORS = "/accounts/2fa/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("who", [a_professional, an_administrator])
@pytest.mark.parametrize("path", ["/accounts/sessions/", "/accounts/password/change/", "/admin/", "/admin/accounts/user/"])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, required, who, path):
    user = who()
    sign_in(client, user.username)

    assert client.get(path).url == HOME_OF_FACTORS
    assert client.post(path).url == HOME_OF_FACTORS


def test_they_are_told_why(client, required):
    sign_in(client, a_professional().username)

    assert "Your role needs a second step" in words_of(client.get(HOME_OF_FACTORS))


@pytest.mark.parametrize("path", [
    HOME_OF_FACTORS, "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/", "/accounts/reauthenticate/",
    "/accounts/logout/", "/accessibility/", "/privacy/"])
def test_what_sets_one_up_and_the_way_out_stay_open(client, required, path):
    sign_in(client, a_professional().username)

    response = client.get(path)

    assert response.status_code == 200 or response.url.startswith("/accounts/reauthenticate/")


def test_lay_people_are_not_sent_anywhere(client, required):
    sign_in(client, a_user().username)

    assert client.get("/accounts/sessions/").status_code == 200


def test_the_demo_offers_it_and_does_not_insist(client, settings):
    assert settings.SECOND_FACTOR_REQUIRED is False
    sign_in(client, a_professional().username)

    assert client.get("/accounts/sessions/").status_code == 200


def test_an_app_is_set_up_with_the_password_and_then_asked_for(client, required, mailoutbox, after_commit):
    sign_in(client, a_professional().username)
    again = client.get("/accounts/2fa/totp/activate/").url
    client.post(again, {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    with after_commit():
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    assert client.get("/accounts/sessions/").status_code == 200
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [
        ("An authenticator app was set up", ["priya@example.org"])]
    fresh = Client()
    assert sign_in(fresh, "priya").url == "/accounts/2fa/authenticate/"
    assert not is_signed_in(fresh)


def test_secrets_are_not_kept_in_the_clear():
    secret = with_an_app(a_user())

    kept = [authenticator.data for authenticator in Authenticator.objects.all()]

    assert len(kept) == 2
    assert secret not in str(kept)
    assert all(next(iter(data.values())).startswith("gAAAA") for data in kept)


def test_secrets_can_be_read_after_the_key_has_changed(client, settings):
    secret = with_an_app(a_user())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key " * 5, [settings.SECRET_KEY]
    sign_in(client, "amina")
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert client.get("/accounts/2fa/trust/").status_code == 200


def test_a_wrong_code_is_refused(client):
    with_an_app(a_user())
    sign_in(client, "amina")

    page = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert "This code is not right." in words_of(page)
    assert not is_signed_in(client)


def pass_the_factor(client, code):
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.post("/accounts/2fa/trust/")


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off_but_no_code_works_twice(steps, monkeypatch):
    at = time.time() // 30 * 30 + 10      # not at the very edge of a step
    monkeypatch.setattr(time, "time", lambda: at)
    secret = with_an_app(a_user())
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, "amina")
        pass_the_factor(client, code_of(secret, steps=steps))

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_code_that_was_seen_over_a_shoulder_is_dead_for_as_long_as_it_could_work(monkeypatch):
    at = time.time() // 30 * 30 + 5
    monkeypatch.setattr(time, "time", lambda: at)
    secret = with_an_app(a_user())
    code, first, second = code_of(secret, steps=1), Client(), Client()
    sign_in(first, "amina")
    pass_the_factor(first, code)
    monkeypatch.setattr(time, "time", lambda: at + 50)
    sign_in(second, "amina")
    pass_the_factor(second, code)

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_recovery_code_works_once():
    user = a_user()
    with_an_app(user)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, "amina")
        pass_the_factor(client, codes[0])

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_browser_that_is_not_shared_is_asked_once_in_twelve_hours(client):
    secret = with_an_app(a_user())
    sign_in(client, "amina")
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    assert client.cookies["mfa_trusted"]["max-age"] == 12 * 3600
    assert client.cookies["mfa_trusted"]["httponly"] is True
    client.post(reverse("account_logout"))

    assert sign_in(client, "amina").url == "/"
    assert sign_in(Client(), "amina").url == "/accounts/2fa/authenticate/"


def test_what_belongs_to_somebody_else_is_not_there(client):
    joe = a_user("joe")
    theirs = Authenticator.objects.create(user=joe, type="webauthn", data={"name": "Joe's phone", "credential": {}})
    sign_in(client, a_user("amina").username)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    for path in (f"/accounts/2fa/webauthn/keys/{theirs.pk}/edit/", f"/accounts/2fa/webauthn/keys/{theirs.pk}/remove/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get(pk=theirs.pk).data["name"] == "Joe's phone"


def test_codes_are_shown_and_downloaded_by_their_owner_only_and_after_the_password(client):
    user = a_user()
    with_an_app(user)
    client.force_login(user)
    for path in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/recovery-codes/download/"):
        assert client.get(path).url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()

    shown = words_of(client.get("/accounts/2fa/recovery-codes/"))
    download = client.get("/accounts/2fa/recovery-codes/download/")

    assert all(code in shown for code in codes)
    assert download["Content-Disposition"].startswith("attachment")
    assert download.content.decode().split()[-10:] == codes


def test_passkeys_belong_to_the_configured_host_whatever_host_is_asked_for(client, settings):
    settings.ALLOWED_HOSTS, settings.BASE_URL = ["testserver", "evil.example"], "https://coprod.example.org"
    client.force_login(a_user())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = client.get("/accounts/2fa/webauthn/add/", HTTP_HOST="evil.example")

    assert page.context["js_data"]["creation_options"]["publicKey"]["rp"] == {
        "id": "coprod.example.org", "name": settings.SERVICE_NAME}
    assert page.context["js_data"]["creation_options"]["publicKey"]["user"]["name"] == "amina"


def test_checking_for_a_factor_costs_nothing_once_it_was_used(client, required, django_assert_num_queries):
    secret = with_an_app(a_professional())
    sign_in(client, "priya")
    pass_the_factor(client, code_of(secret))
    client.get("/privacy/")

    with django_assert_num_queries(3):      # the session, its user, and who that is for the page's frame
        client.get("/accounts/password/change/")
