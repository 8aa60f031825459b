"""A round with 20,000 answers: sorted, decided, seen, sent and published in as many queries as one with a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from coprod.post.actions import deliver
from coprod.post.models import Message
from partners.models import Partner
from programmes.rounds.actions import add_theme, decide_theme, publish_round, send_answers, sort_into
from programmes.rounds.models import ForumAnswer
from programmes.rounds.policies.reading import unanswered_people
from programmes.rounds.showing.pages import progress_of
from tests.makers import MONDAY
from tests.programmes.rounds.doing import AFTER, DAY, LAST, a_round, closed, fresh, looked, newer
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
MANY = 20_000


def many_answers(it, number):
    """Each of so many people answers once; every fourth is about the first open point, every fiftieth has no e-mail."""
    people = Partner.objects.bulk_create([Partner(
        name=f"Person {n}", channel="post" if n % 50 == 0 else "email", email="" if n % 50 == 0 else f"p{n}@example.test",
        address="1 Mill Lane", added_at=MONDAY) for n in range(number)], batch_size=1000)
    point = it.plan.points.order_by("number").first()
    ForumAnswer.objects.bulk_create([ForumAnswer(
        ref=new_ref(), round=it, by=person, text=f"Answer {n}: short words.", point=point if n % 4 == 0 else None,
        received_on=MONDAY.date(), at=MONDAY) for n, person in enumerate(people)], batch_size=1000)


def go_the_whole_way(cast, it):
    """Sorted into two themes, decided, sent; answers with the number of queries of each step."""
    spent, found = {}, ForumAnswer.objects.filter(round=it)
    on_point, whole = (add_theme(it, by=cast.priya, at=LAST, name=name) for name in ("Words", "Print"))
    passage = newer(cast, it)
    with CaptureQueriesContext(connection) as asked:
        assert sort_into(on_point, found.filter(point__isnull=False), by=cast.priya, at=LAST) == found.count() // 4
        sort_into(whole, found.filter(point__isnull=True), by=cast.priya, at=LAST)
    spent["sort"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        decide_theme(on_point, by=cast.priya, at=LAST, outcome="adopt", passages=[passage])
        decide_theme(whole, by=cast.priya, at=LAST, outcome="not_adopt", reason="There is no money.")
    spent["decide"] = len(asked)
    it = looked(cast, fresh(it))
    with CaptureQueriesContext(connection) as asked:
        assert send_answers(it, by=cast.priya, at=AFTER) == found.count()
        assert send_answers(it, by=cast.priya, at=AFTER) == 0
    spent["send"] = len(asked)
    return fresh(it), spent


def test_twenty_thousand_answers_cost_as_many_queries_as_eight(cast, clock, client):
    costs = []
    for number, mark in ((8, "PL1"), (MANY, "PL2")):
        from tests.programmes.rounds.doing import a_plan

        it = a_round(cast, a_plan(cast, mark=mark))
        many_answers(it, number)
        it, spent = go_the_whole_way(cast, closed(cast, it))
        costs.append(spent)

    assert costs[0] == costs[1] == {"sort": 17, "decide": 29, "send": 19}
    assert ForumAnswer.objects.filter(round=it, response__outcome="adopt").count() == 5_000
    assert ForumAnswer.objects.filter(round=it, response__outcome="not_adopt").count() == 15_000
    sent = Message.objects.filter(kind="we_said_we_did", about=it.ref)
    assert sent.count() == sent.values("to").distinct().count() == MANY == unanswered_people(it).count()

    Message.objects.exclude(pk__in=sent.values("pk")).delete()
    here = list(Partner.objects.filter(forum_answers__round=it).order_by("pk").values_list("ref", flat=True)[:150])     # three by letter
    sent.exclude(to__in=here).update(state="sent", finished_at=AFTER)
    while deliver(at=AFTER + DAY, limit=100):     # AFTER is a Sunday
        pass
    assert progress_of(it) == {"waiting": 0, "sent": MANY - 3, "by_hand": 3, "told": 0, "failed": 0}
    assert unanswered_people(it).count() == 3

    it = publish_round(it, by=cast.priya, at=AFTER)
    clock.to(AFTER)
    for address, person in ((reverse("programmes:we-said-we-did", args=[it.public_ref]), None),
                            (reverse("programmes:round-answers", args=[it.ref]), cast.priya), (it.get_absolute_url(), cast.priya)):
        page = (as_(person) if person else client).get(address).content.decode()
        assert "20000" in page.replace(",", "")
