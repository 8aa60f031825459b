"""A promise is asked for from anywhere, given by its owner or not, passes to somebody else, is taken back, and insisted on."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from programmes.commitments.actions import ask_promise, insist, withdraw_promise
from programmes.commitments.models import Commitment
from programmes.home.queues import BY_NAME
from programmes.minutes.actions import strike_out
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.commitments.doing import DUE, WORDS, about, asked, asks, fresh, promised, told
from tests.programmes.minutes.doing import a_held, a_line
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def queue(who, name):
    return list(BY_NAME[name].rows(standing(who.user), day_of(MONDAY)))


def test_a_lay_partner_asks_and_the_owner_says_yes(cast):
    response = asks(cast, cast.amina, owner=cast.priya.pk)

    made = Commitment.objects.get()
    assert response.status_code == 302 and (made.text, made.owner, made.asked_by, made.due_on, made.state) == (
        WORDS, cast.priya, cast.amina, DUE, "proposed")
    assert told("promise_asked", cast.priya) == ["asked 1"] and queue(cast.priya, "promises-to-answer") == [made]
    assert made.report_due_on is None

    post(cast.priya, "commitment-answer", made, value="yes", because="")

    made = fresh(made)
    assert (made.state, made.report_due_on) == ("agreed", day_of(MONDAY) + timedelta(weeks=4))
    assert told("promise_changed", cast.amina) == ["agreed 1"] and queue(cast.priya, "promises-to-answer") == []


def test_a_no_needs_a_reason_and_is_read_by_who_asked_and_by_the_co_chair(cast):
    made = asked(cast)

    page = post(cast.priya, "commitment-answer", made, value="no", because="").content.decode()
    assert "Say why it is not promised." in page and fresh(made).state == "proposed"

    post(cast.priya, "commitment-answer", made, value="no", because="There is no printer.")

    assert (fresh(made).state, fresh(made).because) == ("declined", "There is no printer.")
    assert told("promise_changed", cast.amina) == told("promise_changed", cast.ines) == ["declined 1"]
    assert "There is no printer." in get(cast.amina, "commitment", made).content.decode()


def test_a_lay_co_chair_asks_again_with_another_day(cast, clock):
    made = asked(cast)
    post(cast.priya, "commitment-answer", made, value="no", because="No money.")
    clock.to(MONDAY + timedelta(days=30))

    page = post(cast.ines, "commitment-insist", made, due_on_day="", due_on_month="", due_on_year="").content.decode()
    assert "That day is over. Enter a day from today on." in page and fresh(made).state == "declined"
    later = DUE + timedelta(days=60)
    post(cast.ines, "commitment-insist", made, due_on_day=later.day, due_on_month=later.month, due_on_year=later.year)

    assert (fresh(made).state, fresh(made).due_on, fresh(made).because) == ("proposed", later, "")
    assert told("promise_asked", cast.priya) == ["asked 1", "asked 2"]


def test_who_promises_it_themselves_need_not_say_yes_twice(cast):
    made = asked(cast, by=cast.priya)

    assert (made.state, made.agreed_at) == ("agreed", MONDAY) and told("promise_asked", cast.priya) == []


def test_an_organisation_answers_by_its_signatory(cast):
    made = asked(cast, owner=None, organisation=cast.council)

    assert told("promise_asked", cast.olga) == ["asked 1"] and queue(cast.olga, "promises-to-answer") == [made]
    assert post(cast.priya, "commitment-answer", made, value="yes", because="").status_code == 403
    post(cast.olga, "commitment-answer", made, value="yes", because="")
    assert fresh(made).state == "agreed"


def test_where_nobody_is_named_the_manager_answers(cast):
    made = asked(cast, owner=None)

    assert told("promise_asked", cast.maya) == ["asked 1"] and queue(cast.maya, "promises-to-answer") == [made]
    assert "The programme’s team" in get(cast.amina, "commitment", made).content.decode()


def test_the_manager_writes_down_what_the_owner_says(cast):
    made = asked(cast)

    post(cast.maya, "commitment-answer", made, who=cast.priya.pk, through="phone", value="yes", because="")

    assert (fresh(made).state, fresh(made).agreed_through, fresh(made).agreed_noted_by) == ("agreed", "phone", cast.maya)


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"day": day_of(MONDAY) - timedelta(days=1)}, "is over. Enter a day from today on."),
    ({"due_on_day": "", "due_on_month": "", "due_on_year": ""}, "Enter the day by which it is done, or choose “It goes on for good”."),
    ({"is_standing": "yes"}, "It goes on for good, so it has no day."),
    ({"text": " "}, "Answer “What is promised?”"),
    ({"every_weeks": "0"}, "must be 1 or more"),
])
def test_bad_input_gets_a_sentence_keeps_the_words_and_changes_nothing(cast, facts, sentence):
    page = asks(cast, cast.amina, together_with="The print shop", **facts).content.decode()

    assert sentence in page and "The print shop" in page and not Commitment.objects.exists()


def test_two_owners_are_two_people(cast):
    page = asks(cast, cast.amina, owner=cast.priya.pk, second_owner=cast.priya.pk).content.decode()

    assert "Choose two different people, or leave this open." in page and not Commitment.objects.exists()


def test_a_person_or_organisation_from_elsewhere_is_no_choice(cast):
    page = asks(cast, cast.amina, owner=cast.sam.pk).content.decode()

    assert "from the list" in page and not Commitment.objects.exists()


def test_a_standing_promise_has_no_day(cast):
    asks(cast, cast.amina, owner=cast.priya.pk, is_standing="yes", due_on_day="", due_on_month="", due_on_year="")

    made = Commitment.objects.get()
    assert (made.is_standing, made.due_on, made.first_due_on) == (True, None, None)


def test_a_double_press_makes_one_promise(cast):
    page = asks(cast, cast.amina).context["form"]
    once = page.initial["once"]

    for _press in range(2):
        asks(cast, cast.amina, owner=cast.priya.pk, once=once)

    assert Commitment.objects.count() == 1 and told("promise_asked", cast.priya) == ["asked 1"]


def test_from_a_line_of_minutes_in_one_act(cast):
    meeting = a_held(cast)
    line = a_line(meeting, cast.priya, kind="commitment", words="Large print from May.", who=cast.priya, due_on=DUE)
    page = as_(cast.amina).get(f"/meetings/{meeting.ref}/minutes/").content.decode()
    assert f"/programmes/{cast.programme.slug}/commitments/new/?line={line.ref}" in page.replace("&amp;", "&")

    form = asks(cast, cast.amina, f"?line={line.ref}").context["form"]
    assert form.initial["text"] == "Large print from May." and form.initial["owner"] == cast.priya.pk and form.initial["due_on"] == DUE
    asks(cast, cast.amina, f"?line={line.ref}", owner=cast.priya.pk)

    made = Commitment.objects.get()
    assert (made.minute_line, made.about_kind, made.about_ref, made.group) == (line, "minutes", meeting.ref, cast.housing.group)
    again = asks(cast, cast.joe, f"?line={line.ref}")
    assert again.status_code == 302 and again.url == made.get_absolute_url()
    page = as_(cast.amina).get(f"/meetings/{meeting.ref}/minutes/").content.decode()
    assert "In the log of promises" in page and "Put it into the log of promises" not in page


def test_a_line_with_a_passage_struck_out_is_not_copied(cast):
    line = a_line(a_held(cast), cast.priya, kind="commitment", words="Priya’s mother gets a letter.")
    strike_out(line, by=cast.priya, at=MONDAY, passage="Priya’s mother", reason="family")

    form = asks(cast, cast.amina, f"?line={line.ref}").context["form"]

    assert "text" not in form.initial


def test_a_line_that_the_reader_may_not_read_is_not_there(cast):
    line = a_line(a_held(cast), cast.priya, kind="commitment", words="Secret words")

    response = asks(cast, cast.femi, f"?line={line.ref}")

    assert response.status_code in (403, 404) and b"Secret words" not in response.content


def test_from_a_meeting_it_says_where_it_was_made(cast):
    meeting = a_held(cast)

    asks(cast, cast.amina, f"?about=meeting:{meeting.ref}", owner=cast.priya.pk)

    made = Commitment.objects.get()
    assert (made.about_kind, made.group) == ("meeting", cast.housing.group)
    assert meeting.get_absolute_url() in get(cast.amina, "commitment", made).content.decode()


def test_it_passes_to_somebody_else_and_both_are_told(cast):
    made = promised(cast)

    post(cast.maya, "commitment-owner", made, owner=cast.sid.pk, organisation="")

    assert fresh(made).owner == cast.sid and len(told("promise_handed_on", cast.sid)) == 1
    assert any(each.startswith("handed on") for each in told("promise_changed", cast.amina))
    assert post(cast.priya, "commitment-owner", made, owner=cast.priya.pk, organisation="").status_code == 403


def test_taken_back_with_a_reason_it_stays_in_the_log(cast):
    made = promised(cast)

    assert "Answer “Why is it taken back?”" in post(cast.maya, "commitment-withdraw", made, because="").content.decode()
    post(cast.maya, "commitment-withdraw", made, because="The service closes.")

    assert (fresh(made).state, fresh(made).because, fresh(made).report_due_on) == ("withdrawn", "The service closes.", None)
    for who in (cast.amina, cast.ines, cast.priya):
        assert len(told("promise_changed", who)) >= 1
    assert "The service closes." in get(cast.joe, "commitment", made).content.decode()


def test_a_promise_for_a_day_that_is_over_is_refused_below_the_form_too(cast):
    with pytest.raises(NotAllowedNow, match="That day is over"):
        ask_promise(about(cast), by=cast.amina, at=MONDAY, text="Late", due_on=day_of(MONDAY) - timedelta(days=1))
    with pytest.raises(NotAllowedNow, match="goes on for good"):
        ask_promise(about(cast), by=cast.amina, at=MONDAY, text="Never")


def test_what_is_taken_back_is_not_taken_back_twice(cast):
    made = promised(cast)
    withdraw_promise(made, by=cast.maya, at=MONDAY, because="Once")

    with pytest.raises(NotAllowedNow):
        withdraw_promise(made, by=cast.maya, at=MONDAY, because="Twice")
    assert fresh(made).because == "Once" and insist(fresh(made), by=cast.ines, at=MONDAY).state == "proposed"
