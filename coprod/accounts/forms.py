"""What the sign-in pages ask. They are allauth's forms, with our words, our limits and one way to name a person."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.cache import cache
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from coprod.accounts.limits import take_a_try
from coprod.accounts.models import Spacing, TextSize, Tint, User
from coprod.kit.forms import Plain, PlainForm

LONGEST_ADDRESS = 254
rules = lazy(lambda: " ".join(str(text) for text in password_validators_help_texts()), str)


def who_field() -> forms.CharField:
    """The question who somebody is: by user name, or by an e-mail address that is theirs alone."""
    return forms.CharField(
        label=_("User name or e-mail address"), max_length=LONGEST_ADDRESS,
        error_messages={"required": _("Enter your user name or e-mail address.")},
        help_text=_("If you share an e-mail address with somebody, use your user name."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}))


def password_field(label: Any) -> forms.CharField:
    """A password that exists: never trimmed, never sent back, pasted freely."""
    return forms.CharField(
        label=label, strip=False, error_messages={"required": _("Enter your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


def code_field(label: Any, *, digits: bool = False) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs=attrs | ({"inputmode": "numeric"} if digits else {})))


class SignIn(Plain, account.LoginForm):
    """User name or e-mail address, and password. The answer to a wrong one is the same as to a stranger."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = who_field()
        self.fields["password"] = password_field(_("Password"))
        self.order_fields(["login", "password"])
        self.speak_plainly()

    def user_credentials(self) -> dict[str, str]:
        login = self.cleaned_data["login"]
        user = User.objects.known_as(login)
        return {"username": user.username if user else login, "password": self.cleaned_data.get("password", "")}


class AskForACode(Plain, account.RequestLoginCodeForm):
    """Who wants a code by e-mail. `_user` is None for a stranger, for a shared address and for somebody without one."""

    email = who_field()

    def clean_email(self) -> str:
        login = self.cleaned_data["email"].strip()
        if not ratelimit.consume(context.request, action="request_login_code", key=login.lower()):
            raise get_adapter().validation_error("rate_limited")
        user = User.objects.known_as(login)
        self._user = user if user and user.email else None
        return self._user.email if self._user else login


class AskToReset(Plain, account.ResetPasswordForm):
    """Who has lost their password. As with the code, nothing on the page tells who is known here."""

    email = who_field()

    def clean_email(self) -> str:
        login = self.cleaned_data["email"].strip()
        user = User.objects.known_as(login)
        self.users = [user] if user and user.email else []
        return user.email if self.users and user else login


class SignInCode(Plain, account.ConfirmLoginCodeForm):
    code = code_field(_("Code from the e-mail"))

    def clean_code(self) -> str:
        login = context.request._login_stage.login
        return _counted(super().clean_code, login.user.username if login.user else login.email or "")


class ResetCode(Plain, account.ConfirmPasswordResetCodeForm):
    code = code_field(_("Code from the e-mail"))

    def clean_code(self) -> str:
        process = PasswordResetVerificationProcess.resume(context.request)
        return _counted(super().clean_code, process.user.username if process and process.user else "")


class NewPassword(Plain, account.ResetPasswordKeyForm):
    """A new password, once: it can be shown while it is typed, so it is not asked for twice."""

    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_the_rules(self.fields["password1"])


class ChangePassword(Plain, account.ChangePasswordForm):
    oldpassword = password_field(_("Your password now"))
    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_the_rules(self.fields["password1"])

    def clean_oldpassword(self) -> str:
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class PasswordAgain(Plain, account.ReauthenticateForm):
    password = password_field(_("Password"))


class SecondFactorCode(Plain, mfa.AuthenticateForm):
    code = code_field(_("Code from your authenticator app, or a recovery code"), digits=True)

    def clean_code(self) -> str:
        return _used_once(_counted(super().clean_code, self.user.username), self.user)


class SecondFactorAgain(Plain, mfa.ReauthenticateForm):
    code = code_field(_("Code from your authenticator app, or a recovery code"), digits=True)

    def clean_code(self) -> str:
        return _used_once(_counted(super().clean_code, self.user.username), self.user)


class StartAnApp(Plain, totp.ActivateTOTPForm):
    code = code_field(_("6-digit code that the app shows"), digits=True)


class AddAPasskey(Plain, webauthn.AddWebAuthnForm):
    name = forms.CharField(label=_("A name for this passkey"), max_length=100, required=False,
                           help_text=_("So that you can tell it from others, such as “my phone”."))
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a password"), required=False, initial=True,
        help_text=_("Your device then asks for its PIN, your finger or your face."))


class RenameAPasskey(Plain, webauthn.EditWebAuthnForm):
    name = forms.CharField(label=_("Name of this passkey"), max_length=100)


class DisplayForm(PlainForm):
    """How pages look to the person."""

    text_size = forms.ChoiceField(label=_("How large should the text be?"), choices=TextSize.choices)
    spacing = forms.ChoiceField(label=_("How much space should there be between lines?"), choices=Spacing.choices)
    tint = forms.ChoiceField(label=_("Which colour should be behind the text?"), choices=Tint.choices)
    is_simple = forms.BooleanField(label=_("Simple layout: one thing below the other, without pictures"), required=False)


class LanguageForm(PlainForm):
    """Each language is named in itself, so that who reads no other finds it."""

    language = forms.ChoiceField(label=_("Which language do you want to read?"), choices=[("en", "English"), ("cy", "Cymraeg")])


def _counted(clean: Any, account_name: str) -> str:
    """Run `clean`, counted as a try for the account until it turns out right."""
    tried = take_a_try(context.request, account_name)
    code = clean()
    tried.rollback()
    return code


def _used_once(code: str, user: User) -> str:
    """Refuse a code that was used a moment ago: as clocks may differ, it is good for longer than it is shown."""
    place = f"second-factor-used:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(place, True, timeout=120):
        raise get_adapter().validation_error("incorrect_code")
    return code


def _say_the_rules(field: Any) -> None:
    field.label, field.help_text = _("New password"), rules()
    field.widget.attrs.pop("placeholder", None)
