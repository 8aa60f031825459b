"""In the demo, mail is read in the browser."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import NoReverseMatch, include, path, reverse

from coprod.urls import urlpatterns as whole_site
from tests.browser import axe, is_wider_than_its_window

urlpatterns = [*whole_site, path("mailbox/", include("coprod.post.mailbox"))]
in_the_demo = pytest.mark.urls(__name__)
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


@pytest.fixture
def post(folder):
    """Send mails over one connection, as the outbox does, into the demo's folder."""

    def send(*mails):
        connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder))
        with connection:
            for to, subject, text in mails:
                mail = EmailMultiAlternatives(subject, text, "post@coprod.example", [to], connection=connection)
                mail.attach_alternative(f"<p>{text}</p>", "text/html")
                mail.send()

    return send


def subjects_in(answer):
    return re.findall(r'<a href="/mailbox/[^"]+">([^<]+)</a>', answer.content.decode())


@in_the_demo
def test_an_empty_mailbox_says_so(client, folder):
    assert "0 mails" in client.get("/mailbox/").content.decode()


@in_the_demo
def test_the_newest_mail_comes_first(client, post):
    post(("amina@example.org", "The first", "one"), ("joe@example.org", "The second", "two"))

    answer = client.get("/mailbox/")

    assert subjects_in(answer) == ["The second", "The first"]
    assert "2 mails" in answer.content.decode()


@in_the_demo
def test_the_mail_of_one_person_can_be_picked_out(client, post):
    post(("amina@example.org", "For Amina", "one"), ("joe@example.org", "For Joe", "two"))

    assert subjects_in(client.get("/mailbox/?to=AMINA")) == ["For Amina"]


@in_the_demo
def test_a_mail_can_be_read_and_its_link_followed(client, post):
    post(("amina@example.org", "Café <at> nine", "Hello Amïna.\n\nConfirm at http://localhost:8000/seats/x/ please."))

    shown = client.get(re.search(r'href="(/mailbox/[^"]+/\d+/)"', client.get("/mailbox/").content.decode())[1])

    assert "<h1>Café &lt;at&gt; nine</h1>" in shown.content.decode()
    assert "Hello Amïna." in shown.content.decode()
    assert '<a href="http://localhost:8000/seats/x/" rel="nofollow">' in shown.content.decode()


@in_the_demo
def test_a_script_in_a_mail_is_only_text(client, post):
    post(("amina@example.org", "Hello", "<script>alert(1)</script>"))
    address = re.search(r'href="(/mailbox/[^"]+/\d+/)"', client.get("/mailbox/").content.decode())[1]

    assert b"<script>alert" not in client.get(address).content


@in_the_demo
def test_a_mail_that_is_still_being_written_is_left_out(client, post, folder):
    post(("amina@example.org", "Whole", "one"))
    [file] = folder.glob("*.log")
    file.write_bytes(file.read_bytes() + b"Subject: Half\nTo: joe@example.org\n\nnot yet")

    assert subjects_in(client.get("/mailbox/")) == ["Whole"]


@in_the_demo
@pytest.mark.parametrize("address", ["/mailbox/20260316-090000-1/1/", "/mailbox/secret_key/1/", "/mailbox/../1/"])
def test_nothing_but_mail_can_be_read(client, folder, address):
    (folder / "secret_key").write_text("key")
    (folder / "secret_key.log").write_text("key\n" + "-" * 79 + "\n")

    assert client.get(address).status_code == 404


def test_there_is_no_mailbox_outside_the_demo(client):
    assert client.get("/mailbox/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("mailbox")


@in_the_demo
def test_the_mailbox_has_no_barriers(page, post):
    post(("amina@example.org", "The first", "one"))

    page.goto("/mailbox/")
    assert axe(page) == []
    page.get_by_role("link", name="The first").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The first"
    assert axe(page) == []


@in_the_demo
def test_the_mailbox_fits_a_phone(phone_page, post):
    post(("a-rather-long-address-of-somebody@joined-up-lives.example", "The subject of the first mail", "one"))

    phone_page.goto("/mailbox/")

    assert not is_wider_than_its_window(phone_page)
