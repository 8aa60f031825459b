"""A share as people say it."""

import pytest

from coprod.kit.saying import one_in


@pytest.mark.parametrize(("part", "whole", "said"), [
    (0, 0, "nothing to count yet"), (0, 6, "none of 6"), (6, 6, "all 6"), (8, 10, "4 in 5 (8 of 10)"), (5, 16, "about 1 in 3 (5 of 16)"),
    (1, 2, "1 in 2 (1 of 2)"), (2, 6, "1 in 3 (2 of 6)"), (97, 100, "about 9 in 10 (97 of 100)"), (3, 5, "3 in 5 (3 of 5)"),
    (1, 100, "about 1 in 10 (1 of 100)")])
def test_a_share_in_words(part, whole, said):
    assert one_in(part, whole) == said


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 3)])
def test_what_is_no_part_is_refused(part, whole):
    with pytest.raises(ValueError, match="is no part of"):
        one_in(part, whole)
