"""The pages of rounds ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from programmes.rounds.models import ForumAnswer, ForumRound, Response, RoundInvited, RoundSeen, Theme
from programmes.rounds.notices.words import reply_path
from tests.makers import MONDAY, a_partner
from tests.programmes.rounds.doing import DAY, OPENS, a_round, said, sent
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def much(cast, rows):
    """A round that went out with so many themes, answers of so many people and of one, invited groups and words of the pair."""
    it = a_round(cast)
    paragraph = it.plan.paragraphs.order_by("number").last()
    said(it, cast.forrest, "First.", paragraph=paragraph)
    it = sent(cast, it)
    passage = it.plan.paragraphs.get(text="We ring people who cannot read.")
    themes = Theme.objects.bulk_create([Theme(ref=new_ref(), round=it, name=f"T{n}", made_at=MONDAY, made_by=cast.priya)
                                        for n in range(rows)])
    responses = Response.objects.bulk_create([Response(
        ref=new_ref(), round=it, theme=theme, outcome="not_adopt", reason="No.", decided_by=cast.priya, decided_on=OPENS, at=MONDAY)
        for theme in themes])
    for response in responses:
        response.passages.add(passage)
    people = [a_partner() for _n in range(min(rows, 20))]
    answers = ForumAnswer.objects.bulk_create([ForumAnswer(
        ref=new_ref(), round=it, by=by, text=f"A{n}", received_on=OPENS, at=MONDAY, response=responses[n % rows], paragraph=paragraph)
        for by in (cast.forrest, *people) for n in range(rows if by == cast.forrest else 1)])
    ForumAnswer.themes.through.objects.bulk_create([ForumAnswer.themes.through(forumanswer=each, theme=themes[n % rows])
                                                    for n, each in enumerate(answers)])
    RoundInvited.objects.bulk_create([RoundInvited(ref=new_ref(), round=it, number=n + 10, group=f"G{n}", invited=1) for n in range(rows)])
    RoundSeen.objects.bulk_create([RoundSeen(ref=new_ref(), round=it, by=cast.joe, look=1, is_right=True, at=MONDAY) for _n in range(rows)])
    ForumRound.objects.filter(pk=it.pk).update(public_ref="public-one", published_at=MONDAY, published_by=cast.priya)
    return {"it": it, "answer": answers[0], "paragraph": paragraph}


def of(name):
    return lambda it: reverse(f"programmes:{name}", args=[it["it"].ref])


PAGES = {       # page: (who reads it, its address, how many queries)
    "round": ("priya", of("round"), 18),
    "round of the forum": ("forrest", of("round"), 20),
    "answers": ("priya", of("round-answers"), 15),
    "themes": ("priya", of("round-themes"), 8),
    "responses": ("amina", of("round-responses"), 18),
    "unanswered": ("maya", of("round-unanswered"), 8),
    "one answer": ("priya", lambda it: it["answer"].get_absolute_url(), 16),
    "mine": ("forrest", of("round-mine"), 13),
    "answering": ("forrest", of("round-answer"), 13),
    "plan": ("priya", lambda it: it["it"].plan.get_absolute_url(), 19),
    "voices": ("priya", lambda it: reverse("programmes:paragraph-voices", args=[it["it"].plan.ref, it["paragraph"].anchor]), 12),
    "public": ("", lambda it: reverse("programmes:we-said-we-did", args=["public-one"]), 13),
    "by link": ("", lambda it: reply_path(it["it"], it["answer"].by.ref, OPENS + 90 * DAY), 6),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "priya", "maya", "forrest")} | {"": Client()}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(made)).status_code == 200, page
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
