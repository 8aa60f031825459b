"""How this project wants allauth to behave: by invitation only, with our own words, addresses and limits."""

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_encode
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.accounts.limits import take_a_try
from coprod.accounts.models import User

log = logging.getLogger(__name__)

UNKNOWN, SHARED = "account/email/unknown_account", "account/email/shared_address"


class ByInvitation(DefaultAccountAdapter):
    """Nobody signs up; links in mail use BASE_URL, never the host that was asked for (lessons e 20, 22, 24, 25)."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "We do not know this user name or e-mail address with this password. Check both and try again."),
        "too_many_login_attempts": _("Too many tries. Wait 15 minutes and try again, or ask us for help."),
        "rate_limited": _("Too many tries. Wait a few minutes and try again."),
        "incorrect_code": _("This code is not right. Check it, or ask for a new one."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your password. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only paths of our own: no host, not even ours, no scheme, no backslash tricks."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, at sign-in or again later. Counted as a try until it turns out right."""
        tried = take_a_try(request, credentials.get("username", ""))
        user = super().authenticate(request, **credentials)
        if user:
            tried.rollback()
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one mail. A mail server that is down is logged, not shown: the page must not tell who is known here."""
        if template_prefix == UNKNOWN:
            if "@" not in email or User.objects.sharing(email).count() < 2:
                return
            template_prefix = SHARED
        words = {"service_name": settings.SERVICE_NAME, "base_url": settings.BASE_URL,
                 "contact": {"name": settings.CONTACT_NAME, "phone": settings.CONTACT_PHONE,
                             "email": settings.CONTACT_EMAIL}}
        mail = self.render_mail(template_prefix, email, context | words, headers={"Auto-Submitted": "auto-generated"})
        try:
            mail.send()
        except OSError as trouble:
            log.error("%s could not be sent: %s", template_prefix, type(trouble).__name__)

    def send_notification_mail(self, template_prefix: str, user: Any, context: dict[str, Any] | None = None,
                               email: str | None = None) -> None:
        """Tell somebody that their account changed, if they have an e-mail address."""
        if email or user.email:
            super().send_notification_mail(template_prefix, user, context, email=email or user.email)


class SecondFactor(DefaultMFAAdapter):
    """Authenticator apps and passkeys. Secrets are kept encrypted, with a key made from SECRET_KEY."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Check it, or wait for the next one.")}

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return say("Passkey %(number)d") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the configured host."""
        return {"id": urlsplit(settings.BASE_URL).hostname or "", "name": settings.SERVICE_NAME}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"name": user.username}


def _safe() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([
        Fernet(urlsafe_base64_encode(salted_hmac("second factor", "", secret=key, algorithm="sha256").digest()) + "=")
        for key in keys])
