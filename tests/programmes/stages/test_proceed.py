"""Only the senior responsible owner may go on without lay agreement: after a lay "no", once, for a reason all can read (b1)."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.stages.actions.signing import proceed_without_agreement, sign_stage
from programmes.stages.models import Proceeding, Signature, Stage
from tests.cast import NAMES
from tests.makers import MONDAY, a_stage
from tests.programmes.stages.doing import as_, get, post, ready

WHY = "The contract ends in May"


@pytest.fixture
def refused(cast):
    """Stage 8 of Housing: Priya and Joe agree, Amina does not."""
    stage = ready(cast)
    sign_stage(stage, by=cast.priya, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.joe, at=MONDAY, value="agree")
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="Our pair was not heard")
    stage.refresh_from_db()
    return stage


def test_nobody_else_may_proceed(cast, refused):
    for name in NAMES:
        if name != "sid":
            response = post(getattr(cast, name), "stage-proceed", refused, because=WHY)
            assert response.status_code == (404 if name == "sam" else 403), name

    assert not Proceeding.objects.exists()


def test_the_owner_gives_a_reason_and_the_refusal_does_not_vanish(cast, refused):
    assert post(cast.sid, "stage-proceed", refused, because=WHY).status_code == 302

    refused.refresh_from_db()
    done = Proceeding.objects.get()
    assert (done.by, done.because, done.at) == (cast.sid, WHY, MONDAY)
    assert refused.state == "unresolved"
    assert Signature.objects.current().get(partner=cast.amina).value == "disagree"
    assert Row.objects.get(kind="programmes.proceeding").role == "SRO"


def test_without_a_reason_nothing_happens(cast, refused):
    page = post(cast.sid, "stage-proceed", refused, because="  ")

    assert page.status_code == 200
    assert "Why do you go on without lay agreement?" in page.content.decode()
    assert not Proceeding.objects.exists()


def test_everyone_who_signed_and_the_lay_co_chair_are_told_once(cast, refused):
    proceed_without_agreement(refused, by=cast.sid, at=MONDAY, because=WHY)

    assert sorted(Message.objects.filter(kind="proceeding").values_list("to", flat=True)) == sorted(
        person.ref for person in (cast.amina, cast.joe, cast.priya, cast.ines))


@pytest.mark.parametrize("who", ["forrest", "amina", "ines", "femi", "vic", "olga"])
def test_lay_partners_and_the_forum_read_the_reason_and_the_refusal(cast, refused, who):
    proceed_without_agreement(refused, by=cast.sid, at=MONDAY, because=WHY)

    page = get(getattr(cast, who), "stage", refused).content.decode()

    assert WHY in page
    assert "Our pair was not heard" in page


def test_it_is_done_once(cast, refused):
    post(cast.sid, "stage-proceed", refused, because=WHY)

    assert post(cast.sid, "stage-proceed", refused, because="Again").status_code == 409
    assert Proceeding.objects.get().because == WHY


def test_two_clicks_at_the_same_moment_are_one_decision(shared_cast, all_at_once):
    cast, stage = shared_cast, ready(shared_cast)
    sign_stage(stage, by=cast.amina, at=MONDAY, value="disagree", text="No")

    statuses = all_at_once(2, lambda number: post(cast.sid, "stage-proceed", stage, because=WHY).status_code)

    assert sorted(statuses) == [302, 409]
    assert Proceeding.objects.count() == 1


def test_without_a_lay_refusal_there_is_nothing_to_proceed_without(cast):
    stage = ready(cast)
    with pytest.raises(NotAllowedNow):
        proceed_without_agreement(stage, by=cast.sid, at=MONDAY, because=WHY)

    sign_stage(stage, by=cast.priya, at=MONDAY, value="disagree", text="I lead it, and it is not done")
    page = post(cast.sid, "stage-proceed", stage, because=WHY)

    assert page.status_code == 409
    assert "No lay partner has refused to agree" in page.content.decode()
    assert not Proceeding.objects.exists()


def test_the_programme_starts_though_stage_1_is_unresolved_once_its_owner_proceeds(cast):
    stage = a_stage(cast.programme, "S1", by=cast.maya)
    Stage.objects.filter(pk=stage.pk).update(state="ready", ready_at=MONDAY)
    sign_stage(stage, by=cast.femi, at=MONDAY, value="disagree", text="Not yet")

    proceed_without_agreement(stage, by=cast.sid, at=MONDAY, because=WHY)

    cast.programme.refresh_from_db()
    assert cast.programme.state == "started"


def test_the_history_tells_it_in_words(cast, refused):
    proceed_without_agreement(refused, by=cast.sid, at=MONDAY, because=WHY)

    page = as_(cast.forrest).get(refused.get_absolute_url()).content.decode()

    assert "The senior responsible owner decided to go on with stage S8 without lay agreement" in page
