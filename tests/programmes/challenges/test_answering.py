"""Who stands on the rung sees it and answers; who raised it says whether that will do, and nobody else for them against their word."""

import pytest

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.challenges.actions import acknowledge_challenge, answer_challenge, say_on_challenge
from programmes.challenges.models import ChallengeAnswer, ChallengeWord
from tests.makers import MONDAY
from tests.programmes.challenges.doing import (
    TEXT,
    a_challenge,
    about_nothing,
    answers,
    fresh,
    goes_up,
    refused,
    says,
    seen,
)
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def test_who_raised_it_hears_that_it_was_seen_and_answered(cast):
    challenge = seen(a_challenge(cast), by=cast.priya)
    assert told("challenge_acknowledged", cast.amina) == told("challenge_acknowledged") == 1

    answers(challenge, by=cast.priya)

    assert told("challenge_answered", cast.amina) == told("challenge_answered") == 1
    message = Message.objects.get(kind="challenge_acknowledged")
    assert registry.words[message.kind](message) is None        # it is answered by now


@pytest.mark.parametrize("who", ["maya", "sid", "joe", "ines", "olga"])
def test_nobody_else_answers(cast, who):
    challenge = a_challenge(cast)

    for verb, facts in ((acknowledge_challenge, {}), (answer_challenge, {"text": "No", "has_changed": False, "changed": "No"})):
        with pytest.raises(NotAllowedNow, match="Somebody else"):
            verb(challenge, by=getattr(cast, who), at=MONDAY, **facts)
    assert fresh(challenge).state == "raised" and not ChallengeAnswer.objects.exists()


def test_an_answer_without_what_changed_is_not_kept(cast):
    challenge = a_challenge(cast)

    page = post(cast.priya, "challenge-answer", challenge, text="All is well here.", has_changed="no", changed=" ").content.decode()

    assert "All is well here." in page and not ChallengeAnswer.objects.exists()


def test_a_second_press_of_the_answer_is_refused(cast):
    challenge = a_challenge(cast)
    answers(challenge, by=cast.priya)

    with pytest.raises(NotAllowedNow):
        answers(challenge, by=cast.priya)
    assert ChallengeAnswer.objects.count() == 1


def test_who_says_whether_it_will_do_has_all_before_them(cast):
    challenge = a_challenge(cast)
    answers(challenge, by=cast.priya)

    for who in (cast.amina, cast.ines):
        page = get(who, "challenge-say", challenge).content.decode()
        assert all(words in page for words in (TEXT, "It will not happen again.", "Papers go out five working days ahead."))


def test_it_is_accepted_and_over(cast):
    challenge = a_challenge(cast)
    answers(challenge, by=cast.priya)

    says(challenge, True)

    found = fresh(challenge)
    assert (found.state, found.closed_at, found.closed_by) == ("accepted", MONDAY, cast.amina)
    assert told("challenge_closed", cast.priya) == 1 and told("challenge_closed", cast.amina) == 0


def test_not_satisfied_goes_to_the_co_chairs_and_the_manager_at_once(cast):
    challenge = refused(cast)

    assert (challenge.state, challenge.due_on) == ("not_satisfied", add_working_days(day_of(MONDAY), 5))
    assert told("challenge_not_satisfied", cast.ines, cast.maya) == told("challenge_not_satisfied") == 2


def test_staff_who_answered_do_not_judge_also_not_for_somebody(cast):
    challenge = a_challenge(cast, about=about_nothing(cast), through="phone", noted_by=cast.maya)
    answers(challenge, by=cast.maya)

    assert post(cast.maya, "challenge-say", challenge, value="yes", text="", through="phone").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_on_challenge(challenge, by=cast.amina, at=MONDAY, satisfied=True, through="phone", noted_by=cast.maya)
    assert fresh(challenge).state == "answered"


def test_a_yes_that_was_written_down_is_told_and_can_be_put_right(cast):
    challenge = a_challenge(cast)
    answers(challenge, by=cast.priya)
    assert post(cast.maya, "challenge-say", challenge, value="yes", text="", through="phone").status_code == 302
    assert fresh(challenge).state == "accepted" and told("challenge_yes_noted", cast.amina) == 1

    post(cast.amina, "challenge-say", challenge, value="no", text="I never said so.")

    found = fresh(challenge)
    assert (found.state, found.closed_at, found.closed_by) == ("not_satisfied", None, None)


def test_a_false_yes_is_put_right_also_by_telling_somebody_else_and_stays_beside_it(cast):
    challenge = a_challenge(cast, by=cast.joe, through="phone", noted_by=cast.maya)
    answers(challenge, by=cast.priya)
    says(challenge, True, through="phone", noted_by=cast.maya)
    no = {"value": "no", "text": "I never said so.", "through": "post"}
    assert [post(who, "challenge-say", challenge, **no).status_code for who in (cast.maya, cast.priya)] == [403, 403]
    with pytest.raises(NotAllowedNow, match="said already"):
        says(challenge, False, through="post", noted_by=cast.maya)

    assert post(cast.ines, "challenge-say", challenge, **no).status_code == 302

    answer, word = ChallengeAnswer.objects.get(), ChallengeWord.objects.get()
    assert (fresh(challenge).state, answer.satisfied, answer.said_noted_by) == ("not_satisfied", False, cast.ines)
    assert (word.kind, word.by, word.noted_by, word.through) == ("yes", cast.joe, cast.maya, "phone")
    page = get(cast.joe, "challenge", challenge).content.decode()
    assert "A yes that was written down, and put right" in page and "I never said so." in page


def test_a_yes_of_ones_own_stands(cast):
    challenge = a_challenge(cast)
    answers(challenge, by=cast.priya)
    says(challenge, True)

    assert post(cast.amina, "challenge-say", challenge, value="no", text="After all").status_code == 403
    with pytest.raises(NotAllowedNow):
        says(challenge, False)


def test_an_answer_above_is_judged_anew_and_the_first_no_stays(cast):
    challenge = goes_up(refused(cast), by=cast.amina)
    answers(challenge, by=cast.maya)

    says(challenge, True)

    assert list(ChallengeAnswer.objects.order_by("pk").values_list("rung", "satisfied", "said")) == [
        ("lead", False, "By when?"), ("manager", True, "")]
