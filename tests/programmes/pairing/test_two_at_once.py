"""Two co-chairs and the manager allocate at the same moment: never a third in a pair, never over somebody's limit, never a lost yes."""

from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.urls import reverse

from partners.groups.actions import accept_seat, agree_to_holding
from partners.models import Holding
from programmes.pairing.actions import allocate_pair
from programmes.pairing.models import Allocation
from tests.makers import MONDAY, a_workstream
from tests.programmes.pairing.doing import DAY, garden, in_advisory
from tests.programmes.stages.doing import as_


def test_fifty_who_allocate_the_same_people_make_one_pair_for_each_workstream_and_keep_everybody_s_limit(shared_cast, all_at_once):
    cast = shared_cast
    streams = [garden(cast, name=f"Garden {number}") for number in range(5)]
    people = [in_advisory(cast, f"Person {number}", limit=8) for number in range(4)]     # two hours given, six for one seat: one seat each

    def allocate(number):
        one, other = people[number % 4], people[(number + 1) % 4]
        return as_(cast.ines if number % 2 else cast.maya).post(reverse("programmes:allocate", args=[streams[number % 5].ref]), {
            "first": one.ref, "second": other.ref, "hours_a_month": "6", "from_on": "2026-03-16"})

    answers = all_at_once(50, allocate)

    made = list(Allocation.objects.all())
    assert 1 <= len(made) <= 2
    codes = [answer.status_code for answer in answers]
    assert set(codes) <= {200, 302, 409}        # asked again beside the field, done (or all seats are filled by now), too late
    assert sum(answer.status_code == 302 and answer.wsgi_request.method == "POST" for answer in answers) >= len(made)
    hours = Holding.objects.filter(partner__in=people).values("partner").annotate(n=Sum("hours_a_month")).values_list("n", flat=True)
    assert max(hours) <= 8
    assert Holding.objects.filter(seat__group__workstream__in=streams).count() == 2 * len(made)
    crowded = [each for each in streams if Holding.objects.filter(seat__group=each.group).count() not in (0, 2)]
    assert crowded == []


def test_fifty_yeses_of_the_person_and_the_lead_are_one_yes_each_and_the_person_serves(shared_cast, all_at_once):
    cast = shared_cast
    stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya, name="Kitchen", hours_a_month=4)
    people = [in_advisory(cast, f"Person {number}") for number in range(2)]
    allocate_pair(stream, people, by=cast.ines, at=MONDAY, from_on=DAY)
    held = list(Holding.objects.filter(seat__group=stream.group).order_by("pk").values_list("pk", flat=True))

    def say_yes(number):
        holding = Holding.objects.select_related("seat__group", "partner").get(pk=held[number % 2])
        if number // 2 % 2:
            return agree_to_holding(holding, by=cast.priya, at=MONDAY + timedelta(minutes=1))
        return accept_seat(holding, at=MONDAY + timedelta(minutes=1))

    answers = all_at_once(50, say_yes)

    assert answers.count(None) >= 2
    for pk in held:                                         # whoever came in between two presses may press again
        for work in (0, 2):
            holding = Holding.objects.get(pk=pk)
            if work == 0 and holding.is_waiting_for_person():
                accept_seat(holding, at=MONDAY + timedelta(minutes=2))
            if work == 2 and holding.is_waiting_for_lead():
                agree_to_holding(holding, by=cast.priya, at=MONDAY + timedelta(minutes=2))
    serving = Holding.objects.filter(seat__group=stream.group).aggregate(
        n=Count("pk", filter=Q(state="serving", accepted_at__isnull=False, agreed_by=cast.priya)))
    assert serving == {"n": 2}
