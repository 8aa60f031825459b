"""People, roles, organisations, groups and seats. Choices come from what the user may see, never from everything."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, NameField, PlainForm, PlainModelForm
from partners.models import Group, Organisation, Partner, Seat
from partners.people.forms import mark_missing_way
from partners.people.models import searchable
from programmes.programme.forms.facts import PersonChoice, not_before
from programmes.programme.models import Workstream
from programmes.programme.roles import Team


class PersonForm(PlainModelForm):
    class Meta:
        model = Partner
        fields = ["name", "called", "is_professional", "organisation", "job", "connection", "area", "email", "phone", "address", "channel"]
        field_classes = {"name": NameField, "called": NameField}
        labels = {"is_professional": _("They take part as part of a paid job"),
                  "connection": _("What they bring to the work, in their own words")}
        help_texts = {"connection": _("Only what they want others to read. Do not write medical history."),
                      "email": _("Two people may share an address."), "address": _("Only if they want letters.")}
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, organisations: QuerySet, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations.order_by("name")      # type: ignore[attr-defined]
        if own:
            del self.fields["is_professional"]      # it opens doors: nobody says it of themselves

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        mark_missing_way(self, cleaned)
        return cleaned


class GiveRole(PlainForm):
    partner = PersonChoice(label=_("Who?"), queryset=Partner.objects.none())
    role = forms.ChoiceField(label=_("Which role?"), choices=Team.choices)
    workstream = forms.ModelChoiceField(label=_("Which workstream?"), queryset=Workstream.objects.none(), required=False,
                                        help_text=_("Only for a workstream lead."))
    from_on = DayField(label=_("From which day?"))
    until_on = DayField(label=_("Until which day?"), required=False, help_text=_("Leave it empty if there is no end yet."))

    def __init__(self, *args: Any, people: QuerySet, workstreams: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = people.order_by("name", "pk")         # type: ignore[attr-defined]
        self.fields["workstream"].queryset = workstreams                         # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "from_on", "until_on", _("The last day must be on or after the first day"))
        if cleaned.get("role") == Team.WL and not cleaned.get("workstream") and "workstream" not in self.errors:
            self.add_error("workstream", _("Choose the workstream that they lead"))
        if cleaned.get("role") and cleaned["role"] != Team.WL:
            cleaned["workstream"] = None
        return cleaned


class EndRole(PlainForm):
    until_on = DayField(label=_("What is the last day?"), help_text=_("What they may do here ends at midnight after it."))

    def __init__(self, *args: Any, first_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_day = first_day

    def clean_until_on(self) -> date:
        until_on: date = self.cleaned_data["until_on"]
        if until_on < self.first_day:
            raise forms.ValidationError(_("The last day must be on or after the first day"))
        return until_on


class EndHolding(EndRole):
    because = forms.CharField(label=_("Why do they leave?"), required=False, max_length=300,
                              help_text=_("Only if they wish to say. The programme's manager can read it."))


class NewOrganisation(PlainModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "kind", "area"]
        field_classes = {"name": NameField}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Organisation.objects.filter(search_text__startswith=searchable(name), name__iexact=name).exists():
            raise forms.ValidationError(_("This organisation is listed already. Choose it from the list."))
        return name


class AddMembership(PlainForm):
    organisation = forms.ModelChoiceField(label=_("Which organisation?"), queryset=Organisation.objects.none())
    signs = forms.BooleanField(label=_("It signs for the programme, as one of the partners"), required=False, initial=True)
    part = forms.CharField(label=_("What is its part?"), required=False, max_length=300)
    from_on = DayField(label=_("From which day?"))

    def __init__(self, *args: Any, organisations: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations.order_by("name")      # type: ignore[attr-defined]


class NameSignatory(PlainForm):
    partner = PersonChoice(label=_("Who signs for it?"), queryset=Partner.objects.none())
    from_on = DayField(label=_("From which day?"))

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = people.order_by("name", "pk")         # type: ignore[attr-defined]


class FoundGroup(PlainModelForm):
    lay_seats = forms.IntegerField(label=_("How many seats for lay partners?"), min_value=1, max_value=200, initial=6)
    from_on = DayField(label=_("From which day?"))

    class Meta:
        model = Group
        fields = ["name", "kind", "level", "purpose", "rhythm"]
        labels = {"name": _("What is the group called?"), "kind": _("What kind of group is it?"),
                  "level": _("At which level does it work?"), "purpose": _("What is it for?")}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, label) for value, label in Group.Kind.choices if value != Group.Kind.WORKING]
        self.fields["kind"].choices = kinds      # type: ignore[attr-defined]  # working groups come with their workstream


class TermsForm(PlainForm):
    text = forms.CharField(label=_("Terms of reference"), widget=forms.Textarea(attrs={"rows": 12}), max_length=20_000,
                           help_text=_("What the group is for, what is in and out of its scope, and how it works."))


class ProposeForSeat(PlainForm):
    partner = PersonChoice(label=_("Whom do you propose?"), queryset=Partner.objects.none())
    from_on = DayField(label=_("From which day?"))
    until_on = DayField(label=_("Until which day?"), required=False, help_text=_("Leave it empty if there is no end yet."))
    hours_a_month = forms.IntegerField(label=_("How many hours a month, with reading?"), min_value=0, max_value=200, required=False,
                                       help_text=_("The person agrees to these hours when they say yes."))

    def __init__(self, *args: Any, people: QuerySet, hours_wanted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = people.order_by("name", "pk")         # type: ignore[attr-defined]
        self.fields["hours_a_month"].required = hours_wanted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "from_on", "until_on", _("The last day must be on or after the first day"))
        return cleaned


class Refuse(PlainForm):
    because = forms.CharField(label=_("If no: why?"), required=False, max_length=300,
                              help_text=_("Only if you wish to say."))


class GiveOffice(PlainForm):
    office = forms.ChoiceField(label=_("What did the group choose?"), choices=Seat.Office.choices)


class RecordCover(PlainForm):
    cover = PersonChoice(label=_("Who covers?"), queryset=Partner.objects.none(), required=False)
    note = forms.CharField(label=_("How is the seat covered?"), max_length=300,
                           help_text=_("For example: the other lay partner goes with the lay co-chair until the seat is filled."))

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].queryset = people.order_by("name", "pk")            # type: ignore[attr-defined]
