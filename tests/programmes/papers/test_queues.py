"""Drafts for meetings that are near wait for who writes them; comments wait for the author."""

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from programmes.papers.actions import answer_comment, say_about
from programmes.papers.queues import comments_to_answer, papers_to_issue
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.papers.doing import a_paper, out, released
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def waits(queue, who):
    return list(queue(standing_of(who, on=day_of(MONDAY)), day_of(MONDAY)))


def test_a_draft_waits_for_its_author_the_lead_and_the_manager(cast):
    meeting = a_meeting(cast)
    paper = a_paper(cast, meeting, author=cast.amina)

    for who in (cast.amina, cast.priya, cast.maya):
        assert waits(papers_to_issue, who) == [paper]
    for who in (cast.joe, cast.ines, cast.sid, cast.vic):
        assert waits(papers_to_issue, who) == []
    page = as_(cast.amina).get(reverse("programmes:queue", args=["papers"])).content.decode()
    assert paper.get_absolute_url() in page
    released(paper)
    assert waits(papers_to_issue, cast.amina) == []


def test_what_was_said_waits_for_the_author_until_it_is_answered(cast):
    paper = out(cast)
    comment = say_about(paper, by=cast.joe, at=MONDAY, text="So")
    say_about(paper, by=cast.priya, at=MONDAY, text="My own")

    assert waits(comments_to_answer, cast.priya) == [comment] and waits(comments_to_answer, cast.amina) == []
    answer_comment(comment, by=cast.priya, at=MONDAY, answer="Yes")
    assert waits(comments_to_answer, cast.priya) == []
