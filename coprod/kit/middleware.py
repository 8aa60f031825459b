"""What holds for every answer: a signed-in person's pages are kept by nobody else, and who was stopped in favour of another has a second
turn."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

Next = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def private_pages(get_response: Next) -> Next:
    """Pages of a signed-in person are kept by nobody; every page says what the browser may not use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def behind_a_button(get_response: Next) -> Next:
    """Who signs in again after pressing a button comes back to an address that only a button opens: a page says what to do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content and request.accepts("text/html"):
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware


DEADLOCK = "40P01"      # what PostgreSQL says to the one of two it stops, because each waits for the other


class SecondTurn:
    """Of two who wait for each other the database stops one; all that it did is undone. It is done once more, when the other is through."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        was_stopped = isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") == DEADLOCK
        if not was_stopped or connection.in_atomic_block or request.resolver_match is None:
            return None
        for file in chain.from_iterable(files for _name, files in request.FILES.lists()):
            file.seek(0)
        view, args, kwargs = request.resolver_match
        answer: Any = view(request, *args, **kwargs)
        return answer
