"""A yes counts for what its person has read, of who has a say; and somebody told by phone is asked by phone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.programme.models import Membership, TouchstoneSignature
from programmes.touchstone.actions import (
    answer_breach,
    answer_word,
    ask_about_touchstone,
    change_adoption,
    say_on_adoption,
    take_touchstone_back,
)
from programmes.touchstone.models import TouchstoneWord
from tests.makers import MONDAY, a_partner, a_seat_for
from tests.programmes.stages.doing import get, post
from tests.programmes.touchstone.doing import a_breach, a_check, adopted, agreed, asked, open_ballot, proposed, says

CHANGED = "The words have changed since you opened them. Read them again."
YES = {"value": "agree", "text": ""}
BY_PHONE = {"through": "phone"}


def seen(person, route, thing):
    return get(person, route, thing).context["form"].initial["seen"]


# --- who has a say ---------------------------------------------------------------------------------------------------

def test_a_yes_is_noted_only_of_who_says_yes_for_the_lay_side(cast):
    agreed(cast)
    nell = a_partner("Nell Example")
    a_seat_for(nell, cast.advisory, by=cast.maya)       # a lay member; Ines is in the chair
    adoption = proposed(cast, group=cast.advisory, by=cast.ines)

    form = get(cast.maya, "adoption-note", cast.advisory).context["form"]

    assert list(form.fields["who"].queryset) == [cast.ines]
    assert post(cast.maya, "adoption-note", cast.advisory, who=nell.pk, **BY_PHONE, **YES).status_code == 200
    for who, is_lay in ((nell, True), (cast.priya, False)):
        with pytest.raises(NotAllowedNow, match="does not say yes for the lay side"):
            say_on_adoption(adoption, by=who, at=MONDAY, is_lay=is_lay, value="agree", noted_by=cast.maya, **BY_PHONE)
    assert not TouchstoneWord.objects.filter(adoption=adoption).exists()


# --- what was read ---------------------------------------------------------------------------------------------------

def test_a_yes_to_an_adoption_that_changed_meanwhile_does_not_count(cast):
    agreed(cast)
    adoption, group = proposed(cast), cast.housing.group
    read = {"joe": seen(cast.joe, "adoption-say", group), "priya": seen(cast.priya, "adoption-note", group)}
    change_adoption(adoption, by=cast.priya, at=MONDAY, responsibilities="Papers two weeks ahead.")

    refused = post(cast.joe, "adoption-say", group, seen=read["joe"], **YES)

    assert refused.status_code == 409 and CHANGED in refused.content.decode()
    assert post(cast.priya, "adoption-note", group, who=cast.joe.pk, seen=read["priya"], **BY_PHONE, **YES).status_code == 409
    assert not TouchstoneWord.objects.filter(adoption=adoption).exists()
    assert post(cast.joe, "adoption-say", group, seen=seen(cast.joe, "adoption-say", group), **YES).status_code == 302


def test_nor_does_one_to_a_version_that_was_taken_back_and_put_again(cast):
    touchstone = asked(cast)
    read = seen(cast.ines, "touchstone-say", touchstone)
    assert seen(cast.maya, "touchstone-note", touchstone) == read
    take_touchstone_back(touchstone, by=cast.amina, at=MONDAY)
    ask_about_touchstone(touchstone, by=cast.amina, at=MONDAY)

    assert post(cast.ines, "touchstone-say", touchstone, seen=read, **YES).status_code == 409
    assert post(cast.maya, "touchstone-note", touchstone, who=cast.joe.pk, seen=read, **BY_PHONE, **YES).status_code == 409
    assert not TouchstoneWord.objects.exists()
    assert post(cast.ines, "touchstone-say", touchstone, seen=seen(cast.ines, "touchstone-say", touchstone), **YES).status_code == 302


def test_nor_a_signature_for_a_version_that_was_replaced(cast):
    agreed(cast)
    member = Membership.objects.get(programme=cast.programme)
    read = seen(cast.olga, "touchstone-sign", member)
    says(asked(cast), cast.ines)

    assert post(cast.olga, "touchstone-sign", member, seen=read).status_code == 409 and not TouchstoneSignature.objects.exists()
    assert post(cast.olga, "touchstone-sign", member, seen=seen(cast.olga, "touchstone-sign", member)).status_code == 302
    assert TouchstoneSignature.objects.get().version == 2


# --- by phone --------------------------------------------------------------------------------------------------------

def test_who_is_reached_by_phone_is_asked_by_phone_whatever_else_is_on_file(cast):
    check = a_check(cast)
    walt = open_ballot(check, a_partner("Walt Example", email="walt@example.test", channel="phone", phone="020 7946 0999"))

    assert "Note what Walt Example says" in get(cast.maya, "touchstone-check", check).content.decode()
    assert get(cast.maya, "touchstone-check-note", walt).status_code == 200
    assert get(cast.maya, "touchstone-check-note", check.ballots.exclude(pk=walt.pk).first()).status_code == 403


def test_and_hears_who_tells_them_the_answer(cast):
    walt = a_partner("Walt Example", email="walt@example.test", channel="phone", phone="020 7946 0999")
    answer_breach(a_breach(cast, by=walt, noted_by=cast.maya, **BY_PHONE), by=cast.ines, at=MONDAY, text="I am sorry.")
    message = Message.objects.get(kind="breach_answered")

    assert "Ines Example answered, and will tell you what." in registry.words[message.kind](message).lines


# --- the order of locks ----------------------------------------------------------------------------------------------

def test_an_answer_to_a_no_takes_hold_of_the_adoption_before_the_word(cast):
    adopted(cast)
    no = say_on_adoption(proposed(cast), by=cast.joe, at=MONDAY, is_lay=True, value="disagree", text="Not so.")

    with CaptureQueriesContext(connection) as asked_for:
        answer_word(no, by=cast.priya, at=MONDAY, answer="It is on the next agenda.")

    first = next(each["sql"] for each in asked_for if "FROM \"programmes_" in each["sql"])
    assert 'FROM "programmes_adoption"' in first
