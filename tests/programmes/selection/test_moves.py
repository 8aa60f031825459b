"""Each move of a panel for each role, what hinders it, and what two do at the same moment."""

from typing import Any, NamedTuple

import pytest
from django.db import transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import add_seat
from programmes.nominations.actions import put_before_panel, withdraw_nomination
from programmes.nominations.models import Nomination
from programmes.programme.actions import close_programme
from programmes.selection.actions import begin_scoring, change_panel, declare, meet_again, name_panel
from programmes.selection.actions.choosing import decide, give_marks, open_marks, release
from programmes.selection.lifecycles import PANEL, PanelState
from programmes.selection.models import Conflict, Decision, Declared, Panel, ScoreSheet
from tests.cast import NAMES
from tests.makers import MONDAY, a_group, a_partner, a_seat_for
from tests.programmes.nominations.doing import a_call, a_draft, a_nominee
from tests.programmes.selection.doing import (
    MEETS,
    REASON,
    a_panel,
    a_panel_group,
    decided,
    deciding,
    declared,
    marks,
    nominees,
    now_,
    released,
    scoring,
    typed,
)
from tests.programmes.stages.doing import post

pytestmark = pytest.mark.django_db


def ready_to_begin(cast):
    call = a_call(cast)
    a_nominee(cast, call)
    return declared(cast, a_panel(cast, call))


def released_and_late(cast):
    panel = released(cast, "select")
    a_nominee(cast, panel.call, "Late Example")
    return panel


class Moving(NamedTuple):
    route: str
    sent: dict
    make: Any
    after: str
    may: set[str]
    which: str = "panel"


DAY = {"meets_on": "2026-03-30"}
MEMBERS, LEADS = {"amina", "joe", "priya"}, {"maya", "priya"}
MOVES = [
    Moving("panel-declare", {"nothing": "on"}, a_panel, "declaring", MEMBERS),
    Moving("panel-begin", {}, ready_to_begin, "scoring", LEADS),
    Moving("panel-open-marks", {}, scoring, "deciding", {"priya"}),
    Moving("panel-release", {}, lambda cast: decided(cast, "select"), "released", LEADS),
    Moving("panel-again", DAY, released_and_late, "scoring", {"maya"}),
    Moving("panel-change", DAY, scoring, "scoring", {"maya"}),
    Moving("nominee-marks", {}, scoring, "scoring", MEMBERS, "nominee"),
    Moving("nominee-conflict", {}, scoring, "scoring", MEMBERS, "nominee"),
    Moving("nominee-decide", {"outcome": "select", "reason": REASON}, deciding, "deciding", MEMBERS, "nominee"),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.route)
def test_rule_and_address_agree_for_everybody(cast, move):
    panel = move.make(cast)
    thing: Any = panel if move.which == "panel" else nominees(panel)[0]
    sent = typed(thing) if move.route == "nominee-marks" else move.sent
    before, rows = now_(panel).state, Row.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            status = post(person, move.route, thing, **sent).status_code
            state, written = now_(panel).state, Row.objects.count() - rows
            transaction.set_rollback(True)
        hidden = name == "sam" or (move.which == "nominee" and name not in MEMBERS | {"maya"})
        assert status == (302 if name in move.may else 404 if hidden else 403), name
        assert (state, bool(written)) == ((move.after, True) if name in move.may else (before, False)), name


def test_without_a_chair_the_manager_opens_the_marks(cast):
    panel = scoring(cast, chair="")

    assert post(cast.priya, "panel-open-marks", panel).status_code == 403
    assert post(cast.maya, "panel-open-marks", panel).status_code == 302
    assert (now_(panel).state, now_(panel).opened_by) == ("deciding", cast.maya)


def test_who_names_a_panel(cast):
    call, group = a_call(cast), a_panel_group(cast)
    for name in sorted(NAMES, key=lambda name: name == "maya"):
        status = post(getattr(cast, name), "panel-name", call, group=group.ref, **DAY).status_code
        assert (status, Panel.objects.count()) == ({"maya": 302, "sam": 404}.get(name, 403), int(name == "maya")), name

    told = Message.objects.filter(kind="panel_named").values_list("to", flat=True)
    assert set(told) == {cast.amina.ref, cast.joe.ref, cast.priya.ref}


def test_what_hinders_the_naming(cast):
    call, group = a_call(cast), a_panel_group(cast)
    forum = a_group(cast.programme, "board", by=cast.maya)

    for wrong, those in ((call, forum), (a_draft(cast, profiles=list(call.profiles.all())), group)):
        with pytest.raises(NotAllowedNow):
            name_panel(wrong, by=cast.maya, at=MONDAY, group=those, meets_on=MEETS)
    shown = post(cast.maya, "panel-name", call, group=group.ref, meets_on="2026-03-01").content.decode()
    assert "The day must be today or later" in shown and Panel.objects.count() == 0
    panel = name_panel(call, by=cast.maya, at=MONDAY, group=group, meets_on=MEETS)
    with pytest.raises(NotAllowedNow, match="has a panel already"):
        name_panel(call, by=cast.maya, at=MONDAY, group=group, meets_on=MEETS)
    declare(panel, by=cast.amina, at=MONDAY, organisations=[])
    with pytest.raises(NotAllowedNow, match="The group stays"):
        change_panel(panel, by=cast.maya, at=MONDAY, meets_on=MEETS, group=a_group(cast.programme, "panel", by=cast.maya, name="Other"))


def test_what_hinders_the_beginning(cast):
    def told(panel):
        with pytest.raises(NotAllowedNow) as refusal:
            begin_scoring(panel, by=cast.maya, at=MONDAY)
        assert now_(panel).state == "declaring"
        return str(refusal.value.why)

    call = a_call(cast)
    alone = declared(cast, a_panel(cast, call, lay=(), professional=("priya",)))
    assert told(alone) == "The panel has no lay member. Give a lay partner a seat in its group first."
    Declared.objects.all().delete()
    alone.delete()
    panel = a_panel(cast, call)
    declare(panel, by=cast.joe, at=MONDAY, organisations=[])
    assert told(panel) == "These members have not declared their interests yet: Amina Example, Priya Example."
    for person in (cast.amina, cast.priya):
        declare(panel, by=person, at=MONDAY, organisations=[])
    waiting = a_nominee(cast, call, "Wanda Waits", agreed=False)
    assert told(panel) == "Nobody who was put forward has agreed yet."
    there = a_nominee(cast, call)
    begin_scoring(panel, by=cast.maya, at=MONDAY)
    there.refresh_from_db()
    waiting.refresh_from_db()
    assert (now_(panel).state, there.state, waiting.state) == ("scoring", "shortlisted", "received")


def test_a_move_from_where_the_table_does_not_offer_it_is_refused_and_writes_nothing(cast):
    group = a_panel_group(cast)
    panel = scoring(cast, group=group)
    nomination = nominees(panel)[0]
    acts = {"begin": lambda: begin_scoring(panel, by=cast.maya, at=MONDAY),
            "open_marks": lambda: open_marks(panel, by=cast.priya, at=MONDAY),
            "release": lambda: release(panel, by=cast.maya, at=MONDAY),
            "meet_again": lambda: meet_again(panel, by=cast.maya, at=MONDAY, meets_on=MEETS)}
    rows = Row.objects.count()
    for state in PanelState.values:
        ended = {"released_at": MONDAY, "released_by": cast.maya} if state == "released" else {"released_at": None, "released_by": None}
        Panel.objects.filter(pk=panel.pk).update(state=state, **ended)
        for move, act in acts.items():
            if move not in PANEL.offers(state):
                with pytest.raises(NotAllowedNow):
                    act()
        if state not in ("scoring", "deciding"):
            with pytest.raises(NotAllowedNow):
                give_marks(nomination, by=cast.amina, at=MONDAY, marks=marks(nomination))
        if state != "deciding":
            with pytest.raises(NotAllowedNow):
                decide(nomination, by=cast.amina, at=MONDAY, outcome="select", reason=REASON)
        assert now_(panel).state == state
    assert (Row.objects.count(), ScoreSheet.objects.count(), Decision.objects.count()) == (rows, 0, 0)


def test_who_is_on_no_panel_can_do_nothing_there(cast):
    panel = deciding(cast)
    nomination = nominees(panel)[0]

    for act in (lambda: declare(panel, by=cast.ines, at=MONDAY, organisations=[]),
                lambda: give_marks(nomination, by=cast.ines, at=MONDAY, marks=marks(nomination)),
                lambda: decide(nomination, by=cast.maya, at=MONDAY, outcome="select", reason=REASON)):
        with pytest.raises(NotAllowedNow, match="not on this panel"):
            act()
    assert Decision.objects.count() == 0


def test_a_closed_programme_moves_no_panel(cast):
    panel = decided(cast, "select")
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert post(cast.maya, "panel-release", panel).status_code == 403
    assert post(cast.amina, "nominee-decide", nominees(panel)[0], outcome="not_select", reason="x").status_code == 403
    assert now_(panel).state == "deciding"


def test_sent_twice_it_is_done_once(cast):
    call, group = a_call(cast), a_panel_group(cast)
    nomination = a_nominee(cast, call)
    assert [post(cast.maya, "panel-name", call, group=group.ref, **DAY).status_code for _ in range(2)] == [302, 409]
    panel = Panel.objects.get()
    assert [post(cast.amina, "panel-declare", panel, nothing="on").status_code for _ in range(2)] == [302, 409]
    for person in (cast.joe, cast.priya):
        post(person, "panel-declare", panel, nothing="on")
    assert [post(cast.maya, "panel-begin", panel).status_code for _ in range(2)] == [302, 409]
    assert [post(cast.amina, "nominee-marks", nomination, **typed(nomination)).status_code for _ in range(2)] == [302, 302]
    assert Row.objects.filter(kind="programmes.scoresheet").count() == 1
    post(cast.joe, "nominee-marks", nomination, **typed(nomination))
    assert [post(cast.priya, "nominee-conflict", nomination).status_code for _ in range(2)] == [302, 404]
    assert (Conflict.objects.count(), now_(panel).state) == (1, "deciding")
    word = {"outcome": "offer_forum", "reason": REASON}
    assert [post(cast.amina, "nominee-decide", nomination, **word).status_code for _ in range(2)] == [302, 302]
    assert Row.objects.filter(kind="programmes.decision").count() == 1
    assert [post(cast.maya, "panel-release", panel).status_code for _ in range(2)] == [302, 409]
    assert Row.objects.filter(subject=panel.ref).count() == 4       # name, begin, open_marks, release


def test_the_panel_meets_again_for_who_agreed_later(cast):
    panel = released_and_late(cast)
    late = Nomination.objects.get(candidate__name="Late Example")
    meet_again(panel, by=cast.maya, at=MONDAY, meets_on=MEETS)
    for person in (cast.amina, cast.joe, cast.priya):
        give_marks(late, by=person, at=MONDAY, marks=marks(late))
    decide(late, by=cast.joe, at=MONDAY, outcome="not_select", reason=REASON)

    assert release(panel, by=cast.priya, at=MONDAY) == 1
    assert list(Nomination.objects.order_by("pk").values_list("state", flat=True)) == ["selected", "not_selected"]
    with pytest.raises(NotAllowedNow):
        meet_again(panel, by=cast.maya, at=MONDAY, meets_on=MEETS)


def test_of_two_who_release_at_the_same_moment_one_does(shared_cast, all_at_once):
    panel = decided(shared_cast, "select", "not_select")

    answers = all_at_once(2, lambda number: release(panel, by=(shared_cast.maya, shared_cast.priya)[number], at=MONDAY))

    assert sorted(map(str, answers), key=len)[0] == "2" and sum(isinstance(each, NotAllowedNow) for each in answers) == 1
    assert Row.objects.filter(subject=panel.ref, move="release").count() == 1
    assert Message.objects.filter(kind="outcome").count() == 2


def test_marks_are_given_while_somebody_steps_back_and_neither_waits_for_ever(shared_cast, all_at_once):
    panel = scoring(shared_cast, *(f"Person{number} Example" for number in range(6)))
    people = nominees(panel)
    members = shared_cast.amina, shared_cast.joe, shared_cast.priya

    def act(number):
        if number % 2:
            return withdraw_nomination(people[number], by=people[number].candidate, at=MONDAY)
        return [give_marks(each, by=members[number // 2], at=MONDAY, marks=marks(each)) for each in people[:5:2]]

    answers = all_at_once(6, act)

    assert [isinstance(each, NotAllowedNow) for each in answers] == [False] * 6
    assert (ScoreSheet.objects.count(), Nomination.objects.filter(state="withdrawn").count()) == (9, 3)
    assert now_(panel).state == PanelState.DECIDING         # the last marks, or the last who stepped back, opened them


def test_of_two_declarations_at_the_same_moment_one_counts(shared_cast, all_at_once):
    panel = a_panel(shared_cast)

    answers = all_at_once(2, lambda number: declare(panel, by=shared_cast.amina, at=MONDAY, organisations=[], text=str(number)))

    assert sum(isinstance(each, NotAllowedNow) for each in answers) == 1
    assert Declared.objects.count() == Row.objects.filter(kind="programmes.declared").count() == 1


def test_who_steps_back_in_between_is_left_out_and_a_late_yes_waits_for_the_panel(cast):
    panel = decided(cast, "select", "not_select")
    gone, stays = nominees(panel)
    withdraw_nomination(gone, by=gone.candidate, at=MONDAY)
    assert Decision.objects.count() == 1
    late = a_nominee(cast, panel.call, "Late Example")
    with pytest.raises(NotAllowedNow, match="Put them before the panel first"):
        release(panel, by=cast.maya, at=MONDAY)
    put_before_panel(panel.call, by=cast.maya, at=MONDAY)
    with pytest.raises(NotAllowedNow, match=r"Late Example has no marks yet."):
        release(panel, by=cast.maya, at=MONDAY)
    withdraw_nomination(late, by=late.candidate, at=MONDAY)

    assert release(panel, by=cast.maya, at=MONDAY) == 1
    assert dict(Nomination.objects.values_list("pk", "state")) == {gone.pk: "withdrawn", stays.pk: "not_selected", late.pk: "withdrawn"}
    assert list(Message.objects.filter(kind="outcome").values_list("to", flat=True)) == [stays.candidate.ref]


def test_a_member_whose_seat_is_new_declares_late(cast):
    panel = scoring(cast)
    person = a_partner(username="newcomer")
    a_seat_for(person, panel.group, by=cast.maya, seat=add_seat(panel.group, by=cast.maya, at=MONDAY, opened_on=MONDAY.date()))
    nomination = nominees(panel)[0]

    assert post(person, "nominee-marks", nomination, **typed(nomination)).status_code == 404
    assert post(person, "panel-declare", panel, nothing="on").status_code == 302
    assert post(person, "nominee-marks", nomination, **typed(nomination)).status_code == 302
