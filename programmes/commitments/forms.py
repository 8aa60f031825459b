"""What may be typed about a promise."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from coprod.kit.saying import day
from partners.people.models import NOTED, Through
from programmes.commitments.catalogue import REPORT_WEEKS, Stands, Verdict

YES_NO = (("yes", _("Yes")), ("no", _("No")))
HOW = [(each.value, each.label) for each in NOTED]


def _through() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How did they say it?"), choices=HOW, initial=Through.PHONE)


def _long(label: Any, *, longest: int = 1000, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=forms.Textarea(attrs={"rows": rows}),
                           help_text=help_text)


class PromiseForm(Once):
    """A promise that is asked for. What it was begun from travels with it."""

    about = forms.CharField(widget=forms.HiddenInput, required=False)
    line = forms.CharField(widget=forms.HiddenInput, required=False)
    text = _long(_("What is promised?"), help_text=_("One thing, so that everybody sees when it is done. Who does what, and for whom?"))
    owner = forms.ModelChoiceField(label=_("Who keeps it?"), queryset=None, required=False,
                                   help_text=_("They are asked to say yes. Leave it open if an organisation answers for it."))
    second_owner = forms.ModelChoiceField(label=_("Who keeps it with them?"), queryset=None, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation answers for it?"), queryset=None, required=False,
        help_text=_("If the person leaves, its signatory keeps the promise. If nobody is named, the programme manager does."))
    together_with = forms.CharField(label=_("Who else has a part in it?"), max_length=200, required=False)
    asked_by = forms.ModelChoiceField(label=_("Who asked for it?"), queryset=None, required=False,
                                      help_text=_("They hear whenever something changes. Leave it open if it is you."))
    is_standing = forms.ChoiceField(label=_("Until when?"), choices=(("no", _("By a day")), ("yes", _("It goes on for good"))),
        initial="no")
    due_on = DayField(label=_("By which day?"), required=False)
    every_weeks = forms.IntegerField(label=_("Every how many weeks does its owner say how it stands?"), min_value=1, max_value=26,
                                     initial=REPORT_WEEKS)

    def __init__(self, *args: Any, people: Any, organisations: Any, askers: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["owner"].queryset = self.fields["second_owner"].queryset = people        # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations                                 # type: ignore[attr-defined]
        self.fields["asked_by"].queryset = askers                                            # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stands = cleaned.get("is_standing") == "yes"
        day_given = cleaned.get("due_on")
        if stands and day_given:
            self.add_error("due_on", say("It goes on for good, so it has no day. Leave the day empty, or choose “By a day”."))
        elif not stands and day_given is None and "due_on" not in self.errors:
            self.add_error("due_on", say("Enter the day by which it is done, or choose “It goes on for good”."))
        elif not stands and day_given and day_given < self.on:
            self.add_error("due_on", say("%(day)s is over. Enter a day from today on.") % {"day": day(day_given)})
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("second_owner"):
            self.add_error("second_owner", say("Choose two different people, or leave this open."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """As `ask_promise` takes them."""
        given = dict(self.cleaned_data)
        given["is_standing"] = given["is_standing"] == "yes"
        given["ref"] = given.pop("once")
        del given["about"], given["line"]
        return given


class AnswerPromiseForm(PlainForm):
    value = forms.ChoiceField(label=_("Do you promise it?"), choices=YES_NO)
    because = _long(_("If not: why?"), required=False, help_text=_("Who asked for it reads this."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("because") and "because" not in self.errors:
            self.add_error("because", say("Say why it is not promised."))
        return cleaned


class NoteAnswerPromiseForm(AnswerPromiseForm):
    """The same, as the owner says it to somebody."""

    who = forms.ModelChoiceField(label=_("Who says so?"), queryset=None)
    through = _through()
    field_order = ("who", "through", "value", "because")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people                     # type: ignore[attr-defined]


class ReportForm(PlainForm):
    stands = forms.ChoiceField(label=_("How does it stand?"), choices=Stands.choices)
    text = _long(_("What has happened since?"), longest=2000, help_text=_("Two sentences are enough. Lay partners read them."))
    evidence = forms.URLField(label=_("Where can people see it?"), max_length=500, required=False, assume_scheme="https",
                              help_text=_("A web address, if there is one."))


class NoteReportForm(ReportForm):
    who = forms.ModelChoiceField(label=_("Who says so?"), queryset=None)
    through = _through()
    field_order = ("who", "through", "stands", "text", "evidence")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people                     # type: ignore[attr-defined]


class JudgeForm(PlainForm):
    meeting = forms.CharField(widget=forms.HiddenInput, required=False)     # at which it is said
    value = forms.ChoiceField(label=_("Is it done?"), choices=Verdict.choices)
    text = _long(_("What is missing?"), required=False, help_text=_("If it is not done, or only partly. Who promised it reads this."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") in (Verdict.PARTLY, Verdict.NOT_MET) and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is missing, so that it can be mended."))
        return cleaned


class NoteJudgeForm(JudgeForm):
    who = forms.ModelChoiceField(label=_("Who says so?"), queryset=None)
    through = _through()
    field_order = ("meeting", "who", "through", "value", "text")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people                     # type: ignore[attr-defined]


class NewDayForm(PlainForm):
    to_day = DayField(label=_("Which day instead?"))
    because = _long(_("Why?"), help_text=_("The Advisory Group reads this, and agrees or does not."))

    def __init__(self, *args: Any, after: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after, self.on = after, on

    def clean_to_day(self) -> date:
        chosen: date = self.cleaned_data["to_day"]
        if chosen <= self.after or chosen < self.on:
            raise forms.ValidationError(say("Choose a day after %(day)s.") % {"day": day(max(self.after, self.on))})
        return chosen


class SayOnDayForm(PlainForm):
    value = forms.ChoiceField(label=_("Does the Advisory Group agree to the other day?"), choices=YES_NO)
    said = _long(_("What does the Advisory Group say?"), required=False, help_text=_("If it does not agree, say why."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("said") and "said" not in self.errors:
            self.add_error("said", say("Say why the Advisory Group does not agree."))
        return cleaned


class NoteSayOnDayForm(SayOnDayForm):
    who = forms.ModelChoiceField(label=_("Which lay co-chair says so?"), queryset=None)
    through = _through()
    field_order = ("who", "through", "value", "said")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people                     # type: ignore[attr-defined]


class BreakForm(PlainForm):
    happened_on = DayField(label=_("On which day was it not kept?"))
    text = _long(_("What happened?"), help_text=_("It stands in the log. Who promised it reads it."))

    def __init__(self, *args: Any, since: date | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.on = since, on

    def clean_happened_on(self) -> date:
        chosen: date = self.cleaned_data["happened_on"]
        if chosen > self.on:
            raise forms.ValidationError(say("That day has not come yet. Enter a day up to today."))
        if self.since and chosen < self.since:
            raise forms.ValidationError(say("It was promised on %(day)s. Enter that day or a later one.") % {"day": day(self.since)})
        return chosen


class NoteBreakForm(BreakForm):
    who = forms.ModelChoiceField(label=_("Who says so?"), queryset=None)
    through = _through()
    field_order = ("who", "through", "happened_on", "text")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people                     # type: ignore[attr-defined]


class WithdrawForm(PlainForm):
    because = _long(_("Why is it taken back?"), help_text=_("It stays in the log with this reason. A lay co-chair may ask for it again."))


class InsistForm(PlainForm):
    due_on = DayField(label=_("By which day?"), required=False, help_text=_("Leave it empty if the day that was asked for is still ahead."))

    def __init__(self, *args: Any, stands: date | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands, self.on = stands, on

    def clean_due_on(self) -> date | None:
        chosen: date | None = self.cleaned_data.get("due_on")
        if (chosen or self.stands or self.on) < self.on:
            raise forms.ValidationError(say("That day is over. Enter a day from today on."))
        return chosen


class OwnerForm(PlainForm):
    owner = forms.ModelChoiceField(label=_("Who keeps it from now on?"), queryset=None, required=False)
    organisation = forms.ModelChoiceField(label=_("Which organisation answers for it?"), queryset=None, required=False)

    def __init__(self, *args: Any, people: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people                   # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations     # type: ignore[attr-defined]
