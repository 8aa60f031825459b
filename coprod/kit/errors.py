"""Pages for when something went wrong. They ask nothing of the database: it may be what is down."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

STORE_IS_DOWN = (OperationalError, InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when a store did not answer. The transaction was rolled back: nothing is half-done."""
    if isinstance(sys.exc_info()[1], STORE_IS_DOWN):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)
