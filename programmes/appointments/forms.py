"""What may be typed in about appointments: terms, answers, what a person said by phone or letter, interests, pauses, thanks."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from partners.declarations.models import NOTED, Interest
from partners.models import Candidate, Partner
from programmes.appointments.catalogue import LONGEST_PAUSE_DAYS
from programmes.appointments.models import LONG
from programmes.appointments.policies import what_is_the_same

MOST_HOURS, MOST_RENEWALS = 200, 9
YES, NO = "yes", "no"
NEW = "new"


def _box(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _through() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How did they tell you?"), choices=[(each.value, each.label) for each in NOTED])


class TermsForm(PlainForm):
    """The terms of an offer; they come from the role profile and may be changed for this person."""

    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))
    renewals_left = forms.IntegerField(label=_("How often can it be renewed after that?"), min_value=0, max_value=MOST_RENEWALS)
    hours_a_month = forms.IntegerField(label=_("Hours a month, in all"), min_value=0, max_value=MOST_HOURS)
    reading_hours = forms.IntegerField(label=_("Hours for reading, among these"), min_value=0, max_value=MOST_HOURS)
    support = forms.CharField(label=_("What support does the person get?"), max_length=LONG, widget=_box())
    confidentiality = forms.CharField(label=_("What is said about confidentiality?"), max_length=LONG, widget=_box())
    payment = forms.CharField(label=_("What is said about payment?"), max_length=LONG, widget=_box(),
                              help_text=_("The person chooses later. They may say no."))
    how_to_leave = forms.CharField(label=_("How can the person stop?"), max_length=LONG, widget=_box())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last <= first:
            self.add_error("until_on", say("The last day must be after the first day"))
        hours, reading = cleaned.get("hours_a_month"), cleaned.get("reading_hours")
        if hours is not None and reading is not None and reading > hours:
            self.add_error("reading_hours", say("Hours for reading cannot be more than the hours in all"))
        return cleaned


class AnswerOffer(PlainForm):
    answer = forms.ChoiceField(label=_("Do you take the role?"), choices=[(YES, _("Yes, I take it")), (NO, _("No, thank you"))])

    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)


class NoteAnswer(AnswerOffer):
    """What the person said by phone or letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("What did they say?")
        self.fields["answer"].choices = [(YES, _("They take the role")), (NO, _("They do not take it"))]    # type: ignore[attr-defined]
        self.fields["through"] = _through()
        self.speak_plainly()


class SettlePerson(PlainForm):
    """Which of the people who are noted down here the person is; or somebody new."""

    who = forms.ChoiceField(label=_("Who is it?"))

    def __init__(self, *args: Any, people: Iterable[Partner], candidate: Candidate, **kwargs: Any) -> None:
        self.people = {each.ref: each for each in people}
        super().__init__(*args, **kwargs)
        same = say("The same person: %(name)s, noted down as %(reached)s")
        known = {ref: {"name": each.name, "reached": ", ".join(what_is_the_same(candidate, each))}
                 for ref, each in self.people.items()}
        self.fields["who"].choices = [          # type: ignore[attr-defined]
            *((ref, same % facts) for ref, facts in known.items()), (NEW, say("Somebody new"))]
        self.fields["who"].widget = forms.RadioSelect(choices=self.fields["who"].choices)      # type: ignore[attr-defined]

    def partner(self) -> Partner | None:
        return self.people.get(self.cleaned_data["who"])


class NoteThrough(PlainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["through"] = _through()
        self.speak_plainly()


class InterestForm(PlainForm):
    """One interest, or that there is none. With `is_noted`, somebody writes down what the person said."""

    kind = forms.ChoiceField(label=_("What kind of interest is it?"), choices=Interest.Kind.choices)
    text = forms.CharField(label=_("What is it?"), max_length=1000, required=False, widget=_box(),
                           help_text=_("For example: “Trustee of Westmere Carers Hub, which gets a council grant.”"))
    from_on = DayField(label=_("Since when?"), required=False)
    until_on = DayField(label=_("Until when?"), required=False, help_text=_("Leave it empty if there is no end."))

    def __init__(self, *args: Any, is_noted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_noted:
            self.fields["through"] = _through()
            self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Interest.Kind.NOTHING:
            if cleaned.get("text"):
                self.add_error("kind", say("You wrote an interest. Choose its kind, or empty the box"))
            cleaned |= {"text": "", "from_on": None, "until_on": None}
        elif cleaned.get("kind") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what the interest is"))
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", say("The end must not be before the beginning"))
        return cleaned


class SignForm(PlainForm):
    agrees = forms.BooleanField(label=_("I have read it, and I agree"))

    def __init__(self, *args: Any, is_noted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_noted:
            self.fields["agrees"].label = _("They have read or heard it, and they agree")
            self.fields["through"] = _through()
            self.speak_plainly()


class ReviewInterest(PlainForm):
    """What was agreed with the person about one interest."""

    action = forms.ChoiceField(label=_("What follows from it?"), choices=Interest.Action.choices)
    is_published = forms.ChoiceField(label=_("Can others read it?"), choices=[(YES, _("Yes, it is in the register")), (NO, _("No"))])
    privacy_reason = forms.CharField(label=_("If not, why not?"), max_length=300, required=False,
                                     help_text=_("For example: it would say something about somebody’s health."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("is_published") == NO and not cleaned.get("privacy_reason") and "privacy_reason" not in self.errors:
            self.add_error("privacy_reason", say("Say why it is not published"))
        if "is_published" in cleaned:
            cleaned["is_published"] = cleaned["is_published"] == YES
        return cleaned


class ProposeBuddy(PlainForm):
    buddy = forms.ModelChoiceField(label=_("Who could be the buddy?"), queryset=Partner.objects.none(), to_field_name="ref",
                                   help_text=_("Both are asked. It begins when both say yes."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buddy"].queryset = people      # type: ignore[attr-defined]


class NoteBuddy(PlainForm):
    """What one of the two said about being buddies."""

    def __init__(self, *args: Any, people: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.ref: each for each in people}
        self.fields["who"] = forms.ChoiceField(label=_("Who said it?"), choices=[(ref, each.name) for ref, each in self.people.items()],
                                               widget=forms.RadioSelect)
        self.fields["answer"] = forms.ChoiceField(label=_("What did they say?"), widget=forms.RadioSelect,
                                                  choices=[(YES, _("Yes, they would like that")), (NO, _("No, thank you"))])
        self.fields["through"] = _through()
        self.speak_plainly()

    def person(self) -> Partner:
        return self.people[self.cleaned_data["who"]]

    def says_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)


class NoteCheckIn(PlainForm):
    note = forms.CharField(label=_("How does it go?"), max_length=1000, required=False, widget=_box(),
                           help_text=_("Only the two of you read it."))


class PauseForm(PlainForm):
    until_on = DayField(label=_("Which is the last day of the break?"),
                        help_text=_("Six months at most. After that day the role goes on by itself."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until_on(self) -> date:
        last: date = self.cleaned_data["until_on"]
        if last < self.today:
            raise forms.ValidationError(say("Choose today or a later day"))
        if last > self.today + timedelta(days=LONGEST_PAUSE_DAYS):
            raise forms.ValidationError(say("Choose a day in the next six months"))
        return last


class StepDown(PlainForm):
    because = forms.CharField(label=_("Is there a reason that you want to tell?"), max_length=LONG, required=False, widget=_box(),
                              help_text=_("You need not say any. The programme manager reads it."))

    def __init__(self, *args: Any, is_noted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_noted:
            self.fields["because"].label = say("Did they tell you a reason? (optional)")
            self.fields["because"].help_text = say("Write only what the person wants to have written.")


class ThankForm(PlainForm):
    words = forms.CharField(label=_("What do you thank them for?"), max_length=LONG, widget=_box(5),
                            help_text=_("They are sent these words."))


class ExitForm(PlainForm):
    because = forms.CharField(label=_("What did they want to tell?"), max_length=LONG, required=False, widget=_box(5),
                              help_text=_("Leave it empty if they did not want to say anything."))
