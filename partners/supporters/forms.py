"""Whom a person lets in to help them, what that person sees, and until when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months
from coprod.kit.forms import DayField, NameField, PlainForm

LONGEST_MONTHS = 12
DEFAULT_MONTHS = 6


class SupporterForm(PlainForm):
    name = NameField(label=_("What is their full name?"))
    email = forms.EmailField(label=_("What is their e-mail address?"), help_text=_("They get a link there. They need no account."))
    sees_support = forms.BooleanField(label=_("They may see the support I need"), required=False)
    sees_reach = forms.BooleanField(label=_("They may see how to reach me"), required=False)
    until_on = DayField(label=_("Until when may they see it?"), help_text=_("A year at most. You can end it at any time before."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until_on"].initial = add_months(today, DEFAULT_MONTHS)

    def clean_until_on(self) -> date:
        last: date = self.cleaned_data["until_on"]
        if last < self.today:
            raise forms.ValidationError(say("Choose today or a later day"))
        if last > add_months(self.today, LONGEST_MONTHS):
            raise forms.ValidationError(say("Choose a day in the next twelve months"))
        return last
