"""What cannot be done yet is said before it is tried, in words that are true for who reads them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.post.models import Message
from partners.groups.actions import add_seat
from programmes.selection.actions import check_panels, declare
from programmes.selection.actions.choosing import decide, give_marks
from tests.makers import MONDAY, a_seat_for
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.selection.doing import (
    REASON,
    a_panel,
    a_panel_group,
    deciding,
    declared,
    marks,
    nominees,
    scoring,
    typed,
)
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def waits(person):
    return {row.queue.name: row.count for row in as_(person).get(reverse("programmes:asked")).context["counted"] if row.count}


def test_release_is_offered_only_when_it_is_possible_and_else_the_page_says_why(cast):
    panel = deciding(cast)
    nora, = nominees(panel)
    page = get(cast.maya, "panel", panel).content.decode()
    there = reverse("programmes:panel-release", args=[panel.ref])
    assert "The outcomes cannot be released yet" in page and "Nothing is decided about Nora Example yet." in page and there not in page
    assert (waits(cast.amina)["decisions"], "outcomes" in waits(cast.maya), "outcomes" in waits(cast.priya)) == (1, False, False)
    assert "decisions" not in waits(cast.maya)
    assert nora.ref in as_(cast.amina).get(reverse("programmes:queue", args=["decisions"])).content.decode()

    decide(nora, by=cast.amina, at=panel.opened_at, outcome="select", reason=REASON)
    page = get(cast.maya, "panel", panel).content.decode()
    assert "cannot be released yet" not in page and there in page
    assert waits(cast.maya)["outcomes"] == waits(cast.priya)["outcomes"] == 1 and "decisions" not in waits(cast.amina)

    a_nominee(cast, panel.call, "Late Example")
    assert there not in get(cast.maya, "panel", panel).content.decode() and "outcomes" not in waits(cast.maya)


def test_who_lacks_a_marker_is_not_to_be_decided_and_hinders_the_release(cast):
    panel = scoring(cast)
    post(cast.priya, "panel-open-marks", panel)

    assert "Nora Example has no marks yet." in get(cast.maya, "panel", panel).content.decode()
    assert {"decisions", "outcomes"} & {*waits(cast.amina), *waits(cast.maya), *waits(cast.priya)} == set()


def test_a_chair_who_has_not_declared_reads_no_name_in_what_is_missing(cast):
    panel = deciding(cast)
    panel.declared.filter(partner=cast.priya).delete()
    pages = [get(cast.priya, route, panel).content.decode() for route in ("panel", "panel-release")]

    assert all("Declare your interests to this panel to see what." in page and "Nora" not in page for page in pages)


def test_what_cannot_be_done_now_does_not_say_that_somebody_else_was_quicker(cast):
    panel = deciding(cast)
    looked, sent = (act(cast.maya, "panel-release", panel) for act in (get, post))

    assert looked.status_code == sent.status_code == 409
    assert all("This cannot be done now" in page.content.decode() and "Someone changed" not in page.content.decode()
               for page in (looked, sent))
    assert "send it again" not in looked.content.decode() and "Nothing was changed." in sent.content.decode()


def test_an_outcome_without_a_reason_is_asked_for_it_in_plain_words(cast):
    panel = deciding(cast)
    page = post(cast.amina, "nominee-decide", nominees(panel)[0], outcome="select", reason="").content.decode()

    assert "Write the reason, in words that the person reads" in page and "Enter the why" not in page


def test_marks_of_ones_own_are_said_only_to_who_gives_some(cast):
    panel = scoring(cast)
    nora, = nominees(panel)
    for reader, is_member in ((cast.maya, False), (cast.amina, True)):
        page = get(reader, "nominee", nora).content.decode()
        assert ("Your marks" in page) is is_member and ("There are none yet." in page) is is_member
    assert "You see the marks when everybody has given theirs" in get(cast.maya, "nominee", nora).content.decode()


def test_the_last_who_marks_reads_that_the_marks_are_open(cast):
    panel = scoring(cast)
    nora, = nominees(panel)
    give_marks(nora, by=cast.joe, at=panel.begun_at, marks=marks(nora))
    said = [as_(person).post(reverse("programmes:nominee-marks", args=[nora.ref]), typed(nora), follow=True).content.decode()
            for person in (cast.amina, cast.priya)]

    assert "The others see them when everybody has given theirs." in said[0] and "The marks are open now." not in said[0]
    assert "The marks are open now." in said[1] and "The others see them when" not in said[1]


def test_nothing_is_said_of_marks_before_the_panel_begins(cast):
    call = a_call(cast)
    a_nominee(cast, call)
    panel = declared(cast, a_panel(cast, call))
    assert "Not all given" not in get(cast.maya, "panel", panel).content.decode()
    post(cast.maya, "panel-begin", panel)
    assert "Not all given" in get(cast.maya, "panel", panel).content.decode()


def test_a_lay_member_who_is_seated_late_is_told_declares_and_gives_the_marks_that_are_missing(cast):
    group = a_panel_group(cast, lay=("amina",), professional=("priya", "vic"))
    panel = scoring(cast, group=group, said={"amina": {"names": "Nora Example"}})
    nora, = nominees(panel)
    for person in (cast.priya, cast.vic):
        give_marks(nora, by=person, at=MONDAY, marks=marks(nora))
    assert "give one more lay member a seat" in get(cast.maya, "panel", panel).content.decode()
    check_panels(at=MONDAY)
    assert not Message.objects.filter(kind="panel_named", to=cast.joe.ref).exists()

    seat = add_seat(group, by=cast.maya, at=MONDAY, opened_on=day_of(MONDAY), is_lay=True, name="3")
    a_seat_for(cast.joe, group, by=cast.maya, seat=seat)
    check_panels(at=MONDAY)
    check_panels(at=MONDAY + timedelta(hours=1))
    assert Message.objects.filter(kind="panel_named", to=cast.joe.ref).count() == 1
    assert Message.objects.filter(kind="panel_named", to=cast.priya.ref).count() == 1
    assert (waits(cast.joe)["panels"], "marks" in waits(cast.joe)) == (1, False)
    declare(panel, by=cast.joe, at=MONDAY, organisations=[], names="", text="")
    assert waits(cast.joe)["marks"] == 1 and "marks" not in waits(cast.priya)
    give_marks(nora, by=cast.joe, at=MONDAY, marks=marks(nora))

    assert "marks" not in waits(cast.joe) and waits(cast.joe)["decisions"] == 1
