"""A call that is closed before its day: it is asked first, and every page says when it was really closed."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.calls.actions import check_calls
from programmes.calls.models import Call, token_of_request
from programmes.nominations.models import Nomination
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call
from tests.programmes.profiles.doing import DAY, published
from tests.programmes.selection.doing import decided, released
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
EARLY, PLANNED = "16 March 2026", "15 April 2026"


def page_of_link(call):
    return Client().get(reverse("programmes:nominate", args=[token_of_request(call.requests.get().ref)])).content.decode()


def test_closing_is_asked_first(cast):
    call = a_call(cast)
    assert reverse("programmes:call-close", args=[call.ref]) in get(cast.maya, "call", call).content.decode()
    page = get(cast.maya, "call-close", call).content.decode()

    assert "Close the call now?" in page and "It cannot be undone." in page and PLANNED in page
    assert Call.objects.get().state == "open"
    post(cast.maya, "call-close", call)
    assert Call.objects.get().state == "closed" and get(cast.maya, "call-close", call).status_code == 409


def test_the_pages_say_when_it_was_really_closed(cast):
    call = a_call(cast)
    shown = get(cast.maya, "call", call).content.decode()
    assert f"Closing date: {PLANNED}" in shown and "People may put themselves forward." in shown
    post(cast.maya, "call-close", call)
    pages = [get(cast.maya, "call", call).content.decode(), get(cast.maya, "calls", cast.programme.slug).content.decode()]

    assert all(f"Closed on {EARLY}" in page and PLANNED not in page for page in pages)
    assert "People may put themselves forward." not in pages[0]
    assert f"This call closed on {EARLY}" in page_of_link(call) and PLANNED not in page_of_link(call)


def test_one_that_the_clock_closes_a_little_late_closed_at_its_moment(cast, clock):
    call = a_call(cast)
    check_calls(at=clock.to(call.closing_at + DAY))

    assert Call.objects.get().state == "closed" and f"Closed on {PLANNED}" in get(cast.maya, "call", call).content.decode()
    assert f"This call closed on {PLANNED}" in page_of_link(call)


def test_a_role_whose_only_call_is_closed_is_no_longer_listed_as_open(cast, client):
    call = a_call(cast)
    role = call.profiles.get()
    without = published(cast, title="Member with no call", closing_at=MONDAY + 40 * DAY)

    def listed():
        page = client.get(reverse("programmes:open-roles")).content.decode()
        return reverse("programmes:open-role", args=[role.ref]) in page, reverse("programmes:open-role", args=[without.ref]) in page

    assert listed() == (True, True)
    post(cast.maya, "call-close", call)
    assert listed() == (False, True)
    page = client.get(reverse("programmes:open-role", args=[role.ref])).content.decode()
    assert "The call for this role is closed." in page and "This role closes on" not in page
    a_call(cast, profiles=[role])
    assert listed() == (True, True)
    assert "This role closes on" in client.get(reverse("programmes:open-role", args=[role.ref])).content.decode()


def written(call, **more):
    return {"source": "own", "said": "phone", "name": "Late Example", "channel": "post", "address": "4 Mill Street", "why": "I would.",
            "agrees": "on", "profile": call.profiles.get().pk} | more


def test_somebody_late_is_written_down_until_the_panel_has_released_and_not_after(cast):
    panel = decided(cast, "select")
    post(cast.maya, "call-close", panel.call)
    assert post(cast.maya, "nomination-new", panel.call, **written(panel.call)).status_code == 302
    over = released(cast, "select", call=a_call(cast, profiles=list(panel.call.profiles.all())), group=panel.group).call
    before = Nomination.objects.count()
    refused = post(cast.maya, "nomination-new", over, **written(over))

    assert refused.status_code == 409 and "The panel has released its outcomes." in refused.content.decode()
    assert Nomination.objects.count() == before
    there = reverse("programmes:nomination-new", args=[over.ref])
    assert there not in get(cast.maya, "register", over).content.decode()
    assert reverse("programmes:nomination-new", args=[panel.call.ref]) in get(cast.maya, "register", panel.call).content.decode()


@pytest.mark.parametrize(("said", "words"), [("email", "E-mail"), ("person", "In person")])
def test_what_came_by_e_mail_or_in_person_is_written_down_as_such(cast, said, words):
    call = a_call(cast)
    page = get(cast.maya, "nomination-new", call).content.decode()
    assert "By e-mail" in page and "In person" in page
    assert "E-mail address (optional)" not in page and "Needed if they are reached by e-mail." in page
    assert post(cast.maya, "nomination-new", call, **written(call, said=said)).status_code == 302

    nomination = Nomination.objects.get()
    assert (nomination.channel, nomination.get_channel_display()) == (said, words)


def test_who_puts_themselves_forward_reads_when_the_address_is_needed(cast, client):
    role = a_call(cast).profiles.get()
    page = client.get(reverse("programmes:put-oneself-forward", args=[role.ref])).content.decode()

    assert "Needed if we reach you by e-mail." in page and "Needed if we reach you by phone." in page and "address (optional)" not in page
