"""The staff tables: for administrators, who cannot lock themselves out."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    a_professional,
    a_user,
    an_administrator,
    code_of,
    sign_in,
    with_an_app,
    words_of,
)

pytestmark = pytest.mark.django_db
USERS = "/admin/accounts/user/"


@pytest.fixture
def root(client):
    user = an_administrator()
    sign_in(client, "root")
    return user


def the_page_of(user):
    return f"{USERS}{user.pk}/change/"


def facts_of(user, **changes):
    """What the form of a user sends: a box that is not ticked sends nothing."""
    facts = {"username": user.username, "email": user.email, "is_active": user.is_active,
             "is_professional": user.is_professional, "is_superuser": user.is_superuser} | changes
    return {name: value for name, value in facts.items() if value is not False}


def test_the_entrance_is_the_ordinary_one(client):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/accounts/login/?next=/admin/"
    assert client.get("/admin/login/?next=//evil.example").url == "/accounts/login/?next=/admin/"
    assert client.post("/admin/login/", {"username": "root", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("path", ["/admin/", USERS, "/admin/login/"])
@pytest.mark.parametrize("who", [a_user, a_professional, lambda: a_user("clerk", is_staff=True)])
def test_nobody_but_administrators_gets_in(client, who, path):
    sign_in(client, who().username)

    response = client.get(path, follow=True)

    assert response.status_code == 403
    assert "Tables" not in words_of(response)


def test_an_administrator_gets_in(client, root):
    assert client.get(USERS).status_code == 200
    assert "root@example.org" in words_of(client.get(USERS))


def test_only_with_the_second_factor_where_it_is_required(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    secret = with_an_app(an_administrator())
    sign_in(client, "root")
    assert client.get(USERS).status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/trust/")

    assert client.get(USERS).status_code == 200


def test_there_is_no_second_door_for_passwords(client, root):
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.post("/admin/password_change/", {"old_password": PASSWORD}).url == "/accounts/password/change/"
    assert client.get("/admin/logout/").url == "/accounts/logout/"


def test_no_hash_of_a_password_is_shown(client, root):
    joe = a_user("joe")

    for path in (USERS, the_page_of(joe), f"{USERS}{joe.pk}/password/"):
        page = client.get(path).content.decode()
        assert joe.password.split("$")[-1] not in page and "md5$" not in page and "salt" not in page


def test_people_are_neither_made_nor_deleted_here(client, root):
    joe = a_user("joe")

    assert client.get(f"{USERS}add/").status_code == 403
    assert client.post(f"{USERS}{joe.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(USERS, {"action": "delete_selected", "_selected_action": [joe.pk], "post": "yes"})
    assert User.objects.filter(pk=joe.pk).exists()


def test_what_belongs_to_sign_in_is_not_a_table():
    shown = {model._meta.label for model in admin.site._registry}

    assert shown.isdisjoint({"auth.Group", "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator",
                             "usersessions.UserSession", "sessions.Session"})
    assert "accounts.User" in shown
    assert apps.is_installed("allauth.mfa")


def test_an_account_is_corrected_and_closed(client, root):
    joe = a_user("joe")

    client.post(the_page_of(joe), facts_of(joe, email="JOE@New.example.org", is_active=False))

    joe.refresh_from_db()
    assert (joe.email, joe.is_active) == ("joe@new.example.org", False)


def test_nothing_else_can_be_slipped_in(client, root):
    joe = a_user("joe")

    client.post(the_page_of(joe), facts_of(joe) | {"is_staff": "on", "password": "x", "date_joined_0": "2001-01-01"})

    now = User.objects.get(pk=joe.pk)
    assert (now.is_staff, now.password, now.date_joined) == (False, joe.password, joe.date_joined)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_superuser": False}])
def test_the_last_administrator_stays(client, root, change):
    an_administrator("gone", is_active=False)

    page = client.post(the_page_of(root), facts_of(root, **change))

    assert "This is the last active administrator." in words_of(page)
    root.refresh_from_db()
    assert (root.is_active, root.is_superuser) == (True, True)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_superuser": False}])
def test_one_of_two_may_go(client, root, change):
    second = an_administrator("second")

    client.post(the_page_of(second), facts_of(second, **change))

    assert not User.objects.administrators().filter(pk=second.pk).exists()


def test_two_administrators_cannot_remove_each_other_at_once(client, root):
    second = an_administrator("second")

    with CaptureQueriesContext(connection) as asked:
        client.post(the_page_of(second), facts_of(second, is_superuser=False))

    if connection.vendor == "sqlite":       # one writer at a time, from the first question of the transaction on
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    else:
        assert any(query["sql"].endswith("FOR UPDATE") for query in asked)


def test_making_somebody_an_administrator_opens_the_tables_to_them(client, root):
    priya = a_professional()
    client.post(the_page_of(priya), facts_of(priya, is_superuser="on"))
    theirs = type(client)()
    sign_in(theirs, "priya")

    assert theirs.get(USERS).status_code == 200


@pytest.mark.parametrize("path", ["change/", "password/"])
def test_nobody_below_touches_an_administrator(client, path):
    from django.contrib.auth.models import Permission
    clerk, root = a_professional("clerk", is_staff=True), an_administrator()
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    sign_in(client, "clerk")

    response = client.post(f"{USERS}{root.pk}/{path}", facts_of(root, is_active=False) | {
        "password1": "seven quiet lanterns", "password2": "seven quiet lanterns"})

    assert response.status_code in (302, 403)
    now = User.objects.get(pk=root.pk)
    assert (now.password, now.is_active) == (root.password, True)


def test_a_person_without_an_address_can_be_given_a_new_password(client, root, mailoutbox):
    joe, ann = a_user("joe", email=""), a_user("ann")
    new = {"password1": "seven quiet lanterns", "password2": "seven quiet lanterns"}
    for user in (joe, ann):
        client.post(f"{USERS}{user.pk}/password/", new)

    joe.refresh_from_db()
    assert joe.check_password("seven quiet lanterns")
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [("Your password was changed", ["ann@example.org"])]


def test_passwords_are_not_taken_away(client, root):
    joe = a_user("joe")

    client.post(f"{USERS}{joe.pk}/password/", {"usable_password": "false", "unset-password": "1"})

    joe.refresh_from_db()
    assert joe.check_password(PASSWORD)


def test_somebody_who_lost_their_phone_is_helped_and_told(client, root, mailoutbox):
    priya, other = a_professional(), a_professional("pat")
    for user in (priya, other, root):
        with_an_app(user)

    page = client.post(USERS, {"action": "remove_second_factor", "_selected_action": [priya.pk, root.pk]}, follow=True)

    assert "The second factor of 1 person was removed." in words_of(page)
    assert set(Authenticator.objects.values_list("user__username", flat=True)) == {"pat", "root"}
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [("The second step was removed", ["priya@example.org"])]


def test_no_search_tells_a_hash(client, root):
    a_user("joe")

    assert client.get(f"{USERS}?password__startswith=md5").status_code in (302, 400)
