"""Every model says which of its fields are personal and how long they are kept (house.md C24, lessons e30).

A field that could hold something about a person (a link to one, an address, free text, a file) is declared in
PERSONAL with its term, or named in IMPERSONAL because it speaks of work, never of people.
"""

import pytest
from django.apps import apps
from django.db import models

from coprod.accounts.models import User
from coprod.post.models import Message
from coprod.trail.models import Book, Row
from partners.models import Partner

FREE_TEXT = 100         # a text this long can hold a name
OURS = [model for model in apps.get_models() if model.__module__.startswith(("coprod.", "partners.", "programmes."))]
REFS_AND_CODES = {      # what a trail row and a message may hold: refs, codes, states, numbers, moments, hashes
    Row: {"id", "book", "number", "at", "actor", "role", "kind", "subject", "move", "was", "now", "about", "before", "hash"},
    Book: {"id", "name", "length", "last_hash"},
    Message: {"id", "kind", "about", "to", "occasion", "book", "written_at", "due_at", "priority", "state", "why", "channel",
              "digest", "parts", "copy", "claimed_at", "claimed_by", "tries", "finished_at", "mail_name", "sent_to"},
}


def may_speak_of_a_person(field) -> bool:
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        return field.related_model in (Partner, User)
    if isinstance(field, models.CharField | models.TextField):      # also e-mail addresses, links, slugs
        if field.choices or field.name == "ref" or isinstance(field, models.SlugField):
            return False
        return isinstance(field, models.EmailField | models.TextField) or (field.max_length or FREE_TEXT) >= FREE_TEXT
    return isinstance(field, models.FileField | models.GenericIPAddressField | models.BinaryField)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_says_what_is_personal_and_for_how_long(model):
    assert "PERSONAL" in vars(model), "state PERSONAL, empty if nothing is"
    assert all(isinstance(term, str) and len(term) > 10 for term in model.PERSONAL.values())


@pytest.mark.parametrize("model", [model for model in OURS if model not in REFS_AND_CODES], ids=lambda model: model._meta.label)
def test_every_field_that_may_speak_of_a_person_is_declared(model):
    declared = set(model.PERSONAL) | set(getattr(model, "IMPERSONAL", ()))
    suspects = {field.name for field in model._meta.get_fields() if not field.auto_created and may_speak_of_a_person(field)}

    assert suspects - declared == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_is_declared_exists_and_is_declared_once(model):
    names = {field.name for field in model._meta.get_fields()}
    impersonal = set(getattr(model, "IMPERSONAL", ()))

    assert (set(model.PERSONAL) | impersonal) - names == set()
    assert set(model.PERSONAL) & impersonal == set()


@pytest.mark.parametrize("model", REFS_AND_CODES, ids=lambda model: model._meta.label)
def test_trail_and_outbox_hold_refs_and_codes_and_nothing_else(model):
    """They are kept for good, or long: so nothing in them may need erasing. Tests of the trail read their contents."""
    assert {field.name for field in model._meta.get_fields()} == REFS_AND_CODES[model]
    assert model.PERSONAL == {}
    relations = {field.name for field in model._meta.get_fields() if field.is_relation and not field.auto_created}
    assert relations <= {"digest"} and all(model._meta.get_field(name).related_model is model for name in relations)    # to its own kind
    assert all((field.max_length or 0) <= 64 for field in model._meta.get_fields() if isinstance(field, models.CharField))


def test_the_check_notices_a_field_that_nobody_declared():
    named, chosen = models.CharField(max_length=200), models.CharField(max_length=200, choices=[("a", "A")])
    named.name, chosen.name = "nickname", "kind"

    assert may_speak_of_a_person(named)
    assert may_speak_of_a_person(models.TextField())
    assert may_speak_of_a_person(models.EmailField())
    assert may_speak_of_a_person(models.FileField())
    assert not may_speak_of_a_person(chosen)
    assert may_speak_of_a_person(Partner._meta.get_field("user"))
    assert not may_speak_of_a_person(Partner._meta.get_field("organisation"))
