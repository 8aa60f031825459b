"""A "no" is answered and never vanishes; five working days for comment; versions; the clock closes once."""

from datetime import UTC, datetime

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.home.queues import BY_NAME
from programmes.profiles.actions import (
    answer_no,
    ask_for_views,
    change_profile,
    check_profiles,
    new_version,
    publish_profile,
    say_view,
    take_back,
)
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.actions import close_programme
from programmes.programme.models.standing import standing_of
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY
from tests.programmes.profiles.doing import CLOSING, DAY, TODAY, a_profile, agreed, all_agree, asked, now_, published
from tests.programmes.stages.doing import get


def no(cast, profile, *, by=None, at=MONDAY, text="Eight hours will not do."):
    return say_view(profile, by=by or cast.fran, at=at, value="disagree", text=text)


def told(kind):
    """Who is told, of whom the message still has something to say."""
    return {message.to for message in Message.objects.filter(kind=kind) if registry.words[kind](message)}


def waits(person, name):
    return BY_NAME[name].rows(standing_of(person, on=TODAY), TODAY).count()


# --- a "no" ----------------------------------------------------------------------------------------------------------

def test_another_s_agreement_does_not_hide_a_no(cast):
    profile = asked(cast)
    no(cast, profile)
    say_view(profile, by=cast.femi, at=MONDAY, value="agree")

    assert now_(profile).state == "asked"
    assert "Eight hours will not do." in get(cast.vic, "profile", profile).content.decode()
    assert told("profile_refused") == {cast.maya.ref}
    assert waits(cast.maya, "profile-noes") == 1


def test_the_manager_answers_a_no_and_both_stay_readable(cast):
    profile = asked(cast)
    say_view(profile, by=cast.femi, at=MONDAY, value="agree")
    view = no(cast, profile)
    answer_no(view, by=cast.maya, at=MONDAY, answer="Six of them are paid.")

    assert now_(profile).state == "lay_agreed"
    assert told("profile_no_answered") == {cast.fran.ref}
    assert told("profile_refused") == set()
    say_view(profile, by=cast.ines, at=MONDAY, value="agree")
    publish_profile(profile, by=cast.maya, at=MONDAY, closing_at=CLOSING)
    page = get(cast.forrest, "profile", profile).content.decode()
    assert "Eight hours will not do." in page and "Six of them are paid." in page
    assert "Fran Example" not in page       # the Forum reads the role


def test_the_objector_changes_their_word_and_the_earlier_one_stays(cast):
    profile = asked(cast)
    first = no(cast, profile)
    say_view(profile, by=cast.fran, at=MONDAY, value="agree")

    assert now_(profile).state == "lay_agreed"
    assert list(profile.views.order_by("pk").values_list("value", "replaced_at")) == [("disagree", MONDAY), ("agree", None)]
    page = get(cast.vic, "profile", profile).content.decode()
    assert "Eight hours will not do." in page and "an earlier word" in page
    with pytest.raises(NotAllowedNow):
        answer_no(first, by=cast.maya, at=MONDAY, answer="Too late")


def test_a_no_before_publishing_takes_the_agreement_away(cast):
    profile = agreed(cast)
    no(cast, profile, by=cast.femi)

    assert now_(profile).state == "asked"
    with pytest.raises(NotAllowedNow):
        publish_profile(profile, by=cast.maya, at=MONDAY, closing_at=CLOSING)


def test_changing_the_text_answers_the_no_and_everybody_is_asked_again(cast):
    profile = agreed(cast)
    no(cast, profile, by=cast.femi)
    take_back(profile, by=cast.maya, at=MONDAY)
    change_profile(profile, by=cast.maya, at=MONDAY, hours_a_month=6)
    profile = ask_for_views(profile, by=cast.maya, at=MONDAY)
    assert (profile.state, profile.round, waits(cast.ines, "profiles")) == ("asked", 2, 1)

    say_view(profile, by=cast.ines, at=MONDAY, value="agree")

    assert now_(profile).state == "lay_agreed"
    assert "The text was changed after this “no”" in get(cast.vic, "profile", profile).content.decode()
    assert ProfileView.objects.filter(value="disagree").count() == 1


def test_asking_again_without_a_change_does_not_shake_a_no_off(cast):
    profile = asked(cast)
    no(cast, profile)
    take_back(profile, by=cast.maya, at=MONDAY)
    change_profile(profile, by=cast.maya, at=MONDAY, hours_a_month=profile.hours_a_month)
    ask_for_views(profile, by=cast.maya, at=MONDAY)
    say_view(profile, by=cast.ines, at=MONDAY, value="agree")

    assert now_(profile).state == "asked"


def test_a_comment_is_no_agreement(cast):
    profile = asked(cast)
    say_view(profile, by=cast.femi, at=MONDAY, value="comment", text="Say more about travel.")

    assert now_(profile).state == "asked"
    assert told("profile_asked") == {cast.fran.ref, cast.ines.ref}
    assert (waits(cast.femi, "profiles"), waits(cast.fran, "profiles"), waits(cast.amina, "profiles")) == (0, 1, 0)


# --- time for comment --------------------------------------------------------------------------------------------------

def test_it_is_published_when_five_working_days_are_over_bank_holidays_left_out(cast):
    at = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)       # Monday before Easter: Friday and Monday are no working days
    profile = asked(cast, at=at)
    say_view(profile, by=cast.femi, at=at, value="agree")
    assert now_(profile).comments_until.isoformat() == "2026-04-08"

    with pytest.raises(NotAllowedNow, match="Lay leaders may comment until 8 April 2026"):
        publish_profile(profile, by=cast.maya, at=at + 9 * DAY, closing_at=CLOSING + 30 * DAY)
    publish_profile(profile, by=cast.maya, at=at + 10 * DAY, closing_at=CLOSING + 30 * DAY)

    assert now_(profile).state == "published"


def test_it_is_published_at_once_when_everybody_asked_has_answered(cast):
    profile = asked(cast)
    say_view(profile, by=cast.femi, at=MONDAY, value="agree")
    say_view(profile, by=cast.fran, at=MONDAY, value="comment", text="Fine")
    with pytest.raises(NotAllowedNow):
        publish_profile(profile, by=cast.maya, at=MONDAY, closing_at=CLOSING)
    page = get(cast.maya, "profile", profile).content.decode()
    assert "It can be published the day after, or when everybody asked has answered." in page
    assert get(cast.maya, "profile-publish", profile).status_code == 409

    say_view(profile, by=cast.ines, at=MONDAY, value="agree")
    publish_profile(profile, by=cast.maya, at=MONDAY, closing_at=CLOSING)

    assert now_(profile).state == "published"


def test_nobody_is_asked_where_nobody_could_answer(cast):
    profile = a_profile(cast)
    type(cast.founding.seats.first()).objects.filter(group__in=[cast.founding, cast.advisory]).update(is_lay=False)

    with pytest.raises(NotAllowedNow, match="no founding leader"):
        ask_for_views(profile, by=cast.maya, at=MONDAY)


# --- versions, and the clock ----------------------------------------------------------------------------------------------

def test_a_new_version_supersedes_the_old_one_when_it_is_published(cast):
    old = published(cast)
    new = new_version(old, by=cast.maya, at=MONDAY)
    assert (new.version, new.purpose, new.closing_at, now_(old).state) == (2, old.purpose, None, "published")
    change_profile(new, by=cast.maya, at=MONDAY, purpose="Changed", closing_at=CLOSING)
    ask_for_views(new, by=cast.maya, at=MONDAY)
    all_agree(cast, new)
    assert now_(old).state == "published"

    publish_profile(new, by=cast.maya, at=MONDAY, closing_at=CLOSING)

    assert (now_(old).state, now_(new).state) == ("superseded", "published")
    assert old.purpose in get(cast.forrest, "profile", old).content.decode()
    assert [row.move for row in Row.objects.filter(subject=old.ref).order_by("number")][-1] == "supersede"


def test_a_new_version_of_a_closed_one_takes_its_place_too(cast):
    old = published(cast)
    check_profiles(on=TODAY + 60 * DAY, at=MONDAY + 60 * DAY)
    new = new_version(old, by=cast.maya, at=MONDAY)
    change_profile(new, by=cast.maya, at=MONDAY, closing_at=CLOSING)
    ask_for_views(new, by=cast.maya, at=MONDAY)
    publish_profile(all_agree(cast, new), by=cast.maya, at=MONDAY, closing_at=CLOSING)

    assert now_(old).state == "superseded"


def test_the_clock_closes_at_the_closing_moment_and_once(cast, django_assert_num_queries):
    for number in range(3):
        published(cast, title=f"Role {number}", closing_at=CLOSING)
    just_before = CLOSING.replace(hour=15, minute=59)
    assert check_stages(at=just_before).ways_and_roles_moved == 0

    assert check_stages(at=CLOSING).ways_and_roles_moved == 3
    assert check_stages(at=CLOSING).ways_and_roles_moved == 0

    assert set(RoleProfile.objects.values_list("state", "closed_at", "closed_by")) == {("closed", CLOSING, None)}
    assert list(Row.objects.filter(move="close", kind="programmes.roleprofile").values_list("actor", flat=True)) == ["clock"] * 3
    with django_assert_num_queries(3):      # one, and two that open and end its transaction
        check_profiles(at=CLOSING)


def test_the_clock_leaves_closed_programmes_alone(cast):
    published(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert check_profiles(at=MONDAY + 90 * DAY) == (0, 0)


def test_who_left_is_not_written_to(cast):
    asked(cast)
    cast.fran.holdings.update(until_on=TODAY - DAY)

    assert told("profile_asked") == {cast.femi.ref, cast.ines.ref}
