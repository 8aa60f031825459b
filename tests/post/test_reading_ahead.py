"""What many messages need is read for all of them at once, and they say the same as when each reads for itself."""

import pytest

from coprod.post.batch import one_batch
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.messages.policies import reach_of
from programmes.stages.actions.signing import sign_stage
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_claim, a_partner, a_stage
from tests.programmes.stages.doing import ready

pytestmark = pytest.mark.django_db


def messages(cast, kind, stages, *people):
    return [Message(kind=kind, about=stage.ref, to=person.ref, occasion="due:before", written_at=MONDAY, due_at=MONDAY)
            for stage in stages for person in people]


@pytest.fixture
def stages(cast):
    """One that is ready to sign, one with two claims, one with nothing said, and one that is not there any more."""
    claimed, empty = a_stage(cast.programme, "S2", by=cast.maya), a_stage(cast.programme, "S3", by=cast.maya)
    for answer in claimed.answers.order_by("pk")[:2]:
        a_claim(answer, by=cast.maya)
    return [ready(cast), claimed, empty, Stage(ref="gone")]


@pytest.mark.parametrize("kind", sorted(registry.ahead))
def test_the_words_are_the_same(cast, stages, kind):
    Stage.objects.update(due_on=MONDAY.date())
    if kind == "stage_unresolved":
        Stage.objects.filter(pk=stages[1].pk).update(state="unresolved")
    if kind == "changed_since_signed":
        for person in (cast.priya, cast.amina, cast.joe):
            sign_stage(stages[0], by=person, at=MONDAY, value="agree")
        Stage.objects.filter(pk=stages[0].pk).update(changed_at=MONDAY)
    some = messages(cast, kind, stages, cast.amina, cast.joe, cast.maya, a_partner("Nobody Here"))

    alone = [registry.words[kind](each) for each in some]
    with one_batch():
        reach_of({each.to for each in some}, MONDAY)
        registry.read_ahead(some)
        together = [registry.words[kind](each) for each in some]

    assert together == alone
    assert any(alone) and not all(alone)


def test_it_costs_the_same_for_many(cast, stages, django_assert_num_queries):
    for many in (1, 30):
        people = [a_partner(f"Person {number} of {many}") for number in range(many)]
        some = [each for kind in sorted(registry.ahead) for each in messages(cast, kind, stages[1:3], cast.amina, *people)]
        with one_batch():
            reach_of({each.to for each in some}, MONDAY)
            with django_assert_num_queries(4):      # stages, who still reads in their one programme, what is left, what is claimed
                registry.read_ahead(some)
            with django_assert_num_queries(0):
                for each in some:
                    if each.kind != "sign_off_asked":       # whether they have signed, each asks for itself
                        registry.words[each.kind](each)
