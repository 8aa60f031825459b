"""What somebody said themselves is never made milder by what is written down for them, and a "no" does not vanish."""

import pytest
from django.test import Client
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.decisions.actions import (
    answer_seen,
    list_change,
    publish_decision,
    record_position,
    say_dissent,
    say_seen,
    show_changes,
    take_back_dissent,
)
from programmes.decisions.models import DecisionPosition, DecisionSeen
from programmes.decisions.policies.deciding import open_noes
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY
from tests.programmes.decisions.doing import (
    TODAY,
    a_run,
    fresh,
    made,
    opened,
    positioned,
    prepared,
    says_position,
    told,
)
from tests.programmes.stages.doing import post

pytestmark = pytest.mark.django_db
DAY_TYPED = {"said_on_day": "16", "said_on_month": "3", "said_on_year": "2026"}


def noted(cast):
    return {"through": "phone", "noted_by": cast.maya}


def words_of(kind):
    return [registry.words[kind](each) for each in Message.objects.filter(kind=kind).order_by("pk")]


# --- written down for somebody -------------------------------------------------------------------------------------------

def test_staff_do_not_write_a_yes_over_the_no_that_a_lay_partner_said_themselves(cast):
    decision = made(cast)
    show_changes(decision, by=cast.priya, at=MONDAY)
    say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="One word is missing.")

    page = post(cast.priya, "decision-seen-note", decision, who=cast.amina.pk, through="phone", value="yes", text="", round="1")

    assert "They have said this themselves. Ask them to change it." in page.content.decode()
    assert [each.is_right for each in DecisionSeen.objects.all()] == [False]
    say_seen(decision, by=cast.amina, at=MONDAY, is_right=True)         # they change it
    say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="Still.", **noted(cast))      # what is stricter is written down
    assert [each.is_right for each in DecisionSeen.objects.order_by("pk")] == [False, True, False]
    with pytest.raises(NotAllowedNow, match="said this themselves"):
        say_seen(decision, by=cast.amina, at=MONDAY, is_right=True, **noted(cast))


def test_nor_an_agreement_over_the_position_that_a_lay_co_chair_said(cast):
    decision = positioned(cast, "disagree")

    page = post(cast.maya, "decision-position-note", decision, who=cast.ines.pk, value="agree", text="", through="phone", **DAY_TYPED)

    assert "They have said this themselves. Ask them to change it." in page.content.decode()
    assert DecisionPosition.objects.current().get().value == "disagree"
    says_position(cast, decision, "agree")
    record_position(decision, by=cast.ines, at=MONDAY, value="concerns", text="Slow.", said_on=TODAY, **noted(cast))
    assert DecisionPosition.objects.current().get().value == "concerns"


def test_who_is_written_down_for_is_told_once_and_may_put_it_right(cast):
    decision = prepared(cast)
    record_position(decision, by=cast.ines, at=MONDAY, value="agree", said_on=TODAY, **noted(cast))
    dissent = say_dissent(decision, by=cast.joe, at=MONDAY, words="Too slow.", **noted(cast))
    assert told("decision_word_noted", cast.ines) == told("decision_word_noted", cast.joe) == 1
    says, other = words_of("decision_word_noted")
    assert "wrote down for you that the Advisory Group says: agrees" in says.lines[0] and "Too slow" not in " ".join(other.lines)

    says_position(cast, decision, "disagree")
    take_back_dissent(dissent, by=cast.joe, at=MONDAY)

    assert words_of("decision_word_noted") == [None, None] and told("decision_word_noted") == 2


# --- a "no" and its answer -----------------------------------------------------------------------------------------------

def test_a_no_is_not_dodged_by_listing_another_change(cast):
    stage = a_run(cast)
    decision = made(cast, decision=prepared(cast, stage=stage))
    show_changes(decision, by=cast.priya, at=MONDAY)
    no = say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="One word is missing.")
    list_change(decision, by=cast.priya, at=MONDAY, text="Another comma.")
    show_changes(decision, by=cast.priya, at=MONDAY)
    say_seen(decision, by=cast.joe, at=MONDAY, is_right=True)

    assert open_noes(fresh(decision)) == [no] and BY_NAME["decision-noes"].rows(standing(cast.maya.user), TODAY).count() == 1
    missing = what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk]["10.3"]
    assert [each.words for each in missing] == ["A lay partner says that what was changed is wrong, and has no answer."]
    with pytest.raises(NotAllowedNow, match="Answer it first"):
        publish_decision(decision, by=cast.sid, at=MONDAY)

    answer_seen(no, by=cast.priya, at=MONDAY, answer="It is there now.")
    publish_decision(decision, by=cast.sid, at=MONDAY)

    opened(cast)
    page = Client().get(reverse("programmes:public-decision", args=[fresh(decision).public_ref])).content.decode()
    assert "One word is missing." in page and "It is there now." in page


def test_a_later_yes_of_the_same_person_answers_their_no(cast):
    decision = made(cast)
    show_changes(decision, by=cast.priya, at=MONDAY)
    say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="One word is missing.")
    say_seen(decision, by=cast.joe, at=MONDAY, is_right=True)
    assert len(open_noes(decision)) == 1
    list_change(decision, by=cast.priya, at=MONDAY, text="The word is there.")
    show_changes(decision, by=cast.priya, at=MONDAY)

    say_seen(decision, by=cast.amina, at=MONDAY, is_right=True)

    assert open_noes(decision) == [] and words_of("decision_not_seen") == [None]
