"""The programme itself, its focus, its scope, its workstreams."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm, PlainModelForm
from partners.about.catalogue import Experience
from partners.models import Group, Partner
from programmes.programme.models import FocusStatement, Programme, ScopePoint, Workstream


def not_before(form: forms.BaseForm, first: str, last: str, words: Any) -> None:
    """Put `words` beside field `last` when its day lies before that of field `first`."""
    start: date | None = form.cleaned_data.get(first)
    end: date | None = form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, words)     # type: ignore[attr-defined]


class PersonChoice(forms.ModelChoiceField):
    """One of the people that the user may see, with enough beside the name to tell two of the same name apart."""

    def label_from_instance(self, person: Partner) -> str:
        beside = person.job or person.area
        return f"{person.name} ({beside})" if beside else person.name


class ProgrammeForm(PlainModelForm):
    class Meta:
        model = Programme
        fields = ["name", "area", "vision", "aims", "starts_on", "ends_on"]
        labels = {"name": _("What is the programme called?"), "area": _("Which area does it cover?"),
                  "vision": _("What is its vision?"), "aims": _("What are its aims?")}
        help_texts = {"vision": _("One or two sentences that everyone can say."), "aims": _("One aim to a line."),
                      "starts_on": _("For example, 17 3 2014"), "ends_on": _("Leave it empty if it is not known yet.")}
        widgets = {"vision": forms.Textarea(attrs={"rows": 3}), "aims": forms.Textarea(attrs={"rows": 5})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "starts_on", "ends_on", _("The last day must be on or after the first day"))
        return cleaned


class FocusForm(PlainModelForm):
    class Meta:
        model = FocusStatement
        fields = ["problem", "people", "area", "ends_on"]
        widgets = {"problem": forms.Textarea(attrs={"rows": 4}), "people": forms.Textarea(attrs={"rows": 3})}


class WriteComment(PlainForm):
    text = forms.CharField(label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
                           help_text=_("Everyone in the programme can read it."))


class CloseProgramme(PlainForm):
    because = forms.CharField(label=_("Why is the programme closed?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
                              help_text=_("Everyone who took part can read it."))


class ScopePointForm(PlainModelForm):
    class Meta:
        model = ScopePoint
        fields = ["matter", "status", "reason", "decided_by"]
        help_texts = {"matter": _("One thing that people may ask about, such as the opening hours."),
                      "reason": _("Needed when it is closed. Lay partners will read it."),
                      "decided_by": _("A role, a group or a body, such as the Partnership Board.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == ScopePoint.Status.CLOSED and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is closed. People who ask deserve the reason."))
        return cleaned


class WorkstreamForm(PlainModelForm):
    lead = PersonChoice(label=_("Who leads it?"), queryset=Partner.objects.none(), required=False,
                        help_text=_("You can name the lead later, under Team."))
    level = forms.ChoiceField(label=_("At which level does it work?"), choices=Group.Level.choices, initial=Group.Level.SYSTEM)

    class Meta:
        model = Workstream
        fields = ["name", "purpose", "meets", "weekday", "starts_on", "first_meeting_on", "ends_on", "hours_a_month", "population"]
        labels = {"name": _("What is the workstream called?"), "purpose": _("What is it for?")}
        help_texts = {"meets": _("For example, alternate Mondays"),
                      "first_meeting_on": _("Two lay partners must be named by this day."),
                      "weekday": _("So that lay partners who cannot come on that day are not asked in vain."),
                      "hours_a_month": _("Meetings and reading together. Each lay partner agrees to it for themselves."),
                      "population": _("Leave it empty if it is for everyone.")}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    wanted = forms.MultipleChoiceField(label=_("Which experience would help?"), choices=Experience.choices, required=False,
                                       widget=forms.CheckboxSelectMultiple, help_text=_("Choose a few. It orders suggestions, no more."))

    def __init__(self, *args: Any, people: QuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is None:
            del self.fields["lead"]         # a lead is changed under Team, with dates
        else:
            self.fields["lead"].queryset = people.order_by("name", "pk")     # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "starts_on", "first_meeting_on", _("The first meeting must be on or after the first day"))
        not_before(self, "starts_on", "ends_on", _("The planned last day must be on or after the first day"))
        return cleaned


