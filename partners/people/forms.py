"""Opening an account: a user name and a password; and what every form about reaching a person asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from partners.people.models import Partner


class OpenAccount(PlainForm):
    username = forms.CharField(label=_("Choose a user name"), max_length=150,
                               widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
                               help_text=_("You sign in with it. It may be your e-mail address."))
    password = forms.CharField(label=_("Choose a password"), max_length=128,
                               widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, is_professional: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shortest = 12 if is_professional else 8
        self.fields["password"].help_text = _("At least %(n)d characters. Three words together are easy to remember.") % {"n": shortest}


def mark_missing_way(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Every channel needs its address or number. An error says which is missing, at its box."""
    number = _("Enter a phone number, or choose another way to be reached")
    for channel, field, words in (
            (Partner.Channel.EMAIL, "email", _("Enter an e-mail address, or choose another way to be reached")),
            (Partner.Channel.TEXT, "phone", number), (Partner.Channel.PHONE, "phone", number), (Partner.Channel.RELAY, "phone", number),
            (Partner.Channel.POST, "address", _("Enter a postal address, or choose another way to be reached"))):
        if cleaned.get("channel") == channel and not cleaned.get(field) and field not in form.errors:
            form.add_error(field, words)
