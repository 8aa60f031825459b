"""Every page speaks Welsh to who asked for it: none fails on a sentence of the catalogue, and none forgets its language."""

import pytest
from django.test import Client
from django.utils import translation

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
NO_PAGES = ("healthz",)


def test_every_page_of_a_lay_partner_is_said_in_welsh(furnished):
    cast, addresses = furnished
    client = Client()
    client.force_login(cast.amina.user)
    client.post("/language/", {"language": "cy"})

    pages = 0
    for name, address in addresses.items():
        answer = client.get(address)
        if name in NO_PAGES or answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            list(answer)        # a file is read to its end, and let go of
            continue
        page = answer.content.decode()
        assert '<html lang="cy"' in page, name
        assert "Allgofnodi" in page and "Sign out" not in page, name
        pages += 1

    assert pages > 100
    assert translation.get_language() == "en-gb"
