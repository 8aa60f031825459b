"""Each kind of message went out in the story: sent, or told by phone or letter. Whoever opens the demo's mailbox finds it alive."""

import pytest

from coprod.post.catalogue import kinds
from coprod.post.models import Message


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_every_kind_of_message_went_out():
    alive = set(Message.objects.filter(state__in=["sent", "told"]).order_by().values_list("kind", flat=True).distinct())

    assert sorted(set(kinds) - alive) == []
