"""Two people write one paper, or one goes back and types on: no word is dropped in silence."""

import pytest

from programmes.papers.models import Paper
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.papers.doing import TEXT, a_paper
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
TYPED = {"kind": "discussion", "title": "Letters", "author_name": "Dr Lindqvist", "purpose": "To choose", "question": "Which words?",
         "text": TEXT}


def test_who_saves_second_reads_what_stands_there_and_keeps_what_they_typed(cast):
    paper = a_paper(cast)
    mine, theirs = (get(who, "paper-change", paper).context["form"]["seen"].value() for who in (cast.priya, cast.amina))
    assert mine == theirs

    assert post(cast.amina, "paper-change", paper, **TYPED, seen=theirs).status_code == 302
    page = post(cast.priya, "paper-change", paper, **TYPED | {"title": "The lift", "text": "It is broken."}, seen=mine)

    words = page.content.decode()
    assert "Somebody else changed this paper since you opened it." in words and "What stands there now" in words
    assert "It is broken." in words and "Nothing but time." in words
    paper.refresh_from_db()
    assert (paper.title, paper.text) == ("Letters", TEXT.strip())

    again = TYPED | {"title": "The lift", "text": "It is broken."}
    assert post(cast.priya, "paper-change", paper, **again, seen=page.context["form"]["seen"].value()).status_code == 302
    paper.refresh_from_db()
    assert (paper.title, paper.text) == ("The lift", "It is broken.")


def test_who_goes_back_and_types_on_has_both_papers(cast):
    meeting = a_meeting(cast)
    once = get(cast.priya, "paper-new", meeting).context["form"]["once"].value()

    for title in ("Letters", "Letters", "The lift"):
        assert post(cast.priya, "paper-new", meeting, **TYPED | {"title": title}, once=once).status_code == 302

    assert list(Paper.objects.order_by("pk").values_list("title", flat=True)) == ["Letters", "The lift"]
