"""What stands on every page, and the pages for when something went wrong."""

import re

import pytest
from django.conf import settings as site
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from coprod.accounts.models import User
from coprod.post.registry import Words


@pytest.fixture(autouse=True)
def with_doors(settings):
    settings.ROOT_URLCONF = "tests.kit.addresses"


def words_of(html):
    """The text that a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<body")[2]).split())


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/kit/", "/kit/?sent=1", "/nowhere/"])
def test_every_page_has_its_frame(client, db, address):
    html = client.get(address).content.decode()

    assert '<html lang="en-GB">' in html
    assert html.index("nhsuk-skip-link") < html.index("<header")
    assert html.count("<h1") == 1
    assert html.count('id="maincontent"') == 1
    assert site.CONTACT_PHONE in html
    assert site.CONTACT_EMAIL in html
    assert 'href="/accessibility/"' in html
    assert 'href="/privacy/"' in html


def test_somebody_who_is_not_signed_in_is_offered_to_sign_in(client, db):
    html = client.get("/accessibility/").content.decode()

    assert 'href="/accounts/login/"' in html
    assert "Sign out" not in html


def test_somebody_signed_in_sees_who_and_leaves_by_a_posted_form(client, db):
    client.force_login(User.objects.create_user("amina"))
    html = client.get("/accessibility/").content.decode()

    assert re.search(r'Signed in as </span><a class="app-header__me" href="/accounts/2fa/">amina<', html)
    assert re.search(r'<form method="post" action="/accounts/logout/">\s*<input type="hidden" name="csrf', html)


def test_a_title_says_page_section_and_service_and_error_first():
    page = "{% load parts %}{% page_title 'Cancel the <meeting>' 'Alder' %}"
    wrong = type("Sent", (), {"is_bound": True, "errors": {"name": ["x"]}})()
    fresh = type("Fresh", (), {"is_bound": False, "errors": {}})()

    assert Template(page).render(Context({"form": fresh})) == "Cancel the &lt;meeting&gt; - Alder - coprod"
    assert Template(page).render(Context({"form": wrong})) == "Error: Cancel the &lt;meeting&gt; - Alder - coprod"


def test_a_title_around_markup_is_escaped_once():
    page = Template("{% load parts %}{% titled %}\n  You &amp; me: {{ name }}\n{% endtitled %}")

    assert page.render(Context({"name": "<b>"})) == "You &amp; me: &lt;b&gt; - coprod"


def test_a_form_with_errors_is_named_in_the_title(client, db):
    assert "<title>Error: Gallery" in client.get("/kit/?sent=1").content.decode()
    assert "<title>Gallery" in client.get("/kit/").content.decode()


def test_messages_are_live_regions_and_escaped(client, db):
    html = client.get("/told/").content.decode()

    assert 'role="status" aria-labelledby="message-1-title"' in html
    assert 'role="alert" aria-labelledby="message-2-title"' in html
    assert "The meeting is &lt;cancelled&gt;." in html


def test_the_menu_marks_where_one_is(client, db):
    html = client.get("/kit/").content.decode()

    assert re.search(r'href="#home" aria-current="page">Home</a>', html)
    assert html.count("aria-current") == 1


def test_the_demonstration_says_so(client, db, settings):
    assert "All people and organisations here are invented." not in client.get("/accessibility/").content.decode()
    settings.DEMO = True
    assert "All people and organisations here are invented." in client.get("/accessibility/").content.decode()


# --- when something went wrong --------------------------------------------------------
def test_a_refusal_shows_its_reason(client, db):
    answer = client.get("/refused/")

    assert answer.status_code == 403
    assert "Only the workstream lead can open its &lt;first&gt; meeting." in answer.content.decode()
    assert "Your roles do not include it." in client.get("/without-reason/").content.decode()


def test_a_lost_race_is_told_kindly_with_a_way_back_to_our_own_pages_only(client, db):
    answer = client.post("/late/", headers={"referer": "http://testserver/accessibility/"})
    elsewhere = client.get("/late/", headers={"referer": "http://elsewhere.example/"})

    assert answer.status_code == 409
    assert "Joe confirmed this a moment ago. What you asked for was not done. Nothing was changed." in words_of(answer.content.decode())
    assert "Nothing was changed." not in elsewhere.content.decode()     # who only looks has sent nothing
    assert 'href="http://testserver/accessibility/"' in answer.content.decode()
    assert "elsewhere.example" not in elsewhere.content.decode()


def test_a_missing_page_says_so(client, db):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_an_ended_session_tells_how_to_keep_what_was_written(db):
    answer = Client(enforce_csrf_checks=True).post("/rename/", {"name": "x"})

    assert answer.status_code == 403
    assert "Your session ended" in answer.content.decode()
    assert "back button" in answer.content.decode()


@pytest.mark.parametrize(("address", "status", "words"), [
    ("/broken/", 500, "Something went wrong"), ("/down/", 503, "The service is not available")])
def test_a_fault_is_told_without_asking_the_database(client, address, status, words):
    client.raise_request_exception = False      # and no `db`: a query would fail this test
    answer = client.get(address)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert site.CONTACT_PHONE in answer.content.decode()


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "405.html", "409.html", "500.html", "503.html"])
def test_pages_for_trouble_can_be_made_without_a_request(name):
    assert "<h1>" in render_to_string(name)


# --- mail ----------------------------------------------------------------------------
LETTER = {"called": "Amina & Joe", "url": "https://coprod.example/x", "service_name": "coprod",
          "contact_name": "The team", "contact_phone": "020 7946 0018",
          "words": Words("A claim waits", ["The lead claimed 8.2 < 8.3.", "You can confirm or dispute it."],
                         action="Look at the claim", path="/x")}


def test_mail_in_plain_text_says_dear_one_thing_to_do_and_who_helps():
    text = render_to_string("emails/message.txt", LETTER)

    assert text.startswith("Dear Amina & Joe,\n\nThe lead claimed 8.2 < 8.3.\n\nYou can confirm")
    assert "Look at the claim:\nhttps://coprod.example/x\n" in text
    assert text.count("https://") == 1
    assert "020 7946 0018" in text


def test_the_html_twin_is_escaped_has_one_link_and_no_inline_style():
    html = render_to_string("emails/message.html", LETTER)

    assert "Dear Amina &amp; Joe," in html
    assert "8.2 &lt; 8.3." in html
    assert html.count("<a ") == 1
    assert "style=" not in html


def test_base_can_be_made_without_user_or_request():
    assert "Sign in" in render_to_string("base.html")
    assert "Sign in" in render_to_string("base.html", request=RequestFactory().get("/"))
