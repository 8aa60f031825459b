"""A plan's paragraphs keep their names from version to version, and every version reads back as it was."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.written import pieces_of
from programmes.plans.actions import change_plan
from programmes.plans.actions.writing import ChangedMeanwhile
from programmes.plans.models import Plan
from programmes.plans.showing.comparing import compare, runs_of
from tests.makers import MONDAY
from tests.programmes.plans.doing import NEWER, TEXT, a_plan, fresh, newer

pytestmark = pytest.mark.django_db
WORDS = ["letters", "print", "long", "short", "people", "read", "שלום", "مرحبا", "👩🏽‍🦽", "<script>", "長い", "June"]
PIECE = st.tuples(st.sampled_from(["", "# ", "## ", "- ", "1. "]), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)).map(
    lambda made: made[0] + " ".join(made[1]))
TEXTS = st.lists(PIECE, min_size=1, max_size=9).map("\n\n".join)


def as_read(rows):
    return [(each.kind, each.level, each.text) for each in rows]


def as_typed(text):
    return [(each.kind, each.level, each.text) for each in pieces_of(text)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=2, max_size=5))
def test_every_version_reads_back_as_it_was_and_names_stay(cast, texts):
    with transaction.atomic():
        plan = a_plan(cast, text=texts[0], points=())
        versions = [texts[0]]
        for text in texts[1:]:
            before = {each.pk: (each.anchor, each.kind, each.level, each.text) for each in plan.paragraphs.standing()}
            changed = newer(cast, plan, text)
            if changed.version > len(versions):
                versions.append(text)
            now = list(plan.paragraphs.standing())
            assert as_read(now) == as_typed(text)
            assert len({each.anchor for each in now}) == len(now)
            kept = [each for each in now if each.pk in before]
            assert all(before[each.pk] == (each.anchor, each.kind, each.level, each.text) for each in kept)
            assert {each.anchor for each in now if each.since < changed.version} <= {anchor for anchor, *_rest in before.values()}
        for number, text in enumerate(versions, start=1):
            assert as_read(plan.paragraphs.in_version(number)) == as_typed(text)
        for old in range(1, len(versions)):
            found = compare(plan, old, len(versions))
            assert as_read(line.piece for line in found.lines if line.what != "gone") == as_typed(versions[-1])
            assert sum(found.counts.values()) == len(found.lines)
        transaction.set_rollback(True)


@settings(max_examples=200, deadline=None)
@given(old=st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), new=st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_the_words_of_a_comparison_are_those_of_the_two_texts(old, new):
    runs = runs_of(old, new)

    assert "".join(run.words for run in runs if run.kind != "gone") == new
    assert "".join("".join(run.words for run in runs if run.kind != "new").split()) == "".join(old.split())


def by_text(plan, words):
    return plan.paragraphs.standing().get(text__contains=words)


def test_an_unchanged_paragraph_keeps_its_row_and_a_reworded_one_its_name(cast):
    plan = a_plan(cast)
    why, long = by_text(plan, "Why"), by_text(plan, "Letters are long")

    newer(cast, plan)

    assert by_text(plan, "Why").pk == why.pk
    anew = by_text(plan, "never read")
    assert (anew.pk != long.pk, anew.anchor, anew.since, fresh(long).gone_in) == (True, long.anchor, 2, 2)
    assert by_text(plan, "June").anchor not in {each.anchor for each in plan.paragraphs.in_version(1)}


def test_a_paragraph_that_moves_keeps_its_name(cast):
    plan = a_plan(cast, text="First of all we write.\n\nThen we read it aloud.\n\nAt last we send it.")
    last = by_text(plan, "At last")

    newer(cast, plan, "At last we send it.\n\nFirst of all we write.\n\nThen we read it aloud.")

    assert by_text(plan, "At last").anchor == last.anchor
    assert compare(plan, 1, 2).counts == {"kept": 2, "moved": 1, "reworded": 0, "new": 0, "gone": 0}


def test_what_is_gone_stays_with_its_name_where_it_stood(cast):
    plan = a_plan(cast)
    gone = by_text(plan, "Every letter")

    newer(cast, plan, TEXT.replace("Every letter has a name and a day.\n", ""))

    assert fresh(gone).gone_in == 2
    found = compare(plan, 1, 2)
    assert [line.piece.text for line in found.lines if line.what == "gone"] == ["Every letter has a name and a day."]
    assert found.in_words() == ("4 paragraphs are as they were, 0 have other words, 0 are new, 1 is gone.")


def test_ten_thousand_signs_in_one_paragraph_and_four_hundred_paragraphs_are_compared_in_good_time(cast):
    long = " ".join(f"word{n % 700}" for n in range(1500))
    plan = a_plan(cast, text=long[:10_000])
    newer(cast, plan, long[:10_000].replace("word3 ", "word4 "))
    assert compare(plan, 1, 2).counts["reworded"] == 1

    many = a_plan(cast, mark="PL2", text="\n\n".join(f"Paragraph {n} speaks of {n * 7} letters and {n * 3} words." for n in range(400)))
    newer(cast, many, "\n\n".join(f"Part {n} tells about {n * 5} other things that nobody named." for n in range(400)))
    assert compare(many, 1, 2).counts == {"kept": 0, "moved": 0, "reworded": 0, "new": 400, "gone": 400}


def test_a_new_version_costs_the_same_for_few_and_many_paragraphs(cast):
    spent = set()
    for n, text in enumerate((TEXT, "\n\n".join(f"Paragraph {n} of many about letters." for n in range(300)))):
        plan = a_plan(cast, mark=f"PL{n + 1}", text=text)
        with CaptureQueriesContext(connection) as queries:
            newer(cast, plan, f"New at the top.\n\n{text}\n\nNew at the end.")
        spent.add(len(queries))

    assert len(spent) == 1


def test_a_text_that_changed_meanwhile_is_not_overwritten(cast):
    plan = a_plan(cast)
    newer(cast, plan)

    with pytest.raises(ChangedMeanwhile):
        change_plan(plan, by=cast.maya, at=MONDAY, seen=1, text="Mine", what_changed="Mine")

    assert fresh(plan).text == NEWER
    assert fresh(plan).version == 2


def test_a_new_version_says_what_is_new_and_nobody_empties_a_plan(cast):
    plan = a_plan(cast)
    for facts in ({"text": NEWER}, {"text": " \n ", "what_changed": "Gone"}):
        with pytest.raises(NotAllowedNow):
            change_plan(plan, by=cast.priya, at=MONDAY, seen=1, **facts)

    assert (fresh(plan).text, fresh(plan).version, plan.versions.count()) == (TEXT, 1, 1)


def test_facts_alone_make_no_version(cast):
    plan = a_plan(cast)

    changed = change_plan(plan, by=cast.priya, at=MONDAY, seen=1, title="Short letters")

    assert (changed.version, Plan.objects.get().title) == (1, "Short letters")
