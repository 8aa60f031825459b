"""The whole path: raised on the page, its day passes, it goes up, the manager answers, the answer will not do, and the position stays."""

import pytest

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.challenges.models import Challenge, ChallengeStep
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY
from tests.programmes.challenges.doing import DAY, fresh
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def told(kind, *people):
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def test_from_the_page_to_the_position_on_record(cast, clock):
    clock.to(MONDAY)
    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/challenges/new/?about=workstream:{cast.housing.ref}").content.decode()
    assert "About “Housing”" in page
    sent = post(cast.amina, "challenge-new", cast.programme.slug, about=f"workstream:{cast.housing.ref}", kind="control",
                text="Who chose the dates?", group=cast.housing.group.pk, rung="")
    challenge = Challenge.objects.get()
    assert sent.url == challenge.get_absolute_url()
    assert (challenge.state, challenge.rung, challenge.due_on, challenge.about_kind) == (
        "raised", "lead", add_working_days(day_of(MONDAY), 15), "workstream")
    assert told("challenge_raised", cast.priya) == told("challenge_raised") == 1

    after = clock.to(start_of(challenge.due_on) + 1 * DAY + (MONDAY - start_of(day_of(MONDAY))))
    check_stages(at=after)
    check_stages(at=after)

    challenge = fresh(challenge)
    assert (challenge.state, challenge.rung, challenge.due_on) == ("with_manager", "manager", add_working_days(day_of(after), 5))
    assert ChallengeStep.objects.get().is_late and Row.objects.filter(subject=challenge.ref, move="to_manager").count() == 1
    assert told("challenge_gone_up", cast.maya, cast.amina) == told("challenge_gone_up") == 2
    assert get(cast.priya, "challenge-answer", challenge).status_code == 403

    assert post(cast.maya, "challenge-answer", challenge, text="The room was free then.", has_changed="no",
                changed="Nothing, because the room is booked for a year.").status_code == 302
    assert told("challenge_answered", cast.amina) == 1

    assert "Say what is missing" in post(cast.amina, "challenge-say", challenge, value="no", text=" ").content.decode()
    post(cast.amina, "challenge-say", challenge, value="no", text="Nobody asked us.")
    assert fresh(challenge).state == "not_satisfied" and told("challenge_not_satisfied", cast.ines, cast.maya) == 2

    post(cast.amina, "challenge-close", challenge, position="The dates suit staff alone.")

    challenge = fresh(challenge)
    assert (challenge.state, challenge.position, challenge.closed_by) == ("closed", "The dates suit staff alone.", cast.amina)
    log = as_(cast.ines).get(f"/programmes/{cast.programme.slug}/challenges/?state=closed").content.decode()
    assert "Who chose the dates?" in log and "1 challenge." in log
    page = get(cast.joe, "challenge", challenge).content.decode()
    assert all(words in page for words in (
        "The room was free then.", "Nothing, because the room is booked", "Nobody asked us.", "The dates suit staff alone.",
        "the day for the answer had passed"))
