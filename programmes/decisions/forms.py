"""What may be typed in about decisions."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Group, Partner
from partners.people.models import NOTED, Through
from programmes.decisions.catalogue import Duty, Method, Position
from programmes.decisions.models import DecisionRecord
from programmes.decisions.models.decisions import VOTES
from programmes.meetings.models import Meeting
from programmes.meetings.showing.words import when
from programmes.programme.models import Workstream
from programmes.stages.models import Stage

MOST_VOTES = 999
METHODS = [("", _("It is not decided yet")), *((each.value, each.label) for each in Method if each != Method.DEFERRED)]
WRITTEN = ("title", "text", "options", "no_options_because", "duty", "duty_how", "reason", "no_position_because", "method", "decided_on",
           *VOTES)


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _text(label: Any, longest: int = 4000, *, rows: int = 4, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=_area(rows), help_text=help_text)


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_VOTES, required=False)


class GroupChoice(forms.ModelChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return group.name


class StreamChoice(forms.ModelChoiceField):
    def label_from_instance(self, stream: Workstream) -> str:
        return stream.name


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.name}, {when(meeting)}"


class StageChoice(forms.ModelChoiceField):
    def label_from_instance(self, stage: Stage) -> str:
        return stage.title()


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


def _votes_are_counted(form: forms.Form, cleaned: dict[str, Any]) -> None:
    counted = cleaned.get("votes_for") or cleaned.get("votes_against")
    if cleaned.get("method") == Method.VOTE and not counted:
        form.add_error("votes_for", say("Write how many voted for and against"))


class DecisionForm(Once):
    """A decision as it is prepared, or changed while it is."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=90)
    line = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What is it about?"), max_length=200, help_text=_("A short name. It stands in the log."))
    text = _text(_("What is decided, or is to be?"), required=True, help_text=_("In plain words, as everybody will read it."))
    group = GroupChoice(label=_("Which group decides?"), queryset=Group.objects.none(), required=False)
    body_name = forms.CharField(label=_("Or which body outside decides?"), max_length=200, required=False, help_text=_(
        "For example a governing body that must decide it by law."))
    workstream = StreamChoice(label=_("Which workstream’s matter is it?"), queryset=Workstream.objects.none(), required=False,
                              help_text=_("Its pair is asked to look at what was changed."))
    options = _text(_("Which options were considered?"), help_text=_("Also those that were not chosen."))
    no_options_because = forms.CharField(label=_("If there were none: why was no other option considered?"), max_length=500, required=False)
    decided_on = DayField(label=_("On which day is it decided, or was it?"), required=False, help_text=_(
        "If the day is ahead, the lay co-chairs are asked what the Advisory Group says."))
    meeting = MeetingChoice(label=_("At which meeting?"), queryset=Meeting.objects.none(), required=False)
    stage = StageChoice(label=_("To which run of stage 10 does it belong?"), queryset=Stage.objects.none(), required=False)
    duty = forms.ChoiceField(label=_("Does the law ask that people are involved?"), choices=[("", _("Not looked at yet")), *Duty.choices],
                             required=False)
    duty_how = _text(_("How were people involved, when, and what changed? If they need not be: why?"))
    no_position_because = forms.CharField(label=_("Why is there no position of an Advisory Group?"), max_length=500, required=False)
    method = forms.ChoiceField(label=_("How was it decided?"), choices=METHODS, required=False)
    votes_for, votes_against, votes_none = _count(_("Votes for")), _count(_("Votes against")), _count(_("Did not vote"))
    reason = _text(_("The reason that is published"), help_text=_("It is needed where lay partners do not fully agree."))
    dissent_by = Person(label=_("Which lay partner did not agree at the meeting?"), queryset=Partner.objects.none(), required=False)
    dissent = _text(_("What did they say, in their own words?"))

    def __init__(self, *args: Any, groups: QuerySet[Group], streams: QuerySet[Workstream], meetings: QuerySet[Meeting],
                 stages: QuerySet[Stage], people: QuerySet[Partner], has_advisory: bool, needs_stream: bool = False, is_new: bool = True,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.order_by("name", "pk")
        self.fields["workstream"].queryset = streams.order_by("position", "pk")
        self.fields["meeting"].queryset = meetings
        self.fields["stage"].queryset = stages
        self.fields["dissent_by"].queryset = people.order_by("name", "pk")
        if has_advisory:
            del self.fields["no_position_because"]
        if not is_new:
            for name in ("dissent", "dissent_by", "about", "line", "stage"):
                del self.fields[name]
        if needs_stream:        # a lead keeps what concerns their own workstream
            self.fields["workstream"].required = True
            self.fields["workstream"].label = _("Which workstream’s matter is it?")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"group", "body_name"} & set(self.errors):
            if not cleaned.get("group") and not cleaned.get("body_name"):
                self.add_error("group", say("Choose the group that decides, or name the body outside"))
            elif cleaned.get("group") and cleaned.get("body_name"):
                self.add_error("body_name", say("Choose the group or name the body outside, not both"))
        if cleaned.get("duty") and not cleaned.get("duty_how") and "duty_how" not in self.errors:
            self.add_error("duty_how", say("Say how people were involved, or why they need not be"))
        if bool(cleaned.get("dissent")) != bool(cleaned.get("dissent_by")) and not {"dissent", "dissent_by"} & set(self.errors):
            self.add_error("dissent_by" if cleaned.get("dissent") else "dissent", say("Say who did not agree, and in which words"))
        _votes_are_counted(self, cleaned)
        return cleaned

    def facts(self) -> dict[str, Any]:
        """As the actions take them."""
        given = self.cleaned_data
        names = (*WRITTEN, "group", "body_name", "workstream", "meeting", *(("stage",) if "stage" in self.fields else ()))
        return {name: given[name] for name in names if name in given}

    def against(self) -> tuple[Partner, str] | None:
        given = self.cleaned_data
        return (given["dissent_by"], given["dissent"]) if given.get("dissent") else None


class MakeForm(PlainForm):
    """How it was decided, on which day, at which meeting, and who was there."""

    method = forms.ChoiceField(label=_("How was it decided?"), choices=Method)
    votes_for, votes_against, votes_none = _count(_("Votes for")), _count(_("Votes against")), _count(_("Did not vote"))
    decided_on = DayField(label=_("On which day was it decided?"))
    meeting = MeetingChoice(label=_("At which meeting?"), queryset=Meeting.objects.none(), required=False, help_text=_(
        "Once it is noted who was there, the numbers come from there."))
    present = _count(_("How many people were there?"))
    lay_present = _count(_("How many of them were lay partners?"))
    reason = _text(_("The reason that is published"), help_text=_("It is needed where lay partners do not fully agree."))

    def __init__(self, *args: Any, decision: DecisionRecord, meetings: QuerySet[Meeting], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.today = decision, today
        self.fields["meeting"].queryset = meetings

    def clean_decided_on(self) -> date:
        on: date = self.cleaned_data["decided_on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been"))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lay, everybody = cleaned.get("lay_present"), cleaned.get("present")
        if lay is not None and everybody is not None and lay > everybody:
            self.add_error("lay_present", say("There cannot be more lay partners than people"))
        _votes_are_counted(self, cleaned)
        return cleaned


class BecauseForm(PlainForm):
    because = forms.CharField(label=_("Why?"), max_length=500, widget=_area(3), help_text=_("It stands on the page of the decision."))


class ReasonForm(PlainForm):
    reason = _text(_("The reason that is published"), rows=8)


class LinkForm(PlainForm):
    stage = StageChoice(label=_("To which run of stage 10 does it belong?"), queryset=Stage.objects.none(), required=False)

    meeting = MeetingChoice(label=_("At which meeting?"), queryset=Meeting.objects.none(), required=False)

    def __init__(self, *args: Any, stages: QuerySet[Stage], meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset, self.fields["meeting"].queryset = stages, meetings


class PositionForm(PlainForm):
    value = forms.ChoiceField(label=_("What does the Advisory Group say?"), choices=Position)
    text = _text(_("In its own words"), rows=6, help_text=_("You need it unless the group simply agrees. It is shown beside the decision."))
    said_on = DayField(label=_("On which day did the group say so?"))
    meeting = MeetingChoice(label=_("At which of its meetings?"), queryset=Meeting.objects.none(), required=False)
    votes_for, votes_against = _count(_("Votes for this position")), _count(_("Votes against it"))
    votes_none = _count(_("Did not vote"))
    wording = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["meeting"].queryset = meetings

    def clean_said_on(self) -> date:
        on: date = self.cleaned_data["said_on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been"))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") in (Position.CONCERNS, Position.DISAGREE) and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say why, in the words of the group"))
        if cleaned.get("votes_for") is None and (cleaned.get("votes_against") is not None or cleaned.get("votes_none") is not None):
            self.add_error("votes_for", say("Write how many voted for it, or leave all three empty"))
        return cleaned


class _Noted(PlainForm):
    """Who said it, and how: for what somebody writes down."""

    who = Person(label=_("Who said it?"), queryset=Partner.objects.none())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")
        self.order_fields(["who", "through"])


class NotePositionForm(_Noted, PositionForm):
    """The same, as a lay co-chair says it."""


class DissentForm(PlainForm):
    words = _text(_("What do you not agree with, and why?"), rows=6, required=True, help_text=_(
        "In your own words. Nobody changes them or takes them out; you may take them back. Everybody "
        "reads them if the programme opens its log of decisions."))
    in_public = forms.BooleanField(label=_("Show my name beside these words where everybody reads them"), required=False, help_text=_(
        "If you do not tick it, “A lay partner” stands there."))


class NoteDissentForm(_Noted):
    words = _text(_("What do they not agree with, and why?"), rows=6, required=True, help_text=_(
        "In their own words. Read it back to them: nobody but they can take it back. Tell them that everybody may be able to "
        "read the words."))
    in_public = forms.BooleanField(label=_("They agree to be named in public"), required=False, help_text=_(
        "If you do not tick it, “A lay partner” stands there."))


class ChangesForm(PlainForm):
    text = _text(_("What was changed since lay partners last saw the text?"), 2000, help_text=_("One thing at a time."))
    nothing = forms.BooleanField(label=_("Nothing was changed"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("text")) == bool(cleaned.get("nothing")) and not self.errors:
            self.add_error("text", say("Write what was changed, or tick that nothing was"))
        return cleaned


class SeenForm(PlainForm):
    value = forms.ChoiceField(label=_("Is this all that was changed, and is it right?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    text = _text(_("If no: what is wrong?"), 2000, help_text=_("It stands on the page, with the answer."))
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == "no" and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is wrong"))
        return cleaned


class NoteSeenForm(_Noted, SeenForm):
    """The same, as somebody says it by phone, by letter or in person."""


class AnswerForm(PlainForm):
    answer = _text(_("Your answer"), 2000, required=True, help_text=_("It stands beside what they said. They are told."))


class OpenForm(PlainForm):
    decided_where = forms.CharField(label=_("Where was it decided?"), max_length=300,
                                    help_text=_("For example: the Advisory Group’s meeting."))
    since_on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since_on(self) -> date:
        on: date = self.cleaned_data["since_on"]
        if on > self.today:
            raise forms.ValidationError(say("Enter a day that has been"))
        return on


class NoteOpenForm(_Noted):
    """A lay co-chair’s yes, as they say it."""
