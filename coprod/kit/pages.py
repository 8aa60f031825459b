"""Two pages that everyone may read: what works for whom, and what is kept about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import open_to_all


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/accessibility.html")


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/privacy.html")
