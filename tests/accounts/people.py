"""Who appears in the tests of signing in, and what they do again and again.

Amina is a lay partner. Cal and Dee are a couple with one e-mail address. Priya works for the NHS.
Root administers the installation. All have the same password.
"""

import re
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from coprod.accounts.models import User

PASSWORD = "three green bicycles"
SHARED = "cal.and.dee@example.org"


def a_user(username="amina", *, email=None, **facts):
    address = f"{username}@example.org" if email is None else email
    user = User(username=username, email=address, **facts)
    user.set_password(PASSWORD)
    user.save()
    return user


def a_couple():
    return a_user("cal", email=SHARED), a_user("dee", email=SHARED)


def a_professional(username="priya", **facts):
    return a_user(username, is_professional=True, **facts)


def an_administrator(username="root", **facts):
    return a_user(username, is_professional=True, is_superuser=True, is_staff=True, **facts)


def with_an_app(user):
    """Give the user an authenticator app and recovery codes; answer with the secret of the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret, *, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def who_is_signed_in(client):
    return User.objects.get(pk=client.session["_auth_user_id"]).username


def code_in(mail):
    """The code in a mail: two groups of four letters."""
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE).group()


def words_of(response):
    """What the page says, in one line, without its mark-up."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
