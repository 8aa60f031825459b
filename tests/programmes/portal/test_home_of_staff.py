"""Home of staff: what waits stands in front; what could wait and does not is one folded list."""

from django.urls import reverse

from tests.programmes.rounds.doing import a_round, said
from tests.programmes.stages.doing import as_


def test_only_what_waits_has_a_card_and_the_rest_is_folded_away(cast):
    said(a_round(cast), cast.forrest)

    page = as_(cast.priya).get("/").content.decode()

    cards, folded = page.split("<details", 1)
    assert reverse("programmes:queue", args=["answers-to-sort"]) in cards and "round with answers to sort" in cards
    assert "stages to sign" in folded and "stages to sign" not in cards
    assert page.count("/waiting/") == cards.count("/waiting/")       # nothing leads to an empty list
