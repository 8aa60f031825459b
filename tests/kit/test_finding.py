"""One thing by its key: quick, and exactly what Django finds without being quick."""

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.query import Prefetch

from coprod import BUILDINGS
from coprod.kit.finding import KEYS, KeyedQuerySet
from partners.models import Group, Holding, Partner, Seat
from programmes.models import Programme
from tests.cast import gather

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in {building.split(".")[0] for building in BUILDINGS}]


def columns(thing):
    return {each.attname: getattr(thing, each.attname) for each in thing._meta.concrete_fields}


def related(thing):
    """Which related things came with it."""
    return {name: one and columns(one) for name, one in thing._state.fields_cache.items()}


def as_ever(things, **key):
    return models.QuerySet.get(things, **key)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_of_ours_finds_quickly(model):
    assert issubclass(model._default_manager._queryset_class, KeyedQuerySet)


@pytest.fixture
def world(furnished):
    return furnished


def test_what_is_found_is_what_is_found_without_it(world, django_assert_num_queries):
    looked_at = 0
    for model in OURS:
        there = model._default_manager.all()[:2]
        to = [each.name for each in model._meta.concrete_fields if each.is_relation]
        for thing, key in ((thing, key) for thing in there for key in KEYS if key == "pk" or hasattr(thing, "ref")):
            for things in (model._default_manager.all(), model._default_manager.select_related(*to)):
                sought = {key: getattr(thing, key)}
                for _again in range(2):
                    with django_assert_num_queries(1):
                        found = things.get(**sought)
                    assert type(found) is model
                    assert (columns(found), related(found)) == (columns(known := as_ever(things, **sought)), related(known))
                    looked_at += 1

    assert looked_at > 500


def test_related_things_come_with_it_each_time(world, django_assert_num_queries):
    holding, other = Holding.objects.order_by("pk")[:2]
    for sought in (holding, other, holding):
        with django_assert_num_queries(1):
            found = Holding.objects.select_related("seat__group", "partner").get(pk=sought.pk)
            assert (found.seat.group, found.partner) == (found.seat.group, found.partner)
        assert (found, found.partner_id, found.seat_id) == (sought, sought.partner_id, sought.seat_id)


def test_what_is_fetched_besides_is_fetched(world, django_assert_num_queries):
    group = Group.objects.filter(seats__isnull=False).first()
    seats = set(group.seats.all())
    with django_assert_num_queries(2):
        assert set(Group.objects.prefetch_related("seats").get(ref=group.ref).seats.all()) == seats
    lay = Group.objects.prefetch_related(Prefetch("seats", Seat.objects.lay(), to_attr="lay_ones")).get(pk=group.pk)
    assert set(lay.lay_ones) == set(group.seats.lay())


@pytest.mark.parametrize("key", [0, -1, 2**40, 2**70, "7", "nobody", "", None, 1.5], ids=repr)
def test_nobody_is_found_by_another_key(world, key):
    known = str(Partner.objects.order_by("pk").first().pk)
    found = []
    for name in KEYS:
        try:
            found.append((name, str(Partner.objects.get(**{name: key}).pk)))
        except (Partner.DoesNotExist, ValueError) as gone:     # "nobody" is no number
            assert type(gone) is Partner.DoesNotExist or not str(key).isdigit()
    assert found in ([], [("pk", str(key))], [("pk", known)])


def test_a_key_as_text_is_a_number_too(world):
    one = Partner.objects.order_by("pk").first()

    assert Partner.objects.get(pk=str(one.pk)) == one


def test_a_set_that_is_narrower_stays_so(world):
    one, other = Programme.objects.order_by("pk")[:2]
    Programme.objects.get(pk=one.pk)

    for narrow in (Programme.objects.filter(pk=other.pk), Programme.objects.exclude(pk=one.pk), Programme.objects.none(),
                   Programme.objects.filter(stages__isnull=False).exclude(pk=one.pk)):
        with pytest.raises(Programme.DoesNotExist):
            narrow.get(pk=one.pk)
    with pytest.raises(TypeError, match="slice"):
        Programme.objects.all()[:1].get(pk=one.pk)


def test_parts_of_a_thing_and_what_is_worked_out_are_as_asked(world):
    one = Programme.objects.order_by("pk").first()
    Programme.objects.get(pk=one.pk)

    assert Programme.objects.only("name").get(pk=one.pk).get_deferred_fields()
    assert Programme.objects.annotate(one=models.Value(1)).get(pk=one.pk).one == 1
    assert Programme.objects.values_list("ref", flat=True).get(pk=one.pk) == one.ref


@pytest.mark.django_db(transaction=True)
def test_what_is_held_needs_a_transaction():
    one = gather().programme
    with transaction.atomic():
        assert Programme.objects.select_for_update().get(pk=one.pk) == one
    if connection.features.has_select_for_update:
        with pytest.raises(transaction.TransactionManagementError):
            Programme.objects.select_for_update().get(pk=one.pk)
