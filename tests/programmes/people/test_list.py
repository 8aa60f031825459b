"""The list of people, narrowed by what the reader may see of them, and by nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partners.models import Partner
from programmes.appointments.actions.terms import pause
from tests.makers import MONDAY, a_partner, a_seat_for, a_workstream, gives
from tests.programmes.appointments.doing import active, with_account
from tests.programmes.people.doing import listed, named
from tests.programmes.portal.doing import a_need
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def shown(reader, **asked):
    return as_(reader).get(reverse("programmes:people"), asked).content.decode()


@pytest.mark.parametrize(("role", "names"), [
    ("PAIR", ["Amina", "Joe"]), ("AG", ["Amina", "Ines", "Joe"]), ("LCC", ["Ines"]), ("FND", ["Femi", "Fran"]), ("FORUM", ["Forrest"]),
    ("PM", ["Maya"]), ("SRO", ["Sid"]), ("WL", ["Priya"]), ("VIEW", ["Vic"]), ("ORG", ["Olga"]), ("FAC", []), ("PANEL", [])])
def test_it_is_narrowed_by_role(cast, role, names):
    assert listed(cast.maya, role=role) == names


def test_it_is_narrowed_by_workstream_with_its_lead(cast):
    other = a_workstream(cast.programme, by=cast.maya, lead=cast.vic, name="Money")

    assert listed(cast.maya, workstream=cast.housing.ref) == ["Amina", "Joe", "Priya"]
    assert listed(cast.maya, workstream=other.ref) == ["Vic"]


def test_a_seat_that_ended_does_not_count(cast):
    cast.joe.holdings.filter(seat__group=cast.housing.group).update(until_on=TODAY - timedelta(days=1))

    assert listed(cast.maya, role="PAIR") == ["Amina"]


def test_choices_go_together_and_each_can_be_taken_away(cast):
    a_need(cast.amina)
    asked = {"role": "AG", "support": "1", "q": "amin"}

    page = shown(cast.maya, **asked)

    assert listed(cast.maya, **asked) == ["Amina"]
    assert '<p role="status" class="app-found">1 person found.</p>' in page
    for words, without in (("Role: Advisory Group member", "?q=amin&amp;support=1"), ("Name: amin", "?role=AG&amp;support=1"),
                           ("Support is to be arranged", "?q=amin&amp;role=AG")):
        assert words in page and f'href="{without}"' in page
    assert listed(cast.maya, role="AG", q="nobody of that name") == []


def test_what_was_asked_stays_on_the_next_page_and_counts_all(cast):
    for number in range(27):
        person = a_partner(f"Zoe {number:02}", phone="020 7946 0000", email="", channel="phone")
        Partner.objects.filter(pk=person.pk).update(added_by=cast.maya)

    first = as_(cast.maya).get(reverse("programmes:people"), {"channel": "phone"})
    second = as_(cast.maya).get(reverse("programmes:people") + first.context["next"])

    assert (len(first.context["rows"]), first.context["count"]) == (25, 27)
    assert [row.person.name for row in second.context["rows"]] == ["Zoe 25", "Zoe 26"]
    assert "Reached by: Phone" in second.content.decode()


def test_two_of_the_same_name_at_the_end_of_a_page_are_both_there(cast):
    for _ in range(27):
        Partner.objects.filter(pk=a_partner("Zoe Same").pk).update(added_by=cast.maya)

    first = as_(cast.maya).get(reverse("programmes:people"), {"q": "zoe"})
    second = as_(cast.maya).get(reverse("programmes:people") + first.context["next"])

    assert len({row.person.pk for page in (first, second) for row in page.context["rows"]}) == 27


# --- support, channel, breaks, terms --------------------------------------------------------------------------------------------------

def test_support_that_is_to_be_arranged_is_found_by_who_may_see_it(cast):
    a_need(cast.amina)
    a_need(cast.joe, seen_by="contact")

    assert listed(cast.maya, support="1") == ["Amina", "Joe"]
    assert listed(cast.priya, support="1") == ["Amina"]
    assert shown(cast.maya).count("Support is to be arranged") == 1 + 2         # the choice, and two people
    assert shown(cast.priya).count("Support is to be arranged") == 1 + 1
    assert "BSL" not in shown(cast.maya)


def test_who_may_not_see_support_or_channels_neither_chooses_by_them_nor_guesses(cast):
    a_need(cast.amina)
    Partner.objects.filter(pk=cast.amina.pk).update(channel="phone", phone="020 7946 0101")
    everybody = listed(cast.sid)

    for reader in (cast.sid, cast.ines):
        page = shown(reader, support="1", channel="phone")
        assert "Support is to be arranged" not in page and "Not by e-mail" not in page and "Reached by:" not in page
        assert listed(reader, support="1", channel="phone", mine="") == everybody
    assert "Not by e-mail" not in shown(cast.priya, channel="phone")
    assert listed(cast.priya, channel="phone") == everybody


def test_people_are_found_by_the_way_on_which_they_are_reached(cast):
    Partner.objects.filter(pk=cast.amina.pk).update(channel="phone", phone="020 7946 0101")
    Partner.objects.filter(pk=cast.joe.pk).update(channel="post", address="1 Long Lane")

    assert listed(cast.maya, channel="phone") == ["Amina"]
    assert listed(cast.maya, channel="by_hand") == ["Amina", "Joe"]
    assert shown(cast.maya).count("Not by e-mail") == 2
    assert "Amina" not in listed(cast.maya, channel="email")


def test_a_break_is_found_and_said_until_when(cast):
    nora = with_account(active(cast))
    pause(nora.appointments.get(), by=nora, at=MONDAY, until_on=TODAY + timedelta(days=30))

    for reader in (cast.maya, cast.sid, cast.ines):
        assert listed(reader, paused="1") == ["Nora"]
        assert "On a break until 15 April 2026" in shown(reader)
    assert "On a break" not in shown(cast.priya, paused="1")
    assert len(listed(cast.priya, paused="1")) > 1      # it is not a choice of hers


@pytest.mark.parametrize(("ends_in", "found"), [
    (0, {"30", "60", "90"}), (30, {"30", "60", "90"}), (31, {"60", "90"}), (90, {"90"}), (91, set())])
def test_a_term_that_ends_is_found_thirty_sixty_and_ninety_days_before(cast, ends_in, found):
    cast.joe.holdings.filter(seat__group=cast.housing.group).update(until_on=TODAY + timedelta(days=ends_in))

    assert {days for days in ("30", "60", "90") if listed(cast.maya, term=days) == ["Joe"]} == found
    assert ("Term ends " in shown(cast.maya, q="joe").replace("Term ends</label>", "").replace("Term ends: ", "")) is bool(found)


def test_the_term_of_an_appointment_is_found_too(cast):
    nora = with_account(active(cast))
    nora.holdings.update(until_on=None)
    nora.appointments.update(until_on=TODAY + timedelta(days=20))

    assert listed(cast.maya, term="30") == ["Nora"]


def test_those_whom_the_reader_looks_after_are_found(cast):
    named(cast, cast.amina, cast.maya)
    named(cast, cast.joe, cast.priya)

    assert listed(cast.maya, mine="1") == ["Amina"]
    assert listed(cast.priya, mine="1") == ["Joe"]


# --- what stands in a row -------------------------------------------------------------------------------------------------------------

def test_a_row_says_all_roles_in_words(cast):
    rows = {row.person.name.split()[0]: row.roles for row in as_(cast.maya).get(reverse("programmes:people")).context["rows"]}

    assert rows["Amina"] == "Advisory Group member; lay partner of the pair (Housing)"
    assert rows["Ines"] == "lay co-chair"
    assert rows["Priya"] == "workstream lead (Housing)"
    assert rows["Olga"] == "organisation's signatory"


def test_roles_in_programmes_that_the_reader_does_not_see_are_not_told(cast):
    gives(cast.elsewhere, cast.priya, "FAC", by=cast.sam)
    a_seat_for(cast.joe, _forum_of(cast), by=cast.sam)

    assert "facilitator" not in shown(cast.maya, q="priya").replace(">Facilitator<", "")
    assert listed(cast.maya, role="FAC") == []
    assert listed(cast.maya, role="FORUM") == ["Forrest"]
    assert listed(cast.sam, role="FORUM") == ["Joe"]


def _forum_of(cast):
    from tests.makers import a_group

    return a_group(cast.elsewhere, "forum", by=cast.sam)


@pytest.mark.parametrize("asked", [{"role": "clock"}, {"role": "x' OR 1=1"}, {"workstream": "nothing"}, {"term": "1000"}, {"term": "-1"},
                                   {"channel": "pigeon"}, {"after": "zzz|x"}, {"q": "\x00"}])
def test_what_is_no_choice_is_not_heeded(cast, asked):
    assert listed(cast.maya, **asked) == listed(cast.maya)


def test_the_workstream_of_a_programme_that_the_reader_does_not_see_is_no_choice(cast):
    hidden = a_workstream(cast.elsewhere, by=cast.sam, lead=cast.vic, name="Hidden")

    assert "Hidden" not in shown(cast.maya)
    assert listed(cast.maya, workstream=hidden.ref) == listed(cast.maya)


def test_who_sees_nobody_is_offered_nothing(cast):
    page = shown(cast.vic)

    assert listed(cast.vic) == ["Vic"]
    assert "<select" not in page
