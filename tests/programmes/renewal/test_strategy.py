"""The recruitment strategy: written with its numbers, agreed by the lay co-chair, refused with a reason that stays (R5)."""

from typing import Any, NamedTuple

import pytest
from django.db import transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.programme.actions import close_programme
from programmes.renewal.actions.strategy import (
    add_target,
    answer_strategy_no,
    ask_about_strategy,
    change_strategy,
    say_on_strategy,
    take_strategy_back,
    write_strategy,
)
from programmes.renewal.models import Strategy, StrategyView
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.renewal.doing import CARERS, DAY, NO, YOUNG, a_strategy, agreed, asked, now_
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.test_bad_input import kept

READERS = {"amina", "joe", "ines", "femi", "fran", "priya", "maya", "sid"}
LAY = {"amina", "joe", "ines"}


class Moving(NamedTuple):
    route: str
    sent: dict
    make: Any
    after: str
    may: set[str]


MOVES = [
    Moving("strategy-ask", {}, a_strategy, "asked", {"maya"}),
    Moving("strategy-take-back", {}, asked, "draft", {"maya"}),
    Moving("strategy-say", NO, asked, "asked", LAY),
    Moving("strategy-change", {"words": "Otherwise."}, a_strategy, "draft", {"maya"}),
    Moving("target-add", {"kind": "sex:female", "wanted": "30"}, a_strategy, "draft", {"maya"}),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.route)
def test_rule_and_address_agree_for_everybody(cast, move):
    strategy = move.make(cast)
    before, rows = strategy.state, Row.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            status = post(person, move.route, strategy, **move.sent).status_code
            state, written = now_(strategy).state, Row.objects.count() - rows
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        assert status == (302 if name in move.may else 404 if name == "sam" else 403), name
        assert (state, bool(written)) == ((move.after, True) if name in move.may else (before, False)), name


@pytest.mark.parametrize("name", NAMES)
def test_who_writes_reads_takes_out_and_answers(cast, name):
    person, strategy = getattr(cast, name), asked(cast)
    no = say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)
    refusal = 404 if name == "sam" else 403
    statuses = [get(person, "strategy", strategy).status_code, post(person, "strategy-answer", no, answer="They are in.").status_code]
    no.refresh_from_db()
    take_strategy_back(strategy, by=cast.maya, at=MONDAY)
    statuses.append(post(person, "target-remove", strategy.targets.get()).status_code)

    assert statuses == [200 if name in READERS else refusal, *[302 if name == "maya" else refusal] * 2]
    assert (no.answer, strategy.targets.count()) == (("They are in.", 0) if name == "maya" else ("", 1))
    Strategy.objects.all().delete()
    assert post(person, "strategy-new", cast.programme.slug, words="New").status_code == (302 if name == "maya" else refusal)
    assert Strategy.objects.count() == (name == "maya")


def test_only_the_co_chairs_yes_makes_it_agreed(cast):
    strategy = asked(cast)
    say_on_strategy(strategy, by=cast.amina, at=MONDAY, value="agree")
    assert now_(strategy).state == "asked"

    post(cast.ines, "strategy-say", strategy, value="agree")

    assert (now_(strategy).state, now_(strategy).agreed_at) == ("agreed", MONDAY)
    assert Row.objects.get(kind="programmes.strategy", move="agree").role == "LCC"


def test_a_no_holds_it_up_until_it_is_answered_and_both_stay_readable(cast, after_commit):
    strategy = asked(cast)
    no = say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)
    say_on_strategy(strategy, by=cast.ines, at=MONDAY, value="agree")
    assert now_(strategy).state == "asked"
    page = get(cast.femi, "strategy", strategy).content.decode()
    assert "It leaves out the day centres." in page and "Until then the strategy is not agreed." in page

    post(cast.maya, "strategy-answer", no, answer="They come first now.")

    assert now_(strategy).state == "agreed"
    page = get(cast.femi, "strategy", strategy).content.decode()
    assert "It leaves out the day centres." in page and "They come first now." in page
    assert {(m.kind, m.to) for m in Message.objects.filter(kind__startswith="strategy")} == {
        ("strategy_asked", cast.ines.ref), ("strategy_refused", cast.maya.ref), ("strategy_no_answered", cast.joe.ref)}
    with pytest.raises(NotAllowedNow, match="answered already"):
        answer_strategy_no(no, by=cast.maya, at=MONDAY, answer="Again")


def test_another_word_takes_the_place_of_a_no_and_changing_the_text_answers_it(cast):
    strategy = asked(cast)
    say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)
    say_on_strategy(strategy, by=cast.joe, at=MONDAY + DAY, value="comment", text="Well.")
    assert not StrategyView.objects.open_noes().exists()
    no = say_on_strategy(strategy, by=cast.amina, at=MONDAY, **NO)
    take_strategy_back(strategy, by=cast.maya, at=MONDAY)
    change_strategy(now_(strategy), by=cast.maya, at=MONDAY, words="With the day centres.")

    no.refresh_from_db()
    assert (no.answer, no.answered_by, StrategyView.objects.count()) == ("", cast.maya, 3)
    assert "The strategy was changed after this “no”" in get(cast.maya, "strategy", strategy).content.decode()

    ask_about_strategy(strategy, by=cast.maya, at=MONDAY)
    say_on_strategy(strategy, by=cast.ines, at=MONDAY, value="agree")
    assert now_(strategy).state == "agreed"


def test_a_yes_to_earlier_words_does_not_count(cast):
    strategy = asked(cast)
    say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)
    say_on_strategy(strategy, by=cast.ines, at=MONDAY, value="agree")
    take_strategy_back(strategy, by=cast.maya, at=MONDAY)
    change_strategy(strategy, by=cast.maya, at=MONDAY, words="Otherwise")
    ask_about_strategy(strategy, by=cast.maya, at=MONDAY)

    say_on_strategy(strategy, by=cast.joe, at=MONDAY, value="agree")

    assert now_(strategy).state == "asked"


def test_a_newer_version_takes_over_the_numbers_and_replaces_the_old_one_once_it_is_agreed(cast):
    old = agreed(cast, YOUNG, CARERS)
    new = write_strategy(cast.programme, by=cast.maya, at=MONDAY, words="Better")
    assert [target.name() for target in new.targets.order_by("pk")] == ["Age: 16 to 24", "Group: carers"]
    with pytest.raises(NotAllowedNow, match="written already"):
        write_strategy(cast.programme, by=cast.maya, at=MONDAY, words="Third")
    ask_about_strategy(new, by=cast.maya, at=MONDAY)
    assert now_(old).state == "agreed"

    say_on_strategy(new, by=cast.ines, at=MONDAY, value="agree")

    assert (now_(old).state, now_(new).state, now_(new).version) == ("replaced", "agreed", 2)


def test_what_the_state_does_not_allow_changes_nothing(cast):
    draft = write_strategy(cast.programme, by=cast.maya, at=MONDAY, words="Words")
    before = kept()
    tried = [post(cast.maya, "strategy-ask", draft), post(cast.ines, "strategy-say", draft, value="agree"),
             post(cast.maya, "strategy-take-back", draft)]
    assert [each.status_code for each in tried] == [409] * 3
    assert "how many of whom" in tried[0].content.decode()
    assert kept() == before

    target = add_target(draft, by=cast.maya, at=MONDAY, **YOUNG)
    ask_about_strategy(draft, by=cast.maya, at=MONDAY)
    before = kept()
    tried = [post(cast.maya, "strategy-change", draft, words="x"), post(cast.maya, "target-remove", target),
             post(cast.maya, "target-add", draft, kind="sex:male", wanted="3"), post(cast.maya, "strategy-ask", draft)]
    assert [each.status_code for each in tried] == [409] * 4
    assert kept() == before


def test_a_number_for_the_same_people_is_replaced(cast):
    strategy = a_strategy(cast, YOUNG)
    post(cast.maya, "target-add", strategy, kind="age:16-24", wanted="9")
    post(cast.maya, "target-add", strategy, kind="group", name="people in care homes", wanted="4")

    assert [(target.name(), target.wanted) for target in strategy.targets.order_by("pk")] == [
        ("Age: 16 to 24", 9), ("Group: people in care homes", 4)]


@pytest.mark.parametrize(("sent", "field", "words"), [
    ({"kind": ""}, "kind", "Choose an answer to “Which people?”"),
    ({"kind": "age:200"}, "kind", "Choose an answer from the list"),
    ({"kind": "age:prefer_not"}, "kind", "Choose an answer from the list"),
    ({"kind": "place"}, "name", "Enter the name of the place or group"),
    ({"wanted": ""}, "wanted", "Answer “How many of them should be in the Forum?”"),
    ({"wanted": "0"}, "wanted", "Your answer must be 1 or more"),
    ({"wanted": "many"}, "wanted", "Your answer must be a whole number, like 15"),
    ({"wanted": "1000"}, "wanted", "Your answer must be 999 or less"),
])
def test_a_number_typed_wrongly_is_said_beside_its_field(cast, sent, field, words):
    strategy = a_strategy(cast)
    before = kept()

    answer = post(cast.maya, "target-add", strategy, **{"kind": "age:25-34", "wanted": "5"} | sent)

    assert (answer.status_code, dict(answer.context["form"].errors)) == (200, {field: [words]})
    assert kept() == before


def test_a_no_needs_its_reason_and_a_draft_its_words(cast):
    strategy = asked(cast)
    before = kept()
    answer = post(cast.joe, "strategy-say", strategy, value="disagree")
    assert dict(answer.context["form"].errors) == {"text": ["Say why you do not agree"]}
    assert dict(post(cast.joe, "strategy-say", strategy, value="").context["form"].errors) == {
        "value": ["Choose an answer to “Do you agree to this strategy?”"]}
    Strategy.objects.filter(pk=strategy.pk).update(state="draft")
    answer = post(cast.maya, "strategy-change", strategy, words=" ")
    assert dict(answer.context["form"].errors) == {"words": ["Answer “How are people found for the Forum?”"]}
    assert kept() == before


def test_a_word_sent_twice_is_kept_once_and_of_a_closed_programme_nothing_changes(cast):
    strategy = asked(cast)
    for _ in range(2):
        post(cast.joe, "strategy-say", strategy, **NO)
    assert StrategyView.objects.count() == 1
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert post(cast.ines, "strategy-say", strategy, value="agree").status_code == 403
    assert post(cast.maya, "strategy-take-back", strategy).status_code == 403
    assert get(cast.maya, "strategy", strategy).status_code == 200


def test_home_counts_exactly_what_waits_for_each(cast):
    strategy = asked(cast)
    say_on_strategy(strategy, by=cast.joe, at=MONDAY, **NO)

    def waiting(person, queue):
        return strategy.title() in as_(person).get(f"/waiting/{queue}/").content.decode()

    assert [waiting(each, "strategies") for each in (cast.ines, cast.amina, cast.joe)] == [True, True, False]
    assert waiting(cast.maya, "strategy-noes")
    answer_strategy_no(StrategyView.objects.get(), by=cast.maya, at=MONDAY, answer="Yes")
    assert not waiting(cast.maya, "strategy-noes")
