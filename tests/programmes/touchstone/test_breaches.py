"""A breach is raised quietly, answered by a named person, settled or passed on (6.4)."""

from datetime import date

import pytest
from django.test import Client

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.touchstone.actions import (
    agree_to_procedure,
    answer_breach,
    raise_breach,
    say_on_breach,
    withdraw_breach,
    write_procedure,
)
from programmes.touchstone.models import Breach, BreachProcedure
from programmes.touchstone.policies.breaches import breaches_of
from tests.makers import MONDAY
from tests.programmes.touchstone.doing import a_breach, a_way


def test_the_way_counts_when_a_lay_co_chair_agrees(cast):
    way = write_procedure(cast.programme, by=cast.maya, at=MONDAY, teller=cast.ines, other=cast.sid, how="By phone.", answer_days=3)
    assert way.agreed_at is None and Message.objects.get(kind="breach_way_to_agree").to == cast.ines.ref

    agree_to_procedure(way, by=cast.ines, at=MONDAY)

    assert BreachProcedure.objects.in_force().get().agreed_by == cast.ines
    assert set(Message.objects.filter(kind="breach_way_names_you").values_list("to", flat=True)) == {cast.ines.ref, cast.sid.ref}
    with pytest.raises(NotAllowedNow):
        agree_to_procedure(way, by=cast.ines, at=MONDAY)


def test_a_new_way_replaces_the_one_before(cast):
    a_way(cast)

    a_way(cast, answer_days=3)

    assert [way.answer_days for way in BreachProcedure.objects.in_force()] == [3]


def test_it_goes_to_the_named_person_with_a_day_for_the_answer(cast):
    breach = a_breach(cast)

    assert (breach.to, breach.due_on, breach.state) == (cast.ines, date(2026, 3, 23), "raised")
    assert list(Message.objects.filter(about=breach.ref).values_list("kind", "to")) == [("breach_raised", cast.ines.ref)]


@pytest.mark.parametrize(("by", "not_to", "to"), [
    ("amina", [], "ines"), ("amina", ["ines"], "maya"), ("ines", [], "maya"), ("amina", ["ines", "maya"], "sid"),
    ("maya", ["ines"], "sid")])
def test_whom_it_is_about_does_not_get_it(cast, by, not_to, to):
    breach = a_breach(cast, by=getattr(cast, by), not_to=[getattr(cast, name) for name in not_to])

    assert breach.to == getattr(cast, to)


def test_where_nobody_is_left_it_says_so_and_keeps_nothing(cast):
    with pytest.raises(NotAllowedNow, match="Nobody is left"):
        a_breach(cast, not_to=[cast.ines, cast.maya, cast.sid])
    assert not Breach.objects.exists()


def test_only_who_raised_it_and_who_answers_find_it(cast):
    breach = a_breach(cast, through="phone", noted_by=cast.maya)

    finders = {name for name, person in cast.people().items() if breaches_of(person).filter(pk=breach.pk).exists()}

    assert finders == {"amina", "ines", "maya"}


def test_it_is_answered_and_settled(cast):
    breach = a_breach(cast)
    with pytest.raises(NotAllowedNow):
        answer_breach(breach, by=cast.maya, at=MONDAY, text="Not mine")
    answer_breach(breach, by=cast.ines, at=MONDAY, text="I spoke with Priya.")
    assert Message.objects.filter(kind="breach_answered", to=cast.amina.ref).count() == 1

    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=True)

    breach.refresh_from_db()
    assert (breach.state, breach.closed_at) == ("settled", MONDAY)
    with pytest.raises(NotAllowedNow):
        withdraw_breach(breach, by=cast.amina, at=MONDAY)


def test_what_is_not_settled_goes_to_somebody_else_and_then_stays_on_record(cast):
    breach = a_breach(cast)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="It happens.")

    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=False, text="It happens each time.")

    breach.refresh_from_db()
    assert (breach.state, breach.to, breach.answers.get().said) == ("passed_on", cast.sid, "It happens each time.")
    answer_breach(breach, by=cast.sid, at=MONDAY, text="I am sorry.")
    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=False, text="Sorry is not enough.")
    breach.refresh_from_db()
    assert (breach.state, list(breach.answers.order_by("pk").values_list("said", flat=True))) == (
        "unsettled", ["It happens each time.", "Sorry is not enough."])


def test_who_raised_it_takes_it_back(cast):
    breach = a_breach(cast)

    withdraw_breach(breach, by=cast.amina, at=MONDAY)

    breach.refresh_from_db()
    assert breach.state == "withdrawn" and Message.objects.filter(kind="breach_closed", to=cast.ines.ref).exists()


def test_sent_twice_it_is_raised_once(cast):
    way = a_way(cast)

    made = {raise_breach(way, by=cast.amina, at=MONDAY, text="Late papers", ref="abcdefghijklmn").pk for _twice in range(2)}

    assert len(made) == Breach.objects.count() == 1


def test_nothing_of_it_stands_in_the_trail_or_in_a_message(cast):
    breach = a_breach(cast, text="The SECRET of the lift")
    answer_breach(breach, by=cast.ines, at=MONDAY, text="A SECRET answer")
    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=False, text="A SECRET no")
    client = Client()
    client.force_login(cast.vic.user)

    said = [words for message in Message.objects.all() if (words := registry.words[message.kind](message))]

    assert said and not any("SECRET" in " ".join([words.subject, *words.lines]) or "Amina" in " ".join(words.lines) for words in said)
    page = client.get(f"/programmes/{cast.programme.slug}/trail/").content.decode()
    assert "SECRET" not in page and "It was raised" not in page
