"""A challenge goes up by the word of who raised it or of a lay co-chair, never down; it is closed in the words of who raised it."""

import pytest

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.challenges.actions import add_position, close_challenge
from programmes.challenges.models import ChallengeStep, ChallengeWord
from programmes.challenges.policies import may_close_challenge
from tests.makers import MONDAY
from tests.programmes.challenges.doing import DAY, a_board, a_challenge, answers, fresh, goes_up, refused, says
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def test_who_raised_it_lets_it_go_up_with_a_reason(cast):
    challenge = a_challenge(cast)

    post(cast.amina, "challenge-escalate", challenge, seen="lead", because="Nobody answers the phone.")

    found = fresh(challenge)
    assert (found.state, found.rung, found.due_on) == ("with_manager", "manager", add_working_days(found.raised_at.date(), 5)) or (
        found.rung == "manager")
    step = ChallengeStep.objects.get()
    assert (step.by, step.from_rung, step.to_rung, step.because) == (cast.amina, "lead", "manager", "Nobody answers the phone.")


def test_a_reason_is_needed(cast):
    challenge = a_challenge(cast)

    assert post(cast.amina, "challenge-escalate", challenge, seen="lead", because="").status_code == 200
    assert fresh(challenge).rung == "lead"


def test_sent_twice_it_goes_up_once(cast):
    challenge = a_challenge(cast)

    sent = [post(cast.amina, "challenge-escalate", challenge, seen="lead", because="Twice").status_code for _n in range(2)]

    assert sent == [302, 409] and fresh(challenge).rung == "manager" and ChallengeStep.objects.count() == 1


def test_a_lay_co_chair_may_choose_a_higher_rung(cast):
    challenge = a_challenge(cast)

    post(cast.ines, "challenge-escalate", challenge, seen="lead", because="It is for Sid.", rung="owner")

    assert (fresh(challenge).state, fresh(challenge).rung) == ("with_owner", "owner")


def test_who_raised_it_goes_one_step_at_a_time(cast):
    challenge = a_challenge(cast)

    post(cast.amina, "challenge-escalate", challenge, seen="lead", because="To the top", rung="owner")

    assert fresh(challenge).rung == "manager"


def test_the_lead_does_not_let_it_go_up_except_written_down(cast):
    challenge = a_challenge(cast)
    page = get(cast.priya, "challenge-escalate", challenge).content.decode()
    assert "How did they say it?" in page

    post(cast.priya, "challenge-escalate", challenge, seen="lead", because="Please ask higher up.", through="phone")

    step = ChallengeStep.objects.get()
    assert (step.by, step.noted_by, step.through) == (cast.amina, cast.priya, "phone")


def test_at_the_top_it_stays(cast):
    challenge = goes_up(goes_up(a_challenge(cast), by=cast.amina), by=cast.amina)

    assert challenge.rung == "owner" and get(cast.amina, "challenge-escalate", challenge).status_code == 403
    with pytest.raises(NotAllowedNow, match="Nobody stands above"):
        goes_up(challenge, by=cast.amina)


def test_above_the_owner_stands_the_chair_of_the_board(cast):
    chair = a_board(cast)
    challenge = a_challenge(cast, rung="owner")
    assert get(chair, "challenge", challenge).status_code == 404

    goes_up(challenge, by=cast.amina)

    assert fresh(challenge).state == "with_body" and get(chair, "challenge-answer", challenge).status_code == 200
    assert Message.objects.filter(kind="challenge_gone_up", to=chair.ref).count() == 1


@pytest.mark.parametrize("who", ["priya", "maya", "sid", "joe"])
def test_staff_and_others_never_close(cast, who):
    challenge = refused(cast)

    assert post(getattr(cast, who), "challenge-close", challenge, position="Enough").status_code == 403
    assert post(getattr(cast, who), "challenge-position", challenge, position="Enough", through="phone").status_code == 403
    assert fresh(challenge).state == "not_satisfied"


def test_who_raised_it_closes_once_not_satisfied_and_not_before(cast):
    challenge = a_challenge(cast)
    assert post(cast.amina, "challenge-close", challenge, position="Mine").status_code == 403
    answers(challenge, by=cast.priya)
    says(challenge, False)

    post(cast.amina, "challenge-close", challenge, position="Mine")

    assert (fresh(challenge).state, fresh(challenge).position) == ("closed", "Mine")


def test_a_lay_co_chair_closes_only_ten_working_days_after_the_top_has_answered_in_vain(cast, clock):
    clock.to(MONDAY)
    challenge = refused(cast)
    assert not may_close_challenge(cast.ines.user, challenge)
    up = goes_up(goes_up(challenge, by=cast.amina), by=cast.amina)
    answers(up, by=cast.sid)
    assert not may_close_challenge(cast.ines.user, fresh(challenge))
    says(challenge, False, "Still not.")
    clock.to(start_of(add_working_days(day_of(MONDAY), 9)) + DAY / 2)
    assert post(cast.ines, "challenge-close", challenge, position="Too early").status_code == 403
    clock.to(start_of(add_working_days(day_of(MONDAY), 10)) + DAY / 2)

    assert post(cast.ines, "challenge-close", challenge, position="Nobody above will change it.").status_code == 302

    page = get(cast.amina, "challenge", challenge).content.decode()
    assert "Still not." in page and "Nobody above will change it." in page
    assert Message.objects.filter(kind="challenge_closed", to=cast.amina.ref).count() == 1


def test_who_raised_it_adds_their_position_after_somebody_else_closed_it(cast, clock):
    clock.to(MONDAY)
    own, noted = refused(cast), refused(cast)
    close_challenge(own, by=cast.amina, at=MONDAY, position="Mine")
    close_challenge(noted, by=cast.amina, at=MONDAY, position="As Ines heard it.", through="phone", noted_by=cast.ines)
    assert [post(cast.amina, "challenge-add-position", it, text="So").status_code for it in (own, refused(cast))] == [403, 403]
    with pytest.raises(NotAllowedNow):
        add_position(own, by=cast.amina, at=MONDAY, text="So")
    assert post(cast.ines, "challenge-add-position", noted, text="So").status_code == 403

    assert [post(cast.amina, "challenge-add-position", noted, text="That is not what I said.").status_code for _n in range(2)] == [302, 302]

    assert ChallengeWord.objects.get().kind == "position" and fresh(noted).position == "As Ines heard it."
    page = get(cast.joe, "challenge", noted).content.decode()
    assert page.index("As Ines heard it.") < page.index("That is not what I said.")


def test_the_page_on_which_it_is_raised_promises_no_more_than_that(cast):
    page = get(cast.amina, "challenge-new", cast.programme.slug).content.decode()

    assert "against your word" not in page and "a lay co-chair may close it ten working days later" in page


def test_a_lay_co_chair_closes_when_who_raised_it_has_left(cast, clock):
    challenge = a_challenge(cast, by=cast.forrest)
    end_holding(Holding.objects.get(partner=cast.forrest), by=cast.forrest, at=MONDAY, until_on=day_of(MONDAY))
    clock.to(MONDAY + 2 * DAY)

    assert post(cast.ines, "challenge-close", challenge, position="Forrest left before there was an answer.").status_code == 302
    assert get(cast.forrest, "challenge", challenge).status_code == 200         # it stays theirs


def test_the_position_can_be_said_by_phone_to_a_lay_co_chair(cast):
    challenge = refused(cast)

    post(cast.ines, "challenge-position", challenge, position="I do not agree, and stop here.", through="phone")

    found = fresh(challenge)
    assert (found.closed_by, found.position_noted_by, found.position_through) == (cast.amina, cast.ines, "phone")
    assert Message.objects.filter(kind="challenge_closed", to=cast.amina.ref).count() == 1


def test_who_has_answered_does_not_close(cast):
    challenge = refused(cast)

    with pytest.raises(NotAllowedNow):
        close_challenge(challenge, by=cast.priya, at=MONDAY, position="Enough")
