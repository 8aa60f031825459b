"""A new password for somebody who has lost theirs, by a code that comes by e-mail."""

import pytest
from django.test import Client

from tests.accounts.people import SHARED, a_couple, a_professional, a_user, code_in, is_signed_in, sign_in, words_of

pytestmark = pytest.mark.django_db
ASK, CONFIRM, CHOOSE = "/accounts/password/reset/", "/accounts/password/reset/confirm/", "/accounts/password/reset/complete/"
NEW = "seven quiet lanterns"


def ask(client, login):
    return client.post(ASK, {"email": login}, follow=True)


@pytest.mark.parametrize("login", ["amina", "amina@example.org"])
def test_the_code_leads_to_a_new_password(client, mailoutbox, login):
    a_user("amina")
    ask(client, login)
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    client.post(CHOOSE, {"password1": NEW})

    sign_in(client, "amina", NEW)
    assert is_signed_in(client)


def test_the_person_is_told_that_their_password_changed(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    client.post(CHOOSE, {"password1": NEW})

    assert [(mail.subject, mail.to) for mail in mailoutbox[1:]] == [("Your password was changed", ["amina@example.org"])]


def test_a_new_password_ends_all_sessions(client, mailoutbox):
    a_user("amina")
    elsewhere = Client()
    sign_in(elsewhere, "amina")
    ask(client, "amina")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    client.post(CHOOSE, {"password1": NEW})

    assert elsewhere.get("/accounts/sessions/").status_code == 302
    assert not is_signed_in(client)


def test_the_answer_is_the_same_for_everybody(mailoutbox):
    a_user("amina")
    a_user("silent", email="")
    a_couple()

    pages = {words_of(ask(Client(), login)) for login in ["amina", "silent", "nobody", "x@example.org", SHARED]}

    assert len(pages) == 1
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["amina@example.org"], "Your code to choose a new password"),
        ([SHARED], "Please use your user name to sign in")]


def test_nobody_gets_past_the_code(client, mailoutbox):
    user = a_user("amina")
    ask(client, "amina")

    assert client.post(CHOOSE, {"password1": NEW}).url == CONFIRM
    client.post(CONFIRM, {"code": "BBBB-BBBB"})
    client.post(CHOOSE, {"password1": NEW})
    user.refresh_from_db()
    assert not user.check_password(NEW)


def test_the_code_works_only_in_the_browser_that_asked(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")

    assert Client().post(CONFIRM, {"code": code_in(mailoutbox[0])}).url == "/accounts/login/"


def test_the_rules_for_passwords_hold_here_too(client, mailoutbox):
    a_professional("priya")
    ask(client, "priya")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    page = client.post(CHOOSE, {"password1": "eleven char"})

    assert "This password has 11 characters. Use at least 12." in words_of(page)


def test_links_in_mail_use_the_configured_address_not_the_hosts_name(client, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    settings.BASE_URL = "https://coprod.example.org"
    a_user("amina")
    a_couple()
    for login in ("amina", SHARED):
        client.post(ASK, {"email": login}, HTTP_HOST="evil.example")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])}, HTTP_HOST="evil.example")
    forged = Client()
    sign_in(forged, "amina")
    forged.post("/accounts/password/change/", {"oldpassword": "three green bicycles", "password1": NEW},
                HTTP_HOST="evil.example")

    assert len(mailoutbox) == 3
    for mail in mailoutbox:
        assert "evil.example" not in mail.body and "testserver" not in mail.body
        assert "https://coprod.example.org" in mail.body


def test_subjects_carry_nothing_personal(client, mailoutbox):
    a_user("amina")
    ask(client, "amina")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    client.post(CHOOSE, {"password1": NEW})

    for mail in mailoutbox:
        assert "amina" not in mail.subject.lower() and code_in(mailoutbox[0]) not in mail.subject
        assert mail.from_email == "Joined-Up Lives <post@joined-up-lives.example>"
        assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
