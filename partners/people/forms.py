"""Opening an account: a user name and a password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm


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
