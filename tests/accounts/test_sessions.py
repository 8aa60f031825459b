"""How long one stays signed in, and where one is."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from coprod.kit.clock import now
from tests.accounts.people import a_professional, a_user, an_administrator, is_signed_in, sign_in, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.notes")]
HERE = "/accounts/sessions/"


@pytest.fixture
def wait(monkeypatch):
    """`wait(minutes=31)` lets that much time pass since the test began, or since the last wait."""
    passed = timedelta()

    def later(**length):
        nonlocal passed
        passed += timedelta(**length)
        moment = now() + passed
        monkeypatch.setattr("coprod.accounts.middleware.now", lambda: moment)
    return later


def arrive(client, user):
    sign_in(client, user.username)
    client.get("/privacy/")


@pytest.mark.parametrize(("who", "fine", "over"), [
    (a_user, {"minutes": 239}, {"minutes": 241}), (a_professional, {"minutes": 29}, {"minutes": 31}),
    (an_administrator, {"minutes": 29}, {"minutes": 31})])
def test_a_session_ends_when_nothing_happens_for_too_long(client, wait, who, fine, over):
    arrive(client, who())
    wait(**fine)
    assert client.get(HERE).status_code == 200
    wait(**over)
    response = client.get(HERE)

    assert response.url == "/accounts/login/?next=%2Faccounts%2Fsessions%2F"
    assert not is_signed_in(client)
    assert "You were signed out because nothing happened for a while. Sign in to go on." in words_of(client.get(response.url))


def test_after_signing_in_again_one_is_back_at_the_same_page(client, wait):
    arrive(client, a_user())
    wait(hours=5)
    back = client.get("/notes/?page=2")
    assert back.url == "/accounts/login/?next=%2Fnotes%2F%3Fpage%3D2"

    assert sign_in(client, "amina", next="/notes/?page=2").url == "/notes/?page=2"
    assert client.get("/notes/").status_code == 200


def test_no_session_lasts_longer_than_twelve_hours(client, wait):
    arrive(client, a_user())
    for _ in range(5):
        wait(minutes=140)
        assert client.get(HERE).status_code == 200
    wait(minutes=30)

    assert client.get(HERE).status_code == 302


def test_an_open_page_stays_open_when_the_session_ends(client, wait):
    arrive(client, a_user())
    assert words_of(client.get("/anyone/")) == "amina"
    wait(hours=5)

    assert words_of(client.get("/anyone/")) == "nobody"


def test_the_staff_tables_end_too(client, wait):
    arrive(client, an_administrator())
    assert client.get("/admin/").status_code == 200
    wait(minutes=31)

    assert client.get("/admin/accounts/user/").url.startswith("/accounts/login/?next=%2Fadmin")


def test_reading_writes_to_the_store_every_two_minutes_at_most(client, wait, django_assert_num_queries):
    arrive(client, a_user())
    client.get("/anyone/")
    with django_assert_num_queries(2):          # the session and its user
        client.get("/anyone/")
    wait(minutes=1)
    with django_assert_num_queries(2):
        client.get("/anyone/")
    wait(minutes=2)
    with django_assert_num_queries(5):          # and the session written, in a transaction
        client.get("/anyone/")


def test_the_cookie_ends_with_the_browser_and_is_not_for_scripts(client):
    sign_in(client, a_user().username)

    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_signing_in_gives_a_new_session_key(client):
    client.post("/accounts/password/reset/", {"email": "nobody"})
    before = client.session.session_key
    sign_in(client, a_user().username)

    assert before and client.session.session_key != before


def test_people_see_where_they_are_signed_in_and_nobody_else(client):
    sign_in(Client(HTTP_USER_AGENT="Amina's phone", REMOTE_ADDR="203.0.113.9"), a_user().username)
    sign_in(Client(HTTP_USER_AGENT="Joe's phone"), a_user("joe").username)
    sign_in(client, "amina")

    page = words_of(client.get(HERE))

    assert "Amina&#x27;s phone" in page and "203.0.113.9" in page and "(this device)" in page
    assert "Joe" not in page


def test_signing_out_everywhere_else_leaves_this_device_and_other_people(client):
    phone, joes = Client(), Client()
    sign_in(phone, a_user().username)
    sign_in(joes, a_user("joe").username)
    sign_in(client, "amina")

    page = client.post(HERE, {"session": "1", "ref": "2", "user": "joe"}, follow=True)

    assert "You are signed out everywhere else." in words_of(page)
    assert (phone.get(HERE).status_code, joes.get(HERE).status_code, client.get(HERE).status_code) == (302, 200, 200)


def test_session_keys_are_long_and_random_and_never_shown(client):
    sign_in(client, a_user().username)

    key = Session.objects.get().session_key

    assert len(key) == 32 and key == client.session.session_key
    assert key not in client.get(HERE).content.decode()


def test_a_closed_account_is_out_at_once(client):
    user = a_user()
    arrive(client, user)
    user.is_active = False
    user.save()

    assert client.get(HERE).status_code == 302
