"""The lock on every door: find (404), ask (403 with its reason), open; a lost race gives a 409.

    @allowed(may_cancel, find=the_meeting)
    def cancel(request, meeting): ...

The finder takes (user, **parts of the address) and raises Http404 when the user may not know
that the thing exists. The rule takes (user, thing), or (user) without a finder, and answers
YES or No("why"). A rule that answers anything else is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.lifecycle import NotAllowedNow


@dataclass(frozen=True)
class Yes:
    why: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class No:
    """A refusal with its reason, in a sentence that the person can read."""

    why: Any

    def __bool__(self) -> bool:
        return False


YES = Yes()
Answer = Yes | No
View = Callable[..., HttpResponse]


def allowed(rule: Callable[..., Answer], *, find: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Guard a view with `rule`. With `find`, the view receives what was found instead of the address parts."""

    def lock(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **address: Any) -> HttpResponse:
            found = (find(request.user, **address),) if find else ()
            answer = rule(request.user, *found)
            if not isinstance(answer, Yes):
                raise PermissionDenied(answer.why if isinstance(answer, No) else "")
            try:
                return view(request, *found, **({} if find else address))
            except NotAllowedNow as refusal:
                return render(request, "409.html", {"why": refusal.why}, status=409)

        guarded.access = rule.__name__  # type: ignore[attr-defined]
        return guarded

    return lock


def open_to_all(view: View) -> View:
    """A page for anyone, signed in or not. It says so, so that the check of every route is content."""
    view = login_not_required(view)
    view.access = "open_to_all"  # type: ignore[attr-defined]
    return view


def signed_in(user: Any) -> Answer:
    """Anyone who is signed in. (The middleware has asked already; this states it.)"""
    return YES if user.is_authenticated else No("")
