"""Who leaves a seat tells who comes after (section 2 of pairs: vacancy, hand-over, shadow period)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from partners.groups.actions import end_holding
from partners.models import Handover, Holding
from tests.makers import MONDAY, a_seat_for
from tests.programmes.pairing.doing import in_advisory
from tests.programmes.sharing.doing import DAY, seat_of
from tests.programmes.stages.doing import as_

NOTE = "Ask for the short papers. Priya listens on the phone."


@pytest.fixture
def left(cast, clock):
    """Amina has written a note and left; Nora comes after her."""
    mine = seat_of(cast.amina, cast.housing)
    as_(cast.amina).post(reverse("programmes:me-handover", args=[mine.ref]), {
        "text": NOTE, "shadow_from": "2026-03-16", "shadow_until": "2026-03-30"})
    end_holding(mine, by=cast.amina, at=MONDAY, until_on=DAY - timedelta(days=1))
    nora = in_advisory(cast, "Nora Example", username="nora")
    a_seat_for(nora, cast.housing.group, by=cast.ines, lead=cast.priya, seat=mine.seat)
    return Handover.objects.get(), nora


def test_who_comes_after_is_told_and_reads_it(cast, left):
    handover, nora = left

    assert Message.objects.filter(kind="handover_waiting", to=nora.ref, about=handover.ref).count() == 1
    assert "1 note from who sat in your seat before" in " ".join(as_(nora).get(reverse("programmes:asked")).content.decode().split()) or \
        handover.ref in as_(nora).get(reverse("programmes:home")).content.decode()
    told = as_(nora).get(reverse("programmes:handover", args=[handover.ref])).content.decode()

    assert NOTE in told
    assert "They offer to go with you from 16 March 2026 to 30 March 2026." in told
    handover.refresh_from_db()
    assert handover.read_at is not None


@pytest.mark.parametrize("who", ["joe", "maya", "priya", "sid", "vic", "forrest", "sam"])
def test_nobody_else_reads_it(cast, left, who):
    handover, _nora = left

    assert as_(getattr(cast, who)).get(reverse("programmes:handover", args=[handover.ref])).status_code == 404


def test_the_lay_co_chair_reads_it_and_that_is_not_the_reading_it_waits_for(cast, left):
    handover, _nora = left

    assert NOTE in as_(cast.ines).get(reverse("programmes:handover", args=[handover.ref])).content.decode()
    handover.refresh_from_db()
    assert handover.read_at is None


def test_it_can_be_written_anew_until_it_was_read(cast, left):
    handover, nora = left
    where = reverse("programmes:me-handover", args=[handover.holding.ref])

    as_(cast.amina).post(where, {"text": "Ask twice."})
    handover.refresh_from_db()
    assert (handover.text, handover.shadow_from) == ("Ask twice.", None)
    as_(nora).get(reverse("programmes:handover", args=[handover.ref]))

    assert as_(cast.amina).post(where, {"text": "Too late."}).status_code == 409
    handover.refresh_from_db()
    assert handover.text == "Ask twice."


def test_one_day_of_a_shadow_period_asks_for_the_other_and_keeps_what_was_typed(cast, clock):
    mine = seat_of(cast.amina, cast.housing)

    page = as_(cast.amina).post(reverse("programmes:me-handover", args=[mine.ref]), {"text": NOTE, "shadow_from": "2026-03-16"})

    assert "Enter the last day too" in page.content.decode()
    assert page.context["form"]["text"].value() == NOTE
    assert not Handover.objects.exists()


def test_a_co_chair_who_sat_there_before_reads_it_and_it_still_waits_for_who_comes_next(cast, left):
    handover, nora = left
    Holding.objects.filter(partner=nora, seat=handover.holding.seat).update(partner=cast.ines, from_on=DAY - timedelta(days=300))

    as_(cast.ines).get(reverse("programmes:handover", args=[handover.ref]))

    handover.refresh_from_db()
    assert handover.read_at is None
