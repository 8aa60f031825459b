"""Each kind of message went out in the story: sent, or told by phone or letter. Whoever opens the demo's mailbox finds it alive."""

import pytest

from coprod.post.catalogue import kinds
from coprod.post.models import Message

# Kinds that nothing in the story calls for yet. Take a name out with the chapter that brings it.
NOT_ALIVE = {"minutes_to_confirm", "promise_unanswered"}


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_every_kind_of_message_went_out_but_for_those_that_wait_for_their_chapter():
    alive = set(Message.objects.filter(state__in=["sent", "told"]).order_by().values_list("kind", flat=True).distinct())

    assert sorted(set(kinds) - alive - NOT_ALIVE) == []         # nothing brings them any more
    assert sorted(alive & NOT_ALIVE) == []                      # they are alive: take them out of the list
    assert sorted(NOT_ALIVE - set(kinds)) == []                 # every name in it is that of a kind
