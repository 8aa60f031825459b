"""Who gets what at every address (house.md C10, D15; lessons e1, e2, e5, e6). A route that is not in the table fails.

The cast is in tests/cast.py; sam manages another programme and knows every address of this one.
200 the page, 302 done (or, for nobody, led to sign in), 403 told why not, 404 may not even know that it is there,
410 used up. Rows marked POST take nothing else.
"""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from coprod.kit import heartbeat
from coprod.kit.checks import is_guarded_elsewhere
from coprod.post.models import Message
from tests.house.table import PAGES, POSTS, REFUSED, ROLES
from tests.makers import MONDAY

pytestmark = pytest.mark.slow


def routes_of_ours(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes_of_ours(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        elif not is_guarded_elsewhere(pattern) and pattern.callback.access != "administrators":
            yield f"{before}{pattern.name}"


def test_the_table_names_every_route_and_nothing_else():
    """The staff tables and the sign-in pages have tests of their own, in tests/accounts."""
    assert sorted([*PAGES, *POSTS]) == sorted(routes_of_ours())


class Writes:
    """Statements that wrote anything but the session."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and "session" not in sql:
            self.seen.append(sql[:200])
        return execute(sql, params, many, context)


def attempt(client, method, address):
    """Ask once and undo it; answers with the response and what was written on the way."""
    writes = Writes()
    with transaction.atomic(), connection.execute_wrapper(writes):
        response = getattr(client, method)(address)
        if response.streaming:
            list(response)      # to its end, so that the file is closed
        transaction.set_rollback(True)
    return response, writes.seen


@pytest.fixture
def site(furnished):
    cast, where = furnished
    heartbeat.beat(at=MONDAY)
    yield where, cast
    cache.clear()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_at_every_address_what_the_table_says(site, role):
    where, cast = site
    column, client = ROLES.index(role), Client()
    if role != "nobody":
        client.force_login(getattr(cast, role).user)

    wrong, messages = [], Message.objects.count()
    for name in [*PAGES, *POSTS]:
        address = where[name]
        expected = (PAGES.get(name) or POSTS[name])[column]
        methods = ["post"] if name in POSTS else ["get"] if expected not in (*REFUSED, 302) else ["get", "post"]
        for method in methods:
            cache.delete_many(["tries"])
            response, written = attempt(client, method, address)
            if response.status_code != expected:
                wrong.append(f"{method} {name}: {response.status_code}, not {expected}")
            if expected in REFUSED and written:
                wrong.append(f"{method} {name} was refused and wrote {written}")
        if name in POSTS and attempt(client, "get", address)[0].status_code not in (405, 302):
            wrong.append(f"get {name} is not refused")

    assert wrong == []
    assert Message.objects.count() == messages


def test_a_refusal_gives_its_reason_in_words_and_names_nothing_that_is_hidden(site, client):
    where, cast = site
    client.force_login(cast.vic.user)
    told = client.get(where["programmes:stage-proceed"])
    client.force_login(cast.sam.user)
    hidden = client.get(where["programmes:stage-proceed"])

    assert "Only the senior responsible owner may proceed without lay agreement." in told.content.decode()
    assert told.status_code == 403
    assert hidden.status_code == 404
    assert "Care Together" not in hidden.content.decode()
    assert "Housing" not in hidden.content.decode()


def test_a_key_that_belongs_to_nobody_opens_nothing(site, client):
    """A user without a partner, such as an administrator of the installation."""
    from coprod.accounts.actions import open_account

    where, _cast = site
    client.force_login(open_account(username="keyring", password="three green bicycles", email="", is_professional=True, at=MONDAY))
    open_anyway = {"display", "programmes:home", "programmes:search", "programmes:programme-list", "account_draft"} | {
        name for name, row in PAGES.items() if row[0] in (200, 410)}

    answers = {name: client.get(address).status_code for name, address in where.items() if name not in {*open_anyway, *POSTS}}

    assert set(answers.values()) <= set(REFUSED)
