"""/healthz: whether the service, its database, its queue and its clock are alive. It gives nothing else away."""

import os
from datetime import datetime

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coprod.kit.access import open_to_all
from coprod.kit.clock import now
from coprod.kit.heartbeat import is_stopped, last_beat

OK, DOWN, STOPPED, UNKNOWN = "ok", "down", "stopped", "unknown"
STARTED = now()         # of this process: a clock that was never heard gets a few intervals from here


@open_to_all
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    database, queue = state_of_database(), state_of_queue()
    clock = state_of_clock(at=now(), since=STARTED)
    alive = database == queue == OK and clock != STOPPED
    return JsonResponse({"status": OK if alive else DOWN, "version": settings.VERSION,
                         "database": database, "queue": queue, "clock": clock}, status=200 if alive else 503)


def state_of_database() -> str:
    """Whether the database answers a question that needs no table. A file that is none, or is broken, does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return DOWN
    return OK


def state_of_queue() -> str:
    """Whether tasks can be handed over: Redis answers, or the queue's folder can be written."""
    if not settings.REDIS_URL:
        return OK if os.access(settings.QUEUE, os.W_OK | os.X_OK) else DOWN
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as queue:
            queue.ping()
    except redis.RedisError:
        return DOWN
    return OK


def state_of_clock(*, at: datetime, since: datetime) -> str:
    """Whether the clock was heard lately; unknown where the store that would know does not answer."""
    try:
        last = last_beat()
    except (DatabaseError, InterfaceError, redis.RedisError):
        return UNKNOWN
    return STOPPED if is_stopped(last, at=at, since=since) else OK
