"""One of everything has its page, and whoever reads it reads all that was written."""

import pytest
from django.urls import reverse

from tests.programmes.decisions.doing import more_pages, one_of_each
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def test_one_of_everything_can_be_read(cast):
    parts = one_of_each(cast)
    client = as_(cast.maya)

    pages = {name: client.get(reverse(f"programmes:{name}", kwargs=kwargs)).status_code for name, kwargs in parts.items()}

    posts = {"decisions-open-agree", "decisions-close", "decision-show", "decision-resume", "decision-publish", "dissent-take-back"}
    refused = {"decision-position", "decision-dissent", "decision-seen"}
    assert {name for name, code in pages.items() if code == 405} == posts
    assert {name for name, code in pages.items() if code == 403} == refused
    assert {name for name, code in pages.items() if code not in (200, 403, 405)} == {"decisions-open-note"}       # it is open already
    assert all(client.get(page).status_code == 200 for page in more_pages())
