"""Messages that did not arrive: the door through which that is reported, and the word that an address is right all the same."""

import hmac
from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from coprod.accounts.limits import failed
from coprod.kit.access import allowed, open_to_all
from coprod.kit.clock import now
from coprod.post.actions import Outcome, come_back
from coprod.post.returns import LONGEST, Unreadable, read_json, read_mail
from partners.messages.actions import say_it_is_right
from partners.models import Partner
from programmes.programme.policies import may_change_person
from programmes.programme.views.doors import the_person

MAIL = "message/rfc822"


@csrf_exempt        # a provider has no cookie of ours: it shows a token
@require_POST
@open_to_all
def reported(request: HttpRequest) -> HttpResponse:
    """Providers of mail and texts report here what did not arrive. There is no such door where no token is set. What we do not know is
    taken all the same: who asks learns nothing of which messages there are."""
    if not settings.BOUNCE_TOKEN:
        raise Http404
    shown = request.headers.get("Authorization", "").encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(shown, f"Bearer {settings.BOUNCE_TOKEN}".encode()):
        failed(request)
        return JsonResponse({"error": "Show the token that is set for these reports."}, status=403)
    body = request.read(LONGEST + 1)
    if len(body) > LONGEST:
        return JsonResponse({"error": f"At most {LONGEST} bytes."}, status=413)
    try:
        found = read_mail(body) if request.content_type == MAIL else read_json(body)
    except Unreadable as trouble:
        return JsonResponse({"error": f"This is no report: {trouble}."}, status=400)
    became = Counter(come_back(report, at=now()) for report in found)
    if became[Outcome.EARLY]:
        return JsonResponse({"error": "The message is still being sent. Report it again."}, status=503, headers={"Retry-After": "60"})
    return JsonResponse({"reports": len(found)})


@require_POST
@allowed(may_change_person, find=the_person)
def address_right(request: HttpRequest, person: Partner) -> HttpResponse:
    """Who may change how the person is reached, they too, says that the address or number is right."""
    say_it_is_right(person, request.POST.get("way", ""), by=request.user.partner, at=now())
    messages.success(request, _("Messages go there again from now on."))
    return redirect("programmes:me") if request.user.partner == person and not person.is_professional else redirect(person)
