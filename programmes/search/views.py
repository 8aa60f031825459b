"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed, signed_in
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import words as typed_in
from programmes.programme.models import Programme
from programmes.programme.policies import organisations_seen_by, people_seen_by

FOUND = 20
LONGEST = 100


@allowed(signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """At most 20 of each kind. What the user may not see is not searched, so it cannot be guessed at."""
    words, today, user = typed_in(request, "q", longest=LONGEST), day_of(now()), request.user
    found = [] if not words else [
        ("programme", list(Programme.objects.visible_to(user, on=today).matching(words).order_by("name", "pk")[:FOUND])),
        ("person", list(people_seen_by(user, on=today).matching(words).order_by("name", "pk")[:FOUND])),
        ("organisation", list(organisations_seen_by(user).matching(words).order_by("name", "pk")[:FOUND])),
    ]
    return render(request, "programmes/search/search.html", {
        "words": words, "found": found, "none": bool(words) and not any(rows for _kind, rows in found)})
