"""The lock finds (404), asks (403 with its reason), opens, and turns a lost race into a page that says so (409)."""

import pytest
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from coprod.accounts.models import User
from coprod.kit.access import YES, No, Yes, allowed, open_to_all, signed_in
from coprod.kit.lifecycle import NotAllowedNow
from coprod.urls import urlpatterns as site


def the_box(user, ref):
    if ref != "there":
        raise Http404
    return "the box"


def may_look(user, box):
    assert box == "the box"
    return YES if user.username == "amina" else No("Only Amina may look, not <b>you</b>.")


@allowed(may_look, find=the_box)
def look(request, box):
    return HttpResponse(f"saw {box}")


@allowed(may_look, find=the_box)
def race(request, box):
    raise NotAllowedNow("look", "The lid <i>closed</i> a moment ago.")


@allowed(may_look, find=the_box)
def plain_race(request, box):
    raise NotAllowedNow("look")


@allowed(lambda user: user.username == "amina")
def says_true(request):
    return HttpResponse("never")


@allowed(lambda user: None)
def says_nothing(request):
    return HttpResponse("never")


@allowed(signed_in)
def anyone(request, ref):
    return HttpResponse(f"hello {ref}")


@open_to_all
def window(request):
    return HttpResponse("open")


@require_POST
@allowed(signed_in)
def button(request):
    return HttpResponse("pressed")


urlpatterns = [*site, path("t/button/", button),
               path("t/look/<ref>/", look), path("t/race/<ref>/", race), path("t/plain/<ref>/", plain_race),
               path("t/true/", says_true),
               path("t/nothing/", says_nothing), path("t/anyone/<ref>/", anyone), path("t/window/", window)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina(client):
    with override_settings(ROOT_URLCONF=__name__):
        client.force_login(User.objects.create(username="amina"))
        yield client


@pytest.fixture
def sam(client):
    with override_settings(ROOT_URLCONF=__name__):
        client.force_login(User.objects.create(username="sam"))
        yield client


def test_it_opens_with_the_thing_that_was_found(amina):
    assert amina.get("/t/look/there/").content == b"saw the box"


def test_what_is_not_found_is_404_before_anything_is_asked(sam):
    assert sam.get("/t/look/elsewhere/").status_code == 404


def test_an_address_behind_a_button_says_so_to_who_comes_back_to_it_after_signing_in(amina):
    page = amina.get("/t/button/")

    assert page.status_code == 405 and page.headers["Allow"] == "POST"
    assert "Press the button again" in page.content.decode() and "Nothing was changed." in page.content.decode()
    assert amina.get("/t/button/", headers={"accept": "application/json"}).content == b""
    assert amina.post("/t/button/").content == b"pressed"


def test_a_refusal_gives_its_reason_escaped(sam):
    page = sam.get("/t/look/there/")

    assert page.status_code == 403
    assert "Only Amina may look, not &lt;b&gt;you&lt;/b&gt;." in page.content.decode()


@pytest.mark.parametrize("address", ["/t/true/", "/t/nothing/"])
def test_an_answer_that_is_neither_yes_nor_no_is_a_refusal(amina, address):
    assert amina.get(address).status_code == 403


def test_a_lost_race_is_told_kindly_with_what_happened(amina):
    page = amina.get("/t/race/there/")

    assert page.status_code == 409
    assert "The lid &lt;i&gt;closed&lt;/i&gt; a moment ago." in page.content.decode()


def test_a_lost_race_without_words_says_that_someone_was_quicker(amina):
    page = amina.get("/t/plain/there/")

    assert page.status_code == 409
    assert "Someone changed this a moment ago." in page.content.decode()


def test_without_a_finder_the_view_gets_the_parts_of_the_address(sam):
    assert sam.get("/t/anyone/amina/").content == b"hello amina"


@override_settings(ROOT_URLCONF=__name__)
def test_who_is_not_signed_in_is_led_to_sign_in(client):
    assert client.get("/t/look/there/").headers["Location"] == "/accounts/login/?next=/t/look/there/"
    assert client.get("/t/look/elsewhere/").headers["Location"] == "/accounts/login/?next=/t/look/elsewhere/"
    assert client.get("/t/window/").content == b"open"


def test_answers_are_true_and_false():
    assert bool(YES) and bool(Yes("because"))
    assert not No("because")
    assert No("because").why == "because"


def test_a_guarded_view_says_by_what_rule():
    assert (look.access, anyone.access, window.access) == ("may_look", "signed_in", "open_to_all")
