"""A trusted supporter sees what is next and what is asked, by a link that ends; more only where the person switched it on."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.tokens import hash_of
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.about.actions import say_reach
from partners.models import Supporter
from partners.supporters.actions import accept_to_help, end_supporter, invite_supporter
from partners.supporters.models import token_of_supporter
from tests.makers import MONDAY
from tests.programmes.portal.doing import a_need, a_supporter, helping, link_of, own, press

pytestmark = pytest.mark.django_db

HETTY = {"name": "Hetty Helper", "email": "hetty@helper.test", "until_on": "2026-06-30"}


def now_(supporter):
    return Supporter.objects.get(pk=supporter.pk)


def test_the_person_lets_somebody_in_who_is_sent_a_link_that_is_kept_nowhere(cast, mailoutbox):
    own(cast.amina, "me-supporter-new", **HETTY)

    supporter = Supporter.objects.get()
    token = token_of_supporter(supporter.ref)
    assert (supporter.state, supporter.sees_support, supporter.sees_reach) == ("invited", False, False)
    assert str(supporter.until_on) == "2026-06-30"
    assert supporter.token_hash == hash_of(token) and token not in str(vars(supporter))
    message = Message.objects.get(kind="supporter_invited")
    assert registry.words["supporter_invited"](message).path == reverse("programmes:helping", args=[token])
    assert registry.reached([message.to], MONDAY)[message.to].email == "hetty@helper.test"


def test_the_mail_goes_to_the_supporter(cast, mailoutbox):
    from coprod.post.actions import deliver

    supporter = a_supporter(cast.amina)
    deliver(at=MONDAY)

    mail = next(mail for mail in mailoutbox if mail.to == ["hetty@helper.test"])
    assert link_of(supporter) in mail.body
    assert cast.amina.name not in mail.subject


@pytest.mark.parametrize(("until", "words"), [("2027-03-17", "in the next twelve months"), ("2026-03-15", "today or a later day")])
def test_nobody_is_let_in_for_more_than_a_year_or_until_a_day_that_is_over(cast, until, words):
    page = own(cast.amina, "me-supporter-new", **HETTY | {"until_on": until}).content.decode()

    assert words in page and "Hetty Helper" in page
    assert not Supporter.objects.exists()


def test_looking_answers_nothing_and_yes_opens_the_page(cast):
    supporter, client = a_supporter(cast.amina), Client()
    assert "Will you help Amina Example?" in client.get(link_of(supporter)).content.decode()
    assert now_(supporter).state == "invited"

    client.post(link_of(supporter), {"answer": "yes"})

    page = client.get(link_of(supporter)).content.decode()
    assert (now_(supporter).state, now_(supporter).answered_at) == ("active", MONDAY)
    for words in ("What is next", "What is asked of them", "Where they sit", "Advisory Group"):
        assert words in page


def test_they_see_support_and_how_to_reach_the_person_only_if_it_is_switched_on(cast):
    a_need(cast.amina, words="Book a BSL interpreter")
    say_reach(cast.amina, at=MONDAY, channel="phone", phone="020 7946 0001", best_times="Mornings")
    less, more = helping(cast.amina), helping(cast.amina, email="max@helper.test", sees_support=True, sees_reach=True)

    little, much = (Client().get(link_of(each)).content.decode() for each in (less, more))

    assert "BSL" not in little and "020 7946 0001" not in little and "Mornings" not in little
    assert "BSL" in much and "020 7946 0001" in much and "Mornings" in much


def test_a_supporters_link_opens_no_other_page_and_changes_nothing(cast):
    supporter, client = helping(cast.amina), Client()
    client.get(link_of(supporter))

    assert client.get(reverse("programmes:me")).status_code == 302
    assert client.post(link_of(supporter), {"answer": "no"}).status_code == 200
    assert now_(supporter).state == "active"


def test_no_closes_the_link(cast):
    supporter = a_supporter(cast.amina)

    assert "You said no" in Client().post(link_of(supporter), {"answer": "no"}).content.decode()

    assert now_(supporter).state == "declined"
    assert Client().get(link_of(supporter)).status_code == 410


def test_every_opening_is_noted_and_the_person_sees_when(cast, clock):
    supporter = helping(cast.amina)
    clock.to(MONDAY + timedelta(days=2, hours=3))

    Client().get(link_of(supporter))

    assert now_(supporter).seen_at == MONDAY + timedelta(days=2, hours=3)
    assert "18 March 2026" in own(cast.amina, "me-supporters").content.decode()


def test_the_person_ends_it_at_once(cast):
    supporter = helping(cast.amina)

    press(cast.amina, "me-supporter-end", supporter.ref)

    answer = Client().get(link_of(supporter))
    assert (now_(supporter).state, answer.status_code) == ("ended", 410)
    assert "ended" in answer.content.decode() and cast.amina.name not in answer.content.decode()
    assert Client().post(link_of(supporter), {"answer": "yes"}).status_code == 410


def test_access_ends_at_midnight_after_the_last_day_without_anybody_doing_anything(cast, clock):
    supporter = helping(cast.amina, until_on=MONDAY.date() + timedelta(days=3))
    clock.to(MONDAY + timedelta(days=3, hours=13))
    assert Client().get(link_of(supporter)).status_code == 200

    clock.to(MONDAY + timedelta(days=3, hours=14, minutes=1))       # a minute past midnight in London

    assert Client().get(link_of(supporter)).status_code == 410
    with pytest.raises(NotAllowedNow):
        accept_to_help(a_supporter(cast.joe, until_on=MONDAY.date()), at=MONDAY + timedelta(days=1))
    assert "the last day is over" in own(cast.amina, "me-supporters").content.decode()


def test_the_same_address_is_invited_once_at_a_time_and_again_when_it_has_ended(cast):
    first = a_supporter(cast.amina)
    assert own(cast.amina, "me-supporter-new", **HETTY).status_code == 409

    end_supporter(first, at=MONDAY)
    own(cast.amina, "me-supporter-new", **HETTY)

    assert sorted(Supporter.objects.values_list("state", flat=True)) == ["ended", "invited"]


def test_an_address_whose_day_is_over_is_invited_anew(cast):
    a_supporter(cast.amina, until_on=MONDAY.date())

    invite_supporter(cast.amina, at=MONDAY + timedelta(days=2), name="Hetty Helper", email="hetty@helper.test",
                     until_on=MONDAY.date() + timedelta(days=30))

    assert sorted(Supporter.objects.values_list("state", flat=True)) == ["ended", "invited"]


def test_nobody_ends_the_help_of_another_person(cast):
    supporter = helping(cast.amina)

    assert press(cast.joe, "me-supporter-end", supporter.ref).status_code == 404
    assert press(cast.maya, "me-supporter-end", supporter.ref).status_code == 404
    assert now_(supporter).state == "active"


def test_a_token_that_nobody_has_opens_nothing(cast):
    assert Client().get(reverse("programmes:helping", args=["no-such-token"])).status_code == 410


def test_what_ended_says_nothing_in_a_mail_that_waits(cast):
    supporter = a_supporter(cast.amina)
    end_supporter(supporter, at=MONDAY)

    assert registry.words["supporter_invited"](Message.objects.get(kind="supporter_invited")) is None
    call_command("check_stages")
