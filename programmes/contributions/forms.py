"""What may be typed in about ideas and worries, their answers, and the impact log."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Group, Partner
from partners.people.models import NOTED, Through
from programmes.contributions.catalogue import Kind, Outcome
from programmes.contributions.lifecycles import ANSWERED
from programmes.contributions.models import ImpactEntry

NOBODY = Partner.objects.none
FACTS = ("contributed", "hoped", "outcome", "changed", "why", "happened_on", "says", "says_name")


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _how() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED], initial=Through.PHONE)


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return group.name


# --- ideas and worries --------------------------------------------------------------------------------------------------

class TellForm(Once):
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind)
    text = forms.CharField(label=_("What would you like to tell us?"), max_length=4000, widget=_area(6))
    is_anonymous = forms.BooleanField(label=_("Do not show my name to the group"), required=False, help_text=_(
        "Then only the programme manager, and whoever answers you, read your name. Others read “a lay partner”."))


class NoteTellForm(TellForm):
    """The same, as a lay partner says it by phone, by letter or at a meeting."""

    line = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = _how()
    is_anonymous = forms.BooleanField(label=_("They would not like their name shown to the group"), required=False, help_text=_(
        "Ask them. Then only you, the programme manager and whoever answers read their name."))

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")
        self.order_fields(["who", "through", "kind", "text", "is_anonymous"])


class ConsiderForm(PlainForm):
    text = forms.CharField(label=_("Who looks at it, and what happens next?"), max_length=2000, widget=_area(), help_text=_(
        "Whoever told it reads this."))


class AnswerForm(PlainForm):
    outcome = forms.ChoiceField(label=_("What became of it?"), choices=[(each.value, each.label) for each in ANSWERED])
    text = forms.CharField(label=_("What do you tell them?"), max_length=4000, widget=_area(6), help_text=_(
        "You said this, and we did that. In plain words, without names of others."))
    changed = forms.CharField(label=_("What changes because of it?"), max_length=2000, widget=_area(3), required=False)
    because = forms.CharField(label=_("If not, or not all of it: why?"), max_length=2000, widget=_area(3), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in ("partly", "not_acted") and not cleaned.get("because") and "because" not in self.errors:
            self.add_error("because", say("Say why not, or why not all of it"))
        return cleaned


class SayForm(PlainForm):
    value = forms.ChoiceField(label=_("Is the answer good enough?"), choices=[
        ("yes", _("Yes, thank you")), ("no", _("No, I am not satisfied"))])
    text = forms.CharField(label=_("If no: what is missing?"), required=False, max_length=2000, widget=_area())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is missing"))
        return cleaned


class NoteSayForm(SayForm):
    """The same, as they say it to somebody who writes it down."""

    through = _how()


class ReplyForm(PlainForm):
    text = forms.CharField(label=_("Your reply"), max_length=4000, widget=_area(6), help_text=_(
        "Say what you have found out, and what happens now."))
    changed = forms.CharField(label=_("What changes because of it?"), max_length=2000, widget=_area(3), required=False)


class AddForm(PlainForm):
    text = forms.CharField(label=_("What would you add?"), max_length=2000, widget=_area(), help_text=_(
        "It stands beside the reply of the lay co-chair, and does not take its place."))


# --- the impact log -----------------------------------------------------------------------------------------------------

class _Entry(PlainForm):
    """What an entry says. Nobody is named before they have said yes."""

    contributed = forms.CharField(label=_("What did lay partners bring in?"), max_length=2000, widget=_area(3))
    hoped = forms.CharField(label=_("What was it to change?"), max_length=2000, widget=_area(3), required=False)
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Outcome, help_text=_(
        "Nothing changed, or something got worse? Write that down too. Others learn from it."))
    changed = forms.CharField(label=_("What changed? Or why did nothing?"), max_length=2000, widget=_area(3))
    why = forms.CharField(label=_("Why does that matter?"), max_length=2000, widget=_area(3), required=False)
    happened_on = DayField(label=_("When was it?"))
    says = Person(label=_("Who says so?"), queryset=NOBODY(), required=False)
    says_name = forms.CharField(label=_("Or another name, or a body"), max_length=200, required=False)
    credited = People(label=_("Which lay partners are to be thanked?"), queryset=NOBODY(), required=False,
                      widget=forms.CheckboxSelectMultiple, help_text=_("We ask each of them. They are named only if they say yes."))

    def __init__(self, *args: Any, people: QuerySet[Partner], lay: QuerySet[Partner], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["says"].queryset = people.order_by("name", "pk")
        self.fields["credited"].queryset = lay.order_by("name", "pk")

    def clean_happened_on(self) -> date:
        on: date = self.cleaned_data["happened_on"]
        if on > self.today or on.year < 2000:
            raise forms.ValidationError(say("Enter a day that is not still to come"))
        return on

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class EntryForm(_Entry, Once):
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    contribution = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    line = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    group = GroupChoice(label=_("Which group does it concern?"), queryset=Group.objects.none(), required=False)

    def __init__(self, *args: Any, groups: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.order_by("name", "pk")


class NoteEntryForm(EntryForm):
    """The same, as a lay partner says it by phone, by letter or at a meeting."""

    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = _how()

    def __init__(self, *args: Any, writers: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = writers.order_by("name", "pk")
        self.order_fields(["who", "through"])


class _Seen(PlainForm):
    """With the round that stood on the page: a word counts for that one alone."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=30_000)

    def clean_seen(self) -> int:
        return self.cleaned_data.get("seen") or 0


class ChangeEntryForm(_Entry, _Seen):
    """An entry as it stands, to be changed. Who thanked and who said so before may stay, also when they have left."""

    def __init__(self, *args: Any, entry: ImpactEntry, people: QuerySet[Partner], lay: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, people=Partner.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=entry.says_id)),
                         lay=Partner.objects.filter(Q(pk__in=lay.values("pk")) | Q(pk__in=entry.credits.values("partner"))), **kwargs)


class NoteChangeEntryForm(ChangeEntryForm):
    """The same, as the lay partner who wrote it says it to somebody who writes it down."""

    through = _how()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["through"])


class CheckForm(_Seen):
    value = forms.ChoiceField(label=_("Is it so?"), choices=[("yes", _("Yes, it is so")), ("no", _("No, it is not so"))])
    text = forms.CharField(label=_("If no: what is not so?"), required=False, max_length=2000, widget=_area(), help_text=_(
        "Whoever wrote it answers you. It does not count until that is settled."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is not so"))
        return cleaned


class NoteCheckForm(CheckForm):
    """The same, as a lay partner says it to somebody who writes it down."""

    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = _how()

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")
        self.order_fields(["who", "through"])


class AnswerCheckForm(PlainForm):
    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=_area(), help_text=_(
        "It stands beside the “not so”. A lay partner is then asked again. To change what you wrote, go back and change it."))


class TakeBackForm(PlainForm):
    because = forms.CharField(label=_("Why do you take it back?"), max_length=2000, widget=_area(), help_text=_(
        "The entry stays, with your reason, and does not count."))


class NoteTakeBackForm(TakeBackForm):
    """The same, as the lay partner who wrote it says it to somebody who writes it down."""

    through = _how()


class CreditForm(PlainForm):
    value = forms.ChoiceField(label=_("May we name you?"), choices=[("yes", _("Yes")), ("no", _("No, just “a lay partner”"))])


class NoteCreditForm(PlainForm):
    """The same, as they say it to somebody who writes it down."""

    value = forms.ChoiceField(label=_("May we name them?"), choices=[("yes", _("Yes")), ("no", _("No, just “a lay partner”"))])
    through = _how()


class ReportForm(_Seen):
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2200)
    aim = forms.CharField(label=_("Aim: what was the involvement for?"), max_length=4000, widget=_area(5), required=False)
    methods = forms.CharField(label=_("Methods: how were lay partners involved?"), max_length=4000, widget=_area(5), required=False)
    discussion = forms.CharField(label=_("Discussion: how far did it influence the work, and what shows it?"), max_length=4000,
                                 widget=_area(5), required=False, help_text=_("Also what did not change, and what got worse."))
    reflections = forms.CharField(label=_("Reflections: what went well, what did not, what do we learn?"), max_length=4000,
                                  widget=_area(5), required=False)
