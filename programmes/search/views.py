"""The search page."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed, signed_in
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import words as typed_in
from partners.people.models import searchable
from programmes.plans.models import Plan
from programmes.plans.policies.reading import plans_seen_by
from programmes.programme.models import Programme
from programmes.programme.policies import organisations_seen_by, people_seen_by
from programmes.toolkit.models import ChapterVersion
from programmes.toolkit.policies.chapters import PUBLIC_VERSION

FOUND = 20
LONGEST = 100


def _plans(user: Any, words: str) -> Iterator[Plan]:
    """Whose short name, title or purpose has these words. Plans are few enough to be compared here, as names of people are: one query."""
    for each in plans_seen_by(user).select_related("programme").order_by("title", "pk"):
        if words in searchable(each.mark, each.title, each.purpose):
            yield each


def _chapters(user: Any, words: str, *, on: Any) -> Iterator[ChapterVersion]:
    """Published chapters of the user's programmes, and those that are shared with everybody, by their title. One query."""
    mine = Programme.objects.visible_to(user, on=on).order_by().values("pk")
    found = ChapterVersion.objects.filter(PUBLIC_VERSION).filter(
        Q(chapter__book__programme__in=mine) | Q(chapter__shared_at__isnull=False))
    for each in found.select_related("chapter__book__programme").defer("text").order_by("title", "pk"):
        if words in searchable(each.title):
            yield each


@allowed(signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """At most 20 of each kind. What the user may not see is not searched, so it cannot be guessed at."""
    words, today, user = typed_in(request, "q", longest=LONGEST), day_of(now()), request.user
    plain = searchable(words)
    found: list[tuple[str, list[Any]]] = [] if not words else [
        ("programme", list(Programme.objects.visible_to(user, on=today).matching(words).order_by("name", "pk")[:FOUND])),
        ("person", list(people_seen_by(user, on=today).matching(words).order_by("name", "pk")[:FOUND])),
        ("organisation", list(organisations_seen_by(user).matching(words).order_by("name", "pk")[:FOUND])),
        ("plan", list(islice(_plans(user, plain), FOUND))),
        ("chapter", list(islice(_chapters(user, plain, on=today), FOUND))),
    ]
    return render(request, "programmes/search/search.html", {
        "words": words, "found": found, "none": bool(words) and not any(rows for _kind, rows in found)})
