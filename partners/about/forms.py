"""What a person says of themselves: how to reach them, what they bring, their limits, how they are named. Written down by themselves, or
word for word by who listens to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import NameField, PlainForm
from partners.about.catalogue import Experience, Population, Time
from partners.about.models import About
from partners.people.forms import mark_missing_way
from partners.people.models import Partner

MOST_HOURS = 60


def _box(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _many(label: Any, kind: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=kind.choices, required=False, widget=forms.CheckboxSelectMultiple,
                                     help_text=help_text)


class ReachForm(PlainForm):
    """How to reach the person: facts of the partner, and what stands beside them in About."""

    channel = forms.ChoiceField(label=_("How should we reach you?"), choices=Partner.Channel.choices)
    email = forms.EmailField(label=_("What is your e-mail address?"), required=False,
                             widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(label=_("What is your phone number?"), max_length=40, required=False,
                            help_text=_("We need it for calls, texts and Relay UK."),
                            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    address = forms.CharField(label=_("What is your postal address?"), max_length=500, required=False, widget=_box(),
                              help_text=_("We need it if you want letters."))
    best_times = forms.CharField(label=_("When is a good time to reach you?"), max_length=200, required=False,
                                 help_text=_("For example: “Mornings, not before 10”."))
    copy_in = forms.CharField(label=_("Who else should be told?"), max_length=300, required=False,
                              help_text=_("For example: “My daughter Ann, 020 7946 0100”. Ask them first."))

    reads_in = forms.ChoiceField(label=_("In which language shall we write to you?"), choices=Partner.Reads.choices, required=False,
                                 help_text=_("Messages come in this language as far as they are translated."))

    PARTNERS = ("channel", "email", "phone", "address", "reads_in")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        mark_missing_way(self, cleaned)
        if not cleaned.get("reads_in"):     # nothing said: it stays as it is
            cleaned.pop("reads_in", None)
        return cleaned

    @classmethod
    def now(cls, partner: Partner, about: About | None) -> dict[str, Any]:
        """What the form shows before anybody types."""
        return {name: getattr(partner, name) for name in cls.PARTNERS} | {
            name: getattr(about, name, "") for name in ("best_times", "copy_in")}


class BringForm(PlainForm):
    """What the person brings and would like to gain. Each question may be left empty (health-revealing: see About)."""

    experience = _many(_("What do you know well?"), Experience)
    lived = _many(_("Whose life do you know from your own?"), Population, _("You need not tick any. We do not ask for medical history."))
    strategic = forms.BooleanField(label=_("I have worked on plans for whole services before"), required=False)
    languages = forms.CharField(label=_("Which languages do you speak or sign?"), max_length=200, required=False)
    gain = forms.CharField(label=_("What would you like to gain?"), max_length=1000, required=False, widget=_box(),
                           help_text=_("For example: “To learn how budgets are made.”"))


class LimitsForm(PlainForm):
    hours_limit = forms.IntegerField(
        label=_("How many hours a month can you give at most?"), min_value=0, max_value=MOST_HOURS, required=False,
        help_text=_("For everything together, with reading. We do not ask you for more."))
    times = _many(_("When can you usually come?"), Time)
    times_note = forms.CharField(label=_("What else should we know about times?"), max_length=300, required=False,
                                 help_text=_("For example: “Not in school holidays.”"))


class NamedForm(PlainForm):
    """How other members of a group see the person named. Who organises sees the full name."""

    shown_as = forms.ChoiceField(label=_("How should other members see you named?"), choices=Partner.Shown.choices)
    called = NameField(label=_("What do you like to be called?"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("shown_as") == Partner.Shown.CALLED and not cleaned.get("called") and "called" not in self.errors:
            self.add_error("called", say("Say what you like to be called, or choose another name above"))
        return cleaned
