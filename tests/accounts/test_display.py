"""How pages look to a person: kept with their account, on every device, readable in every colour, and never in print."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from coprod.accounts.actions import open_account
from coprod.accounts.models import TextSize, Tint, User
from tests.makers import MONDAY
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
CSS = (Path(__file__).resolve().parents[2] / "static/css/coprod.css").read_text()
CHOICE = {"text_size": "largest", "spacing": "wider", "tint": "cream", "is_simple": "on"}
HTML = re.compile(r"<html[^>]*>")


def test_a_choice_is_kept_and_stands_on_every_page_on_every_device(cast):
    as_(cast.amina).post(reverse("display"), CHOICE)

    another_device = as_(cast.amina)
    for address in ("/", reverse("programmes:me"), reverse("privacy"), reverse("mfa_index")):
        assert HTML.search(another_device.get(address).content.decode())[0] == (
            '<html lang="en-GB" class="app-text--largest app-spacing--wider app-tint--cream app-simple">')
    assert HTML.search(as_(cast.joe).get("/").content.decode())[0] == '<html lang="en-GB">'
    assert HTML.search(Client().get(reverse("privacy")).content.decode())[0] == '<html lang="en-GB">'


def test_the_usual_look_is_there_again_with_one_press(cast):
    as_(cast.amina).post(reverse("display"), CHOICE)
    as_(cast.amina).post(reverse("display"), {"text_size": "normal", "spacing": "normal", "tint": "none"})

    assert User.objects.get(pk=cast.amina.user.pk).display_classes() == ""


def test_staff_and_keys_that_belong_to_nobody_choose_as_well(cast):
    key = open_account(username="keyring", password="three green bicycles", email="", is_professional=True, at=MONDAY)
    client = Client()
    client.force_login(key)

    assert as_(cast.maya).post(reverse("display"), CHOICE).status_code == 302
    assert client.post(reverse("display"), CHOICE).status_code == 302
    assert reverse("display") in as_(cast.maya).get(reverse("mfa_index")).content.decode()
    assert User.objects.get(pk=key.pk).tint == "cream"


@pytest.mark.parametrize("wrong", [{"text_size": "huge"}, {"tint": "red"}, {"spacing": ""}])
def test_what_is_not_on_the_list_is_not_kept(cast, wrong):
    page = as_(cast.amina).post(reverse("display"), CHOICE | wrong)

    assert page.status_code == 200 and "error-summary" in page.content.decode()
    assert User.objects.get(pk=cast.amina.user.pk).display_classes() == ""


def test_a_choice_costs_no_query_of_its_own(cast, django_assert_num_queries):
    client = as_(cast.amina)
    client.get(reverse("privacy"))
    with django_assert_num_queries(5):
        client.get(reverse("privacy"))
    client.post(reverse("display"), CHOICE)
    client.get(reverse("privacy"))
    with django_assert_num_queries(5):
        client.get(reverse("privacy"))


def luminance(colour):
    colour = colour.lstrip("#")
    colour = "".join(sign * 2 for sign in colour) if len(colour) == 3 else colour
    parts = [int(colour[n:n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= .03928 else ((part + .055) / 1.055) ** 2.4 for part in parts)
    return .2126 * red + .7152 * green + .0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + .05) / (low + .05)


def variables(block):
    return dict(re.findall(r"(--[\w-]+):\s*(#\w+)", block))


@pytest.mark.parametrize("tint", [each.value for each in Tint if each != Tint.NONE])
def test_every_text_can_be_read_on_every_colour(tint):
    """WCAG 1.4.3: 4.5 to 1, for each colour of text on each colour that a tint puts behind it."""
    usual = variables(re.search(r":root \{(.*?)\}", CSS, re.S)[1])
    behind = variables(re.search(rf"\.app-tint--{tint} \{{(.*?)\}}", CSS)[1])
    assert set(behind) == {"--paper", "--white", "--accent-pale"}
    quiet = variables(re.search(r'\[class\*="app-tint--"\] \{(.*?)\}', CSS)[1])["--quiet"]
    texts = [usual[name] for name in ("--ink", "--accent", "--accent-dark", "--done", "--wait", "--care", "--stop", "--busy")]

    poor = {(text, ground): round(contrast(text, ground), 2) for text in (*texts, quiet, "#212b32", "#00478c", "#330072", "#7c2855")
            for ground in behind.values() if contrast(text, ground) < 4.5}

    assert poor == {}


def test_print_stays_as_it_is():
    """Every rule of a choice stands inside `@media screen`."""
    outside, inside = CSS.split("/* --- how pages look to one person", 1)
    screen = inside[inside.index("@media screen"):]

    assert not re.search(r"app-(text|spacing|tint|simple)", outside + inside[:inside.index("@media screen")])
    for size in TextSize:
        assert size == TextSize.NORMAL or f"html.app-text--{size}" in screen
