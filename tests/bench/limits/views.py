"""W, the bare view; B, `table`; K, `keyset`, which is B without the count (performance measurements, limit b)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tests.bench.limits.models import Thing

ROWS = 25


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>bare</title><p>Nothing to say.</p>")


@login_required
def table(request: HttpRequest) -> HttpResponse:
    """Session, user, count, page: four queries."""
    count = Thing.objects.count()
    return render(request, "limits/table.html", {"things": _page(), "count": count})


@login_required
def keyset(request: HttpRequest) -> HttpResponse:
    """Session, user, page: three queries."""
    return render(request, "limits/table.html", {"things": _page(), "count": None})


def _page() -> list[Thing]:
    return list(Thing.objects.select_related("owner").order_by("name", "id")[:ROWS])
