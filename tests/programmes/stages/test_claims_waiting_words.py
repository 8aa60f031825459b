"""The reminder about claims counts those that its reader may confirm; nobody is reminded of their own."""

import pytest

from coprod.post.models import Message
from programmes.stages.notices.words import claims_waiting
from tests.makers import MONDAY, a_claim, a_stage


@pytest.mark.parametrize(("reader", "words"), [
    ("amina", "1 claim is waiting for a lay partner to confirm it."), ("ines", "2 claims are waiting for a lay partner to confirm them.")])
def test_the_reminder_counts_what_its_reader_may_confirm(cast, reader, words):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    for code, who in (("8.1", cast.priya), ("8.5", cast.amina)):
        a_claim(stage.answers.select_related("stage__programme", "stage__workstream").get(code=code), by=who)
    message = Message(kind="claims_waiting", about=stage.ref, to=getattr(cast, reader).ref, occasion="x", written_at=MONDAY, due_at=MONDAY)

    assert words in [str(line) for line in claims_waiting(message).lines]


def test_a_reminder_of_ones_own_claim_alone_is_not_sent(cast):
    stage = a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing)
    a_claim(stage.answers.select_related("stage__programme", "stage__workstream").get(code="8.5"), by=cast.amina)
    message = Message(kind="claims_waiting", about=stage.ref, to=cast.amina.ref, occasion="x", written_at=MONDAY, due_at=MONDAY)

    assert claims_waiting(message) is None
