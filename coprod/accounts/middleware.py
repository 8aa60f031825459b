"""Stops for sessions that are too old, and for staff without a second factor.

Both look when the view is known, so that pages for everyone stay open, and messages can be left.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as say

from coprod.accounts import drafts
from coprod.kit.clock import now

WELSH = "cy"
COOKIE_LASTS = timedelta(days=365)
Next = Callable[[HttpRequest], HttpResponse]

IDLE_FOR_STAFF = timedelta(minutes=30)      # practice f 12
IDLE_FOR_LAY_PEOPLE = timedelta(hours=4)
AT_MOST = timedelta(hours=12)
NOTE_EVERY = timedelta(minutes=2)           # so that reading pages does not write on each of them
STARTED, SEEN = "started_at", "seen_at"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN_WITHOUT_FACTOR = {"account_logout", "account_reauthenticate", "account_draft"}


def session_limits(get_response: Next) -> Next:
    """End a session that was idle too long or has lasted 12 hours, and keep what was being sent."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return drafts.forget_what_was_sent(request, get_response(request))

    def look(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if not is_over(request):
            return None
        kept = drafts.keep(request) if request.method == "POST" and is_for_members(view) else None
        logout(request)
        if not is_for_members(view):
            return None
        messages.info(request, say("You were signed out because nothing happened for a while. Sign in to go on."))
        response = HttpResponseRedirect(_sign_in_and_return(request, bool(kept)))
        return drafts.hand_over(response, kept) if kept else response

    middleware.process_view = look  # type: ignore[attr-defined]
    return middleware


def is_over(request: Any) -> bool:
    """Whether the session of the signed-in person has ended; if not, note that they were here."""
    moment = now().timestamp()
    started = request.session.get(STARTED)
    seen = request.session.get(SEEN, moment)
    if started is None:
        request.session[STARTED], request.session[SEEN] = moment, moment
        return False
    idle = IDLE_FOR_STAFF if request.user.needs_stricter_rules() else IDLE_FOR_LAY_PEOPLE
    if moment - seen > idle.total_seconds() or moment - started > AT_MOST.total_seconds():
        return True
    if moment - seen > NOTE_EVERY.total_seconds():
        request.session[SEEN] = moment
    return False


def second_factor_for_staff(get_response: Next) -> Next:
    """Send professionals and administrators without a second factor to set one up, where it is required."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def look(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if not request.user.needs_stricter_rules() or not is_for_members(view):
            return None
        if sets_up_a_factor(request, view) or used_a_factor(request) or is_mfa_enabled(request.user, FACTORS):
            return None
        return redirect("mfa_index")

    middleware.process_view = look  # type: ignore[attr-defined]
    return middleware


def used_a_factor(request: HttpRequest) -> bool:
    """Whether this session began with a second factor (no query)."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def sets_up_a_factor(request: HttpRequest, view: Any) -> bool:
    home = getattr(getattr(view, "view_class", None), "__module__", "")
    name = request.resolver_match.url_name if request.resolver_match else ""
    return home.startswith("allauth.mfa.") or name in OPEN_WITHOUT_FACTOR


def is_for_members(view: Any) -> bool:
    """Whether the view is not for everyone."""
    return getattr(view, "login_required", True)


def _sign_in_and_return(request: HttpRequest, kept: bool) -> str:
    back_to = reverse("account_draft") if kept else request.get_full_path()
    return f"{reverse('account_login')}?{urlencode({'next': back_to})}"


def in_language(language: str) -> Any:
    """While inside, that language is spoken ("en", "cy")."""
    return translation.override(WELSH if language == WELSH else settings.LANGUAGE_CODE)


def keep_language(response: HttpResponse, language: str) -> HttpResponse:
    """Remember it on this device, for pages before somebody signs in."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=int(COOKIE_LASTS.total_seconds()), httponly=True, samesite="Lax",
                        secure=settings.SESSION_COOKIE_SECURE)
    return response


def their_language(get_response: Next) -> Next:
    """Speak the language that the person chose: with their account, else on this device. What a browser asks for is not enough: a page
    is Welsh only for who said so, while the Welsh is still to be read by somebody who knows it well."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with in_language(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")):
            response = get_response(request)
            response.headers.setdefault("Content-Language", str(translation.get_language()))
            return response

    def look(request: Any, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated and request.user.language:
            translation.activate(WELSH if request.user.language == WELSH else settings.LANGUAGE_CODE)

    middleware.process_view = look  # type: ignore[attr-defined]
    return middleware
