"""Each answer to a standard, for each role: what the rule says and what the address does are the same (lessons e6).

Stage 8 of Housing: Priya leads it, Amina and Joe are its pair, Ines is the lay co-chair. In stage 1 the lay people
are the founding leaders, and again the lay co-chair.
"""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.stages import policies
from programmes.stages.actions.answering import confirm_standard, dispute_standard
from tests.cast import NAMES
from tests.makers import MONDAY, a_claim, a_partner, a_seat_for, a_stage, a_workstream
from tests.programmes.stages.doing import CLAIM, claimed, first_of, fresh, post, s8


class Answering(NamedTuple):
    route: str
    rule: object
    sent: dict
    before: str         # the state that the answer is in
    after: str
    may: set[str]


ANSWERS, LAY = {"maya", "sid", "priya", "amina", "joe", "ines"}, {"amina", "joe", "ines"}
MOVES = [
    Answering("standard-claim", policies.may_claim, CLAIM, "unanswered", "claimed", ANSWERS),
    Answering("standard-claim", policies.may_claim, CLAIM, "disputed", "claimed", ANSWERS),
    Answering("standard-confirm", policies.may_confirm, {}, "claimed", "met", LAY),
    Answering("standard-dispute", policies.may_dispute, {"because": "Two days only"}, "claimed", "disputed", LAY),
    Answering("standard-dispute", policies.may_dispute, {"because": "Two days only"}, "met", "disputed", LAY),
    Answering("standard-not-met", policies.may_claim, {"because": "No time"}, "unanswered", "not_met", ANSWERS),
    Answering("standard-not-met", policies.may_claim, {"because": "No time"}, "met", "not_met", ANSWERS),
    Answering("standard-withdraw", policies.may_withdraw_claim, {}, "claimed", "unanswered", {"priya"}),
]


def in_state(cast, state):
    """A standard of stage 8 in that state; what was claimed was claimed by Priya, and answered by Joe."""
    if state == "unanswered":
        return first_of(s8(cast))
    answer = claimed(cast)
    if state == "met":
        confirm_standard(answer, by=cast.joe, at=MONDAY)
    if state == "disputed":
        dispute_standard(answer, by=cast.joe, at=MONDAY, because="Not so")
    return answer


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.route} {move.before}")
def test_rule_and_address_agree_for_everybody(cast, move):
    answer = in_state(cast, move.before)
    rows, messages = Row.objects.count(), Message.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            response = post(person, move.route, answer, **move.sent)
            state, written = fresh(answer).state, (Row.objects.count() - rows, Message.objects.count() - messages)
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        expected = 302 if name in move.may else 404 if name == "sam" else 403
        assert response.status_code == expected, name
        assert state == (move.after if name in move.may else move.before), name
        if name in move.may:
            assert written[0] > 0, name
        else:
            assert written == (0, 0), name
        if name != "sam":
            assert bool(move.rule(person.user, fresh(answer))) == (name in move.may), name


@pytest.mark.parametrize(("code", "may_confirm"), [
    ("S1", {"femi", "fran", "ines"}), ("S3", {"femi", "fran", "ines"}), ("S5", {"ines"}), ("S6", {"ines", "amina", "joe"}),
    ("S11", {"ines", "amina", "joe"}),
])
def test_lay_people_confirm_in_the_stages_that_they_sign_and_the_lay_co_chair_in_all(cast, code, may_confirm):
    answer = first_of(a_stage(cast.programme, code, by=cast.maya))

    assert {name for name in NAMES if policies.may_confirm(getattr(cast, name).user, answer)} == may_confirm


def test_the_pair_of_another_workstream_confirms_nothing_here(cast):
    other = a_workstream(cast.programme, by=cast.maya, lead=cast.priya)
    stranger = a_partner("Walter", username="walter")
    a_seat_for(stranger, other.group, by=cast.ines, lead=cast.priya)
    answer = claimed(cast)

    assert post(stranger, "standard-confirm", answer).status_code == 403
    assert fresh(answer).state == "claimed"


def test_who_claimed_cannot_confirm_it_themselves_though_they_are_lay(cast):
    answer = a_claim(first_of(s8(cast)), by=cast.amina)

    refused = post(cast.amina, "standard-confirm", answer)

    assert refused.status_code == 403
    assert "You claimed this yourself. Another lay partner has to confirm it." in refused.content.decode()
    assert fresh(answer).state == "claimed"
    assert post(cast.joe, "standard-confirm", answer).status_code == 302


def test_a_role_that_ended_yesterday_answers_nothing_today(cast):
    answer = claimed(cast)
    end_holding(Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group), by=cast.amina, at=MONDAY,
                until_on=MONDAY.date() - timedelta(days=1))

    assert post(cast.amina, "standard-confirm", answer).status_code == 403


def test_on_its_last_day_a_role_still_counts(cast):
    answer = claimed(cast)
    end_holding(Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group), by=cast.amina, at=MONDAY, until_on=MONDAY.date())

    assert post(cast.amina, "standard-confirm", answer).status_code == 302
