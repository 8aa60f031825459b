"""Five days' lead for post: what counts down to a day is written earlier for people who get letters, so that a letter comes in time.

A function of rows that is marked `with_lead` is asked twice, for the day and for five days later; both answers are one statement. Its `on`
is the day for which it reckons; what has passed already, it asks of `at`.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import wraps
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coprod.post.catalogue import kind_of
from coprod.post.models import Message
from partners.models import Partner

LEAD = timedelta(days=5)
Rows = Callable[..., Any]           # takes `on` and `at`; gives one queryset of rows, or several
leading: list[Rows] = []            # every function that is asked twice, as it is without the lead


def with_lead(rows: Rows) -> Callable[..., Iterator[QuerySet]]:
    """The decorated function gives its rows for everybody, and those of kinds with a lead five days earlier to people by post."""
    leading.append(rows)

    @wraps(rows)
    def both(*things: Any, on: date, at: datetime, **facts: Any) -> Iterator[QuerySet]:
        if not Partner.objects.filter(channel=Partner.Channel.POST).exists():
            yield from _several(rows(*things, on=on, at=at, **facts))
            return
        today, ahead = (_several(rows(*things, on=day, at=at, **facts)) for day in (on, on + LEAD))
        for found, early in zip_longest(today, ahead):
            yield _in_one(found, early, at=at) if kind_of(kind_in(found)).lead else found

    return both


def kind_in(rows: QuerySet) -> str:
    """The kind of message that these rows of the outbox are."""
    named: Any = rows.query.annotations["m_kind"]
    return str(named.value)


def _several(found: Any) -> list[QuerySet]:
    return [found] if isinstance(found, QuerySet) else list(found)


def _in_one(today: QuerySet, ahead: QuerySet, *, at: datetime) -> QuerySet:
    """Both in one statement. Who is reached by post gets what is ahead, and what is due today only where nothing is ahead or was written
    to them about the same thing in those five days: a letter about something that came up late."""
    by_post = Partner.objects.filter(channel=Partner.Channel.POST).order_by().values("ref")
    same = {"m_about": OuterRef("m_about"), "m_to": OuterRef("m_to")}
    lately = Message.objects.filter(kind=kind_in(today), about=OuterRef("m_about"), to=OuterRef("m_to"), written_at__gt=at - LEAD)
    said = Exists(ahead.order_by().filter(**same)) | Exists(lately)
    return today.order_by().exclude(Q(m_to__in=by_post) & Q(said)).union(ahead.order_by().filter(m_to__in=by_post), all=True)
