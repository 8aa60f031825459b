"""The beginning of a half hour in which staff write down what a person tells them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from partners.people.models import NOTED


class BeginForm(PlainForm):
    through = forms.ChoiceField(label=_("How do they tell you?"), choices=[(each.value, each.label) for each in NOTED])
    reason = forms.CharField(label=_("Why do you write it down for them?"), max_length=300,
                             help_text=_("For example: “He has no e-mail, and rang.” The person can read it."))
