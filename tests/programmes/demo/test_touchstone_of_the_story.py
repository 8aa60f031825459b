"""The touchstone in the story: agreed on 8 October, W4 late, the quiet breach, and the four checks of domain.md e9."""

import pytest

from coprod.kit.clock import day_of, now
from partners.models import Group
from programmes.demo.story.dates import Calendar
from programmes.programme.models import TouchstoneSignature
from programmes.stages.models import Answer
from programmes.touchstone.models import (
    Adoption,
    Breach,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
)
from programmes.touchstone.showing.results import result_of
from tests.programmes.demo.reading import W1, W3, W4, W5, browser_of, partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


def test_five_lay_partners_drafted_it_and_the_advisory_group_agreed_on_8_october(calendar):
    found = Touchstone.objects.get(programme__slug="joined-up-lives")

    assert (found.version, found.state, found.items.count(), found.drafters.filter(is_professional=False).count()) == (1, "agreed", 6, 5)
    assert day_of(found.agreed_at) == calendar.day("8 Oct 13")
    no = found.words.get(value="disagree")
    assert (no.partner.name, no.answered_by.name) == ("Winston Delacroix", "Joyce Adeyemi")
    assert set(TouchstoneSignature.objects.values_list("version", flat=True)) == {1}


def test_each_group_adopted_it_and_w4_only_on_21_november(calendar):
    adopted = Adoption.objects.adopted().filter(touchstone__programme__slug="joined-up-lives").select_related("group")
    days = {adoption.group.name: day_of(adoption.adopted_at) for adoption in adopted}

    late = {name: day for name, day in days.items() if day != calendar.day("8 Oct 13")}
    assert len(days) == 10
    assert late == {"Commissioning, Governance & Finance": calendar.day("21 Nov 13"), "Partnership Board": calendar.day("20 Dec 13")}


@pytest.mark.parametrize(("name", "day", "lay", "staff"), [
    (W1, "20 Jan 14", 6, 6), (W3, "5 Feb 14", 4, 6), (W4, "13 Mar 14", 2, 5), (W5, "7 Mar 14", 3, 5)])
def test_each_check_shows_the_gap_of_the_log(calendar, name, day, lay, staff):
    check = TouchstoneCheck.objects.get(adoption__group__name__contains=name)
    result = result_of(check)

    assert (check.state, day_of(check.closed_at)) == ("closed", calendar.day(day))
    assert (result.lay.answered, result.lay.mostly_yes, result.staff.answered, result.staff.mostly_yes) == (6, lay, 6, staff)
    assert len(result.gaps) == staff - lay and not TouchstoneBallot.objects.exists()


def test_w4_came_back_to_it_after_a_quiet_word(calendar):
    breach, back = Breach.objects.get(raised_by=partner("lay-w4")), TouchstoneReopening.objects.get()

    assert (breach.raised_by, breach.to, breach.state) == (partner("lay-w4"), partner("cochair"), "settled")
    assert day_of(breach.raised_at) == calendar.day("12 Nov 13")
    assert back.looked_on == calendar.day("21 Nov 13") and back.group.name.startswith("Commissioning")


def test_the_manager_finds_no_breach_and_the_page_of_w4_shows_the_gap():
    browser = browser_of("manager")
    w4 = Group.objects.get(name__contains=W4)

    assert browser.get(Breach.objects.get(raised_by=partner("lay-w4")).get_absolute_url()).status_code == 404
    page = browser.get(TouchstoneCheck.objects.get(adoption__group=w4).get_absolute_url()).content.decode()
    assert "Lay partners mostly said yes to 2 of 6 points, staff to 5 of 6." in page


def test_the_records_show_all_of_s6():
    s6 = Answer.objects.filter(stage__code="S6", stage__programme__slug="joined-up-lives")

    assert set(s6.values_list("code", "state", "shown")) == {(f"6.{n}", "met", True) for n in range(1, 7)}
