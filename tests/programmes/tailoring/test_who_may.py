"""Each move of another way, for each role: what the rule says and what the address does are the same (b2, R12)."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.programme.models.standing import standing_of
from programmes.tailoring import policies
from programmes.tailoring.actions import agree_to_tailoring, propose_tailoring, refuse_tailoring
from programmes.tailoring.models import Tailoring
from programmes.tailoring.queues import waiting_for
from tests.cast import NAMES
from tests.makers import MONDAY, a_group, a_partner, a_seat_for, a_workstream, gives
from tests.programmes.stages.doing import as_, post, s8
from tests.programmes.tailoring.doing import DAY, TODAY, WORDS, a_way, day_parts, in_force, now_, proposal, s4


def of_stage_4(cast):
    return a_way(cast)


def of_housing(cast):
    return a_way(cast, by=cast.maya, code="8.3", kind="tailor", stage=s8(cast))


def by_the_pair(cast):
    return a_way(cast, by=cast.amina, code="8.3", kind="tailor", stage=s8(cast))


def by_a_founder(cast):
    return a_way(cast, by=cast.femi)


def in_force_4(cast):
    return in_force(cast)


def in_force_8(cast):
    return in_force(cast, code="8.3", kind="tailor", stage=s8(cast))


class Moving(NamedTuple):
    route: str
    rule: Any
    sent: dict
    make: Any
    after: set[str]         # the states it may lead to
    may: set[str]


NO = {"because": "We were not asked before."}
RENEWAL = {"reason": "Still no time", "instead": "As before", **day_parts("until_on", TODAY + 80 * DAY)}
MOVES = [
    Moving("tailoring-agree", policies.may_agree_to_tailoring, {}, of_stage_4, {"active"}, {"ines", "femi", "fran"}),
    Moving("tailoring-agree", policies.may_agree_to_tailoring, {}, of_housing, {"active", "lay_view"}, {"ines", "amina", "joe"}),
    Moving("tailoring-agree", policies.may_agree_to_tailoring, {}, by_the_pair, {"active"}, {"maya", "sid", "priya"}),
    Moving("tailoring-agree", policies.may_agree_to_tailoring, {}, by_a_founder, {"active"}, {"maya", "sid"}),
    Moving("tailoring-refuse", policies.may_refuse_tailoring, NO, of_stage_4, {"refused"}, {"ines", "femi", "fran"}),
    Moving("tailoring-refuse", policies.may_refuse_tailoring, NO, of_housing, {"refused"}, {"ines", "amina", "joe"}),
    Moving("tailoring-refuse", policies.may_refuse_tailoring, NO, by_a_founder, {"refused"}, {"maya", "sid"}),
    Moving("tailoring-withdraw", policies.may_withdraw_tailoring, {}, of_stage_4, {"withdrawn"}, {"maya"}),
    Moving("tailoring-withdraw", policies.may_withdraw_tailoring, {}, by_a_founder, {"withdrawn"}, {"femi"}),
    Moving("tailoring-end", policies.may_end_tailoring, NO, in_force_4, {"ended"}, {"maya", "sid", "ines", "femi", "fran"}),
    Moving("tailoring-end", policies.may_end_tailoring, NO, in_force_8, {"ended"}, {"maya", "sid", "priya", "ines", "amina", "joe"}),
    Moving("tailoring-renew", policies.may_renew_tailoring, RENEWAL, in_force_4, {"active"},
           {"maya", "sid", "ines", "femi", "fran", "amina", "joe"}),
    Moving("tailoring-review", policies.may_review_tailoring, {"note": "It worked."}, in_force_4, {"active"}, {"ines", "amina", "joe"}),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.route} {move.make.__name__}")
def test_rule_and_address_agree_for_everybody(cast, move):
    way = move.make(cast)
    before, rows, ways = way.state, Row.objects.count(), Tailoring.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            response = post(person, move.route, way, **move.sent)
            state, written = now_(way).state, (Row.objects.count() - rows, Tailoring.objects.count() - ways)
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        assert response.status_code == (302 if name in move.may else 404 if name == "sam" else 403), name
        assert state in (move.after if name in move.may else {before}), name
        if name in move.may:
            assert written[0] > 0, name
        else:
            assert written == (0, 0), name
        if name != "sam":
            assert bool(move.rule(person.user, now_(way))) == (name in move.may), name


@pytest.mark.parametrize(("code", "kind", "with_stage", "may"), [
    ("4.4", "waive", False, {"maya", "sid", "ines", "femi", "fran", "amina", "joe"}),
    ("8.3", "tailor", True, {"maya", "sid", "priya", "ines", "femi", "fran", "amina", "joe"}),
])
def test_both_sides_propose_and_nobody_else(cast, code, kind, with_stage, may):
    stage = s8(cast) if with_stage else None
    address = f"/programmes/{cast.programme.slug}/tailoring/propose/"
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            response = as_(person).post(address, proposal(standard=code, kind=kind, run=stage.ref if stage else ""))
            made = Tailoring.objects.count()
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        assert made == (name in may), name
        leads_elsewhere = name == "priya" and not with_stage        # she gets the form, and is told to choose her own run
        assert response.status_code == (302 if name in may else 404 if name == "sam" else 200 if leads_elsewhere else 403), name


def test_the_queue_says_the_same_as_the_rule(cast):
    ways = [of_stage_4(cast), by_the_pair(cast)]
    ways.append(a_way(cast, by=cast.priya, code="8.9", kind="tailor", stage=ways[1].stage))
    agree_to_tailoring(ways[2], by=cast.joe, at=MONDAY)
    for name in NAMES:
        person = getattr(cast, name)
        asked = set(waiting_for(standing_of(person, on=TODAY), TODAY))
        assert asked == {way for way in ways if policies.may_agree_to_tailoring(person.user, now_(way))}, name
    assert not waiting_for(standing_of(cast.ines, on=TODAY), TODAY + 41 * DAY).filter(pk=ways[0].pk).exists()


def test_both_of_a_pair_agree_each_for_themselves(cast):
    way = of_housing(cast)

    agree_to_tailoring(way, by=cast.amina, at=MONDAY)
    assert now_(way).state == "lay_view"
    with pytest.raises(NotAllowedNow, match="You have agreed already"):
        agree_to_tailoring(way, by=cast.amina, at=MONDAY)
    agree_to_tailoring(way, by=cast.joe, at=MONDAY)

    way = now_(way)
    assert way.state == "active"
    assert {(view.partner, view.role, view.value) for view in way.views.all()} == {
        (cast.amina, "PAIR", "agree"), (cast.joe, "PAIR", "agree")}


def test_the_other_of_the_pair_may_still_say_no(cast):
    way = of_housing(cast)
    agree_to_tailoring(way, by=cast.amina, at=MONDAY)

    refuse_tailoring(way, by=cast.joe, at=MONDAY, because="I cannot come by day")

    way = now_(way)
    assert (way.state, way.closed_by, way.closed_at, way.closed_because) == ("refused", cast.joe, MONDAY, "I cannot come by day")


def test_the_lay_co_chair_settles_alone_what_a_pair_was_asked(cast):
    assert now_(agree_to_tailoring(of_housing(cast), by=cast.ines, at=MONDAY)).state == "active"


def test_nobody_agrees_to_their_own_proposal_even_with_roles_on_both_sides(cast):
    gives(cast.programme, cast.ines, "PM", by=cast.maya)
    mine, hers = a_way(cast, by=cast.ines), a_way(cast, by=cast.maya, code="5.3")

    assert mine.side == "staff"
    assert policies.may_agree_to_tailoring(cast.ines.user, mine).why == "You proposed it yourself. Somebody of the other side has to agree."
    with pytest.raises(NotAllowedNow):
        agree_to_tailoring(mine, by=cast.ines, at=MONDAY)
    assert now_(agree_to_tailoring(hers, by=cast.ines, at=MONDAY)).state == "active"
    assert now_(agree_to_tailoring(mine, by=cast.femi, at=MONDAY)).state == "active"


def test_a_manager_does_not_agree_to_what_staff_propose(cast):
    with pytest.raises(NotAllowedNow):
        agree_to_tailoring(of_stage_4(cast), by=cast.sid, at=MONDAY)


def test_the_pair_and_lead_of_another_workstream_have_no_say_here(cast):
    other = a_workstream(cast.programme, by=cast.maya, lead=(lena := a_partner("Lena", username="lena", professional=True)))
    walter = a_partner("Walter", username="walter")
    a_seat_for(walter, other.group, by=cast.ines, lead=lena)
    way, theirs = of_housing(cast), by_a_founder(cast)

    assert post(walter, "tailoring-agree", way).status_code == 403
    assert post(lena, "tailoring-agree", theirs).status_code == 403
    with pytest.raises(NotAllowedNow, match="Your role does not propose"):
        propose_tailoring(cast.programme, by=lena, at=MONDAY, code="8.9", kind="tailor", stage=way.stage, from_on=TODAY,
                          until_on=TODAY + DAY, **WORDS)
    assert now_(way).state == "proposed"


def test_founding_leaders_agree_only_about_the_founding_stages(cast):
    way = a_way(cast, code="9.4", kind="tailor")

    assert policies.roles_that_agree(way) == ("LCC",)
    assert not policies.may_agree_to_tailoring(cast.femi.user, way)


def test_a_role_that_ended_yesterday_agrees_to_nothing_today(cast):
    way = of_housing(cast)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY,
                until_on=TODAY - timedelta(days=1))

    assert post(cast.joe, "tailoring-agree", way).status_code == 403
    with pytest.raises(NotAllowedNow):
        agree_to_tailoring(way, by=cast.joe, at=MONDAY)


def test_an_exception_is_never_renewed(cast):
    way = in_force(cast, code="4.1", kind="exception", days=20)

    refused = post(cast.maya, "tailoring-renew", way, **RENEWAL)

    assert refused.status_code == 403
    assert "An exception ends after 28 days at most. It cannot be renewed." in refused.content.decode()


def test_nothing_is_proposed_in_a_closed_programme(cast):
    from programmes.programme.actions import close_programme

    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")
    cast.programme.refresh_from_db()

    assert policies.may_propose_in(cast.maya.user, cast.programme).why == "The programme is closed."


def test_after_it_is_agreed_who_proposed_it_cannot_take_it_back_but_may_end_it(cast):
    way = in_force(cast)

    assert post(cast.maya, "tailoring-withdraw", way).status_code == 409
    assert post(cast.maya, "tailoring-end", way, because="There is time after all").status_code == 302
    way = now_(way)
    assert (way.state, way.closed_by, way.closed_because) == ("ended", cast.maya, "There is time after all")


def test_a_borrowed_advisory_group_agrees_as_well(cast):
    """A person in the Advisory Group without its chair proposes, but does not agree for it."""
    a_group(cast.programme, "panel", by=cast.maya)
    way = a_way(cast, by=cast.sid, code="9.4", kind="tailor")

    assert {name for name in NAMES if policies.may_agree_to_tailoring(getattr(cast, name).user, way)} == {"ines"}


def test_every_move_is_in_the_trail_without_a_word_that_anybody_wrote(cast):
    way = in_force(cast, reason="SECRETREASON", instead="SECRETINSTEAD")
    stage = s4(cast)
    from programmes.tailoring.actions import end_tailoring

    end_tailoring(way, by=cast.ines, at=MONDAY, because="SECRETEND")

    rows = list(Row.objects.filter(book=cast.programme.ref, kind__startswith="programmes.tailoring").order_by("number"))
    assert [(row.move, row.role) for row in rows] == [
        ("propose", "PM"), ("agree", "LCC"), ("approve", "LCC"), ("begin", ""), ("end", "LCC")]
    assert "SECRET" not in str([row.about for row in Row.objects.all()])
    assert [row.move for row in Row.objects.filter(subject=stage.answers.get(code="4.4").ref).order_by("number")] == [
        "leave_out", "take_up_again"]
