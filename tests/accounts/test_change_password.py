"""A new password for somebody who is signed in."""

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, a_user, is_signed_in, sign_in, words_of

pytestmark = pytest.mark.django_db
CHANGE, NEW = "/accounts/password/change/", "seven quiet lanterns"


def test_a_person_changes_their_password_and_stays_signed_in_here_only(client, mailoutbox):
    a_user("amina")
    elsewhere = Client()
    sign_in(elsewhere, "amina")
    sign_in(client, "amina")

    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW})

    assert client.get("/accounts/sessions/").status_code == 200
    assert elsewhere.get("/accounts/sessions/").status_code == 302
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [("Your password was changed", ["amina@example.org"])]


def test_a_person_without_an_address_changes_it_too(client, mailoutbox):
    user = a_user("amina", email="")
    sign_in(client, "amina")

    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW})

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert mailoutbox == []


def test_the_old_password_is_asked_for(client):
    user = a_user("amina")
    sign_in(client, "amina")

    page = client.post(CHANGE, {"oldpassword": "a guess", "password1": NEW})

    user.refresh_from_db()
    assert "This is not your password." in words_of(page)
    assert user.check_password(PASSWORD)


def test_the_page_is_for_people_who_are_signed_in(client):
    assert client.get(CHANGE).url == f"/accounts/login/?next={CHANGE}"
    assert not is_signed_in(client)
