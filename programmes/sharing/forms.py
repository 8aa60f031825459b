"""What may be typed in among the members of a group."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from partners.models import Holding
from programmes.programme.forms.facts import not_before


class NoteForm(PlainForm):
    text = forms.CharField(label=_("Your note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("Only the lay members of this group read it."))


class OpenSpace(PlainForm):
    reason = forms.CharField(label=_("Why must you open it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_(
        "Every lay member of the group is told at once that you opened it, and reads this reason."))


class HandoverForm(PlainForm):
    text = forms.CharField(label=_("What should the next person know?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
                           help_text=_("What is decided, what is open, what helped you. Only they read it, and the lay co-chair."))
    shadow_from = DayField(label=_("Can you go with them at first? From which day?"), required=False)
    shadow_until = DayField(label=_("Until which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        one, other = cleaned.get("shadow_from"), cleaned.get("shadow_until")
        if one and not other and "shadow_until" not in self.errors:
            self.add_error("shadow_until", say("Enter the last day too"))
        if other and not one and "shadow_from" not in self.errors:
            self.add_error("shadow_from", say("Enter the first day too"))
        not_before(self, "shadow_from", "shadow_until", say("The last day must be on or after the first day"))
        return cleaned


class SwapChoice(forms.ModelChoiceField):
    def label_from_instance(self, holding: Holding) -> str:
        return f"{holding.partner.shown}, {holding.seat.group.name}"


class AskSwap(PlainForm):
    theirs = SwapChoice(label=_("With whom would you like to exchange seats?"), queryset=Holding.objects.none())
    because = forms.CharField(label=_("Why would you like to change?"), required=False, max_length=300,
                              help_text=_("Only if you wish to say. Those who must agree can read it."))

    def __init__(self, *args: Any, others: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theirs"].queryset = others.select_related("partner", "seat__group").order_by(     # type: ignore[attr-defined]
            "seat__group__name", "partner__name", "pk")


class AnswerSwap(PlainForm):
    because = forms.CharField(label=_("If no: why?"), required=False, max_length=300, help_text=_("Who asked can read it."))


class BriefingForm(PlainForm):
    on = DayField(label=_("On which day did you talk?"))
    note = forms.CharField(label=_("What was it about?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_(
        "Everyone in the programme can read it. The pair says whether it was so."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been: a talk counts once it was held"))
        return on


class JudgeBriefing(PlainForm):
    text = forms.CharField(label=_("If it was not so: what was?"), required=False, max_length=300,
                           help_text=_("The lead reads it. It stays on the page."))
