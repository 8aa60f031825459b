"""A question's SQL is made once; its values, however many, are those of each asking."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Min

from coprod.kit.questions import Question
from programmes.programme.models import Programme
from programmes.programme.models import standing as where
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_partner, a_programme, gives

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_each_asking_has_values_of_its_own():
    maya = a_partner()
    early = a_programme("Early", by=maya, starts_on=TODAY - timedelta(days=9))
    late = a_programme("Late", by=maya, starts_on=TODAY)
    asked = Question(lambda shape, mark: Programme.objects.filter(
        pk__in=[mark("ids", int)], starts_on__lte=mark("on", date)).order_by("pk").values_list("name", "starts_on"))

    def ask(ids, on):
        return asked.rows({"ids": ids, "on": on}.__getitem__)

    assert ask([early.pk, late.pk], TODAY) == [("Early", TODAY - timedelta(days=9)), ("Late", TODAY)]
    assert ask([early.pk, late.pk], TODAY - timedelta(days=1)) == [("Early", TODAY - timedelta(days=9))]
    assert ask([late.pk], TODAY) == [("Late", TODAY)]
    assert ask([], TODAY) == []


def test_a_question_is_made_once_for_each_shape():
    made = []

    def make(shape, mark):
        made.append(shape)
        return Programme.objects.filter(name=shape, pk=mark("id", int)).values("name").annotate(
            n=Count("*"), first=Min("starts_on")).values_list("n")

    programme = a_programme("One", by=a_partner())
    asked = Question(make)

    assert [asked.rows({"id": programme.pk}.__getitem__, name) for name in ("One", "Two", "One", "One")] == [[(1,)], [], [(1,)], [(1,)]]
    assert made == ["One", "Two"]


def test_a_question_that_can_find_nothing_finds_nothing():
    assert Question(lambda shape, mark: Programme.objects.none().values_list("pk")).rows({}.__getitem__) == []


def test_who_sees_very_many_programmes_sees_the_same_ones(monkeypatch):
    maya, vic = a_partner(), a_partner(username="vic")
    seen = [a_programme(f"Seen {n}", by=maya) for n in range(3)]
    for programme in seen:
        gives(programme, vic, "VIEW", by=maya)
    gives(a_programme("Ended", by=maya), vic, "VIEW", by=maya, from_on=TODAY - timedelta(days=9), until_on=TODAY - timedelta(days=1))
    a_programme("Hidden", by=maya)

    few = set(Programme.objects.visible_to(vic.user, on=TODAY))
    monkeypatch.setattr(where, "FEW", 2)
    many = set(Programme.objects.visible_to(vic.user, on=TODAY))

    assert few == many == set(seen)
    assert {role.programme for role in standing_of(vic, on=TODAY).roles} == {programme.pk for programme in seen}
