"""Lay members write among themselves; nobody else opens their space without a reason that all of them read (CC9, NT60)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.models import LayNote, Opening
from tests.makers import MONDAY
from tests.programmes.stages.doing import as_

SECRET = "He shouts at us, and the minutes never say so."


def space(cast):
    return reverse("programmes:lay-space", args=[cast.advisory.ref])


@pytest.fixture
def written(cast, clock):
    as_(cast.amina).post(space(cast), {"text": SECRET})
    return LayNote.objects.get()


def test_what_one_lay_member_writes_the_others_read(cast, written):
    assert (written.by, written.group) == (cast.amina, cast.advisory)
    assert SECRET in as_(cast.joe).get(space(cast)).content.decode()
    assert SECRET in as_(cast.ines).get(space(cast)).content.decode()


@pytest.mark.parametrize("who", ["maya", "sid", "priya", "vic", "femi", "forrest", "olga"])
def test_nobody_else_reads_it_anywhere(cast, written, who):
    client = as_(getattr(cast, who))

    assert client.get(space(cast)).status_code == 403
    slug = cast.programme.slug
    for name, args in (("group", [cast.advisory.ref]), ("trail", [slug]), ("programme", [slug]), ("home", [])):
        assert SECRET not in client.get(reverse(f"programmes:{name}", args=args)).content.decode()


def test_the_trail_says_nothing_of_a_note(cast, written):
    assert not Row.objects.filter(subject=written.ref).exists()


def test_a_key_of_an_administrator_opens_nothing(cast, written):
    from django.test import Client

    from coprod.accounts.models import User

    root = User.objects.create_superuser("root", password="three green bicycles")
    client = Client()
    client.force_login(root)

    assert client.get(space(cast)).status_code in (302, 403, 404)
    assert "partners.LayNote" not in {f"{model._meta.app_label}.{model.__name__}" for model in __import__(
        "django.contrib.admin", fromlist=["site"]).site._registry}


def test_who_opens_it_gives_a_reason_and_every_lay_member_is_told_at_once(cast, written, clock):
    where = reverse("programmes:lay-space-open", args=[cast.advisory.ref])
    without = as_(cast.maya).post(where, {"reason": " "})
    assert without.status_code == 200
    assert not Opening.objects.exists()

    as_(cast.maya).post(where, {"reason": "Somebody may be in danger."})

    assert SECRET in as_(cast.maya).get(space(cast)).content.decode()
    opening = Opening.objects.get()
    told = Message.objects.filter(kind="lay_space_opened")
    assert set(told.values_list("to", flat=True)) == {cast.ines.ref, cast.amina.ref, cast.joe.ref}
    words = registry.words["lay_space_opened"](told.first())
    assert "Maya Example opened it" in words.lines[0]
    assert words.lines[1] == "The reason: Somebody may be in danger."
    assert Row.objects.filter(subject=opening.ref, move="open", actor=cast.maya.ref).count() == 1
    assert "Maya Example" in as_(cast.joe).get(space(cast)).content.decode()
    assert as_(cast.sid).get(space(cast)).status_code == 403      # it is open to who opened it, and to nobody else


def test_after_an_hour_it_is_closed_again(cast, written, clock):
    as_(cast.maya).post(reverse("programmes:lay-space-open", args=[cast.advisory.ref]), {"reason": "Somebody may be in danger."})

    clock.to(MONDAY + timedelta(minutes=61))

    assert as_(cast.maya).get(space(cast)).status_code == 403


def test_who_opened_it_reads_and_does_not_write(cast, written, clock):
    as_(cast.maya).post(reverse("programmes:lay-space-open", args=[cast.advisory.ref]), {"reason": "Somebody may be in danger."})

    as_(cast.maya).post(space(cast), {"text": "Hello"})

    assert LayNote.objects.count() == 1


@pytest.mark.parametrize("who", ["priya", "vic", "forrest", "femi", "olga", "ines"])
def test_only_manager_and_senior_owner_can_open_it(cast, written, who):
    assert as_(getattr(cast, who)).post(reverse("programmes:lay-space-open", args=[cast.advisory.ref]), {"reason": "So"}).status_code == 403
    assert not Opening.objects.exists()


def test_who_wrote_a_note_takes_it_back_and_its_text_is_gone(cast, written):
    where = reverse("programmes:lay-note-take-back", args=[written.ref])

    assert as_(cast.joe).post(where).status_code == 403
    assert as_(cast.amina).post(where).status_code == 302

    written.refresh_from_db()
    assert (written.text, written.taken_back_at is not None) == ("", True)
    assert SECRET not in as_(cast.joe).get(space(cast)).content.decode()
    assert as_(cast.amina).post(where).status_code == 404
