"""What may be typed in about another way. Forms clean; actions write."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from programmes.catalogue import CORE, WAIVE, Edition, Standard
from programmes.stages.models import Stage
from programmes.stages.models.runs import Run
from programmes.tailoring.lifecycles import Kind
from programmes.tailoring.policies import what_is_wrong

LONG = forms.Textarea(attrs={"rows": 4})


def _hint(standard: Standard) -> Any:
    return _("core") if standard.klass == CORE else _("may be left out") if standard.klass == WAIVE else _("may be done another way")


class LayDownStages(PlainForm):
    """Which of the stages that are not there yet are laid down now; all of them unless somebody unticks one."""

    stages = forms.MultipleChoiceField(label=_("Which stages do you lay down?"), widget=forms.CheckboxSelectMultiple,
                                       help_text=_("Their days come later: each opens when you open it, or on the day that you give it."))

    def __init__(self, data: Any = None, *, runs: Iterable[Run]) -> None:
        self.runs = {f"{run.code} {run.workstream.ref}" if run.workstream else run.code: run for run in runs}
        super().__init__(data, initial={"stages": list(self.runs)})
        self.fields["stages"].choices = [                                                # type: ignore[attr-defined]
            (key, f"{run.code} {run.name}: {run.workstream.name}" if run.workstream else f"{run.code} {run.name}")
            for key, run in self.runs.items()]
        self.speak_plainly()

    def chosen(self) -> list[Run]:
        """The ticked ones, in the order of the stages."""
        return [self.runs[key] for key in self.runs if key in self.cleaned_data["stages"]]


class ProposeForm(PlainForm):
    """Which standard, where, how far, why, what instead, and until when."""

    standard = forms.ChoiceField(label=_("Which standard?"))
    run = forms.ChoiceField(label=_("For which run of its stage?"), required=False,
                            help_text=_("Leave it open for every run of the stage in this round."))
    kind = forms.ChoiceField(label=_("How far?"), choices=Kind.choices,
                             help_text=_("From a core standard only a time-limited exception is possible, of 28 days at most."))
    reason = forms.CharField(label=_("Why?"), widget=LONG, max_length=4000, help_text=_("Everyone in the programme can read it."))
    instead = forms.CharField(label=_("What is done instead?"), widget=LONG, max_length=4000)
    from_on = DayField(label=_("What is its first day?"))
    until_on = DayField(label=_("What is its last day?"),
                        help_text=_("On this day it ends, and the standard is open again. What is only done another way is reviewed then."))

    def __init__(self, *args: Any, edition: Edition, runs: list[Stage], every_run: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition, self.today = edition, today
        self.runs = {stage.ref: stage for stage in runs}
        self.fields["standard"].choices = [     # type: ignore[attr-defined]
            (f"{stage.code} {stage.name}", [(each.code, f"{each.code} {each.short} ({_hint(each)})") for each in stage.standards])
            for stage in edition.stages]
        run = self.fields["run"]
        run.choices = [*([("", _("Every run in this round"))] if every_run else []),        # type: ignore[attr-defined]
                       *((ref, stage.title()) for ref, stage in self.runs.items())]
        if not every_run:
            run.required, run.help_text = True, ""
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code, run = cleaned.get("standard"), self.runs.get(cleaned.get("run") or "")
        if code is None or "run" not in cleaned:
            return cleaned
        standard = self.edition.standard(code)
        if run and run.code != f"S{code.partition('.')[0]}":
            self.add_error("run", _("%(code)s is no standard of this stage. Choose a run of its own stage.") % {"code": code})
        elif run and not any(each.code == code for each in run.catalogue.standards):
            self.add_error("run", _("This run of the stage does not ask %(code)s. Choose another one.") % {"code": code})
        if cleaned.get("from_on") and cleaned["from_on"] < self.today:
            self.add_error("from_on", _("It begins today or later"))
        wrong = what_is_wrong(standard, cleaned.get("kind", ""), from_on=cleaned.get("from_on"), until_on=cleaned.get("until_on"))
        for field, words in wrong.items() if cleaned.get("kind") else ():
            self.add_error(field, words)
        return cleaned

    def proposal(self) -> dict[str, Any]:
        """The facts for `propose_tailoring`."""
        wanted = {name: self.cleaned_data[name] for name in ("kind", "reason", "instead", "from_on", "until_on")}
        return wanted | {"code": self.cleaned_data["standard"], "stage": self.runs.get(self.cleaned_data["run"])}


class RefuseTailoring(PlainForm):
    because = forms.CharField(label=_("Why do you not agree?"), widget=LONG, max_length=4000,
                              help_text=_("Everyone in the programme can read it. It stays visible for good."))


class EndTailoring(PlainForm):
    because = forms.CharField(label=_("Why does it end early?"), widget=LONG, max_length=4000,
                              help_text=_("Everyone in the programme can read it."))


class RenewTailoring(PlainForm):
    reason = forms.CharField(label=_("Why is it still needed?"), widget=LONG, max_length=4000)
    instead = forms.CharField(label=_("What is done instead?"), widget=LONG, max_length=4000)
    until_on = DayField(label=_("What is its new last day?"))

    def __init__(self, *args: Any, begins: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begins = begins

    def clean_until_on(self) -> date:
        until: date = self.cleaned_data["until_on"]
        if until < self.begins:
            raise forms.ValidationError(_("The new last day must be on or after the day on which the renewal begins"))
        return until


class ReviewTailoring(PlainForm):
    note = forms.CharField(label=_("What came out?"), widget=LONG, max_length=2000,
                           help_text=_("Did it work, for whom, and does it go on? Everyone in the programme can read it."))
