"""What a password must be (practice f 10): long enough, not a common one, not one's own name. No puzzles, no
capital-and-number rules, no forced change, nothing below 128 characters as a maximum."""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

FOR_EVERYONE = 8
FOR_PROFESSIONALS = 12


class LongEnough:
    """At least 8 characters; 12 for professionals and administrators."""

    def validate(self, password: str, user: Any = None) -> None:
        strict = user is not None and user.needs_stricter_rules()
        least = FOR_PROFESSIONALS if strict else FOR_EVERYONE
        if len(password) < least:
            raise ValidationError(
                say("This password has %(has)d characters. Use at least %(least)d. Three random words work well.")
                % {"has": len(password), "least": least}, code="password_too_short")

    def get_help_text(self) -> Any:
        return format_lazy(
            _("Use at least {least} characters, or {staff} if you work for one of the organisations. "
              "Three random words work well."), least=FOR_EVERYONE, staff=FOR_PROFESSIONALS)


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand passwords that everybody tries first."""

    def get_error_message(self) -> str:
        return say("Many people use this password, so it is easy to guess. Choose another one.")

    def get_help_text(self) -> str:
        return say("Do not use a password that many people use.")


class NotOneself(UserAttributeSimilarityValidator):
    """Not one's user name or e-mail address, nor nearly so."""

    def get_error_message(self) -> str:
        return say("This password is too much like your user name or e-mail address. Choose another one.")

    def get_help_text(self) -> str:
        return say("Do not use your user name or e-mail address.")
