"""Members of the Forum hear once a month of the rounds that they follow (FM2)."""

from datetime import timedelta

import pytest

from coprod.post.actions import deliver
from coprod.post.models import Message
from programmes.forum.actions import check_forum, choose
from tests.makers import MONDAY, a_workstream
from tests.programmes.forum.doing import tie
from tests.programmes.rounds.doing import a_round

pytestmark = pytest.mark.django_db
NEXT_MONTH = MONDAY.replace(month=MONDAY.month + 1, day=2)


def test_a_round_that_opened_is_news_where_it_is_followed(cast, mailoutbox):
    a_round(cast)
    tie(cast)

    check_forum(at=NEXT_MONTH)
    deliver(at=NEXT_MONTH, limit=1000)

    (mail,) = [each for each in mailoutbox if each.to == [cast.forrest.email] and "new in" in each.subject]
    assert "PL1 Letters: you may answer until" in mail.body


def test_who_follows_something_else_hears_nothing_of_it(cast, mailoutbox):
    other = a_workstream(cast.programme, by=cast.maya, name="Transport")
    a_round(cast)
    choose(tie(cast), at=MONDAY + timedelta(days=1), digest="monthly", topics=[other], area="")

    check_forum(at=NEXT_MONTH)
    deliver(at=NEXT_MONTH, limit=1000)

    assert Message.objects.get(kind="forum_news", to=cast.forrest.ref).state == "dropped"
