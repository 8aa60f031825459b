"""Me: what a person says of themselves, each part on a page of its own, read by nobody who need not."""

import pytest
from django.urls import reverse

from coprod.trail.models import Row
from partners.models import About, Partner
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from tests.makers import MONDAY
from tests.programmes.appointments.doing import active, with_account
from tests.programmes.portal.doing import a_need, own, press
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db

REACH = {"channel": "relay", "email": "amina@example.test", "phone": "020 7946 0001", "address": "", "best_times": "Mornings",
         "copy_in": "My daughter Ann"}


def now_(person):
    return Partner.objects.get(pk=person.pk)


def test_the_page_shows_every_part_with_the_way_to_change_it(cast):
    a_need(cast.amina, words="Send papers in large print")

    page = own(cast.amina, "me").content.decode()

    for words in ("How to reach me", "Support I need", "Send papers in large print", "What I bring", "My limits",
                  "How other members see me",
                  "My roles and terms", "A break, or stop", "Somebody who helps me", "How pages look", "Who looked at my support",
                  "What happens to my data", "Questions about you"):
        assert words in page
    for route in ("me-reach", "me-support", "me-bring", "me-limits", "me-named", "me-break", "me-supporters", "me-wishes"):
        assert f'href="{reverse(f"programmes:{route}")}"' in page


def test_how_to_reach_somebody_is_kept_with_times_and_who_is_told_as_well(cast):
    answer = own(cast.amina, "me-reach", **REACH)

    assert answer.status_code == 302
    person, about = now_(cast.amina), About.objects.get(partner=cast.amina)
    assert (person.channel, person.phone, about.best_times, about.copy_in) == ("relay", "020 7946 0001", "Mornings", "My daughter Ann")
    assert (about.through, about.noted_by, about.written_at) == ("account", None, MONDAY)


@pytest.mark.parametrize(("channel", "missing", "words"), [
    ("text", "phone", "Enter a phone number"), ("phone", "phone", "Enter a phone number"), ("relay", "phone", "Enter a phone number"),
    ("post", "address", "Enter a postal address"), ("email", "email", "Enter an e-mail address")])
def test_each_channel_needs_its_number_or_address_and_what_was_typed_stays(cast, channel, missing, words):
    page = own(cast.amina, "me-reach", **REACH | {"channel": channel, missing: "", "best_times": "After tea"}).content.decode()

    assert words in page and "After tea" in page
    assert now_(cast.amina).channel == "email"


@pytest.mark.parametrize("channel", ["text", "phone", "relay"])
def test_the_managers_form_asks_for_a_number_for_texts_calls_and_relay(cast, channel):
    address = reverse("programmes:person-change", args=[cast.amina.ref])
    page = as_(cast.maya).post(address, {"name": cast.amina.name, "email": cast.amina.email, "channel": channel}).content.decode()

    assert "Enter a phone number, or choose another way" in page
    assert now_(cast.amina).channel == "email"


def test_what_somebody_brings_is_kept_and_nothing_of_it_must_be_answered(cast):
    own(cast.amina, "me-bring", experience=["caring", "data"], lived=["carers"], strategic="on", languages="Somali", gain="To learn")
    about = About.objects.get(partner=cast.amina)
    assert (about.experience, about.lived, about.strategic, about.languages, about.gain) == (
        ["caring", "data"], ["carers"], True, "Somali", "To learn")
    assert "Caring for somebody" in own(cast.amina, "me").content.decode()

    own(cast.amina, "me-bring", gain="")

    about.refresh_from_db()
    assert (about.experience, about.lived, about.strategic, about.gain) == ([], [], False, "")


def test_the_page_about_what_one_brings_says_why_and_who_reads_it(cast):
    page = own(cast.amina, "me-bring").content.decode()

    assert "You may leave any question empty" in page
    assert "Only you, the lay co-chair and the programme manager read it" in page


def test_changing_one_part_leaves_the_others_as_they_were(cast):
    own(cast.amina, "me-bring", experience=["caring"], gain="To learn")
    own(cast.amina, "me-limits", hours_limit="10", times=["mon_am"], times_note="Not in school holidays")
    own(cast.amina, "me-reach", **REACH)

    about = About.objects.get(partner=cast.amina)
    assert (about.experience, about.gain, about.hours_limit, about.times, about.best_times) == (
        ["caring"], "To learn", 10, ["mon_am"], "Mornings")


@pytest.mark.parametrize("hours", ["-1", "61", "many"])
def test_a_limit_that_is_none_is_not_kept(cast, hours):
    page = own(cast.amina, "me-limits", hours_limit=hours, times_note="Evenings").content.decode()

    assert "Evenings" in page and "error-summary" in page
    assert not About.objects.exists()


@pytest.mark.parametrize(("shown_as", "seen"), [
    ("name", "Amina Example"), ("called", "Mina"), ("initials", "A. E."), ("role", "A lay partner")])
def test_other_members_see_the_name_that_was_chosen(cast, shown_as, seen):
    own(cast.amina, "me-named", shown_as=shown_as, called="Mina")

    assert now_(cast.amina).shown == seen
    preview = own(cast.amina, "me-named").content.decode()
    assert all(each in preview for each in ("Amina Example", "A. E.", "A lay partner"))


def test_to_be_called_something_one_says_what(cast):
    page = own(cast.amina, "me-named", shown_as="called", called="").content.decode()

    assert "Say what you like to be called" in page
    assert now_(cast.amina).shown_as == "name"


def test_the_trail_says_that_it_was_written_and_not_what(cast):
    own(cast.amina, "me-bring", experience=["caring"], gain="Something private")

    row = Row.objects.get(move="say_about")
    assert (row.actor, row.subject, row.about) == (cast.amina.ref, cast.amina.ref, {"through": "account"})


def test_pages_of_me_are_for_lay_partners(cast):
    assert own(cast.maya, "me").status_code == 403
    assert "account" in own(cast.maya, "me").content.decode()


# --- a break ---------------------------------------------------------------------------------------------------------------------

def test_a_break_lets_every_active_role_rest_and_the_way_back_ends_it(cast):
    one = active(cast)
    person = with_account(one)
    page = own(person, "me-break").content.decode()
    assert "Begin my break today" in page and reverse("programmes:appointment-leave", args=[one.ref]) in page

    own(person, "me-break", until_on_day="1", until_on_month="6", until_on_year="2026")
    one.refresh_from_db()
    assert (one.state, str(one.paused_until)) == (AppointmentState.PAUSED, "2026-06-01")
    assert "You are on a break" in own(person, "me").content.decode()

    press(person, "me-come-back")
    one.refresh_from_db()
    assert one.state == AppointmentState.ACTIVE


@pytest.mark.parametrize(("day", "month", "year"), [("1", "12", "2026"), ("1", "3", "2026"), ("31", "2", "2026")])
def test_a_break_of_more_than_six_months_or_in_the_past_does_not_begin(cast, day, month, year):
    one = active(cast)
    person = with_account(one)

    answer = own(person, "me-break", until_on_day=day, until_on_month=month, until_on_year=year)

    assert answer.status_code == 200 and f'value="{day}"' in answer.content.decode()
    assert Appointment.objects.get(pk=one.pk).state == AppointmentState.ACTIVE


def test_who_has_no_active_role_cannot_begin_a_break(cast):
    assert own(cast.amina, "me-break", until_on_day="1", until_on_month="6", until_on_year="2026").status_code == 409
    assert press(cast.amina, "me-come-back").status_code == 409
