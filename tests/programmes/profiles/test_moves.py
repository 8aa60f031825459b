"""Each move of a role profile, for each role: what the rule says and what the address does are the same."""

from typing import Any, NamedTuple

import pytest
from django.db import transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.profiles.actions import (
    answer_no,
    ask_for_views,
    change_profile,
    close_profile,
    new_version,
    publish_profile,
    say_view,
    take_back,
    write_profile,
)
from programmes.profiles.lifecycles import PROFILE, ProfileState
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.actions import close_programme
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.profiles.doing import CLOSING, a_profile, agreed, asked, now_, published, typed
from tests.programmes.stages.doing import post

NO = {"value": "disagree", "text": "Eight hours will not do."}


def refused(cast):
    profile = asked(cast)
    say_view(profile, by=cast.fran, at=MONDAY, **NO)
    return now_(profile)


class Moving(NamedTuple):
    route: str
    sent: dict
    make: Any
    after: str
    may: set[str]


CLOSE_IT = {"closing_on": "2026-04-20", "closing_time": "5pm"}
ASKED = {"ines", "femi", "fran"}
MOVES = [
    Moving("profile-ask", {}, a_profile, "asked", {"maya"}),
    Moving("profile-take-back", {}, asked, "draft", {"maya"}),
    Moving("profile-take-back", {}, agreed, "draft", {"maya"}),
    Moving("profile-say", {"value": "agree"}, asked, "lay_agreed", ASKED),
    Moving("profile-say", NO, agreed, "asked", ASKED),
    Moving("profile-publish", CLOSE_IT, agreed, "published", {"maya"}),
    Moving("profile-close", {}, published, "closed", {"maya"}),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.route} {move.make.__name__}")
def test_rule_and_address_agree_for_everybody(cast, move):
    profile = move.make(cast)
    before, rows = profile.state, Row.objects.count()
    for name in NAMES:
        person = getattr(cast, name)
        with transaction.atomic():
            status = post(person, move.route, profile, **move.sent).status_code
            state, written = now_(profile).state, Row.objects.count() - rows
            transaction.set_rollback(True)
        person.user.__dict__.pop("_standing", None)
        hidden = name == "sam" or (name == "forrest" and before not in ("published", "closed"))
        assert status == (302 if name in move.may else 404 if hidden else 403), name
        assert (state, bool(written)) == ((move.after, True) if name in move.may else (before, False)), name


@pytest.mark.parametrize("name", NAMES)
def test_who_writes_changes_answers_and_begins_anew(cast, name):
    person, draft, no, open_one = getattr(cast, name), a_profile(cast, title="A"), refused(cast), published(cast, title="C")
    view, count = no.views.get(), RoleProfile.objects.count()

    statuses = [post(person, "profile-new", cast.programme.slug, **typed(cast, title="New")).status_code,
                post(person, "profile-change", draft, **typed(cast, title="B")).status_code,
                post(person, "profile-answer", view, answer="It is six now.").status_code,
                post(person, "profile-anew", open_one).status_code]

    wrong = {"maya": [302] * 4, "sam": [404] * 4, "forrest": [403, 404, 404, 403]}.get(name, [403] * 4)
    assert statuses == wrong
    done = name == "maya"
    view.refresh_from_db()
    assert (RoleProfile.objects.count() - count, now_(draft).title, view.answer) == ((2, "B", "It is six now.") if done else (0, "A", ""))


def test_a_move_from_where_the_table_does_not_offer_it_is_refused_and_writes_nothing(cast):
    made = {"draft": a_profile(cast, title="1"), "asked": asked(cast, title="2"), "lay_agreed": agreed(cast, title="3"),
            "published": published(cast, title="4"), "closed": published(cast, title="5"), "superseded": published(cast, title="6")}
    close_profile(made["closed"], by=cast.maya, at=MONDAY)
    RoleProfile.objects.filter(pk=made["superseded"].pk).update(state="superseded")
    done = {"ask": lambda p: ask_for_views(p, by=cast.maya, at=MONDAY), "take_back": lambda p: take_back(p, by=cast.maya, at=MONDAY),
            "publish": lambda p: publish_profile(p, by=cast.maya, at=MONDAY, closing_at=CLOSING),
            "close": lambda p: close_profile(p, by=cast.maya, at=MONDAY), "supersede": lambda p: new_version(p, by=cast.maya, at=MONDAY)}
    rows = Row.objects.count()

    assert set(made) == set(ProfileState.values)
    for state, profile in made.items():
        for move, act in done.items():
            if move not in PROFILE.offers(state):
                with pytest.raises(NotAllowedNow):
                    act(profile)
        if state != "draft":
            with pytest.raises(NotAllowedNow):
                change_profile(profile, by=cast.maya, at=MONDAY, title="Other")
        if state not in ("asked", "lay_agreed"):
            with pytest.raises(NotAllowedNow):
                say_view(profile, by=cast.femi, at=MONDAY, value="agree")
        assert now_(profile).state == state
    assert Row.objects.count() == rows


def test_who_asks_does_not_agree_to_it_and_nobody_else_is_asked(cast):
    profile = asked(cast)
    RoleProfile.objects.filter(pk=profile.pk).update(asked_by=cast.femi)

    with pytest.raises(NotAllowedNow):
        say_view(profile, by=cast.femi, at=MONDAY, value="agree")
    for person in (cast.amina, cast.maya, cast.forrest):
        with pytest.raises(NotAllowedNow):
            say_view(profile, by=person, at=MONDAY, value="agree")
    assert ProfileView.objects.count() == 0


def test_in_later_rounds_the_lay_co_chair_is_asked(cast):
    cast.programme.cycle = 2
    cast.programme.save()
    profile = asked(cast)

    assert post(cast.femi, "profile-say", profile, value="agree").status_code == 403
    assert post(cast.ines, "profile-say", profile, value="agree").status_code == 302
    assert now_(profile).state == "lay_agreed"


def test_a_programme_that_is_closed_moves_no_profile(cast):
    profile = agreed(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert post(cast.maya, "profile-publish", profile, **CLOSE_IT).status_code == 403
    assert post(cast.femi, "profile-say", profile, value="agree").status_code == 403
    assert post(cast.maya, "profile-new", cast.programme.slug, **typed(cast, title="X")).status_code == 403


def test_sent_twice_it_is_done_once(cast):
    for _ in range(2):
        post(cast.maya, "profile-new", cast.programme.slug, **typed(cast))
    profile = RoleProfile.objects.get()
    assert [post(cast.maya, "profile-ask", profile).status_code for _ in range(2)] == [302, 409]
    assert [post(cast.femi, "profile-say", profile, **NO).status_code for _ in range(2)] == [302, 302]
    assert ProfileView.objects.count() == 1
    view = ProfileView.objects.get()
    assert [post(cast.maya, "profile-answer", view, answer="So").status_code for _ in range(2)] == [302, 409]
    assert [post(cast.ines, "profile-say", profile, value="agree").status_code for _ in range(2)] == [302, 302]
    assert [post(cast.fran, "profile-say", profile, value="agree").status_code for _ in range(2)] == [302, 302]
    assert [post(cast.maya, "profile-publish", profile, **CLOSE_IT).status_code for _ in range(2)] == [302, 409]
    assert [post(cast.maya, "profile-anew", profile).status_code for _ in range(2)] == [302, 409]
    assert RoleProfile.objects.count() == 2
    assert Row.objects.filter(kind="programmes.roleprofile", subject=profile.ref).count() == 4
    with pytest.raises(NotAllowedNow):
        write_profile(cast.programme, by=cast.maya, at=MONDAY, group=cast.advisory, title="Member")
    with pytest.raises(NotAllowedNow):
        answer_no(view, by=cast.maya, at=MONDAY, answer="Again")


def test_of_two_who_publish_at_the_same_moment_one_does(shared_cast, all_at_once):
    profile = agreed(shared_cast)

    statuses = all_at_once(2, lambda number: post(shared_cast.maya, "profile-publish", profile, **CLOSE_IT).status_code)

    assert sorted(statuses) == [302, 409]
    assert Row.objects.filter(subject=profile.ref, move="publish").count() == 1
