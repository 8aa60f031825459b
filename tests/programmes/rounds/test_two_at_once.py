"""Many presses at the same moment: an answer is in and counted, or refused; a round closes once; each is told once."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.rounds.actions import close_round, send_answers
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.showing.pages import counts_of
from tests.programmes.rounds.doing import AFTER, LAST, a_round, ready, said


def test_closing_while_answers_arrive(shared_cast, all_at_once):
    cast = shared_cast
    it = a_round(cast)
    refused, given = [], []

    def work(number):
        try:
            if number == 3:
                close_round(it, by=cast.priya, at=LAST)
            else:
                given.append(said(it, cast.forrest, f"Answer {number}", at=LAST).pk)
        except NotAllowedNow as refusal:
            refused.append(str(refusal.why))

    all_at_once(8, work)

    assert ForumRound.objects.get().state == "closed" and len(given) + len(refused) == 7
    assert sorted(ForumAnswer.objects.values_list("pk", flat=True)) == sorted(given) and counts_of(it)["all"] == len(given)
    assert set(refused) <= {"The round is closed. Your words are still here: copy them, or ring us, and we put them beside the plan."}


def test_two_people_send_at_once_and_each_is_told_once(shared_cast, all_at_once):
    cast = shared_cast
    it = ready(cast)

    all_at_once(6, lambda number: send_answers(it, by=cast.maya if number % 2 else cast.priya, at=AFTER))

    assert Message.objects.filter(kind="we_said_we_did").count() == 2 and Row.objects.filter(subject=it.ref, move="send").count() == 1


def test_a_double_press_is_one_answer(shared_cast, all_at_once):
    cast = shared_cast
    it = a_round(cast)

    all_at_once(6, lambda number: said(it, cast.forrest, ref="one-press-only"))

    assert ForumAnswer.objects.count() == 1 and Row.objects.filter(kind="programmes.forumanswer", move="give").count() == 1
