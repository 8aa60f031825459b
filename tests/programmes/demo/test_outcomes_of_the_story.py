"""Everybody who was put forward was told the outcome (5.2): the messages say so."""

import pytest

from coprod.post.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def test_each_who_was_put_forward_hears_once_and_so_does_who_put_them_forward():
    outcomes = Message.objects.filter(state__in=["sent", "told"], kind="outcome")
    nominators = Message.objects.filter(state="sent", kind="outcome_nominator")

    assert outcomes.count() == outcomes.values("to").distinct().count() == 41 + 3 + 1 + 3      # and of the two other programmes
    assert outcomes.filter(state="told").count() == 5       # those without e-mail, by phone
    assert nominators.count() == 41 + 1                     # of the first round, of whom each agreed that it is said; and Kit
    assert not Message.objects.on_the_way().filter(kind__in=["call_request", "outcome"]).exists()
