"""What may be typed in about stages and standards. Forms clean; actions write."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.files import ALLOWED_NAMES, checked_type
from coprod.kit.forms import DayField, PlainForm
from coprod.kit.uploads import get_back
from partners.models import Partner
from programmes.catalogue import Edition
from programmes.programme.forms import PersonChoice, not_before
from programmes.programme.models import Programme, Workstream
from programmes.stages.lifecycles import SignatureValue
from programmes.stages.models import Evidence, Stage

NONE_NEW = "none"       # a claim that rests on evidence that is there already
KINDS: dict[str, tuple[str, ...]] = {     # which fields a kind of evidence is about; the first ones are needed
    Evidence.Kind.FILE: ("file", "dated_on"),
    Evidence.Kind.LINK: ("link", "dated_on"),
    Evidence.Kind.MINUTE: ("dated_on", "text"),
    Evidence.Kind.WITNESS: ("witness", "text", "dated_on"),
}


class PlanStage(PlainForm):
    """Which stage, for what, and when. A stage runs for the programme, for a workstream, or for a plan."""

    code = forms.ChoiceField(label=_("Which stage?"))
    workstream = forms.ModelChoiceField(label=_("For which workstream?"), queryset=Workstream.objects.none(), required=False,
                                        help_text=_("Needed for stages 7 and 8."))
    plan_name = forms.CharField(label=_("For which plan?"), max_length=200, required=False,
                                help_text=_("Needed for stages 9 and 10: the plan’s name."))
    opens_on = DayField(label=_("When does it open?"), help_text=_("If the day has come already, it opens at once."))
    due_on = DayField(label=_("When is it due?"), required=False)

    def __init__(self, *args: Any, programme: Programme, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["code"].choices = [(stage.code, f"{stage.code} {stage.name}") for stage in edition.stages]  # type: ignore[attr-defined]
        self.fields["workstream"].queryset = programme.workstreams.in_order()        # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("code"):
            return cleaned
        scope = self.edition.stage(cleaned["code"]).scope
        if scope == "workstream" and not cleaned.get("workstream") and "workstream" not in self.errors:
            self.add_error("workstream", _("Choose the workstream that this stage runs for"))
        if scope == "plan" and not cleaned.get("plan_name"):
            self.add_error("plan_name", _("Enter the name of the plan that this stage runs for"))
        if scope != "workstream":
            cleaned["workstream"] = None
        if scope != "plan":
            cleaned["plan_name"] = ""
        not_before(self, "opens_on", "due_on", _("It must be due on or after the day it opens"))
        return cleaned


class StageDates(PlainForm):
    opens_on = DayField(label=_("When does it open?"), required=False)
    due_on = DayField(label=_("When is it due?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "opens_on", "due_on", _("It must be due on or after the day it opens"))
        return cleaned


class EvidenceForm(PlainForm):
    """One piece of evidence of a kind that was chosen before: it asks only for what that kind is about."""

    title = forms.CharField(label=_("What is it?"), max_length=200, help_text=_("For example: minutes of 10 September, item 4"))
    file = forms.FileField(label=_("File"), max_length=200, help_text=_("%(types)s; at most 25 MB.") % {"types": ALLOWED_NAMES})
    link = forms.URLField(label=_("Web address"), max_length=500, assume_scheme="https", help_text=_("It begins with https://"))
    witness = PersonChoice(label=_("Witness"), queryset=Partner.objects.none())
    dated_on = DayField(label=_("What is its date?"), required=False)
    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, required=False,
                           help_text=_("Do not write anybody’s medical history."))
    audience = forms.ChoiceField(label=_("Who may see it?"), choices=Evidence.Audience.choices, initial=Evidence.Audience.PROGRAMME)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, people: QuerySet, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.about = owner, KINDS.get(kind, ())
        self.fields["kind"].initial = kind
        self.fields["witness"].queryset = people.order_by("name", "pk")      # type: ignore[attr-defined]
        for name in ("file", "link", "witness", "dated_on", "text"):
            if name not in self.about:
                del self.fields[name]
        if "file" in self.fields:
            self.fields["file"].required = not self.data.get(self.add_prefix("kept"))
        needed = {Evidence.Kind.MINUTE: ("dated_on", _("Enter the date of the minutes")),
                  Evidence.Kind.WITNESS: ("text", _("Enter what the witness says"))}
        if kind in needed:
            name, words = needed[Evidence.Kind(kind)]
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        self.speak_plainly()

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if not link.startswith("https://"):
            raise forms.ValidationError(_("Enter an address that begins with https://"))
        return link

    def clean_file(self) -> Any:
        """The file chosen now, else the one that was kept when this form came back with errors."""
        file = self.cleaned_data.get("file") or get_back(self.data.get(self.add_prefix("kept"), ""), owner=self.owner)
        if not file:
            raise forms.ValidationError(_("Choose the file"))
        if file.size > settings.FILE_LIMIT_BYTES:
            raise forms.ValidationError(_("The file must be 25 MB or smaller"))
        self.cleaned_data["content_type"] = checked_type(file)
        return file

    def carry(self, note: str) -> None:
        """Take along the note of a file that was kept, and say so beside its field."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = note
        self["file"].help_text = self.fields["file"].help_text = _("We have kept your file “%(name)s”. You need not choose it again.") % {
            "name": self.cleaned_data["file"].name}

    def evidence(self) -> dict[str, Any]:
        """The facts for `add_evidence`."""
        wanted = ("kind", "title", "audience", "content_type", *self.about)
        return {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}


class ClaimForm(EvidenceForm):
    """Say that a standard is met. Its evidence is asked for unless what shows it is there already (`NONE_NEW`)."""

    claim = forms.CharField(label=_("What was done, by whom and when?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    field_order = ("claim",)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        if kind == NONE_NEW:
            del self.fields["title"], self.fields["audience"]

    def evidence(self) -> dict[str, Any]:
        return super().evidence() if self.about else {}


class DisputeForm(PlainForm):
    because = forms.CharField(label=_("What is wrong or missing?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
                              help_text=_("Everyone in the programme can read it. It stays visible for good."))


class NotMetForm(PlainForm):
    because = forms.CharField(label=_("Why is it not met?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
                              help_text=_("An honest gap may be listed when the stage closes. Everyone can read it."))


class SignForm(PlainForm):
    value = forms.ChoiceField(label=_("What do you say?"), choices=SignatureValue.choices)
    text = forms.CharField(label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False,
                           help_text=_("Needed unless you simply agree: your concerns, why you do not agree, or what is missing."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") not in (None, "", SignatureValue.AGREE) and not cleaned.get("text"):
            self.add_error("text", {
                SignatureValue.CONCERNS: _("Say what your concerns are"),
                SignatureValue.DISAGREE: _("Say why you do not agree"),
                SignatureValue.UNABLE: _("Say what is missing"),
            }[cleaned["value"]])
        return cleaned


class ProceedForm(PlainForm):
    because = forms.CharField(
        label=_("Why do you go on without lay agreement?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
        help_text=_("Lay partners and the Forum will read this reason. It is told to everyone who signed."))


class ReopenForm(PlainForm):
    because = forms.CharField(label=_("Why is the stage opened again?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    codes = forms.MultipleChoiceField(label=_("Which standards must be looked at again?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(standard.code, f"{standard.code} {standard.short}")    # type: ignore[attr-defined]
                                        for standard in stage.catalogue.standards]
