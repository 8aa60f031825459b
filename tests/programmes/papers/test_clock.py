"""What the clock says about papers, once each (NT17): to the author before they are due, to managers and lay co-chairs after it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.post.actions import deliver
from coprod.post.models import Message
from programmes.meetings.actions import cancel, change_meeting
from programmes.papers.actions import settle_days
from programmes.papers.actions.checking import check_papers
from tests.makers import MONDAY
from tests.programmes.meetings.doing import DAY, a_meeting, run_clock
from tests.programmes.papers.doing import a_paper, days_before, out, released

pytestmark = pytest.mark.django_db


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return sorted(rows.filter(to__in=[each.ref for each in people]).values_list("occasion", flat=True)) if people else rows.count()


def run_all(meeting, *days):
    for each in days:
        for hour in (7, 16):
            run_clock(days_before(meeting, each, hour))


def test_the_author_is_reminded_twelve_nine_and_eight_days_before_once_each(cast):
    meeting = a_meeting(cast)
    a_paper(cast, meeting)

    run_all(meeting, 14, 13)
    assert told("paper_due") == 0
    run_all(meeting, 12, 11, 10)
    assert told("paper_due", cast.priya) == ["1:5"]
    run_all(meeting, 9, 8, 7)

    assert told("paper_due", cast.priya) == ["1:1", "1:2", "1:5"] and told("paper_due") == 3
    assert told("papers_overdue") == 0


def test_a_clock_that_slept_says_the_last_only(cast):
    meeting = a_meeting(cast)
    a_paper(cast, meeting)

    run_all(meeting, 8)

    assert told("paper_due", cast.priya) == ["1:1"]


def test_once_the_day_is_missed_managers_and_lay_co_chairs_are_told_once(cast, mailoutbox):
    meeting = a_meeting(cast)
    a_paper(cast, meeting)
    out(cast, meeting=meeting)

    run_all(meeting, 6, 5, 2)
    deliver(at=days_before(meeting, 2), limit=200)

    assert told("papers_overdue", cast.maya) == told("papers_overdue", cast.ines) == ["1:missed"]
    assert told("papers_overdue") == 2 and told("paper_due") == 0
    mail = next(each for each in mailoutbox if each.to == [cast.maya.email] and "are not out" in each.subject)
    assert "Papers still being written: 1." in mail.body and "Letters" not in mail.subject


def test_the_same_for_the_advisory_group_itself(cast):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    a_paper(cast, meeting, by=cast.ines, author=cast.amina)

    run_all(meeting, 9, 6)

    assert told("paper_due", cast.amina) == ["1:2"]
    assert told("papers_overdue", cast.maya) == told("papers_overdue", cast.ines) == ["1:missed"] and told("papers_overdue") == 2


def test_a_group_with_days_of_its_own_is_reminded_by_them(cast):
    settle_days(cast.housing.group, by=cast.priya, at=MONDAY, days=2, forms_days=4)
    meeting = a_meeting(cast)
    a_paper(cast, meeting)

    run_all(meeting, 9, 8)
    assert told("paper_due") == 0
    run_all(meeting, 7, 4, 3, 2)
    assert told("paper_due") == 3 and told("papers_overdue") == 0
    run_all(meeting, 1)
    assert told("papers_overdue") == 2


def test_of_an_author_who_is_only_a_name_who_wrote_it_down_is_reminded(cast):
    meeting = a_meeting(cast)
    a_paper(cast, meeting, by=cast.amina, author=None, author_name="The letters group")

    run_all(meeting, 8)

    assert told("paper_due", cast.amina) == ["1:1"]


def test_nobody_hears_of_what_is_out_cancelled_or_moved(cast):
    meeting, gone, moved = (a_meeting(cast, starts_at=DAY + timedelta(days=n)) for n in range(3))
    papers = [a_paper(cast, each) for each in (meeting, gone, moved)]
    released(papers[0])
    run_all(gone, 8)
    assert told("paper_due") == 2
    cancel(gone, by=cast.priya, at=days_before(gone, 8), because="Snow")
    change_meeting(moved, by=cast.priya, at=days_before(gone, 8), starts_at=DAY + timedelta(days=30),
                   ends_at=DAY + timedelta(days=30, hours=1))

    deliver(at=days_before(gone, 8) + timedelta(minutes=5), limit=200)

    assert set(Message.objects.filter(kind="paper_due").values_list("state", flat=True)) == {"dropped"}
    run_clock(days_before(gone, 3))
    assert told("papers_overdue") == 0


def test_it_costs_the_same_for_1_and_40_papers_and_one_question_when_nothing_is_written(cast):
    spent = {}
    for rows in (0, 1, 40):
        for n in range(rows):
            a_paper(cast, a_meeting(cast, starts_at=DAY + timedelta(hours=n, minutes=rows)), title=f"{n}")
        with CaptureQueriesContext(connection) as queries:
            check_papers(at=DAY - timedelta(days=8))
        spent[rows] = len([each for each in queries if "SAVEPOINT" not in each["sql"]])

    assert spent == {0: 1, 1: 7, 40: 7}
