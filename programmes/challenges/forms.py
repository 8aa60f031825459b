"""What may be typed in about challenges."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import Once, PlainForm
from partners.models import Group, Partner
from partners.people.models import NOTED, Through
from programmes.challenges.catalogue import Kind
from programmes.raising.catalogue import Rung

NOBODY = Partner.objects.none
HOW = [(each.value, each.label) for each in NOTED]


def _area(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return group.name


class _Through(PlainForm):
    """How somebody said it, for what is written down."""

    through = forms.ChoiceField(label=_("How did they say it?"), choices=HOW, initial=Through.PHONE)


class RaiseChallengeForm(Once):
    about = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("What do you question?"), max_length=4000, widget=_area(6), help_text=_(
        "Say it in your own words. Everybody with a part in this work reads it, but not the whole Forum."))
    kind = forms.ChoiceField(label=_("What is it really about?"), choices=Kind, help_text=_("Choose what comes nearest."))
    group = GroupChoice(label=_("Which group is it about?"), queryset=Group.objects.none(), required=False)
    for_group = GroupChoice(label=_("Do you say it for one of your groups?"), queryset=Group.objects.none(), required=False,
                            help_text=_("Leave it out if you say it for yourself."))
    rung = forms.ChoiceField(label=_("Who should answer?"), choices=[], required=False, help_text=_(
        "If nothing is chosen: the lead of the workstream, or the manager where there is none."))

    def __init__(self, *args: Any, groups: QuerySet[Group], own: QuerySet[Group], rungs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.order_by("name", "pk")
        self.fields["for_group"].queryset = own.order_by("name", "pk")
        if not own.exists():
            del self.fields["for_group"]
        self.fields["rung"].choices = [("", say("Whoever is nearest")), *((rung, Rung(rung).label) for rung in rungs if rung != Rung.LEAD)]
        self.fields["rung"].widget = forms.RadioSelect(choices=self.fields["rung"].choices)

    def facts(self) -> dict[str, Any]:
        """As `raise_challenge` takes them, but for the topic."""
        given = self.cleaned_data
        return {"kind": given["kind"], "text": given["text"], "rung": given["rung"], "for_group": given.get("for_group"),
                "ref": given["once"]}


class NoteChallengeForm(RaiseChallengeForm):
    """The same, as somebody says it by phone, by letter or in person."""

    line = forms.CharField(widget=forms.HiddenInput, required=False)
    who = Person(label=_("Who questions it?"), queryset=NOBODY())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=HOW, initial=Through.PHONE)
    field_order = ("about", "line", "once", "who", "through", "text", "kind", "group", "rung")

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, own=Group.objects.none(), **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")


class AnswerChallengeForm(PlainForm):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=_area(6), help_text=_(
        "Plain words. Who raised it says whether it is good enough."))
    has_changed = forms.ChoiceField(label=_("Did anything change because of it?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    changed = forms.CharField(label=_("What changed because of it? If nothing did, why not?"), max_length=2000, widget=_area(3))

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"text": given["text"], "has_changed": given["has_changed"] == "yes", "changed": given["changed"]}


class SayForm(PlainForm):
    value = forms.ChoiceField(label=_("Is the answer good enough?"), choices=[
        ("yes", _("Yes, I accept it")), ("no", _("No, I am not satisfied"))])
    text = forms.CharField(label=_("If no: what is missing?"), required=False, max_length=2000, widget=_area(4), help_text=_(
        "The lay co-chairs and the manager read it at once."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is missing"))
        return cleaned


class NoteSayForm(SayForm, _Through):
    """The same, as who raised it says it to somebody who did not answer it."""


class EscalateForm(PlainForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)        # on which rung it was when the page was opened
    because = forms.CharField(label=_("Why does it go up?"), max_length=2000, widget=_area(4), help_text=_(
        "Who answers next reads it, and has five working days."))
    rung = forms.ChoiceField(label=_("To whom?"), choices=[], required=False)

    def __init__(self, *args: Any, rungs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(rungs) > 1:
            self.fields["rung"].choices = [(rung, Rung(rung).label) for rung in rungs]
            self.fields["rung"].initial = rungs[0]
            self.fields["rung"].widget = forms.RadioSelect(choices=self.fields["rung"].choices)
        else:
            del self.fields["rung"]


class NoteEscalateForm(EscalateForm, _Through):
    """The same, as who raised it asks for it."""


class CloseForm(PlainForm):
    position = forms.CharField(label=_("What stays on record?"), max_length=4000, widget=_area(6), help_text=_(
        "Your position in your own words. It stays on this page, beside every answer."))


class AddPositionForm(PlainForm):
    text = forms.CharField(label=_("What do you say to the closing?"), max_length=4000, widget=_area(6), help_text=_(
        "In your own words. It stays on this page, beside the other position."))


class NotePositionForm(CloseForm, _Through):
    """The same, as who raised it says it to a lay co-chair."""


class NoteWithdrawalForm(_Through):
    """That they take it back, as they say it to who wrote it down for them."""

    because = forms.CharField(label=_("Why do they take it back?"), max_length=2000, widget=_area(4), help_text=_(
        "In their words. They are told what you wrote, and can put it back."))
    field_order = ("because", "through")


class BringBackForm(PlainForm):
    text = forms.CharField(label=_("Is there anything to say about it?"), required=False, max_length=2000, widget=_area(3), help_text=_(
        "It waits for its answer again. What was written down stays beside it."))


class NoteBringBackForm(BringBackForm, _Through):
    """The same, as they say it to somebody who had not written it down."""


class RestrictForm(PlainForm):
    handlers = People(label=_("Who handles it?"), queryset=NOBODY(), widget=forms.CheckboxSelectMultiple, help_text=_(
        "Only they and who raised it read it from now on. It is noted who opens it, and when."))

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handlers"].queryset = people.order_by("name", "pk")
