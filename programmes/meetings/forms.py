"""What may be typed in about meetings."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON
from coprod.kit.forms import TIMES, DayField, Once, PlainForm
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.meetings.catalogue import LONGEST_HOURS, SERIES_MOST, Answer, Kind, Presence, Rhythm
from programmes.meetings.models import Meeting
from programmes.programme.forms.facts import not_before

PLACE = ("place", "link", "phone", "practical")


class MeetingForm(PlainForm):
    """When and where. What it gives is ready for the actions: `starts_at` and `ends_at` in London's time."""

    is_past = False
    title = forms.CharField(label=_("Title"), max_length=120, required=False,
                            help_text=_("Only if it is not just the group's usual meeting."))
    on = DayField(label=_("On which day?"))
    begins = forms.TimeField(label=_("When does it begin?"), input_formats=TIMES, help_text=_(
        "For example 10:30 or 2pm. Late morning and early afternoon suit most."))
    ends = forms.TimeField(label=_("When does it end?"), input_formats=TIMES, help_text=_(
        "Many people can follow for 90 minutes; then they need a break."))
    place = forms.CharField(label=_("Where?"), max_length=200, required=False, help_text=_("Name and address, without steps if you can."))
    link = forms.URLField(label=_("Link to join online"), max_length=500, required=False, assume_scheme="https")
    phone = forms.CharField(label=_("Number to join by phone"), max_length=60, required=False)
    practical = forms.CharField(label=_("How to get there, and what to know"), max_length=2000, required=False,
                                widget=forms.Textarea(attrs={"rows": 4}),
                                help_text=_("Way in, parking, hearing loop, food, who to ring on the day."))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("place", "link", "phone")):
            self.add_error("place", say("Enter where it is, or a link or a number to join"))
        on, begins, ends = (cleaned.get(name) for name in ("on", "begins", "ends"))
        if on and begins and ends:
            self._check_times(on, begins, ends)
        return cleaned

    def _check_times(self, on: Any, begins: time, ends: time) -> None:
        start, end = (datetime.combine(on, each, tzinfo=LONDON) for each in (begins, ends))
        if end <= start:
            self.add_error("ends", say("The end must be after the beginning"))
        elif end - start > timedelta(hours=LONGEST_HOURS):
            self.add_error("ends", say("A meeting lasts %(n)d hours at most") % {"n": LONGEST_HOURS})
        elif self.is_past != (start <= self.at):
            self.add_error("on", say("Enter a day and time that have been") if self.is_past else say(
                "Enter a day and time that are still to come"))
        self.cleaned_data |= {"starts_at": start, "ends_at": end}

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", *PLACE)}


class HeldForm(MeetingForm):
    """A meeting that was called by other means, and is noted afterwards."""

    is_past = True


class PlanForm(MeetingForm):
    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythm, initial=Rhythm.ONCE)
    times = forms.IntegerField(label=_("How many meetings, with the first?"), min_value=2, max_value=SERIES_MOST, required=False,
                               help_text=_("Only if it is more than once."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("rhythm") not in (None, "", Rhythm.ONCE) and not cleaned.get("times") and "times" not in self.errors:
            self.add_error("times", say("Enter how many meetings it is"))
        return cleaned


def as_typed(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    return {"title": meeting.title, "on": meeting.on, "begins": f"{meeting.begins:%H:%M}", "ends": f"{meeting.ends:%H:%M}",
            **{name: getattr(meeting, name) for name in PLACE}}


class BesideForm(MeetingForm):
    """A pre-meet or a debrief."""

    field_order = ("kind",)
    kind = forms.ChoiceField(label=_("Which is it?"), choices=[(each.value, each.label) for each in (Kind.PRE_MEET, Kind.DEBRIEF)])

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end, kind = (cleaned.get(name) for name in ("starts_at", "ends_at", "kind"))
        if start and end and kind == Kind.PRE_MEET and end > self.meeting.starts_at:
            self.add_error("on", say("A pre-meet ends before the meeting begins"))
        if start and kind == Kind.DEBRIEF and start < self.meeting.ends_at:
            self.add_error("on", say("A debrief begins when the meeting is over"))
        return cleaned


class CancelForm(PlainForm):
    because = forms.CharField(label=_("Why is it cancelled?"), max_length=300,
                              help_text=_("Everybody who was asked is told, with this reason."))


class AnswerForm(PlainForm):
    answer = forms.ChoiceField(label=_("Will you come?"), choices=Answer)
    note = forms.CharField(label=_("Is anything different this time? What would help you?"), max_length=300, required=False,
                           help_text=_("For example: a break after 45 minutes. Those who lead the group read it."))
    substitute = forms.CharField(label=_("If you cannot come: does somebody come instead?"), max_length=120, required=False,
                                 help_text=_("Their name. You may leave it empty."))


class NoteAnswerForm(AnswerForm):
    """The same, as somebody says it by phone, by letter or in person."""

    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)


class ItemForm(PlainForm):
    title = forms.CharField(label=_("What should we talk about?"), max_length=120)
    why = forms.CharField(label=_("What should come of it?"), max_length=300, required=False,
                          help_text=_("For example: we choose a day, or everybody knows how it stands."))


class BuiltItemForm(ItemForm):
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=240, required=False)
    led_by = forms.CharField(label=_("Who leads it?"), max_length=120, required=False)


class LeaveOutForm(PlainForm):
    because = forms.CharField(label=_("Why not on this agenda?"), max_length=300, help_text=_("Who asked for it reads this."))


class PresenceForm(PlainForm):
    """For each member how they were there, and who came instead; who chaired; and how many others came."""

    chairs = forms.ModelMultipleChoiceField(label=_("Who chaired?"), queryset=Partner.objects.none(), widget=forms.CheckboxSelectMultiple)
    others_lay = forms.IntegerField(label=_("How many other lay people were there?"), min_value=0, max_value=999, initial=0)
    others_staff = forms.IntegerField(label=_("How many other staff were there?"), min_value=0, max_value=999, initial=0)

    def __init__(self, *args: Any, members: Sequence[Partner], said: dict[int, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            was, instead = said.get(member.pk, ("", ""))
            self.fields[f"was_{member.ref}"] = forms.ChoiceField(
                label=_("Was %(name)s there?") % {"name": member.name}, choices=[("", _("Choose")), *Presence.choices], initial=was,
                widget=forms.Select)
            self.fields[f"instead_{member.ref}"] = forms.CharField(
                label=_("Who came instead of %(name)s?") % {"name": member.name}, max_length=120, required=False, initial=instead)
        self.fields["chairs"].queryset = Partner.objects.filter(pk__in=[each.pk for each in members]).order_by("name")  # type: ignore[attr-defined]
        self.order_fields([*(name for each in members for name in (f"was_{each.ref}", f"instead_{each.ref}")),
                           "others_lay", "others_staff", "chairs"])
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for member in self.members:
            was, instead = cleaned.get(f"was_{member.ref}"), cleaned.get(f"instead_{member.ref}")
            if was == Presence.COVERED and not instead:
                self.add_error(f"instead_{member.ref}", say("Enter who came instead of %(name)s") % {"name": member.name})
            elif was and was != Presence.COVERED and instead:
                self.add_error(f"was_{member.ref}", say("Choose “Absent, somebody came instead”, or leave the name empty"))
        return cleaned

    def was(self) -> dict[Partner, tuple[str, str]]:
        return {each: (self.cleaned_data[f"was_{each.ref}"], self.cleaned_data[f"instead_{each.ref}"]) for each in self.members}


class CalendarForm(PlainForm):
    names = forms.BooleanField(label=_("Show the names of my groups in the calendar"), required=False, help_text=_(
        "Without it each is called “Meeting”. Think of who else sees your phone."))


class FreeDaysForm(Once):
    words = forms.CharField(label=_("What is it?"), max_length=120, help_text=_("For example: autumn half-term in Westmere."))
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "from_on", "until_on", say("The last day must be on or after the first day"))
        return cleaned
