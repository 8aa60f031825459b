"""What the clock does to other ways: they begin, come near their day, and are over, each once; both sides are told."""

import pytest

from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.programme.actions import close_programme
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Stage
from programmes.tailoring.actions import agree_to_tailoring, check_tailoring, end_tailoring, renew_tailoring
from programmes.tailoring.models import Tailoring
from tests.makers import MONDAY, a_stage
from tests.programmes.stages.doing import s8
from tests.programmes.tailoring.doing import DAY, TODAY, a_way, in_force, now_, s4, state_of


def told(kind, way):
    """Who is told, on which occasion."""
    return {(message.to, message.occasion) for message in Message.objects.filter(kind=kind, about=way.ref)}


def both(*people, occasion):
    return {(person.ref, occasion) for person in people}


def run(day):
    return check_tailoring(on=TODAY + day * DAY, at=MONDAY + day * DAY)


def test_what_begins_later_is_in_force_on_its_first_day_and_not_before(cast):
    stage = s4(cast)
    way = now_(agree_to_tailoring(a_way(cast, from_on=TODAY + 5 * DAY), by=cast.ines, at=MONDAY))
    assert (way.state, state_of(stage, "4.4")) == ("approved", "unanswered")

    assert run(4)[0] == 0
    assert run(5)[0] == 1

    assert (now_(way).state, state_of(stage, "4.4")) == ("active", "waived")
    assert run(5) == (0, 0)


def test_a_waiver_is_over_the_day_after_its_last_once_and_both_sides_are_told(cast):
    stage, way = s4(cast), in_force(cast, days=40)
    assert state_of(stage, "4.4") == "waived"

    run(25)
    assert now_(way).state == "active"
    run(26)
    assert now_(way).state == "expiring"
    run(37)
    run(40)
    assert state_of(stage, "4.4") == "waived"       # its last day is its last
    assert run(41)[0] == 1
    assert run(41) == run(42) == (0, 0)

    way = now_(way)
    assert (way.state, way.closed_at, way.closed_by) == ("reopened", MONDAY + 41 * DAY, None)
    assert state_of(stage, "4.4") == "unanswered"
    sides = (cast.maya, cast.ines, cast.femi, cast.fran)
    assert told("tailoring_near", way) == both(*sides, occasion="14 days before") | both(*sides, occasion="3 days before")
    assert told("tailoring_over", way) == both(*sides, occasion="over")
    moves = Row.objects.filter(subject=way.ref, actor="clock").order_by("number").values_list("move", flat=True)
    assert list(moves) == ["begin", "come_near", "expire"]


def test_the_hourly_check_reopens_the_standard_and_the_stage_falls_back(cast):
    stage = s4(cast)
    in_force(cast, days=3)
    for answer in stage.answers.exclude(code="4.4"):
        type(answer).objects.filter(pk=answer.pk).update(state="not_met", not_met_at=MONDAY, not_met_by=cast.maya, not_met_because="x")
    assert check_stages(at=MONDAY).ready == 1

    done = check_stages(at=MONDAY + 4 * DAY)

    assert (done.ways_and_roles_moved, done.fell_back) == (1, 1)
    stage.refresh_from_db()
    assert (stage.state, state_of(stage, "4.4")) == ("open", "unanswered")
    again = check_stages(at=MONDAY + 4 * DAY)
    assert (again.ways_and_roles_moved, again.fell_back, again.messages) == (0, 0, 0)


def test_a_clock_that_slept_does_everything_late_and_once(cast):
    stage = s4(cast)
    way = now_(agree_to_tailoring(a_way(cast, from_on=TODAY + 5 * DAY, days=40), by=cast.ines, at=MONDAY))

    assert run(100)[0] == 2

    assert (now_(way).state, state_of(stage, "4.4")) == ("reopened", "unanswered")
    assert told("tailoring_near", way) == set()
    assert told("tailoring_over", way) == both(cast.maya, cast.ines, cast.femi, cast.fran, occasion="over")
    assert run(100) == (0, 0)


def test_a_clock_that_missed_the_first_warning_gives_the_second(cast):
    way = in_force(cast, days=40)

    run(39)

    assert {occasion for _to, occasion in told("tailoring_near", way)} == {"3 days before"}


def test_what_lasts_less_than_14_days_gives_no_warning_of_14(cast):
    way = in_force(cast, code="4.1", kind="exception", days=10)
    assert way.state == "expiring"

    run(1)
    assert told("tailoring_near", way) == set()
    run(7)
    assert {occasion for _to, occasion in told("tailoring_near", way)} == {"3 days before"}


def test_what_is_done_another_way_waits_for_its_review_and_stays(cast):
    stage = s8(cast)
    way = in_force(cast, code="8.3", kind="tailor", stage=stage, days=20)
    before = state_of(stage, "8.3")

    for day in (6, 17, 20, 21, 60):
        run(day)

    assert now_(way).state == "expiring"
    assert state_of(stage, "8.3") == before
    sides = (cast.maya, cast.priya, cast.ines, cast.amina, cast.joe)
    assert told("tailoring_near", way) == set().union(*(
        both(*sides, occasion=occasion) for occasion in ("14 days before", "3 days before", "day of review")))
    assert told("tailoring_over", way) == set()


def test_a_renewal_takes_over_without_a_gap(cast):
    stage, way = s4(cast), in_force(cast, days=10)
    renewal = renew_tailoring(way, by=cast.maya, at=MONDAY, until_on=TODAY + 60 * DAY, reason="Still no time", instead="As before")
    assert (renewal.renews_id, renewal.from_on, renewal.state) == (way.pk, TODAY + 11 * DAY, "proposed")
    agree_to_tailoring(renewal, by=cast.femi, at=MONDAY + DAY)
    assert (now_(way).state, now_(renewal).state) == ("expiring", "approved")

    run(10)
    assert now_(renewal).state == "approved"
    assert run(11)[0] == 2

    assert (now_(way).state, now_(renewal).state, state_of(stage, "4.4")) == ("renewed", "active", "waived")
    assert told("tailoring_over", way) == set()
    assert Row.objects.filter(move="take_up_again").count() == 0
    run(61)
    assert (now_(renewal).state, state_of(stage, "4.4")) == ("reopened", "unanswered")


def test_a_renewal_that_nobody_agreed_to_saves_nothing(cast):
    stage, way = s4(cast), in_force(cast, days=10)
    renew_tailoring(way, by=cast.maya, at=MONDAY, until_on=TODAY + 60 * DAY, reason="Still", instead="As before")

    run(11)

    assert (now_(way).state, state_of(stage, "4.4")) == ("reopened", "unanswered")


def test_one_programme_alone_is_checked_when_asked_and_closed_ones_never(cast):
    mine = in_force(cast, days=3)
    theirs = Tailoring.objects.create(
        programme=cast.elsewhere, number=4, code="4.4", kind="waive", reason="x", instead="x", from_on=TODAY, until_on=TODAY + 3 * DAY,
        state="active", side="staff", proposed_by=cast.sam, proposed_role="PM", proposed_at=MONDAY)
    s4(cast)
    a_stage(cast.elsewhere, "S4", by=cast.sam)

    check_stages(at=MONDAY + 9 * DAY, stages=Stage.objects.filter(programme=cast.programme))
    assert (now_(mine).state, now_(theirs).state) == ("reopened", "active")

    close_programme(cast.elsewhere, by=cast.sam, at=MONDAY, because="Over")
    check_stages(at=MONDAY + 9 * DAY)
    assert now_(theirs).state == "active"


@pytest.mark.parametrize("ways", [1, 3, 40])
def test_the_check_asks_the_same_however_many_there_are(cast, ways, django_assert_num_queries):
    stages = [a_stage(cast.programme, "S9", by=cast.maya, plan_name=f"Plan {number}") for number in range(ways)]
    for number, stage in enumerate(stages):
        in_force(cast, code="9.4", kind="tailor", stage=stage, days=10 + number)
    check_tailoring(on=TODAY, at=MONDAY)

    with django_assert_num_queries(24):
        check_tailoring(on=TODAY, at=MONDAY)


def test_the_words_of_every_message_are_plain_and_stop_when_there_is_nothing_left_to_say(cast, clock):
    s4(cast)
    way = in_force(cast, days=20)
    asked = Message.objects.get(kind="tailoring_asked", to=cast.femi.ref)
    answered = Message.objects.get(kind="tailoring_answered")
    assert registry.words["tailoring_asked"](asked) is None         # Ines has agreed meanwhile
    assert answered.to == cast.maya.ref
    assert registry.words["tailoring_answered"](answered).lines[1] == "Both sides agree. It is in force."

    run(6)
    near = Message.objects.filter(kind="tailoring_near").first()
    words = registry.words["tailoring_near"](near)
    assert words.subject == "Care Together: what was agreed about standard 4.4 ends soon"
    assert words.lines[1] == ("It ends on 5 April 2026. Then the standard is open again, unless both sides renew it before.")
    assert words.path == way.get_absolute_url()

    run(21)
    over = registry.words["tailoring_over"](Message.objects.filter(kind="tailoring_over").first())
    assert over.subject == "Care Together: standard 4.4 is open again"
    assert registry.words["tailoring_near"](near) is None


def test_who_is_asked_are_those_who_may_agree(cast):
    by_staff = a_way(cast, by=cast.maya)
    housing = s8(cast)
    by_lead = a_way(cast, by=cast.priya, code="8.3", kind="tailor", stage=housing)
    by_lay = a_way(cast, by=cast.amina, code="8.9", kind="tailor", stage=housing)

    def asked(way):
        return {to for to, _occasion in told("tailoring_asked", way)}

    assert asked(by_staff) == {cast.ines.ref, cast.femi.ref, cast.fran.ref}
    assert asked(by_lead) == {cast.ines.ref, cast.amina.ref, cast.joe.ref}
    assert asked(by_lay) == {cast.maya.ref, cast.sid.ref, cast.priya.ref}


def test_who_proposed_it_is_told_when_somebody_else_ends_it(cast):
    way = in_force(cast)
    end_tailoring(way, by=cast.ines, at=MONDAY, because="We changed our mind")

    ended = Message.objects.get(kind="tailoring_answered", occasion="ended")
    assert (ended.to, registry.words["tailoring_answered"](ended).lines[1]) == (
        cast.maya.ref, "It was ended early. The reason stands on the page.")
