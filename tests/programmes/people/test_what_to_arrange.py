"""What to arrange for a person: who sees which need, that the person can see who looked, and what staff say of it."""

import pytest
from django.urls import reverse

from partners.groups.actions import give_office
from partners.models import Look, Need, Seat
from partners.support.actions import confirm_need, deny_need
from programmes.home.queues import BY_NAME
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_programme, a_workstream, gives
from tests.programmes.people.doing import named, page_of
from tests.programmes.portal.doing import a_need, arranged
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
SECRET = "Never ring before noon, the tablets make me sleep"


def both_needs(cast):
    """One for who organises, and one for her contact alone."""
    return a_need(cast.amina), a_need(cast.amina, words=SECRET, kind="time", seen_by="contact")


@pytest.mark.parametrize(("reader", "organisers", "contact"), [
    ("maya", True, True),       # the manager
    ("priya", True, False),     # leads Housing, where Amina is one of the pair
    ("ines", True, False),      # the lay co-chair of her Advisory Group
    ("sid", False, False)])     # the senior responsible owner
def test_who_sees_which_need(cast, reader, organisers, contact):
    both_needs(cast)

    page = page_of(getattr(cast, reader), cast.amina)

    assert ("Book a BSL interpreter" in page, SECRET in page) == (organisers, contact)
    assert "seen_by" not in page and ("What to arrange" in page) is organisers


@pytest.mark.parametrize("stranger", ["sam", "vic", "olga", "forrest", "joe", "femi"])
def test_strangers_and_other_members_do_not_find_the_page(cast, stranger):
    both_needs(cast)

    assert page_of(getattr(cast, stranger), cast.amina) == "404"


def test_the_lead_of_another_workstream_and_the_manager_of_another_programme_see_nothing(cast):
    need, secret = both_needs(cast)
    other = gives(cast.programme, cast.vic, "WL", by=cast.maya, workstream=a_workstream(cast.programme, by=cast.maya, lead=cast.olga))

    assert "BSL" not in page_of(other, cast.amina)
    for who in (other, cast.sam, cast.sid):
        for route in ("need-arrange", "need-impossible"):
            assert as_(who).get(reverse(f"programmes:{route}", args=[need.ref])).status_code == 404
    assert as_(cast.priya).get(reverse("programmes:need-arrange", args=[secret.ref])).status_code == 404


def test_whoever_looks_after_the_person_sees_what_is_for_their_contact(cast):
    both_needs(cast)
    named(cast, cast.amina, cast.vic)           # a viewer, who sees nobody else

    assert SECRET in page_of(cast.vic, cast.amina)
    assert page_of(cast.vic, cast.joe) == "404"
    cast.programme.team.filter(partner=cast.vic).update(until_on="2026-03-15")
    assert page_of(cast.vic, cast.amina) == "404"        # their role ended yesterday


def test_a_chair_of_another_group_sees_nothing(cast):
    a_need(cast.femi)           # a founding leader, who is not in the Advisory Group
    seat = Seat.objects.get(group=cast.advisory, holdings__partner=cast.joe)
    give_office(seat, by=cast.maya, at=MONDAY, office=Seat.Office.CHAIR)

    assert "BSL" not in page_of(cast.joe, cast.femi)
    assert "BSL" not in page_of(cast.ines, cast.femi)


def test_whoever_looks_leaves_their_name_once_a_day_and_reads_that(cast):
    both_needs(cast)

    for _ in range(2):
        assert "Amina Example can see that you looked." in page_of(cast.priya, cast.amina)

    look = Look.objects.get()
    assert (look.partner, look.by, look.on) == (cast.amina, cast.priya, TODAY)
    assert "Priya Example" in as_(cast.amina).get(reverse("programmes:me-looks")).content.decode()


def test_who_sees_no_need_and_the_person_themselves_leave_no_name(cast):
    a_need(cast.amina, seen_by="contact")

    for reader in (cast.priya, cast.sid, cast.amina):
        page_of(reader, cast.amina)
    page_of(cast.maya, cast.joe)        # he needs nothing

    assert not Look.objects.exists()


def test_what_was_arranged_is_said_with_who_and_when_and_waits_for_the_person(cast):
    need = a_need(cast.amina)

    answer = as_(cast.priya).post(reverse("programmes:need-arrange", args=[need.ref]), {"what": "Two interpreters come to each meeting"})

    need.refresh_from_db()
    assert (answer.status_code, need.state, need.arranged, need.arranged_by, need.arranged_at) == (
        302, "arranged", "Two interpreters come to each meeting", cast.priya, MONDAY)
    page = page_of(cast.maya, cast.amina)
    assert "Priya Example, 16 March 2026: Two interpreters come to each meeting" in page
    assert "waiting for the person to say if it works" in page


def test_what_is_not_possible_is_said_with_why_and_stays_among_what_is_to_be_arranged(cast):
    need = a_need(cast.amina)

    as_(cast.maya).post(reverse("programmes:need-impossible", args=[need.ref]), {"why": "Nobody is free in March"})

    need.refresh_from_db()
    assert (need.state, need.arranged, need.arranged_by) == ("impossible", "Nobody is free in March", cast.maya)
    assert list(BY_NAME["support"].rows(standing_of(cast.maya, on=TODAY), TODAY)) == [need]


@pytest.mark.parametrize(("route", "field", "words"), [
    ("need-arrange", "what", "Answer “What did you arrange?”"), ("need-impossible", "why", "Answer “Why is it not possible?”")])
def test_an_empty_answer_is_asked_again_and_changes_nothing(cast, route, field, words):
    need = a_need(cast.amina)

    page = as_(cast.maya).post(reverse(f"programmes:{route}", args=[need.ref]), {field: " "}).content.decode()

    assert words in page
    assert Need.objects.get().state == "asked"


def test_the_lay_co_chair_reads_and_does_not_arrange(cast):
    need = a_need(cast.amina)

    assert as_(cast.ines).get(reverse("programmes:need-arrange", args=[need.ref])).status_code == 403
    assert as_(cast.ines).post(reverse("programmes:need-impossible", args=[need.ref]), {"why": "No"}).status_code == 403
    assert reverse("programmes:need-arrange", args=[need.ref]) not in page_of(cast.ines, cast.amina)
    assert Need.objects.get().state == "asked"


def test_what_somebody_else_has_just_arranged_is_not_arranged_again(cast):
    need = arranged(cast, cast.amina)

    for method in ("get", "post"):
        answer = getattr(as_(cast.priya), method)(reverse("programmes:need-arrange", args=[need.ref]), {"what": "Again"})
        assert answer.status_code == 409
    need.refresh_from_db()
    assert need.arranged == "An interpreter is booked for each meeting"


def test_a_need_that_was_withdrawn_is_not_there(cast):
    need = a_need(cast.amina)
    need.withdraw(at=MONDAY)

    assert as_(cast.maya).get(reverse("programmes:need-arrange", args=[need.ref])).status_code == 404


def test_the_queue_names_people_and_not_what_they_need(cast):
    a_need(cast.amina)
    a_need(cast.joe, seen_by="contact")

    def waiting(who):
        return as_(who).get(reverse("programmes:queue", args=["support"])).content.decode()

    assert ["Amina Example" in waiting(cast.maya), "Joe Example" in waiting(cast.maya), "BSL" in waiting(cast.maya)] == [True, True, False]
    assert ["Amina Example" in waiting(cast.priya), "Joe Example" in waiting(cast.priya)] == [True, False]
    assert as_(cast.ines).get(reverse("programmes:queue", args=["support"])).status_code == 404
    assert not Look.objects.exists()
    assert reverse("programmes:person", args=[cast.amina.ref]) in waiting(cast.maya)


def test_what_works_leaves_the_queue_and_what_does_not_comes_back(cast):
    need = arranged(cast, cast.amina)
    rows = BY_NAME["support"].rows
    here = standing_of(cast.maya, on=TODAY)

    assert not rows(here, TODAY).exists()
    deny_need(need, at=MONDAY, why="She did not come")
    assert rows(here, TODAY).get() == need
    assert "They say, 16 March 2026: She did not come" in page_of(cast.maya, cast.amina)
    confirm_need(need, at=MONDAY)
    assert not rows(here, TODAY).exists()


def test_home_counts_what_is_to_be_arranged(cast):
    a_need(cast.amina)

    assert "thing to arrange for a lay partner" in as_(cast.maya).get(reverse("programmes:home")).content.decode()
    assert "to arrange for" not in as_(cast.sam).get(reverse("programmes:queue", args=["by-hand"])).content.decode()


def test_a_manager_sees_nothing_of_somebody_who_left_their_programme(cast):
    a_need(cast.forrest)
    cast.forrest.holdings.update(until_on="2026-03-10")

    assert "BSL" not in page_of(cast.maya, cast.forrest)
    assert a_programme(by=cast.maya)
