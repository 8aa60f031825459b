"""What the frame of every page shows about who is reading: their name and their way around."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from programmes.programme.policies import partner_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """`signed_in_as` and `navigation`, asked for only by pages that show them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"signed_in_as": SimpleLazyObject(lambda: _name(user)), "navigation": SimpleLazyObject(lambda: _ways(request, user))}


def _name(user: Any) -> str:
    partner = partner_of(user)
    return partner.greeting if partner else str(user.username)


def _ways(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    partner = partner_of(user)
    if partner is None:
        return []
    ways = [("home", _("Home")), ("programme-list", _("Programmes"))]
    if partner.is_professional:
        ways.append(("people", _("People")))
    ways.append(("search", _("Search")))
    places = [{"label": label, "url": reverse(f"programmes:{name}")} for name, label in ways]
    for place in places:
        place["current"] = request.path == place["url"]
    return places
