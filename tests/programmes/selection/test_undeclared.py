"""Who sits on the panel of a call sees no name before they have declared their interests, also if they keep its register."""

import pytest
from django.urls import reverse

from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.calls.actions import withdraw_call
from programmes.nominations.models import Nomination
from programmes.selection.models import Panel
from programmes.selection.policies import what_hinders_release
from tests.makers import MONDAY, gives
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.profiles.doing import DAY
from tests.programmes.selection.doing import a_panel, decided, deciding, nominees, released
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
WHY = "You are on the panel of this call, so you see nobody here until you have declared your interests."
NOTHING = {"nothing": "on"}


def named(cast, **facts):
    """A panel that is named, with Amina on it, who manages too and has not declared; Nora is put forward."""
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    panel = a_panel(cast)
    return panel, a_nominee(cast, panel.call, "Nora Nearby", **facts)


def undeclared(panel, person):
    panel.declared.filter(partner=person).delete()


def test_a_manager_who_has_not_declared_sees_no_name_and_is_told_what_to_do(cast):
    panel, nora = named(cast)
    declare = reverse("programmes:panel-declare", args=[panel.ref])
    register = get(cast.amina, "register", panel.call).content.decode()

    assert "Nora" not in register and WHY in register and f'href="{declare}"' in register
    assert "so far" not in register and "There is no nomination here." not in register
    assert get(cast.amina, "nomination", nora).status_code == 404
    assert "Nora" not in get(cast.amina, "alike", panel.call).content.decode()
    seen = get(cast.maya, "register", panel.call).content.decode()
    assert "Nora Nearby" in seen and WHY not in seen

    assert as_(cast.amina).post(declare, NOTHING).status_code == 302
    seen = get(cast.amina, "register", panel.call).content.decode()
    assert "Nora Nearby" in seen and WHY not in seen and get(cast.amina, "nomination", nora).status_code == 200


def test_nobody_put_forward_is_told_as_before(cast):
    call = a_call(cast)
    register = get(cast.maya, "register", call).content.decode()

    assert WHY not in register and "There is no nomination here." in register and "0 nominations so far" in register


def test_two_records_cannot_be_settled_unseen(cast):
    panel, nora = named(cast)
    twin = a_nominee(cast, panel.call, "Nora Nearby")

    assert post(cast.amina, "alike", panel.call, keep=nora.candidate.ref, other=twin.candidate.ref).status_code == 404
    assert Nomination.objects.filter(state="merged").count() == 0


@pytest.mark.parametrize(("state", "page", "queue"), [("selected", "appointments", "offers-to-make"), ("reserve", "recruitment", None)])
def test_nor_among_those_who_wait_for_an_offer_or_are_in_reserve(cast, state, page, queue):
    panel = decided(cast, "select")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    Nomination.objects.filter(call=panel.call).update(state=state, settled_at=MONDAY, reserve_until=MONDAY.date() + 300 * DAY)
    undeclared(panel, cast.amina)
    pages = [reverse(f"programmes:{page}", args=[cast.programme.slug]), *([reverse("programmes:queue", args=[queue])] if queue else [])]

    for address in pages:
        assert ["Person0" in as_(person).get(address).content.decode() for person in (cast.amina, cast.maya)] == [False, True], address


def test_nor_among_those_who_are_told_by_phone_or_letter(cast):
    panel, nora = named(cast, agreed=False, email="", channel="phone", phone="020 7946 0111")
    deliver(at=MONDAY, limit=500)
    message = Message.objects.get(to=nora.candidate.ref)
    queue = reverse("programmes:queue", args=["by-hand"])

    for person, there in ((cast.amina, False), (cast.maya, True)):
        assert ("Nora Nearby" in as_(person).get(queue).content.decode()) is there
        assert as_(person).get(reverse("programmes:message-told", args=[message.pk])).status_code == (200 if there else 404)
    post(cast.amina, "panel-declare", panel, **NOTHING)
    assert "Nora Nearby" in as_(cast.amina).get(queue).content.decode()


def test_what_hinders_the_release_names_nobody_to_them(cast):
    panel = deciding(cast, "Nora Nearby")
    undeclared(panel, cast.amina)

    assert "Nora" in what_hinders_release(panel, by=cast.joe)
    assert what_hinders_release(panel, by=cast.amina) == "The other members have not finished yet."


@pytest.mark.parametrize("over", ["released", "called off"])
def test_a_panel_that_chooses_no_more_hides_nobody(cast, over):
    panel = released(cast, "not_select") if over == "released" else deciding(cast, "Person0 Example")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    undeclared(panel, cast.amina)
    if over == "called off":
        assert "Person0" not in get(cast.amina, "register", panel.call).content.decode()
        withdraw_call(panel.call, by=cast.maya, at=MONDAY, because="No room.")

    assert "Person0" in get(cast.amina, "register", panel.call).content.decode()


def test_when_it_meets_again_who_is_new_on_it_declares_first(cast):
    panel = released(cast, "not_select")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    undeclared(panel, cast.amina)
    Panel.objects.filter(pk=panel.pk).update(state="scoring", released_at=None, released_by=None)

    assert get(cast.amina, "nomination", nominees(panel)[0]).status_code == 404
    post(cast.amina, "panel-declare", panel, **NOTHING)
    assert get(cast.amina, "nomination", nominees(panel)[0]).status_code == 200


def test_a_seat_that_has_ended_hides_nobody(cast):
    panel, nora = named(cast)
    assert get(cast.amina, "nomination", nora).status_code == 404
    Holding.objects.filter(partner=cast.amina, seat__group=panel.group).update(from_on=MONDAY.date() - 9 * DAY)
    end_holding(Holding.objects.get(partner=cast.amina, seat__group=panel.group), by=cast.maya, at=MONDAY, until_on=MONDAY.date() - DAY)

    assert get(cast.amina, "nomination", nora).status_code == 200
