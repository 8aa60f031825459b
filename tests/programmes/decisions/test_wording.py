"""A position counts for the words about which it was said, and for a day that fits."""

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.decisions.actions import change_decision, list_change, record_position
from programmes.decisions.policies.deciding import missing_to_make
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY
from tests.programmes.decisions.doing import (
    DAY,
    TODAY,
    a_run,
    fresh,
    makes,
    positioned,
    prepared,
    ready,
    says_position,
    told,
)
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
LATER = "The words were changed after the Advisory Group said its position. Ask what it says now."


@pytest.mark.parametrize("changed", [{"title": "Letters for some"}, {"text": "No letters."}, {"options": "None."}])
def test_a_position_does_not_count_for_words_that_were_changed_after_it(cast, changed):
    stage = a_run(cast)
    decision = ready(cast, decision=prepared(cast, stage=stage))

    change_decision(decision, by=cast.priya, at=MONDAY, seen=decision.version, **changed)
    list_change(decision, by=cast.priya, at=MONDAY, text="It says less.")

    decision = fresh(decision)
    assert missing_to_make(decision, on=TODAY)[-1] == LATER or LATER in missing_to_make(decision, on=TODAY)
    with pytest.raises(NotAllowedNow, match="The words were changed"):
        makes(cast, decision)
    shown = what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY)[stage.pk]["10.2"]
    assert [each.words for each in shown] == ["The Advisory Group’s position is not recorded before the decision."]
    assert get(cast.amina, "decision", decision).content.decode().count("Said about an earlier wording.") >= 2
    assert told("decision_reworded") == told("decision_reworded", cast.ines) == 1
    assert BY_NAME["decision-positions"].rows(standing(cast.ines.user), TODAY).count() == 1
    message = Message.objects.get(kind="decision_reworded")
    assert registry.words[message.kind](message).path == reverse("programmes:decision-position", args=[decision.ref])

    says_position(cast, decision)

    assert registry.words[message.kind](message) is None and decision.positions.count() == 2
    makes(cast, decision)


def test_a_change_of_something_else_leaves_the_position_as_it_is(cast):
    decision = ready(cast)

    change_decision(decision, by=cast.priya, at=MONDAY, seen=decision.version, duty_how="We asked fifty tenants.")

    makes(cast, decision)
    assert told("decision_reworded") == 0


def test_who_had_the_earlier_words_on_their_page_looks_again(cast):
    decision = prepared(cast)
    page = as_(cast.ines).get(reverse("programmes:decision-position", args=[decision.ref]))
    before = page.context["form"]["wording"].value()
    change_decision(decision, by=cast.priya, at=MONDAY, seen=1, text="No letters.")

    answer = post(cast.ines, "decision-position", decision, value="agree", text="So be it.", said_on_day="16", said_on_month="3",
                  said_on_year="2026", wording=str(before)).content.decode()

    assert "It was changed since you opened this page" in answer and "So be it." in answer and not decision.positions.exists()


def test_the_day_of_a_position_fits(cast):
    decision = prepared(cast, decided_on=TODAY - DAY, at=MONDAY - 3 * DAY)
    facts = {"by": cast.ines, "at": MONDAY, "value": "agree"}
    noted = {"through": "phone", "noted_by": cast.maya}
    with pytest.raises(NotAllowedNow, match="still to come"):
        record_position(decision, said_on=TODAY + DAY, **facts)
    with pytest.raises(NotAllowedNow, match="after the day of the decision"):
        record_position(decision, said_on=TODAY, **facts)
    with pytest.raises(NotAllowedNow, match="not prepared in these words"):
        record_position(decision, said_on=TODAY - 4 * DAY, **facts, **noted)

    record_position(decision, said_on=TODAY - 3 * DAY, **facts, **noted)
    change_decision(decision, by=cast.priya, at=MONDAY - DAY, seen=1, text="No letters.")

    with pytest.raises(NotAllowedNow, match="not prepared in these words"):
        record_position(decision, said_on=TODAY - 3 * DAY, **facts, **noted)
    assert positioned(cast).positions.count() == 1
