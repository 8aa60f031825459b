"""The pages of ours beside allauth's: what was kept when a session ended, and how pages look to a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.accounts import drafts
from coprod.accounts.actions import set_display
from coprod.accounts.forms import DisplayForm
from coprod.kit.access import allowed, signed_in


@allowed(signed_in)
def draft(request: HttpRequest) -> HttpResponse:
    """Show what was kept and offer to send it; a POST here throws it away."""
    kept = drafts.take_draft(request)
    if kept is None:
        return redirect("/")
    if request.method == "POST":
        return drafts.forget(request, redirect("/"))
    return render(request, "accounts/draft.html", {"draft": kept})


@allowed(signed_in)
def display(request: HttpRequest) -> HttpResponse:
    """Text size, spacing, the colour behind the text, and a simple layout. The page shows the new look at once."""
    user = request.user
    form = DisplayForm(request.POST or None, initial={name: getattr(user, name) for name in DisplayForm.base_fields})
    if request.method == "POST" and form.is_valid():
        set_display(user, **form.cleaned_data)
        messages.success(request, _("Saved. Pages look like this on every device on which you sign in."))
        return redirect("display")
    return render(request, "accounts/display.html", {"form": form, "title": _("How pages look")})
