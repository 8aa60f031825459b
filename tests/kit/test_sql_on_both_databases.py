"""The little SQL of our own says the same on PostgreSQL and on SQLite."""

from datetime import date, timedelta

import pytest
from django.db.models import NOT_PROVIDED, CharField, F, Value
from django.db.models.functions import Cast

from coprod.kit.sql import DaysSince, Updating, insert_from, insert_new, update_each
from coprod.post.actions import ROW
from coprod.post.models import Message
from coprod.trail.models import Book
from partners.models import Organisation
from programmes.programme.models import Programme
from tests.makers import MONDAY, a_partner, a_programme, an_organisation

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 27, 28, 29, 365, 4000])
def test_days_since_a_date_in_a_column(days):
    a_programme(by=a_partner(), starts_on=TODAY - timedelta(days=days), ends_on=None)

    assert Programme.objects.annotate(n=DaysSince("starts_on", TODAY)).get().n == days
    assert Programme.objects.annotate(n=DaysSince("starts_on", TODAY)).filter(n__gte=days, n__lt=days + 1).count() == 1


def test_days_since_no_date_is_nothing():
    a_programme(by=a_partner(), ends_on=None)

    assert Programme.objects.annotate(n=DaysSince("ends_on", TODAY)).get().n is None


def test_days_since_counts_over_a_change_of_clocks():
    a_programme(by=a_partner(), starts_on=date(2026, 3, 28), ends_on=None)

    assert Programme.objects.annotate(n=DaysSince("starts_on", date(2026, 3, 30))).get().n == 2


def test_weeks_are_whole():
    a_programme(by=a_partner(), starts_on=TODAY - timedelta(days=13), ends_on=None)

    assert Programme.objects.annotate(n=Cast(DaysSince("starts_on", TODAY) / Value(7), CharField())).get().n == "1"


def books_from(rows):
    return insert_from(Book, rows.annotate(b_name=F("name"), b_length=Value(0), b_hash=Value("", CharField())),
                       {"name": "b_name", "length": "b_length", "last_hash": "b_hash"})


@pytest.fixture
def organisations():
    maya = a_partner()
    for number in range(3):
        an_organisation(f"Body {number}", by=maya)
    Book.objects.filter(name__startswith="Body").delete()
    return Organisation.objects.all()


def test_what_a_query_selects_is_inserted_in_one_statement(organisations, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert books_from(organisations) == 3

    assert Book.objects.filter(name__startswith="Body").count() == 3


def test_what_is_there_already_is_left_alone_and_not_counted(organisations):
    books_from(organisations.filter(name="Body 1"))
    Book.objects.filter(name="Body 1").update(length=7)

    assert books_from(organisations) == 2
    assert Book.objects.get(name="Body 1").length == 7


def test_nothing_selected_is_nothing_inserted(organisations):
    assert books_from(organisations.none()) == 0
    assert books_from(organisations.filter(pk__in=[])) == 0


def test_a_quotation_mark_in_a_value_is_a_value(organisations):
    organisations.filter(name="Body 1").update(name="Bo'dy \"%s\" 1; DROP")

    assert books_from(organisations) == 3
    assert Book.objects.filter(name="Bo'dy \"%s\" 1; DROP").exists()


def test_an_outbox_row_has_every_column_that_has_no_default():
    required = {field.name for field in Message._meta.concrete_fields
                if not field.null and not field.primary_key and field.db_default is NOT_PROVIDED}

    assert required == set(ROW) - {"priority"}      # which has one, and says it all the same


def a_book(name, length=0):
    return Book(name=name, length=length, last_hash="")


def lengths():
    return dict(Book.objects.filter(name__startswith="mine").values_list("name", "length"))


@pytest.mark.parametrize("many", [0, 1, 3])
def test_new_things_are_inserted_in_one_statement_and_what_exists_is_left_alone(django_assert_num_queries, many):
    insert_new([a_book("mine 0", 7)])
    with django_assert_num_queries(1 if many else 0):
        insert_new([a_book(f"mine {number}", number + 10) for number in range(many)])

    assert lengths() == {"mine 0": 7} | {f"mine {number}": number + 10 for number in range(1, many)}


def test_each_row_gets_values_of_its_own_in_one_statement(django_assert_num_queries):
    insert_new([a_book("mine 1"), a_book("mine 2"), a_book("mine 3")])
    first, second, _third = Book.objects.filter(name__startswith="mine").order_by("name")

    with django_assert_num_queries(1):
        update_each(Book, ["length", "last_hash"], [(first.pk, 11, "it's %s"), (second.pk, 22, ""), (10 ** 6, 33, "nobody")])
    with django_assert_num_queries(0):
        update_each(Book, ["length"], [])

    assert lengths() == {"mine 1": 11, "mine 2": 22, "mine 3": 0}
    first.refresh_from_db()
    assert first.last_hash == "it's %s"


def test_rows_that_answer_are_updated_and_counted(django_assert_num_queries):
    insert_new([a_book("mine 1"), a_book("mine 2", 5), a_book("mine 3")])
    keys = list(Book.objects.filter(name__in=["mine 1", "mine 2"]).values_list("pk", flat=True))
    longer = Updating(Book, ["length"], where=["length"], among="id")

    with django_assert_num_queries(1):
        assert longer.run((9,), (0,), keys) == 1
    with django_assert_num_queries(0):
        assert longer.run((9,), (0,), []) == 0

    assert lengths() == {"mine 1": 9, "mine 2": 5, "mine 3": 0}
