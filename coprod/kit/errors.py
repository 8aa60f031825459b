"""Pages for when something went wrong. They ask nothing of the database: it may be what is down."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

STORE_IS_DOWN = (OperationalError, InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when a store did not answer. The transaction was rolled back: nothing is half-done.

    A plain DatabaseError is what SQLite says of a broken file; its other kinds are faults of ours.
    """
    error = sys.exc_info()[1]
    if isinstance(error, STORE_IS_DOWN) or type(error) is DatabaseError:
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)
