"""Two lay partners exchange their seats when both, both leads and a lay co-chair have said yes; a no is told with its reason."""

import pytest
from django.urls import reverse

from coprod.post.models import Message
from coprod.trail.models import Row
from partners.models import Holding, Vacancy
from programmes.pairing.models import Swap
from tests.programmes.pairing.doing import wants
from tests.programmes.sharing.doing import DAY, kitchen, seat_of
from tests.programmes.stages.doing import as_


@pytest.fixture
def asked(cast, clock):
    """Amina, of Housing, asks Dora, of Kitchen."""
    _stream, dora, theirs = kitchen(cast, lead=cast.vic)
    mine = seat_of(cast.amina, cast.housing)
    answer = as_(cast.amina).post(reverse("programmes:me-swap-ask", args=[mine.ref]), {
        "theirs": theirs.pk, "because": "It is near my house."})
    assert answer.status_code == 302
    return Swap.objects.get(), dora


def says(who, swap, answer="yes", **more):
    return as_(who).post(reverse("programmes:swap-answer", args=[swap.ref]), {"answer": answer} | more).status_code


def in_(workstream_or_group):
    group = getattr(workstream_or_group, "group", workstream_or_group)
    return set(Holding.objects.serving(DAY).filter(seat__group=group, state="serving").values_list("partner__name", flat=True))


def test_the_seats_change_hands_with_the_last_yes_and_stand_empty_on_no_day(cast, asked):
    swap, dora = asked
    assert Message.objects.filter(kind="swap_asked", to=dora.ref).count() == 1

    assert says(dora, swap) == 302
    assert set(Message.objects.filter(kind="swap_to_agree").values_list("to", flat=True)) == {cast.priya.ref, cast.vic.ref, cast.ines.ref}
    assert (says(cast.priya, swap), says(cast.ines, swap)) == (302, 302)
    assert in_(cast.housing) == {"Amina Example", "Joe Example"}
    assert says(cast.vic, swap) == 302

    swap.refresh_from_db()
    assert swap.state == "done"
    assert in_(cast.housing) == {"Dora Example", "Joe Example"}
    assert in_(swap.theirs.seat.group) == {"Amina Example"}
    assert not Vacancy.objects.filter(seat__in=[swap.mine.seat, swap.theirs.seat], until_on__isnull=True).exists()
    new = Holding.objects.get(partner=dora, seat=swap.mine.seat)
    assert (new.agreed_by, new.by_lay_chair, new.from_advisory, new.hours_a_month) == (cast.priya, True, True, 8)
    assert Message.objects.filter(kind="swap_done").count() == 2


@pytest.mark.parametrize("who", ["dora", "priya", "ines", "vic"])
def test_one_no_leaves_everything_as_it_is_and_says_why(cast, asked, who):
    swap, dora = asked
    if who != "dora":
        says(dora, swap)
    assert says(dora if who == "dora" else getattr(cast, who), swap, "no", because="We have just begun.") == 302

    swap.refresh_from_db()
    assert (swap.state, swap.closed_because) == ("declined", "We have just begun.")
    assert in_(cast.housing) == {"Amina Example", "Joe Example"}
    assert Message.objects.filter(kind="swap_declined", to=cast.amina.ref).count() == 1
    assert "We have just begun." in as_(cast.amina).get(reverse("programmes:swap", args=[swap.ref])).content.decode()
    assert Row.objects.filter(subject=swap.ref, move="decline").count() == 1


@pytest.mark.parametrize("who", ["joe", "maya", "sid", "forrest", "sam"])
def test_nobody_else_sees_or_answers_it(cast, asked, who):
    swap, _dora = asked

    assert says(getattr(cast, who), swap) == 404
    assert as_(getattr(cast, who)).get(reverse("programmes:swap", args=[swap.ref])).status_code == 404


def test_leads_do_not_answer_before_the_other_lay_partner(cast, asked):
    swap, _dora = asked

    assert says(cast.priya, swap) == 403
    swap.refresh_from_db()
    assert (swap.state, swap.my_lead_at) == ("asked", None)


def test_who_asked_takes_it_back_and_may_ask_again(cast, asked):
    swap, dora = asked
    assert as_(dora).post(reverse("programmes:swap-withdraw", args=[swap.ref])).status_code == 403
    again = as_(cast.amina).post(reverse("programmes:me-swap-ask", args=[swap.mine.ref]), {"theirs": swap.theirs.pk})
    assert again.status_code == 409

    assert as_(cast.amina).post(reverse("programmes:swap-withdraw", args=[swap.ref])).status_code == 302

    assert says(dora, swap) == 403
    assert as_(cast.amina).post(reverse("programmes:me-swap-ask", args=[swap.mine.ref]), {"theirs": swap.theirs.pk}).status_code == 302
    assert Swap.objects.filter(state="asked").count() == 1


def test_the_other_of_one_s_own_pair_and_people_of_other_programmes_cannot_be_asked(cast, clock):
    mine, other = seat_of(cast.amina, cast.housing), seat_of(cast.joe, cast.housing)

    page = as_(cast.amina).post(reverse("programmes:me-swap-ask", args=[mine.ref]), {"theirs": other.pk})

    assert [error.code for error in page.context["form"].errors.as_data()["theirs"]] == ["invalid_choice"]
    assert not Swap.objects.exists()


def test_a_seat_that_its_holder_has_left_is_not_exchanged(cast, asked):
    from partners.groups.actions import end_holding
    from tests.makers import MONDAY

    swap, dora = asked
    says(dora, swap)
    end_holding(swap.theirs, by=dora, at=MONDAY, until_on=DAY)

    answers = [says(who, swap) for who in (cast.priya, cast.ines, cast.vic)]

    assert answers[-1] == 409
    assert in_(cast.housing) == {"Amina Example", "Joe Example"}
    swap.refresh_from_db()
    assert swap.state == "accepted"


def test_the_page_says_how_many_hours_each_would_take_on(cast, asked):
    swap, dora = asked

    page = " ".join(as_(dora).get(reverse("programmes:swap", args=[swap.ref])).content.decode().split())

    assert "Dora Example would sit in Housing: 8 hours a month." in page
    assert "Amina Example would sit in Kitchen: 5 hours a month." in page


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_where_either_has_declared_a_conflict_they_cannot_be_asked(cast, clock, whose):
    stream, dora, theirs = kitchen(cast)
    wants(cast.amina if whose == "mine" else dora, stream if whose == "mine" else cast.housing, "conflict")

    page = as_(cast.amina).post(reverse("programmes:me-swap-ask", args=[seat_of(cast.amina, cast.housing).ref]), {"theirs": theirs.pk})

    assert [error.code for error in page.context["form"].errors.as_data()["theirs"]] == ["invalid_choice"]
    assert not Swap.objects.exists()
