"""Every id stands once on its page: labels, errors and shapes that are drawn once find what they point to."""

import re
from collections import Counter

import pytest
from django.test import Client

from coprod.kit.gallery import pictures
from tests.house.test_matrix import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]


def twice(html):
    return [name for name, times in Counter(re.findall(r'\sid="([^"]+)"', html)).items() if times > 1]


@pytest.mark.parametrize("who", ["maya", "ines"])
def test_no_id_stands_twice_on_a_page(furnished, who):
    client, found, seen = Client(), {}, 0
    cast, where = furnished
    client.force_login(getattr(cast, who).user)
    for name in PAGES:
        response = client.get(where[name])
        if response.streaming:
            list(response)      # to its end, so that the file is closed
        elif response.status_code == 200:
            if not response.headers["Content-Type"].startswith("text/html"):
                continue        # a file to take away
            page, seen = response.content.decode(), seen + 1
            found |= {name: doubles} if (doubles := twice(page)) else {}
            missing = set(re.findall(r'href="#([^"]+)"', page)) - set(re.findall(r'\sid="([^"]+)"', page))
            found |= {f"{name}, pointed to": missing} if missing else {}

    assert found == {}
    assert seen > 20


def test_it_would_see_two_pictures_of_one_kind_on_one_page():
    svg = pictures()[0]["svg"]

    assert twice(svg) == []
    assert len(twice(svg + svg)) > 0
