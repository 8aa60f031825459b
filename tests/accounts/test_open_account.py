"""Opening an account when an invitation is accepted, and every door that must not do it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from coprod.accounts.actions import open_account
from coprod.accounts.models import User
from tests.accounts.people import PASSWORD, a_user, is_signed_in, sign_in, words_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 9, tzinfo=UTC)


def opened(**facts):
    return open_account(**{"username": "joe", "password": PASSWORD, "email": "joe@example.org",
                           "is_professional": False, "at": MONDAY} | facts)


def refused(**facts):
    with pytest.raises(ValidationError) as refusal:
        opened(**facts)
    assert User.objects.filter(username__iexact="joe").count() <= 1
    return refusal.value.message_dict


def test_an_account_opens_and_its_owner_signs_in(client):
    user = opened(email="Joe@Example.org")

    sign_in(client, "joe@example.org")

    assert is_signed_in(client)
    assert (user.email, user.date_joined, user.is_professional, user.is_superuser) == ("joe@example.org", MONDAY, False, False)


def test_two_people_may_have_one_address():
    opened()
    opened(username="ann")

    assert User.objects.sharing("joe@example.org").count() == 2


def test_a_user_name_is_taken_whatever_its_capitals():
    a_user("Joe")

    assert refused() == {"username": ["Somebody has this user name already. Choose another one."]}


@pytest.mark.parametrize("name", ["joe@example.org", "joe smith", "", "-joe", "joe/../x", "jo\ne"])
def test_a_user_name_has_only_plain_signs(name):
    assert list(refused(username=name)) == ["username"]


def test_everything_that_is_wrong_is_said_at_once():
    wrong = refused(username="joe smith", password="short", email="joe", is_professional=True)

    assert sorted(wrong) == ["email", "password", "username"]
    assert wrong["password"] == ["This password has 5 characters. Use at least 12. Three random words work well."]


@pytest.mark.parametrize("door", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_no_other_door_opens_an_account_for_somebody_who_was_only_invited(client, mailoutbox, door):
    client.post(door, {"email": "invited@example.org"})

    assert mailoutbox == []
    assert not User.objects.exists()


def test_nobody_signs_up(client):
    page = client.post("/accounts/signup/", {"username": "joe", "email": "joe@example.org", "password1": PASSWORD})

    assert "People come by invitation" in words_of(page)
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/signup/passkey/",
                                  "/accounts/password/set/", "/accounts/phone/change/", "/accounts/"])
def test_pages_that_are_not_needed_are_not_there(client, path):
    client.force_login(a_user())

    assert client.get(path).status_code == 404


def test_the_first_administrator_is_made_by_a_command(monkeypatch, capsys):
    monkeypatch.setenv("COPROD_ADMIN_PASSWORD", PASSWORD)

    call_command("make_administrator", "root", "root@example.org")

    root = User.objects.get(username="root")
    assert (root.is_superuser, root.is_staff, root.is_professional, root.check_password(PASSWORD)) == (True,) * 4
    assert capsys.readouterr().out == "root may sign in now and use the staff tables.\n"
    assert not root.password.endswith(PASSWORD)


def test_the_command_says_what_is_wrong_and_makes_nobody(monkeypatch):
    monkeypatch.setenv("COPROD_ADMIN_PASSWORD", "short")

    with pytest.raises(CommandError, match="at least 12"):
        call_command("make_administrator", "root", "root@example.org")
    assert not User.objects.exists()


def test_a_client_that_never_signed_in_is_nobody():
    assert not is_signed_in(Client())
