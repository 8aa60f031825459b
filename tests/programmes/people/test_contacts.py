"""How to contact a person, the log of contacts with its warning, and who looks after them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.about.actions import say_about
from partners.contacts.actions import note_contact
from partners.contacts.policies import contacts_lately
from partners.models import Contact, NamedContact, Partner
from programmes.programme.actions import link_group
from tests.makers import MONDAY, a_partner, a_programme, a_seat_for, gives
from tests.programmes.people.doing import a_contact, named, page_of
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
CALL = {"on": "2026-03-16", "way": "phone", "from_them": "us", "words": "Whether the room suits her"}


def note(who, person, **data):
    return as_(who).post(reverse("programmes:contact-note", args=[person.ref]), CALL | data)


def reached(cast, person, **facts):
    Partner.objects.filter(pk=person.pk).update(**facts)


def test_the_strip_says_how_to_contact_in_the_order_in_which_one_needs_it(cast):
    reached(cast, cast.amina, channel="relay", phone="020 7946 0101")
    say_about(cast.amina, at=MONDAY, best_times="After two", copy_in="Her sister Leyla, 020 7946 0102")

    page = page_of(cast.maya, cast.amina)

    order = ["How to contact", "Not by e-mail", "Phone, through Relay UK", "020 7946 0101", "Dial 18001, then the number.", "After two",
             "Her sister Leyla, 020 7946 0102", "amina@example.test"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("channel", "facts", "shown"), [
    ("email", {}, "joe@example.test"), ("text", {"phone": "020 7946 0103"}, "020 7946 0103"),
    ("phone", {"phone": "020 7946 0104"}, "020 7946 0104"), ("post", {"address": "1 Long Lane"}, "1 Long Lane")])
def test_the_best_way_comes_with_its_number_or_address(cast, channel, facts, shown):
    reached(cast, cast.joe, channel=channel, **facts)

    page = page_of(cast.maya, cast.joe)

    assert f"<strong>{shown}</strong>" in page
    assert ("Not by e-mail" in page) is (channel != "email")


@pytest.mark.parametrize("reader", ["priya", "ines", "sid"])
def test_who_does_not_run_the_programme_reads_neither_number_nor_log(cast, reader):
    reached(cast, cast.amina, phone="020 7946 0105")
    a_contact(cast, cast.amina)
    who = getattr(cast, reader)

    assert "020 7946 0105" not in page_of(who, cast.amina)
    assert "How to contact" not in page_of(who, cast.amina)
    for route in ("contacts", "contact-note", "contact-name", "pack"):
        assert as_(who).get(reverse(f"programmes:{route}", args=[cast.amina.ref])).status_code == 403


def test_a_contact_is_noted_with_when_how_which_way_and_about_what(cast):
    answer = note(cast.maya, cast.amina, on="2026-03-12", way="post", from_them="them")

    contact = Contact.objects.get()
    assert answer.url == reverse("programmes:contacts", args=[cast.amina.ref])
    assert (contact.partner, contact.home_book, contact.way, contact.from_them, contact.words, contact.noted_by, contact.noted_at) == (
        cast.amina, cast.programme.ref, "post", True, "Whether the room suits her", cast.maya, MONDAY)
    assert contact.at.date().isoformat() == "2026-03-12"
    page = as_(cast.maya).get(answer.url).content.decode()
    assert "Letter, from them" in page and "12 March 2026" in page


def test_the_trail_says_that_there_was_a_contact_and_not_about_what(cast):
    a_contact(cast, cast.amina, words="She is ill")

    row = Row.objects.get(kind="partners.contact")
    assert (row.book, row.move, row.about) == (cast.programme.ref, "note", {"partner": cast.amina.ref, "way": "phone"})
    told = as_(cast.vic).get(reverse("programmes:trail", args=[cast.programme.slug])).content.decode()
    assert "noted a contact with a lay partner" in told
    assert "She is ill" not in told and "Amina" not in told


@pytest.mark.parametrize(("wrong", "words"), [
    ({"on": "2026-03-17"}, "Choose today or a day before"), ({"on": ""}, "Answer “On which day?”"), ({"words": ""}, "Answer “About what?”"),
    ({"way": "pigeon"}, "Choose an answer from the list"), ({"words": "x" * 501}, "500 characters or fewer"),
    ({"from_them": "perhaps"}, "Choose an answer from the list")])
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, wrong, words):
    page = note(cast.maya, cast.amina, **wrong).content.decode()

    assert words in page
    assert (CALL | wrong)["words"] in page
    assert not Contact.objects.exists()


def test_a_contact_that_is_still_to_come_is_not_noted(cast):
    with pytest.raises(NotAllowedNow, match="after it was"):
        note_contact(cast.amina, by=cast.maya, at=MONDAY, book=cast.programme.ref, when=MONDAY + timedelta(hours=1), way="phone", words="x")


def test_the_log_shows_the_newest_first_a_page_at_a_time(cast):
    for days in range(27):
        a_contact(cast, cast.amina, days_ago=days, words=f"Talk {days:02}")
    where = reverse("programmes:contacts", args=[cast.amina.ref])

    first, second = (as_(cast.maya).get(where, {"from": start}).content.decode() for start in ("", "25"))

    assert [f"Talk {n:02}" in first for n in (0, 24, 25)] == [True, True, False]
    assert first.index("Talk 00") < first.index("Talk 24")
    assert ["Talk 24" in second, "Talk 25" in second, "Talk 26" in second] == [False, True, True]
    assert "?from=25" in first and "?from=0" in second


def test_each_programme_keeps_its_own_log(cast):
    other = a_programme("Other", by=cast.maya)
    group = a_seat_for(cast.amina, _a_board(other, cast), by=cast.maya).seat.group
    assert group.home_book == other.ref
    a_contact(cast, cast.amina, words="Here")
    a_contact(cast, cast.amina, words="There", book=other.ref)
    second = gives(other, a_partner("Mona", username="mona", professional=True), "PM", by=cast.maya)
    where = reverse("programmes:contacts", args=[cast.amina.ref])

    both, one = as_(cast.maya).get(where).content.decode(), as_(second).get(where).content.decode()

    assert ["Here" in both, "There" in both, "Here" in one, "There" in one] == [True, True, False, True]
    assert "Choose an answer to “In which programme?”" in note(cast.maya, cast.amina).content.decode()
    note(cast.maya, cast.amina, book=other.ref, words="Chosen")
    assert Contact.objects.get(words="Chosen").home_book == other.ref


def _a_board(programme, cast):
    from tests.makers import a_group

    return a_group(programme, "board", by=cast.maya)


# --- too many -----------------------------------------------------------------------------------------------------------------------

def test_four_contacts_in_14_days_are_a_warning_with_the_number_and_the_days(cast):
    for days in (0, 3, 13):
        a_contact(cast, cast.amina, days_ago=days)
    a_contact(cast, cast.amina, days_ago=14)
    assert "Many contacts" not in page_of(cast.maya, cast.amina)         # the fourth was fifteen days ago

    a_contact(cast, cast.amina, days_ago=5, way="post")

    page = page_of(cast.maya, cast.amina)
    assert ("4 contacts in the last 14 days: 16 March 2026 (Phone); 13 March 2026 (Phone); 11 March 2026 (Letter); "
            "3 March 2026 (Phone).") in page


def test_mail_that_went_out_counts_and_what_waits_does_not(cast):
    for number, state in enumerate(["sent", "sent", "sent", "waiting", "dropped", "failed"]):
        Message.objects.create(kind="welcome", about="x", to=cast.amina.ref, occasion=str(number), written_at=MONDAY, due_at=MONDAY,
                               state=state, finished_at=MONDAY if state != "waiting" else None)
    a_contact(cast, cast.amina)

    assert len(contacts_lately(cast.amina, on=TODAY).contacts) == 4
    assert "E-mail from the service" in page_of(cast.maya, cast.amina)


def test_a_call_that_they_made_is_not_one_too_many(cast):
    for _ in range(5):
        a_contact(cast, cast.amina, from_them=True)

    assert contacts_lately(cast.amina, on=TODAY).contacts == []


def test_before_the_fourth_the_page_warns_and_notes_it_all_the_same(cast):
    where = reverse("programmes:contact-note", args=[cast.amina.ref])
    for _ in range(2):
        a_contact(cast, cast.amina)
    assert "This would be" not in as_(cast.maya).get(where).content.decode()
    a_contact(cast, cast.amina)

    assert "This would be contact number 4 in 14 days." in as_(cast.maya).get(where).content.decode()
    assert note(cast.maya, cast.amina).status_code == 302
    assert Contact.objects.count() == 4


# --- who looks after them -----------------------------------------------------------------------------------------------------------

def name(cast, person, owner, **data):
    where = reverse("programmes:contact-name", args=[person.ref])
    return as_(cast.maya).post(where, {"owner": owner.pk, "hours": "Mondays, nine to five"} | data)


def test_until_somebody_is_named_the_service_itself_is_the_contact(cast, settings):
    assert f"Nobody by name: {settings.CONTACT_NAME}, {settings.CONTACT_PHONE}" in page_of(cast.maya, cast.amina)


def test_the_manager_names_who_looks_after_the_contact_and_the_person_reads_it_on_each_page(cast):
    assert name(cast, cast.amina, cast.priya).status_code == 302

    found = NamedContact.objects.get()
    assert (found.partner, found.owner, found.hours, found.home_book, found.named_by, found.named_at) == (
        cast.amina, cast.priya, "Mondays, nine to five", cast.programme.ref, cast.maya, MONDAY)
    assert "Priya Example, Mondays, nine to five" in page_of(cast.maya, cast.amina)
    assert "Your contact is Priya Example" in as_(cast.amina).get(reverse("programmes:home")).content.decode()
    row = Row.objects.get(move="name_contact")
    assert (row.book, row.subject, row.about) == (cast.programme.ref, cast.amina.ref, {"owner": cast.priya.ref})


def test_another_name_takes_the_place_of_the_first(cast):
    named(cast, cast.amina, cast.priya)

    name(cast, cast.amina, cast.maya)

    assert NamedContact.objects.get().owner == cast.maya


def test_only_who_works_for_that_programme_is_named(cast):
    cast.programme.team.filter(partner=cast.vic).update(until_on="2026-03-15")
    for wrong in (cast.sam, cast.olga, cast.joe, cast.ines, cast.vic):
        assert "Choose an answer from the list" in name(cast, cast.amina, wrong).content.decode()
    assert "When can they be reached?" in name(cast, cast.amina, cast.priya, hours="").content.decode()

    assert not NamedContact.objects.exists()


def test_of_two_programmes_the_name_has_to_belong_to_the_chosen_one(cast):
    other = a_programme("Other", by=cast.maya)
    a_seat_for(cast.amina, _a_board(other, cast), by=cast.maya)

    page = name(cast, cast.amina, cast.priya, book=other.ref).content.decode()      # she leads in the first alone

    assert "Choose somebody who works for that programme" in page
    assert not NamedContact.objects.exists()


def test_contacts_are_kept_of_lay_partners_alone(cast):
    assert as_(cast.maya).get(reverse("programmes:contacts", args=[cast.priya.ref])).status_code == 403
    assert "See all contacts" not in page_of(cast.maya, cast.priya)


def test_the_programme_in_which_somebody_sits_comes_before_one_that_borrows_their_group(cast):
    other = a_programme("A first programme", by=cast.maya)
    link_group(other, cast.advisory, by=cast.maya, at=MONDAY, from_on=TODAY)

    form = as_(cast.maya).get(reverse("programmes:contact-note", args=[cast.amina.ref])).context["form"]

    assert [name for _ref, name in form.fields["book"].choices] == [cast.programme.name, "A first programme"]
    assert form["book"].value() == cast.programme.ref
