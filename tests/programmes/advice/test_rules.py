"""Each rule by itself, the worked examples of the domain notes, and what is wrong with answers."""

import pytest

from programmes.advice import advise, mistakes, modes
from programmes.advice.catalogue import (
    PACKAGES,
    PARTS,
    PHASES,
    QUESTIONS,
    RULES,
    RUNGS,
    WISHES,
    as_schema,
    question,
    said,
)
from programmes.catalogue import edition
from tests.programmes.advice.answering import CLOSING, HOME_STRAIGHT, JOINED_UP, OPEN, given

KEYS = ["level", "packages", "would_be", "phases", "cap", "binding", "rules", "explanation", "to_go_higher"]
RANKING = ("best", "better", "worse", "superior", "inferior", "ideal", "mature", "token", "gold", "mere", "merely", "proper", "real")


def rungs(answers):
    return {phase: found["rung"] for phase, found in advise(answers).phases.items()}


# --- worked examples ---------------------------------------------------------------------------------------------------------

def test_joined_up_lives_is_strategic_co_design_on_rung_6():
    advice = advise(JOINED_UP)

    assert (advice.level, advice.packages, advice.would_be) == ("strategic", ["P1"], [])
    assert advice.phases == {"design": {"mode": "co-design", "rung": 6}}
    assert (advice.cap, advice.binding) == (None, None)
    assert advice.rules == ["L2", "L4", "L5", "M2"]


def test_joined_up_lives_reaches_rung_7_once_a_delivery_phase_opens():
    advice = advise(JOINED_UP | {"Q2": ["delivery", "design"]})

    assert advice.packages == ["P1", "P4"]
    assert advice.phases == {"design": {"mode": "co-design", "rung": 7}, "delivery": {"mode": "co-delivery", "rung": 7}}
    assert list(advice.phases) == ["design", "delivery"]


def test_peer_support_after_hospital_is_co_delivery_with_service_co_design_on_rung_7():
    advice = advise(HOME_STRAIGHT)

    assert (advice.level, advice.packages, advice.cap) == ("service", ["P3", "P4"], None)
    assert rungs(HOME_STRAIGHT) == {"design": 7, "delivery": 7}
    assert advice.rules == ["L3", "M2", "M3"]


def test_closing_a_day_centre_that_is_decided_is_honest_engagement_on_rung_3():
    advice = advise(CLOSING)

    assert (advice.packages, advice.cap, advice.binding) == (["P7"], 3, "G1")
    assert rungs(CLOSING) == {"design": 3}
    assert advice.rules == ["L3", "G1", "M6"]
    assert "co-production" not in advice.explanation
    assert advice.explanation == (
        "Recommended, at service level: Honest engagement. Phase: design. Rung 3: informing. "
        "Because: One service changes and few organisations must act, so one team can do the work. "
        "None of the four ways of working together fits these answers. "
        "Not higher because: Nothing can change any more, so call it informing. A larger word would promise what cannot be kept.")
    assert advice.to_go_higher == "To go one rung higher: Something must be open to change, at least the details."


# --- each rule by itself -----------------------------------------------------------------------------------------------------

WHEN = {       # a rule: answers for which it fires, and answers close to them for which it does not
    "L1": ([given(Q1="individual")], [given(), given(Q1="system")]),
    "L2": ([given(Q1="system"), given(Q10="five_or_more")],
           [given(), given(Q10="two_to_four"), given(Q1="individual", Q10="five_or_more")]),
    "L3": ([given(), given(Q10="two_to_four")], [given(Q1="system"), given(Q10="five_or_more"), given(Q1="individual")]),
    "L4": ([given(Q8="broad"), given(Q8_seldom_heard=True)], [given(), given(Q8="several_groups"), given(Q1="individual", Q8="broad")]),
    "L5": ([given(Q1="system", Q9="none"), given(Q10="five_or_more", Q9="lived")], [given(Q9="none"), given(Q1="system")]),
    "L6": ([given(Q11="parts"), given(Q11="most")], [given(), given(Q1="individual", Q11="most")]),
    "G1": ([given(Q3="nothing"), given(Q1="individual", Q3="nothing")], [given(), given(Q3="details"), given(Q3="aim")]),
    "G2": ([given(Q4="law")], [given(), given(Q4="advice"), given(Q4="delegated")]),
    "G3": ([given(Q6="nothing")], [given(), given(Q6="expenses")]),
    "G4": ([given(Q12="none")], [given(), given(Q12="champion")]),
    "G5": ([given(Q5="under_6_weeks")], [given(), given(Q5="6_weeks_to_3_months")]),
    "G6": ([given(Q3="details"), given(Q3="details", Q2=["delivery"])], [given(), given(Q3="nothing")]),
    "G7": ([given(Q13="not_checked"), given(Q1="individual", Q13="not_checked")], [given(), given(Q13="yes")]),
    "M1": ([given(Q2=["priorities"]), given(Q2=["priorities"], Q4="delegated")], [given(), given(Q2=["priorities"], Q4="advice")]),
    "M2": ([given(), given(Q3="aim")], [given(Q2=["delivery"]), given(Q3="details"), given(Q1="individual")]),
    "M3": ([given(Q2=["delivery"]), given(Q2=["delivery"], Q7="largely")], [given(), given(Q2=["delivery"], Q7="no")]),
    "M4": ([given(Q2=["assessment"]), given(Q2=["design", "assessment"])], [given(), given(Q1="individual", Q2=["assessment"])]),
    "M5": ([given(Q2=list(PHASES), Q5="over_12_months")],
           [given(Q2=list(PHASES)), given(Q2=list(PHASES), Q5="over_12_months", Q6="expenses_and_staff_time"),
            given(Q2=["priorities", "design", "delivery"], Q5="over_12_months")]),
    "M6": ([given(Q2=["delivery"], Q7="no"), given(Q2=["priorities"], Q4="law")], [given(), given(Q2=["delivery"])]),
}


def test_every_rule_has_its_examples():
    assert list(WHEN) == [rule.name for rule in RULES]


@pytest.mark.parametrize("name", WHEN)
def test_a_rule_fires_when_its_condition_holds_and_not_otherwise(name):
    fires, rests = WHEN[name]

    assert [name in advise(answers).rules for answers in fires] == [True] * len(fires)
    assert [name in advise(answers).rules for answers in rests] == [False] * len(rests)


@pytest.mark.parametrize(("changed", "cap", "binding"), [
    ({"Q3": "nothing"}, 3, "G1"), ({"Q4": "law"}, 6, "G2"), ({"Q6": "nothing"}, 4, "G3"), ({"Q12": "none"}, 5, "G4"),
    ({"Q5": "under_6_weeks"}, 5, "G5"), ({"Q3": "details"}, 5, "G6"), ({"Q13": "not_checked"}, None, None),
    ({"Q6": "nothing", "Q4": "law"}, 4, "G3"), ({"Q12": "none", "Q5": "under_6_weeks"}, 5, "G4"),
    ({"Q3": "details", "Q5": "under_6_weeks"}, 5, "G5"), ({"Q3": "details", "Q2": ["design", "delivery"]}, None, None),
    ({"Q3": "details", "Q2": ["design", "delivery"], "Q4": "law"}, 6, "G2"),
])
def test_the_cap_is_the_lowest_that_holds_for_all_phases_and_the_first_gate_with_it_binds(changed, cap, binding):
    advice = advise(given(**changed))

    assert (advice.cap, advice.binding) == (cap, binding)


def test_with_only_details_open_delivery_may_go_on_and_the_others_stop_at_rung_5():
    advice = advise(given(Q2=["priorities", "design", "delivery", "assessment"], Q3="details"))

    assert {step.phase: step.rung for step in advice.steps} == {"priorities": 5, "design": 5, "delivery": 6, "assessment": 5}
    assert {step.phase: step.binding for step in advice.steps} == {"priorities": "G6", "design": None, "delivery": None, "assessment": "G6"}
    assert advice.packages == ["P2", "P4", "P5"]


@pytest.mark.parametrize(("changed", "packages"), [
    ({"Q2": ["priorities"]}, ["P2"]), ({}, ["P3"]), ({"Q1": "system"}, ["P1"]), ({"Q10": "five_or_more"}, ["P1"]),
    ({"Q2": ["delivery"]}, ["P4"]), ({"Q2": ["assessment"]}, ["P5"]), ({"Q2": ["delivery"], "Q7": "no"}, ["P7"]),
    ({"Q2": ["assessment", "delivery", "design", "priorities"]}, ["P2", "P3", "P4", "P5"]),
    ({"Q2": list(PHASES), "Q5": "over_12_months"}, ["P6"]), ({"Q1": "individual"}, ["P8"]),
    ({"Q1": "individual", "Q6": "nothing"}, ["P8"]), ({"Q2": ["design"], "Q4": "law"}, ["P3"]),
])
def test_the_packages_are_what_the_modes_bring(changed, packages):
    advice = advise(given(**changed))

    assert (advice.packages, advice.would_be) == (packages, [])


def test_with_a_cap_of_5_or_lower_it_is_honest_engagement_and_the_rest_is_kept_as_what_it_would_be():
    capped = advise(given(Q2=list(PHASES), Q5="over_12_months", Q12="none"))
    at_six = advise(given(Q2=["assessment"], Q4="law"))

    assert (capped.packages, capped.would_be) == (["P7"], ["P6"])
    assert (at_six.packages, at_six.would_be, at_six.cap) == (["P5"], [], 6)


@pytest.mark.parametrize(("changed", "found"), [
    ({"Q2": ["priorities"]}, {"priorities": 6}), ({"Q2": ["priorities"], "Q4": "delegated"}, {"priorities": 6}),
    ({"Q2": ["priorities"], "Q4": "advice"}, {"priorities": 5}), ({"Q2": ["priorities"], "Q4": "law"}, {"priorities": 4}),
    ({}, {"design": 6}), ({"Q3": "aim"}, {"design": 6}), ({"Q3": "details"}, {"design": 5}), ({"Q3": "nothing"}, {"design": 3}),
    ({"Q2": ["delivery"]}, {"delivery": 6}), ({"Q2": ["delivery"], "Q7": "no"}, {"delivery": 5}),
    ({"Q2": ["delivery"], "Q4": "advice"}, {"delivery": 5}), ({"Q2": ["delivery"], "Q4": "advice", "Q7": "no"}, {"delivery": 4}),
    ({"Q2": ["assessment"]}, {"assessment": 6}), ({"Q2": ["assessment"], "Q4": "law"}, {"assessment": 5}),
    ({"Q2": ["design", "delivery"]}, {"design": 7, "delivery": 7}),
    ({"Q2": ["design", "delivery"], "Q4": "advice"}, {"design": 6, "delivery": 5}),
    ({"Q2": ["design", "delivery"], "Q7": "no"}, {"design": 6, "delivery": 5}),
    ({"Q2": ["design", "delivery"], "Q4": "law"}, {"design": 6, "delivery": 5}),
    ({"Q2": ["design", "delivery"], "Q12": "none"}, {"design": 5, "delivery": 5}),
    ({"Q2": ["delivery"], "Q3": "nothing"}, {"delivery": 3}), ({"Q1": "individual"}, {}),
])
def test_the_rung_of_a_phase_is_the_lower_of_its_wish_and_its_caps(changed, found):
    assert rungs(given(**changed)) == found


def test_each_phase_has_its_mode():
    advice = advise(given(Q2=list(PHASES)))

    assert {phase: found["mode"] for phase, found in advice.phases.items()} == modes() == {
        "priorities": "co-commissioning", "design": "co-design", "delivery": "co-delivery", "assessment": "co-assessment"}


# --- what follows, and what would have to change ---------------------------------------------------------------------------

def what(answers):
    return [str(follow.what) for follow in advise(answers).follows]


def test_a_strategic_programme_is_led_to_its_groups_and_to_what_comes_before_them():
    assert what(JOINED_UP | {"Q11": "parts", "Q13": "not_checked"}) == [
        "An Advisory Group", "A pair of lay partners in each workstream", "A Forum", "A Forum with a profile check",
        "Development before stage S8", "Two kinds of experience in each pair", "A confidentiality note",
        "One pair, and a summary for release", "Task: check the duty to consult"]


def test_one_service_gets_one_team_and_borrows_its_forum():
    assert what(OPEN) == ["One team with at least two lay members", "A Forum that exists already"]


def test_working_with_one_person_needs_no_groups_but_the_duty_to_consult_is_checked():
    assert what(given(Q1="individual", Q6="nothing", Q13="not_checked")) == ["Task: check the duty to consult"]


def test_what_follows_names_standards_of_the_catalogue():
    codes = {standard.code for standard in edition(1).standards()}

    assert {code for rule in RULES for follow in rule.follows for code in follow.standards} <= codes


def test_two_gates_on_the_same_rung_are_both_named_before_the_next_one():
    advice = advise(given(Q12="none", Q5="under_6_weeks"))

    assert advice.to_go_higher == (
        "To go one rung higher: Find a senior champion who agrees in writing (standard 1.5). What else is needed: "
        "Move the decision to 6 weeks from now or later, or plan a later cycle.")


def test_with_no_gate_it_is_said_what_the_answers_themselves_lack():
    advice = advise(given(Q2=["priorities", "delivery"], Q4="advice"))

    assert advice.to_go_higher == (
        "No gate caps the whole work. To go one rung higher: "
        "For priorities, rung 6 needs a decision that both sides take together, or that is handed over. "
        "For delivery, rung 6 needs both a shared decision and a result that depends on what people themselves do.")


def test_on_the_last_rung_there_is_nothing_to_change():
    assert advise(HOME_STRAIGHT).to_go_higher == "No gate caps the work. These rules offer no further rung for its phases."


# --- the data, and bad answers -----------------------------------------------------------------------------------------------

def test_there_are_thirteen_questions_with_the_codes_of_the_issue():
    assert [each.code for each in QUESTIONS] == [f"Q{number}" for number in range(1, 14)]
    assert {part.code: part.codes for part in PARTS} == {
        "Q1": ("individual", "service", "system"), "Q2": ("priorities", "design", "delivery", "assessment"),
        "Q3": ("nothing", "details", "options", "aim"), "Q4": ("law", "advice", "joint", "delegated"),
        "Q5": ("under_6_weeks", "6_weeks_to_3_months", "3_to_12_months", "over_12_months"),
        "Q6": ("nothing", "expenses", "expenses_and_staff_time", "full"), "Q7": ("no", "partly", "largely"),
        "Q8": ("small_group", "several_groups", "broad"), "Q8_seldom_heard": ("true", "false"), "Q9": ("none", "lived", "strategic"),
        "Q10": ("one", "two_to_four", "five_or_more"), "Q11": ("no", "parts", "most"), "Q12": ("none", "champion", "signed"),
        "Q13": ("yes", "no", "not_checked")}


def test_no_text_ranks_the_types_or_calls_honest_engagement_more_than_it_is():
    texts = [str(text) for each in PACKAGES.values() for text in (each.name, each.means, each.suits)]
    texts += [str(text) for rule in RULES for text in (rule.effect, rule.sentence, rule.change)] + [str(wish.change) for wish in WISHES]
    words = {word.strip(".,;:()").lower() for text in texts for word in text.split()}
    p7 = PACKAGES["P7"]

    assert words & set(RANKING) == set()
    assert "co-" not in f"{p7.name} {p7.means} {p7.suits}".lower()
    assert [str(name) for name in RUNGS.values()] == [
        "coercion", "educating", "informing", "consultation", "engagement", "co-design", "co-production"]


def test_what_is_printed_has_the_documented_keys_in_their_order():
    assert list(advise(OPEN).as_dict()) == KEYS
    assert [list(found) for found in advise(OPEN).as_dict()["phases"].values()] == [["mode", "rung"]]


def test_complete_answers_have_no_mistakes_in_any_order():
    assert mistakes(OPEN) == []
    assert mistakes(dict(reversed(OPEN.items()))) == []


@pytest.mark.parametrize(("changed", "line"), [
    ({"Q1": "galaxy"}, 'Q1: "galaxy" is no answer. Allowed: individual, service, system.'),
    ({"Q1": ["service"]}, 'Q1: ["service"] is no answer. Allowed: individual, service, system.'),
    ({"Q1": None}, "Q1: null is no answer. Allowed: individual, service, system."),
    ({"Q2": []}, "Q2: [] is no answer. Allowed: a list with one or more of priorities, design, delivery, assessment, each once."),
    ({"Q2": "design"},
     'Q2: "design" is no answer. Allowed: a list with one or more of priorities, design, delivery, assessment, each once.'),
    ({"Q2": ["design", {}]},
     'Q2: ["design", {}] is no answer. Allowed: a list with one or more of priorities, design, delivery, assessment, each once.'),
    ({"Q2": ["design", "design"]},
     'Q2: ["design", "design"] is no answer. Allowed: a list with one or more of priorities, design, delivery, assessment, each once.'),
    ({"Q8_seldom_heard": "true"}, 'Q8_seldom_heard: "true" is no answer. Allowed: true, false (without quotes).'),
    ({"Q8_seldom_heard": 1}, "Q8_seldom_heard: 1 is no answer. Allowed: true, false (without quotes)."),
    ({"Q14": "no"}, '"Q14": there is no such question. The codes are Q1 to Q13 and Q8_seldom_heard.'),
    ({"q\n1": "no"}, '"q\\n1": there is no such question. The codes are Q1 to Q13 and Q8_seldom_heard.'),
])
def test_a_wrong_answer_is_one_line_that_names_its_code_and_what_is_allowed(changed, line):
    assert mistakes(given(**changed)) == [line]
    with pytest.raises(ValueError, match=r"Q"):
        advise(given(**changed))


def test_everything_that_is_missing_is_named_in_the_order_of_the_questions():
    lines = mistakes({"Q9": "sometimes"})

    assert [line.partition(":")[0] for line in lines] == [part.code for part in PARTS]
    assert len(lines) == 14
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("answers", [None, [], "Q1", 3, True])
def test_answers_that_are_no_object_are_one_mistake(answers):
    assert len(mistakes(answers)) == 1


def test_a_long_wrong_answer_is_cut():
    (line,) = mistakes(given(Q1="x" * 5000))

    assert len(line) < 200


def test_answers_are_told_in_words_and_missing_ones_say_so():
    assert said(question("Q2"), {"Q2": ["delivery", "design"]}) == "Design: how it will be done; Delivery: doing it"
    assert said(question("Q8"), given(Q8="broad", Q8_seldom_heard=True)) == "A broad population; seldom-heard groups: yes"
    assert said(question("Q8"), OPEN) == "A small group of people that is known; seldom-heard groups: no"
    assert said(question("Q3"), {}) == "not answered"


def test_the_schema_names_every_question_with_codes_that_are_answers():
    schema = as_schema()
    first = {part["code"]: [option["code"] for option in part["options"]] for part in schema["questions"]}

    assert mistakes({code: [codes[0]] if code == "Q2" else codes[0] for code, codes in first.items()}) == []
    assert first["Q8_seldom_heard"] == [True, False]
    assert [each["code"] for each in schema["packages"]] == [f"P{number}" for number in range(1, 9)]
    assert all(part["text"] and all(option["label"] for option in part["options"]) for part in schema["questions"])
