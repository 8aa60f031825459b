"""A person chooses English or Welsh, with or without an account; it is kept, and messages follow."""

import re

from django.test import Client

from coprod.accounts.models import User
from partners.models import Partner
from tests.programmes.stages.doing import as_

HTML = re.compile(r"<html[^>]*>")


def page(client, address="/language/"):
    return client.get(address).content.decode()


def test_who_has_an_account_chooses_and_it_is_kept_on_every_device(cast):
    client = as_(cast.joe)
    assert client.post("/language/", {"language": "cy"}).status_code == 302

    elsewhere = as_(cast.joe)
    assert HTML.search(page(elsewhere, "/"))[0] == '<html lang="cy">' and "Allgofnodi" in page(elsewhere, "/")
    assert Partner.objects.get(pk=cast.joe.pk).reads_in == "cy"
    assert elsewhere.get("/").headers["Content-Language"] == "cy"

    client.post("/language/", {"language": "en"})
    assert HTML.search(page(elsewhere, "/"))[0] == '<html lang="en-GB">' and "Sign out" in page(elsewhere, "/")
    assert Partner.objects.get(pk=cast.joe.pk).reads_in == "en"


def test_before_signing_in_it_is_kept_on_the_device(cast):
    client = Client()
    client.post("/language/", {"language": "cy"})

    signing_in = page(client, "/accounts/login/")
    assert '<html lang="cy">' in signing_in and "Enw defnyddiwr neu gyfeiriad e-bost" in signing_in
    assert "English" in signing_in and "Cymraeg" in page(Client(), "/accounts/login/")


def test_the_account_comes_before_the_device(cast):
    User.objects.filter(pk=cast.joe.user.pk).update(language="en")
    client = as_(cast.joe)
    client.cookies["django_language"] = "cy"

    assert HTML.search(page(client, "/"))[0] == '<html lang="en-GB">'


def test_a_browser_that_asks_for_welsh_is_not_enough(cast):
    assert '<html lang="en-GB">' in Client().get("/language/", headers={"Accept-Language": "cy"}).content.decode()


def test_a_language_that_we_do_not_speak_is_not_taken(cast):
    client = as_(cast.joe)
    response = client.post("/language/", {"language": "xx"})

    assert response.status_code == 200 and Partner.objects.get(pk=cast.joe.pk).reads_in == "en"
    client.cookies["django_language"] = "xx"
    assert '<html lang="en-GB">' in page(client, "/")


def test_the_page_says_that_the_welsh_is_a_draft(cast):
    assert "Somebody who knows Welsh well has still to read it." in page(Client())


def test_one_request_leaves_no_language_behind(cast):
    welsh = Client()
    welsh.post("/language/", {"language": "cy"})
    page(welsh)

    assert '<html lang="en-GB">' in page(Client())
