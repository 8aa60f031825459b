"""The questions about oneself: each may be skipped, and each has "Prefer not to say"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from partners.equality.catalogue import QUESTIONS

SKIPPED = ("", _("No answer"))


class AboutYou(PlainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = forms.ChoiceField(
                label=question.asks, choices=[SKIPPED, *question.answers.choices], required=False, widget=forms.RadioSelect)
        self.speak_plainly()
