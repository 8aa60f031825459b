"""Choosing a type, saying what one thinks of it, and noting what really happened. The questions' own form is the advice's."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from programmes.advice.catalogue import PACKAGES, RUNGS, Advice, phase_words, rung_words
from programmes.choosing.models import LeadersView, Phase

RECOMMENDED, OTHER = "recommended", "other"


class ChooseType(PlainForm):
    """As recommended, or another package with a rung for each phase, and the reason."""

    choice = forms.ChoiceField(label=_("Which type do you choose?"), choices=[
        (RECOMMENDED, _("The recommended type, with the rungs that are recommended")),
        (OTHER, _("Another type, or other rungs. I say why below."))])
    package = forms.ChoiceField(label=_("Which type instead?"), required=False, help_text=_("Only if you choose another type."),
                                choices=[(code, package.name) for code, package in PACKAGES.items()])
    because = forms.CharField(label=_("Why another type?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                              help_text=_("Everyone in the programme can read it. The founding leaders are asked what they think."))

    def __init__(self, data: Any = None, *, advice: Advice) -> None:
        super().__init__(data, initial={"choice": RECOMMENDED, "package": advice.packages[0]})
        self.advice = advice
        because = self.fields.pop("because")
        rungs = [(str(number), rung_words(number)) for number in sorted(RUNGS) if number > 1]
        for phase, found in advice.phases.items():
            self.fields[phase] = forms.ChoiceField(
                label=say("%(phase)s. Which rung instead?") % {"phase": phase_words(phase)}, choices=rungs, required=False,
                initial=str(found["rung"]))
        self.fields["because"] = because
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("choice") == OTHER:
            if not cleaned.get("because") and "because" not in self.errors:
                self.add_error("because", say("Say why you choose another type than the recommended one"))
            if not self.errors and self.chosen() == {"packages": list(self.advice.packages), "rungs": self._recommended()}:
                self.add_error("choice", say("This is the recommended type. Choose it, or change the type or a rung below"))
        return cleaned

    def _recommended(self) -> dict[str, int]:
        return {phase: found["rung"] for phase, found in self.advice.phases.items()}

    def chosen(self) -> dict[str, Any]:
        """What `choose_type` takes beside who and when: nothing for the recommended type. The reason is not among it."""
        if self.cleaned_data["choice"] == RECOMMENDED:
            return {}
        rungs = {phase: int(self.cleaned_data.get(phase) or found["rung"]) for phase, found in self.advice.phases.items()}
        package = self.cleaned_data.get("package") or self.advice.packages[0]
        packages = list(self.advice.packages) if package in self.advice.packages else [package]
        return {"packages": packages, "rungs": rungs}


class SayView(PlainForm):
    value = forms.ChoiceField(label=_("Do you agree with this type?"), choices=LeadersView.Value.choices)
    text = forms.CharField(label=_("What do you want to say about it?"), required=False, max_length=4000,
                           widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("If you do not agree, say why. Everyone in the programme can read it."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == LeadersView.Value.DISAGREE and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say why you do not agree"))
        return cleaned


class Compare(PlainForm):
    """For each phase that was planned: how far people really took part, and what happened."""

    def __init__(self, data: Any = None, *, phases: Iterable[Phase]) -> None:
        super().__init__(data)
        self.phases = list(phases)
        rungs = [(str(number), rung_words(number)) for number in sorted(RUNGS)]
        for phase in self.phases:
            name: Mapping[str, Any] = {"phase": phase_words(phase.name), "rung": rung_words(phase.rung)}
            self.fields[phase.name] = forms.ChoiceField(
                label=say("%(phase)s. How far did people really take part?") % name, choices=rungs, widget=forms.RadioSelect,
                help_text=say("%(rung)s was planned.") % name, initial=str(phase.actual_rung or ""))
            self.fields[f"{phase.name}_words"] = forms.CharField(
                label=say("%(phase)s. What happened?") % name, max_length=4000, required=False, initial=phase.what_happened,
                widget=forms.Textarea(attrs={"rows": 3}))
        self.speak_plainly()

    def compared(self) -> list[tuple[Phase, int, str]]:
        """Each phase with the rung that happened and the words."""
        return [(phase, int(self.cleaned_data[phase.name]), self.cleaned_data[f"{phase.name}_words"]) for phase in self.phases]
