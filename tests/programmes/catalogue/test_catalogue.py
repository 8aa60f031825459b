"""The catalogue is what the sources and our own inference say: twelve stages, 79 standards, procedural wording."""

import pytest

from programmes.catalogue import (
    COPY,
    CURRENT,
    EDITIONS,
    EVERY,
    SOURCES,
    Signatory,
    edition,
    substantive_words,
)

ROLES = {"SRO", "PM", "WL", "LCC", "AG", "PAIR", "FND", "ORG", "FAC", "PANEL"}

# code class provenance, typed from the tables of the domain notes and not from the catalogue
EXPECTED = """
1.1 core SRC;   1.2 core SRC+;   1.3 core SRC+;  1.4 tailor SRC;  1.5 core SRC;   1.6 waive SRC
2.1 core SRC+;  2.2 core INF;    2.3 core SRC+;  2.4 core SRC;    2.5 tailor SRC; 2.6 core INF
3.1 core SRC;   3.2 core SRC;    3.3 core SRC+;  3.4 tailor SRC+; 3.5 core SRC;   3.6 waive SRC;    3.7 tailor SRC
4.1 core SRC;   4.2 tailor SRC+; 4.3 core SRC;   4.4 waive SRC+;  4.5 tailor SRC+; 4.6 core INF
5.1 core INF;   5.2 core SRC+;   5.3 waive INF;  5.4 core SRC+;   5.5 core SRC+;  5.6 tailor SRC+
6.1 core SRC;   6.2 core SRC+;   6.3 core SRC;   6.4 core SRC+;   6.5 tailor SRC; 6.6 tailor SRC
7.1 core SRC;   7.2 tailor SRC+; 7.3 core INF;   7.4 core INF;    7.5 tailor SRC+; 7.6 waive SRC
8.1 core SRC;   8.2 tailor SRC;  8.3 tailor SRC+; 8.4 tailor SRC; 8.5 core SRC+;  8.6 core SRC+;    8.7 core SRC+
8.8 core INF;   8.9 tailor SRC+
9.1 core SRC+;  9.2 core SRC+;   9.3 core SRC+;  9.4 tailor SRC+; 9.5 core SRC+;  9.6 core INF;     9.7 core SRC+
10.1 core SRC+; 10.2 core INF;   10.3 core INF;  10.4 core INF;   10.5 tailor SRC+; 10.6 core SRC+
11.1 core SRC+; 11.2 core SRC+;  11.3 core INF;  11.4 core SRC+;  11.5 tailor SRC; 11.6 core SRC+
12.1 core SRC+; 12.2 core SRC;   12.3 core SRC+; 12.4 core SRC+;  12.5 core INF;  12.6 core INF;    12.7 core SRC+
12.8 tailor INF
"""
SIGNED_BY = {
    "S1": [("SRO", 1), ("FND", 2)], "S2": [("SRO", 1), ("FND", 1)], "S3": [("PM", 1), ("FND", 1)],
    "S4": [("PM", 1), ("FND", 1)], "S5": [("SRO", 1), ("PANEL", 1)],
    "S6": [("ORG", EVERY), ("AG", 1), ("WL", EVERY), ("PAIR", EVERY)], "S7": [("WL", 1), ("PAIR", 2), ("LCC", 1)],
    "S8": [("WL", 1), ("PAIR", 2)], "S9": [("WL", 1), ("PAIR", 2), ("LCC", 1)],
    "S10": [("SRO", 1), ("ORG", 1), ("AG", 1)], "S11": [("AG", 1), ("SRO", 1)], "S12": [("AG", 1), ("SRO", 1)],
}
LAY = {"FND", "LCC", "AG", "PAIR", "PANEL"}


def every_standard():
    return [pytest.param(standard, id=f"edition-{number}-{standard.code}")
            for number, one in EDITIONS.items() for standard in one.standards()]


def test_the_first_edition_has_twelve_stages_in_order():
    assert [stage.code for stage in edition(1).stages] == [f"S{number}" for number in range(1, 13)]
    assert [stage.number for stage in edition(1).stages] == list(range(1, 13))


def test_the_first_edition_has_79_standards_with_the_classes_and_provenances_of_the_domain_notes():
    expected = [tuple(entry.split()) for line in EXPECTED.strip().splitlines() for entry in line.split(";")]

    assert [(s.code, s.klass, s.provenance) for s in edition(1).standards()] == expected
    assert len(expected) == 79


def test_each_standard_stands_in_the_stage_of_its_number():
    for stage in edition(1).stages:
        assert {standard.code.split(".")[0] for standard in stage.standards} == {str(stage.number)}


def test_pairs_and_cycles_run_per_workstream_and_plans_have_their_own_stages():
    scopes = {stage.code: stage.scope for stage in edition(1).stages if stage.scope != "programme"}

    assert scopes == {"S7": "workstream", "S8": "workstream", "S9": "plan", "S10": "plan"}


def test_each_stage_is_signed_by_whom_the_overview_names():
    assert {stage.code: [(s.role, s.minimum) for s in stage.signatories] for stage in edition(1).stages} == SIGNED_BY


def test_no_stage_closes_without_a_lay_signature():
    for stage in edition(1).stages:
        for cycle in (1, 2):
            assert LAY & {signatory.role_in(cycle) for signatory in stage.signatories}, (stage.code, cycle)


def test_the_founding_leaders_hand_over_in_later_cycles():
    handover = {stage.code: signatory.later_role for stage in edition(1).stages for signatory in stage.signatories
                if signatory.later_role}

    assert handover == {"S3": "AG", "S4": "LCC"}
    assert Signatory("FND", later_role="LCC").role_in(1) == "FND"
    assert Signatory("FND", later_role="LCC").role_in(2) == "LCC"
    assert Signatory("SRO").role_in(2) == "SRO"


@pytest.mark.parametrize("standard", every_standard())
def test_a_question_is_procedural_and_complete(standard):
    assert substantive_words(standard.question) == []
    assert substantive_words(standard.short) == []
    assert str(standard.question).endswith("?")
    assert 3 <= len(str(standard.short).split()) <= 7
    assert str(standard.evidence)
    assert standard.by and set(standard.by) <= ROLES


@pytest.mark.parametrize("standard", every_standard())
def test_a_lay_reader_meets_no_abbreviation(standard):
    words = f"{standard.short} {standard.question} {standard.evidence}".replace("?", " ").split()

    assert [word for word in words if word.isupper() and len(word) > 1] == []


@pytest.mark.parametrize("standard", every_standard())
def test_a_standard_says_where_it_comes_from(standard):
    tags = [tag for tag in standard.source.split(", ") if tag]

    assert bool(tags) is standard.from_source
    assert set(tags) <= set(SOURCES)


def test_a_stage_names_sources_that_are_known():
    assert {tag for stage in edition(1).stages for tag in stage.source.split(", ")} <= set(SOURCES)


@pytest.mark.parametrize(("rejected", "words"), [
    ("Is the forum representative?", ["representative"]),
    ("Was feedback taken seriously?", ["seriously"]),
    ("Is the pair well matched?", ["well"]),
    ("Are lay partners paid fairly?", ["fairly"]),
    ("Is the plan good, adequate and appropriate?", ["good", "adequate", "appropriate"]),
    ("Was it effective enough?", ["effective", "enough"]),
    ("Was this the BEST and most meaningful, genuine way?", ["best", "meaningful", "genuine"]),
    ("Was it effectively done?", ["effectively"]),
])
def test_wording_that_judges_the_result_is_named(rejected, words):
    assert substantive_words(rejected) == words


@pytest.mark.parametrize("accepted", [
    "Was forum membership compared with the agreed population profile, by whom, on what date, and was an action "
    "recorded for each gap?",
    "Is the forum representative when its membership is compared with the agreed profile?",
    "Does each feedback item show a decision, a reason and the person who decided, and was it sent back?",
    "Was each seat matched against the role profile, and did both members confirm acceptance in writing?",
    "Was the expenses and payment policy shown to nominees before acceptance and agreed by the Advisory Group?",
    "Were goods delivered to carers as well as to patients?",
])
def test_wording_that_asks_what_was_done_passes(accepted):
    assert substantive_words(accepted) == []


def test_an_unknown_code_is_a_key_error():
    for ask in (lambda: edition(0), lambda: edition(1).stage("S13"), lambda: edition(1).standard("7.9")):
        with pytest.raises(KeyError):
            ask()


def test_a_code_finds_its_stage_and_standard():
    current = edition(CURRENT)

    assert str(current.stage("S7").name) == "Allocate pairs"
    assert str(current.standard("8.2").short) == "Discussion papers sent in time"


def test_the_screen_says_inspired_by_and_claims_no_more():
    assert str(COPY) == "inspired by the pragmatic model"
