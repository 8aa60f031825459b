"""The page that asks one question: a title, what follows from the answer, a form, one button, one way back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def ask(request: HttpRequest, form: Any, *, title: Any, back: Any, submit: Any = "", section: Any = "", intro: Any = "",
        template: str = "components/ask.html", **more: Any) -> HttpResponse:
    """Show `form` on a page of its own. `back` is an address or something with one; `section` stands above the title."""
    back_url = back if isinstance(back, str) else back.get_absolute_url()
    return render(request, template, {"form": form, "title": title, "back_url": back_url, "submit": submit or _("Save"),
                                      "section": section, "intro": intro} | more)
