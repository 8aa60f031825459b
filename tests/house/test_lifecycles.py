"""Every state table of the house is sound (house.md C6, D1)."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices

from coprod.kit.lifecycle import Lifecycle, NotAllowedNow
from programmes.stages.lifecycles import ANSWER, STAGE, AnswerState, StageState
from programmes.stages.showing import TONES

ROOT = Path(__file__).resolve().parents[2]


def lifecycles():
    """Every Lifecycle by "module.NAME", from every file called lifecycles.py."""
    found = {}
    for path in sorted(ROOT.glob("*/**/lifecycles.py")):
        if path.relative_to(ROOT).parts[0] in ("coprod", "partners", "programmes"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found |= {f"{name}.{key}": value for key, value in vars(import_module(name)).items() if isinstance(value, Lifecycle)}
    return found


TABLES = lifecycles()


def test_the_walk_finds_the_tables():
    assert set(TABLES) == {
        "coprod.post.lifecycles.MESSAGE", "partners.groups.lifecycles.HOLDING", "partners.people.lifecycles.INVITATION",
        "programmes.editions.lifecycles.EDITION", "programmes.moving.lifecycles.MOVING",
        "programmes.programme.lifecycles.PROGRAMME", "programmes.stages.lifecycles.ANSWER", "programmes.stages.lifecycles.STAGE",
        "programmes.tailoring.lifecycles.TAILORING", "programmes.profiles.lifecycles.PROFILE",
        "partners.candidates.lifecycles.CANDIDATE", "programmes.calls.lifecycles.CALL", "programmes.calls.lifecycles.REQUEST",
        "programmes.calls.lifecycles.COPY", "programmes.nominations.lifecycles.NOMINATION", "programmes.nominations.lifecycles.BATCH",
        "programmes.renewal.lifecycles.STRATEGY", "programmes.renewal.lifecycles.GAP_CHECK",
        "programmes.selection.lifecycles.PANEL", "programmes.appointments.lifecycles.APPOINTMENT",
        "programmes.appointments.lifecycles.BUDDYING", "programmes.pairing.lifecycles.SWAP",
        "partners.support.lifecycles.NEED", "partners.supporters.lifecycles.SUPPORTER",
        "programmes.meetings.lifecycles.ITEM", "programmes.meetings.lifecycles.MEETING",
        "programmes.access.lifecycles.PROVISION", "programmes.papers.lifecycles.PAPER", "programmes.papers.lifecycles.PAPER_COPY",
        "programmes.minutes.lifecycles.MINUTES", "programmes.minutes.lifecycles.ACTION", "programmes.minutes.lifecycles.CORRECTION",
        "programmes.minutes.lifecycles.CALL_BACK", "programmes.commitments.lifecycles.COMMITMENT",
        "programmes.commitments.lifecycles.NEW_DAY",
        "programmes.touchstone.lifecycles.TOUCHSTONE", "programmes.touchstone.lifecycles.ADOPTION",
        "programmes.touchstone.lifecycles.CHECK", "programmes.touchstone.lifecycles.BREACH",
        "programmes.challenges.lifecycles.CHALLENGE", "programmes.decisions.lifecycles.DECISION",
        "programmes.contributions.lifecycles.CONTRIBUTION", "programmes.contributions.lifecycles.IMPACT",
        "programmes.plans.lifecycles.PLAN", "programmes.plans.lifecycles.SUMMARY",
        "programmes.toolkit.lifecycles.CHAPTER", "programmes.toolkit.lifecycles.MATERIAL", "programmes.toolkit.lifecycles.NOTE",
        "programmes.rounds.lifecycles.ROUND", "programmes.rounds.lifecycles.FORUM_ANSWER"}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_state_can_be_reached_from_the_start(table):
    assert table.unreachable() == set()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_move_leaves_from_and_leads_to_states_that_exist(table):
    states = {str(state) for state in table.states}

    assert str(table.start) in states
    assert {str(state) for moves in table.moves.values() for pair in moves.items() for state in pair} <= states


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_move_leads_back_to_where_it_left_from(table):
    assert [(move, a) for move, moves in table.moves.items() for a, b in moves.items() if a == b] == []


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_move_that_is_not_in_the_table_is_refused(table):
    for state in table.states:
        for move in [*table.moves, "fly"]:
            if move in table.offers(state):
                assert table.after(move, state) in table.states
            else:
                with pytest.raises(NotAllowedNow):
                    table.after(move, state)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_some_model_keeps_its_state_in_exactly_these_states_and_starts_there(table):
    choices = [(state.value, state.label) for state in table.states]
    fields = [model._meta.get_field("state") for model in apps.get_models()
              if model.__module__.startswith(("coprod", "partners", "programmes")) and hasattr(model, "state")]
    mine = [field for field in fields if [value for value, _label in field.choices] == [value for value, _label in choices]]

    assert len(mine) == 1
    assert mine[0].default == table.start
    assert mine[0].max_length >= max(len(value) for value, _label in choices)


def test_every_state_of_a_stage_and_of_an_answer_has_a_tone_and_nothing_else_has():
    assert set(TONES) == {*StageState.values, *AnswerState.values}


def test_two_states_of_one_table_never_look_alike():
    for states in (STAGE.states, ANSWER.states):
        tones = [TONES[state] for state in states]
        assert len(set(tones)) == len(tones)


def test_unreachable_states_and_bad_tables_are_noticed():
    class Light(TextChoices):
        RED = "red", "Red"
        GREEN = "green", "Green"
        BROKEN = "broken", "Broken"

    light = Lifecycle(Light, start=Light.RED, moves={"go": {Light.RED: Light.GREEN}})

    assert light.unreachable() == {"broken"}
    assert light.offers(Light.RED) == ["go"]
    assert light.offers(Light.GREEN) == []
