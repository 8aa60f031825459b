"""What an administrator may type in about a local edition. Forms clean; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.catalogue import CURRENT, Edition, edition, newer_than
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.editions.policies import roles_that_answer
from programmes.programme.roles import NAMES

LONG, WIDE = forms.Textarea(attrs={"rows": 3, "cols": 80}), forms.TextInput(attrs={"size": 80})


class DraftForm(forms.ModelForm):
    """A draft by its name. What it begins from is chosen once: what it changes is told by that."""

    class Meta:
        model = LocalEdition
        fields = ("name", "about", "based_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "based_on" in self.fields:
            numbers = newer_than(0)
            names = {number: edition(number).name for number in numbers}
            self.fields["based_on"] = forms.TypedChoiceField(
                label=_("Edition that it begins from"), coerce=int, initial=numbers[0],
                choices=[(number, f"{number} {names[number]}".strip()) for number in numbers],
                help_text=_("Everything that this edition asks is taken over."))


class AddedForm(forms.ModelForm):
    """A standard to be added: the software gives it its code."""

    stage = forms.ChoiceField(label=_("Stage"))
    by = forms.MultipleChoiceField(label=_("Who does it or answers for it?"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = AddedStandard
        fields = ("stage", "short", "question", "evidence", "by", "klass")
        widgets = {"question": LONG, "evidence": WIDE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [        # type: ignore[attr-defined]
            ("", "---"), *((stage.code, f"{stage.code} {stage.name}") for stage in edition(CURRENT).stages)]
        self.fields["by"].choices = [(role, NAMES[role]) for role in roles_that_answer()]      # type: ignore[attr-defined]
        self.fields["by"].initial = []
        if self.instance.pk:        # its code names its stage
            self.fields["stage"].disabled = True


class WordingForm(forms.ModelForm):
    """Other words for a standard that `base` asks already."""

    base: Edition

    class Meta:
        model = ChangedWording
        fields = ("code", "question", "evidence")
        widgets = {"question": LONG, "evidence": WIDE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.ChoiceField(label=_("Standard"), choices=[("", "---"), *(
            (f"{stage.code} {stage.name}", [(each.code, f"{each.code} {each.short}") for each in stage.standards])
            for stage in self.base.stages)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code = cleaned.get("code")
        if not code or self.errors:
            return cleaned
        standard = self.base.standard(code)
        if not cleaned.get("question") and not cleaned.get("evidence"):
            self.add_error("question", _("Write another question, or other evidence"))
        for name, words in (("question", standard.question), ("evidence", standard.evidence)):
            if cleaned.get(name) == str(words):
                self.add_error(name, _("These are the words that it has already"))
        return cleaned


class PublishForm(forms.Form):
    """What the publisher confirms. `seen` ties it to exactly what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label=_("I have read the old and the new words side by side. No core standard asks for less than before."),
        error_messages={"required": _("Read the old and the new words side by side, and tick the box if no core standard asks for less.")})
