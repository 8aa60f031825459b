"""What the records show about 6.1 to 6.6 and 12.1."""

from datetime import timedelta

from programmes.programme.models import Membership
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from programmes.touchstone.actions import ask_to_reopen, close_checks, note_look, sign_version, write_procedure
from programmes.touchstone.models import Touchstone, TouchstoneCheck
from tests.makers import MONDAY, a_stage
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.touchstone.doing import a_check, a_way, adopted, agreed, asked, says

TODAY = MONDAY.date()


def missing(stage, code, *, on=TODAY):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), on)[stage.pk][code]]


def test_6_1_a_version_that_the_advisory_group_agreed_drafted_by_lay_partners_from_a_named_template(cast):
    stage, elsewhere = a_stage(cast.programme, "S6", by=cast.maya), a_stage(cast.elsewhere, "S6", by=cast.sam)
    asked(cast)
    assert missing(stage, "6.1") == ["No version of the touchstone is agreed by the Advisory Group yet."]

    says(Touchstone.objects.get(), cast.ines)

    assert missing(stage, "6.1") == [] and missing(elsewhere, "6.1") != []
    Touchstone.objects.update(template="")
    assert missing(stage, "6.1") == ["The touchstone does not say which template was adapted."]
    Touchstone.objects.get().drafters.set([cast.maya])
    assert "No lay partner is named among those who drafted the touchstone." in missing(stage, "6.1")


def test_6_2_every_organisation_signed_the_version_in_force(cast):
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    member = Membership.objects.select_related("programme", "organisation").get(programme=cast.programme)
    agreed(cast)
    sign_version(member, by=cast.olga, at=MONDAY)
    assert missing(stage, "6.2") == []
    says(asked(cast, start="former"), cast.ines)

    assert missing(stage, "6.2") == ["Westmere Council has not signed version 2 of the touchstone, which is in force."]
    sign_version(member, by=cast.olga, at=MONDAY)
    assert missing(stage, "6.2") == []


def test_6_3_and_6_6_each_group_that_met_adopted_it_with_its_rule(cast):
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    met = a_meeting(cast, group=cast.advisory, by=cast.ines, starts_at=MONDAY - timedelta(days=7), at=MONDAY - timedelta(days=40))
    type(met).objects.filter(pk=met.pk).update(state="held", closed_at=MONDAY, closed_by=cast.ines)
    not_yet = "{} has met, and both sides have not said yes to how it works together."
    assert missing(stage, "6.3") == [not_yet.format("Advisory Group"), not_yet.format("Housing")]

    adopted(cast, rule="")
    adopted(cast, group=cast.advisory, by=cast.ines, lay=cast.ines, staff=cast.maya)

    assert missing(stage, "6.3") == []
    assert missing(stage, "6.6") == ["Housing: how it settles a disagreement is not written down."]
    adopted(cast)
    assert missing(stage, "6.6") == []


def test_6_4_a_way_that_a_lay_co_chair_agreed(cast):
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    write_procedure(cast.programme, by=cast.maya, at=MONDAY, teller=cast.ines, other=cast.sid, how="By phone.", answer_days=5)
    assert missing(stage, "6.4") == ["The way to raise a breach is not written down, or a lay co-chair has not agreed to it."]

    a_way(cast)

    assert missing(stage, "6.4") == []


def test_6_5_what_came_of_coming_back_is_noted(cast):
    stage = a_stage(cast.programme, "S6", by=cast.maya)
    assert missing(stage, "6.5") == []
    asked_for = ask_to_reopen(cast.housing.group, by=cast.joe, at=MONDAY, because="Late papers", is_lay=True)
    assert missing(stage, "6.5") == ["Housing was asked to come back to the touchstone, and what came of it is not noted."]

    note_look(asked_for, by=cast.amina, at=MONDAY, looked_on=TODAY, outcome="Better now")

    assert missing(stage, "6.5") == []


def test_12_1_each_group_that_met_has_a_closed_check(cast):
    stage = a_stage(cast.programme, "S12", by=cast.maya)
    check = a_check(cast)
    assert missing(stage, "12.1") == ["Housing has not tested itself against the touchstone yet."]

    close_checks(TouchstoneCheck.objects.filter(pk=check.pk), at=MONDAY)

    assert missing(stage, "12.1") == []


def test_the_mending_place_of_each_opens(cast):
    stages = [a_stage(cast.programme, code, by=cast.maya) for code in ("S6", "S12")]
    ask_to_reopen(cast.housing.group, by=cast.joe, at=MONDAY, because="Late papers", is_lay=True)
    from tests.programmes.stages.doing import as_

    found = what_is_missing(Stage.objects.filter(pk__in=[stage.pk for stage in stages]), TODAY)
    paths = {each.path for stage in stages for code, many in found[stage.pk].items() if code[:2] in ("6.", "12") for each in many}

    assert len(paths) > 3 and {as_(cast.maya).get(path).status_code for path in paths} == {200}
