"""The one page of ours beside allauth's: what was kept when a session ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from coprod.accounts import drafts
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
