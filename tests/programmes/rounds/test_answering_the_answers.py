"""Answers are sorted and decided; the pair looks; each who answered gets one message; and the round ends when nobody waits."""

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.challenges.models import Challenge
from programmes.plans.models import Plan
from programmes.portal.showing import what_i_said
from programmes.rounds.actions import (
    ask_pair,
    decide_answers,
    decide_theme,
    finish_round,
    hide_answer,
    publish_round,
    say_on_reply,
    say_seen,
    send_answers,
    show_again,
    sort_into,
)
from programmes.rounds.models import ForumAnswer, ReplyWord, Response, Theme
from programmes.rounds.policies.reading import unanswered_people
from tests.makers import MONDAY
from tests.programmes.rounds.doing import (
    AFTER,
    CLOSES,
    LAST,
    OPENS,
    a_plan,
    a_round,
    closed,
    decided,
    delivered,
    fresh,
    looked,
    newer,
    ready,
    said,
    sent,
    sorted_into,
    told,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


# --- sorting and deciding --------------------------------------------------------------------------------------------------------------

def test_what_one_said_stands_in_my_voice_with_what_became_of_it(cast):
    it = a_round(cast)
    mine, hidden = said(it, cast.forrest, "Ring people."), said(it, cast.forrest, "Rude words")
    said(it, cast.femi, "Larger print.")
    hide_answer(hidden, by=cast.priya, at=MONDAY, because="It calls a person names.")

    assert {each.words: (each.where, each.became, each.tone) for each in what_i_said(cast.forrest)} == {
        "Ring people.": (f"The plan {it.plan.name}. The whole plan", f"You hear by {day(it.reply_by)} what became of it.", "waiting"),
        "Rude words": (f"The plan {it.plan.name}. The whole plan", "We have hidden it, because: It calls a person names.", "gap")}
    assert f"You hear by {day(it.reply_by)} what became of it." in as_(cast.forrest).get("/").content.decode()

    it = ready(cast, it, outcome="adapt")
    assert next(each.became for each in what_i_said(cast.forrest) if each.words == "Ring people.").startswith("You hear by")
    send_answers(it, by=cast.priya, at=AFTER)

    [now] = [each for each in what_i_said(cast.forrest) if each.words == "Ring people."]
    mine.refresh_from_db()
    assert now.became == " ".join(filter(None, ["Done in another way.", mine.response.reason, mine.response.changed]))
    assert now.tone == "done"
    assert as_(cast.forrest).get(now.href).status_code == 200
    assert {each.words for each in what_i_said(cast.femi)} == {"Larger print."}


def test_what_was_ticked_and_typed_is_kept_when_it_cannot_be_sorted(cast):
    it = a_round(cast)
    one, two = said(it, cast.forrest, "One"), said(it, cast.forrest, "Two")
    lead, address = as_(cast.priya), reverse("programmes:round-sort", args=[it.ref])

    page = lead.post(address, {"answer": [two.ref], "do": "in"}, follow=True).content.decode()

    assert page.count("Choose a theme, or give a new one a name of up to 160 letters") == 2      # above the form, and beside the field
    assert f'value="{two.ref}" checked' in page and f'value="{one.ref}" checked' not in page
    assert " checked" not in lead.get(reverse("programmes:round-answers", args=[it.ref])).content.decode()      # once

    page = lead.post(address, {"new_theme": "Ask us", "do": "in"}, follow=True).content.decode()

    assert "Tick the answers first" in page and 'value="Ask us"' in page and not Theme.objects.exists()

    lead.post(address, {"new_theme": "Ask us", "answer": [two.ref], "do": "in"})

    assert [each.name for each in two.themes.all()] == ["Ask us"] and not one.themes.exists()


def test_a_theme_is_decided_for_all_that_have_no_decision_of_their_own(cast):
    it = a_round(cast)
    one, two, three = (said(it, cast.forrest, text) for text in ("One", "Two", "Three"))
    decide_answers(it, ForumAnswer.objects.filter(pk=two.pk), by=cast.priya, at=MONDAY, outcome="park", reason="Next year.")
    theme = sorted_into(cast, it, at=MONDAY)

    decided(cast, theme, "adapt", at=MONDAY)

    assert [each.response.outcome for each in ForumAnswer.objects.order_by("pk").select_related("response")] == ["adapt", "park", "adapt"]
    sort_into(theme, ForumAnswer.objects.filter(pk=one.pk), by=cast.priya, at=MONDAY, takes_out=True)
    assert ForumAnswer.objects.get(pk=one.pk).response is None and ForumAnswer.objects.get(pk=three.pk).response is not None


def test_anything_but_adopt_needs_a_reason(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    theme = sorted_into(cast, it, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        decide_theme(theme, by=cast.priya, at=MONDAY, outcome="not_adopt")

    assert not Response.objects.exists()


def test_abusive_words_are_hidden_never_deleted_and_who_gave_them_is_told_why(cast, clock):
    it = a_round(cast)
    answer = said(it, cast.forrest, "You are all fools.")
    hidden = hide_answer(answer, by=cast.priya, at=MONDAY, because="It insults people.")

    message = Message.objects.get(kind="forum_answer_hidden")
    assert message.to == cast.forrest.ref and "It insults people." in " ".join(registry.words[message.kind](message).lines)
    assert "You are all fools." not in as_(cast.ines).get(reverse("programmes:round-answers", args=[it.ref])).content.decode()
    assert "It insults people." in as_(cast.forrest).get(it.get_absolute_url()).content.decode()
    assert show_again(hidden, by=cast.priya, at=MONDAY).state == "standing" and ForumAnswer.objects.get().text == "You are all fools."


# --- the pair --------------------------------------------------------------------------------------------------------------------------

def test_nothing_goes_out_before_all_is_decided_and_the_pair_has_looked(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    it = closed(cast, it)
    with pytest.raises(NotAllowedNow):
        ask_pair(it, by=cast.priya, at=LAST)
    decided(cast, sorted_into(cast, it))
    with pytest.raises(NotAllowedNow) as refusal:
        send_answers(it, by=cast.priya, at=AFTER)
    assert "Ask the pair first" in str(refusal.value.why)

    ask_pair(it, by=cast.priya, at=AFTER)
    assert told("forum_round_to_look", cast.amina, cast.joe) == 2
    with pytest.raises(NotAllowedNow) as refusal:
        send_answers(it, by=cast.priya, at=AFTER)
    assert "Nobody of the pair has looked yet." in str(refusal.value.why)
    say_seen(it, by=cast.amina, at=AFTER, is_right=True)

    assert send_answers(it, by=cast.priya, at=AFTER) == 1


def test_a_no_of_the_pair_holds_it_back_until_it_is_answered_and_a_change_asks_anew(cast):
    it = ready(cast)
    no = say_seen(it, by=cast.joe, at=LAST, is_right=False, text="It does not say when.")
    with pytest.raises(NotAllowedNow):
        send_answers(it, by=cast.priya, at=AFTER)
    with pytest.raises(NotAllowedNow):          # not over their own no
        say_seen(it, by=cast.joe, at=LAST, is_right=True, through="phone", noted_by=cast.maya)

    decided(cast, fresh(it).themes.get(), "adapt", reason="From June on.")
    assert (fresh(it).look, fresh(it).shown_at) == (2, None) and told("forum_round_not_right", cast.priya) == 1
    it = looked(cast, fresh(it))

    assert send_answers(it, by=cast.priya, at=AFTER) == 2 and no.round.seen.count() == 5


# --- sending -----------------------------------------------------------------------------------------------------------------------------

def test_each_gets_exactly_one_message_with_their_words_the_decision_the_reason_and_the_passage(cast):
    it = sent(cast)
    assert send_answers(it, by=cast.priya, at=AFTER) == 0

    message = Message.objects.get(kind="we_said_we_did", to=cast.forrest.ref)
    words = registry.words[message.kind](message)
    text = "\n".join(words.lines)
    passage = Plan.objects.get().paragraphs.get(text="We ring people who cannot read.")
    assert told("we_said_we_did") == 2 and "Forrest" not in words.subject and "Letters" not in words.subject
    assert "You said: “Short words, please.”" in text and "What is decided: Done as you said." in text
    assert "Now the plan says: “We ring people who cannot read.”" in text and f"/plan/{it.plan.ref}/#p-{passage.anchor}" in text
    assert "Larger print." not in text


def test_what_could_not_be_sent_is_written_anew_and_nobody_gets_a_second_one(cast):
    it = sent(cast)
    Message.objects.filter(kind="we_said_we_did", to=cast.forrest.ref).update(state="failed")
    delivered("we_said_we_did", cast.femi)

    assert send_answers(it, by=cast.priya, at=AFTER) == 1 and send_answers(it, by=cast.priya, at=AFTER) == 0
    assert list(Message.objects.filter(kind="we_said_we_did", to=cast.forrest.ref).order_by("pk").values_list("occasion", "state")) == [
        ("time 1", "failed"), ("time 2", "waiting")]


def test_r11_the_round_refuses_to_end_while_one_person_is_unanswered(cast, clock):
    it = sent(cast)
    delivered("we_said_we_did", cast.forrest)
    Message.objects.filter(kind="we_said_we_did", to=cast.femi.ref).update(state="by_hand")
    clock.to(AFTER)

    refused = as_(cast.priya).post(reverse("programmes:round-finish", args=[it.ref]))

    assert refused.status_code == 409 and "1 person still waits for an answer." in refused.content.decode()
    assert list(unanswered_people(it)) == [cast.femi] and fresh(it).state == "closed" and Plan.objects.get().state == "preparing"
    Message.objects.filter(kind="we_said_we_did", to=cast.femi.ref).update(state="told")
    assert as_(cast.priya).post(reverse("programmes:round-finish", args=[it.ref])).status_code == 302
    assert fresh(it).state == "answered" and Plan.objects.get().state == "answered"


def test_a_round_that_nobody_answered_ends_at_once(cast):
    it = closed(cast, a_round(cast))

    assert finish_round(it, by=cast.priya, at=LAST).state == "answered"


# --- after that --------------------------------------------------------------------------------------------------------------------------

def test_everybody_reads_what_was_done_and_what_was_not_without_a_name(cast, client):
    it = a_round(cast)
    said(it, cast.forrest, "Ring me on 07700 900123.")
    said(it, cast.femi, "Pay us.")
    it = closed(cast, it)
    theme = sorted_into(cast, it, "Ring people", answers=ForumAnswer.objects.filter(by=cast.forrest))
    passage = newer(cast, it)
    decided(cast, theme, "adopt", passages=[passage])
    decided(cast, sorted_into(cast, it, "Money", answers=ForumAnswer.objects.filter(by=cast.femi)), "not_adopt")
    it = looked(cast, fresh(it))
    send_answers(it, by=cast.priya, at=AFTER)
    with pytest.raises(NotAllowedNow):
        publish_round(fresh(a_round(cast, a_plan(cast, mark="PL2"))), by=cast.priya, at=AFTER)

    it = publish_round(it, by=cast.priya, at=AFTER)

    page = client.get(reverse("programmes:we-said-we-did", args=[it.public_ref])).content.decode()
    assert "We ring people who cannot read." in page and "There is no money for it this year." in page and "Pay us." in page
    assert "07700" not in page and "Forrest" not in page and "Femi" not in page and "These words are kept back" in page
    assert told("forum_round_published") == 3 and told("forum_round_published", cast.forrest) == 0


def test_a_reason_with_somebodys_number_in_it_is_not_published(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    it = closed(cast, it)
    decided(cast, sorted_into(cast, it), "adapt", reason="Ring Priya on 07700 900123.")
    it = looked(cast, fresh(it))
    send_answers(it, by=cast.priya, at=AFTER)

    with pytest.raises(NotAllowedNow) as refusal:
        publish_round(it, by=cast.priya, at=AFTER)

    assert "07700 900123" in str(refusal.value.why) and fresh(it).public_ref is None


def test_i_am_not_satisfied_becomes_a_challenge_by_a_link_without_an_account(cast, client, clock):
    it = sent(cast)
    clock.to(AFTER)
    message = Message.objects.get(kind="we_said_we_did", to=cast.forrest.ref)
    path = registry.words[message.kind](message).path

    shown = client.get(path).content.decode()
    done = client.post(path, {"value": "no", "text": "It does not say when."})
    again = client.post(path, {"value": "no", "text": "It does not say when."})

    assert "Short words, please." in shown and "Larger print." not in shown
    assert done.status_code == again.status_code == 200 and "It is now a challenge" in done.content.decode()
    challenge = Challenge.objects.get()
    assert (challenge.raised_by, challenge.about_kind, challenge.about_ref, challenge.text, challenge.through) == (
        cast.forrest, "round", it.ref, "It does not say when.", "link")
    assert ReplyWord.objects.get().challenge == challenge
    assert client.get(path[:-4] + "xxx/").status_code == 410
    assert client.get(path.replace(cast.forrest.ref, cast.femi.ref)).status_code == 410


def test_who_is_satisfied_says_so_once(cast):
    it = sent(cast)

    for _press in range(2):
        say_on_reply(it, by=cast.forrest, at=AFTER, is_satisfied=True)

    assert ReplyWord.objects.get().is_satisfied and not Challenge.objects.exists()
    with pytest.raises(NotAllowedNow):
        say_on_reply(it, by=cast.ines, at=AFTER, is_satisfied=True)     # did not answer


def test_from_a_paragraph_to_its_voices_and_back(cast, clock):
    it = a_round(cast)
    answer = said(it, cast.forrest, "Ring us.")
    it = closed(cast, it)
    passage = newer(cast, it)
    decided(cast, sorted_into(cast, it), "adopt", passages=[passage])

    plan = as_(cast.priya).get(it.plan.get_absolute_url()).content.decode()
    voices = reverse("programmes:paragraph-voices", args=[it.plan.ref, passage.anchor])
    page = as_(cast.priya).get(voices).content.decode()

    assert voices in plan and "Ring us." in page and answer.get_absolute_url() in page
    assert passage.get_absolute_url() in as_(cast.priya).get(answer.get_absolute_url()).content.decode()
    assert "Ring us." not in as_(cast.olga).get(voices).content.decode()


def test_the_trail_has_each_step(cast):
    it = publish_round(sent(cast), by=cast.priya, at=AFTER)

    moves = list(Row.objects.filter(subject=it.ref).order_by("pk").values_list("move", flat=True))
    assert moves == ["open", "close", "ask_pair", "send", "publish"]
    assert OPENS < CLOSES
