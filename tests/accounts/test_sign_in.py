"""In with a user name or an e-mail address, and a password."""

import pytest
from django.urls import reverse

from tests.accounts.people import SHARED, a_couple, a_user, is_signed_in, sign_in, who_is_signed_in, words_of

pytestmark = pytest.mark.django_db
WRONG = "We do not know this user name or e-mail address with this password."


@pytest.mark.parametrize("login", ["amina", "AMINA", " amina ", "amina@example.org", "Amina@Example.org"])
def test_a_person_signs_in_by_user_name_or_by_address(client, login):
    a_user("amina")

    response = sign_in(client, login)

    assert response.status_code == 302 and response.url == "/"
    assert who_is_signed_in(client) == "amina"


def test_an_address_that_two_people_share_is_answered_like_a_wrong_password(client):
    a_couple()

    response = sign_in(client, SHARED)

    assert WRONG in words_of(response)
    assert "If you share an e-mail address with somebody, use your user name." in words_of(response)
    assert not is_signed_in(client)


def test_people_who_share_an_address_sign_in_by_their_user_names(client):
    a_couple()

    sign_in(client, "dee")

    assert who_is_signed_in(client) == "dee"


def test_an_address_shared_with_a_closed_account_still_names_one_person(client):
    cal, _dee = a_couple()
    cal.is_active = False
    cal.save()

    sign_in(client, SHARED)

    assert who_is_signed_in(client) == "dee"


def test_a_user_name_cannot_pass_for_somebodys_address(client):
    a_user("amina")
    a_user("eve.amina")

    sign_in(client, "amina@example.org")

    assert who_is_signed_in(client) == "amina"


def test_a_wrong_password_and_a_stranger_get_the_same_page(client, django_user_model):
    a_user("amina")

    wrong = sign_in(client, "amina", "not the password")
    stranger = sign_in(client, "nobody", "not the password")

    assert WRONG in words_of(wrong)
    assert words_of(wrong).replace("amina", "X") == words_of(stranger).replace("nobody", "X")
    assert wrong.status_code == stranger.status_code == 200


def test_a_closed_account_does_not_open(client):
    a_user("amina", is_active=False)

    response = sign_in(client, "amina")

    assert response.url == reverse("account_inactive")
    assert "This account is closed" in words_of(client.get(response.url))
    assert not is_signed_in(client)


def test_a_password_is_taken_as_it_was_typed(client):
    user = a_user("amina")
    user.set_password("  spaces around  ")
    user.save()

    sign_in(client, "amina", "  spaces around  ")

    assert is_signed_in(client)


def test_the_form_lets_password_managers_help_and_shows_the_password_on_request(client):
    page = client.get(reverse("account_login")).content.decode()

    assert 'autocomplete="username"' in page and 'autocomplete="current-password"' in page
    assert 'data-module="nhsuk-password-input"' in page
    assert "onpaste" not in page


@pytest.mark.parametrize("target", [
    "//evil.example", "https://evil.example/", "http://testserver/", "javascript:alert(1)", "/\\evil.example",
    "\\\\evil.example", "///evil.example", "/\n/evil.example", "evil", "http:///evil.example", "\x00/", "%2F%2Fevil.example",
])
def test_only_paths_of_our_own_are_returned_to(client, target):
    a_user("amina")

    assert sign_in(client, "amina", next=target).url == "/"


def test_the_page_that_was_asked_for_is_returned_to(client):
    a_user("amina")

    assert sign_in(client, "amina", next="/accounts/sessions/?a=b").url == "/accounts/sessions/?a=b"


def test_signing_out_does_not_lead_anywhere_else_either(client):
    a_user("amina")
    sign_in(client, "amina")

    response = client.post(reverse("account_logout"), {"next": "//evil.example"})

    assert response.url == reverse("account_login")
    assert not is_signed_in(client)


def test_looking_at_the_way_out_signs_nobody_out(client):
    a_user("amina")
    sign_in(client, "amina")

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)


def test_signing_in_needs_the_forms_own_token(client):
    a_user("amina")
    strict = type(client)(enforce_csrf_checks=True)

    assert sign_in(strict, "amina").status_code == 403


def test_a_wrong_password_is_not_sent_back(client):
    a_user("amina")

    assert "my cat is grey" not in sign_in(client, "amina", "my cat is grey").content.decode()
