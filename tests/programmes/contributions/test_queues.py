"""What waits for whom, and that the page of each queue opens for them."""

import pytest
from django.urls import reverse

from partners.models import Holding
from programmes.contributions.actions import consider, tell
from programmes.home.queues.contributions import ROWS
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY
from tests.programmes.contributions.doing import (
    DAY,
    answered,
    check,
    checked,
    disputed,
    fresh,
    nowhere,
    refused,
    replied,
    told,
    written,
)
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
WHO = ("amina", "joe", "ines", "femi", "forrest", "priya", "maya", "sid", "vic")


TODAY = MONDAY.date()


def waiting(cast, on=TODAY):
    """By queue: who finds how many in it. Each page that a queue leads to is opened."""
    found = {}
    for name in WHO:
        person = getattr(cast, name)
        here = standing_of(person, on=on)
        for queue in ROWS:
            if not queue.concerns(here):
                continue
            for ref in queue.rows(here, on).values_list(queue.ref, flat=True):
                found.setdefault(queue.name, {}).setdefault(name, 0)
                found[queue.name][name] += 1
                assert as_(person).get(reverse(queue.route, args=[ref])).status_code == 200, (queue.name, name)
    return found


def test_what_is_told_waits_for_who_answers(cast):
    consider(told(cast), by=cast.priya, at=MONDAY, text="I look")
    told(cast, on=nowhere(cast))

    assert waiting(cast) == {"contributions": {"priya": 1, "maya": 1}}


def test_an_answer_waits_four_weeks_for_a_word_and_a_refusal_for_a_co_chair(cast):
    answered(cast)
    replied(cast)
    refused(cast)

    assert waiting(cast) == {"contribution-answers": {"amina": 2}, "contribution-replies": {"ines": 1}}
    assert waiting(cast, on=TODAY + 29 * DAY)["contribution-replies"] == {"ines": 1}


def test_if_the_only_co_chair_told_it_the_owner_replies(cast):
    it = tell(nowhere(cast), by=cast.ines, at=MONDAY, kind="idea", text="More light")
    refused(cast, it=answered(cast, "not_acted", by=cast.maya, it=it))

    assert waiting(cast) == {"contribution-replies": {"sid": 1}}


def test_entries_wait_for_lay_partners_who_did_not_write_them(cast):
    written(cast, by=cast.amina, credited=[cast.forrest])
    disputed(cast)
    checked(cast)

    assert waiting(cast) == {"impact": {"joe": 1, "ines": 1}, "impact-disputes": {"priya": 1, "maya": 1}, "impact-credits": {"forrest": 1}}


def test_a_dispute_about_what_a_lay_partner_wrote_who_has_left_waits_for_a_lay_co_chair(cast):
    entry = written(cast, by=cast.amina)
    check(entry, cast.joe, False, "Some are still small.")
    no = entry.checks.get()
    assert waiting(cast) == {"impact-disputes": {"amina": 1}}
    assert get(cast.ines, "impact-check-answer", no).status_code == 403

    Holding.objects.filter(partner=cast.amina).update(until_on=TODAY - DAY)

    assert waiting(cast)["impact-disputes"] == {"ines": 1}
    for nobody in (cast.maya, cast.priya, cast.joe):
        assert get(nobody, "impact-check-answer", no).status_code == 403
    assert post(cast.ines, "impact-check-answer", no, text="I looked: those are old ones.").status_code == 302
    assert fresh(entry).state == "written"


def test_a_co_chair_who_disputed_it_does_not_settle_it(cast):
    entry = written(cast, by=cast.amina)
    check(entry, cast.joe, False, "Some are still small.")
    check(entry, cast.ines, False, "I think so too.")
    Holding.objects.filter(partner=cast.amina).update(until_on=TODAY - DAY)

    assert "ines" not in waiting(cast).get("impact-disputes", {})
    assert get(cast.ines, "impact-check-answer", entry.checks.get(by=cast.joe)).status_code == 403


def test_home_counts_the_same(cast):
    told(cast)
    written(cast)
    for who, words in (("priya", "thing that a lay partner told us, to answer"), ("joe", "Larger print in letters")):
        assert words in as_(getattr(cast, who)).get("/").content.decode()
