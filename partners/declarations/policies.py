"""What is missing before somebody may read confidential papers, and when interests are due again."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from coprod.kit.clock import day_of
from partners.declarations.catalogue import YEAR_DAYS
from partners.declarations.models import Confidentiality, Interest
from partners.people.models import Partner


def has_declared(partner: str, book: str) -> Exists:
    """Whether somebody has declared their interests, or that there are none; `partner` and `book` are columns of the query around it."""
    return Exists(Interest.objects.filter(partner=OuterRef(partner), home_book=OuterRef(book)))


def has_signed(partner: str, book: str) -> Exists:
    """Whether somebody has signed the confidentiality statement."""
    return Exists(Confidentiality.objects.filter(partner=OuterRef(partner), home_book=OuterRef(book)))


def last_declared(partner: str, book: str) -> Subquery:
    """When somebody last said what their interests are."""
    said = Interest.objects.filter(partner=OuterRef(partner), home_book=OuterRef(book)).order_by()
    return Subquery(said.values("partner").annotate(d=Max("confirmed_at")).values("d"))


def interests_of(partner: Partner, book: str) -> QuerySet[Interest]:
    """All that the person declared there, what holds first, with who reviewed it."""
    found: Any = Interest.objects.filter(partner=partner, home_book=book).select_related("reviewed_by")
    return found.order_by("ended_at", "-declared_at", "-pk")


def due_again(partner: Partner, book: str) -> date | None:
    """The day on which the person is to look at their interests again; None while they have declared none."""
    last = Interest.objects.filter(partner=partner, home_book=book).aggregate(d=Max("confirmed_at"))["d"]
    return day_of(last) + timedelta(days=YEAR_DAYS) if last else None
