"""What the records show about a standard, and exactly what is missing, in words (issue: proofs; R1, R2).

Each fact is made red by a record that lacks something, and green by the record that mends it.
"""

from datetime import date, timedelta

import pytest
from django.urls import resolve

from coprod.kit.clock import start_of
from coprod.kit.lifecycle import NotAllowedNow
from partners.groups.actions import (
    accept_seat,
    add_seat,
    agree_to_holding,
    change_group,
    end_holding,
    found_group,
    record_cover,
)
from partners.models import Group, Holding, Vacancy
from programmes.programme.actions import (
    add_membership,
    add_scope_point,
    change_workstream,
    comment_on_focus,
    link_group,
    propose_partner,
    remove_scope_point,
    sign_touchstone,
    write_focus,
)
from programmes.programme.models import Membership, ProgrammeGroup, ScopePoint, Workstream
from programmes.stages.actions.answering import confirm_standard
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Answer, Stage
from programmes.stages.proofs import FACTS, what_is_missing
from tests.makers import MONDAY, a_partner, a_programme, a_seat_for, a_stage, a_workstream, an_organisation
from tests.programmes.stages.doing import first_of, get

TODAY = MONDAY.date()
DAY = timedelta(days=1)


def missing(stage, code, *, on=TODAY):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), on)[stage.pk][code]]


@pytest.fixture
def maya(db):
    return a_partner("Maya Example", username="maya", professional=True)


@pytest.fixture
def programme(maya):
    return a_programme("Care Together", by=maya)


def test_the_records_speak_about_these_standards():
    assert {fact.code for fact in FACTS} == {
        "1.2", "1.3", "2.1", "2.2", "2.3", "2.5", "3.3", "3.4", "3.7", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.2", "5.3", "5.4",
        "5.5", "5.6", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "8.1", "8.2", "8.3", "8.4", "8.5",
        "8.6", "8.7", "8.8", "8.9", "9.1", "9.2", "9.3", "9.4", "9.5", "9.6", "9.7", "10.1", "10.2", "10.3", "10.4",
        "10.5", "10.6", "11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "12.1", "12.3", "12.4", "12.5", "12.6", "12.8"}
    assert len({(fact.code, fact.name) for fact in FACTS}) == len(FACTS) == 136


# --- S1, S2, S6 --------------------------------------------------------------------------------------------------

def test_1_2_a_focus_that_leaders_have_commented_on(cast):
    stage = a_stage(cast.programme, "S1", by=cast.maya)
    assert missing(stage, "1.2") == ["The focus statement is not written yet."]

    focus = write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="Queues", people="Carers", area="Westmere",
                        ends_on=TODAY + 90 * DAY)
    assert missing(stage, "1.2") == ["No service-user leader has commented on the focus statement yet."]

    comment_on_focus(focus, by=cast.amina, at=MONDAY, text="From the Advisory Group: good.")
    assert missing(stage, "1.2") == ["No service-user leader has commented on the focus statement yet."]

    comment_on_focus(focus, by=cast.femi, at=MONDAY, text="Say carers.")
    assert missing(stage, "1.2") == []


def test_1_3_a_list_of_what_is_open_and_closed(cast):
    stage = a_stage(cast.programme, "S1", by=cast.maya)
    assert missing(stage, "1.3") == ["Nothing is listed yet as open, closed or not decided."]

    point = add_scope_point(cast.programme, by=cast.maya, at=MONDAY, matter="Hours", status="open", decided_by="The Board")
    assert missing(stage, "1.3") == []

    remove_scope_point(point, by=cast.maya, at=MONDAY)
    assert ScopePoint.objects.count() == 1
    assert missing(stage, "1.3") == ["Nothing is listed yet as open, closed or not decided."]


def test_2_5_a_place_for_lay_partners_at_every_level(programme, maya):
    stage = a_stage(programme, "S2", by=maya)
    assert missing(stage, "2.5") == ["No group is set up yet."]

    board = found_group(by=maya, at=MONDAY, book=programme.ref, name="Board", kind=Group.Kind.BOARD, level="organisation")
    link_group(programme, board, by=maya, at=MONDAY, from_on=TODAY)
    assert missing(stage, "2.5") == ["No group at the level “Organisation” has a seat for lay partners."]

    add_seat(board, by=maya, at=MONDAY, opened_on=TODAY, is_lay=False)
    assert missing(stage, "2.5") == ["No group at the level “Organisation” has a seat for lay partners."]

    add_seat(board, by=maya, at=MONDAY, opened_on=TODAY)
    assert missing(stage, "2.5") == []

    change_group(board, by=maya, at=MONDAY, level="place")
    assert ProgrammeGroup.objects.count() == 1
    assert missing(stage, "2.5") == []


def test_2_5_each_level_without_a_place_is_named_once(programme, maya):
    stage = a_stage(programme, "S2", by=maya)
    for level in ("service", "service", "place"):
        group = found_group(by=maya, at=MONDAY, book=programme.ref, name=level, kind=Group.Kind.BOARD, level=level)
        link_group(programme, group, by=maya, at=MONDAY, from_on=TODAY)

    assert missing(stage, "2.5") == ["No group at the level “Borough or place” has a seat for lay partners.",
                                     "No group at the level “Service” has a seat for lay partners."]


def test_2_5_a_workstream_s_pair_is_a_place_too(programme, maya):
    stage = a_stage(programme, "S2", by=maya)
    a_workstream(programme, by=maya)

    assert missing(stage, "2.5") == []


def test_6_2_every_organisation_has_signed(cast):
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    add_membership(cast.programme, an_organisation("Alder Trust", by=cast.maya), by=cast.maya, at=MONDAY, from_on=TODAY)
    add_membership(cast.programme, an_organisation("A guest", by=cast.maya), by=cast.maya, at=MONDAY, from_on=TODAY, signs=False)
    assert missing(stage, "6.2") == ["Alder Trust has not signed the touchstone.", "Westmere Council has not signed the touchstone."]

    sign_touchstone(Membership.objects.get(organisation=cast.council), by=cast.olga, at=MONDAY)
    assert missing(stage, "6.2") == ["Alder Trust has not signed the touchstone."]

    Membership.objects.filter(organisation__name="Alder Trust").update(until_on=TODAY)
    assert missing(stage, "6.2") == ["Alder Trust has not signed the touchstone."]
    assert missing(stage, "6.2", on=TODAY + DAY) == []


def test_6_2_without_any_organisation_nothing_is_signed(programme, maya):
    stage = a_stage(programme, "S6", by=maya)

    assert missing(stage, "6.2") == ["No partner organisation is listed as a signatory."]


# --- S7: pairs -----------------------------------------------------------------------------------------------------

@pytest.fixture
def stage7(cast):
    """Stage 7 of a workstream that nobody has been allocated to; it meets for the first time in ten days."""
    stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Money", first_meeting_on=TODAY + 10 * DAY)
    return a_stage(cast.programme, "S7", by=cast.maya, workstream=stream)


def propose(cast, stage, partner, *, by=None, hours=8, at=MONDAY):
    seats = stage.workstream.group.seats.exclude(holdings__state__in=["proposed", "accepted", "agreed", "serving"])
    return propose_partner(seats.order_by("name").first(), partner, by=by or cast.ines, at=at, from_on=at.date(), hours_a_month=hours)


def test_7_1_two_lay_partners_are_named_before_the_first_meeting(cast, stage7):
    assert missing(stage7, "7.1") == ["Money: only 0 lay partners are named; two are needed before the first meeting."]

    propose(cast, stage7, cast.amina)
    assert missing(stage7, "7.1") == ["Money: only 1 lay partner is named; two are needed before the first meeting."]

    propose(cast, stage7, cast.joe)
    assert missing(stage7, "7.1") == []


def test_7_1_one_who_was_named_and_taken_back_is_not_named(cast, stage7):
    propose(cast, stage7, cast.amina)
    propose(cast, stage7, cast.joe).withdraw(by=cast.priya, at=MONDAY)

    assert missing(stage7, "7.1") == ["Money: only 1 lay partner is named; two are needed before the first meeting."]


def test_7_1_named_after_the_first_meeting_is_too_late_for_good(cast, stage7):
    """R1: no first meeting without two lay partners."""
    propose(cast, stage7, cast.amina)
    first = TODAY + 10 * DAY
    assert missing(stage7, "7.1",
                   on=first) == [f"Money: only 1 lay partner was named before the first meeting on {first.day} March; two are needed."]

    propose(cast, stage7, cast.joe, at=MONDAY + 11 * DAY)
    assert missing(stage7, "7.1",
                   on=first + 2 * DAY) == ["Money: only 1 lay partner was named before the first meeting on 26 March; two are needed."]


def test_7_1_without_a_day_for_the_first_meeting_it_lies_ahead(cast):
    stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Money")
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=stream)

    assert missing(stage, "7.1", on=TODAY + 300 * DAY) == ["Money: only 0 lay partners are named; two are needed before the first meeting."]


def test_7_1_somebody_named_in_time_who_left_later_was_there(cast, stage7):
    for person in (cast.amina, cast.joe):
        a_seat_for(person, stage7.workstream.group, by=cast.ines, lead=cast.priya)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=stage7.workstream.group), by=cast.joe, at=MONDAY + 20 * DAY,
                until_on=TODAY + 20 * DAY)

    assert missing(stage7, "7.1", on=TODAY + 30 * DAY) == []


def test_7_2_the_advisory_group_allocates_its_own_people(cast, stage7):
    assert missing(stage7, "7.2") == ["No lay partner has been allocated yet."]

    propose(cast, stage7, cast.forrest, by=cast.maya)
    assert sorted(missing(stage7, "7.2")) == ["Seat A was not allocated by the Advisory Group’s lay chair.",
                                              "Seat A: the person was not in the Advisory Group when they were proposed."]

    Holding.objects.get(partner=cast.forrest, seat__group=stage7.workstream.group).withdraw(by=cast.priya, at=MONDAY)
    propose(cast, stage7, cast.amina)
    propose(cast, stage7, cast.joe)
    assert missing(stage7, "7.2") == []


def test_7_2_an_advisory_member_proposed_by_staff_is_still_not_allocated_by_the_group(cast, stage7):
    propose(cast, stage7, cast.amina, by=cast.maya)

    assert missing(stage7, "7.2") == ["Seat A was not allocated by the Advisory Group’s lay chair."]


def test_7_3_person_and_lead_have_both_said_yes(cast, stage7):
    assert missing(stage7, "7.3") == ["Seat A: nobody has been proposed, so nobody could confirm.",
                                      "Seat B: nobody has been proposed, so nobody could confirm."]

    amina, joe = propose(cast, stage7, cast.amina), propose(cast, stage7, cast.joe)
    assert missing(stage7, "7.3") == ["Seat A: the lead has not confirmed yet.", "Seat B: the lead has not confirmed yet.",
                                      "Seat A: the lay partner has not confirmed yet.", "Seat B: the lay partner has not confirmed yet."]

    agree_to_holding(amina, by=cast.priya, at=MONDAY)
    accept_seat(joe, at=MONDAY)
    assert missing(stage7, "7.3") == ["Seat B: the lead has not confirmed yet.", "Seat A: the lay partner has not confirmed yet."]

    accept_seat(amina, at=MONDAY)
    agree_to_holding(joe, by=cast.priya, at=MONDAY)
    assert missing(stage7, "7.3") == []


@pytest.fixture
def empty_from_31_january(cast):
    """Joe's last day in Commissioning, Governance & Finance was 31 January."""
    change_workstream(cast.housing, by=cast.maya, at=MONDAY, name="Commissioning, Governance & Finance")
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    last = date(2026, 1, 31)
    vacancy = end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=start_of(last),
                          until_on=last)
    record_cover(vacancy, by=cast.maya, at=start_of(last), cover=cast.ines, note="Ines sits in")
    return stage


def test_7_4_an_overlong_vacancy_is_named_to_the_day(cast, empty_from_31_january):
    a_seat_for(cast.forrest, cast.housing.group, by=cast.ines, lead=cast.priya, at=start_of(date(2026, 3, 11)))

    assert missing(empty_from_31_january, "7.4") == [
        "Commissioning, Governance & Finance: a lay seat was empty for 39 days, 31 January to 11 March; the limit is 28"]


@pytest.mark.parametrize(("on", "words"), [
    (date(2026, 2, 28), []),                                                                        # the 28th day
    (date(2026, 3, 1), ["Commissioning, Governance & Finance: a lay seat has been empty for 29 days, since 31 January; the limit is 28"]),
    (date(2026, 3, 16), ["Commissioning, Governance & Finance: a lay seat has been empty for 44 days, since 31 January; the limit is 28"]),
])
def test_7_4_the_limit_is_28_days(empty_from_31_january, on, words):
    assert missing(empty_from_31_january, "7.4", on=on) == words


def test_7_4_filled_on_the_28th_day_is_in_time(cast, empty_from_31_january):
    a_seat_for(cast.forrest, cast.housing.group, by=cast.ines, lead=cast.priya, at=start_of(date(2026, 2, 28)))

    assert missing(empty_from_31_january, "7.4") == []


def test_7_4_somebody_covers_and_it_is_recorded(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=TODAY)
    assert missing(stage, "7.4") == []      # on the day itself nobody is late yet
    assert missing(stage, "7.4", on=TODAY + DAY) == ["Housing: a lay seat fell empty on 16 March and nobody recorded who covers it."]

    record_cover(Vacancy.objects.running().get(seat__group=cast.housing.group), by=cast.maya, at=MONDAY, cover=None, note="Ines sits in")
    assert missing(stage, "7.4", on=TODAY + DAY) == []


def test_7_5_hours_are_stated_and_agreed_to(cast, stage7):
    assert missing(stage7, "7.5") == ["Nobody serves yet, so no hours are agreed."]

    propose(cast, stage7, cast.amina, hours=None)
    propose(cast, stage7, cast.joe, hours=6)
    assert missing(stage7, "7.5") == ["Seat A: the hours a month are not stated, so they could not be agreed."]

    Holding.objects.filter(partner=cast.amina, seat__group=stage7.workstream.group).update(hours_a_month=8)
    assert missing(stage7, "7.5") == []


# --- what the records do to an answer -------------------------------------------------------------------------------

def test_every_place_that_mends_something_is_an_address_of_the_site(cast, stage7):
    stages = [a_stage(cast.programme, code, by=cast.maya) for code in ("S1", "S2", "S4", "S6")]
    found = what_is_missing(Stage.objects.filter(pk__in=[stage7.pk, *(stage.pk for stage in stages)]), TODAY)

    paths = {each.path for by_code in found.values() for several in by_code.values() for each in several}
    assert {resolve(path).view_name for path in paths} == {
        "programmes:focus", "programmes:scope", "programmes:type", "programmes:organisations", "programmes:profiles", "programmes:calls",
        "programmes:workstream", "programmes:touchstone", "programmes:group-touchstone"}


def test_records_that_show_a_standard_claim_it_by_themselves(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)

    assert check_stages(at=MONDAY).claimed_by_records == 6
    assert check_stages(at=MONDAY).claimed_by_records == 0

    answer = first_of(stage, "7.1")
    assert (answer.state, answer.shown, answer.claimed_by, answer.claimed_at) == ("claimed", True, None, MONDAY)
    assert list(answer.evidence.values_list("kind", "added_by")) == [("record", None)]


def test_records_count_when_a_lay_partner_has_confirmed_them(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    confirm_standard(first_of(stage, "7.1"), by=cast.joe, at=MONDAY)

    assert first_of(stage, "7.1").state == "met"


def test_what_the_records_deny_cannot_be_confirmed_and_the_words_say_why(cast, stage7):
    with pytest.raises(NotAllowedNow, match="only 0 lay partners are named"):
        confirm_standard(first_of(stage7, "7.1"), by=cast.ines, at=MONDAY)

    assert first_of(stage7, "7.1").state == "unanswered"


def test_a_claim_of_the_records_that_they_deny_later_is_taken_back(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    check_stages(at=MONDAY)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=TODAY)

    later = MONDAY + 30 * DAY
    assert check_stages(at=later).denied_by_records == 1

    answer = first_of(stage, "7.4")
    assert (answer.state, answer.shown) == ("unanswered", False)
    assert answer.evidence.get().withdrawn_at == later


def test_a_standard_that_was_met_and_that_records_deny_now_is_not_complete_any_more(cast):
    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    for code in ("7.1", "7.2", "7.3", "7.4", "7.5"):
        confirm_standard(first_of(stage, code), by=cast.ines, at=MONDAY)
    end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=MONDAY, until_on=TODAY)
    check_stages(at=MONDAY + 30 * DAY)

    answer = first_of(stage, "7.4")
    assert (answer.state, answer.shown) == ("met", False)
    assert answer in Answer.objects.incomplete()


def test_the_page_names_what_is_missing_and_leads_to_where_it_is_mended(cast, empty_from_31_january, clock):
    page = get(cast.ines, "stage", empty_from_31_january).content.decode()

    assert "Commissioning, Governance &amp; Finance: a lay seat has been empty for 44 days, since 31 January; the limit is 28" in page
    assert f'href="{Workstream.objects.get().get_absolute_url()}"' in page


def test_each_fact_is_asked_in_one_query_for_any_number_of_stages(cast, stage7, django_assert_num_queries):
    with django_assert_num_queries(1):
        what_is_missing(Stage.objects.filter(pk=stage7.pk), TODAY)
    for _ in range(3):
        stream = a_workstream(cast.programme, by=cast.maya)
        a_stage(cast.programme, "S7", by=cast.maya, workstream=stream)
    with django_assert_num_queries(1):
        assert len(what_is_missing(Stage.objects.all(), TODAY)) == 4
