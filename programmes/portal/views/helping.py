"""What a trusted supporter sees, by their link: what is next, what is asked, where the person sits; and no more than that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Holding, Supporter
from partners.support.policies import needs_of
from partners.supporters.actions import accept_to_help, decline_to_help, note_opening
from partners.supporters.lifecycles import SupporterState
from programmes.portal.showing import lines_of_about, what_is_asked, what_is_next
from programmes.portal.views.me import about_of


@open_to_all
def helping(request: HttpRequest, token: str) -> HttpResponse:
    """The answer, then the page. Ended access is said in plain words (410), and names nobody."""
    if too_many(request, "helping"):
        return render(request, "429.html", status=429)
    today = day_of(now())
    supporter = Supporter.objects.with_token(token).let_in(today).select_related("partner").first()
    if supporter is None:
        failed(request)
        return render(request, "programmes/portal/helping_over.html", {"title": _("This link has ended")}, status=410)
    if request.method == "POST" and supporter.state == SupporterState.INVITED:
        try:
            (accept_to_help if request.POST.get("answer") == "yes" else decline_to_help)(supporter, at=now())
        except NotAllowedNow:
            return render(request, "programmes/portal/helping_over.html", {"title": _("This link has ended")}, status=410)
        return redirect(request.path) if supporter.state == SupporterState.ACTIVE else render(
            request, "programmes/portal/helping_declined.html", {"title": _("Thank you for telling us")})
    note_opening(supporter, at=now())
    if supporter.state == SupporterState.INVITED:
        return render(request, "programmes/portal/helping_asked.html", {"supporter": supporter, "title": _("Will you help?")})
    partner = supporter.partner
    seats = Holding.objects.serving(today).filter(partner=partner).select_related("seat__group").order_by("seat__group__name", "pk")
    return render(request, "programmes/portal/helping.html", {
        "supporter": supporter, "partner": partner, "next": what_is_next(partner, on=today), "asked": what_is_asked(partner, on=today),
        "seats": seats, "needs": list(needs_of(partner)) if supporter.sees_support else [],
        "said": lines_of_about(about_of(partner)) if supporter.sees_reach else {}, "title": _("What is next")})
