"""What may be typed in about the touchstone."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Group, Partner
from partners.people.models import NOTED, Through
from programmes.profiles.lifecycles import ViewValue
from programmes.touchstone.catalogue import (
    BREACH_WORKING_DAYS,
    CHECK_LONGEST,
    ITEM_LONGEST,
    ITEMS_MOST,
    Start,
    Value,
)
from programmes.touchstone.models import CheckItem, Touchstone, TouchstoneItem, TouchstoneReopening

NOBODY = Partner.objects.none


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _points(text: str) -> list[str]:
    """One point on each line. Raises ValidationError with what to mend."""
    found = lines_of(text)
    if len(found) > ITEMS_MOST:
        raise forms.ValidationError(say("Keep it to %(n)d points or fewer") % {"n": ITEMS_MOST})
    if any(len(line) > ITEM_LONGEST for line in found):
        raise forms.ValidationError(say("Each point must be %(n)d characters or fewer") % {"n": ITEM_LONGEST})
    return found


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class _Noted(PlainForm):
    """Who said it, and how: for what somebody writes down."""

    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")
        self.order_fields(["who", "through"])


# --- drafting -----------------------------------------------------------------------------------------------------------

class BeginForm(PlainForm):
    start = forms.ChoiceField(label=_("From what do you start?"), choices=Start, initial=Start.TEMPLATE)
    template = forms.CharField(label=_("Which touchstone do you adapt?"), max_length=200, required=False,
                               help_text=_("Only if it is another than the one we offer."))
    drafters = People(label=_("Which lay partners draft it?"), queryset=NOBODY(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, drafters: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafters"].queryset = drafters.order_by("name", "pk")


class DraftForm(PlainForm):
    items = forms.CharField(label=_("The points"), widget=_area(14), max_length=ITEMS_MOST * (ITEM_LONGEST + 2), help_text=_(
        "One point on each line, in your own words. Nobody gives marks for them."))
    template = forms.CharField(label=_("Which template was adapted?"), max_length=200, required=False)
    drafters = People(label=_("Which lay partners drafted it?"), queryset=NOBODY(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, drafters: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafters"].queryset = drafters.order_by("name", "pk")

    def clean_items(self) -> list[str]:
        return _points(self.cleaned_data["items"])


class _Seen(PlainForm):
    """With the wording that stood on the page: a word counts for that one alone."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", seen)


class SeenForm(_Seen):
    """Nothing but that."""


class SayForm(_Seen):
    value = forms.ChoiceField(label=_("What do you say?"), choices=ViewValue)
    text = forms.CharField(label=_("Your reason or comment"), required=False, max_length=4000, widget=_area(), help_text=_(
        "You need it for a comment and for a “no”. It stays on the page, with the answer."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") in (ViewValue.COMMENT, ViewValue.DISAGREE) and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what your comment is, or why you say no"))
        return cleaned


class NoteSayForm(_Noted, SayForm):
    """The same, as somebody says it by phone, by letter or in person."""


class AnswerNoForm(PlainForm):
    answer = forms.CharField(label=_("Your answer"), max_length=4000, widget=_area(), help_text=_(
        "Who said no is told, and may change their word."))


# --- adopting -----------------------------------------------------------------------------------------------------------

class AdoptionForm(PlainForm):
    meeting_on = DayField(label=_("On which day did the group talk about it?"), help_text=_("Best at its first meeting."))
    responsibilities = forms.CharField(label=_("What do the members owe each other, and expect?"), max_length=4000, widget=_area(6),
                                       help_text=_("For example papers a week ahead, one voice at a time, a break after an hour."))
    rule = forms.CharField(label=_("How does the group settle a disagreement?"), required=False, max_length=1000, widget=_area(3),
                           help_text=_(
        "For example: talk until nobody objects, then vote. What the law leaves to an organisation stays with it."))
    added = forms.CharField(label=_("Points of your own"), required=False, max_length=ITEMS_MOST * (ITEM_LONGEST + 2), widget=_area(),
                            help_text=_("One on each line, beside those of the touchstone."))

    def __init__(self, *args: Any, touchstone: Touchstone, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.items: list[TouchstoneItem] = list(touchstone.items.order_by("position"))
        for item in self.items:
            self.fields[f"own_{item.ref}"] = forms.CharField(
                label=_("Point %(n)d in your own words") % {"n": item.position}, required=False, max_length=ITEM_LONGEST,
                help_text=item.text)
        self.speak_plainly()

    def clean_meeting_on(self) -> date:
        on: date = self.cleaned_data["meeting_on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been: it counts once the group has talked about it"))
        return on

    def clean_added(self) -> list[str]:
        return _points(self.cleaned_data["added"])

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("meeting_on", "responsibilities", "rule", "added")} | {
            "own_words": {item: given[f"own_{item.ref}"] for item in self.items if given[f"own_{item.ref}"]}}


class YesForm(_Seen):
    value = forms.ChoiceField(label=_("Is this what the group agreed?"), choices=[
        (ViewValue.AGREE.value, _("Yes")), (ViewValue.DISAGREE.value, _("No"))])
    text = forms.CharField(label=_("If no: what is not so?"), required=False, max_length=4000, widget=_area(),
                           help_text=_("It stays on the page, with the answer."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == ViewValue.DISAGREE and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is not so"))
        return cleaned


class NoteYesForm(_Noted, YesForm):
    """The same, as a lay member says it by phone, by letter or in person."""


class ReopenForm(PlainForm):
    because = forms.CharField(label=_("What has gone astray?"), max_length=2000, widget=_area(), help_text=_(
        "Everybody in the programme can read it. To tell one person quietly, raise a breach instead."))


class NoteReopenForm(_Noted, ReopenForm):
    """The same, written down for somebody."""


class LookForm(PlainForm):
    looked_on = DayField(label=_("On which day did the group look at it?"))
    outcome = forms.CharField(label=_("What came of it?"), max_length=2000, widget=_area())

    def __init__(self, *args: Any, reopening: TouchstoneReopening, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = day_of(reopening.asked_at), today

    def clean_looked_on(self) -> date:
        on: date = self.cleaned_data["looked_on"]
        if not self.first <= on <= self.today:
            raise forms.ValidationError(say("Enter a day since the group was asked that is not still to come"))
        return on


# --- checks -------------------------------------------------------------------------------------------------------------

class OpenCheckForm(PlainForm):
    closes_on = DayField(label=_("Until which day may people answer?"))
    also = People(label=_("Who else works with the group, and should be asked?"), queryset=NOBODY(), required=False,
                  widget=forms.CheckboxSelectMultiple, help_text=_(
                      "Answers of a side are shown only when five people or more of that side have answered."))

    def __init__(self, *args: Any, others: QuerySet[Partner], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["also"].queryset = others.order_by("is_professional", "name", "pk")

    def clean_closes_on(self) -> date:
        on: date = self.cleaned_data["closes_on"]
        if not 0 < (on - self.today).days <= CHECK_LONGEST:
            raise forms.ValidationError(say("Enter a day from tomorrow on, within four weeks"))
        return on


class AnswerCheckForm(PlainForm):
    words = forms.CharField(label=_("One line, if you wish"), max_length=200, required=False, help_text=_(
        "Your side’s lines are shown in mixed order, and only if five of your side answer. Do not write names."))

    def __init__(self, *args: Any, items: Sequence[CheckItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"point_{item.position}"] = forms.ChoiceField(label=f"{item.position}. {item.text}", choices=Value)
        self.order_fields([*(f"point_{item.position}" for item in items), "words"])
        self.speak_plainly()
        for item in items:      # the label is a sentence of theirs, and no question
            self.fields[f"point_{item.position}"].error_messages["required"] = say("Choose an answer to point %(n)d") % {"n": item.position}

    def values(self) -> dict[int, str]:
        return {item.position: self.cleaned_data[f"point_{item.position}"] for item in self.items}


class NoteCheckForm(AnswerCheckForm):
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)


# --- breaches -----------------------------------------------------------------------------------------------------------

class ProcedureForm(PlainForm):
    teller = Person(label=_("Whom does one tell?"), queryset=NOBODY())
    other = Person(label=_("Whom, if it is about that person?"), queryset=NOBODY())
    how = forms.CharField(label=_("How is it answered?"), max_length=2000, widget=_area(), help_text=_(
        "For example: they ring first, then answer in writing."))
    answer_days = forms.IntegerField(label=_("Within how many working days?"), min_value=1, max_value=20, initial=BREACH_WORKING_DAYS)

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teller", "other"):
            self.fields[name].queryset = people.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("teller") and cleaned.get("teller") == cleaned.get("other"):
            self.add_error("other", say("Choose somebody else: it may be about the first person"))
        return cleaned


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return group.name


class RaiseForm(Once):
    group = GroupChoice(label=_("In which group was it?"), queryset=Group.objects.none(), required=False)
    text = forms.CharField(label=_("What happened?"), max_length=4000, widget=_area(6), help_text=_(
        "Say what was done or left undone, and when."))
    not_to = People(label=_("Should one of these people not read it?"), queryset=NOBODY(), required=False,
                    widget=forms.CheckboxSelectMultiple, help_text=_("Tick whom it is about."))

    def __init__(self, *args: Any, groups: QuerySet[Group], named: Iterable[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.order_by("name", "pk")
        self.fields["not_to"].queryset = Partner.objects.filter(pk__in=[each.pk for each in named]).order_by("name")


class NoteRaiseForm(_Noted, RaiseForm):
    """The same, as somebody says it by phone, by letter or in person."""


class AnswerBreachForm(PlainForm):
    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=_area(6), help_text=_("Only who told you reads it."))


class SettledForm(PlainForm):
    value = forms.ChoiceField(label=_("Is it settled for you?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    text = forms.CharField(label=_("If no: what is not settled?"), required=False, max_length=2000, widget=_area(),
                           help_text=_("A lay co-chair or the senior responsible owner reads it, and answers."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is not settled"))
        return cleaned


class NoteSettledForm(SettledForm):
    """The same, as who raised it says it to who wrote it down for them."""

    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)
