"""What became of a call."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once
from programmes.offline.catalogue import Hours, Outcome

TOLD = "told"


class CallForm(Once):
    """The outcome, and for a call back the day and the time of day. Nothing is written about the person."""

    outcome = forms.ChoiceField(label=_("What became of it?"), choices=[(TOLD, _("They were told")), *Outcome.choices])
    call_on = DayField(label=_("Call back on which day?"), required=False, help_text=_("Only if you call back later."))
    call_hours = forms.ChoiceField(label=_("At what time of day?"), required=False, choices=Hours.choices,
                                   help_text=_("Only if you call back later."))

    def __init__(self, *args: Any, on: date, has_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if not has_address:
            outcome: Any = self.fields["outcome"]
            outcome.choices = [(value, words) for value, words in outcome.choices if value != Outcome.LETTER]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Outcome.CALL_BACK:
            if not cleaned.get("call_on"):
                if "call_on" not in self.errors:
                    self.add_error("call_on", say("Enter the day on which you call back"))
            elif cleaned["call_on"] < self.on:
                self.add_error("call_on", say("Choose today or a day to come"))
            if not cleaned.get("call_hours"):
                self.add_error("call_hours", say("Choose the time of day at which you call back"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        return {"ref": self.cleaned_data["once"], "outcome": self.cleaned_data["outcome"], "call_on": self.cleaned_data["call_on"],
                "call_hours": self.cleaned_data["call_hours"]}
