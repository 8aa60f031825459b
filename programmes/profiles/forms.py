"""What may be typed in about a role profile. A draft may have blanks; whoever asks for comments, or publishes, may not."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON, day_of
from coprod.kit.forms import TIMES, DayField, PlainForm
from coprod.kit.saying import days
from partners.models import Group
from programmes.profiles.catalogue import CAUTION, CHOOSING, PAYMENT, PLACE, ROLE, SECTIONS, SHORT_DAYS, Category
from programmes.profiles.lifecycles import ViewValue
from programmes.profiles.models import LONG, WRITTEN, RoleProfile

MOST_HOURS = 200
TALL = forms.Textarea(attrs={"rows": 4})


def closing_fields() -> dict[str, forms.Field]:
    return {
        "closing_on": DayField(label=_("Closing date"), help_text=_("People need at least two weeks.")),
        "closing_time": forms.TimeField(label=_("Closing time"), input_formats=TIMES, help_text=_("For example, 17:00 or 5pm"),
                                        widget=forms.TimeInput(format="%H:%M", attrs={"width": "5"})),
    }


def closing_of(cleaned: dict[str, Any]) -> datetime | None:
    """The closing moment, in London; None while the day or the time is not given."""
    day, time = cleaned.get("closing_on"), cleaned.get("closing_time")
    return datetime.combine(day, time, tzinfo=LONDON) if day and time else None


def closing_as_typed(profile: RoleProfile) -> dict[str, Any]:
    if profile.closing_at is None:
        return {}
    here = profile.closing_at.astimezone(LONDON)
    return {"closing_on": here.date().isoformat(), "closing_time": here.strftime("%H:%M")}


class Fields(NamedTuple):
    title: Any
    fields: list[BoundField]
    caution: tuple[Any, ...] = ()


class ProfileForm(PlainForm):
    """Every part of a profile. `whole` lets no blank pass; `today` is the day on which a closing date must lie ahead."""

    marks_optional = False          # blanks are allowed in a draft, and that is said once, at the top

    def __init__(self, data: Any = None, *, groups: Iterable[Group], today: date, whole: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.whole, self.today, self.groups = whole, today, {group.ref: group for group in groups}
        self.places: list[tuple[Any, list[str], tuple[Any, ...]]] = []
        choices = [(ref, group.name) for ref, group in self.groups.items()]
        self._ask("group", forms.ChoiceField(label=_("For which group?"), choices=choices))
        self._ask("title", forms.CharField(label=_("What is the role called?"), max_length=200))
        for section in SECTIONS:
            names = ["group", "title"] if section is ROLE else []
            for part in section.parts:
                text = forms.CharField(label=part.asks, help_text=part.hint, max_length=LONG, required=whole and not part.is_optional,
                                       widget=forms.Textarea(attrs={"rows": part.rows}))
                names.append(self._ask(part.name, text))
            self.places.append((section.title, names + self._ask_more(section, whole), CAUTION if section is PAYMENT else ()))
        self.speak_plainly()

    def _ask(self, name: str, field: forms.Field) -> str:
        self.fields[name] = field
        return name

    def _ask_more(self, section: Any, whole: bool) -> list[str]:
        more: dict[str, forms.Field] = {}
        if section is PLACE:
            short = {"attrs": {"width": "3"}}
            more = {
                "hours_a_month": forms.IntegerField(label=_("Hours a month, in all"), min_value=1, max_value=MOST_HOURS,
                                                    widget=forms.NumberInput(**short)),
                "reading_hours": forms.IntegerField(label=_("Hours for reading, among these"), min_value=0, max_value=MOST_HOURS,
                                                    widget=forms.NumberInput(**short)),
            }
        elif section is PAYMENT:
            more = {"category": forms.TypedChoiceField(label=_("Which category of role is it?"), coerce=int, empty_value=None,
                                                       choices=Category.choices, widget=forms.RadioSelect)}
        elif section is CHOOSING:
            more = closing_fields()
        for field in more.values():
            field.required = whole
        return [self._ask(name, field) for name, field in more.items()]

    def sections(self) -> list[Fields]:
        return [Fields(title, [self[name] for name in names], caution) for title, names, caution in self.places]

    def clean_closing_on(self) -> date | None:
        day: date | None = self.cleaned_data["closing_on"]
        if day and day < self.today:
            raise forms.ValidationError(say("The closing date must be today or later"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hours, reading = cleaned.get("hours_a_month"), cleaned.get("reading_hours")
        if hours is not None and reading is not None and reading > hours:
            self.add_error("reading_hours", say("Hours for reading are part of the hours a month, so they cannot be more"))
        if self.whole and cleaned.get("other_qualities") and cleaned.get("other_agreed_by") == "":
            self.add_error("other_agreed_by", say("Say who agreed the other qualities, or leave them out"))
        for given, needed, words in (("closing_on", "closing_time", say("Enter the closing time")),
                                     ("closing_time", "closing_on", say("Enter the closing date"))):
            if cleaned.get(given) and not cleaned.get(needed) and needed not in self.errors:
                self.add_error(needed, words)
        return cleaned

    def group(self) -> Group:
        return self.groups[self.cleaned_data["group"]]

    def written(self) -> dict[str, Any]:
        """The facts for `write_profile` and `change_profile`."""
        return {name: self.cleaned_data[name] for name in WRITTEN if name != "closing_at"} | {"closing_at": closing_of(self.cleaned_data)}


def as_typed(profile: RoleProfile) -> dict[str, Any]:
    """The profile as its form would send it."""
    typed = {name: getattr(profile, name) for name in WRITTEN if name != "closing_at"}
    return {name: "" if value is None else str(value) for name, value in typed.items()} | closing_as_typed(profile) | {
        "group": profile.group.ref}


class SayOnProfile(PlainForm):
    value = forms.ChoiceField(label=_("Do you agree to this role profile?"), choices=ViewValue.choices)
    text = forms.CharField(label=_("What do you want to say about it?"), required=False, max_length=4000, widget=TALL,
                           help_text=_("Everyone in the programme can read it. A “no” and its reason stay on the page for good."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("text") and "text" not in self.errors:
            if cleaned.get("value") == ViewValue.DISAGREE:
                self.add_error("text", say("Say why you do not agree"))
            elif cleaned.get("value") == ViewValue.COMMENT:
                self.add_error("text", say("Write your comment"))
        return cleaned


class AnswerNo(PlainForm):
    answer = forms.CharField(label=_("What do you answer?"), max_length=4000, widget=TALL,
                             help_text=_("It stands beside the “no”. The person is told, and can change their word."))


class PublishProfile(PlainForm):
    """When it closes. A day less than two weeks away is published only when somebody says that it is meant."""

    def __init__(self, data: Any = None, *, at: datetime, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.at = at
        self.fields.update(closing_fields())
        self.fields["short"] = forms.BooleanField(
            label=_("Less than two weeks are left, and I publish it all the same"), required=False)
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        closing = closing_of(cleaned)
        if closing and closing <= self.at:
            self.add_error("closing_on", say("The closing date and time must lie ahead"))
        elif closing and (left := (day_of(closing) - day_of(self.at)).days) < SHORT_DAYS and not cleaned.get("short"):
            self.add_error("closing_on", say("Only %(days)s are left until it closes. Choose a later day, or tick the box below") % {
                "days": days(left)})
        return cleaned

    def closing_at(self) -> datetime:
        found = closing_of(self.cleaned_data)
        assert found is not None    # both are required
        return found
