"""What the records show about 3.3, 3.4 and 3.7, in words, and without a name."""

from datetime import timedelta

import pytest

from coprod.kit.clock import add_months, day_of
from partners.models import NamedContact, Need, SupportCheck
from partners.support.actions import arrange_need, confirm_need, deny_need, say_need_impossible, say_support_is_right
from programmes.pairing.actions import say_time_spent
from programmes.profiles.models import RoleProfile
from programmes.programme.actions import link_group
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_partner, a_programme, a_seat_for, a_stage, a_workstream
from tests.programmes.people.doing import named
from tests.programmes.portal.doing import a_need
from tests.programmes.profiles.doing import OTHERS, published

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAY = ("amina", "joe", "ines", "femi", "fran")


@pytest.fixture
def missing(cast):
    """What is missing for a standard of stage 3 on a day."""
    stage = a_stage(cast.programme, "S3", by=cast.maya)

    def ask(code, *, days=0, stage=stage):
        found = what_is_missing(type(stage).objects.filter(pk=stage.pk), day_of(MONDAY + days * DAY), ["S3"])
        return [each.words for each in found[stage.pk][code]]

    return ask


def of_all_three(words_for_many, words_for_pair):
    return [f"Advisory Group: 3 {words_for_many}", f"Founding leaders: 2 {words_for_many}", f"Housing: 2 {words_for_pair}"]


def test_3_3_each_lay_partner_was_asked_what_support_they_need(cast, missing):
    assert missing("3.3") == []
    SupportCheck.objects.all().delete()
    words = "lay partners were not asked what support they need."
    assert sorted(missing("3.3")) == of_all_three(words, words)

    for name in LAY[:-1]:
        say_support_is_right(getattr(cast, name), at=MONDAY, review_on=add_months(day_of(MONDAY), 12))
    assert missing("3.3") == ["Founding leaders: 1 lay partner was not asked what support they need."]
    a_need(cast.fran)           # to say what one needs is an answer
    assert missing("3.3") == []


def test_3_3_what_was_asked_for_is_met_within_fourteen_days(cast, missing):
    need = a_need(cast.femi)
    words = ["Founding leaders: support of 1 lay partner has not been met for more than 14 days."]

    assert (missing("3.3", days=14), missing("3.3", days=15)) == ([], words)
    say_need_impossible(need, by=cast.maya, at=MONDAY, why="Not yet")
    assert missing("3.3", days=15) == words
    arrange_need(need, by=cast.maya, at=MONDAY, what="Done")
    assert missing("3.3", days=15) == []
    deny_need(need, at=MONDAY + 10 * DAY, why="It is not")
    assert (missing("3.3", days=24), missing("3.3", days=25)) == ([], words)
    confirm_need(need, at=MONDAY + 11 * DAY)
    assert missing("3.3", days=40) == []


def test_3_3_says_no_name_and_no_need(cast, missing):
    a_need(cast.femi)

    assert not any(word in " ".join(missing("3.3", days=20)) for word in ("Femi", "BSL"))
    assert Need.objects.count() == 1


def test_3_4_each_lay_partner_has_a_named_contact_with_times(cast, missing):
    words = "lay partners have no named contact with times."
    assert sorted(missing("3.4")) == of_all_three(words, words)

    for name in LAY:
        named(cast, getattr(cast, name), cast.maya)
    assert missing("3.4") == []
    NamedContact.objects.filter(partner=cast.joe).update(hours="")
    assert sorted(missing("3.4")) == ["Advisory Group: 1 lay partner has no named contact with times.",
                                      "Housing: 1 lay partner has no named contact with times."]


def test_3_3_and_3_4_are_not_shown_before_anybody_serves(cast, missing):
    stage = a_stage(a_programme("New", by=cast.maya), "S3", by=cast.maya)

    assert missing("3.3", stage=stage) == ["No lay partner serves yet, so nobody could be asked."]
    assert missing("3.4", stage=stage) == ["No lay partner serves yet, so nobody has a named contact."]
    assert missing("3.7", stage=stage) == []


def test_a_programme_that_borrows_a_group_borrows_its_contacts_and_its_profile(cast, missing):
    other = a_programme("Borrower", by=cast.maya)
    link_group(other, cast.advisory, by=cast.maya, at=MONDAY, from_on=day_of(MONDAY))
    stage = a_stage(other, "S3", by=cast.maya)
    assert missing("3.4", stage=stage) == ["Advisory Group: 3 lay partners have no named contact with times."]

    for name in LAY:
        named(cast, getattr(cast, name), cast.maya)
    published(cast, **OTHERS)

    assert (missing("3.4", stage=stage), missing("3.7", stage=stage)) == ([], [])


def test_3_7_hours_are_stated_in_a_role_that_was_published(cast, missing):
    say = "lay partners serve, and no published role says how many hours a month it takes."
    assert {f"Advisory Group: {say}", f"Housing: {say}"} <= set(missing("3.7"))

    published(cast, **OTHERS)
    published(cast, title="Pair", group=cast.housing.group, **OTHERS)

    assert not any(say in words for words in missing("3.7"))
    assert RoleProfile.objects.count() == 2


def test_3_7_each_of_the_pair_says_how_long_the_last_whole_month_took(cast, missing):
    def said(days=0):
        return [words for words in missing("3.7", days=days) if "hours the last whole month" in words]

    hers, his = (person.holdings.get(seat__group=cast.housing.group) for person in (cast.amina, cast.joe))
    assert said() == ["Housing: 2 lay partners have not said how many hours the last whole month took."]
    say_time_spent(hers, month=day_of(MONDAY).replace(month=2, day=1), hours=6, at=MONDAY)
    assert said() == ["Housing: 1 lay partner has not said how many hours the last whole month took."]
    say_time_spent(his, month=day_of(MONDAY).replace(month=2, day=1), hours=7, at=MONDAY)
    assert said() == []
    assert said(days=25) == []          # 10 April: March may still be said
    assert said(days=26) == ["Housing: 2 lay partners have not said how many hours the last whole month took."]


def test_3_7_asks_nobody_who_came_later_nor_a_workstream_that_has_not_met_for_a_month(cast, missing):
    stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="New", first_meeting_on=day_of(MONDAY))
    a_seat_for(cast.ines, stream.group, by=cast.ines, lead=cast.priya)
    person = a_partner()
    late = cast.housing.group.seats.create(opened_on=day_of(MONDAY), name="C")
    a_seat_for(person, cast.housing.group, by=cast.maya, lead=cast.priya, seat=late, from_on=day_of(MONDAY - 20 * DAY))

    assert [words for words in missing("3.7") if "have not said" in words] == [
        "Housing: 2 lay partners have not said how many hours the last whole month took."]
