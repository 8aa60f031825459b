"""A manager who sits on a panel does not meet whom they are too close to when the offer is made either: not in a list, a count, a queue,
by address, or among those who are told by phone or letter. From the person's yes on they are a colleague."""

import pytest
from django.urls import reverse

from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.moves import make_move
from programmes.appointments.actions.offering import accept_offer, decline_offer, offer_appointment, withdraw_offer
from programmes.appointments.actions.terms import offer_renewal
from programmes.nominations.lifecycles import NOMINATION
from programmes.selection.actions import declare_conflict
from tests.makers import MONDAY, gives
from tests.programmes.appointments.doing import now_, whole
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.nominations.doing import now_ as nomination_now
from tests.programmes.selection.doing import decided, decision_of, nominees, scoring
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
NAMES = ("Nora Nearby", "Otto Other")


def chosen(cast, **facts):
    """Nora and Otto are selected; Amina, who manages too, knows Nora."""
    call = a_call(cast)
    for name in NAMES:
        a_nominee(cast, call, name, **facts)
    nora, otto = nominees(scoring(cast, "Uma Unmarked", call=call))[:2]
    declare_conflict(nora, by=cast.amina, at=MONDAY)
    for each in (nora, otto):
        make_move(each, NOMINATION, "select", by=cast.maya, at=MONDAY, settled_at=MONDAY)
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    return [nomination_now(each) for each in (nora, otto)]


def offers(cast, **facts):
    return [offer_appointment(each, by=cast.maya, at=MONDAY) for each in chosen(cast, **facts)]


def reads(cast, person):
    """Whom the person reads of in the list and in the queue of offers, and how many home and the queue count there."""
    client = as_(person)
    page = client.get(reverse("programmes:appointments", args=[cast.programme.slug])).content.decode()
    queue = client.get(reverse("programmes:queue", args=["offers"]))
    home = {row.queue.name: row.count for row in client.get(reverse("programmes:asked")).context["counted"]}
    listed = [name in queue.content.decode() for name in NAMES]
    return ([name in page for name in NAMES], listed, queue.context["count"], home.get("offers", 0))


def test_an_offer_to_somebody_whom_the_reader_is_too_close_to_is_not_there(cast):
    nora, otto = offers(cast)

    assert reads(cast, cast.amina) == ([False, True], [False, True], 1, 1)
    assert reads(cast, cast.maya) == ([True, True], [True, True], 2, 2)
    for route in ("appointment", "offer-note", "induction"):
        assert [get(cast.amina, route, each).status_code for each in (nora, otto)] == [404, 200], route
        assert get(cast.maya, route, nora).status_code == 200, route
    assert post(cast.amina, "offer-withdraw", nora).status_code == 404 and now_(nora).state == "offered"


@pytest.mark.parametrize("end", [withdraw_offer, decline_offer])
def test_nor_when_it_came_to_nothing(cast, end):
    nora, _otto = offers(cast)
    end(nora, at=MONDAY, **({"by": cast.maya} if end is withdraw_offer else {"through": "link"}))

    assert reads(cast, cast.amina)[0] == [False, True] and get(cast.amina, "appointment", nora).status_code == 404
    assert reads(cast, cast.maya)[0] == [True, True]


def test_from_their_yes_on_they_are_a_colleague_whom_everybody_meets(cast):
    nora, _otto = offers(cast)
    begun = now_(accept_offer(nora, at=MONDAY, through="link"))

    assert reads(cast, cast.amina)[0] == [True, True] and get(cast.amina, "appointment", begun).status_code == 200
    following = offer_renewal(whole(begun), by=cast.maya, at=MONDAY)
    assert reads(cast, cast.amina) == ([True, True], [True, True], 2, 2)
    assert get(cast.amina, "appointment", following).status_code == 200


def test_those_who_wait_for_an_offer_are_counted_on_the_call_without_them(cast):
    nora, _otto = chosen(cast)

    assert "1 selected, and waiting for an offer." in get(cast.amina, "call", nora.call).content.decode()
    assert "2 selected, and waiting for an offer." in get(cast.maya, "call", nora.call).content.decode()


# --- who is told by phone or letter --------------------------------------------------------------------------------------------

def told(person, *messages):
    """Whether the queue names them, how many wait, and what each page answers."""
    queue = as_(person).get(reverse("programmes:queue", args=["by-hand"]))
    pages = [as_(person).get(reverse("programmes:message-told", args=[each.pk])).status_code for each in messages]
    return [name in queue.content.decode() for name in NAMES], queue.context["count"], pages


def test_the_list_of_people_to_tell_has_nobody_whom_the_reader_is_too_close_to(cast):
    appointments = offers(cast, email="", channel="phone", phone="020 7946 0111")
    deliver(at=MONDAY, limit=500)
    nora, otto = (Message.objects.get(kind="role_offered", about=each.ref) for each in appointments)
    everybody = Message.objects.by_hand().count()
    theirs = Message.objects.by_hand().filter(to=nora.to).count()

    assert theirs and told(cast.amina, nora, otto) == ([False, True], everybody - theirs, [404, 200])
    assert told(cast.maya, nora, otto) == ([True, True], everybody, [200, 200])
    assert as_(cast.amina).post(reverse("programmes:message-told", args=[nora.pk])).status_code == 404
    assert Message.objects.get(pk=nora.pk).state == "by_hand"


def test_nor_a_message_about_them_to_who_put_them_forward(cast):
    panel = decided(cast, "select", "not_select")
    nora, otto = nominees(panel)
    Message.objects.all().delete()
    cards = [Message.objects.create(kind="outcome_nominator", about=decision_of(each).ref, to=cast.olga.ref, occasion="released",
                                    book=cast.programme.ref, written_at=MONDAY, due_at=MONDAY, state="by_hand") for each in (nora, otto)]
    gives(cast.programme, cast.joe, "PM", by=cast.maya)
    declare_conflict(nora, by=cast.joe, at=MONDAY)

    assert told(cast.joe, cards[0])[1:] == (1, [404])
    assert told(cast.maya)[1] == 2
