"""Members follow, hear once a month, say once a year that they stay, want more, and leave in one act (FM2, FM5, FM6)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.models import Holding, Partner
from programmes.appointments.actions.joining import take_seat
from programmes.forum.actions import check_forum, choose, leave, settle_more, stay, want_more
from programmes.forum.catalogue import News
from programmes.forum.models import ForumTie
from programmes.home.queues import BY_NAME
from programmes.programme.models import Programme
from programmes.programme.policies import standing
from tests.makers import MONDAY, a_partner
from tests.programmes.forum.doing import own_link, tie
from tests.programmes.stages.doing import as_, post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEXT_MONTH = MONDAY.replace(month=MONDAY.month + 1, day=1)


@pytest.fixture
def something_new(monkeypatch):
    """As a wing that stands later tells it."""
    monkeypatch.setattr("programmes.forum.notices.NEWS", [lambda tie, since, until: [News("PL1 waits for answers", "/plans/pl1/")]])
    monkeypatch.setattr("programmes.forum.notices.WHERE_NEWS", [lambda since, until: Programme.objects.order_by().values("pk")])


def told(kind, who):
    return sorted(Message.objects.filter(kind=kind, to=who.ref).values_list("occasion", flat=True))


def test_a_member_chooses_what_they_hear_of_signed_in_or_by_their_link(cast):
    mine = tie(cast)
    as_(cast.forrest).post(f"/programmes/{cast.programme.slug}/forum/mine/", {
        "do": "choose", "digest": "off", "topics": [cast.housing.pk], "area": "Eastmere"})
    mine.refresh_from_db()
    assert (mine.digest, list(mine.topics.all()), mine.area) == ("off", [cast.housing], "Eastmere")

    Client().post(own_link(mine), {"do": "choose", "digest": "monthly", "area": ""})

    mine.refresh_from_db()
    assert (mine.digest, list(mine.topics.all()), mine.area) == ("monthly", [], "")
    page = Client().post(own_link(mine), {"do": "choose", "digest": "hourly", "area": "Kept"}).content.decode()
    assert "There is a problem" in page and 'value="Kept"' in page


def test_leaving_is_one_act_that_is_asked_once_more(cast):
    mine = tie(cast)
    assert "Do you want to leave?" in Client().post(own_link(mine), {"do": "leave"}).content.decode()
    assert Holding.objects.get(seat__group=cast.forum, partner=cast.forrest).state == "serving"

    assert "You have left the Forum" in Client().post(own_link(mine), {"do": "leave", "sure": "yes"}).content.decode()

    assert Holding.objects.get(seat__group=cast.forum, partner=cast.forrest).until_on == day_of(MONDAY)
    with pytest.raises(NotAllowedNow):
        leave(mine, at=MONDAY)
    assert Client().get(own_link(mine)).status_code in (200, 410)


def test_nobody_else_opens_it(cast):
    mine = tie(cast)
    assert Client().get(f"/forum/member/{mine.ref}/a-token-that-nobody-has/").status_code == 410
    assert as_(cast.amina).get(f"/programmes/{cast.programme.slug}/forum/mine/").status_code == 403


def test_who_would_like_to_do_more_comes_to_the_manager_once(cast):
    Client().post(own_link(tie(cast)), {"do": "more"})
    Client().post(own_link(tie(cast)), {"do": "more"})
    (waits,) = BY_NAME["forum-more"].rows(standing(cast.maya.user), day_of(MONDAY))

    post(cast.maya, "forum-more-settle", waits)

    assert not BY_NAME["forum-more"].rows(standing(cast.maya.user), day_of(MONDAY)).exists()
    with pytest.raises(NotAllowedNow):
        settle_more(waits, by=cast.maya, at=MONDAY)
    assert want_more(waits, at=MONDAY + DAY).more_settled_at is None


def test_once_a_year_they_are_asked_whether_they_stay_and_after_two_letters_hear_nothing(cast, clock, mailoutbox):
    mine = tie(cast)
    for days in (364, 365, 366, 394, 395, 396, 424, 425):
        check_forum(at=MONDAY + days * DAY)
    mine.refresh_from_db()
    assert told("forum_stay", cast.forrest) == [f"{mine.kept_on}:1", f"{mine.kept_on}:2"] and mine.quiet_at == MONDAY + 425 * DAY

    clock.to(MONDAY + 426 * DAY)
    Client().post(own_link(mine), {"do": "stay"})

    mine.refresh_from_db()
    assert (mine.quiet_at, mine.kept_on) == (None, day_of(MONDAY) + 426 * DAY)
    deliver(at=MONDAY + 426 * DAY, limit=100)
    assert not [each for each in mailoutbox if "stay" in each.subject]      # what was written before they answered is not sent


def test_who_stays_is_asked_again_a_year_later_only(cast):
    mine = tie(cast)
    check_forum(at=MONDAY + 365 * DAY)
    stay(mine, at=MONDAY + 366 * DAY)

    check_forum(at=MONDAY + 396 * DAY)
    assert len(told("forum_stay", cast.forrest)) == 1
    check_forum(at=MONDAY + 731 * DAY)

    assert len(told("forum_stay", cast.forrest)) == 2


def test_once_a_month_they_hear_what_is_new(cast, mailoutbox, something_new):
    mine = tie(cast)
    for moment in (NEXT_MONTH, NEXT_MONTH + DAY, NEXT_MONTH + 9 * DAY):
        check_forum(at=moment)
    assert told("forum_news", cast.forrest) == [f"{MONDAY:%Y-%m}"]

    deliver(at=NEXT_MONTH + 9 * DAY, limit=100)

    (mail,) = [each for each in mailoutbox if each.to == [cast.forrest.email] and "new" in each.subject]
    assert "PL1 waits for answers" in mail.body and own_link(mine) in mail.body


def test_off_is_off_at_once_also_for_what_is_written_already(cast, mailoutbox, something_new):
    mine = tie(cast)
    check_forum(at=NEXT_MONTH)
    choose(mine, at=NEXT_MONTH, digest="off", topics=[], area="")

    deliver(at=NEXT_MONTH, limit=100)

    assert Message.objects.get(kind="forum_news").state == "dropped" and not mailoutbox


def test_where_nothing_is_new_nobody_hears(cast):
    tie(cast)
    check_forum(at=NEXT_MONTH)
    assert told("forum_news", cast.forrest) == []


def test_members_who_came_another_way_belong_too(cast):
    assert not ForumTie.objects.exists()
    check_forum(at=MONDAY)
    mine = ForumTie.objects.get(partner=cast.forrest)
    assert (mine.programme, mine.digest) == (cast.programme, "monthly")


@pytest.mark.parametrize("many", [1, 30])
def test_the_clock_asks_as_much_for_one_as_for_many(cast, many):
    for number in range(many):
        take_seat(cast.forum, a_partner(f"Member {number}"), by=cast.maya, at=MONDAY)
    check_forum(at=MONDAY)
    ForumTie.objects.update(kept_on=day_of(MONDAY) - 365 * DAY)

    with CaptureQueriesContext(connection) as asked:
        check_forum(at=MONDAY + DAY)

    assert Message.objects.filter(kind="forum_stay").count() == Partner.objects.filter(forum_ties__isnull=False).count() >= many
    assert len(asked) == 9      # the last asks whom nobody has heard of for two years


@pytest.mark.parametrize("many", [1, 3, 100])
def test_the_page_costs_the_same(cast, many):
    for number in range(many):
        take_seat(cast.forum, a_partner(f"Member {number}"), by=cast.maya, at=MONDAY)
    check_forum(at=MONDAY)
    ForumTie.objects.update(wants_more_at=MONDAY)
    client = as_(cast.maya)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/programmes/{cast.programme.slug}/forum/").status_code == 200

    assert len(asked) == 15
