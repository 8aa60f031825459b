"""The Forum is asked and answers: what is needed before, until when, under which name; and a round is closed or called off."""

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.plans.actions import write_summary
from programmes.plans.models import Plan
from programmes.rounds.actions import (
    call_off_round,
    close_round,
)
from programmes.rounds.models import ForumAnswer, ForumRound, RoundInvited
from tests.makers import MONDAY
from tests.programmes.rounds.doing import (
    CLOSES,
    DAY,
    INVITED,
    LAST,
    NEWER,
    a_plan,
    a_round,
    closed,
    fresh,
    run_clock,
    said,
    sent,
    told,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


# --- opening -------------------------------------------------------------------------------------------------------------------------

def test_the_forum_is_asked_with_days_ways_and_who_is_invited(cast):
    it = a_round(cast)

    assert (it.state, it.number, it.of_version, it.closes_on, it.post_until) == ("open", 1, 1, CLOSES, CLOSES + 5 * DAY)
    assert Plan.objects.get().state == "round_open" and it.summary.state == "approved"
    assert list(RoundInvited.objects.values_list("group", "invited", "in_profile", "done")) == [
        ("Carers", 4, 6, "We ring the carers’ centre."), ("Young people", 3, 3, "")]
    assert told("forum_round_opened") == 4 and told("forum_round_opened", cast.forrest, cast.ines, cast.amina, cast.joe) == 4


@pytest.mark.parametrize(("facts", "why"), [
    ({"closes_on": CLOSES - DAY}, "People need at least ten working days"),
    ({"decide_on": CLOSES + 5 * DAY}, "The decision comes after the last day for post"),
    ({"ways": []}, "Offer at least one way"),
    ({"invited": ()}, "Say which groups are invited."),
    ({"invited": [INVITED[0] | {"done": ""}]}, "Say what is done about each gap."),
])
def test_it_is_not_opened_while_something_is_missing(cast, facts, why):
    plan = a_plan(cast)

    with pytest.raises(NotAllowedNow) as refusal:
        a_round(cast, plan, **facts)

    assert why in str(refusal.value.why) and not ForumRound.objects.exists() and Plan.objects.get().state == "emerging"


def test_a_summary_of_an_earlier_version_or_without_a_lay_yes_is_not_enough(cast):
    plan = a_plan(cast)
    write_summary(plan, by=cast.priya, at=MONDAY, text="Another text.")

    with pytest.raises(NotAllowedNow) as refusal:
        a_round(cast, plan)

    assert str(refusal.value.why) == "A lay partner approves the plain summary of this version first."


def test_a_form_sent_twice_opens_one_round(cast):
    plan = a_plan(cast)
    first = a_round(cast, plan, ref="once-and-no-more")

    assert a_round(cast, plan, ref="once-and-no-more") == first and ForumRound.objects.count() == 1


# --- answering -----------------------------------------------------------------------------------------------------------------------

def test_an_answer_is_kept_as_given_and_acknowledged_once(cast):
    it = a_round(cast)
    words = "مرحبا 🙂 " + "x" * 9_990

    first = said(it, cast.forrest, words, ref="one-press")
    again = said(it, cast.forrest, words, ref="one-press")
    said(it, cast.forrest, "And one more.")

    assert first == again and ForumAnswer.objects.count() == 2 and ForumAnswer.objects.order_by("pk")[0].text == words
    assert told("forum_answer_received", cast.forrest) == 1


def test_online_until_the_last_day_and_by_post_five_days_longer(cast):
    it = a_round(cast)
    said(it, cast.forrest, at=LAST)

    with pytest.raises(NotAllowedNow):
        said(it, cast.forrest, "Late", at=LAST + DAY)
    said(it, cast.femi, "By post", at=LAST + 5 * DAY, through="post", noted_by=cast.maya)
    with pytest.raises(NotAllowedNow):
        said(it, cast.femi, "By post, late", at=LAST + 6 * DAY, through="post", noted_by=cast.maya)

    assert sorted(ForumAnswer.objects.values_list("text", flat=True)) == ["By post", "Short words, please."]


def test_what_is_typed_too_late_stays_on_the_page_with_the_reason(cast, clock):
    it = a_round(cast)
    closed(cast, it)
    clock.to(LAST + DAY)

    page = as_(cast.forrest).post(reverse("programmes:round-answer", args=[it.ref]), {"about": "whole", "text": "I was ill all week."})

    assert page.status_code == 200 and not ForumAnswer.objects.exists()
    assert "I was ill all week." in page.content.decode() and "The round is closed." in page.content.decode()


def test_the_same_person_by_post_and_online_gets_one_reply_and_the_sorter_sees_it(cast, clock):
    it = a_round(cast)
    said(it, cast.forrest, "Online.")
    said(it, cast.forrest, "By post.", through="post", noted_by=cast.maya)
    clock.to(MONDAY)

    page = as_(cast.priya).get(reverse("programmes:round-answers", args=[it.ref])).content.decode()
    sent(cast, it, with_passage=False)

    assert page.count("This person answered more than once.") == 2
    assert told("we_said_we_did") == told("we_said_we_did", cast.forrest) == 1


def test_words_without_a_name_are_kept_from_the_others_until_five_have_answered(cast, clock):
    it = a_round(cast)
    said(it, cast.forrest, "Nobody rings me back.", wants_no_name=True)
    address = reverse("programmes:round-answers", args=[it.ref])

    assert "Nobody rings me back." not in as_(cast.ines).get(address).content.decode()
    page = as_(cast.joe).get(address).content.decode()          # one of the pair sorts them, and does not know who it is
    assert "Nobody rings me back." in page and "Forrest" not in page
    assert "Forrest" in as_(cast.priya).get(address).content.decode()
    for person in (cast.femi, cast.fran, cast.amina, cast.joe):
        said(it, person, "So do I.")
    page = as_(cast.ines).get(address).content.decode()
    assert "Nobody rings me back." in page and "Forrest" not in page


def test_nothing_beside_a_nameless_answer_says_whose_it_is(cast, clock):
    it = a_round(cast)
    shy = said(it, cast.forrest, "Nobody rings me back.", wants_no_name=True)
    said(it, cast.forrest, "Short words.")

    for address in (reverse("programmes:round-answers", args=[it.ref]), shy.get_absolute_url()):
        assert "This person answered more than once." not in as_(cast.joe).get(address).content.decode()
    page = as_(cast.joe).get(shy.get_absolute_url()).content.decode()
    assert "Somebody answered a plan" in page and "Forrest" not in page and "The same person also answered" not in page
    assert "The same person also answered" in as_(cast.priya).get(shy.get_absolute_url()).content.decode()


def test_an_answer_keeps_the_paragraph_that_a_later_version_leaves_out(cast, clock):
    it = a_round(cast)
    gone = it.plan.paragraphs.get(text="Every letter has a name and a day.")
    answer = said(it, cast.forrest, "Which day?", paragraph=gone)
    from programmes.plans.actions import change_plan

    change_plan(it.plan, by=cast.priya, at=MONDAY, seen=1, text=NEWER.replace("Every letter has a name and a day.\n", ""),
                what_changed="Less.")

    page = as_(cast.priya).get(answer.get_absolute_url()).content.decode()
    assert "Every letter has a name and a day." in page and "Version 2 of the plan does not have these words any more." in page


# --- closing and calling off -------------------------------------------------------------------------------------------------------------

def test_it_is_not_closed_before_its_last_day_and_the_clock_closes_it_after_that(cast):
    it = a_round(cast)
    with pytest.raises(NotAllowedNow):
        close_round(it, by=cast.priya, at=LAST - DAY)

    run_clock(LAST)
    assert fresh(it).state == "open"
    run_clock(LAST + DAY)

    assert (fresh(it).state, Plan.objects.get().state, fresh(it).closed_by) == ("closed", "preparing", None)


def test_a_round_called_off_tells_those_who_answered_and_the_plan_can_be_put_to_the_forum_again(cast):
    it = a_round(cast)
    said(it, cast.forrest)
    call_off_round(it, by=cast.maya, at=MONDAY, because="The text was the wrong one.")

    message = Message.objects.get(kind="forum_round_called_off")
    assert (message.to, Plan.objects.get().state, ForumAnswer.objects.count()) == (cast.forrest.ref, "emerging", 1)
    assert "The text was the wrong one." in registry.words[message.kind](message).lines[0]
    assert a_round(cast, Plan.objects.whole().get()).number == 2


def test_who_finds_nobody_is_shown_where_to_write_the_person_down(cast):
    it = a_round(cast)

    found = as_(cast.maya).get(reverse("programmes:round-answer-note", args=[it.ref]), {"q": "Nobody at all"}).content.decode()
    of_lead = as_(cast.priya).get(reverse("programmes:round-answer-note", args=[it.ref]), {"q": "Nobody at all"}).content.decode()

    door = reverse("programmes:forum", args=[it.programme.slug])
    assert door in found and as_(cast.maya).get(door).status_code == 200
    assert "Add the person first." in of_lead and door not in of_lead and as_(cast.priya).get(door).status_code == 403
