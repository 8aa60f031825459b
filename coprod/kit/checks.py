"""The first of three locks: the site refuses to start while any route states no access rule."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

GUARDED_ELSEWHERE = ("allauth.", "django.contrib.admin", "django.contrib.auth.admin")


def routes(resolver: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the site as (address pattern, URLPattern), includes walked through."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here)
        else:
            yield here, pattern


def is_guarded_elsewhere(pattern: URLPattern) -> bool:
    """Whether a library with its own guard serves the route: sign-in pages and the admin."""
    view = pattern.callback
    home = getattr(getattr(view, "view_class", None), "__module__", view.__module__)
    return home.startswith(GUARDED_ELSEWHERE) or hasattr(view, "admin_site") or hasattr(view, "model_admin")


@register
def every_route_states_its_rule(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [
        Error(f"/{address} states no access rule.", id="coprod.E001",
              hint="Decorate its view with @allowed(rule, find=...) or @open_to_all.")
        for address, pattern in routes()
        if not is_guarded_elsewhere(pattern) and not hasattr(pattern.callback, "access")
    ]
