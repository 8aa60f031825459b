"""What may be typed in about a panel, by its members, and by the person about whom it decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from partners.models import Group, Organisation
from programmes.profiles.catalogue import Part
from programmes.profiles.models import RoleProfile
from programmes.selection.models import Mark, Outcome

TALL = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 2})
YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes")), (NO, _("No"))]


class NamePanel(PlainForm):
    """Which group chooses and when it meets. Without `groups` only the day is asked."""

    group = forms.ChoiceField(label=_("Which group chooses?"),
                              help_text=_("Its members are whoever holds a seat in it. At least one is a lay partner. Every vote counts "
                                          "the same."))
    meets_on = DayField(label=_("On which day does it meet?"))

    def __init__(self, *args: Any, groups: Iterable[Group] = (), today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.groups = today, {group.ref: group for group in groups}
        if self.groups:
            self.fields["group"].choices = [(ref, group.name) for ref, group in self.groups.items()]      # type: ignore[attr-defined]
        else:
            del self.fields["group"]

    def clean_meets_on(self) -> date:
        day: date = self.cleaned_data["meets_on"]
        if day < self.today:
            raise forms.ValidationError(say("The day must be today or later"))
        return day

    def facts(self) -> dict[str, Any]:
        found = {"meets_on": self.cleaned_data["meets_on"]}
        return found | {"group": self.groups[self.cleaned_data["group"]]} if "group" in self.cleaned_data else found


class Declare(PlainForm):
    """What a member declares before they see a name. To tick that there is nothing, and to say something, contradict each other."""

    organisations = forms.MultipleChoiceField(label=_("To which of these organisations do you belong?"), required=False,
                                              widget=forms.CheckboxSelectMultiple,
                                              help_text=_("Work, unpaid work and membership count. You do not see whom they put forward."))
    names = forms.CharField(label=_("Which people do you know who may be among those put forward?"), required=False, max_length=2000,
                            widget=TALL, help_text=_("Their full names, one to a line. If one of them is there, you do not see that "
                                                     "person. Nobody tells you whether it is so."))
    text = forms.CharField(label=_("Is there anything else that others should know?"), required=False, max_length=2000, widget=TALL,
                           help_text=_("The programme manager can read it."))
    nothing = forms.BooleanField(label=_("I have nothing to declare"), required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {organisation.ref: organisation for organisation in organisations}
        if self.known:
            self.fields["organisations"].choices = [(ref, each.name) for ref, each in self.known.items()]     # type: ignore[attr-defined]
        else:
            del self.fields["organisations"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = any(cleaned.get(name) for name in ("organisations", "names", "text"))
        if not said and not cleaned.get("nothing") and not self.errors:
            self.add_error("nothing", say("Say what you have to declare, or tick that there is nothing"))
        if said and cleaned.get("nothing"):
            self.add_error("nothing", say("You have said something above. Take it out, or take this tick away"))
        return cleaned

    def declared(self) -> dict[str, Any]:
        return {"organisations": [self.known[ref] for ref in self.cleaned_data.get("organisations") or ()],
                "names": self.cleaned_data["names"], "text": self.cleaned_data["text"]}


class KnowThem(PlainForm):
    because = forms.CharField(label=_("How do you know them?"), required=False, max_length=500, widget=SHORT)


class Asked(NamedTuple):
    """One quality: its name, what the role profile says about it, and the two questions."""

    title: Any
    text: str
    value: BoundField
    note: BoundField


class Marks(PlainForm):
    """A mark and a note for each quality of the role profile."""

    def __init__(self, *args: Any, profile: RoleProfile, qualities: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile, self.qualities = profile, qualities
        values = [(value, f"{value}: {words}") for value, words in Mark.Value.choices]
        for part in qualities:
            quality = {"quality": part.heads}
            self.fields[f"{part.name}_value"] = forms.TypedChoiceField(
                label=_("How far does the person show it?"), coerce=int, choices=values,
                error_messages={"required": say("Choose a mark for “%(quality)s”") % quality})
            self.fields[f"{part.name}_note"] = forms.CharField(
                label=_("What shows it?"), max_length=1000, widget=SHORT,
                error_messages={"required": say("Write what shows it: “%(quality)s”") % quality})
        self.speak_plainly()

    def asked(self) -> list[Asked]:
        return [Asked(part.heads, getattr(self.profile, part.name), self[f"{part.name}_value"], self[f"{part.name}_note"])
                for part in self.qualities]

    def marks(self) -> dict[str, tuple[int, str]]:
        return {part.name: (self.cleaned_data[f"{part.name}_value"], self.cleaned_data[f"{part.name}_note"]) for part in self.qualities}


class Decide(PlainForm):
    outcome = forms.ChoiceField(label=_("What does the panel decide?"), choices=Outcome.choices)
    reason = forms.CharField(label=_("Why? Write it to the person."), max_length=2000, widget=TALL,
                             help_text=_("They read these words. Do not write medical history, and name nobody else."),
                             error_messages={"required": _("Write the reason, in words that the person reads")})


class YesOrNo(PlainForm):
    """The person's answer to the reserve list or the Forum."""

    answer = forms.ChoiceField(label=_("What is your answer?"), choices=ANSWERS)
    about = forms.CharField(widget=forms.HiddenInput, required=False)


class NoteAnswer(PlainForm):
    """What the person said by phone or letter."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=ANSWERS)
