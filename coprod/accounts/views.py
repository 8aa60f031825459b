"""The pages of ours beside allauth's: what was kept when a session ended, and how pages look to a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.accounts import drafts
from coprod.accounts.actions import set_display, set_language
from coprod.accounts.forms import DisplayForm, LanguageForm
from coprod.accounts.middleware import WELSH, in_language, keep_language
from coprod.kit.access import allowed, open_to_all, signed_in


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


@open_to_all
def language(request: HttpRequest) -> HttpResponse:
    """English or Welsh: kept on this device, and for who is signed in with their account. Messages to them follow."""
    form = LanguageForm(request.POST or None, initial={"language": "cy" if get_language() == WELSH else "en"})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.user.is_authenticated:
            set_language(request.user, chosen)
        with in_language(chosen):
            messages.success(request, _("Saved. Pages speak English to you from now on.") if chosen == "en" else _(
                "Saved. Pages speak Welsh to you from now on, as far as they are translated."))
        return keep_language(redirect("language"), chosen)
    return render(request, "accounts/language.html", {"form": form, "title": _("Language")})
