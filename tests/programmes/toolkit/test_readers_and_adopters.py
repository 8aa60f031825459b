"""What readers say and authors answer; what adopters say, and that it counts only when a lay partner says so."""

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from programmes.toolkit.actions import answer_comment, say_on_note, take_note_back
from programmes.toolkit.models import Adopter, AdopterNote, AdopterWord, ChapterComment
from tests.makers import MONDAY, a_stage
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.toolkit.doing import (
    DAY,
    TODAY,
    adopter,
    begun,
    confirmed,
    fresh,
    noted,
    published,
    told,
)

pytestmark = pytest.mark.django_db
STARTS = {"starts_on_day": "1", "starts_on_month": "5", "starts_on_year": "2026"}
NAMED = {"kind": "lay", "text": "Two carers", "lay_people": "2", "named_on_day": "1", "named_on_month": "3", "named_on_year": "2026"}


# --- readers ----------------------------------------------------------------------------------------------------------------------

def test_a_reader_comments_once_and_an_author_answers(cast):
    chapter = published(cast)
    client = as_(cast.forrest)
    once = client.get(f"/chapters/{chapter.ref}/comment/").context["form"].initial["once"]
    for _twice in range(2):
        assert client.post(f"/chapters/{chapter.ref}/comment/", {"text": "Which twelve?", "once": once}).status_code == 302

    comment = ChapterComment.objects.get()
    assert (comment.by, comment.number) == (cast.forrest, 1)
    assert told("chapter_comment_given", cast.priya, cast.amina) == told("chapter_comment_given") == 2
    assert post(cast.forrest, "chapter-comment-answer", comment, text="Me").status_code == 403
    assert "Enter your answer" in post(cast.amina, "chapter-comment-answer", comment, text=" ").content.decode()
    assert post(cast.amina, "chapter-comment-answer", comment, text="Those of 2013.").status_code == 302
    assert post(cast.priya, "chapter-comment-answer", comment, text="Again").status_code == 409
    assert told("chapter_comment_answered", cast.forrest) == 1
    page = get(cast.vic, "chapter", chapter).content.decode()
    assert "Which twelve?" in page and "Those of 2013." in page and cast.forrest.name not in page
    assert "Which twelve?" not in as_(cast.vic).get(f"/toolkits/chapter/{chapter.ref}/").content.decode()
    with pytest.raises(NotAllowedNow):
        answer_comment(comment, by=cast.priya, at=MONDAY, text="x")


def test_a_comment_by_phone_is_noted_and_told(cast):
    chapter = published(cast)
    assert post(cast.maya, "chapter-comment-note", chapter, who=cast.forrest.pk, through="phone", text="Too long").status_code == 302
    assert ChapterComment.objects.get().noted_by == cast.maya and told("chapter_comment_noted", cast.forrest) == 1
    assert post(cast.maya, "chapter-comment-note", chapter, who=cast.sam.pk, through="phone", text="x").status_code == 200


def test_a_draft_is_there_only_for_those_who_work_at_the_toolkit(cast):
    chapter = begun(cast, title="Half a thought")
    for person, status in ((cast.femi, 200), (cast.sid, 200), (cast.forrest, 404), (cast.vic, 404), (cast.olga, 404), (cast.sam, 404)):
        assert get(person, "chapter", chapter).status_code == status
        assert post(person, "chapter-comment", chapter, text="x").status_code == (302 if status == 200 else 404)
    assert "Half a thought" not in get(cast.forrest, "toolkit", cast.programme.slug).content.decode()
    assert "Half a thought" in get(cast.joe, "toolkit", cast.programme.slug).content.decode()


# --- adopters -----------------------------------------------------------------------------------------------------------------------

def test_an_adopter_is_recorded_once(cast):
    address = f"/programmes/{cast.programme.slug}/toolkit/adopters/new/"
    client = as_(cast.maya)
    data = {"name": "Westmere North", "lead_name": "Lena", "once": client.get(address).context["form"].initial["once"], **STARTS}
    for _twice in range(2):
        assert client.post(address, data).status_code == 302
    assert "An adopter of that name is recorded." in client.post(address, data | {"once": ""}).content.decode()
    assert "looks like a postcode" in client.post(address, data | {"name": "W1A 1AA", "once": ""}).content.decode()
    assert Adopter.objects.get().organisation is None


@pytest.mark.parametrize(("wrong", "words"), [
    ({"lay_people": ""}, "Say how many lay partners were named"), ({"named_on_day": ""}, "must include a day"),
    ({"named_on_year": "2030"}, "not still to come"), ({"text": ""}, "Enter"), ({"text": "Ring 07700 900123"}, "looks like a phone number"),
    ({"lay_people": "0"}, "must be 1 or more"), ({"kind": "x"}, "Choose an answer"), ({"chapter": "99999"}, "Choose")])
def test_what_is_typed_badly_about_an_adopter_is_kept_with_a_sentence(cast, wrong, words):
    response = post(cast.maya, "adopter-note-new", adopter(cast), **(NAMED | wrong))

    assert response.status_code == 200 and words in response.content.decode() and not AdopterNote.objects.exists()


def test_what_staff_say_counts_when_a_lay_partner_who_did_not_write_it_says_so(cast):
    it = adopter(cast)
    assert post(cast.maya, "adopter-note-new", it, **NAMED).status_code == 302
    note = AdopterNote.objects.get()
    for person in (cast.maya, cast.priya, cast.sid, cast.forrest, cast.vic):
        assert post(person, "adopter-note-say", note, value="yes").status_code == 403
    assert "Say what is not so" in post(cast.joe, "adopter-note-say", note, value="no").content.decode()
    assert post(cast.joe, "adopter-note-say", note, value="yes").status_code == 302
    assert fresh(note).state == "confirmed"
    own = noted(cast, it, "learnt", by=cast.joe)
    assert post(cast.joe, "adopter-note-say", own, value="yes").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_on_note(own, by=cast.joe, at=MONDAY, is_so=True)


def test_a_lay_no_disputes_it_and_is_answered(cast):
    note = confirmed(cast)
    assert post(cast.ines, "adopter-note-say", note, value="no", text="One, not two.").status_code == 302
    word = AdopterWord.objects.get(is_so=False)
    assert fresh(note).state == "disputed" and told("adopter_note_disputed", cast.maya) == 1
    assert post(cast.ines, "adopter-word-answer", word, text="Me").status_code == 403
    assert post(cast.amina, "adopter-note-say", note, value="yes").status_code == 302
    assert fresh(note).state == "disputed"
    assert post(cast.maya, "adopter-word-answer", word, text="The second came in May.").status_code == 302
    assert post(cast.maya, "adopter-word-answer", word, text="x").status_code == 409
    assert fresh(note).state == "written" and told("adopter_no_answered", cast.ines) == 1
    page = get(cast.vic, "adopter", note.adopter).content.decode()
    assert "One, not two." in page and "The second came in May." in page and cast.ines.name not in page
    say_on_note(note, by=cast.ines, at=MONDAY + DAY, is_so=True)
    assert fresh(note).state == "confirmed"
    with pytest.raises(NotAllowedNow):
        take_note_back(note, by=cast.maya, at=MONDAY)


def test_a_lay_word_by_phone_is_told_and_never_noted_by_who_wrote_it_nor_over_their_own(cast):
    note = noted(cast)
    data = {"who": cast.joe.pk, "through": "phone", "value": "yes"}
    assert post(cast.maya, "adopter-note-say-note", note, **data).status_code == 403
    assert post(cast.priya, "adopter-note-say-note", note, **(data | {"who": cast.forrest.pk})).status_code == 200
    assert post(cast.priya, "adopter-note-say-note", note, **data).status_code == 302
    assert fresh(note).state == "confirmed" and told("adopter_word_noted", cast.joe) == 1
    say_on_note(note, by=cast.joe, at=MONDAY, is_so=False, text="I did not say so.")
    with pytest.raises(NotAllowedNow):
        say_on_note(note, by=cast.joe, at=MONDAY, is_so=True, through="phone", noted_by=cast.priya)


def test_another_first_day_asks_lay_partners_anew(cast):
    note = confirmed(cast)
    learnt = confirmed(cast, note.adopter, "learnt")
    assert post(cast.maya, "adopter-change", note.adopter, name="Westmere North", lead_name="", **STARTS).status_code == 302
    assert fresh(note).state == "written" and fresh(learnt).state == "confirmed"
    assert post(cast.joe, "adopter-note-say", note, value="yes").status_code == 302
    assert fresh(note).state == "confirmed"


def test_taken_back_it_does_not_count(cast):
    note = noted(cast)
    assert post(cast.priya, "adopter-note-back", note).status_code == 403
    assert post(cast.maya, "adopter-note-back", note).status_code == 302
    assert post(cast.joe, "adopter-note-say", note, value="yes").status_code == 409


def test_the_database_keeps_days_and_numbers_to_named_lay_partners(cast):
    note = noted(cast)
    for change in ({"named_on": None}, {"lay_people": 0}, {"kind": "learnt"}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AdopterNote.objects.filter(pk=note.pk).update(**change)


# --- 11.5 -----------------------------------------------------------------------------------------------------------------------------

def missing(stage):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY, ["S11"])[stage.pk]["11.5"]]


def test_the_records_speak_of_11_5_only_where_an_adopter_is_recorded(cast):
    stage = a_stage(cast.programme, "S11", by=cast.maya)
    here = Stage.objects.filter(pk=stage.pk)
    assert are_silent(here, TODAY, "11.5")
    it = adopter(cast)
    assert not are_silent(here, TODAY, "11.5")

    assert missing(stage) == ["Westmere North: its lay partners are not named yet."]
    late = noted(cast, it, named_on=it.starts_on + DAY)
    assert missing(stage) == ["Westmere North: its lay partners were named after it started on 15 April."]
    note = noted(cast, it)
    assert missing(stage) == ["Westmere North: no lay partner has said that its lay partners were named before it started."]
    say_on_note(late, by=cast.joe, at=MONDAY, is_so=True)
    assert len(missing(stage)) == 1
    say_on_note(note, by=cast.joe, at=MONDAY, is_so=True)
    assert missing(stage) == []
    Adopter.objects.update(starts_on=None)
    assert missing(stage) == ["Westmere North: it is not recorded when it starts."]
    adopter(cast, "Westmere South")
    assert len(missing(stage)) == 2
    Stage.objects.filter(pk=stage.pk).update(signed_at=MONDAY, signed_fingerprint="x", state="signed_off")
    assert missing(stage) == []
