"""The Forum's rounds in the story, counted against the figures of domain.md e6."""

import pytest

from coprod.post.models import Message
from programmes.demo.story.forum_rounds import WENT, round_of
from programmes.rounds.models import ForumAnswer, Response
from programmes.rounds.policies.reading import unanswered_answers, unanswered_people
from programmes.rounds.showing.decided import outcomes_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]

FIGURES = {"PL1": (17, 11, 7, 3), "PL2": (9, 8, 5, 2), "PL3": (8, 10, 11, 2), "PL5": (3, 0, 0, 0)}
STATES = {"PL1": "answered", "PL2": "closed", "PL3": "answered", "PL5": "open"}


@pytest.mark.parametrize("mark", FIGURES)
def test_each_round_has_its_answers_with_what_became_of_them(mark):
    it = round_of(mark)

    assert tuple(each.number for each in outcomes_of(it)) == FIGURES[mark] and it.state == STATES[mark]
    assert ForumAnswer.objects.filter(round=it).count() == sum(FIGURES[mark]) + (2 if mark == "PL5" else 0)


def test_everybody_has_one_reply_but_one_who_spoke_about_pl2():
    for went in WENT:
        it = round_of(went.mark)
        replies = Message.objects.filter(kind="we_said_we_did", about=it.ref)
        assert replies.count() == (it.answers.values("by").distinct().count() if went.sent else 0)
    assert [unanswered_people(round_of(each)).count() for each in ("PL1", "PL2", "PL3")] == [0, 1, 0]
    assert unanswered_answers().filter(round=round_of("PL5"), response__isnull=True).count() == 2


def test_what_was_adopted_shows_in_the_new_version():
    for mark in ("PL1", "PL2", "PL3"):
        changed = Response.objects.filter(round=round_of(mark)).exclude(changed="")
        assert changed.exists() and all(each.passages.exists() for each in changed)
    assert round_of("PL1").public_ref and round_of("PL2").public_ref and round_of("PL3").public_ref


def test_each_round_was_open_long_enough_and_the_pair_looked():
    for went in WENT:
        it = round_of(went.mark)
        assert it.invited.count() == 3 and it.ways and it.summary.state in ("approved", "replaced")
        assert not went.sent or it.seen.filter(is_right=True, look=it.look).exists()
