"""The plain summary of a plan: whose word counts, that a "no" never vanishes, and who hears of it (9.2)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import add_working_days
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.plans.actions import answer_summary_no, say_on_summary
from programmes.plans.models import PlainSummary, SummaryWord
from tests.makers import MONDAY
from tests.programmes.plans.doing import (
    SUMMARY,
    a_plan,
    fresh,
    look,
    newer,
    published,
    run_clock,
    says,
    send,
    summarised,
    told,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def test_the_pair_is_asked_at_once_and_once_more_after_five_working_days(cast):
    summary = summarised(cast)
    assert told("plan_summary_asked", cast.amina, cast.joe) == told("plan_summary_asked") == 2

    for days in range(1, 20):
        run_clock(MONDAY + timedelta(days=days))
        expected = 4 if (MONDAY + timedelta(days=days)).date() >= add_working_days(MONDAY.date(), 5) else 2
        assert told("plan_summary_asked") == expected, days

    says(summary, cast.amina)
    words = registry.words["plan_summary_asked"]
    assert [words(row) for row in Message.objects.filter(kind="plan_summary_asked")] == [None] * 4


def test_who_has_said_something_and_who_wrote_it_are_not_asked_again(cast):
    summary = summarised(cast, by=cast.amina)
    assert told("plan_summary_asked", cast.joe) == told("plan_summary_asked") == 1
    assert says(summary, cast.joe, "no") and fresh(summary).state == "refused"

    run_clock(MONDAY + timedelta(days=14))

    assert told("plan_summary_asked") == 1


def test_a_yes_of_a_lay_partner_who_did_not_write_it_approves_it(cast):
    summary = summarised(cast, by=cast.amina)
    with pytest.raises(NotAllowedNow):
        says(summary, cast.amina)
    with pytest.raises(NotAllowedNow):      # nor does the writer write down a yes for somebody else
        says(summary, cast.joe, through="phone", noted_by=cast.amina)

    says(summary, cast.joe)

    assert fresh(summary).state == "approved"


def test_a_no_wins_over_a_yes_until_it_is_answered_and_stands_for_ever(cast):
    summary = summarised(cast)
    says(summary, cast.amina)
    no = says(summary, cast.joe, "no", "What is a letter?")
    assert fresh(summary).state == "refused"
    assert told("plan_summary_refused", cast.priya) == 1

    answer_summary_no(no, by=cast.priya, at=MONDAY, answer="It comes by post.")

    assert fresh(summary).state == "approved"
    assert told("plan_summary_answered", cast.joe) == 1
    page = look(cast.femi, summary.plan.get_absolute_url()).content.decode()
    assert "What is a letter?" in page
    assert "It comes by post." in page


def test_an_answered_no_without_a_yes_asks_again(cast):
    summary = summarised(cast)
    no = says(summary, cast.joe, "no")

    answer_summary_no(no, by=cast.priya, at=MONDAY, answer="It comes by post.")
    assert fresh(summary).state == "asked"
    says(summary, cast.joe, "no", "Still not clear.")
    assert fresh(summary).state == "refused"
    says(summary, cast.joe)

    assert fresh(summary).state == "approved"
    assert list(summary.words.order_by("pk").values_list("value", flat=True)) == ["no", "no", "yes"]


def test_another_summary_takes_its_place_and_the_no_is_kept(cast):
    first = summarised(cast)
    says(first, cast.joe, "no", "Too many long words.")

    second = summarised(cast, first.plan, text="Short words.")

    assert (fresh(first).state, second.state) == ("replaced", "asked")
    assert "Too many long words." in look(cast.amina, first.plan.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowedNow):
        says(first, cast.amina)
    assert told("plan_summary_asked") == 4


def test_staff_write_down_a_word_but_never_over_their_own(cast):
    summary = summarised(cast)
    noted = says(summary, cast.joe, through="phone", noted_by=cast.maya)
    assert told("plan_summary_noted", cast.joe) == 1
    assert fresh(summary).state == "approved"

    says(summary, cast.joe, "no", "I said no.")
    with pytest.raises(NotAllowedNow):
        says(summary, cast.joe, through="phone", noted_by=cast.maya)

    assert fresh(summary).state == "refused"
    assert fresh(noted).value == "yes"


def test_the_page_says_that_the_summary_is_of_an_earlier_version(cast):
    summary = summarised(cast)
    says(summary, cast.joe)
    assert "The plan is now version" not in look(cast.amina, summary.plan.get_absolute_url()).content.decode()

    newer(cast, summary.plan)

    page = look(cast.amina, summary.plan.get_absolute_url()).content.decode()
    assert "This summary is of version 1. The plan is now version 2." in page
    assert fresh(summary).state == "approved"


def test_nobody_says_anything_once_the_plan_is_published(cast):
    plan = a_plan(cast)
    summary = summarised(cast, plan)
    says(summary, cast.joe)
    published(cast, plan)

    with pytest.raises(NotAllowedNow):
        say_on_summary(summary, by=cast.amina, at=MONDAY, value="no", text="Late")
    assert look(cast.amina, reverse("programmes:plan-summary-say", args=[summary.ref])).status_code == 403


def test_the_forms_take_it_once_and_keep_what_was_typed(cast):
    plan = a_plan(cast)
    where = reverse("programmes:plan-summary-write", args=[plan.ref])
    once = look(cast.priya, where).context["form"]["once"].value()
    for _n in range(2):
        assert send(cast.priya, where, {"text": SUMMARY, "once": once}).status_code == 302
    summary = PlainSummary.objects.get()

    say = reverse("programmes:plan-summary-say", args=[summary.ref])
    page = send(cast.joe, say, {"value": "no", "text": ""})
    assert (page.status_code, SummaryWord.objects.count()) == (200, 0)
    assert "Say what is not clear" in page.content.decode()
    once = look(cast.joe, say).context["form"]["once"].value()
    for _n in range(2):
        assert send(cast.joe, say, {"value": "no", "text": "Print?", "once": once}).status_code == 302
    assert SummaryWord.objects.count() == 1

    note = reverse("programmes:plan-summary-note", args=[summary.ref])
    page = send(cast.maya, note, {"who": cast.joe.pk, "through": "phone", "value": "yes", "text": ""})
    assert "Only they may say something else." in page.content.decode()
    assert send(cast.maya, note, {"who": cast.forrest.pk, "through": "phone", "value": "yes"}).status_code == 200      # not one of them
    assert send(cast.maya, note, {"who": cast.amina.pk, "through": "phone", "value": "yes"}).status_code == 302
    assert SummaryWord.objects.get(by=cast.amina).noted_by == cast.maya
    assert as_(cast.joe).get(reverse("programmes:plan-summary-answer", args=[SummaryWord.objects.get(by=cast.joe).ref])).status_code == 403
