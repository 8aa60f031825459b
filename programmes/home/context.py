"""What the frame of every page shows about who is reading: their name and their way around."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from partners.contacts.policies import named_contact_of
from programmes.meetings.models import MeetingInvitation
from programmes.programme.policies import partner_of
from programmes.raising.views.topics import page_key


def frame(request: HttpRequest) -> dict[str, Any]:
    """`signed_in_as`, `navigation`, `search_beside` (for whom search is not in the navigation), `looked_after_by` (a lay partner's
    named contact) and `say_something` (where a lay partner questions the page), asked for only by pages that show them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"signed_in_as": SimpleLazyObject(lambda: _name(user)), "navigation": SimpleLazyObject(lambda: _ways(request, user)),
            "search_beside": SimpleLazyObject(lambda: reverse("programmes:search") if _is_lay(user) else ""),
            "say_something": SimpleLazyObject(lambda: _say_something(request, user)),
            "looked_after_by": SimpleLazyObject(lambda: named_contact_of(partner_of(user)) if _is_lay(user) else None)}


def _is_lay(user: Any) -> bool:
    partner = partner_of(user)
    return partner is not None and not partner.is_professional


def _say_something(request: HttpRequest, user: Any) -> str:
    """Where a lay partner says something about the page, or "" where the page is about nothing of a programme."""
    match = request.resolver_match
    key = page_key(match.url_name or "", match.kwargs) if match and _is_lay(user) else ""
    return f"{reverse('programmes:say-something')}?about={key}" if key else ""


def _name(user: Any) -> str:
    partner = partner_of(user)
    return partner.greeting if partner else str(user.username)


def _ways(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    partner = partner_of(user)
    if partner is None:
        return []
    if partner.is_professional:
        ways = [("home", _("Home")), ("programme-list", _("Programmes")), ("people", _("People")), ("my-meetings", _("Meetings")),
                ("search", _("Search")), ("me-messages", _("My messages"))]
    else:       # at most six, each only when there is something behind it; programmes stand on home, search beside the name
        meetings = [("my-meetings", _("Meetings"))] if MeetingInvitation.objects.filter(partner=partner).exists() else []
        ways = [("home", _("Home")), *meetings, ("my-voice", _("My voice")), ("me", _("Me"))]
    places = [{"label": label, "url": reverse(f"programmes:{name}")} for name, label in ways]
    for place in places:
        is_within = not partner.is_professional and place["url"] != "/" and request.path.startswith(place["url"])
        place["current"] = "page" if request.path == place["url"] else "true" if is_within else ""
    return places
