"""The lay co-chair looks at what is suggested, allocates a pair as one decision, and everybody says yes (R1, R2, 7.1 to 7.3)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import accept_seat, agree_to_holding
from partners.models import Holding
from programmes.pairing.actions import allocate_pair
from programmes.pairing.models import Allocation
from tests.makers import MONDAY, a_partner
from tests.programmes.appointments.doing import active
from tests.programmes.pairing.doing import DAY, garden, in_advisory, says_of_themselves, wants
from tests.programmes.stages.doing import as_


@pytest.fixture
def room(cast, clock):
    """Garden with two empty seats; Nora asked for it and brings what it wants, Otto is new and from elsewhere, Pia does not want it."""
    stream = garden(cast)
    nora = in_advisory(cast, "Nora Example", username="nora", experience=["community", "money"], lived=["older"],
                       ago=timedelta(days=290))
    otto = in_advisory(cast, "Otto Example", username="otto", area="Eastmere", strategic=True)
    pia = in_advisory(cast, "Pia Example", area="Westmere")
    wants(nora, stream)
    for each in (cast.amina, cast.joe, cast.ines):
        says_of_themselves(each, hours_limit=8)      # they have given all they can
    return cast, stream, nora, otto, pia


def page(who, name, thing):
    response = as_(who).get(reverse(f"programmes:{name}", args=[thing]))
    assert response.status_code == 200
    return response.content.decode()


def send(who, stream, *people, **more):
    first, second = (*people, None)[:2] if len(people) < 2 else people
    return as_(who).post(reverse("programmes:allocate", args=[stream.ref]), {
        "first": first.ref if first else "", "second": second.ref if second else "", "hours_a_month": "6", "from_on": "2026-03-16"} | more)


def test_the_page_suggests_the_best_pair_and_says_why_in_words(room):
    cast, *_rest = room

    told = page(cast.ines, "pairs", cast.programme.slug)

    assert "Nora Example</strong>" in told.replace("\n", "") or "Nora Example and Otto Example" in " ".join(told.split())
    assert "Nora Example asked for this workstream" in told
    assert "Nora Example brings: Links with a community or a group, Budgets and accounts" in told
    assert "Otto Example has worked on plans for whole services before" in told
    assert "Nora Example knows this life from their own: Older people" in told
    assert "They come from different places: Westmere and Eastmere" in told or "Eastmere and Westmere" in told
    assert "One of them has served for more than six months" in told
    assert "Why these two for Garden: 11 points" in told         # 3 asked, 2 brought, 2 strategic, 2 lived, 1 places, 1 served


def test_the_suggested_people_stand_in_the_form_and_one_press_asks_them_and_the_lead(room):
    cast, stream, nora, otto, _pia = room
    form = as_(cast.ines).get(reverse("programmes:allocate", args=[stream.ref])).context["form"]
    assert {form["first"].value(), form["second"].value()} == {nora.ref, otto.ref}

    answer = send(cast.ines, stream, nora, otto, said="Nora knows money, Otto knows plans.")

    assert answer.status_code == 302
    allocation = Allocation.objects.get()
    assert (allocation.by_lay_chair, allocation.as_suggested, allocation.points) == (True, True, 11)
    held = {each.partner: each for each in Holding.objects.filter(seat__group=stream.group)}
    assert {partner: (each.state, each.from_advisory, each.by_lay_chair, each.hours_a_month) for partner, each in held.items()} == {
        nora: ("proposed", True, True, 6), otto: ("proposed", True, True, 6)}
    mine = [each.ref for each in held.values()]
    assert set(Message.objects.filter(kind="seat_offered", about__in=mine).values_list("to", flat=True)) == {nora.ref, otto.ref}
    assert Message.objects.filter(kind="seat_to_agree", about__in=mine, to=cast.priya.ref).count() == 2
    assert Row.objects.filter(kind="programmes.allocation", move="allocate", subject=allocation.ref).count() == 1
    assert "Nora knows money, Otto knows plans." in page(cast.maya, "workstream", stream.ref)


def test_nobody_serves_before_both_lay_partners_and_the_lead_have_said_yes(room):
    cast, stream, nora, otto, _pia = room
    send(cast.ines, stream, nora, otto)
    mine, other = (Holding.objects.get(seat__group=stream.group, partner=each) for each in (nora, otto))

    as_(nora).post(reverse("programmes:seat-answer", args=[mine.ref]), {"answer": "yes"})
    assert Holding.objects.get(pk=mine.pk).state == "accepted"
    for holding in (mine, other):
        as_(cast.priya).post(reverse("programmes:holding-agree", args=[holding.ref]), {"answer": "yes"})

    assert Holding.objects.get(pk=mine.pk).state == "serving"
    assert Holding.objects.get(pk=other.pk).state == "agreed"
    as_(otto).post(reverse("programmes:seat-answer", args=[other.ref]), {"answer": "yes"})
    assert Holding.objects.get(pk=other.pk).state == "serving"
    assert not stream.group.seats.filter(vacancies__until_on__isnull=True, vacancies__isnull=False).exists()


def test_one_of_the_two_can_be_changed_and_the_record_says_that_it_is_not_as_suggested(room):
    cast, stream, nora, _otto, pia = room

    send(cast.ines, stream, nora, pia)

    allocation = Allocation.objects.get()
    assert allocation.as_suggested is False
    assert {each.holding.partner for each in allocation.seats.all()} == {nora, pia}


def test_one_alone_needs_a_reason(room):
    cast, stream, nora, _otto, _pia = room

    without = send(cast.ines, stream, nora)

    assert without.status_code == 200
    assert "Choose a second lay partner, or say below why one is alone for now" in without.content.decode()
    assert not Holding.objects.filter(seat__group=stream.group).exists()
    assert send(cast.ines, stream, nora, alone_because="Otto comes back in May.").status_code == 302
    assert Allocation.objects.get().alone_because == "Otto comes back in May."
    assert Holding.objects.filter(seat__group=stream.group).count() == 1


def test_the_same_person_twice_is_no_pair(room):
    cast, stream, nora, _otto, _pia = room

    assert "Choose two different people" in send(cast.ines, stream, nora, nora).content.decode()
    assert not Allocation.objects.exists()


@pytest.mark.parametrize(("bar", "words"), [
    ("conflict", "They have declared a conflict of interests with this workstream."),
    ("hours", "It would make 8 hours a month, and their limit is 7."),
    ("outside", "They are not in the Advisory Group."),
    ("paused", "They are taking a break."),
])
def test_a_rule_keeps_somebody_out_of_the_list_and_out_of_the_seat(room, bar, words):
    cast, stream, nora, otto, _pia = room
    if bar == "conflict":
        wants(otto, stream, "conflict")
    elif bar == "hours":
        says_of_themselves(otto, hours_limit=7)
    elif bar == "outside":
        otto = a_partner("Outa Example")
    else:
        from programmes.appointments.actions.terms import pause

        appointment = active(cast)
        otto = appointment.partner
        pause(appointment, by=cast.maya, at=MONDAY, until_on=DAY + timedelta(days=30))

    answer = send(cast.ines, stream, nora, otto)

    assert answer.status_code == 200
    assert [error.code for error in answer.context["form"].errors.as_data()["second"]] == ["invalid_choice"]
    if bar != "outside":
        assert f"{otto.name}: {words}" in answer.content.decode()
    with pytest.raises(NotAllowedNow) as refused:
        allocate_pair(stream, [nora, otto], by=cast.ines, at=MONDAY, from_on=DAY)
    assert words in str(refused.value.why)
    assert not Holding.objects.filter(seat__group=stream.group).exists()


def test_who_joins_somebody_who_serves_needs_no_second(room):
    cast, stream, nora, otto, _pia = room
    send(cast.ines, stream, nora, alone_because="Otto comes later.")
    holding = Holding.objects.get(partner=nora, seat__group=stream.group)
    accept_seat(holding, at=MONDAY)
    agree_to_holding(holding, by=cast.priya, at=MONDAY)

    told = page(cast.ines, "pairs", cast.programme.slug)
    form = as_(cast.ines).get(reverse("programmes:allocate", args=[stream.ref])).context["form"]

    assert "Otto Example would join" in told
    assert list(form.fields) == ["first", "hours_a_month", "from_on", "until_on", "said"]
    assert form["first"].value() == otto.ref
    send(cast.ines, stream, otto)
    assert Allocation.objects.order_by("-pk").first().points == 6       # strategic 2, lived 2, places 1, served 1


def test_a_workstream_whose_seats_are_filled_leads_back_to_its_page(room):
    cast, stream, nora, otto, _pia = room
    send(cast.ines, stream, nora, otto)

    answer = as_(cast.maya).get(reverse("programmes:allocate", args=[stream.ref]), follow=True)

    assert answer.redirect_chain == [(stream.get_absolute_url(), 302)]
    assert "All seats of this workstream are filled, or somebody is being asked." in answer.content.decode()


def test_the_old_way_to_propose_for_a_workstream_leads_here(room):
    cast, stream, *_people = room

    answer = as_(cast.ines).post(reverse("programmes:seat-propose", args=[stream.group.seats.first().ref]), {
        "partner": cast.forrest.pk, "from_on": "2026-03-16", "hours_a_month": "8"})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("programmes:allocate", args=[stream.ref]))
    assert not Holding.objects.filter(seat__group=stream.group).exists()


@pytest.mark.parametrize("who", ["amina", "joe", "femi", "forrest", "priya", "sid", "vic", "olga"])
def test_nobody_else_allocates_or_reads_what_people_bring(room, who):
    cast, stream, nora, otto, _pia = room

    assert send(getattr(cast, who), stream, nora, otto).status_code == 403
    assert as_(getattr(cast, who)).get(reverse("programmes:pairs", args=[cast.programme.slug])).status_code == 403
    assert not Allocation.objects.exists()


def test_a_withdrawn_seat_can_not_be_confirmed(room):
    cast, stream, nora, otto, _pia = room
    send(cast.ines, stream, nora, otto)
    holding = Holding.objects.get(partner=nora, seat__group=stream.group)
    as_(cast.priya).post(reverse("programmes:holding-agree", args=[holding.ref]), {"answer": "no", "because": "We begin later."})

    late = as_(nora).post(reverse("programmes:seat-answer", args=[holding.ref]), {"answer": "yes"})

    assert late.status_code == 409
    assert Holding.objects.get(pk=holding.pk).state == "withdrawn"


def test_the_lead_of_a_workstream_that_begins_later_is_asked_and_agrees_before_its_first_day(cast, clock):
    stream = garden(cast, name="Orchard", starts_on=DAY + timedelta(days=30))
    nora, otto = in_advisory(cast, "Nora Example"), in_advisory(cast, "Otto Example")

    send(cast.ines, stream, nora, otto, from_on="2026-04-15")

    holding = Holding.objects.get(seat__group=stream.group, partner=nora)
    assert Message.objects.filter(kind="seat_to_agree", about=holding.ref, to=cast.priya.ref).exists()
    accept_seat(holding, at=MONDAY)
    assert as_(cast.priya).post(reverse("programmes:holding-agree", args=[holding.ref]), {"answer": "yes"}).status_code == 302
    assert Holding.objects.get(pk=holding.pk).state == "serving"


def test_who_is_asked_reads_what_the_workstream_is_for_and_when_it_meets_and_answers_once(cast, clock):
    stream = garden(cast, purpose="What grows beside the ward.", meets="Every two weeks", first_meeting_on=DAY + timedelta(days=3))
    nora = in_advisory(cast, "Nora Example", username="nora")
    send(cast.ines, stream, nora, in_advisory(cast, "Otto Example"))
    holding = Holding.objects.get(partner=nora, seat__group=stream.group)

    told = page(nora, "seat-answer", holding.ref)

    for words in ("What grows beside the ward.", "Every two weeks", "Thursday 19 March 2026", "If no: why?"):
        assert words in told
    assert "Nora Example is proposed, waiting for the person and the lead" in " ".join(page(nora, "workstream", stream.ref).split())
    assert "Say yes or no" in page(nora, "workstream", stream.ref)
    accept_seat(holding, at=MONDAY)
    assert "Say yes or no" not in page(nora, "workstream", stream.ref)
