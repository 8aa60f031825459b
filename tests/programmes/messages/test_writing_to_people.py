"""A message to many: previewed, counted, sent once, taken back while it waits (issue 9, section 6)."""

import re
from datetime import timedelta

import pytest

from coprod.post.models import Message
from partners.messages.actions import choose
from partners.messages.models import SentMessage
from programmes.messages.actions.announcing import forget_what_is_old
from programmes.messages.models import Announcement
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all
from tests.programmes.messages.test_my_messages import OTHER
from tests.programmes.stages.doing import as_, get, post

TEXT = {"subject": "The hall is closed on Friday", "text": "We meet in the library.\nThe ramp is at the side.", "wait": "10", "channel": ""}
LATER = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def at_noon(cast, clock):
    clock.to(MONDAY)
    Message.objects.all().delete()


def where(cast):
    return f"/programmes/{cast.programme.slug}/messages/new/"


def once(cast):
    return re.search(r'name="once" value="([^"]+)"', as_(cast.maya).get(where(cast)).content.decode()).group(1)


def write(cast, to, *, token=None, **more):
    return as_(cast.maya).post(where(cast), TEXT | {"to": to, "sure": "yes", "once": token or once(cast)} | more)


def test_first_it_is_looked_at_and_nothing_goes(cast):
    choose(cast.joe, {(OTHER[0].__class__("groups"), False): "off"}, at=MONDAY)
    page = as_(cast.maya).post(where(cast), TEXT | {"to": f"pair:{cast.housing.group.ref}", "once": once(cast)}).content.decode()

    assert "2 people will get it" in page and "E-mail: 1" in page and "Not sent: they switched such messages off: 1" in page
    assert cast.amina.name in page and "We meet in the library." in page and not Announcement.objects.exists()


def test_one_message_goes_to_both_of_a_pair(cast, mailoutbox):
    answer = write(cast, f"pair:{cast.housing.group.ref}")
    deliver_all(MONDAY + timedelta(minutes=5))
    assert answer.status_code == 302 and mailoutbox == []
    deliver_all(MONDAY + LATER)

    assert {mail.to[0] for mail in mailoutbox} == {cast.amina.email, cast.joe.email}
    assert all("The ramp is at the side." in mail.body and cast.maya.name in mail.body for mail in mailoutbox)
    assert mailoutbox[0].subject == "Care Together: The hall is closed on Friday"


def test_pressed_twice_it_is_sent_once(cast, mailoutbox):
    token = once(cast)
    write(cast, "lay", token=token)
    write(cast, "lay", token=token)
    deliver_all(MONDAY + LATER)

    assert Announcement.objects.count() == 1
    assert len(mailoutbox) == len({mail.to[0] for mail in mailoutbox}) == Announcement.objects.get().people


def test_it_is_taken_back_while_it_waits_and_not_later(cast, mailoutbox, clock):
    write(cast, "lay")
    it = Announcement.objects.get()
    clock.to(MONDAY + timedelta(minutes=9))

    assert post(cast.maya, "announcement-take-back", it).status_code == 302
    assert post(cast.maya, "announcement-take-back", it).status_code == 409
    deliver_all(MONDAY + LATER)

    assert mailoutbox == []
    assert set(Message.objects.filter(about=it.ref).values_list("state", "why")) == {("dropped", "recalled")}
    assert "Taken back by" in get(cast.maya, "announcement", it).content.decode()


def test_what_is_out_cannot_be_taken_back(cast, mailoutbox, clock):
    write(cast, "lay")
    deliver_all(MONDAY + LATER)
    clock.to(MONDAY + LATER)

    assert post(cast.maya, "announcement-take-back", Announcement.objects.get()).status_code == 409
    assert len(mailoutbox) == Announcement.objects.get().people


@pytest.mark.parametrize(("wrong", "said"), [
    ({"subject": "Ring 020 7946 0991"}, "Take out what identifies a person"), ({"subject": ""}, "Answer “About what?”"),
    ({"text": ""}, "Answer “What do you want to say?”"), ({"to": "pair:nosuchgroup"}, "To whom?"),
    ({"channel": "relay"}, "Nobody is there")])
def test_a_mistake_is_said_beside_the_field_and_keeps_what_was_typed(cast, wrong, said):
    answer = write(cast, **{"to": "lay"} | wrong)

    assert answer.status_code == 200 and said in answer.content.decode() and not Announcement.objects.exists()
    assert wrong.get("text") == "" or "We meet in the library." in answer.content.decode()


def test_people_are_chosen_by_how_they_are_reached(cast, mailoutbox):
    cast.amina.channel, cast.amina.phone = "phone", "020 7946 0991"
    cast.amina.save()
    write(cast, f"pair:{cast.housing.group.ref}", channel="phone")
    deliver_all(MONDAY + LATER)

    assert list(Message.objects.values_list("to", "state")) == [(cast.amina.ref, "by_hand")] and mailoutbox == []


def test_after_two_years_what_was_sent_is_gone_and_not_before(cast):
    write(cast, "lay")
    deliver_all(MONDAY + LATER)
    assert SentMessage.objects.count() == Announcement.objects.get().people > 0

    assert forget_what_is_old(at=MONDAY + timedelta(days=731)) == 0
    forget_what_is_old(at=MONDAY + timedelta(days=732))

    assert not SentMessage.objects.exists() and not Announcement.objects.exists()


def test_a_manager_of_another_programme_finds_none_of_it(cast):
    write(cast, "lay")

    assert get(cast.sam, "announcement", Announcement.objects.get()).status_code == 404
    assert post(cast.sam, "announcement-take-back", Announcement.objects.get()).status_code == 404
    assert as_(cast.sam).get(where(cast)).status_code == 404
