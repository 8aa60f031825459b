"""What may stand in a local edition: the wording, the core standards, codes and numbers; and that it then stands for ever."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.catalogue import EDITIONS, Shelf, edition, newer_than, newest, standard_of
from programmes.catalogue.comparing import differences
from programmes.editions import models
from programmes.editions.actions import add_standard, begin_edition, change_words, next_code, publish_edition
from programmes.editions.catalogue import ASKS, JUDGES, WAY_OUT, found_in
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.editions.policies import findings
from tests.makers import MONDAY, a_programme
from tests.programmes.editions.doing import EASY_READ, NEW_EVIDENCE, NEW_QUESTION, a_draft, published

# --- wording -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "words"), [
    ("Were the papers good enough?", ["good", "enough"]),
    ("Were papers sent in easy read where possible?", ["where possible"]),
    ("If appropriate, was the Forum asked?", ["appropriate", "if appropriate"]),
    ("Should the lead ring each person?", ["should"]),
    ("May people bring a friend?", ["may"]),
    ("Did the group meet in May, and who came?", []),
    ("Did the lead aim to ring each person?", ["aim"]),
    ("Were papers usually sent in time?", ["usually"]),
    ("Were some papers read aloud?", ["some"]),
    ("How many people were asked, and was it at most ten?", []),
    ("Was a named person rung, and when?", []),
    ("Was it done unless somebody objected?", ["unless"]),
    ("Are reasonable steps recorded?", ["reasonable"]),
])
def test_the_check_tells_which_words_may_not_stand_in_a_standard(text, words):
    assert [word for word, _why in found_in(text)] == words


def test_each_word_has_its_reason():
    assert dict(found_in("Was a good room found, where possible?")) == {"good": JUDGES, "where possible": WAY_OUT}


def test_of_the_catalogue_s_own_questions_only_the_right_to_decline_uses_such_a_word():
    assert {(standard.code, word) for standard in EDITIONS[1].standards() for word, _why in found_in(standard.question)} == {("3.2", "may")}


def test_a_word_that_the_question_has_already_may_stay(cast):
    words = str(edition(1).standard("3.2").question).replace("policy on both", "written policy on both")

    assert findings(a_draft(cast, words={"3.2": {"question": words}})) == []
    other = a_draft(cast, words={"3.1": {"question": "May they decline?"}})
    assert [(each.code, each.word) for each in findings(other)] == [("3.1", "may")]


def test_findings_name_the_standard_the_word_and_why(cast):
    draft = a_draft(cast, added=(EASY_READ | {"question": "Were good papers sent", "evidence": "Papers, if needed"},), words={})

    assert [tuple(each) for each in findings(draft)] == [
        ("8.L1", "good", JUDGES), ("8.L1", "if needed", WAY_OUT), ("8.L1", "", ASKS)]


def test_a_draft_that_changes_nothing_is_not_published(cast):
    draft = a_draft(cast, added=(), words={})

    assert [each.why for each in findings(draft)] == ["It adds nothing and changes nothing yet."]
    with pytest.raises(NotAllowedNow, match="put right first"):
        publish_edition(draft, by=cast.maya, at=MONDAY, seen=draft.fingerprint())


# --- what it asks --------------------------------------------------------------------------------------------------------

def test_a_published_edition_asks_all_that_its_base_asks_and_more(cast):
    number = published(cast.maya).number
    whole = edition(number)

    assert (number, whole.name, whole.based_on, newest(), newer_than(1)) == (101, "Easy read first", 1, 101, [101])
    assert [standard.code for standard in whole.stage("S8").standards] == [f"8.{n}" for n in range(1, 10)] + ["8.L1"]
    assert len(list(whole.standards())) == 80
    old, new = edition(1).standard("8.1"), whole.standard("8.1")
    assert (new.question, new.evidence) == (NEW_QUESTION, NEW_EVIDENCE) != (old.question, old.evidence)
    assert (new.klass, new.by, new.source, new.short) == (old.klass, old.by, old.source, old.short)
    assert [stage.signatories for stage in whole.stages] == [stage.signatories for stage in edition(1).stages]
    assert whole.standard("8.L1").worded_in == 101 and not whole.standard("8.L1").from_source


def test_differences_are_told_standard_by_standard(cast):
    number = published(cast.maya).number
    there, back = differences(edition(1), edition(number)), differences(edition(number), edition(1))

    assert [(each.code, each.stage, each.is_added, each.is_gone, each.question_changed, each.evidence_changed) for each in there] == [
        ("8.1", "S8", False, False, True, True), ("8.L1", "S8", True, False, False, False)]
    assert [(each.code, each.is_gone) for each in back] == [("8.1", False), ("8.L1", True)]
    assert differences(edition(1), edition(1)) == []


def test_the_next_edition_begins_from_the_newest_and_takes_it_over(cast):
    published(cast.maya)
    second = published(cast.maya, name="More", added=(EASY_READ | {"short": "Papers read aloud"},), words={"8.L1": {"evidence": "Both"}})

    whole = edition(second.number)
    assert (second.number, second.based_on) == (102, 101)
    assert [standard.code for standard in whole.stage("S8").standards][-2:] == ["8.L1", "8.L2"]
    assert (whole.standard("8.1").question, whole.standard("8.L1").evidence) == (NEW_QUESTION, "Both")
    assert (whole.standard("8.1").worded_in, whole.standard("8.L1").worded_in) == (101, 102)


def test_a_code_means_one_standard_for_ever_also_across_drafts(cast):
    first, other = a_draft(cast), a_draft(cast, based_on=1)

    assert [first.added.get().code, other.added.get().code, next_code("S8"), next_code("S12")] == ["8.L1", "8.L2", "8.L3", "12.L1"]


def test_a_standard_that_an_edition_does_not_ask_has_its_words_from_the_edition_that_added_it(cast):
    published(cast.maya)

    assert standard_of(1, "8.L1").short == "Papers also in easy read"
    with pytest.raises(KeyError):
        standard_of(1, "8.L9")


def test_a_core_standard_of_the_newest_edition_cannot_be_left_out_by_beginning_from_an_older_one(cast):
    published(cast.maya, added=(EASY_READ | {"klass": "core"},))
    draft = a_draft(cast, based_on=1)

    assert [(each.code, each.word) for each in findings(draft)] == [("8.L1", "")]
    with pytest.raises(NotAllowedNow):
        publish_edition(draft, by=cast.maya, at=MONDAY, seen=draft.fingerprint())
    assert published(cast.maya, based_on=101, added=(), words={"8.2": {"evidence": "A table of days"}}).number == 102


def test_what_may_be_adapted_may_be_left_out_by_the_next_edition(cast):
    published(cast.maya)

    assert published(cast.maya, based_on=1).number == 102
    assert not edition(102).asks("8.L1")


def test_words_are_changed_only_of_a_standard_that_is_asked(cast):
    with pytest.raises(KeyError):
        change_words(a_draft(cast), "8.77", question="What?")
    with pytest.raises(KeyError):
        begin_edition(by=cast.maya, at=MONDAY, name="x", about="x", based_on=150)


# --- publishing ----------------------------------------------------------------------------------------------------------

def test_publishing_is_one_move_with_a_trail_row_and_new_programmes_begin_with_it(cast):
    draft = a_draft(cast)
    before = a_programme("Before", by=cast.maya)

    publish_edition(draft, by=cast.maya, at=MONDAY, seen=draft.fingerprint())

    kept = LocalEdition.objects.get()
    assert (kept.state, kept.number, kept.published_by, kept.published_at) == ("published", 101, cast.maya, MONDAY)
    row = Row.objects.get(kind="programmes.localedition", move="publish")
    assert (row.subject, row.was, row.now, row.about, row.actor) == (
        kept.ref, "draft", "published", {"number": 101, "based_on": 1}, cast.maya.ref)
    assert (before.edition, a_programme("After", by=cast.maya).edition) == (1, 101)


def test_a_second_click_publishes_nothing(cast):
    draft = a_draft(cast)
    seen = draft.fingerprint()
    publish_edition(draft, by=cast.maya, at=MONDAY, seen=seen)

    with pytest.raises(NotAllowedNow):
        publish_edition(draft, by=cast.maya, at=MONDAY, seen=seen)
    assert Row.objects.filter(move="publish").count() == 1


def test_what_was_changed_since_it_was_read_is_not_published(cast):
    draft = a_draft(cast)
    seen = draft.fingerprint()
    change_words(draft, "8.2", evidence="A table")

    with pytest.raises(NotAllowedNow, match="Somebody changed the draft"):
        publish_edition(draft, by=cast.maya, at=MONDAY, seen=seen)
    assert LocalEdition.objects.get().state == "draft"


def test_two_who_publish_at_once_get_two_numbers_or_are_told(shared_cast, all_at_once):
    cast = shared_cast
    drafts = [a_draft(cast, based_on=1), a_draft(cast, based_on=1, added=(), words={"8.2": {"evidence": "A table"}})]

    answers = all_at_once(2, lambda n: publish_edition(drafts[n], by=cast.maya, at=MONDAY, seen=drafts[n].fingerprint()))

    done = sorted(each.number for each in answers if isinstance(each, LocalEdition))
    assert done in ([101], [101, 102])
    assert sorted(LocalEdition.objects.published().values_list("number", flat=True)) == done


# --- for ever ------------------------------------------------------------------------------------------------------------

def test_a_published_edition_refuses_every_change(cast):
    kept = published(cast.maya)
    added, words = kept.added.get(), kept.wordings.get()

    for attempt in (lambda: kept.save(), lambda: kept.delete(), lambda: added.save(), lambda: added.delete(), lambda: words.save(),
                    lambda: words.delete(), lambda: change_words(kept, "8.2", evidence="x"), lambda: add_standard(kept, **EASY_READ)):
        with pytest.raises(ValidationError):
            attempt()
    assert kept.whole() == edition(101)


@pytest.mark.parametrize("statement", [
    lambda kept: LocalEdition.objects.filter(pk=kept.pk).update(name="x"),
    lambda kept: LocalEdition.objects.filter(pk=kept.pk).update(state="draft", number=None, published_at=None, published_by=None),
    lambda kept: AddedStandard.objects.update(question="x"),
    lambda kept: AddedStandard.objects.all().delete(),
    lambda kept: ChangedWording.objects.update(question="x"),
    lambda kept: ChangedWording.objects.all().delete(),
    lambda kept: ChangedWording.objects.bulk_create([ChangedWording(edition=kept, code="8.2", question="x")]),
    lambda kept: connection.cursor().execute("DELETE FROM programmes_localedition"),
])
def test_the_database_itself_refuses_it(cast, statement):
    kept = published(cast.maya)
    a_draft(cast, added=(), words={})

    with pytest.raises(DatabaseError, match="does not change any more"), transaction.atomic():
        statement(kept)
    assert (LocalEdition.objects.count(), AddedStandard.objects.count(), ChangedWording.objects.count()) == (2, 1, 1)


def test_a_draft_may_change_and_rows_may_go(cast):
    draft = a_draft(cast)
    draft.name = "Other"
    draft.save()
    draft.added.get().delete()
    ChangedWording.objects.filter(edition=draft).update(evidence="Another")

    assert (LocalEdition.objects.get().name, draft.added.count(), draft.wordings.get().evidence) == ("Other", 0, "Another")


def test_what_a_rollback_takes_back_was_never_remembered(cast):
    models.forget()
    with transaction.atomic():
        published(cast.maya)
        transaction.set_rollback(True)
    published(cast.maya, name="Another", added=(EASY_READ | {"short": "Papers read aloud"},))

    assert (edition(101).name, edition(101).standard("8.L1").short) == ("Another", "Papers read aloud")


def test_a_published_edition_is_read_once_and_a_draft_is_on_no_shelf(cast, django_assert_num_queries):
    a_draft(cast)
    published(cast.maya)
    with django_assert_num_queries(3):
        edition(101)
    with django_assert_num_queries(0):
        edition(101).standard("8.L2")
    with pytest.raises(KeyError):
        edition(102)
    models.forget()
    with django_assert_num_queries(3):
        edition(101)
    assert isinstance(models.SHELVES[0], Shelf) and len(models.SHELVES) == 1
