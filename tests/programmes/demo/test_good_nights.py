"""Good Nights, in which everything changes: what is seen alive there, and where it stands in the end."""

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from partners.models import Holding, Partner
from programmes.challenges.models import Challenge
from programmes.demo.story.good_nights_cast import LAY, STAFF
from programmes.meetings.models import Meeting
from programmes.programme.models import Programme
from programmes.rounds.models import ForumRound
from programmes.toolkit.models import Chapter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def nights():
    return Programme.objects.get(slug="good-nights")


def test_desmond_and_mona_exchanged_their_seats(nights):
    here = Holding.objects.serving(day_of(now())).filter(seat__group__workstream__programme=nights)
    pairs = {(each.seat.group.name, each.partner.called) for each in here.select_related("seat__group", "partner")}

    assert pairs == {("Night Calls", "Mona"), ("Night Calls", "Rukhsana"), ("Quiet Wards", "Desmond"), ("Quiet Wards", "Joel")}


def test_what_was_planned_stands_where_it_ended(nights):
    meetings = Meeting.objects.filter(group__home_book=nights.ref)

    states = dict(Challenge.objects.filter(programme=nights).values_list("raised_by__called", "state"))
    assert (states["Joel"], states["Mona"]) == ("accepted", "accepted")
    assert states["Rukhsana"] in ("acknowledged", "with_manager")       # nobody answers: it goes up once the working days are over
    assert dict(ForumRound.objects.filter(plan__programme=nights).values_list("plan__mark", "state")) == {
        "GN1": "closed", "GN2": "called_off"}
    assert Chapter.objects.get(book__programme=nights).state == "withdrawn"
    assert meetings.filter(state="cancelled").count() == 1 and meetings.get(state="papers_issued").invitations.exists()


def test_its_people_take_part_in_nothing_else(nights):
    names = {each.name for each in (*LAY, *STAFF)}

    refs = Partner.objects.filter(name__in=names).values("ref")
    others = Holding.objects.filter(partner__name__in=names).exclude(seat__group__home_book=nights.ref)
    assert not others.exists() and not Message.objects.filter(to__in=refs).exclude(book=nights.ref).exists()
