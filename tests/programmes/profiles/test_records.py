"""What the records show about standards 4.1 and 4.2, and what is missing, in words."""

from programmes.profiles.models import RoleProfile
from programmes.programme.actions import change_workstream, link_group
from programmes.stages.actions.checking import check_stages
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.profiles.doing import DAY, TODAY, agreed, published
from tests.programmes.stages.doing import first_of


def missing(stage, code):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk][code]]


def test_4_1_a_profile_for_each_position_published_in_this_round(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    none = "%s: no role profile was published in this round."
    assert missing(stage, "4.1") == [none % "Advisory Group", none % "Forum", none % "Housing"]

    agreed(cast, group=cast.forum)
    published(cast, group=cast.advisory)
    assert missing(stage, "4.1") == [none % "Forum", none % "Housing"]

    published(cast, group=cast.forum, title="Forum member")
    published(cast, group=cast.housing.group, closing_at=MONDAY + DAY)
    assert missing(stage, "4.1") == []
    check_stages(at=MONDAY + 2 * DAY)
    assert missing(stage, "4.1") == []      # they were published, though their time is over

    RoleProfile.objects.filter(group=cast.forum).update(cycle=2)
    assert missing(stage, "4.1") == [none % "Forum"]
    change_workstream(cast.housing, by=cast.maya, at=MONDAY, closed_on=TODAY - DAY)
    RoleProfile.objects.update(cycle=2)
    assert missing(stage, "4.1") == [none % "Advisory Group", none % "Forum"]


def test_4_1_without_any_position_nothing_is_shown(cast):
    stage = a_stage(cast.elsewhere, "S4", by=cast.sam)

    assert missing(stage, "4.1") == ["No Advisory Group, Forum or workstream is set up yet, so there is no position to describe."]


def test_4_1_who_borrows_a_group_describes_no_positions_in_it(cast):
    stage = a_stage(cast.elsewhere, "S4", by=cast.sam)
    link_group(cast.elsewhere, cast.advisory, by=cast.sam, at=MONDAY, from_on=TODAY)

    assert missing(stage, "4.1") == []


def test_4_2_the_five_qualities_and_who_agreed_others(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    assert missing(stage, "4.2") == ["No role profile was published in this round."]

    published(cast)
    assert missing(stage, "4.2") == []


def test_4_1_and_4_2_are_claimed_by_the_records(cast):
    stage = a_stage(cast.programme, "S4", by=cast.maya)
    for group in (cast.advisory, cast.forum, cast.housing.group):
        published(cast, group=group)

    assert check_stages(at=MONDAY).claimed_by_records == 2
    assert [first_of(stage, code).state for code in ("4.1", "4.2", "4.3")] == ["claimed", "claimed", "unanswered"]
