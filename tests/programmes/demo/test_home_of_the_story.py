"""What home counts for somebody of the story is what the list behind the count holds, in every queue."""

import pytest

from coprod.kit.clock import day_of, now
from programmes.home.queues import QUEUES
from programmes.home.showing import counted
from programmes.programme.models.standing import standing_of
from programmes.programme.policies import standing
from tests.programmes.demo.reading import partner


@pytest.mark.parametrize("who", ["manager", "cochair", "sponsor", "involvement", "lay-w4", "lay-w5", "lay-w6", "lay-w7", "forum", "lead-w4",
                                 "lead-w5", "signatory"])
def test_each_count_is_that_of_its_list(told, db, who):
    person, on = partner(who), day_of(now())

    home = {each.queue.name: each.count for each in counted(standing_of(person, on=on, shape="at hand"), on=on) if each.count}

    lists = standing(person.user)
    behind = {queue.name: found for queue in QUEUES if queue.concerns(lists) and (found := queue.rows(lists, on).count())}
    assert home == behind
