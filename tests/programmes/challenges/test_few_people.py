"""A challenge that few people read: nobody takes what is against themselves out of sight, it goes up like any other, and who left reads it
no more."""

import pytest

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.challenges.models import ChallengeHandler, ChallengeStep
from programmes.challenges.policies import challenges_read_by, may_answer_challenge
from programmes.home.queues import BY_NAME
from programmes.people.policies.by_hand import waiting_by_hand
from programmes.programme.models import TeamRole
from programmes.programme.policies import standing
from tests import makers
from tests.makers import MONDAY
from tests.programmes.challenges.doing import (
    DAY,
    a_challenge,
    about_nothing,
    answers,
    few,
    fresh,
    goes_up,
    run_clock,
    says,
)
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def working(n):
    return start_of(add_working_days(day_of(MONDAY), n)) + DAY / 3


def told(kind):
    return set(Message.objects.filter(kind=kind).values_list("to", flat=True))


def finds(person, challenge):
    person.user.__dict__.pop("_standing", None)         # as in a request of its own
    return challenges_read_by(person.user).filter(pk=challenge.pk).exists()


def handlers(challenge):
    return {each.partner.user.username for each in ChallengeHandler.objects.filter(challenge=challenge).select_related("partner__user")}


# --- who may let only few people read it ------------------------------------------------------------------------------------

def test_staff_alone_take_nothing_out_of_sight(cast):
    challenge = a_challenge(cast, about=about_nothing(cast))        # it is with Maya
    for people in ([cast.maya], [cast.maya, cast.sid], [cast.sid]):
        page = post(cast.maya, "challenge-restrict", challenge, handlers=[each.pk for each in people])
        assert page.status_code == 200 and "Name " in page.content.decode()
        with pytest.raises(NotAllowedNow, match="Name"):
            few(challenge, *people, by=cast.maya)
    assert not fresh(challenge).is_restricted

    post(cast.maya, "challenge-restrict", challenge, handlers=[cast.maya.pk, cast.ines.pk])

    assert handlers(challenge) == {"maya", "ines"}
    message = Message.objects.get(kind="challenge_restricted", to=cast.amina.ref)
    assert "It is handled by: Ines Example, Maya Example." in registry.words[message.kind](message).lines


def test_a_co_chair_who_raised_it_does_not_count(cast):
    challenge = a_challenge(cast, by=cast.ines)

    with pytest.raises(NotAllowedNow, match="Name a lay co-chair"):
        few(challenge, cast.sid, by=cast.maya)


def test_who_is_to_answer_it_is_never_the_only_one(cast):
    challenge = a_challenge(cast)

    for who in (cast.amina, cast.ines):
        with pytest.raises(NotAllowedNow, match="not to answer"):
            few(challenge, cast.priya, by=who)
    few(challenge, cast.priya, cast.sid, by=cast.amina)


def test_who_raised_it_or_the_lay_co_chair_opens_it_again(cast):
    for who in (cast.amina, cast.ines):
        challenge = few(a_challenge(cast), cast.ines, cast.maya, by=cast.maya)
        assert [post(each, "challenge-open-again", challenge).status_code for each in (cast.maya, cast.joe)] == [403, 404]

        assert post(who, "challenge-open-again", challenge).status_code == 302

        assert not fresh(challenge).is_restricted and finds(cast.joe, challenge) and not handlers(challenge)
        assert Row.objects.filter(subject=challenge.ref, move="open_again", actor=who.ref).count() == 1
        assert post(who, "challenge-open-again", challenge).status_code == 403
    assert told("challenge_opened") == {cast.amina.ref}


def test_reminders_and_nt41_reach_the_co_chair_who_handles_it(cast):
    kept = few(a_challenge(cast), cast.ines, cast.maya, by=cast.maya)
    run_clock(working(10))
    assert set(Message.objects.filter(kind="challenge_unanswered").values_list("to", "occasion")) == {
        (cast.ines.ref, "day 10"), (cast.maya.ref, "day 10"), (cast.ines.ref, "chairs 10")}
    answers(kept, by=cast.maya, at=working(10))
    says(kept, False, at=working(10))
    assert told("challenge_not_satisfied") == {cast.ines.ref, cast.maya.ref}

    run_clock(working(20))

    assert cast.ines.ref in told("challenge_still_not_satisfied")


# --- it goes up -------------------------------------------------------------------------------------------------------------

def test_it_goes_up_to_those_who_stand_there_and_they_are_told(cast):
    kept = few(a_challenge(cast), cast.ines, by=cast.amina)
    assert not finds(cast.maya, kept)

    goes_up(kept, by=cast.amina)

    assert handlers(kept) == {"ines", "maya"} and told("challenge_gone_up") == {cast.maya.ref, cast.amina.ref}
    message = Message.objects.get(kind="challenge_gone_up", to=cast.maya.ref)
    assert "It is kept by few people" in " ".join(registry.words[message.kind](message).lines)
    assert may_answer_challenge(cast.maya.user, fresh(kept))


def test_the_clock_lets_many_go_up_to_their_people(cast):
    kept = [few(a_challenge(cast), cast.ines, by=cast.amina), few(a_challenge(cast, rung="manager"), cast.ines, by=cast.amina)]
    a_challenge(cast)

    run_clock(working(16))

    assert ChallengeStep.objects.count() == 3
    assert [handlers(each) for each in kept] == [{"ines", "maya"}, {"ines", "sid"}]
    assert not ChallengeHandler.objects.filter(challenge__is_restricted=False).exists()
    assert set(ChallengeHandler.objects.exclude(partner=cast.ines).values_list("named_by", flat=True)) == {None}
    assert {cast.maya.ref, cast.sid.ref} <= told("challenge_gone_up")


def test_who_has_answered_below_does_not_answer_above(cast):
    kept = few(a_challenge(cast), cast.ines, by=cast.amina)
    answers(kept, by=cast.ines)
    says(kept, False)
    up = goes_up(kept, by=cast.amina)

    assert not may_answer_challenge(cast.ines.user, up)
    with pytest.raises(NotAllowedNow, match="answered it below"):
        answers(up, by=cast.ines)
    assert not BY_NAME["challenges"].rows(standing(cast.ines.user), MONDAY.date()).exists()
    answers(up, by=cast.maya)


def test_a_rung_on_which_only_who_answered_below_stands_is_passed_over(cast, clock):
    clock.to(MONDAY)
    TeamRole.objects.filter(programme=cast.programme, role="PM").update(partner=cast.priya)
    first, second = a_challenge(cast), a_challenge(cast)
    for each in (first, second):
        answers(each, by=cast.priya)
        says(each, False)

    goes_up(first, by=cast.amina)
    run_clock(working(6))

    assert [fresh(each).rung for each in (first, second)] == ["owner", "owner"]


# --- who has left -----------------------------------------------------------------------------------------------------------

def test_a_handler_who_has_left_reads_it_no_more_and_the_co_chairs_name_the_next(cast, clock):
    clock.to(MONDAY)
    kept = few(a_challenge(cast), cast.sid, by=cast.amina)
    assert finds(cast.sid, kept) and not finds(cast.ines, kept)
    TeamRole.objects.filter(partner=cast.sid).update(until_on=day_of(MONDAY))
    clock.to(MONDAY + 2 * DAY)

    assert [finds(each, kept) for each in (cast.sid, cast.ines, cast.amina, cast.maya)] == [False, True, True, False]
    assert "nobody any more" in get(cast.ines, "challenge", kept).content.decode()
    run_clock(working(5))
    assert cast.ines.ref in told("challenge_unseen")
    assert post(cast.ines, "challenge-restrict", kept, handlers=[cast.maya.pk]).status_code == 302

    assert [finds(each, kept) for each in (cast.maya, cast.ines)] == [True, False]


def test_a_co_chair_who_raised_it_is_not_the_one_who_is_left(cast, clock):
    clock.to(MONDAY)
    kept = few(a_challenge(cast, by=cast.amina), cast.ines, by=cast.amina)
    end_holding(Holding.objects.get(partner=cast.ines), by=cast.ines, at=MONDAY, until_on=day_of(MONDAY))
    clock.to(MONDAY + 2 * DAY)

    assert not finds(cast.ines, kept)


def test_who_wrote_it_down_and_has_left_reads_it_no_more(cast, clock):
    clock.to(MONDAY)
    gus = makers.a_partner("Gus Example", username="gus", professional=True, at=MONDAY - 9 * DAY)
    makers.gives(cast.programme, gus, "FAC", by=cast.maya, at=MONDAY - 9 * DAY)
    noted = few(a_challenge(cast, by=cast.joe, through="phone", noted_by=gus), cast.ines, by=cast.joe)
    assert finds(gus, noted)
    TeamRole.objects.filter(partner=gus).update(until_on=day_of(MONDAY))
    clock.to(MONDAY + 2 * DAY)

    assert not finds(gus, noted)


# --- told by phone or letter ------------------------------------------------------------------------------------------------

def test_what_is_to_be_told_by_hand_of_a_restricted_one_is_seen_by_those_who_handle_it_or_wrote_it_down(cast):
    def waiting(about):
        Message.objects.create(kind="challenge_answered", about=about.ref, to=cast.amina.ref, occasion="so", book=cast.programme.ref,
                               written_at=MONDAY, due_at=MONDAY, state="by_hand")
        return waiting_by_hand(cast.maya.user, cast.amina, [cast.programme], on=MONDAY.date()).filter(about=about.ref).exists()

    all_read, others = a_challenge(cast), few(a_challenge(cast), cast.ines, by=cast.amina)
    handled = few(a_challenge(cast), cast.ines, cast.maya, by=cast.amina)
    noted = few(a_challenge(cast, through="phone", noted_by=cast.maya), cast.ines, by=cast.amina)

    assert [waiting(each) for each in (all_read, others, handled, noted)] == [True, False, True, True]
