"""What may be typed in about rounds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.calls.forms import FileForm
from programmes.meetings.models import Meeting
from programmes.meetings.showing.words import when
from programmes.plans.models import OpenPoint, PlanParagraph
from programmes.rounds.catalogue import LONGEST, Outcome, Way
from programmes.rounds.policies.opening import wrong_days

SOUND = ("audio/mpeg", "audio/mp4")


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _text(label: Any, longest: int, *, rows: int = 4, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=_area(rows), help_text=help_text)


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.name}, {when(meeting)}"


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class PointChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, point: OpenPoint) -> str:
        return f"{point.number}. {point.text}"


class PassageChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, passage: PlanParagraph) -> str:
        words = " ".join(passage.text.split())
        return words if len(words) <= 160 else f"{words[:157].rstrip()}…"


class OpenRoundForm(Once):
    """The days, the ways, and who is invited compared with the agreed profile."""

    closes_on = DayField(label=_("What is the last day for answers?"), help_text=_(
        "At least ten working days from today. Answers by post may come five days later."))
    decide_on = DayField(label=_("When is the plan to be decided?"), help_text=_("After the Forum has answered."))
    ways = forms.MultipleChoiceField(label=_("How may people answer, other than at a meeting?"), choices=Way,
                                     widget=forms.CheckboxSelectMultiple, required=False)
    ways_other = forms.CharField(label=_("Any other way?"), max_length=300, required=False)
    meeting = MeetingChoice(label=_("At which meeting of the Forum is it talked about?"), queryset=Meeting.objects.none(), required=False)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], groups: Sequence[tuple[str, int | None]], today: date,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.rows = today, len(groups)
        self.fields["meeting"].queryset = Meeting.objects.filter(       # type: ignore[attr-defined]
            pk__in=[each.pk for each in meetings]).select_related("group").order_by("-starts_at", "-pk")
        for n, (group, wanted) in enumerate(groups):
            self.fields[f"group_{n}"] = forms.CharField(
                label=say("Group %(n)d: who is invited?") % {"n": n + 1}, max_length=160, required=False, initial=group)
            self.fields[f"invited_{n}"] = forms.IntegerField(label=say("Group %(n)d: how many are invited?") % {"n": n + 1},
                                                             min_value=0, max_value=1_000_000, required=False)
            self.fields[f"in_profile_{n}"] = forms.IntegerField(
                label=say("Group %(n)d: how many does the agreed profile ask for?") % {"n": n + 1}, min_value=0, max_value=1_000_000,
                required=False, initial=wanted)
            self.fields[f"done_{n}"] = forms.CharField(
                label=say("Group %(n)d: if they are fewer, what do you do about it?") % {"n": n + 1}, max_length=500, required=False)
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("closes_on") and cleaned.get("decide_on"):
            for name, why in wrong_days(self.today, cleaned["closes_on"], cleaned["decide_on"]).items():
                self.add_error(name, why)
        if not cleaned.get("ways") and not cleaned.get("ways_other") and "ways" not in self.errors:
            self.add_error("ways", say("Choose at least one way, or name another"))
        for n in range(self.rows):
            self._row(n, cleaned)
        if not self.invited() and not self.errors:
            self.add_error("group_0", say("Say which groups are invited"))
        return cleaned

    def _row(self, n: int, cleaned: dict[str, Any]) -> None:
        group, invited, wanted = (cleaned.get(f"{name}_{n}") for name in ("group", "invited", "in_profile"))
        if group and invited is None and f"invited_{n}" not in self.errors:
            self.add_error(f"invited_{n}", say("Enter how many are invited; 0 if nobody is"))
        if group and invited is not None and wanted is not None and invited < wanted and not cleaned.get(f"done_{n}"):
            self.add_error(f"done_{n}", say("Say what you do so that they are heard"))

    def invited(self) -> list[dict[str, Any]]:
        """A dict for each group, as the action takes them."""
        given = self.cleaned_data
        return [{"group": given[f"group_{n}"], "invited": given.get(f"invited_{n}") or 0, "in_profile": given.get(f"in_profile_{n}"),
                 "done": given.get(f"done_{n}") or ""} for n in range(self.rows) if given.get(f"group_{n}")]


class AnswerForm(FileForm, Once):
    """An answer by oneself: in words, or by a recording."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=())
    text = _text(_("What do you think?"), LONGEST, rows=8, help_text=_("In your own words. You get an answer to all that you say."))
    wants_no_name = forms.BooleanField(label=_("Do not show my name to the others"), required=False, help_text=_(
        "Only the lead and the programme manager then know that it is from you. Your words are shown once five people have answered."))
    takes = _("MP3 or M4A")
    marks_optional = False          # one of words and recording is needed: neither is optional by itself
    field_order = ("about", "text", "file", "wants_no_name")

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("whole", say("The whole plan")), *places]      # type: ignore[attr-defined]
        self.fields["file"].label = say("Or a recording of your voice")
        self.speak_plainly()

    def clean_file(self) -> Any:
        file = super().clean_file()
        if file and self.cleaned_data.get("content_type") not in SOUND:
            raise forms.ValidationError(say("Choose a recording: MP3 or M4A"))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("text") and not cleaned.get("file") and not {"text", "file"} & set(self.errors):
            self.add_error("text", say("Write what you think, or add a recording"))
        return cleaned


class NoteAnswerForm(AnswerForm):
    """The same, as it came by post, by phone or in person."""

    who = forms.CharField(widget=forms.HiddenInput, max_length=20)
    through = forms.ChoiceField(label=_("How did it come?"), choices=[(each.value, each.label) for each in NOTED], initial=Through.POST)
    received_on = DayField(label=_("On which day did it come?"))
    field_order = ("through", "received_on", "about", "text", "file", "wants_no_name")

    def __init__(self, *args: Any, today: date, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.first = today, first
        self.fields["text"].label = say("What do they think?")
        self.fields["file"].label = say("Or a recording of their voice")
        self.fields["text"].help_text = say("In their own words.")
        self.fields["wants_no_name"].label = say("Do not show their name to the others")

    def clean_received_on(self) -> date:
        on: date = self.cleaned_data["received_on"]
        if on > self.today or on < self.first:
            raise forms.ValidationError(say("Enter a day between the opening of the round and today"))
        return on


class ChangeAnswerForm(PlainForm):
    """Other words for an answer that is there, or about something else. A recording stays."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=())
    text = _text(_("What do you think?"), LONGEST, rows=8, help_text=_("What stood there before is kept. The team sorts it anew."))
    wants_no_name = forms.BooleanField(label=_("Do not show my name to the others"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    needs_words = True

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], has_recording: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("whole", say("The whole plan")), *places]      # type: ignore[attr-defined]
        self.needs_words = not has_recording

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.needs_words and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Write what you think. To have it no more, take it back"))
        return cleaned


class HowForm(PlainForm):
    """How somebody said it."""

    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)


class NoteChangeForm(ChangeAnswerForm, HowForm):
    """The same, as they say it by phone, by letter or in person."""

    field_order = ("through", "about", "text", "wants_no_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = say("What do they think?")
        self.fields["wants_no_name"].label = say("Do not show their name to the others")


class FindForm(PlainForm):
    q = forms.CharField(label=_("Whose answer is it? Type part of the name"), max_length=100, required=False)
    marks_optional = False


class BecauseForm(PlainForm):
    because = forms.CharField(label=_("Why?"), max_length=300)


class ThemeForm(PlainForm):
    name = forms.CharField(label=_("What do they say? In a few words"), max_length=160)


class PointsForm(PlainForm):
    points = PointChoice(label=_("On which further open points does it bear?"), queryset=OpenPoint.objects.none(), required=False,
                         widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, points: QuerySet[OpenPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].queryset = points     # type: ignore[attr-defined]


class HeardForm(PlainForm):
    text = _text(_("What does the recording say?"), LONGEST, rows=8, required=True, help_text=_("Word for word. The recording stays."))


class DecideForm(PlainForm):
    """What is done, why, since when, and where it shows in the new version."""

    outcome = forms.ChoiceField(label=_("What is done?"), choices=Outcome, widget=forms.RadioSelect)
    reason = _text(_("Why?"), 4000, help_text=_("Everybody reads it. It is needed unless it is done just as they said."))
    changed = _text(_("What changes because of it?"), 2000)
    decided_on = DayField(label=_("On which day was that decided?"))
    passages = PassageChoice(label=_("Which passages of the plan have changed because of it?"), queryset=PlanParagraph.objects.none(),
                             required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, passages: QuerySet[PlanParagraph], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if passages.exists():
            self.fields["passages"].queryset = passages     # type: ignore[attr-defined]
        else:
            del self.fields["passages"]
            self.fields["changed"].help_text = say("Give the plan a new version first: then the passages can be chosen here.")

    def clean_decided_on(self) -> date:
        on: date = self.cleaned_data["decided_on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been"))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") not in (None, "", Outcome.ADOPT) and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", say("Say why, in words that who answered understands"))
        return cleaned


class SeenForm(PlainForm):
    value = forms.ChoiceField(label=_("Is it right what people are told?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    text = _text(_("If no: what is wrong?"), 2000, help_text=_("It stands on the page, with the answer."))
    look = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is wrong"))
        return cleaned


class NoteSeenForm(SeenForm):
    """The same, as somebody says it by phone, by letter or in person."""

    who = PersonChoice(label=_("Who says it?"), queryset=Partner.objects.none())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")     # type: ignore[attr-defined]


class AnswerNoForm(PlainForm):
    answer = _text(_("Your answer"), 2000, required=True, help_text=_("It stands beside what they said. They are told."))


class SatisfiedForm(PlainForm):
    value = forms.ChoiceField(label=_("Are you satisfied with what became of it?"), choices=[
        ("yes", _("I am satisfied")), ("no", _("I am not satisfied"))], widget=forms.RadioSelect)
    text = _text(_("If not: what is missing?"), 4000, help_text=_(
        "Somebody who may answer you has to answer it. Your name stands beside it."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is missing"))
        return cleaned
