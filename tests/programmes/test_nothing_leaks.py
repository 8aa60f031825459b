"""What belongs to another programme is in no list, count, search or history of this one (lessons e7, e8)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coprod.post.models import Message
from partners.groups.actions import give_office
from partners.models import Seat
from programmes.home.queues import QUEUES
from programmes.moving.actions import propose_move
from programmes.programme.actions import add_scope_point, change_programme, write_focus
from programmes.stages.actions.answering import add_evidence
from tests.again import again
from tests.files import words_in
from tests.house.world import settle
from tests.makers import MONDAY, a_claim, a_group, a_partner, a_seat_for, a_stage, a_workstream
from tests.programmes.editions.doing import published
from tests.programmes.stages.doing import first_of

pytestmark = pytest.mark.slow

READERS = ("maya", "sid", "priya", "amina", "ines", "femi", "forrest", "olga", "vic")
NONCE = re.compile(r'nonce="[^"]*"')       # may be any letters at all


def write_zebra(cast):
    """Everything of Sam's programme has "zebra" in its words."""
    at, sam = MONDAY, cast.sam
    change_programme(cast.elsewhere, by=sam, at=at, name="Zebra programme", vision="zebra")
    lay = a_partner("Zebra Person", phone="zebra", area="zebra")
    lay.added_by = sam
    lay.save()
    held = a_seat_for(lay, a_group(cast.elsewhere, "advisory", by=sam, name="Zebra group"), by=sam)
    give_office(held.seat, by=sam, at=at, office=Seat.Office.CO_CHAIR)
    stream = a_workstream(cast.elsewhere, by=sam, lead=sam, name="Zebra stream")
    write_focus(cast.elsewhere, by=sam, at=at, problem="zebra", people="zebra", area="zebra", ends_on=at.date())
    add_scope_point(cast.elsewhere, by=sam, at=at, matter="zebra", status="open", decided_by="zebra")
    stage = a_stage(cast.elsewhere, "S9", by=sam, plan_name="Zebra plan", due_on=at.date())
    a_stage(cast.elsewhere, "S7", by=sam, workstream=stream)
    a_claim(first_of(stage), by=sam, text="zebra")
    add_evidence(first_of(stage), by=sam, at=at, kind="link", title="Zebra paper", link="https://zebra.example")
    propose_move(cast.elsewhere, by=sam, at=at, will_be=published(sam).number, why="zebra")
    Message.objects.create(kind="stage_unresolved", about=stage.ref, to=lay.ref, occasion="x", book=cast.elsewhere.ref, written_at=at,
                           due_at=at, state="by_hand")


@pytest.fixture
def secrets(cast):
    write_zebra(cast)


@pytest.fixture
def secrets_beside_everything(db, clock):
    """The cast, with Sam's secrets and one of everything, and the address of each page by its name."""
    def made():
        cast, where = settle()
        write_zebra(cast)
        return cast, where

    return again("zebra beside everything", made)


def pages_of(where):
    found = [address for name, address in where.items() if name != "healthz"]
    found += [reverse("programmes:queue", args=[queue.name]) for queue in QUEUES]
    return [*found, *(f"{reverse(f'programmes:{name}')}?q={words}" for name in ("search", "programme-list", "people")
                      for words in ("zebra", "ZEBRA", "e", "%", "_"))]


@pytest.mark.parametrize("reader", READERS)
def test_nobody_of_this_programme_reads_a_word_of_the_other(secrets_beside_everything, reader):
    (cast, where), client = secrets_beside_everything, Client()
    client.force_login(getattr(cast, reader).user)

    for address in pages_of(where):
        response = client.get(address)
        if response.streaming:
            list(response)
        elif "zebra" not in address.lower():
            assert "zebra" not in NONCE.sub("", words_in(response)).lower(), address
        else:       # what was typed into the box comes back in it, and nowhere else
            words = address.rpartition("=")[2]
            assert words_in(response).lower().count("zebra ") == 0, address
            assert words_in(response).count(words) <= 3, address


def test_who_leads_the_other_programme_finds_it_all(cast, secrets, client):
    """So that the test above can fail."""
    client.force_login(cast.sam.user)

    page = client.get(reverse("programmes:search") + "?q=zebra").content.decode()

    assert "Zebra programme" in page and "Zebra Person" in page
    assert "Zebra stream" in client.get(cast.elsewhere.get_absolute_url()).content.decode()


def test_counts_do_not_give_away_what_waits_elsewhere(cast, secrets, client):
    client.force_login(cast.maya.user)

    page = client.get(reverse("programmes:home"))

    assert {row.queue.name: row.count for row in page.context["counted"] if row.count} == {}


@pytest.mark.parametrize("parameters", ["order=password", "sort=email", "state=zebra", "after=zzz|1", "from=-1",
                                        "from=99999999999999999999", "from=²", "before=²", "before=99999999999999999999",
                                        "after=a|²", "after=a|99999999999999999999", "q=%00", "after=%00|1",
                                        "before=x", "code=S1'", "q=" + "x" * 5000])
def test_a_parameter_that_is_not_on_the_list_changes_nothing_and_breaks_nothing(cast, client, parameters):
    client.force_login(cast.maya.user)
    slug = cast.programme.slug
    for address in (reverse("programmes:programme-list"), reverse("programmes:people"), reverse("programmes:search"),
                    reverse("programmes:home"),
                    reverse("programmes:queue", args=["standards"]), reverse("programmes:trail", args=[slug]),
                    reverse("programmes:stage-plan", args=[slug])):
        assert client.get(f"{address}?{parameters}").status_code == 200, address
