"""The story itself. `play` tells it; `PEOPLE` lists who can sign in afterwards: user name, name, role in words.

`dates` moves the story's days to this year, `diary` keeps what happens in the order of time, `verbs` writes into it,
`papers` makes small documents. `people` and `bodies` are the cast. The chapters: `setting` and `groups` (who works
together), `foundations` and `joining` (S1 to S6), `roles` (the profiles of S4), `pairs` (S7), `streams` (S8), `plans` (S9, S10), `promises`
(S11, S12, and the second round of S5), `home_straight` (the small programme), `own_part` (what lay partners say of
themselves), `looking_after` (who looks after whom), `meetings` (those that were, and three to come), `taking_part` (support at those),
`reading` (their papers), `keeping` (their minutes, and what came of them),
`reporting` (what the pairs told the Advisory Group), `commitments` (K1 to K16: what was promised to them), `good_nights` and those beside
it (a third programme, in which everything changes), `left_alone` and `left_alone_late` (a fourth, after which nobody looked: what the
clock writes).
"""

from programmes.demo.story.people import PEOPLE
from programmes.demo.story.playing import play

__all__ = ["PEOPLE", "play"]
