"""What somebody was sending when their session ended is not lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coprod.accounts.models import User
from coprod.kit import uploads
from coprod.kit.clock import now
from tests.accounts.notes import NOTES
from tests.accounts.people import PASSWORD, a_user, is_signed_in, sign_in, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.notes")]
WRITTEN = {"because": "The room has no ramp & <b>no lift</b>", "about": ["1", "2"]}
DRAFT = "/accounts/draft/"


@pytest.fixture(autouse=True)
def no_notes():
    NOTES.clear()


@pytest.fixture
def five_hours_later(monkeypatch):
    def later():
        moment = now() + timedelta(hours=5)
        monkeypatch.setattr("coprod.accounts.middleware.now", lambda: moment)
    return later


@pytest.fixture
def late(client, five_hours_later):
    """Amina's browser, after her session ended; she then sends what is given."""
    def send(path="/notes/", user="amina", **data):
        if not is_signed_in(client):
            sign_in(client, a_user(user).username)
        client.get("/anyone/")
        five_hours_later()
        return client.post(path, WRITTEN | data)
    return send


def hidden_fields(page):
    """The form of the page that sends the draft: where to, and the fields in it."""
    form = next(part for part in page.content.decode().split("<form ") if "Send it now" in part)
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    fields = {}
    for name, value in pairs:
        fields.setdefault(unescape(name), []).append(unescape(value))
    fields.pop("csrfmiddlewaretoken")
    return unescape(re.search(r'action="([^"]*)"', form).group(1)), fields


def test_it_is_shown_after_signing_in_and_sent_when_the_person_says_so(client, late):
    response = late("/notes/?from=home")
    assert response.url == "/accounts/login/?next=%2Faccounts%2Fdraft%2F"
    assert NOTES == []

    sign_in(client, "amina", next=DRAFT)
    page = client.get(DRAFT)
    assert "We kept what you wrote" in words_of(page)
    assert "The room has no ramp &amp; &lt;b&gt;no lift&lt;/b&gt;" in words_of(page)
    path, fields = hidden_fields(page)
    assert path == "/notes/?from=home"
    client.post(path, fields)

    assert NOTES == [("amina", "The room has no ramp & <b>no lift</b>", ["1", "2"])]


def test_it_is_forgotten_once_it_was_sent(client, late):
    late()
    sign_in(client, "amina")
    client.post("/notes/", WRITTEN)

    assert client.get(DRAFT).url == "/"


def test_it_can_be_thrown_away(client, late):
    late()
    sign_in(client, "amina")

    assert client.post(DRAFT).url == "/"
    assert client.get(DRAFT).url == "/"
    assert NOTES == []


def test_sending_something_else_does_not_forget_it(client, late):
    late()
    sign_in(client, "amina")
    client.post("/notes/?another", WRITTEN)

    assert client.get(DRAFT).status_code == 200


def test_somebody_else_in_the_same_browser_does_not_see_it(client, late):
    late()
    a_user("joe")
    sign_in(client, "joe")

    assert client.get(DRAFT).url == "/"
    client.post(DRAFT)
    client.post("/accounts/logout/")
    sign_in(client, "amina")
    assert client.get(DRAFT).status_code == 200


def test_the_same_person_in_another_browser_does_not_see_it(late):
    late()
    other = Client()
    sign_in(other, "amina")

    assert other.get(DRAFT).url == "/"


def test_a_forged_key_opens_nothing(client, late):
    late()
    sign_in(client, "amina")
    client.cookies["kept_draft"] = "x" * 43

    assert client.get(DRAFT).url == "/"


def test_passwords_codes_and_tokens_are_never_kept(client, late, monkeypatch):
    kept = {}
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: kept.update({key: (value, timeout)})
                        if key.startswith("draft:") else None)
    late("/notes/", oldpassword="p1 x", password1="p2 x", code="c x", credential="d x", csrfmiddlewaretoken="t x")

    [(key, (value, timeout))] = kept.items()
    assert [name for name, _words in value[2]] == ["because", "about", "about"]
    assert timeout == 3600
    assert re.fullmatch(r"draft:[\w-]{43}", key)


def test_a_file_is_kept_for_its_owner_and_the_page_says_so(client, late, settings, tmp_path):
    settings.FILES = tmp_path
    late("/notes/", paper=SimpleUploadedFile("a.txt", b"words"))
    sign_in(client, "amina")

    page = client.get(DRAFT)
    [note] = hidden_fields(page)[1]["kept"]

    assert "Your file “a.txt” is kept too." in words_of(page)
    assert uploads.get_back(note, owner=uploads.owner(User.objects.get(username="amina"))).read() == b"words"
    assert uploads.get_back(note, owner=uploads.owner(a_user("joe"))) is None


def test_of_several_files_one_is_kept_and_the_page_says_so(client, late, settings, tmp_path):
    settings.FILES = tmp_path
    late("/notes/", paper=[SimpleUploadedFile("a.txt", b"words"), SimpleUploadedFile("b.txt", b"more")])
    sign_in(client, "amina")

    page = words_of(client.get(DRAFT))

    assert "Your file “a.txt” is kept too." in page
    assert "More files could not be kept." in page


def test_nothing_is_kept_for_a_form_of_passwords_only(client, five_hours_later):
    sign_in(client, a_user().username)
    client.get("/anyone/")
    five_hours_later()

    response = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "seven quiet lanterns"})

    assert response.url == "/accounts/login/?next=%2Faccounts%2Fpassword%2Fchange%2F"
    assert "kept_draft" not in response.cookies


def test_nothing_huge_is_kept(late):
    response = late(because="long words " * 20_000)

    assert "kept_draft" not in response.cookies


def test_nothing_is_kept_for_strangers(client):
    response = client.post("/notes/", WRITTEN)

    assert response.url == "/accounts/login/?next=/notes/"
    assert "kept_draft" not in response.cookies


def test_a_forged_post_is_not_kept_either(five_hours_later):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_user())
    strict.get("/anyone/")
    five_hours_later()

    response = strict.post("/notes/", WRITTEN)

    assert response.status_code == 403
    assert "kept_draft" not in response.cookies


def test_the_key_is_only_for_the_browser_and_for_an_hour(late):
    cookie = late().cookies["kept_draft"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (3600, True, "Lax")
