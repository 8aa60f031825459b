"""What is struck out stays a bar, whatever else is struck out and however its letters are written."""

import pytest

from programmes.minutes.catalogue import Reason
from programmes.minutes.models import StruckOut
from programmes.minutes.showing.striking import BAR, Striking

HEALTH, OTHER = list(Reason)[:2]


def bars(*passages, reads=False):
    return Striking([StruckOut(passage=words, reason=reason) for words, reason in passages], reads=reads)


@pytest.mark.parametrize("passages", [("Jones has cancer", "Mrs Jones"), ("Mrs Jones", "Jones has cancer")])
def test_a_second_passage_does_not_uncover_the_first(passages):
    striking = bars(*zip(passages, (HEALTH, OTHER), strict=True))
    first = (HEALTH, OTHER)[passages.index("Mrs Jones")]

    assert striking.plain("Mrs Jones has cancer.") == f"[struck out: {first.label}]."
    shown = striking.html("Mrs Jones has cancer.")
    assert shown.count(BAR) == 1 and not any(word in shown for word in ("Jones", "cancer")) and str(first.label) in shown


def test_a_passage_that_overlaps_itself_or_touches_another_is_one_bar():
    assert bars(("ana", HEALTH)).plain("Say banana.") == f"Say b[struck out: {HEALTH.label}]."
    assert bars(("Grey", HEALTH), ("son", OTHER)).plain("Greyson came.") == f"[struck out: {HEALTH.label}] came."
    assert bars(("Grey", HEALTH), ("came", OTHER)).html("Grey and Joe came").count(BAR) == 2


@pytest.mark.parametrize("text", ["Yildiz came.", "YILDIZ came.", "Y\u0131ld\u0131z came.", "Y\u0130LD\u0130Z came."])
@pytest.mark.parametrize("reads", [True, False])
def test_letters_that_are_alike_in_some_language_do_not_break_the_page(text, reads):
    striking = bars(("Y\u0131ld\u0131z", HEALTH), reads=reads)

    assert str(HEALTH.label) in striking.html(text) and striking.plain(text).endswith(" came.")
    assert reads or "came." not in striking.plain(text)[:5]
