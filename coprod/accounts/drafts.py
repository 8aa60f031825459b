"""What somebody was sending when their session ended: kept for an hour, for them alone, to be sent again.

It is held in the cache under a random key that only their browser knows, and shown again only to the
same user. Passwords and codes are never kept; of files the first, as when a form comes back with errors. It is
sent to the page it was meant for, which checks it as always; nothing is replayed behind anybody's back.
"""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from coprod.kit import uploads

COOKIE = "kept_draft"
AN_HOUR = 3600
MOST_CHARACTERS = 200_000
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "code", "credential", "secret", "token")


class Draft(NamedTuple):
    """`path` is where it was going; `fields` are (name, value) pairs in the order they were sent."""

    user: int
    path: str
    fields: list[tuple[str, str]]
    lost_files: bool        # more files came along than the one that could be kept
    file_name: str = ""     # the one that was

    def words(self) -> list[tuple[str, str]]:
        """The fields that read as text, for the person to look over: (a readable name, the text)."""
        return [(name.rpartition("-")[2].replace("_", " ").capitalize(), value)
                for name, value in self.fields if " " in value.strip() and name != uploads.FIELD]


def keep(request: HttpRequest) -> str | None:
    """Keep what this POST of a signed-in person carries; answer with its key, or None if nothing is worth keeping."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values
              if not any(word in name.lower() for word in NEVER_KEPT)]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    files = [file for files in request.FILES.lists() for file in files[1]]
    file = next((file for file in files if (file.size or 0) <= settings.FILE_LIMIT_BYTES), None)
    if file:
        fields.append((uploads.FIELD, uploads.keep(file, owner=uploads.owner(request.user))))
    draft = Draft(request.user.pk or 0, request.get_full_path(), fields, len(files) > bool(file), str(file.name) if file else "")
    key = secrets.token_urlsafe(32)
    cache.set(_place(key), tuple(draft), AN_HOUR)
    return key


def hand_over(response: HttpResponse, key: str) -> HttpResponse:
    """Give the browser the key."""
    response.set_cookie(COOKIE, key, max_age=AN_HOUR, httponly=True, samesite="Lax",
                        secure=settings.SESSION_COOKIE_SECURE)
    return response


def take_draft(request: HttpRequest) -> Draft | None:
    """What was kept for the signed-in user in this browser, if anything. It stays kept."""
    key = request.COOKIES.get(COOKIE)
    held = cache.get(_place(key)) if key else None
    draft = Draft(*held) if held else None
    return draft if draft and draft.user == request.user.pk else None


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Throw away what was kept, here and in the browser."""
    cache.delete(_place(request.COOKIES.get(COOKIE, "")))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def forget_what_was_sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget the draft once its owner has sent it to the page it was meant for."""
    if request.method != "POST" or COOKIE not in request.COOKIES or not request.user.is_authenticated:
        return response
    draft = take_draft(request)
    return forget(request, response) if draft and draft.path == request.get_full_path() else response


def _place(key: str) -> str:
    return f"draft:{key}"
