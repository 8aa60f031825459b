"""What may be typed in about support: an instruction to who organises, what does not work, when to ask again."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months
from coprod.kit.forms import DayField, PlainForm
from partners.support.models import Need

LONGEST_MONTHS = 12


class NeedForm(PlainForm):
    words = forms.CharField(label=_("What should we do?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("Say it as an instruction, like “Book a BSL interpreter”. Do not write medical history."))
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Need.Kind.choices, widget=forms.RadioSelect)
    seen_by = forms.ChoiceField(label=_("Who may see this?"), choices=Need.Seen.choices, initial=Need.Seen.ORGANISERS)


class DenyForm(PlainForm):
    why = forms.CharField(label=_("What is not right?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                          help_text=_("We try again, and tell you what we did."))


class CheckForm(PlainForm):
    """The person looked, and it is right as it stands, or they need nothing."""

    review_on = DayField(label=_("When should we ask you again?"), help_text=_("In a year at the latest."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["review_on"].initial = add_months(today, LONGEST_MONTHS)

    def clean_review_on(self) -> date:
        chosen: date = self.cleaned_data["review_on"]
        if chosen <= self.today:
            raise forms.ValidationError(say("Choose a day after today"))
        if chosen > add_months(self.today, LONGEST_MONTHS):
            raise forms.ValidationError(say("Choose a day in the next twelve months"))
        return chosen
