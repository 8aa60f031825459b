"""Each move of a proposal, for each role: what the rule says and what the address does are the same. And every refusal."""

from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.groups.actions import give_office
from partners.models import Seat
from programmes.moving import policies
from programmes.moving.actions import agree_to_move, propose_move, refuse_move, withdraw_move
from programmes.moving.models import EditionMove
from programmes.moving.queues import moves_for
from programmes.programme.actions import close_programme, end_role
from programmes.programme.models import Programme, TeamRole
from programmes.programme.models.standing import standing_of
from tests.cast import NAMES
from tests.makers import MONDAY, gives
from tests.programmes.editions.doing import published
from tests.programmes.moving.doing import WHY, a_move, move_now, moved
from tests.programmes.stages.doing import as_, get, post

TODAY = MONDAY.date()
NO = {"because": "Nobody asked the Forum."}


def by_staff(cast):
    return a_move(cast)


def by_lay(cast):
    return a_move(cast, by=cast.ines)


class Moving(NamedTuple):
    route: str
    rule: Any
    sent: dict
    make: Any
    after: str
    may: set[str]


MOVES = [
    Moving("edition-agree", policies.may_agree_to_move, {}, by_staff, "moved", {"ines"}),
    Moving("edition-agree", policies.may_agree_to_move, {}, by_lay, "moved", {"maya"}),
    Moving("edition-refuse", policies.may_refuse_move, NO, by_staff, "refused", {"ines"}),
    Moving("edition-refuse", policies.may_refuse_move, NO, by_lay, "refused", {"maya"}),
    Moving("edition-withdraw", policies.may_withdraw_move, {}, by_staff, "withdrawn", {"maya"}),
    Moving("edition-withdraw", policies.may_withdraw_move, {}, by_lay, "withdrawn", {"ines"}),
]


@pytest.mark.parametrize("each", MOVES, ids=lambda each: f"{each.route} {each.make.__name__}")
def test_rule_and_address_agree_for_everybody(cast, each):
    move = each.make(cast)
    rows = Row.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            response = post(person, each.route, move, **each.sent)
            state, written, number = move_now(move).state, Row.objects.count() - rows, Programme.objects.get(pk=cast.programme.pk).edition
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        assert response.status_code == (302 if name in each.may else 404 if name == "sam" else 403), name
        assert (state, written > 0) == ((each.after, True) if name in each.may else ("proposed", False)), name
        assert number == (101 if state == "moved" else 1), name
        if name != "sam":
            assert bool(each.rule(person.user, move_now(move))) == (name in each.may), name


def test_manager_and_lay_co_chair_propose_and_nobody_else(cast):
    published(cast.maya)
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            response = post(person, "edition-propose", cast.programme.slug, will_be="101", why=WHY)
            made = list(EditionMove.objects.values_list("side", "proposed_role"))
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        expected = {"maya": [("staff", "PM")], "ines": [("lay", "LCC")]}.get(name, [])
        assert made == expected, name
        assert response.status_code == (302 if expected else 404 if name == "sam" else 403), name


@pytest.mark.parametrize("make", [by_staff, by_lay])
def test_the_queue_says_the_same_as_the_rule(cast, make):
    move = make(cast)
    for name in NAMES:
        person = getattr(cast, name)
        here = standing_of(person, on=TODAY)
        assert set(moves_for(here, TODAY)) == ({move} if policies.may_agree_to_move(person.user, move_now(move)) else set()), name


def test_it_waits_at_home_and_leads_to_the_page(cast):
    a_move(cast)

    home = as_(cast.ines).get("/waiting/")
    assert {row.queue.name: row.count for row in home.context["counted"] if row.count}["editions"] == 1
    listed = as_(cast.ines).get("/waiting/editions/").content.decode()
    assert "From edition 1 to edition 101" in listed and f"/programmes/{cast.programme.slug}/edition/" in listed


# --- refusals -------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("number", [1, 0, 2, 99, 102, 999])
def test_only_a_newer_published_edition_is_proposed(cast, number):
    published(cast.maya)

    with pytest.raises(NotAllowedNow, match="no edition that is newer"):
        propose_move(cast.programme, by=cast.maya, at=MONDAY, will_be=number, why=WHY)
    page = post(cast.maya, "edition-propose", cast.programme.slug, will_be=str(number), why="A reason to keep")
    assert page.status_code == 200
    assert "will_be" in page.context["form"].errors and "A reason to keep" in page.content.decode()
    assert EditionMove.objects.count() == 0


def test_a_proposal_says_why_and_a_refusal_too(cast):
    move = a_move(cast)

    page = post(cast.ines, "edition-refuse", move, because="   ")

    assert page.status_code == 200 and "because" in page.context["form"].errors
    assert post(cast.maya, "edition-propose", cast.programme.slug, will_be="101", why="").context["form"].errors.keys() == {"why"}
    assert move_now(move).state == "proposed"


def test_one_proposal_runs_at_a_time(cast):
    move = a_move(cast)

    again = post(cast.ines, "edition-propose", cast.programme.slug, will_be="101", why=WHY)

    assert again.status_code == 409 and "A move is proposed already." in again.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionMove.objects.create(programme=cast.programme, was=1, will_be=101, why="x", side="lay", proposed_by=cast.ines,
                                   proposed_role="LCC", proposed_at=MONDAY)
    withdraw_move(move, by=cast.maya, at=MONDAY)
    assert a_move(cast, by=cast.ines, to=101).state == "proposed"


def test_without_a_newer_edition_there_is_nothing_to_propose(cast):
    page = get(cast.maya, "edition-propose", cast.programme.slug)

    assert page.status_code == 409 and "There is no newer edition to move to." in page.content.decode()
    assert "There is no newer edition." in get(cast.vic, "edition", cast.programme.slug).content.decode()


def test_nobody_agrees_to_their_own_proposal_even_with_roles_on_both_sides(cast):
    gives(cast.programme, cast.ines, "PM", by=cast.maya)
    number = published(cast.maya).number
    with pytest.raises(NotAllowedNow, match="needs a lay co-chair first"):
        a_move(cast, by=cast.ines, to=number)
    give_office(Seat.objects.get(group=cast.advisory, holdings__partner=cast.amina), by=cast.maya, at=MONDAY, office=Seat.Office.CHAIR)
    move = a_move(cast, by=cast.ines, to=number)

    assert move.side == "staff"
    assert policies.may_agree_to_move(cast.ines.user, move).why == "You proposed it yourself. The other side has to agree."
    for attempt in (agree_to_move, lambda move, **facts: refuse_move(move, because="x", **facts)):
        with pytest.raises(NotAllowedNow):
            attempt(move, by=cast.ines, at=MONDAY)
        with pytest.raises(NotAllowedNow):
            attempt(move, by=cast.maya, at=MONDAY)
    assert agree_to_move(move, by=cast.amina, at=MONDAY).answered_role == "LCC"


def test_a_role_that_has_ended_answers_nothing(cast):
    move = a_move(cast, by=cast.ines)
    gives(cast.programme, cast.sid, "PM", by=cast.maya)
    end_role(TeamRole.objects.get(partner=cast.maya, role="PM", programme=cast.programme), by=cast.maya, at=MONDAY,
             until_on=TODAY.replace(day=1))

    with pytest.raises(NotAllowedNow, match="your role has ended"):
        agree_to_move(move, by=cast.maya, at=MONDAY)
    assert post(cast.maya, "edition-agree", move).status_code == 404
    assert agree_to_move(move, by=cast.sid, at=MONDAY).state == "moved"


def test_a_second_click_moves_nothing_and_an_answered_one_is_not_taken_back(cast):
    move = moved(cast)

    for route, who, sent in (("edition-agree", cast.ines, {}), ("edition-refuse", cast.ines, NO), ("edition-withdraw", cast.maya, {})):
        assert post(who, route, move, **sent).status_code == 409, route
    assert [row.move for row in Row.objects.filter(subject=move.ref).order_by("number")] == ["propose", "agree"]


def test_a_proposal_does_not_wait_for_nobody(cast):
    published(cast.maya)

    page = post(cast.sam, "edition-propose", cast.elsewhere.slug, will_be="101", why=WHY)      # it has no lay co-chair

    assert page.status_code == 409
    assert "Nobody of the other side can answer: the programme needs a lay co-chair first." in page.content.decode()
    assert EditionMove.objects.count() == 0


def test_a_closed_programme_does_not_move(cast):
    move = a_move(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert post(cast.ines, "edition-agree", move).status_code == 409
    assert post(cast.maya, "edition-propose", cast.programme.slug, will_be="101", why=WHY).status_code == 403
    assert not moves_for(standing_of(cast.ines, on=TODAY), TODAY).exists()
    assert Programme.objects.get(pk=cast.programme.pk).edition == 1


def test_two_who_agree_and_take_back_at_once_leave_one_answer(shared_cast, all_at_once):
    cast = shared_cast
    move = a_move(cast)

    all_at_once(2, lambda n: agree_to_move(move, by=cast.ines, at=MONDAY) if n else withdraw_move(move, by=cast.maya, at=MONDAY))

    kept = move_now(move)
    assert (kept.state, Programme.objects.get(pk=cast.programme.pk).edition) in [("moved", 101), ("withdrawn", 1)]
    assert Row.objects.filter(subject=move.ref).count() == 2


# --- what is told -----------------------------------------------------------------------------------------------------------

def words_of(message):
    return registry.words[message.kind](message)


def test_the_waiting_side_is_told_once_and_who_proposed_hears_the_answer(cast):
    move = a_move(cast)

    asked = Message.objects.get(kind="edition_asked")
    assert (asked.to, asked.about, asked.occasion, asked.book) == (cast.ines.ref, move.ref, "proposed", cast.programme.ref)
    assert words_of(asked).subject == "Care Together: a proposal waits for your yes or no"
    refuse_move(move, by=cast.ines, at=MONDAY, because="SECRET")
    answered = Message.objects.get(kind="edition_answered")
    assert (answered.to, answered.occasion, words_of(asked)) == (cast.maya.ref, "refused", None)
    assert words_of(answered).lines == ["The other side did not agree. Their reason stands on the page."]
    assert "SECRET" not in str(words_of(answered))


def test_nobody_is_written_to_who_has_no_role_any_more_or_took_it_back(cast):
    withdraw_move(a_move(cast), by=cast.maya, at=MONDAY)
    assert words_of(Message.objects.get(kind="edition_asked")) is None
    assert not Message.objects.filter(kind="edition_answered").exists()

    move = a_move(cast, by=cast.ines, to=101)
    gives(cast.programme, cast.sid, "PM", by=cast.maya)
    end_role(TeamRole.objects.get(partner=cast.maya, role="PM", programme=cast.programme), by=cast.maya, at=MONDAY,
             until_on=TODAY.replace(day=1))
    assert words_of(Message.objects.get(kind="edition_asked", about=move.ref)) is None


def test_a_refusal_and_its_reason_stay_visible_to_everybody_in_the_programme(cast):
    refuse_move(a_move(cast), by=cast.ines, at=MONDAY, because="Nobody asked the Forum.")
    moved(cast, to=101)

    for name in ("vic", "forrest", "olga", "amina", "maya"):
        page = get(getattr(cast, name), "edition", cast.programme.slug).content.decode()
        assert "Nobody asked the Forum." in page and "works under edition 101" in page, name
    trail = get(cast.maya, "trail", cast.programme.slug).content.decode()
    assert "refused to move from edition 1 to edition 101" in trail
    assert "agreed: the programme moved from edition 1 to edition 101" in trail
    assert "Nobody asked the Forum." not in str([row.about for row in Row.objects.all()])


def test_a_viewer_reads_the_lay_co_chair_s_role_and_not_the_name(cast):
    refuse_move(a_move(cast), by=cast.ines, at=MONDAY, because="No")

    assert "Ines" not in get(cast.vic, "edition", cast.programme.slug).content.decode()
    assert "Ines" in get(cast.maya, "edition", cast.programme.slug).content.decode()
