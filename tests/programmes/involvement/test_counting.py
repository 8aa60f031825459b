"""How healthy the involvement is: every number equals a count by hand, and staff and lay members read the same."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.access.actions import ask_for, book
from programmes.involvement.catalogue import MEASURES
from programmes.involvement.showing.counting import Part, count, months_of
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Attendance, Meeting
from programmes.stages.actions.answering import dispute_standard
from tests.makers import MONDAY, a_claim, a_partner, a_stage
from tests.programmes.meetings.doing import DAY, a_meeting, an_item, says
from tests.programmes.stages.doing import as_, first_of

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=40)


def counted(cast, code, *, at=LATER, months=12, **which):
    return count([cast.housing.group, cast.advisory], [cast.programme.pk], months=months, at=at).of(code, **which)


def a_held_meeting(cast, was, *, starts_at=DAY, chairs=(), title=""):
    meeting = a_meeting(cast, starts_at=starts_at, title=title)
    note_presence(meeting, was, by=cast.priya, at=starts_at + timedelta(hours=2), chairs=chairs)
    return meeting


def test_places_taken_by_lay_members_and_who_chaired(cast):
    a_held_meeting(cast, {cast.amina: ("room", ""), cast.joe: ("covered", "Bea"), cast.priya: ("room", "")}, chairs=[cast.priya])
    a_held_meeting(cast, {cast.amina: ("phone", ""), cast.joe: ("online", "")}, starts_at=DAY + timedelta(days=30),
                   chairs=[cast.amina, cast.priya])
    a_meeting(cast, starts_at=DAY + timedelta(days=60))

    assert counted(cast, "attendance") == Part(3, 4)
    assert counted(cast, "attendance", month=DAY.date().replace(day=1)) == Part(1, 2)
    assert counted(cast, "attendance", group=cast.advisory.pk) == Part(0, 0)
    assert counted(cast, "chairs") == Part(1, 2)


def test_what_lies_before_the_months_is_not_counted(cast):
    a_held_meeting(cast, {cast.amina: ("room", "")})

    assert counted(cast, "attendance", months=3) == Part(1, 1)
    assert counted(cast, "attendance", months=3, at=LATER + timedelta(days=100)) == Part(0, 0)
    assert [each.month for each in months_of(3, on=DAY.date())] == [2, 3, 4]


def test_items_of_agendas_by_side_and_none_of_a_meeting_ahead(cast):
    meeting, ahead = a_meeting(cast), a_meeting(cast, starts_at=DAY + timedelta(days=80))
    for which, who, is_lay in ((meeting, cast.amina, True), (meeting, cast.priya, False), (meeting, cast.priya, False),
                               (ahead, cast.joe, True)):
        an_item(which, who, is_lay=is_lay, on=True)
    an_item(meeting, cast.joe)          # asked for, and not taken in
    note_presence(meeting, {cast.amina: ("room", "")}, by=cast.priya, at=DAY + timedelta(hours=2), chairs=[])

    assert counted(cast, "items") == Part(1, 3)


def test_support_that_was_settled_a_week_before(cast):
    meeting = a_meeting(cast)
    in_time, late, gone, _missing = (ask_for(meeting, person, at=MONDAY, words=words, kind="travel") for person, words in (
        (cast.amina, "A taxi"), (cast.amina, "A chair"), (cast.joe, "Lunch"), (cast.priya, "A projector")))
    book(in_time, by=cast.maya, at=DAY - timedelta(days=7, hours=1), what="Done")
    book(late, by=cast.maya, at=DAY - timedelta(days=6), what="Done")
    says(meeting, cast.joe, "no")
    gone.refresh_from_db()
    note_presence(meeting, {cast.amina: ("room", "")}, by=cast.priya, at=DAY + timedelta(hours=2), chairs=[])

    assert gone.state == "not_needed" and counted(cast, "support") == Part(1, 3)


def test_a_no_that_waits_is_counted_once_its_time_is_over(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    answer = a_claim(first_of(stage), by=cast.priya)
    dispute_standard(answer, by=cast.amina, at=MONDAY, because="It was not so")

    assert counted(cast, "answers", at=MONDAY + timedelta(days=20)) == Part(0, 0)
    assert counted(cast, "answers", at=MONDAY + timedelta(days=30)) == Part(0, 1)


def test_a_pair_is_two_and_one_is_none(cast):
    assert counted(cast, "pairs", at=MONDAY) == Part(1, 1)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group, state="serving"), by=cast.joe, at=MONDAY,
                until_on=MONDAY.date())

    assert counted(cast, "pairs", at=MONDAY + timedelta(days=1)) == Part(0, 1)


def test_staff_and_lay_members_read_the_same_numbers_and_viewers_none(cast):
    a_held_meeting(cast, {cast.amina: ("room", ""), cast.joe: ("absent", "")})
    address = f"/programmes/{cast.programme.slug}/involvement/?months=12"

    pages = [as_(who).get(address) for who in (cast.maya, cast.ines, cast.amina)]
    said = [[(line.name, line.words) for line in page.context["lines"]] for page in pages]

    assert said[0] == said[1] == said[2] and len(said[0]) == len(MEASURES)
    assert [as_(who).get(address).status_code for who in (cast.vic, cast.sam)] == [403, 404]


def test_an_odd_period_is_a_year(cast):
    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/involvement/?months=7")

    assert page.context["months"] == 12


@pytest.mark.parametrize(("address", "cost"), [("programmes/{slug}", 17), ("groups/{ref}", 19)])
def test_the_pages_cost_the_same_for_1_3_and_100(cast, address, cost):
    where = "/" + address.format(slug=cast.programme.slug, ref=cast.housing.group.ref) + "/involvement/"
    client, found = as_(cast.maya), []
    client.get(where)
    for rows in (1, 3, 100):
        with transaction.atomic():
            starts = [MONDAY - timedelta(days=n + 1) for n in range(rows)]
            meetings = Meeting.objects.bulk_create([Meeting(
                group=cast.housing.group, starts_at=each, ends_at=each + timedelta(hours=1), place="Hall", state="held", planned_at=MONDAY,
                planned_by=cast.priya) for each in starts])
            Attendance.objects.bulk_create([Attendance(meeting=each, partner=a_partner(), is_lay=True, was="room", noted_at=MONDAY,
                                                       noted_by=cast.priya) for each in meetings[:20]])
            with CaptureQueriesContext(connection) as asked:
                assert client.get(where).status_code == 200
            found.append(len(asked))
            transaction.set_rollback(True)

    assert found == [cost] * 3
