"""Who has no account answers about a buddy by their own link, or the manager notes what they said; and they write that they talked."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.candidates.models import token_of
from programmes.appointments.actions.buddies import agree_to_buddy, decline_buddy, propose_buddy
from programmes.appointments.models import Buddying
from tests.makers import MONDAY
from tests.programmes.appointments.doing import active, with_account
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    return propose_buddy(active(cast), cast.joe, by=cast.maya, at=MONDAY)


def page_of(buddying):
    return reverse("programmes:buddy-by-link", args=[token_of(buddying.appointment.nomination.candidate.ref)])


def now_(buddying):
    return Buddying.objects.get(pk=buddying.pk)


def test_the_mail_and_the_persons_own_page_lead_to_where_they_answer(cast, asked):
    person = asked.appointment.partner
    message = Message.objects.get(kind="buddy_asked", to=person.ref)
    own = reverse("programmes:my-nomination", args=[token_of(asked.appointment.nomination.candidate.ref)])

    assert registry.words["buddy_asked"](message).path == page_of(asked)
    to_joe = registry.words["buddy_asked"](Message.objects.get(kind="buddy_asked", to=cast.joe.ref))
    assert to_joe.path == reverse("programmes:buddy", args=[asked.ref])
    assert page_of(asked) in Client().get(own).content.decode()


def test_they_say_yes_write_that_they_talked_and_end_it_by_the_link(cast, asked):
    client = Client()
    assert f"You and {cast.joe.name}" in client.get(page_of(asked)).content.decode()
    client.post(page_of(asked), {"do": "agree"})
    assert (now_(asked).state, now_(asked).person_agreed_at) == ("proposed", MONDAY)
    agree_to_buddy(now_(asked), by=cast.joe, at=MONDAY)

    page = client.get(page_of(asked)).content.decode()
    talk = re.search(r'name="check_in" value="(.+?)"', page)[1]
    too_long = client.post(page_of(asked), {"do": "talked", "check_in": talk, "note": "x" * 1001}).content.decode()
    assert "x" * 1001 in too_long and not asked.check_ins.filter(happened_at__isnull=False).exists()
    client.post(page_of(asked), {"do": "talked", "check_in": talk, "note": "It goes well."})
    noted = asked.check_ins.get(happened_at__isnull=False)
    assert (noted.ref, noted.week, noted.note, noted.written_by) == (talk, 2, "It goes well.", asked.appointment.partner)
    client.post(page_of(asked), {"do": "end"})
    assert now_(asked).state == "ended"


def test_a_no_by_the_link_asks_for_no_reason(cast, asked):
    response = Client().post(page_of(asked), {"do": "decline"}, follow=True)

    assert now_(asked).state == "declined" and "A buddy" not in response.content.decode()
    assert Client().get(page_of(asked)).status_code == 404


def test_a_link_opens_no_talk_of_others_and_leads_who_signs_in_to_their_account(cast, asked):
    other = propose_buddy(active(cast, name="Una Example"), cast.ines, by=cast.maya, at=MONDAY)
    for side in (other.appointment.partner, cast.ines):
        agree_to_buddy(other, by=side, at=MONDAY)
    for side in (asked.appointment.partner, cast.joe):
        agree_to_buddy(asked, by=side, at=MONDAY)
    theirs = other.check_ins.get(week=2)
    assert Client().post(page_of(asked), {"do": "talked", "check_in": theirs.ref, "note": ""}).status_code == 404
    with_account(asked.appointment)

    assert Client().get(page_of(asked)).headers["Location"] == reverse("programmes:buddy", args=[asked.ref])


def test_the_manager_notes_what_who_has_no_account_said(cast, asked):
    person = asked.appointment.partner
    assert reverse("programmes:buddy-note", args=[asked.ref]) in get(cast.maya, "appointment", asked.appointment).content.decode()
    assert cast.joe.name not in get(cast.maya, "buddy-note", asked).content.decode()     # he has an account, and answers himself
    wrong = post(cast.maya, "buddy-note", asked, who=cast.joe.ref, answer="yes", through="phone")
    assert wrong.status_code == 200 and now_(asked).buddy_agreed_at is None
    post(cast.maya, "buddy-note", asked, who=person.ref, answer="yes", through="phone")

    row, = (row for row in Row.objects.about(asked) if row.move == "agree")
    assert now_(asked).person_agreed_at == MONDAY and now_(asked).buddy_agreed_at is None
    assert (row.actor, row.about["partner"], row.about["through"]) == (cast.maya.ref, person.ref, "phone")
    assert post(cast.maya, "buddy-note", asked, who=person.ref, answer="yes", through="phone").status_code == 409


def test_a_noted_no_declines(cast, asked):
    post(cast.maya, "buddy-note", asked, who=asked.appointment.partner.ref, answer="no", through="post")
    row, = (row for row in Row.objects.about(asked) if row.move == "decline")
    assert (now_(asked).state, row.actor) == ("declined", cast.maya.ref)
    assert row.about == {"partner": asked.appointment.partner.ref, "through": "post"}


def test_a_declined_proposal_leaves_nothing_to_note(cast, asked):
    decline_buddy(asked, by=cast.joe, at=MONDAY)
    assert get(cast.maya, "buddy-note", asked).status_code == 409
