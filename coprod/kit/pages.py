"""Two pages that everyone may read: what works for whom, and what is kept about people."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import open_to_all

WRITTEN_ON = date(2026, 11, 27)     # raise it with the words, in the templates


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/accessibility.html", {"written_on": WRITTEN_ON})


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/privacy.html", {"written_on": WRITTEN_ON})
