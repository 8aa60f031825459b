"""A row holds references and states, never names or free text, so that a person can be erased without touching it."""

import json

from coprod.post.models import Message
from coprod.trail.models import THE_CLOCK, Row
from partners.models import Organisation, Partner
from programmes.programme.roles import NAMES
from tests.trail.story import SECRETS, tell_the_story


def texts_of(rows):
    return "\n".join(json.dumps(row, default=str) for row in rows.values()).casefold()


def test_no_row_of_the_whole_story_holds_a_name_an_address_or_a_word_that_somebody_wrote(cast):
    tell_the_story(cast)
    kept = texts_of(Row.objects.all())

    people = [value for partner in Partner.objects.values("name", "called", "email", "phone", "address") for value in partner.values()
              if value]
    names = [*Organisation.objects.values_list("name", flat=True), cast.programme.name, cast.housing.name, cast.advisory.name]
    usernames = [person.user.username for person in cast.people().values() if person.user]
    leaked = [words for words in [*people, *names, *SECRETS.values(), "I am moving away", "Minutes, item 4"] if words.casefold() in kept]
    assert leaked == []
    assert [name for name in usernames if f'"{name}"' in kept] == []
    assert Row.objects.count() > 120


def test_no_message_of_the_story_holds_them_either(cast):
    tell_the_story(cast)
    kept = texts_of(Message.objects.all())

    people = [value for partner in Partner.objects.values("name", "email", "phone", "address") for value in partner.values() if value]
    assert [words for words in [*people, *SECRETS.values(), cast.programme.name] if words.casefold() in kept] == []
    assert Message.objects.count() > 10


def test_every_actor_is_a_partner_s_ref_or_the_clock_and_every_role_is_a_role(cast):
    tell_the_story(cast)

    refs = set(Partner.objects.values_list("ref", flat=True))
    assert set(Row.objects.values_list("actor", flat=True)) <= refs | {THE_CLOCK}
    assert set(Row.objects.values_list("role", flat=True)) <= set(NAMES) | {""}


def test_what_a_row_is_about_is_refs_codes_and_numbers(cast):
    tell_the_story(cast)

    for about in Row.objects.values_list("about", flat=True):
        for value in about.values():
            assert isinstance(value, int) or (" " not in value and len(value) <= 20), about
