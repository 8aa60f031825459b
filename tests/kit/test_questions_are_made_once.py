"""A question's SQL is made once; its values, however many, are those of each asking."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, F, Min

from coprod.kit.clock import start_of
from coprod.kit.questions import Question
from programmes.meetings.models import Meeting
from programmes.programme.models import Programme
from programmes.programme.models import standing as where
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_partner, a_programme, gives
from tests.programmes.meetings.doing import a_meeting

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


@pytest.mark.parametrize(("on", "found"), [
    (date(2026, 3, 16), ["At midnight", "Soon"]), (date(2026, 3, 17), ["Soon"]), (date(2026, 3, 28), ["In summer time", "Soon"]),
    (date(2026, 4, 20), [])])
def test_a_day_that_is_reckoned_from_a_marked_one_moves_with_it(cast, on, found):
    """Also the moment at which it begins, in London: winter and summer time alike."""
    for title, starts_at in (("At midnight", start_of(date(2026, 3, 16))), ("Soon", start_of(date(2026, 3, 30)) + timedelta(hours=9)),
                             ("In summer time", start_of(date(2026, 4, 12)) - timedelta(minutes=1))):
        meeting = a_meeting(cast)
        Meeting.objects.filter(pk=meeting.pk).update(title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))

    def ask(shape, mark):
        day = mark("on", date)
        return Meeting.objects.filter(starts_at__gte=start_of(day), starts_at__lt=start_of(day + timedelta(days=15))).order_by(
            "title").values_list("title")

    asked = Question(ask)
    assert [title for (title,) in asked.rows({"on": on}.__getitem__)] == found
    inside = Meeting.objects.filter(title__in=asked.subquery({"on": on}.__getitem__)).order_by("title")
    assert list(inside.values_list("title", flat=True)) == found


def test_a_column_stands_only_for_a_day_that_is_not_reckoned_with(cast):
    reckoned = Question(lambda shape, mark: Programme.objects.filter(starts_on__lt=mark("on", date) + timedelta(days=1)).values("pk"))
    with pytest.raises(ValueError, match="a column cannot stand"):
        reckoned.subquery({"on": F("starts_on")}.__getitem__)
