"""Nobody speaks for both sides of a breach, and what is written down for somebody says so (6.4)."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from programmes.touchstone.actions import answer_breach, say_on_breach
from programmes.touchstone.policies.breaches import speaks_for_it
from tests.makers import MONDAY
from tests.programmes.stages.doing import get, post
from tests.programmes.touchstone.doing import a_breach

BY_PHONE = {"through": "phone"}


def test_who_wrote_it_down_is_not_asked_to_answer_it(cast):
    first = a_breach(cast, not_to=[cast.ines], noted_by=cast.maya, **BY_PHONE)
    assert first.to == cast.sid
    breach = a_breach(cast, noted_by=cast.sid, **BY_PHONE)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="It happens.")

    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=False, text="Each time.", noted_by=cast.maya, **BY_PHONE)

    breach.refresh_from_db()
    assert (breach.state, breach.to) == ("unsettled", cast.ines)        # the only one left wrote it down


def test_who_answers_never_says_that_it_is_settled(cast):
    breach = a_breach(cast, noted_by=cast.maya, **BY_PHONE)
    type(breach).objects.filter(pk=breach.pk).update(to=cast.maya)      # as such rows stood before
    breach.refresh_from_db()
    answer_breach(breach, by=cast.maya, at=MONDAY, text="It is fine.")

    assert not speaks_for_it(cast.maya.user, breach) and speaks_for_it(cast.amina.user, breach)
    assert post(cast.maya, "breach-say", breach, value="yes", text="", through="phone").status_code == 403
    with pytest.raises(NotAllowedNow, match="does not say whether it is settled"):
        say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=True, noted_by=cast.maya, **BY_PHONE)


def test_the_word_of_who_raised_it_says_who_wrote_it_down(cast):
    breach = a_breach(cast, noted_by=cast.maya, **BY_PHONE)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="I spoke with Priya.")
    assert "How did they say it?" in get(cast.maya, "breach-say", breach).content.decode()
    assert "How did they say it?" not in get(cast.amina, "breach-say", breach).content.decode()

    post(cast.maya, "breach-say", breach, value="yes", text="", through="in_person")

    breach.refresh_from_db()
    answer = breach.answers.get()
    assert (breach.state, answer.said_through, answer.said_noted_by) == ("settled", "in_person", cast.maya)
    assert "noted by Maya Example, in person" in get(cast.amina, "breach", breach).content.decode()
