"""The touchstone in versions: drafted by lay partners, agreed by the Advisory Group, signed by organisations (6.1, 6.2)."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.programme.models import Membership, TouchstoneSignature
from programmes.touchstone.actions import (
    answer_word,
    ask_about_touchstone,
    begin_touchstone,
    change_touchstone,
    sign_version,
    take_touchstone_back,
)
from programmes.touchstone.models import Touchstone, TouchstoneWord
from tests.makers import MONDAY
from tests.programmes.touchstone.doing import POINTS, a_draft, agreed, asked, says


def texts(touchstone):
    return list(touchstone.items.order_by("position").values_list("text", flat=True))


def test_a_draft_starts_from_the_template_and_says_so(cast):
    made = begin_touchstone(cast.programme, by=cast.maya, at=MONDAY, start="template", drafters=[cast.amina])

    assert (made.version, made.state, len(texts(made))) == (1, "draft", 6)
    assert made.template.startswith("What can be read of the touchstone of North West London")


def test_the_next_version_starts_from_the_one_in_force(cast):
    agreed(cast)

    made = begin_touchstone(cast.programme, by=cast.amina, at=MONDAY, start="former", drafters=[cast.amina])

    assert (made.version, texts(made), made.template) == (2, POINTS, "Touchstone, version 1")


def test_one_is_in_work_at_a_time_and_a_former_one_must_exist(cast):
    with pytest.raises(NotAllowedNow, match="no version before"):
        begin_touchstone(cast.programme, by=cast.amina, at=MONDAY, start="former", drafters=[cast.amina])
    a_draft(cast)

    with pytest.raises(NotAllowedNow, match="being written already"):
        begin_touchstone(cast.programme, by=cast.amina, at=MONDAY, start="new", drafters=[cast.amina])


def test_it_is_put_to_the_group_with_points_and_a_lay_drafter(cast):
    empty = begin_touchstone(cast.programme, by=cast.maya, at=MONDAY, start="new", drafters=[cast.amina])
    with pytest.raises(NotAllowedNow, match="no points yet"):
        ask_about_touchstone(empty, by=cast.maya, at=MONDAY)
    change_touchstone(empty, by=cast.maya, at=MONDAY, items=POINTS, drafters=[cast.maya], template="")

    with pytest.raises(NotAllowedNow, match="Name the lay partners who drafted it"):
        ask_about_touchstone(empty, by=cast.maya, at=MONDAY)


def test_the_group_is_asked_and_the_co_chair_agrees(cast):
    touchstone = asked(cast)
    assert set(Message.objects.filter(kind="touchstone_asked").values_list("to", flat=True)) == {
        cast.ines.ref, cast.joe.ref}
    says(touchstone, cast.joe)
    touchstone.refresh_from_db()
    assert touchstone.state == "asked"

    says(touchstone, cast.ines)

    touchstone.refresh_from_db()
    assert (touchstone.state, touchstone.agreed_at) == ("agreed", MONDAY)
    assert list(Message.objects.filter(kind="touchstone_to_sign").values_list("to", flat=True)) == [cast.olga.ref]


def test_a_no_keeps_it_open_until_it_is_answered_and_stays_readable(cast):
    touchstone = asked(cast)
    no = says(touchstone, cast.joe, "disagree", "It says nothing of carers.")
    says(touchstone, cast.ines)
    touchstone.refresh_from_db()
    assert touchstone.state == "asked"

    answer_word(no, by=cast.maya, at=MONDAY, answer="Carers are partners too: see point 2.")

    touchstone.refresh_from_db()
    no.refresh_from_db()
    assert (touchstone.state, no.text, no.answer, no.answered_by) == (
        "agreed", "It says nothing of carers.", "Carers are partners too: see point 2.", cast.maya)
    assert Message.objects.filter(kind="touchstone_word_answered", to=cast.joe.ref).count() == 1
    with pytest.raises(NotAllowedNow):
        answer_word(no, by=cast.maya, at=MONDAY, answer="Again")


def test_a_changed_draft_answers_the_no_and_asks_everybody_anew(cast):
    touchstone = asked(cast)
    says(touchstone, cast.ines)  # agrees: it is in force
    second = asked(cast, start="former")
    no = says(second, cast.joe, "disagree", "Point 2 is gone.")
    says(second, cast.ines)
    take_touchstone_back(second, by=cast.amina, at=MONDAY)
    change_touchstone(second, by=cast.amina, at=MONDAY, items=[*POINTS, "Carers are partners."], drafters=[cast.amina], template="Ours")
    ask_about_touchstone(second, by=cast.amina, at=MONDAY)

    no.refresh_from_db()
    second.refresh_from_db()
    assert (second.state, second.round, no.answered_by, no.answer) == ("asked", 2, cast.amina, "")
    says(second, cast.ines)
    assert list(Touchstone.objects.order_by("version").values_list("state", flat=True)) == ["superseded", "agreed"]


def test_what_somebody_says_by_phone_says_who_wrote_it_down(cast):
    word = says(asked(cast), cast.joe, "comment", "Fine by me.", through="phone", noted_by=cast.maya)

    assert (word.through, word.noted_by, Row.objects.get(subject=word.ref).actor) == ("phone", cast.maya, cast.maya.ref)


@pytest.mark.parametrize("who", ["amina", "maya", "forrest", "olga", "priya", "femi"])
def test_who_asked_and_who_is_not_in_the_group_has_no_word(cast, who):
    touchstone = asked(cast)

    with pytest.raises(NotAllowedNow):
        says(touchstone, getattr(cast, who))
    assert not TouchstoneWord.objects.exists()


def test_an_organisation_signs_each_version_once_and_the_trail_keeps_both(cast):
    member = Membership.objects.select_related("programme", "organisation").get(programme=cast.programme)
    with pytest.raises(NotAllowedNow, match="has not agreed a version yet"):
        sign_version(member, by=cast.olga, at=MONDAY)
    agreed(cast)
    sign_version(member, by=cast.olga, at=MONDAY)
    with pytest.raises(NotAllowedNow, match="signed already"):
        sign_version(member, by=cast.olga, at=MONDAY)
    says(asked(cast, start="former"), cast.ines)

    sign_version(member, by=cast.olga, at=MONDAY)

    signature = TouchstoneSignature.objects.get()
    assert signature.version == 2
    assert [row.about["version"] for row in Row.objects.filter(subject=signature.ref).order_by("number")] == [1, 2]
