"""Who was not selected and said yes to the Forum gets a seat there, once, and is nobody else by mistake."""

import pytest
from django.test import Client
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from partners.candidates.models import token_of
from partners.models import Candidate, Holding, Invitation, Partner
from programmes.appointments.actions.joining import join_forum
from programmes.selection.actions.choosing import answer_outcome
from tests.makers import MONDAY, a_partner
from tests.programmes.selection.doing import decision_of, nominees, released
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def said(cast, answer=True):
    nomination = nominees(released(cast, "offer_forum"))[0]
    if answer is not None:
        answer_outcome(decision_of(nomination), at=MONDAY, yes=answer)
    return nomination


def in_the_forum(cast):
    return set(Holding.objects.serving(MONDAY.date()).filter(seat__group=cast.forum).values_list("partner__name", flat=True))


def test_the_manager_lets_somebody_join_from_the_queue(cast, mailoutbox):
    nomination = said(cast)
    assert "Person0 Example" in get(cast.maya, "queue", "forum-joins").content.decode()
    post(cast.maya, "forum-join", nomination)
    person = Candidate.objects.get(pk=nomination.candidate_id).partner

    assert (person.name, person.email) == ("Person0 Example", nomination.candidate.email)
    assert in_the_forum(cast) == {"Forrest Example", "Person0 Example"}
    assert "Person0 Example" not in get(cast.maya, "queue", "forum-joins").content.decode()
    assert Invitation.objects.filter(partner=person).count() == 1
    deliver(at=MONDAY, limit=100)
    mail = next(each for each in mailoutbox if each.subject == "Welcome to the Forum of Care Together")
    assert mail.to == [person.email] and token_of(nomination.candidate.ref) in mail.body
    assert "You are a member of the Forum now." in Client().get(
        reverse("programmes:my-nomination", args=[token_of(nomination.candidate.ref)])).content.decode()
    assert post(cast.maya, "forum-join", nomination).status_code == 404


def test_who_is_noted_down_here_is_asked_about_and_stays_one_person(cast):
    nomination = said(cast)
    known = a_partner("Person0 Example", email=nomination.candidate.email)
    page = get(cast.maya, "forum-join", nomination).content.decode()
    assert "The same person: Person0 Example" in page
    assert "Choose" in post(cast.maya, "forum-join", nomination, who="somebody").content.decode()
    post(cast.maya, "forum-join", nomination, who=known.ref)

    assert Candidate.objects.get(pk=nomination.candidate_id).partner == known
    assert Partner.objects.filter(name="Person0 Example").count() == 1 and "Person0 Example" in in_the_forum(cast)


@pytest.mark.parametrize("answer", [False, None])
def test_without_a_yes_nobody_joins(cast, answer):
    nomination = said(cast, answer)

    assert get(cast.maya, "forum-join", nomination).status_code == 404
    with pytest.raises(NotAllowedNow):
        join_forum(nomination, by=cast.maya, at=MONDAY, partner=None)
    assert in_the_forum(cast) == {"Forrest Example"}


def test_a_full_forum_gets_one_seat_more(cast):
    nomination = said(cast)
    cast.forum.seats.exclude(holdings__isnull=False).update(closed_on=MONDAY.date())
    seats = cast.forum.seats.count()
    join_forum(nomination, by=cast.maya, at=MONDAY, partner=None)

    assert cast.forum.seats.count() == seats + 1 and "Person0 Example" in in_the_forum(cast)


def test_of_four_who_press_at_once_one_lets_them_join(shared_cast, all_at_once):
    nomination = said(shared_cast)

    answers = all_at_once(4, lambda _n: join_forum(nomination, by=shared_cast.maya, at=MONDAY, partner=None))

    assert sum(isinstance(each, NotAllowedNow) for each in answers) == 3
    assert Partner.objects.filter(name="Person0 Example").count() == 1


def test_without_a_forum_it_says_what_to_do_first(cast):
    nomination = said(cast)
    cast.forum.programme_links.all().delete()
    answer = post(cast.maya, "forum-join", nomination)

    assert answer.status_code == 409 and "The programme has no Forum yet." in answer.content.decode()
