"""Only who raised a challenge takes it back. What was written down for them needs a reason, is told to them, and can be put back."""

from datetime import timedelta

import pytest

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.challenges.actions import bring_back_challenge, withdraw_challenge
from programmes.challenges.models import ChallengeWord
from programmes.challenges.policies import may_note_withdrawal
from programmes.stages.models import Stage
from programmes.stages.proofs import are_silent, what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.challenges.doing import DAY, a_challenge, about_nothing, answers, fresh, goes_up, says
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
AFTER = add_working_days(day_of(MONDAY), 16)


def noted(cast, **facts):
    """Joe's, as he told it to Maya by phone; it is with Priya."""
    return a_challenge(cast, by=cast.joe, through="phone", noted_by=cast.maya, **facts)


def taken_back(challenge, by, *, at=MONDAY):
    return withdraw_challenge(challenge, by=challenge.raised_by, at=at, because="It is settled.", through="phone", noted_by=by)


def test_who_raised_it_takes_it_back_and_nobody_else(cast):
    own, told = a_challenge(cast), noted(cast)
    for who, it in ((cast.joe, own), (cast.ines, own), (cast.maya, own), (cast.priya, own), (cast.maya, told)):
        assert post(who, "challenge-withdraw", it).status_code == 403
        with pytest.raises(NotAllowedNow):
            withdraw_challenge(it, by=who, at=MONDAY)

    assert post(cast.amina, "challenge-withdraw", own).status_code == 302

    assert (fresh(own).state, fresh(told).state) == ("withdrawn", "raised")
    assert post(cast.amina, "challenge-bring-back", own).status_code == 403         # their own word stands
    with pytest.raises(NotAllowedNow):
        withdraw_challenge(own, by=cast.amina, at=MONDAY)


def test_who_wrote_it_down_notes_it_with_a_reason_and_how_and_they_are_told(cast):
    challenge = noted(cast)
    page = post(cast.maya, "challenge-note-withdrawal", challenge, because=" ", through="phone")
    assert page.status_code == 200 and fresh(challenge).state == "raised"
    with pytest.raises(NotAllowedNow, match="Say why"):
        withdraw_challenge(challenge, by=cast.joe, at=MONDAY, through="phone", noted_by=cast.maya)
    for who in (cast.priya, cast.ines, cast.sid):
        assert post(who, "challenge-note-withdrawal", challenge, because="Enough", through="phone").status_code == 403

    assert post(cast.maya, "challenge-note-withdrawal", challenge, because="It is settled.", through="phone").status_code == 302

    found, word = fresh(challenge), ChallengeWord.objects.get()
    assert (found.state, found.closed_by) == ("withdrawn", cast.joe)
    assert (word.kind, word.text, word.by, word.noted_by, word.through) == ("taken_back", "It is settled.", cast.joe, cast.maya, "phone")
    message = Message.objects.get(kind="challenge_taken_back")
    assert message.to == cast.joe.ref and "you can put it back" in " ".join(registry.words[message.kind](message).lines)
    assert "It is settled." in get(cast.joe, "challenge", challenge).content.decode()


def test_who_stands_on_its_rung_or_has_answered_never_notes_it(cast):
    on_rung = noted(cast, about=about_nothing(cast))
    assert on_rung.rung == "manager" and not may_note_withdrawal(cast.maya.user, on_rung)
    with pytest.raises(NotAllowedNow, match="Who is to answer"):
        taken_back(on_rung, cast.maya)
    answers(on_rung, by=cast.maya)
    says(on_rung, False)
    up = goes_up(on_rung, by=cast.joe)

    assert up.rung == "owner" and not may_note_withdrawal(cast.maya.user, up)
    with pytest.raises(NotAllowedNow, match="has answered"):
        taken_back(up, cast.maya)


def test_they_put_it_back_where_it_was(cast, clock):
    clock.to(MONDAY)
    low = taken_back(noted(cast), cast.maya)
    high = taken_back(goes_up(goes_up(noted(cast), by=cast.joe), by=cast.joe), cast.maya)
    Message.objects.all().delete()

    for challenge in (low, high):
        assert post(cast.joe, "challenge-bring-back", challenge, text="I never said so.").status_code == 302
        assert post(cast.joe, "challenge-bring-back", challenge).status_code == 403

    found = [fresh(low), fresh(high)]
    assert [(it.state, it.rung, it.closed_at, it.closed_by) for it in found] == [
        ("raised", "lead", None, None), ("with_owner", "owner", None, None)]
    assert found[0].due_on == low.due_on and found[1].due_on == add_working_days(day_of(MONDAY), 5)
    assert set(Message.objects.filter(about=low.ref).values_list("kind", "to")) == {
        ("challenge_back", each.ref) for each in (cast.priya, cast.ines, cast.maya)}
    assert [each.kind for each in ChallengeWord.objects.filter(challenge=low).order_by("pk")] == ["taken_back", "brought_back"]
    taken_back(low, cast.maya, at=MONDAY + DAY)
    assert fresh(low).state == "withdrawn"


def test_without_an_account_they_tell_somebody_else_than_who_wrote_it(cast):
    challenge = taken_back(noted(cast), cast.maya)
    assert post(cast.maya, "challenge-bring-back", challenge, through="phone").status_code == 403
    with pytest.raises(NotAllowedNow, match="Somebody else"):
        bring_back_challenge(challenge, by=cast.joe, at=MONDAY, through="phone", noted_by=cast.maya)

    assert post(cast.ines, "challenge-bring-back", challenge, through="phone").status_code == 302

    assert fresh(challenge).state == "raised" and ChallengeWord.objects.get(kind="brought_back").noted_by == cast.ines


def test_what_was_written_down_as_taken_back_when_it_was_late_counts(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing, at=MONDAY - timedelta(days=20))
    s8 = Stage.objects.filter(pk=stage.pk)
    taken_back(noted(cast), cast.maya)
    withdraw_challenge(a_challenge(cast), by=cast.amina, at=start_of(AFTER))
    assert are_silent(s8, AFTER, "8.5")

    taken_back(noted(cast), cast.maya, at=start_of(AFTER))

    assert [each.words for each in what_is_missing(s8, AFTER, ["S8"])[stage.pk]["8.5"]] == [
        "Housing: the challenge of 16 March was not answered by 8 April."]
