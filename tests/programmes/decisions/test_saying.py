"""The position before the decision, dissent in one's own words, and the word of those who look at what was changed (10.2, 10.3, 8.7)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.decisions.actions import (
    agree_to_open,
    answer_seen,
    ask_to_open,
    close_log,
    list_change,
    publish_decision,
    record_position,
    say_dissent,
    say_nothing_changed,
    say_seen,
    show_changes,
    take_back_dissent,
    write_reason,
)
from programmes.decisions.models import DecisionDissent, DecisionOpenness, DecisionPosition, DecisionSeen
from programmes.decisions.policies.deciding import missing_to_publish
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.decisions.doing import (
    DAY,
    TODAY,
    fresh,
    looked,
    made,
    opened,
    positioned,
    prepared,
    published,
    says_position,
    told,
)
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
BY_PHONE = {"through": "phone"}


# --- the position ------------------------------------------------------------------------------------------------------

def test_a_later_position_takes_the_place_of_the_earlier_one_and_both_stay(cast):
    decision = positioned(cast, "disagree")

    says_position(cast, decision, "concerns", text="Better, but slow.", votes_for=3, votes_against=0, votes_none=1)

    assert list(decision.positions.order_by("pk").values_list("value", "replaced_at")) == [("disagree", MONDAY), ("concerns", None)]
    page = get(cast.amina, "decision", decision).content.decode()
    assert "It forgets people without internet." in page and "Better, but slow." in page and "3 for it, 0 against, 1 did not vote" in page


def test_a_position_that_differs_says_why_and_twice_sent_it_is_one(cast):
    decision = prepared(cast)
    with pytest.raises(NotAllowedNow, match="in the words of the group"):
        record_position(decision, by=cast.ines, at=MONDAY, value="disagree", said_on=TODAY)
    for _twice in range(2):
        says_position(cast, decision)

    assert DecisionPosition.objects.count() == 1


def test_staff_write_down_what_a_lay_co_chair_says(cast):
    decision = prepared(cast)

    answer = post(cast.maya, "decision-position-note", decision, who=cast.ines.pk, value="disagree", text="Not so.", through="phone",
                  said_on_day="16", said_on_month="3", said_on_year="2026")

    said = DecisionPosition.objects.get()
    assert answer.status_code == 302 and (said.by, said.noted_by, said.through, said.text) == (cast.ines, cast.maya, "phone", "Not so.")
    assert "noted by Maya Example, by phone" in get(cast.amina, "decision", decision).content.decode()


def test_bad_input_keeps_what_was_typed(cast):
    decision = prepared(cast)

    page = post(cast.ines, "decision-position", decision, value="concerns", text="", said_on_day="16", said_on_month="3",
                said_on_year="2099", votes_against="2").content.decode()

    assert "Say why, in the words of the group" in page and "Enter a day that has been" in page and 'value="2099"' in page
    assert not DecisionPosition.objects.exists()


# --- who does not agree --------------------------------------------------------------------------------------------------

def test_dissent_comes_up_to_28_days_after_and_then_needs_the_reason(cast):
    decision = made(cast)
    say_dissent(decision, by=cast.amina, at=MONDAY + 28 * DAY, words="It forgets carers.")
    assert "Write the reason that is published" in missing_to_publish(fresh(decision), on=TODAY)[-1]
    with pytest.raises(NotAllowedNow, match="more than 28 days"):
        say_dissent(decision, by=cast.joe, at=MONDAY + 29 * DAY, words="Me too.")

    write_reason(decision, by=cast.sid, at=MONDAY + 28 * DAY, reason="Carers come next year.")

    assert fresh(decision).reason == "Carers come next year."


def test_nobody_but_who_said_it_takes_it_back(cast):
    decision = prepared(cast)
    post(cast.amina, "decision-dissent", decision, words="It forgets carers.")
    dissent = DecisionDissent.objects.get()
    for person in (cast.maya, cast.sid, cast.ines, cast.joe):
        assert post(person, "dissent-take-back", dissent).status_code == 403
    with pytest.raises(NotAllowedNow):
        take_back_dissent(dissent, by=cast.maya, at=MONDAY)

    assert post(cast.amina, "dissent-take-back", dissent).status_code == 302

    dissent.refresh_from_db()
    assert dissent.taken_back_at and dissent.words == "It forgets carers."
    page = get(cast.maya, "decision", decision).content.decode()
    assert "It forgets carers." in page and "Taken back by who said it" in page


def test_dissent_is_written_down_for_somebody_and_said_twice_it_is_one(cast):
    decision = prepared(cast)
    for _twice in range(2):
        post(cast.priya, "decision-dissent-note", decision, who=cast.joe.pk, words="Too slow.", through="post")

    said = DecisionDissent.objects.get()
    assert (said.by, said.noted_by, said.through) == (cast.joe, cast.priya, "post")


def test_whoever_does_not_agree_says_whether_they_are_named_in_public_and_may_change_that(cast):
    decision = prepared(cast)
    assert "Everybody reads them if the programme opens its log" in get(cast.amina, "decision-dissent", decision).content.decode()
    post(cast.amina, "decision-dissent", decision, words="It forgets carers.")
    assert [each.in_public for each in decision.dissents.all()] == [False]

    post(cast.maya, "decision-dissent-note", decision, who=cast.amina.pk, words="It forgets carers.", through="phone", in_public="on")
    assert [each.in_public for each in decision.dissents.all()] == [False]      # nobody says that yes over their own no
    post(cast.amina, "decision-dissent", decision, words="It forgets carers.", in_public="on")

    assert [each.in_public for each in decision.dissents.all()] == [True]
    post(cast.maya, "decision-dissent-note", decision, who=cast.joe.pk, words="Nor I.", through="phone", in_public="on")
    assert decision.dissents.get(by=cast.joe).in_public


def test_who_reads_no_names_reads_the_words_of_a_lay_partner(cast):
    decision = made(cast)
    say_dissent(decision, by=cast.amina, at=MONDAY, words="It forgets carers.")

    named, unnamed = (get(person, "decision", decision).content.decode() for person in (cast.joe, cast.vic))

    assert "Amina Example" in named and "It forgets carers." in unnamed
    assert "Amina" not in unnamed and "a lay partner" in unnamed.lower()


# --- what was changed ----------------------------------------------------------------------------------------------------

def test_it_is_published_only_after_the_pair_was_asked(cast):
    decision = made(cast)
    with pytest.raises(NotAllowedNow, match="Ask the lay side first"):
        publish_decision(decision, by=cast.sid, at=MONDAY)
    show_changes(decision, by=cast.priya, at=MONDAY)
    assert told("decision_to_look") == told("decision_to_look", cast.amina, cast.joe) == 2

    with pytest.raises(NotAllowedNow, match="Nobody of the lay side has looked yet"):
        publish_decision(decision, by=cast.sid, at=MONDAY + 4 * DAY)

    publish_decision(decision, by=cast.sid, at=MONDAY + 7 * DAY)        # five working days: nobody is held up by silence

    assert fresh(decision).state == "published" and fresh(decision).public_ref


def test_a_no_goes_on_only_with_its_answer_beside_it(cast):
    decision = made(cast)
    show_changes(decision, by=cast.priya, at=MONDAY)
    post(cast.amina, "decision-seen", decision, value="no", text="One word is missing.", round="1")
    no = DecisionSeen.objects.get()
    assert told("decision_not_seen", cast.priya) == 1
    assert post(cast.sid, "decision-publish", decision).status_code == 409

    post(cast.priya, "decision-no-answer", no, answer="It is there now.")
    assert post(cast.sid, "decision-publish", decision).status_code == 302

    assert told("decision_no_answered", cast.amina) == 1
    page = get(cast.vic, "decision", decision).content.decode()
    assert "One word is missing." in page and "It is there now." in page


def test_who_was_asked_may_look_and_say_no_after_it_was_published_too(cast):
    decision = published(cast)

    post(cast.amina, "decision-seen", decision, value="no", text="One word is missing.", round="1")

    no = DecisionSeen.objects.get(is_right=False)
    assert told("decision_not_seen", cast.priya) == 1 and BY_NAME["decision-noes"].rows(standing(cast.maya.user), TODAY).count() == 1
    opened(cast)
    page = Client().get(reverse("programmes:public-decision", args=[decision.public_ref])).content.decode()
    assert "One word is missing." in page and "No answer was written." in page
    assert post(cast.priya, "decision-no-answer", no, answer="It is there now.").status_code == 302


def test_the_same_no_after_an_answer_is_a_new_no(cast):
    decision = made(cast)
    show_changes(decision, by=cast.priya, at=MONDAY)
    no = {"by": cast.amina, "at": MONDAY, "is_right": False, "text": "One word is missing."}
    first = say_seen(decision, **no)
    assert say_seen(decision, **no) == first
    answer_seen(first, by=cast.priya, at=MONDAY, answer="It is there now.")

    again = say_seen(decision, **no)

    assert again != first and told("decision_not_seen", cast.priya) == 2
    with pytest.raises(NotAllowedNow, match="Answer it first"):
        publish_decision(decision, by=cast.sid, at=MONDAY)


def test_after_another_change_the_pair_looks_again(cast):
    decision = looked(cast, made(cast))

    list_change(decision, by=cast.priya, at=MONDAY, text="One comma.")

    decision = fresh(decision)
    assert (decision.shown_at, decision.round, decision.no_changes) == (None, 2, False)
    with pytest.raises(NotAllowedNow, match="Nobody has been asked"):
        say_seen(decision, by=cast.amina, at=MONDAY, is_right=True)
    show_changes(decision, by=cast.priya, at=MONDAY)
    assert told("decision_to_look", cast.amina) == 2
    page = post(cast.amina, "decision-seen", decision, value="yes", text="", round="1").content.decode()
    assert "It was changed since you opened this page" in page and not decision.seen.filter(round=2).exists()


def test_nobody_is_asked_before_the_list_is_there(cast):
    decision = prepared(cast)

    with pytest.raises(NotAllowedNow, match="List first"):
        show_changes(decision, by=cast.priya, at=MONDAY)
    assert "Write what was changed, or tick that nothing was" in post(cast.priya, "decision-changes", decision, text="").content.decode()


def test_where_no_workstream_is_concerned_a_lay_member_of_the_advisory_group_looks(cast):
    decision = prepared(cast, group=cast.advisory)
    say_nothing_changed(decision, by=cast.maya, at=MONDAY)
    show_changes(decision, by=cast.maya, at=MONDAY)

    assert told("decision_to_look") == told("decision_to_look", cast.ines) == 1
    assert post(cast.joe, "decision-seen", decision, value="yes", text="").status_code == 302
    assert post(cast.femi, "decision-seen", decision, value="yes", text="").status_code == 403
    with pytest.raises(NotAllowedNow):
        answer_seen(DecisionSeen.objects.get(), by=cast.maya, at=MONDAY, answer="Thanks.")


def test_each_reason_is_told_once_to_those_whom_it_concerns_and_the_one_before_stays_to_be_read(cast):
    decision = published(cast, "disagree")
    for _twice in range(2):
        write_reason(decision, by=cast.sid, at=MONDAY + timedelta(days=1), reason="Put better.")

    assert told("decision_reason") == told("decision_reason", cast.amina, cast.joe, cast.ines) == 6
    opened(cast)
    pages = (get(cast.amina, "decision", decision), Client().get(reverse("programmes:public-decision", args=[decision.public_ref])))
    assert all("The law leaves us until May." in page.content.decode() and "Put better." in page.content.decode() for page in pages)


def test_who_writes_reasons_hears_of_dissent_after_a_decision_without_one(cast):
    decision = published(cast)
    assert BY_NAME["decision-reasons"].rows(standing(cast.sid.user), TODAY).count() == 0

    say_dissent(decision, by=cast.amina, at=MONDAY, words="It forgets carers.")

    assert told("decision_reason_needed") == told("decision_reason_needed", cast.maya, cast.sid) == 2
    assert [BY_NAME["decision-reasons"].rows(standing(each.user), TODAY).count() for each in (cast.maya, cast.sid)] == [1, 1]
    message = Message.objects.filter(kind="decision_reason_needed").first()
    assert registry.words[message.kind](message).path == reverse("programmes:decision-reason", args=[decision.ref])
    write_reason(decision, by=cast.sid, at=MONDAY, reason="Carers come next year.")
    assert registry.words[message.kind](message) is None
    assert BY_NAME["decision-reasons"].rows(standing(cast.sid.user), TODAY).count() == 0


# --- whether everybody reads it -----------------------------------------------------------------------------------------

def test_the_log_is_open_when_a_lay_co_chair_agrees_and_either_side_closes_it(cast):
    facts = {"decided_where": "At the meeting.", "since_on": TODAY}
    asked = ask_to_open(cast.programme, by=cast.maya, at=MONDAY, **facts)
    assert not asked.is_open() and told("decision_log_asked", cast.ines) == 1
    with pytest.raises(NotAllowedNow):
        ask_to_open(cast.programme, by=cast.sid, at=MONDAY, **facts)

    agree_to_open(asked, by=cast.ines, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        agree_to_open(asked, by=cast.ines, at=MONDAY)
    close_log(asked, by=cast.sid, at=MONDAY)

    assert not DecisionOpenness.objects.open().exists()
    assert ask_to_open(cast.programme, by=cast.ines, at=MONDAY, **facts).is_open()
    assert Message.objects.filter(kind="decision_log_asked").count() == 1


def test_one_person_does_not_open_the_log_alone(cast):
    asked = ask_to_open(cast.programme, by=cast.maya, at=MONDAY, decided_where="At the meeting.", since_on=TODAY)
    assert get(cast.maya, "decisions-open-note", cast.programme.slug).status_code == 403
    assert "Write down a lay co-chair" not in get(cast.maya, "decisions", cast.programme.slug).content.decode()
    with pytest.raises(NotAllowedNow, match="You asked for it"):
        agree_to_open(asked, by=cast.ines, at=MONDAY, through="phone", noted_by=cast.maya)
    assert not DecisionOpenness.objects.open().exists()

    agree_to_open(asked, by=cast.ines, at=MONDAY, through="phone", noted_by=cast.priya)

    message = Message.objects.get(kind="decision_log_noted")
    assert message.to == cast.ines.ref and "wrote down for you" in registry.words[message.kind](message).lines[0]
    close_log(asked, by=cast.ines, at=MONDAY)
    assert registry.words[message.kind](message) is None
