"""Every link that people of the story meet leads to a page: nothing is broken, gone or forbidden behind it."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import resolve

pytestmark = pytest.mark.slow

EACH_ROUTE = 4          # so many pages of one kind; they differ in their rows only
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


def links_of(page: str, here: str) -> list[str]:
    found = [urlsplit(urldefrag(urljoin(here, unescape(href))).url) for href in LINK.findall(page)]
    return [f"{each.path}?{each.query}" if each.query else each.path for each in found if not each.netloc and each.scheme in ("", "http")]


def walk(client: Client) -> tuple[int, list[str]]:
    """From the first page along every link; answers with how many pages were seen, and what was wrong."""
    waiting, seen, kinds, wrong = deque([("/", "")]), {"/"}, Counter(), []
    while waiting:
        address, came_from = waiting.popleft()
        response = client.get(address)
        if response.streaming:
            list(response)      # to its end, so that the file is closed
        where = f"{address} from {came_from}: {response.status_code}"
        if response.status_code in (301, 302):
            following = [response.headers["Location"]]
        elif response.status_code != 200:
            wrong.append(where)
            continue
        elif response.streaming or not response.headers["Content-Type"].startswith("text/html"):
            continue
        else:
            following = links_of(response.content.decode(), address)
        for each in following:
            path = urlsplit(each).path
            if each in seen or path.startswith("/static/"):
                continue
            kind = (resolve(path).view_name, bool(urlsplit(each).query))
            seen.add(each)
            kinds[kind] += 1
            if kinds[kind] <= EACH_ROUTE and kind[0] != "account_logout":
                waiting.append((each, address))
    return sum(min(n, EACH_ROUTE) for n in kinds.values()), wrong


@pytest.mark.once
@pytest.mark.parametrize("who", ["manager", "cochair", "lay-w5", "lead-w5", "forum", "sponsor"])
def test_every_link_leads_to_a_page(told, db, who):
    client = Client()
    client.force_login(get_user_model().objects.get(username=who))

    pages, wrong = walk(client)

    assert wrong == []
    assert pages > 40
