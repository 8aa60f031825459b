"""The lead notes a talk with the pair before the first meeting; it counts when the pair says so (7.6)."""

import pytest
from django.urls import reverse

from coprod.post.models import Message
from programmes.pairing.models import Briefing
from programmes.sharing.actions import note_briefing
from tests.makers import MONDAY
from tests.programmes.sharing.doing import DAY
from tests.programmes.stages.doing import as_


@pytest.fixture
def noted(cast, clock):
    as_(cast.priya).post(reverse("programmes:briefing-note", args=[cast.housing.ref]), {"on": "2026-03-13", "note": "What we call things."})
    return Briefing.objects.get(on="2026-03-13")


def judges(who, briefing, answer, text=""):
    return as_(who).post(reverse("programmes:me-briefing", args=[briefing.ref]), {"answer": answer, "text": text})


def test_both_of_the_pair_are_asked_and_each_says_for_themselves(cast, noted):
    told = Message.objects.filter(kind="briefing_to_judge", about=noted.ref)
    assert set(told.values_list("to", flat=True)) == {cast.amina.ref, cast.joe.ref}

    judges(cast.amina, noted, "yes")

    assert list(noted.views.values_list("by__name", "was_so")) == [("Amina Example", True)]
    page = as_(cast.vic).get(cast.housing.get_absolute_url()).content.decode()
    assert "What we call things." in page
    assert "Amina Example says that it was so." in page


def test_a_no_says_what_was_and_the_lead_reads_it(cast, noted):
    empty = judges(cast.joe, noted, "no")
    assert "Say what was not so, so that the lead can mend it" in empty.content.decode()
    assert not noted.views.exists()

    judges(cast.joe, noted, "no", "Nobody rang me.")

    assert Message.objects.filter(kind="briefing_denied", to=cast.priya.ref).count() == 1
    assert "Joe Example says that it was not so: Nobody rang me." in as_(cast.priya).get(cast.housing.get_absolute_url()).content.decode()
    judges(cast.joe, noted, "yes")
    assert list(noted.views.values_list("was_so", "text")) == [(True, "")]


@pytest.mark.parametrize("who", ["maya", "sid", "ines", "femi", "forrest", "vic", "priya"])
def test_nobody_but_the_pair_says_whether_it_was_so(cast, noted, who):
    assert judges(getattr(cast, who), noted, "yes").status_code in (403, 404)
    assert not noted.views.exists()


@pytest.mark.parametrize("who", ["maya", "sid", "ines", "amina", "joe", "vic"])
def test_nobody_but_the_lead_notes_it(cast, clock, who):
    where = reverse("programmes:briefing-note", args=[cast.housing.ref])

    assert as_(getattr(cast, who)).post(where, {"on": "2026-03-13", "note": "So"}).status_code == 403
    assert Briefing.objects.count() == 1        # the one before the first meeting


def test_a_day_that_is_still_to_come_is_no_talk_yet(cast, clock):
    page = as_(cast.priya).post(reverse("programmes:briefing-note", args=[cast.housing.ref]), {"on": "2026-03-20", "note": "Soon"})

    assert "Enter a day that has been: a talk counts once it was held" in page.content.decode()
    assert Briefing.objects.count() == 1        # the one before the first meeting


def test_the_same_day_is_noted_once(cast, noted):
    page = as_(cast.priya).post(reverse("programmes:briefing-note", args=[cast.housing.ref]), {"on": "2026-03-13", "note": "Again"})

    assert page.status_code == 409
    assert Briefing.objects.filter(on="2026-03-13").count() == 1


def test_who_left_is_not_asked(cast, clock):
    from partners.groups.actions import end_holding
    from tests.programmes.sharing.doing import seat_of

    end_holding(seat_of(cast.joe, cast.housing), by=cast.joe, at=MONDAY, until_on=DAY)
    noted = note_briefing(cast.housing, by=cast.priya, at=MONDAY, on=DAY, note="With Amina alone.")

    assert set(Message.objects.filter(kind="briefing_to_judge", about=noted.ref).values_list("to", flat=True)) == {cast.amina.ref}
