"""Opening an account, and signing its owner in."""

from datetime import datetime

from allauth.account.utils import perform_login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from coprod.accounts.models import User
from coprod.accounts.signals import language_chosen


def open_account(*, username: str, password: str, email: str, is_professional: bool, at: datetime) -> User:
    """Make a user, who can sign in from now on. `email` is where the invitation went, or "".

    Raises ValidationError with the fields `username`, `email` and `password` and sentences for the person.
    """
    user = User(username=username.strip(), email=email.strip().lower(), is_professional=is_professional, date_joined=at)
    return _open(user, password)


def open_administrator(*, username: str, password: str, email: str, at: datetime) -> User:
    """Make a user who may use the staff tables. Raises ValidationError as `open_account` does."""
    user = User(username=username.strip(), email=email.strip().lower(), is_professional=True, date_joined=at,
                is_superuser=True, is_staff=True)
    return _open(user, password)


def sign_in(request: HttpRequest, user: User, *, next_path: str | None = None) -> HttpResponse:
    """Sign in somebody who has just proved who they are, through every stage that a sign-in has.

    Answers with the redirect to follow: to the second factor if there is one, else to `next_path` or home.
    """
    return perform_login(request, user, redirect_url=next_path)


def set_display(user: User, *, text_size: str, spacing: str, tint: str, is_simple: bool) -> None:
    """How pages look to this person from now on, on every device."""
    facts = {"text_size": text_size, "spacing": spacing, "tint": tint, "is_simple": is_simple}
    User.objects.filter(pk=user.pk).update(**facts)
    for name, value in facts.items():
        setattr(user, name, value)


def set_language(user: User, language: str) -> None:
    """Which language pages speak to this person from now on, on every device. Who keeps more about them hears of it."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
    language_chosen.send(User, user=user, language=language)


def _open(user: User, password: str) -> User:
    _check(user, password)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:                      # somebody took the user name since we looked
        user.full_clean(exclude=["password"])
        raise
    return user


def _check(user: User, password: str) -> None:
    """Raise one ValidationError with everything that is wrong, by field."""
    wrong: dict[str, list[ValidationError]] = {}
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as refusal:
        wrong = {("username" if name == "__all__" else name): errors for name, errors in refusal.error_dict.items()}
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        wrong["password"] = refusal.error_list
    if wrong:
        raise ValidationError(wrong)
