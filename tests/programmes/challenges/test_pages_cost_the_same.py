"""The log and one challenge ask the database as often for 1 thing as for 3 or 100."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeHandler, ChallengeReading, ChallengeStep
from programmes.challenges.showing.parts import challenges_sheet
from tests.makers import MONDAY, a_partner
from tests.programmes.challenges.doing import a_challenge, few
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def much(cast, rows):
    """So many challenges, answers and steps of one, and handlers and readings of a restricted one."""
    facts = {"programme": cast.programme, "group": cast.housing.group, "kind": "control", "text": "Why?", "raised_at": MONDAY,
             "rung": "lead", "answer_by": TODAY, "due_on": TODAY}
    people = [a_partner(professional=False) for _n in range(min(rows, 20))]
    Challenge.objects.bulk_create([Challenge(raised_by=people[n % len(people)], **facts) for n in range(rows)])
    one, kept = a_challenge(cast), few(a_challenge(cast), cast.ines, by=cast.amina)
    ChallengeAnswer.objects.bulk_create([ChallengeAnswer(
        challenge=one, by=people[n % len(people)], rung="lead", at=MONDAY, due_on=TODAY, text="So", has_changed=False, changed="No")
        for n in range(rows)])
    ChallengeStep.objects.bulk_create([ChallengeStep(challenge=one, at=MONDAY, from_rung="lead", to_rung="manager") for _n in range(rows)])
    ChallengeHandler.objects.bulk_create([ChallengeHandler(challenge=kept, partner=each, named_at=MONDAY, named_by=cast.amina)
                                          for each in people])
    ChallengeReading.objects.bulk_create([ChallengeReading(challenge=kept, partner=each, on=TODAY) for each in people])
    return {"one": one, "kept": kept}


PAGES = {       # page: (who reads it, its address, how many queries)
    "log": ("ines", lambda cast, made: reverse("programmes:challenges", args=[cast.programme.slug]), 11),
    "one": ("amina", lambda cast, made: made["one"].get_absolute_url(), 19),
    "kept": ("amina", lambda cast, made: made["kept"].get_absolute_url(), 17),
}
SHEET = 5


def test_a_page_costs_the_same_for_1_3_and_100_things(cast):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "ines")}
    for client in visitors.values():
        client.get(reverse("privacy"))
    spent = {page: {} for page in [*PAGES, "sheet"]}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(address(cast, made)).status_code == 200
                spent[page][rows] = len(queries)
            cast.ines.user.__dict__.pop("_standing", None)
            with CaptureQueriesContext(connection) as queries:
                assert len(challenges_sheet(cast.ines.user, cast.housing.group).rows) == rows + 1
            spent["sheet"][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()} | {
        "sheet": dict.fromkeys((1, 3, 100), SHEET)}
