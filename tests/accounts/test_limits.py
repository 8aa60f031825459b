"""Ten wrong tries, then a wait of a quarter of an hour: at every door together, whoever is tried, wherever from."""

import time

import pytest
from allauth.account.middleware import AccountMiddleware
from django.test import Client, RequestFactory
from django.urls import reverse

from coprod.accounts.limits import failed, too_many
from tests.accounts.people import PASSWORD, a_user, code_in, code_of, is_signed_in, sign_in, with_an_app, words_of

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many tries. Wait 15 minutes and try again, or ask us for help."


def fail(times, login="amina", **headers):
    for _ in range(times):
        page = sign_in(Client(**headers), login, "a guess")
    return page


def is_locked(login="amina", **headers):
    client = Client(**headers)
    page = sign_in(client, login)
    return TOO_MANY in words_of(page) if page.status_code == 200 else not is_signed_in(client)


def test_the_right_password_is_refused_after_ten_wrong_ones():
    a_user("amina")
    assert TOO_MANY not in words_of(fail(10))

    assert is_locked()


def test_nine_wrong_ones_do_no_harm():
    a_user("amina")
    fail(9)

    assert not is_locked()


def test_the_lock_opens_after_fifteen_minutes(monkeypatch):
    a_user("amina")
    fail(10)
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + 14 * 60)
    assert is_locked()
    monkeypatch.setattr(time, "time", lambda: start + 15 * 60 + 1)
    assert not is_locked()


def test_a_stranger_is_locked_in_the_same_words():
    a_user("amina")

    known, unknown = fail(11, "amina"), fail(11, "nobody")

    assert TOO_MANY in words_of(known)
    assert words_of(known).replace("amina", "X") == words_of(unknown).replace("nobody", "X")


def test_user_name_and_address_are_one_account():
    a_user("amina")
    fail(5, "amina")
    fail(5, "Amina@Example.org")

    assert is_locked("amina")
    assert is_locked("amina@example.org")


def test_somebody_else_is_not_locked():
    a_user("amina")
    a_user("joe")
    fail(10)

    assert not is_locked("joe")


def test_right_passwords_are_not_counted():
    a_user("amina")
    for _ in range(12):
        assert not is_locked()


def test_a_good_sign_in_does_not_forget_the_wrong_tries():
    a_user("amina")
    fail(9)
    assert not is_locked()
    fail(1)

    assert is_locked()


def test_a_header_changes_no_address():
    for number in range(60):
        a_guess = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}", "HTTP_X_REAL_IP": f"198.51.100.{number}",
                   "HTTP_FORWARDED": f"for=198.51.100.{number}"}
        sign_in(Client(**a_guess), f"guess{number}", "a guess")
    a_user("amina")

    assert is_locked("amina", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert not is_locked("amina", REMOTE_ADDR="203.0.113.9")


def test_behind_one_proxy_the_address_is_what_the_proxy_saw(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(60):
        sign_in(Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9"), f"guess{number}", "a guess")
    a_user("amina")

    assert is_locked("amina", HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.9")
    assert not is_locked("amina", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")


# --- the doors count together ---------------------------------------------------
def wrong_code_by_mail(path, confirm):
    def try_once():
        client = Client()
        client.post(path, {"email": "amina"})
        client.post(confirm, {"code": "BBBB-BBBB"})
    return try_once


def wrong_old_password():
    client = Client()
    client.force_login(a_user.known)
    client.post("/accounts/password/change/", {"oldpassword": "a guess", "password1": "seven quiet lanterns"})


def wrong_password_again():
    client = Client()
    client.force_login(a_user.known)
    client.post("/accounts/reauthenticate/", {"password": "a guess"})


def wrong_second_factor():
    client = Client()
    sign_in(client, "amina")
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})


DOORS = {
    "sign-in code": wrong_code_by_mail("/accounts/login/code/", "/accounts/login/code/confirm/"),
    "reset code": wrong_code_by_mail("/accounts/password/reset/", "/accounts/password/reset/confirm/"),
    "change password": wrong_old_password,
    "password again": wrong_password_again,
    "second factor": wrong_second_factor,
}


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_try_at_any_door_counts_at_all(door, monkeypatch):
    user = a_user("amina")
    monkeypatch.setattr(a_user, "known", user, raising=False)
    if door == "second factor":
        with_an_app(user)
    fail(8)
    DOORS[door]()
    assert not is_locked_for_password_and_factor(user)
    DOORS[door]()

    assert TOO_MANY in words_of(sign_in(Client(), "amina"))


def is_locked_for_password_and_factor(user):
    return TOO_MANY in words_of(sign_in(Client(), user.username, PASSWORD))


def test_a_locked_account_takes_no_code_either(client, mailoutbox):
    a_user("amina")
    client.post("/accounts/login/code/", {"email": "amina"})
    fail(10)

    page = client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    assert TOO_MANY in words_of(page)
    assert not is_signed_in(client)


def test_a_locked_account_takes_no_second_factor_either(client):
    secret = with_an_app(a_user("amina"))
    sign_in(client, "amina")
    fail(10)

    page = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert TOO_MANY in words_of(page)
    assert not is_signed_in(client)


# --- the door of the invitations --------------------------------------------------
def at_the_invitation(do, address="203.0.113.9"):
    request = RequestFactory(REMOTE_ADDR=address).get("/invitations/x/")
    return AccountMiddleware(lambda request: do(request))(request)


class Answer:
    """What a view would answer, for the middleware that makes the request known."""

    status_code = 200

    def __init__(self, says):
        self.says = says


def visit(address="203.0.113.9"):
    return at_the_invitation(lambda request: Answer(too_many(request, "invitation")), address).says


def test_sixty_visits_are_fine_and_no_more():
    assert [visit() for _ in range(60)] == [False] * 60

    assert visit() is True
    assert visit("192.0.2.1") is False


def test_guessed_invitations_lock_every_other_door_of_that_address():
    a_user("amina")
    for _ in range(60):
        at_the_invitation(lambda request: Answer(failed(request)))

    assert is_locked("amina", REMOTE_ADDR="203.0.113.9")
    assert visit() is True
    assert not is_locked("amina", REMOTE_ADDR="192.0.2.1")


def test_too_many_posts_get_a_plain_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    sign_in(client, "nobody")

    page = client.post(reverse("account_login"), {"login": "nobody", "password": "a guess"})

    assert page.status_code == 429
    assert "Too many tries" in words_of(page)
