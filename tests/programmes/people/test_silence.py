"""NT48: who gave no sign for sixty days. It is said to who looks after them, never to the person. And CC7: who has not signed in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.moves import record
from partners.contacts.actions import begin_on_behalf
from partners.models import Look
from programmes.appointments.actions.terms import pause
from programmes.people.actions import check_silence
from programmes.people.notices import silent
from programmes.programme.actions import close_programme
from tests.makers import MONDAY, a_partner, a_seat_for, gives
from tests.programmes.appointments.doing import active
from tests.programmes.people.doing import a_contact, named
from tests.programmes.portal.doing import a_need
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def quiet(cast):
    """Somebody who took a seat of the Advisory Group on MONDAY, and was not heard of again."""
    person = a_partner("Quentin Quiet", username="quentin")
    a_seat_for(person, cast.advisory, by=cast.maya)
    return person


def run(days):
    """Let the clock run on that day, twice."""
    at = MONDAY + days * DAY
    check_silence(at=at)
    assert check_silence(at=at) == (0, 0)


def said(person):
    return sorted((message.to, message.occasion.partition(" ")[0]) for message in Message.objects.filter(
        kind="partner_silent", about=person.ref))


def who(cast, *names):
    return sorted((getattr(cast, name).ref, window) for name, window in names)


def test_the_named_contact_hears_at_sixty_and_ninety_days_and_the_manager_at_ninety(cast, quiet):
    named(cast, quiet, cast.priya)

    run(59)
    assert said(quiet) == []
    for day in (60, 61, 89):
        run(day)
        assert said(quiet) == who(cast, ("priya", "60"))
    for day in (90, 91, 200):
        run(day)
        assert said(quiet) == who(cast, ("priya", "60"), ("priya", "90"), ("maya", "90"))


def test_without_a_named_contact_every_manager_hears(cast, quiet):
    gives(cast.programme, cast.vic, "PM", by=cast.maya)

    run(60)

    assert said(quiet) == who(cast, ("maya", "60"), ("vic", "60"))


def test_nothing_is_ever_said_to_the_person(cast, quiet):
    run(60)
    run(90)

    assert not Message.objects.filter(kind="partner_silent", to=quiet.ref).exists()


def signs_in(cast, person, at):
    type(person.user).objects.filter(pk=person.user.pk).update(last_login=at)


def records(cast, person, at):
    record(cast.programme, "change", by=person, at=at)


def is_rung(cast, person, at):
    a_contact(cast, person, at=at)


def tells(cast, person, at):
    begin_on_behalf(person, by=cast.maya, at=at, through="phone", reason="x", book=cast.programme.ref)


def takes_another_seat(cast, person, at):
    a_seat_for(person, cast.forum, by=cast.maya, at=at, from_on=day_of(at))


@pytest.mark.parametrize("sign", [signs_in, records, is_rung, tells, takes_another_seat])
def test_every_sign_of_life_begins_the_sixty_days_anew(cast, quiet, sign):
    sign(cast, quiet, MONDAY + 20 * DAY)

    run(60)
    run(79)
    assert said(quiet) == []
    run(80)
    assert said(quiet) == who(cast, ("maya", "60"))


def test_after_a_sign_the_next_silence_is_said_again(cast, quiet):
    run(60)
    signs_in(cast, quiet, MONDAY + 61 * DAY)

    run(121)

    assert said(quiet) == who(cast, ("maya", "60"), ("maya", "60"))


def test_who_is_on_a_break_or_sits_in_the_forum_alone_is_left_in_peace(cast):
    member = a_partner("Forum Only")
    a_seat_for(member, cast.forum, by=cast.maya)
    resting = active(cast).partner
    pause(resting.appointments.get(), by=resting, at=MONDAY, until_on=day_of(MONDAY) + 100 * DAY)

    run(60)
    run(90)

    assert said(member) == said(resting) == []
    run(101)
    assert said(resting) == who(cast, ("maya", "90"))


def test_who_has_no_account_counts_by_what_was_noted(cast):
    person = a_partner("Phyllis Phone", email="", channel="phone", phone="020 7946 0101")
    a_seat_for(person, cast.advisory, by=cast.maya)
    a_contact(cast, person, at=MONDAY + 30 * DAY)

    run(60)
    assert said(person) == []
    run(90)
    assert said(person) == who(cast, ("maya", "60"))


def test_a_programme_that_is_closed_asks_about_nobody(cast, quiet):
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    run(60)

    assert said(quiet) == []


def test_the_words_name_the_person_in_the_body_alone_and_end_with_a_sign(cast, quiet, clock):
    run(60)
    message = Message.objects.get(kind="partner_silent", about=quiet.ref)

    words = registry.words["partner_silent"](message)
    assert words.subject == "A lay partner has been silent for 60 days"
    assert "Quentin Quiet" in words.lines[0]
    assert words.path == reverse("programmes:person", args=[quiet.ref])

    a_contact(cast, quiet, at=MONDAY + 59 * DAY)
    assert registry.words["partner_silent"](message) is None


def test_somebody_in_two_groups_is_said_once(cast, quiet):
    a_seat_for(quiet, cast.founding, by=cast.maya, seat=cast.founding.seats.create(opened_on=day_of(MONDAY)))

    run(60)

    assert said(quiet) == who(cast, ("maya", "60"))
    assert silent(on=day_of(MONDAY + 60 * DAY)).filter(partner=quiet).count() == 2


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_clock_asks_as_often_for_many_as_for_one(cast, rows, django_assert_num_queries):
    for number in range(rows):
        person = a_partner()
        a_seat_for(person, cast.advisory, by=cast.maya, seat=cast.advisory.seats.create(opened_on=day_of(MONDAY), name=str(number)))

    with django_assert_num_queries(6):
        check_silence(at=MONDAY + 60 * DAY)

    assert Message.objects.filter(kind="partner_silent").count() >= rows


# --- CC7: who has not signed in ---------------------------------------------------------------------------------------------------------

def quiet_page(reader, group):
    return as_(reader).get(reverse("programmes:group-quiet", args=[group.ref]))


def test_the_lay_co_chair_reads_who_has_not_signed_in_with_days_and_nothing_else(cast, clock):
    a_need(cast.amina)
    signs_in(cast, cast.amina, MONDAY - 60 * DAY)
    signs_in(cast, cast.joe, MONDAY - 59 * DAY)

    page = quiet_page(cast.ines, cast.advisory).content.decode()

    assert "Amina Example" in page and "15 January 2026" in page
    assert "Joe Example" not in page and "Ines Example" not in page.split("<main")[1]
    assert "BSL" not in page and "support" not in page.split("<main")[1].split("</main")[0].lower()
    assert not Look.objects.exists()


def test_who_never_signed_in_and_who_has_no_account_stand_there_in_words(cast):
    person = a_partner("Phyllis Phone")
    a_seat_for(person, cast.advisory, by=cast.maya, at=MONDAY - 61 * DAY)
    signs_in(cast, cast.joe, None)

    page = quiet_page(cast.ines, cast.advisory).content.decode()

    assert "Has no account" in page and "Never" in page


def test_who_joined_less_than_sixty_days_ago_is_not_listed(cast, quiet):
    assert "Quentin" not in quiet_page(cast.ines, cast.advisory).content.decode()


@pytest.mark.parametrize(("reader", "status"), [("ines", 200), ("maya", 200), ("joe", 403), ("priya", 403), ("sid", 403), ("vic", 403),
                                                ("forrest", 403), ("sam", 404)])
def test_nobody_but_the_lay_co_chair_and_the_manager_reads_it(cast, reader, status):
    assert quiet_page(getattr(cast, reader), cast.advisory).status_code == status


def test_the_list_of_people_and_the_page_of_the_group_lead_there(cast):
    where = reverse("programmes:group-quiet", args=[cast.advisory.ref])

    for page in (reverse("programmes:people"), reverse("programmes:group", args=[cast.advisory.ref])):
        assert [where in as_(who).get(page).content.decode() for who in (cast.ines, cast.maya, cast.sid)] == [True, True, False]
    assert where not in as_(cast.joe).get(reverse("programmes:group", args=[cast.advisory.ref])).content.decode()


def test_the_co_chair_does_not_read_it_of_another_group(cast):
    assert quiet_page(cast.ines, cast.forum).status_code == 403
