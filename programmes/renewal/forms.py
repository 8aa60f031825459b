"""What may be typed in about the strategy, its numbers, the gaps, and what lay partners say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from programmes.profiles.forms import AnswerNo, SayOnProfile
from programmes.profiles.lifecycles import ViewValue
from programmes.renewal.catalogue import BY_NAME, GROUP, MOST_WANTED, PLACE, answers_to_aim_at
from programmes.renewal.models import LONG, Target
from programmes.renewal.policies import Counted

__all__ = ["AnswerNo", "CompareForm", "DecideGap", "RefuseCheck", "SayOnStrategy", "StrategyForm", "TargetForm"]

NUMBER = {"attrs": {"width": "3"}}


class StrategyForm(PlainForm):
    words = forms.CharField(label=_("How are people found for the Forum?"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 12}),
                            help_text=_("Whom you look for first and why, through whom you reach them, and what makes it possible for them "
                                        "to come."))


class TargetForm(PlainForm):
    """A number for an answer, or for a place or a group by its name."""

    kind = forms.ChoiceField(label=_("Which people?"))
    name = forms.CharField(label=_("Name of the place or group"), max_length=100, required=False,
                           help_text=_("Only for a place or a group. A place is written as in people’s details."))
    wanted = forms.IntegerField(label=_("How many of them should be in the Forum?"), min_value=1, max_value=MOST_WANTED,
                                widget=forms.NumberInput(**NUMBER))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_name = (say("By name"), [(PLACE, say("People from a place")), (GROUP, say("A group that is counted by hand"))])
        self.fields["kind"].choices = [("", say("Choose one")), by_name, *answers_to_aim_at()]     # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in BY_NAME and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", say("Enter the name of the place or group"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What `add_target` takes."""
        dimension, _colon, value = self.cleaned_data["kind"].partition(":")
        return {"dimension": dimension, "value": value or self.cleaned_data["name"], "wanted": self.cleaned_data["wanted"]}


class SayOnStrategy(SayOnProfile):
    """As to a role profile."""

    value = forms.ChoiceField(label=_("Do you agree to this strategy?"), choices=ViewValue.choices)


class CompareForm(PlainForm):
    """For each group that is counted by hand its number and how it was counted; both may be left empty."""

    def __init__(self, data: Any = None, *, groups: Sequence[Target], members: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.groups = groups
        for target in groups:
            self.fields[f"n_{target.ref}"] = forms.IntegerField(
                label=say("How many in the Forum are: %(group)s?") % {"group": target.value}, min_value=0, max_value=members,
                required=False, widget=forms.NumberInput(**NUMBER))
            self.fields[f"s_{target.ref}"] = forms.CharField(
                label=say("Who counted %(group)s, and how?") % {"group": target.value}, max_length=300, required=False,
                help_text=say("Name no members. Everybody who reads the page can read it."))
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for target in self.groups:
            number, source = f"n_{target.ref}", f"s_{target.ref}"
            if cleaned.get(number) is not None and not cleaned.get(source) and source not in self.errors:
                self.add_error(source, say("Say who counted, and how"))
            if cleaned.get(source) and cleaned.get(number) is None and number not in self.errors:
                self.add_error(number, say("Enter the number that was counted"))
        return cleaned

    def by_hand(self) -> dict[str, Counted]:
        """What `compare` takes."""
        found = {target.ref: self.cleaned_data[f"n_{target.ref}"] for target in self.groups}
        return {ref: Counted(number, self.cleaned_data[f"s_{ref}"]) for ref, number in found.items() if number is not None}


class DecideGap(PlainForm):
    decision = forms.CharField(label=_("What is done about it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
                               help_text=_("Who reaches whom, and through whom. Name organisations rather than people."))
    due_on = DayField(label=_("By when?"))

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < self.today:
            raise forms.ValidationError(say("The day must be today or later"))
        return day


class RefuseCheck(PlainForm):
    because = forms.CharField(label=_("Why do you not agree?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                              help_text=_("Everyone who reads this page can read it. It stays for good, with the answer."))
