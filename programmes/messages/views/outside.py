"""Without signing in: the link of a mail that ends its topic. A mail client's own button posts to it (RFC 8058)."""

import hmac
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.clock import now
from coprod.post.models import Message
from coprod.post.planning import Pace
from partners.messages.actions import choose
from partners.models import Partner
from partners.people.models import Through
from programmes.messages.catalogue import HINTS
from programmes.messages.policies import paces_of, token_of, topics_off
from programmes.nominations.views.doors import NOMINATING

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@csrf_exempt        # whoever holds the link may use it: a mail program has no cookie of ours
@open_to_all
def off(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """What the link switches off, and how to have it less often, or back. Looking at it changes nothing: a program that follows links
    switches nothing off."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    message = Message.objects.one_or_none(pk=pk)
    given = token.encode("utf-8", "surrogatepass")
    partner = Partner.objects.one_or_none(ref=message.to) if message else None
    if message is None or partner is None or not hmac.compare_digest(token_of(message).encode(), given):
        failed(request)
        return render(request, "programmes/messages/link_over.html", status=410)
    topics = topics_off(message)
    if request.method == "POST":
        one_click = request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]
        chosen = Pace.OFF if one_click else request.POST.get("pace", "")
        if chosen in Pace.values:
            choose(partner, {(topic, False): Pace(chosen) for topic in topics}, at=now(), through=Through.LINK)
            if not one_click:
                messages.success(request, _("Saved. It holds from now on."))
                return redirect(request.path)
    response = render(request, "programmes/messages/off.html", _shown(partner, topics))
    for name, value in (("Cache-Control", "private, no-store"), ("Referrer-Policy", "same-origin"), ("X-Robots-Tag", "noindex")):
        response.headers[name] = value
    return response


def _shown(partner: Partner, topics: list[Any]) -> dict[str, Any]:
    paces = paces_of(partner)
    rows = [(topic.label, HINTS[topic], paces.get((topic, False), Pace.AT_ONCE)) for topic in topics]
    return {"rows": rows, "all_off": all(pace == Pace.OFF for _label, _hint, pace in rows), "paces": [
        (each.value, label) for each, label in ((Pace.OFF, _("Send me none of these")), (Pace.DAILY, _("Send them together, once a day")),
                                                (Pace.WEEKLY, _("Send them together, once a week")),
                                                (Pace.AT_ONCE, _("Send them at once")))]}
