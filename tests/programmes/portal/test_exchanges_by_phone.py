"""Who has no e-mail asks to exchange seats, says yes or no, and takes it back through staff, who write it down with their name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.contacts.models import Said
from programmes.pairing.models import Swap
from programmes.sharing.actions import ask_swap, say_no, say_yes
from tests.makers import MONDAY
from tests.programmes.portal.doing import own, press, writing_for
from tests.programmes.sharing.doing import kitchen, seat_of
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    """Amina's seat in Housing, and Dora with hers in Kitchen."""
    _stream, dora, theirs = kitchen(cast, lead=cast.vic)
    return seat_of(cast.amina, cast.housing), dora, theirs


@pytest.fixture
def asked(pair):
    """Amina, in her account, asks Dora."""
    mine, _dora, theirs = pair
    return ask_swap(mine, theirs, at=MONDAY, because="It is near my house.")


def page_of(reader, swap):
    return " ".join(as_(reader).get(reverse("programmes:swap", args=[swap.ref])).content.decode().split())


def test_asking_is_written_down_with_who_and_how_and_everybody_reads_it(cast, pair):
    mine, dora, theirs = pair
    begun = writing_for(cast, cast.amina)
    assert reverse("programmes:for-swap-ask", args=[begun.ref, mine.ref]) in own(cast.maya, "for", begun.ref).content.decode()

    answer = own(cast.maya, "for-swap-ask", begun.ref, mine.ref, theirs=theirs.pk, because="It is near my house.")

    swap = Swap.objects.get()
    assert answer.url == reverse("programmes:for-swap", args=[begun.ref, swap.ref])
    assert (swap.mine, swap.theirs, swap.because, swap.through, swap.noted_by) == (mine, theirs, "It is near my house.", "phone", cast.maya)
    assert Said.objects.get().words == (
        "You ask Dora Example (Kitchen) to exchange seats with you (Housing): It is near my house.")
    assert Message.objects.filter(kind="swap_asked", to=dora.ref).count() == 1
    assert "(noted by Maya Example, by phone)" in page_of(dora, swap)
    assert Row.objects.get(subject=swap.ref).actor == cast.amina.ref


def test_a_yes_by_phone_counts_as_theirs_and_leads_are_asked(cast, pair, asked):
    _mine, dora, _theirs = pair
    begun = writing_for(cast, dora)
    assert "Would you exchange seats?" in own(cast.maya, "for", begun.ref).content.decode()

    own(cast.maya, "for-swap", begun.ref, asked.ref, answer="yes", because="")

    asked.refresh_from_db()
    assert (asked.state, asked.accepted_through, asked.accepted_noted_by) == ("accepted", "phone", cast.maya)
    assert Said.objects.get().words == "You said yes to an exchange of seats: Kitchen for Housing, with Amina Example"
    assert Message.objects.filter(kind="swap_to_agree").count() == 3
    assert "(noted by Maya Example, by phone)" in page_of(cast.priya, asked)
    assert own(cast.maya, "for-swap", begun.ref, asked.ref, answer="no", because="").status_code == 409


def test_a_no_by_phone_is_noted_with_its_reason(cast, pair, asked):
    begun = writing_for(cast, pair[1], through="in_person")

    own(cast.maya, "for-swap", begun.ref, asked.ref, answer="no", because="I like it here.")

    asked.refresh_from_db()
    assert (asked.state, asked.closed_by, asked.closed_because, asked.closed_through, asked.closed_noted_by) == (
        "declined", pair[1], "I like it here.", "in_person", cast.maya)
    assert "noted by Maya Example, in person" in page_of(cast.amina, asked)


def test_taking_it_back_by_phone(cast, pair, asked):
    begun = writing_for(cast, cast.amina)
    assert "Take it back" in own(cast.maya, "for-swap", begun.ref, asked.ref).content.decode()

    assert press(cast.maya, "for-swap-withdraw", begun.ref, asked.ref).status_code == 302

    asked.refresh_from_db()
    assert (asked.state, asked.closed_by, asked.closed_through, asked.closed_noted_by) == ("withdrawn", cast.amina, "phone", cast.maya)
    assert press(cast.maya, "for-swap-withdraw", begun.ref, asked.ref).status_code == 409
    assert Said.objects.count() == 1


def test_staff_write_down_no_word_that_is_not_the_persons(cast, pair, asked):
    for_amina = writing_for(cast, cast.amina)
    page = own(cast.maya, "for-swap", for_amina.ref, asked.ref).content.decode()
    assert "Yes, I agree" not in page                           # she asked: Dora answers
    assert own(cast.maya, "for-swap", for_amina.ref, asked.ref, answer="yes", because="").status_code == 409
    press(cast.maya, "for-end", for_amina.ref)
    for_dora = writing_for(cast, pair[1])
    assert press(cast.maya, "for-swap-withdraw", for_dora.ref, asked.ref).status_code == 409
    say_yes(asked, "asked", by=pair[1], at=MONDAY)
    assert own(cast.maya, "for-swap", for_dora.ref, asked.ref, answer="yes", because="").status_code == 409
    press(cast.maya, "for-end", for_dora.ref)
    for_joe = writing_for(cast, cast.joe)
    assert own(cast.maya, "for-swap", for_joe.ref, asked.ref).status_code == 404
    assert own(cast.maya, "for-swap-ask", for_joe.ref, pair[0].ref).status_code == 404

    asked.refresh_from_db()
    assert (asked.state, asked.my_lead_at) == ("accepted", None)
    assert not Said.objects.exists()


def test_after_the_half_hour_nothing_is_kept_and_what_was_typed_is_shown(cast, clock, pair, asked):
    begun = writing_for(cast, pair[1])
    clock.to(MONDAY + timedelta(minutes=31))

    page = own(cast.maya, "for-swap", begun.ref, asked.ref, answer="no", because="I like it here.")

    assert page.context["form"]["because"].value() == "I like it here."
    assert "The half hour is over" in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_the_page_me_shows_what_the_person_asked_and_is_asked(cast, pair, asked):
    where = reverse("programmes:swap", args=[asked.ref])

    hers, theirs = (own(who, "me").content.decode() for who in (cast.amina, pair[1]))

    assert f'href="{where}"' in hers and "An exchange of seats: Housing and Kitchen" in hers
    assert f'href="{where}"' in theirs and "Would you exchange seats?" in theirs
    say_no(asked, by=pair[1], at=MONDAY, because="")
    assert where not in own(cast.amina, "me").content.decode()


def test_a_seat_outside_a_workstream_is_not_exchanged(cast, pair):
    advisory = cast.amina.holdings.get(seat__group=cast.advisory)

    assert own(cast.amina, "me-swap-ask", advisory.ref).status_code == 404
    assert reverse("programmes:me-swap-ask", args=[advisory.ref]) not in own(cast.amina, "me").content.decode()
