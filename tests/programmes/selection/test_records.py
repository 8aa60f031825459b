"""Standards 5.1 to 5.3 are shown by records, and nobody is named or counted in what is missing."""


import pytest

from coprod.post.models import Message
from programmes.nominations.models import Nomination
from programmes.selection.actions.choosing import give_marks
from programmes.selection.models import ScoreSheet
from programmes.stages import proofs
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.programmes.messages.doing import deliver_all
from tests.programmes.selection.doing import decided, marks, nominees, released, scoring

pytestmark = pytest.mark.django_db
CODES = ("5.1", "5.2", "5.3")


def missing(stage):
    found = proofs.what_is_missing(Stage.objects.filter(pk=stage.pk), MONDAY.date(), ["S5"])[stage.pk]
    return {code: [each.words for each in found[code]] for code in CODES if found[code]}


NONE = "No selection panel has begun in this round."
UNTOLD = {"5.2": ["Somebody before the panel has not been told the outcome yet."], "5.3": ["The outcomes are not all released yet."]}
TOO_FEW = "Somebody before the panel has no marks from two members, one of them lay."


def test_from_no_panel_to_lay_marks(cast):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    assert missing(stage) == {"5.1": [NONE], "5.2": [NONE], "5.3": [NONE]}
    panel = scoring(cast)
    assert missing(stage)["5.1"] == ["No lay member of the panel has given marks yet."]
    assert set(missing(stage)["5.2"]) == {TOO_FEW, *UNTOLD["5.2"]}
    one = nominees(panel)[0]
    give_marks(one, by=cast.priya, at=MONDAY, marks=marks(one))
    assert "5.1" in missing(stage)
    give_marks(one, by=cast.joe, at=MONDAY, marks=marks(one))
    assert missing(stage) == UNTOLD


def test_released_with_a_reason_and_an_offer(cast):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    panel = released(cast, "select", "keep_in_reserve", "offer_forum")
    assert missing(stage) == {"5.2": ["The outcome of somebody has not reached them yet: it waits, or could not be sent."]}
    deliver_all(MONDAY)
    assert missing(stage) == {}
    Message.objects.filter(kind="outcome", to=nominees(panel)[0].candidate.ref).update(state="failed")
    assert set(missing(stage)) == {"5.2"}
    Message.objects.filter(kind="outcome").update(state="told")
    Nomination.objects.filter(pk=nominees(panel)[2].pk).update(state="not_selected")
    assert missing(stage) == {"5.3": ["Somebody who was not selected was offered neither the Forum nor the reserve list."]}
    ScoreSheet.objects.filter(nomination=nominees(panel)[0], is_lay=True).delete()
    assert missing(stage)["5.2"] == [TOO_FEW]


def test_a_panel_of_another_round_shows_nothing(cast):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    panel = decided(cast, "select")
    assert missing(stage) == UNTOLD
    panel.call.__class__.objects.update(cycle=2)
    assert missing(stage) == {"5.1": [NONE], "5.2": [NONE], "5.3": [NONE]}
