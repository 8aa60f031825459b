"""What may be typed in about chapters, their words and readers, material, and adopters."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from coprod.kit.scanning import NEVER, Found, found_in, refusal_of
from partners.models import Organisation, Partner
from partners.people.models import NOTED, Through
from programmes.toolkit.catalogue import LONGEST_REVIEW_DAYS, MOST_SIGNS, TITLE, NoteKind
from programmes.toolkit.models import Chapter

NOBODY = Partner.objects.none
MARKS = _("Leave an empty line between paragraphs. Begin a line with # for a heading, ## for a smaller one, - for a list.")


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


class Organisations(forms.ModelChoiceField):
    def label_from_instance(self, organisation: Organisation) -> str:
        return organisation.name


class Chapters(forms.ModelChoiceField):
    def label_from_instance(self, chapter: Chapter) -> str:
        return chapter.title


class _Noted(PlainForm):
    """Who said it, and how, to somebody who writes it down."""

    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = _how()

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")
        self.order_fields(["who", "through"])


# --- chapters -----------------------------------------------------------------------------------------------------------------

class _Words(PlainForm):
    title = forms.CharField(label=_("Title"), max_length=TITLE)
    text = forms.CharField(label=_("The text"), max_length=MOST_SIGNS, required=False, widget=_area(20), help_text=MARKS)


class BeginForm(_Words, Once):
    authors = People(label=_("Who writes it with you?"), queryset=NOBODY(), required=False, widget=forms.CheckboxSelectMultiple,
                     help_text=_("Lay partners and staff. We ask each of them. A lay co-author has to approve it in the end."))

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].queryset = people.order_by("name", "pk")


class ChangeForm(_Words):
    what_changed = forms.CharField(label=_("What is new in it?"), max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=30_000)

    def clean_seen(self) -> int:
        return self.cleaned_data.get("seen") or 0


class AuthorsForm(PlainForm):
    authors = People(label=_("Who else writes it?"), queryset=NOBODY(), widget=forms.CheckboxSelectMultiple, help_text=_(
        "We ask each of them. Their names stand in it only if they say so."))

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].queryset = people.order_by("name", "pk")


class AuthorSayForm(PlainForm):
    value = forms.ChoiceField(label=_("Will you help to write it?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    named = forms.BooleanField(label=_("My name may stand in it, where everybody reads it"), required=False, help_text=_(
        "It stands there as you like to be named. If you do not tick it, “a lay partner” stands there."))


class NoteAuthorSayForm(PlainForm):
    """The same, as they say it to somebody who writes it down."""

    value = forms.ChoiceField(label=_("Will they help to write it?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    named = forms.BooleanField(label=_("Their name may stand in it, where everybody reads it"), required=False)
    through = _how()


class _Seen(PlainForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=30_000)

    def clean_seen(self) -> int:
        return self.cleaned_data.get("seen") or 0


class SayForm(_Seen):
    value = forms.ChoiceField(label=_("May everybody read it?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    text = forms.CharField(label=_("If no: what is wrong?"), required=False, max_length=2000, widget=_area(), help_text=_(
        "It stands on the page. Somebody answers you."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is wrong"))
        return cleaned


class NoteSayForm(_Noted, SayForm):
    """The same, as a lay co-author says it to somebody who writes it down."""


class AnswerForm(PlainForm):
    text = forms.CharField(label=_("Your answer"), max_length=2000, widget=_area(), help_text=_("It stands beside what they said."))


class _ReviewDay(PlainForm):
    review_on = DayField(label=_("When is it looked at again?"), help_text=_("A year from now, if you do not know better."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        on: date = self.cleaned_data["review_on"]
        if not self.today < on <= self.today + timedelta(days=LONGEST_REVIEW_DAYS):
            raise forms.ValidationError(say("Enter a day that is still to come, within three years"))
        return on


class PublishForm(_ReviewDay):
    """With a tick for what may lead to a person, where something was found; an NHS number is never let through."""

    was_looked_through = forms.BooleanField(label=_("We looked at each of these. None leads to a person who has not said yes to that."),
                                            required=False)

    def __init__(self, *args: Any, found: Sequence[Found | str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        if not found:
            del self.fields["was_looked_through"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(isinstance(each, Found) and each.kind in NEVER for each in self.found):
            self.add_error("was_looked_through", say("Take out what looks like an NHS number. Then ask a lay co-author again."))
        elif self.found and not cleaned.get("was_looked_through"):
            self.add_error("was_looked_through", say("Look at each of these. Take it out, or tick that it may stand here."))
        return cleaned


class KeepForm(_ReviewDay):
    """It is still right."""


class ReviewForm(PlainForm):
    because = forms.CharField(label=_("Why is it looked at again?"), max_length=2000, widget=_area(), help_text=_(
        "Everybody still reads it until it is changed or withdrawn."))


class WithdrawForm(PlainForm):
    because = forms.CharField(label=_("Why is it withdrawn?"), max_length=2000, widget=_area(), help_text=_(
        "Nobody outside reads the chapter any more. Your reason is for those who work at the toolkit."))


class ShareNoteForm(_Noted):
    """A lay co-author's yes to share it, as they say it."""


# --- readers and material ---------------------------------------------------------------------------------------------------------

class CommentForm(Once):
    text = forms.CharField(label=_("What would you say about it?"), max_length=2000, widget=_area(), help_text=_("An author answers you."))


class NoteCommentForm(_Noted, CommentForm):
    """The same, as a lay partner says it to somebody who writes it down."""


class OfferForm(PlainForm):
    """Nothing to fill in: one press."""


class TakeInForm(PlainForm):
    chapter = forms.CharField(max_length=20)


class ConsentForm(PlainForm):
    value = forms.ChoiceField(label=_("May it be used in the toolkit?"), choices=[("yes", _("Yes")), ("no", _("No"))])


class NoteConsentForm(ConsentForm):
    """The same, as they say it to somebody who writes it down."""

    through = _how()


# --- adopters -----------------------------------------------------------------------------------------------------------------------

def _harmless(text: str) -> str:
    """Raises ValidationError for what may lead to a person: everybody may read it."""
    if refusal := refusal_of(found_in(text)):
        raise forms.ValidationError(refusal)
    return text


class AdopterForm(PlainForm):
    name = forms.CharField(label=_("Which area or partnership?"), max_length=160)
    organisation = Organisations(label=_("Which organisation leads it, if it is listed here?"), queryset=Organisation.objects.none(),
                                 required=False)
    lead_name = forms.CharField(label=_("Who leads it there?"), max_length=120, required=False, help_text=_(
        "Only those who have a part in the programme read this name."))
    starts_on = DayField(label=_("When does it start?"), required=False)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations.order_by("name", "pk")

    def clean_name(self) -> str:
        return _harmless(self.cleaned_data["name"])

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "organisation", "lead_name", "starts_on")}


class NewAdopterForm(AdopterForm, Once):
    """A first time."""


class AdopterNoteForm(Once):
    kind = forms.ChoiceField(label=_("What is it?"), choices=NoteKind)
    text = forms.CharField(label=_("In words"), max_length=2000, widget=_area(), help_text=_(
        "Without names of people. It counts, and everybody may read it, when a lay partner says that it is so."))
    lay_people = forms.IntegerField(label=_("If lay partners were named: how many?"), required=False, min_value=1, max_value=500)
    named_on = DayField(label=_("If lay partners were named: on which day?"), required=False)
    chapter = Chapters(label=_("Which chapter is it about?"), queryset=Chapter.objects.none(), required=False)

    def __init__(self, *args: Any, chapters: QuerySet[Chapter], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chapter"].queryset, self.today = chapters, today

    def clean_text(self) -> str:
        return _harmless(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") != NoteKind.LAY:
            return cleaned | {"lay_people": None, "named_on": None}
        for name, words in (("lay_people", say("Say how many lay partners were named")), ("named_on", say("Say when they were named"))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if cleaned.get("named_on") and cleaned["named_on"] > self.today:
            self.add_error("named_on", say("Enter a day that is not still to come"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "text", "lay_people", "named_on", "chapter")}


class NoteWordForm(PlainForm):
    value = forms.ChoiceField(label=_("Is it so?"), choices=[("yes", _("Yes, it is so")), ("no", _("No, it is not so"))])
    text = forms.CharField(label=_("If no: what is not so?"), required=False, max_length=2000, widget=_area(), help_text=_(
        "It does not count until that is settled."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is not so"))
        return cleaned


class NotedWordForm(_Noted, NoteWordForm):
    """The same, as a lay partner says it to somebody who writes it down."""
