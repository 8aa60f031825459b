"""In with a code that comes by e-mail: once, for 15 minutes, in the browser that asked."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.people import (
    SHARED,
    a_couple,
    a_user,
    code_in,
    code_of,
    is_signed_in,
    sign_in,
    who_is_signed_in,
    with_an_app,
    words_of,
)

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


def ask(client, login):
    return client.post(ASK, {"email": login}, follow=True)


@pytest.mark.parametrize("login", ["amina", "amina@example.org", "AMINA@example.org"])
def test_the_code_in_the_mail_signs_in(client, mailoutbox, login):
    a_user("amina")
    ask(client, login)

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert who_is_signed_in(client) == "amina"
    assert mailoutbox[0].to == ["amina@example.org"]


def test_the_code_may_be_typed_without_its_dash_and_in_small_letters(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")

    client.post(CONFIRM, {"code": code_in(mailoutbox[0]).replace("-", " ").lower()})

    assert is_signed_in(client)


def test_the_answer_is_the_same_for_everybody_and_names_no_address(mailoutbox):
    a_user("amina")
    a_user("silent", email="")
    a_couple()

    pages = {words_of(ask(Client(), login)) for login in ["amina", "silent", "nobody", "x@example.org", SHARED]}

    assert len(pages) == 1
    assert "a code is on its way" in pages.pop()
    assert [mail.to for mail in mailoutbox] == [["amina@example.org"], [SHARED]]


def test_people_who_share_an_address_are_told_to_use_their_user_names(client, mailoutbox):
    a_couple()
    ask(client, SHARED)

    assert mailoutbox[0].subject == "Please use your user name to sign in"
    assert {"cal", "dee"}.isdisjoint(mailoutbox[0].body.replace(SHARED, "").lower().split())
    assert client.post(CONFIRM, {"code": "AAAA-AAAA"}).status_code == 200
    assert not is_signed_in(client)


def test_a_person_who_shares_an_address_gets_a_code_by_user_name(client, mailoutbox):
    a_couple()
    ask(client, "dee")

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert who_is_signed_in(client) == "dee"


def test_the_code_works_only_in_the_browser_that_asked(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    other = Client()

    assert other.post(CONFIRM, {"code": code_in(mailoutbox[0])}).url == ASK
    assert not is_signed_in(other)


def test_the_code_works_once(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    client.post(reverse("account_logout"))

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert not is_signed_in(client)


@pytest.mark.parametrize(("minutes", "works"), [(14, True), (16, False)])
def test_the_code_works_for_fifteen_minutes(client, mailoutbox, monkeypatch, minutes, works):
    a_user("amina")
    ask(client, "amina")
    later = time.time() + minutes * 60
    monkeypatch.setattr(time, "time", lambda: later)

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert is_signed_in(client) is works


def test_three_wrong_codes_end_it(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    for _ in range(3):
        client.post(CONFIRM, {"code": "BBBB-BBBB"})

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert not is_signed_in(client)


def test_another_code_can_be_asked_for_and_the_first_is_then_void(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    client.post(CONFIRM, {"action": "resend"})
    first, second = (code_in(mail) for mail in mailoutbox)

    client.post(CONFIRM, {"code": first})
    assert not is_signed_in(client)
    client.post(CONFIRM, {"code": second})
    assert is_signed_in(client)


def test_a_second_factor_is_asked_for_after_the_code(client, mailoutbox):
    secret = with_an_app(a_user("amina"))
    ask(client, "amina")

    response = client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_of(secret)})
    client.post(reverse("mfa_trust"))
    assert is_signed_in(client)


def test_a_closed_account_gets_no_code(client, mailoutbox):
    a_user("amina", is_active=False)
    ask(client, "amina")

    assert mailoutbox == []


def test_asking_for_codes_is_limited(client, mailoutbox):
    a_user("amina")
    for _ in range(3):
        ask(Client(), "amina")

    page = Client().post(ASK, {"email": "amina"})

    assert "Too many tries" in words_of(page)
    assert len(mailoutbox) == 3


def test_a_mail_server_that_is_down_gives_nobody_away(client, settings):
    a_user("amina")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert words_of(ask(Client(), "amina")) == words_of(ask(Client(), "nobody"))


def test_the_password_still_works_beside_it(client):
    a_user("amina")
    ask(client, "amina")
    client.post(reverse("account_logout"))
    sign_in(client, "amina")

    assert is_signed_in(client)
