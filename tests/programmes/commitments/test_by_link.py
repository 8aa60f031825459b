"""The owner reports by the link of the mail: without signing in, for this one report, as long as it is due."""

from datetime import timedelta

import pytest
from django.test import Client

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from programmes.commitments.actions import change_owner, report
from programmes.commitments.models import CommitmentReport
from tests.makers import MONDAY
from tests.programmes.commitments.doing import DUE, fresh, promised

pytestmark = pytest.mark.django_db
SENT = {"stands": "on_track", "text": "Half of the letters are out.", "evidence": ""}
GOES_ON = {"due_on": DUE + timedelta(days=200)}


def link(made, person):
    return f"/promise/{made.ref}/{made.token_to_report(person)}/"


def test_it_is_given_without_signing_in_and_once(cast, clock):
    made = promised(cast, **GOES_ON)
    clock.to(MONDAY + timedelta(weeks=4))
    address = link(made, cast.priya)
    page = Client().get(address)
    assert page.status_code == 200 and made.text in page.content.decode() and not CommitmentReport.objects.exists()
    assert "no-store" in page.headers["Cache-Control"] and page.headers["Referrer-Policy"] == "same-origin"

    assert "Thank you" in Client().post(address, SENT).content.decode()

    given = CommitmentReport.objects.get()
    assert (given.by, given.through, given.text) == (cast.priya, "link", SENT["text"]) and fresh(made).state == "on_track"
    assert Client().get(address).status_code == 410 and Client().post(address, SENT).status_code == 410
    assert CommitmentReport.objects.count() == 1


def test_bad_input_keeps_what_was_typed(cast):
    made = promised(cast, **GOES_ON)

    page = Client().post(link(made, cast.priya), {"stands": "", "text": "Half of the letters", "evidence": "no address"}).content.decode()

    assert "Choose an answer to “How does it stand?”" in page and "Half of the letters" in page and "no address" in page
    assert not CommitmentReport.objects.exists()


def test_a_mistake_is_named_once_above_the_form_and_the_page_says_whose_and_by_when(cast):
    made = promised(cast, **GOES_ON)

    page = Client().post(link(made, cast.priya), {"stands": ""}).content.decode()

    assert page.count("There is a problem") == 1
    assert f"Promised by {cast.priya.name}." in page
    assert f"Due on {day(made.due_on)}." in page


def test_it_opens_nothing_else(cast):
    made, other = promised(cast, **GOES_ON), promised(cast, **GOES_ON)
    token = made.token_to_report(cast.priya)

    for address in (f"/promise/{other.ref}/{token}/", f"/promise/{made.ref}/{made.token_to_report(cast.maya)}/", f"/promise/{made.ref}/x/",
                    f"/promise/nothing/{token}/"):
        assert Client().get(address).status_code == 410
    client = Client()
    client.get(link(made, cast.priya))
    assert client.get(made.get_absolute_url()).status_code == 302       # to sign in


def test_it_ends_after_four_weeks(cast, clock):
    made = promised(cast, **GOES_ON)
    clock.to(MONDAY + timedelta(weeks=8))
    assert Client().get(link(made, cast.priya)).status_code == 200
    clock.to(MONDAY + timedelta(weeks=8, days=1))

    assert Client().get(link(made, cast.priya)).status_code == 410


def test_it_ends_when_somebody_else_keeps_the_promise(cast):
    made = promised(cast, **GOES_ON)
    address = link(made, cast.priya)
    change_owner(made, by=cast.maya, at=MONDAY, owner=cast.sid, organisation=None)

    assert Client().post(address, SENT).status_code == 410 and not CommitmentReport.objects.exists()


def test_the_next_report_has_a_link_of_its_own(cast, clock):
    made = promised(cast, **GOES_ON)
    first = link(made, cast.priya)
    report(made, by=cast.priya, at=MONDAY + timedelta(weeks=4), stands="on_track", text="Yes.")
    made = fresh(made)
    clock.to(MONDAY + timedelta(weeks=8))

    assert link(made, cast.priya) != first and Client().get(first).status_code == 410 and Client().get(link(made,
        cast.priya)).status_code == 200


def test_done_by_link_waits_for_a_lay_partner(cast):
    made = promised(cast, **GOES_ON)

    Client().post(link(made, cast.priya), SENT | {"stands": "met"})

    assert fresh(made).state == "claimed" and fresh(made).claimed_by == cast.priya


def test_who_tries_links_is_turned_away(cast, settings):
    made = promised(cast, **GOES_ON)
    client = Client()
    statuses = {client.get(f"/promise/{made.ref}/wrong-{n}/").status_code for n in range(80)}

    assert statuses == {410, 429} and day_of(MONDAY) < DUE
