"""In the story everybody has a named contact, contacts are noted, and the records say honestly where support does not work."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from partners.contacts.policies import contacts_lately
from partners.models import Contact, Holding, NamedContact, Partner
from programmes.demo.story.dates import Calendar
from programmes.demo.story.people import NAMES
from programmes.programme.models import Programme
from programmes.stages.models import Answer
from programmes.stages.proofs import what_is_missing
from tests.accounts.people import words_of
from tests.programmes.demo.reading import browser_of, partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def person(key):
    return Partner.objects.get(name=NAMES[key])


def test_ruth_looks_after_everybody_from_the_day_on_which_they_joined():
    joined = {}
    hers = Programme.objects.filter(slug__in=["joined-up-lives", "home-straight"]).values("ref")
    for holding in Holding.objects.filter(seat__is_lay=True, state__in=["serving", "ended"],
                                          seat__group__home_book__in=hers).order_by("-from_on"):
        joined[holding.partner_id, holding.seat.trail_book] = holding.from_on
    named = {(each.partner_id, each.home_book): day_of(each.named_at) for each in NamedContact.objects.filter(owner=partner("involvement"))}

    assert named == joined
    assert NamedContact.objects.filter(hours="").count() == 0


def test_mrs_applegarth_was_contacted_four_times_in_fourteen_days_and_brian_was_not():
    monday = Calendar(day_of(now())).monday

    assert len(contacts_lately(person("LP17"), on=monday).contacts) == 4
    assert not contacts_lately(person("LP06"), on=monday - timedelta(days=7)).are_many
    assert Contact.objects.filter(partner=person("LP06")).count() == 5
    told = words_of(browser_of("manager").get(reverse("programmes:person", args=[person("LP17").ref])))
    assert "4 contacts in the last 14 days" in told


def test_one_letter_a_week_to_mrs_applegarth_waits_to_be_printed():
    """She wants everything in one letter a week."""
    first, second = Message.objects.by_hand().filter(to=person("LP17").ref, kind="digest").order_by("due_at")
    assert (second.due_at - first.due_at).days >= 6        # the story's clock comes by on a few mornings only

    told = words_of(browser_of("manager").get(reverse("programmes:letter", args=[first.pk])))

    assert "Dear Mrs Applegarth," in told and "Room 12, Lime Court, Oakwell" in told


def test_nothing_was_heard_of_jack_until_ruth_was_told_and_rang():
    told = Message.objects.filter(kind="partner_silent", book=Programme.objects.get(slug="joined-up-lives").ref)

    assert set(told.values_list("about", flat=True)) == {person("LP25").ref}
    assert {message.to for message in told} == {partner("involvement").ref, partner("manager").ref}
    assert person("LP25").contacts.get().words.startswith("He had been in hospital")


def test_the_records_show_contacts_and_hours_and_that_support_does_not_work():
    answers = Answer.objects.filter(stage__programme__slug="joined-up-lives", code__in=["3.3", "3.4", "3.7"])
    said, stage = dict(answers.values_list("code", "shown")), answers.get(code="3.3").stage
    missing = what_is_missing(type(stage).objects.filter(pk=stage.pk), day_of(now()), ["S3"])[stage.pk]

    assert said == {"3.3": False, "3.4": True, "3.7": True}
    assert [each.words for each in missing["3.3"]] == [
        "Lay Partners Advisory Group: support of 1 lay partner has not been met for more than 14 days.",
        "Informatics: support of 1 lay partner has not been met for more than 14 days."]
