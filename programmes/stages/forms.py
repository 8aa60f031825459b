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

BY_HAND = [choice for choice in Evidence.Kind.choices if choice[0] != Evidence.Kind.RECORD]


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
        if scope == "workstream" and not cleaned.get("workstream"):
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
    """One piece of evidence. What is needed depends on its kind; the rest may stay empty."""

    kind = forms.ChoiceField(label=_("What kind of evidence is it?"), choices=BY_HAND)
    title = forms.CharField(label=_("What is it?"), max_length=200, help_text=_("For example: minutes of 10 September, item 4"))
    dated_on = DayField(label=_("What is its date?"), required=False, help_text=_("Needed for minutes."))
    file = forms.FileField(label=_("Choose the file"), required=False, max_length=200,
                           help_text=_("Needed for a file: %(types)s; at most 25 MB.") % {"types": ALLOWED_NAMES})
    link = forms.URLField(label=_("Where does it stand?"), max_length=500, required=False, assume_scheme="https",
                          help_text=_("Needed for a link. It begins with https://"))
    witness = PersonChoice(label=_("Who is the witness?"), queryset=Partner.objects.none(), required=False,
                           help_text=_("Needed for a witness statement."))
    text = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000, required=False,
                           help_text=_("Needed for a witness statement. Do not write anybody’s medical history."))
    audience = forms.ChoiceField(label=_("Who may see it?"), choices=Evidence.Audience.choices, initial=Evidence.Audience.PROGRAMME)

    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, people: QuerySet, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["witness"].queryset = people.order_by("name", "pk")      # type: ignore[attr-defined]

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Enter an address that begins with https://"))
        return link

    def clean_file(self) -> Any:
        """The file chosen now, else the one that was kept when this form came back with errors."""
        note = self.data.get(self.add_prefix("kept"), "")
        file = self.cleaned_data.get("file") or (note and get_back(note, owner=self.owner))
        if not file:
            return None
        if file.size > settings.FILE_LIMIT_BYTES:
            raise forms.ValidationError(_("The file must be 25 MB or smaller"))
        self.cleaned_data["content_type"] = checked_type(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.need(cleaned)
        return cleaned

    def need(self, cleaned: dict[str, Any]) -> None:
        """Ask for what the chosen kind needs, beside its field."""
        wanted = {
            Evidence.Kind.FILE: [("file", _("Choose the file"))],
            Evidence.Kind.LINK: [("link", _("Enter the address of the document"))],
            Evidence.Kind.MINUTE: [("dated_on", _("Enter the date of the minutes"))],
            Evidence.Kind.WITNESS: [("witness", _("Choose the witness")), ("text", _("Enter what the witness says"))],
        }
        for name, words in wanted.get(cleaned.get("kind") or "", []):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)

    def carry(self, note: str) -> None:
        """Take along the note of a file that was kept, and say so beside its field."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = note
        self["file"].help_text = self.fields["file"].help_text = _("We have kept your file “%(name)s”. You need not choose it again.") % {
            "name": self.cleaned_data["file"].name}

    def evidence(self) -> dict[str, Any]:
        """The facts for `add_evidence`: only what the kind is about."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in ("kind", "title", "dated_on", "text", "audience")}
        if cleaned["kind"] == Evidence.Kind.FILE:
            facts |= {"file": cleaned["file"], "content_type": cleaned["content_type"]}
        if cleaned["kind"] == Evidence.Kind.LINK:
            facts["link"] = cleaned["link"]
        if cleaned["kind"] == Evidence.Kind.WITNESS:
            facts["witness"] = cleaned["witness"]
        return facts


class ClaimForm(EvidenceForm):
    """Say that a standard is met. Evidence is asked for unless something shows it already."""

    claim = forms.CharField(label=_("What was done, by whom and when?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    field_order = ("claim", "kind")

    def __init__(self, *args: Any, has_evidence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_evidence:
            self.fields["kind"].required = self.fields["title"].required = self.fields["audience"].required = False
            self.fields["kind"].label = _("More evidence: of what kind?")

    def need(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("kind"):
            return
        super().need(cleaned)
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say what it is"))

    def evidence(self) -> dict[str, Any]:
        return super().evidence() if self.cleaned_data.get("kind") else {}


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
