"""The page behind an invitation's link."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coprod.accounts.actions import sign_in
from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from partners.people.actions import accept_invitation
from partners.people.forms import OpenAccount
from partners.people.models import Invitation


@open_to_all
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account of the person who was invited. Looking does nothing, so a mail scanner cannot use the link up."""
    if too_many(request, "invitation"):
        return render(request, "429.html", status=429)
    waiting = Invitation.objects.with_token(token).answerable(now()).select_related("partner").first()
    if waiting is None:
        failed(request)
        return render(request, "partners/invitation_closed.html", status=410)
    form = OpenAccount(request.POST or None, is_professional=waiting.partner.is_professional)
    if request.method == "POST" and form.is_valid():
        try:
            partner = accept_invitation(waiting, at=now(), **form.cleaned_data)
        except NotAllowedNow:
            return render(request, "partners/invitation_closed.html", status=410)
        except ValidationError as refusal:
            for field, errors in refusal.message_dict.items():
                for error in errors:
                    form.add_error(field if field in form.fields else None, error)
        else:
            return sign_in(request, partner.user)
    return render(request, "partners/invitation.html", {"form": form, "partner": waiting.partner, "title": _("Open your account")})
