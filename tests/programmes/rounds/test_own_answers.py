"""Who answered changes it or takes it back until the round closes, by themselves or through staff; words are kept from the group."""

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.rounds.actions import (
    change_answer,
    decide_theme,
    hide_answer,
    keep_back,
    keep_no_more,
    publish_round,
    show_again,
    take_answer_back,
    write_down_recording,
)
from programmes.rounds.models import EarlierAnswer, ForumAnswer
from programmes.rounds.policies.reading import people_who_answered, unanswered_people
from tests.makers import MONDAY
from tests.programmes.rounds.doing import (
    AFTER,
    DAY,
    LAST,
    a_round,
    closed,
    decided,
    delivered,
    fresh,
    ready,
    said,
    sent,
    sorted_into,
    told,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
NOTED = {"through": "phone"}


def at_(person, route, thing, **data):
    where = reverse(f"programmes:{route}", args=[thing.ref])
    return as_(person).post(where, data) if data else as_(person).get(where)


def change(answer, text="Other words.", **facts):
    facts = {"at": MONDAY, "seen": 0} | facts
    return change_answer(answer, text=text, **facts)


# --- changing ------------------------------------------------------------------------------------------------------------------------

def test_by_page_it_is_changed_and_what_stood_there_is_kept(cast):
    it = a_round(cast)
    answer, point = said(it, cast.forrest, "Short words."), it.plan.points.first()
    assert "Short words." in at_(cast.forrest, "forum-answer-change", answer).content.decode()

    sent_ = at_(cast.forrest, "forum-answer-change", answer, about=f"point:{point.ref}", text="Long words.", seen="0")

    answer.refresh_from_db()
    assert sent_.status_code == 302 and (answer.text, answer.point) == ("Long words.", point)
    assert list(EarlierAnswer.objects.values_list("number", "text", "point", "through", "noted_by")) == [
        (1, "Short words.", None, "account", None)]
    row = Row.objects.get(subject=answer.ref, move="change")
    assert row.actor == cast.forrest.ref and "words" not in str(row.about)
    assert "Short words." in at_(cast.priya, "forum-answer", answer).content.decode()
    assert ForumAnswer.objects.count() == 1


def test_what_was_sorted_and_decided_for_other_words_is_sorted_anew(cast):
    it = a_round(cast)
    answer = said(it, cast.forrest)
    theme = sorted_into(cast, it, at=MONDAY)
    decided(cast, theme, at=MONDAY)
    assert ForumAnswer.objects.get().response is not None

    change(answer, wants_no_name=True, text=answer.text)
    assert ForumAnswer.objects.get().response is not None and answer.themes.exists() and not EarlierAnswer.objects.exists()
    change(answer)

    answer.refresh_from_db()
    assert answer.response is None and not answer.themes.exists()
    assert "1 not in a theme yet" in at_(cast.priya, "round", it).content.decode()
    assert "If it had been sorted, it was taken out of its themes." in at_(cast.priya, "forum-answer", answer).content.decode()


def test_of_two_tabs_the_second_is_told_and_loses_nothing(cast):
    answer = said(a_round(cast), cast.forrest)
    change(answer, "First tab.")

    page = at_(cast.forrest, "forum-answer-change", answer, about="whole", text="Second tab.", seen="0")

    assert page.status_code == 200 and "It was changed meanwhile." in page.content.decode() and "Second tab." in page.content.decode()
    assert ForumAnswer.objects.get().text == "First tab."


def test_a_change_to_nothing_or_to_something_of_another_plan_is_refused(cast):
    answer = said(a_round(cast), cast.forrest)

    page = at_(cast.forrest, "forum-answer-change", answer, about="whole", text="", seen="0").content.decode()
    assert "To have it no more, take it back" in page
    for facts in ({"text": ""}, {"seen": 7}):
        with pytest.raises(NotAllowedNow):
            change(answer, **facts)
    assert ForumAnswer.objects.get().text == "Short words, please."


@pytest.mark.parametrize("verb", [change, lambda answer, at: take_answer_back(answer, at=at)])
def test_once_the_round_is_closed_or_its_last_day_is_over_it_stays_as_it_is(cast, clock, verb):
    it = a_round(cast)
    answer = said(it, cast.forrest)
    with pytest.raises(NotAllowedNow):
        verb(answer, at=LAST + DAY)
    closed(cast, it)

    with pytest.raises(NotAllowedNow) as refusal:
        verb(answer, at=LAST)

    assert "The round is closed." in str(refusal.value.why)
    clock.to(LAST)
    assert at_(cast.forrest, "forum-answer-change", answer).status_code == 403
    assert at_(cast.forrest, "forum-answer-take-back", answer, sure="1").status_code == 403
    assert ForumAnswer.objects.get().state == "standing"


# --- taking back ---------------------------------------------------------------------------------------------------------------------

def test_taken_back_it_is_not_counted_not_answered_and_nobody_waits_for_it(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    mine = said(it, cast.femi, "I regret this.")
    theme = sorted_into(cast, it, at=MONDAY)
    assert at_(cast.femi, "forum-answer-take-back", mine).content.decode().count("goes out of it") == 1

    assert at_(cast.femi, "forum-answer-take-back", mine, sure="1").status_code == 302

    mine.refresh_from_db()
    assert mine.state == "taken_back" and not mine.themes.exists() and mine.text == "I regret this."
    assert theme.answers.count() == 1 and people_who_answered(it) == 1
    it = sent(cast, fresh(it))
    assert told("we_said_we_did", cast.femi) == 0 and told("we_said_we_did", cast.forrest) == 1
    assert [each.name for each in unanswered_people(it)] == [cast.forrest.name]
    delivered()
    assert not unanswered_people(it).exists()
    publish_round(it, by=cast.priya, at=AFTER)
    assert told("forum_round_published", cast.forrest) == 0     # who has their own reply needs no second word
    page = as_(cast.sam).get(reverse("programmes:we-said-we-did", args=[fresh(it).public_ref])).content.decode()
    assert "I regret this." not in page and "1 answers came from 1 people" in page


def test_who_took_theirs_back_hears_like_everybody_else_when_it_is_published(cast):
    it = a_round(cast)
    said(it, cast.femi)
    take_answer_back(said(it, cast.forrest, "I regret this."), at=MONDAY)
    it = sent(cast, it)

    publish_round(it, by=cast.priya, at=AFTER)

    assert told("we_said_we_did", cast.forrest) == 0 and told("forum_round_published", cast.forrest) == 1


def test_its_words_are_read_by_who_gave_them_and_by_nobody_else(cast):
    it = a_round(cast)
    mine = take_answer_back(said(it, cast.femi, "I regret this.", through="post", noted_by=cast.maya), at=MONDAY)

    for reader in (cast.priya, cast.amina, cast.maya, cast.ines):
        pages = [at_(reader, "forum-answer", mine).content.decode(), at_(reader, "round-answers", it).content.decode()]
        assert all("I regret this." not in page and "Taken back by who gave it." in page for page in pages)
    assert "I regret this." in at_(cast.femi, "forum-answer", mine).content.decode()
    assert at_(cast.priya, "forum-answer-hide", mine, because="No").status_code == 403
    assert at_(cast.priya, "forum-answer-decide", mine).status_code == 403


def test_it_cannot_be_taken_back_or_changed_twice_nor_while_it_is_hidden(cast):
    it = a_round(cast)
    gone, hidden = take_answer_back(said(it, cast.femi), at=MONDAY), said(it, cast.forrest, "Rude.")
    hide_answer(hidden, by=cast.priya, at=MONDAY, because="It insults.")

    for answer in (gone, hidden):
        with pytest.raises(NotAllowedNow):
            take_answer_back(answer, at=MONDAY)
        with pytest.raises(NotAllowedNow):
            change(answer)


def test_a_theme_whose_only_answer_was_taken_back_can_be_decided_and_the_round_sent(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    gone = said(it, cast.femi, "I regret this.")
    theme = sorted_into(cast, it, "Regret", at=MONDAY, answers=ForumAnswer.objects.filter(pk=gone.pk))
    take_answer_back(gone, at=MONDAY)

    decide_theme(theme, by=cast.priya, at=MONDAY, outcome="adopt")

    gone.refresh_from_db()
    assert gone.response is None and ready(cast, fresh(it)).shown_at is not None


# --- through staff -------------------------------------------------------------------------------------------------------------------

def test_staff_write_down_a_change_and_the_person_is_told(cast):
    it = a_round(cast)
    answer = said(it, cast.femi, "Larger print.", through="post", noted_by=cast.maya)

    at_(cast.maya, "forum-answer-change-note", answer, **NOTED, about="whole", text="Much larger print.", seen="0")

    answer.refresh_from_db()
    assert answer.text == "Much larger print." and EarlierAnswer.objects.values_list("through", "noted_by").get() == ("phone", cast.maya.pk)
    message = Message.objects.get(kind="forum_answer_noted")
    assert message.to == cast.femi.ref and "what you say now" in registry.words["forum_answer_noted"](message).lines[0]
    assert Row.objects.get(subject=answer.ref, move="change").actor == cast.maya.ref


def test_staff_write_down_that_somebody_takes_it_back_and_the_person_is_told(cast):
    answer = said(a_round(cast), cast.femi, "Larger print.")

    at_(cast.maya, "forum-answer-take-back-note", answer, **NOTED)

    answer.refresh_from_db()
    assert answer.state == "taken_back"
    message = Message.objects.get(kind="forum_answer_noted")
    assert message.to == cast.femi.ref and "it does not count" in registry.words["forum_answer_noted"](message).lines[0]


def test_of_a_nameless_answer_only_who_knows_of_whom_it_is_writes_something_down(cast):
    answer = said(a_round(cast), cast.femi, "Larger print.", wants_no_name=True)

    found = {who: at_(getattr(cast, who), "forum-answer-change-note", answer).status_code
             for who in ("maya", "priya", "sid", "ines", "amina")}

    assert found == {"maya": 200, "priya": 200, "sid": 403, "ines": 403, "amina": 403}
    assert at_(cast.femi, "forum-answer-change-note", answer).status_code == 403


# --- words that are kept from the group ----------------------------------------------------------------------------------------------

def test_who_gave_them_keeps_their_words_from_the_group_and_shows_them_again(cast):
    it = a_round(cast)
    answer = said(it, cast.forrest, "My neighbour is ill.")
    assert "My neighbour is ill." in at_(cast.ines, "forum-answer", answer).content.decode()

    at_(cast.forrest, "forum-answer-keep", answer, sure="1")

    for page in (at_(cast.ines, "forum-answer", answer), at_(cast.ines, "round-answers", it)):
        assert "My neighbour is ill." not in page.content.decode() and "These words are kept back." in page.content.decode()
    assert "My neighbour is ill." in at_(cast.priya, "forum-answer", answer).content.decode()
    assert at_(cast.priya, "forum-answer-keep-no-more", answer, sure="1").status_code == 403
    assert at_(cast.forrest, "forum-answer-keep-no-more", answer, sure="1").status_code == 302
    assert "My neighbour is ill." in at_(cast.ines, "forum-answer", answer).content.decode()
    assert not Message.objects.filter(kind="forum_answer_kept_back").exists()


def test_who_sorts_keeps_words_back_with_a_reason_which_the_author_reads(cast):
    it = a_round(cast)
    answer = said(it, cast.forrest, "My neighbour is ill.")
    assert at_(cast.amina, "forum-answer-keep", answer, because="").status_code == 200 and not ForumAnswer.objects.get().kept_back
    with pytest.raises(NotAllowedNow):
        keep_back(answer, by=cast.priya, at=MONDAY)

    at_(cast.amina, "forum-answer-keep", answer, because="It speaks of somebody else’s health.")

    message = Message.objects.get(kind="forum_answer_kept_back")
    assert message.to == cast.forrest.ref
    assert "The reason: It speaks of somebody else’s health." in registry.words["forum_answer_kept_back"](message).lines
    assert "somebody else’s health" in at_(cast.forrest, "forum-answer", answer).content.decode()
    assert at_(cast.priya, "forum-answer-keep", answer, because="Again").status_code == 403
    at_(cast.priya, "forum-answer-keep-no-more", answer, sure="1")
    assert told("forum_answer_shown", cast.forrest) == 1
    assert registry.words["forum_answer_kept_back"](message) is None


def test_words_kept_back_after_publishing_leave_the_public_page_and_an_address_never_comes_on_it(cast):
    it = a_round(cast)
    answer = said(it, cast.forrest, "Ring me: 020 7946 0123.")
    keep_back(answer, by=cast.forrest, at=MONDAY)
    other = said(it, cast.femi, "Larger print.")
    it = sent(cast, it)
    publish_round(it, by=cast.priya, at=AFTER)
    public = reverse("programmes:we-said-we-did", args=[fresh(it).public_ref])
    assert "Larger print." in as_(cast.sam).get(public).content.decode()

    keep_back(other, by=cast.femi, at=AFTER)
    keep_no_more(answer, by=cast.forrest, at=AFTER)

    page = as_(cast.sam).get(public).content.decode()
    assert "Larger print." not in page and "020 7946 0123" not in page
    assert page.count("These words are kept back: they could show who said it.") == 2
    keep_no_more(other, by=cast.femi, at=AFTER)
    assert "Larger print." in as_(cast.sam).get(public).content.decode()


def test_who_gave_a_hidden_answer_is_told_that_it_is_shown_again(cast):
    answer = said(a_round(cast), cast.forrest, "Rude?")
    hide_answer(answer, by=cast.priya, at=MONDAY, because="It insults.")

    show_again(answer, by=cast.amina, at=MONDAY)

    message = Message.objects.get(kind="forum_answer_shown")
    assert message.to == cast.forrest.ref and "it counts" in registry.words["forum_answer_shown"](message).lines[0]
    hide_answer(answer, by=cast.priya, at=MONDAY + DAY, because="It does.")
    assert registry.words["forum_answer_shown"](message) is None


def test_a_recording_that_was_written_down_and_then_changed_may_be_written_down_again(cast):
    from django.core.files.base import ContentFile

    it = a_round(cast)
    answer = said(it, cast.forrest, "", audio=ContentFile(b"ID3", name="me.mp3"), content_type="audio/mpeg")
    write_down_recording(answer, by=cast.priya, at=MONDAY, text="Shortt words.")

    change(answer, "Short words.")
    write_down_recording(answer, by=cast.amina, at=MONDAY, text="Short words, he says.")

    answer.refresh_from_db()
    assert (answer.text, answer.transcript, answer.heard_by) == ("Short words.", "Short words, he says.", cast.amina)
