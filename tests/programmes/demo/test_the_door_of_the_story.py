"""The door of the Forum is open in the story: one person waits to be let in, members follow what they care for, one would do more."""

import pytest
from django.test import Client

from programmes.forum.models import ForumJoin, ForumTie
from programmes.programme.models import Programme
from tests.programmes.demo.reading import browser_of, partner

pytestmark = pytest.mark.usefixtures("told", "db")


def test_anybody_may_join_and_one_waits():
    assert Client().get("/forum/joined-up-lives/join/").status_code == 200
    page = browser_of("involvement").get("/programmes/joined-up-lives/forum/").content.decode()

    assert "64 members" in page and ForumJoin.objects.waiting().count() == 1
    assert "Maureen Tidswell" in page


def test_members_follow_what_they_care_for():
    programme = Programme.objects.get(slug="joined-up-lives")
    mine = ForumTie.objects.get(programme=programme, partner=partner("forum"))

    assert [each.name for each in mine.topics.all()] == ["Informatics"] and mine.area == "Northcroft"
    assert "My place in the Forum" in browser_of("forum").get("/programmes/joined-up-lives/forum/mine/").content.decode()
    assert ForumTie.objects.filter(wants_more_at__isnull=False).count() == 1
