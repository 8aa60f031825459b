"""How often somebody wants to hear, of everything or topic by topic; a message to many; and the words of a kind of message."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import Once, PlainForm
from coprod.kit.scanning import found_in
from coprod.post.catalogue import Topic, kinds
from coprod.post.plainness import LONGEST_LINE, LONGEST_SUBJECT, faults_of
from coprod.post.planning import Pace, next_morning
from coprod.post.sentences import ACTION, LINE, SUBJECT
from partners.models import Partner
from programmes.messages.showing.wording import Line

EVERYTHING = [Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY]


def classes() -> Iterator[tuple[Topic, bool]]:
    """Each topic with what must be sent and what may be switched off, where there are such kinds."""
    known = {(each.topic, each.must) for each in kinds.values()}
    yield from ((topic, must) for topic in Topic for must in (True, False) if (topic, must) in known)


def _name(topic: str, *, must: bool) -> str:
    return f"{topic}-{'must' if must else 'other'}"


class EverythingForm(PlainForm):
    """One answer for all topics. What somebody switched off stays off: they said so by itself."""

    def __init__(self, *args: Any, before: Mapping[tuple[Topic, bool], Pace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    pace = forms.ChoiceField(label=_("How often shall we write to you?"), choices=[(each.value, each.label) for each in EVERYTHING],
                             help_text=_("Once a day is at 8 in the morning. Once a week is on Monday. What is urgent comes at once."))

    def paces(self) -> dict[tuple[Topic, bool], Pace]:
        pace = Pace(self.cleaned_data["pace"])
        return {each: pace for each in classes() if self.before.get(each) != Pace.OFF}


class ChoicesForm(PlainForm):
    """For each topic how often, apart for what we must tell and for the rest, which can be off."""

    def __init__(self, *args: Any, paces: Mapping[tuple[Topic, bool], Pace], **kwargs: Any) -> None:
        self.base_fields = {}
        for topic, must in classes():
            choices = [(each.value, each.label) for each in Pace if not (must and each == Pace.OFF)]
            label = say("%(topic)s: what we must tell you") if must else say("%(topic)s: the rest")
            self.base_fields[_name(topic, must=must)] = forms.ChoiceField(
                label=label % {"topic": topic.label}, choices=choices, widget=forms.Select,
                initial=paces.get((topic, must), Pace.AT_ONCE))
        super().__init__(*args, **kwargs)

    def paces(self) -> dict[tuple[Topic, bool], Pace]:
        return {(topic, must): Pace(self.cleaned_data[_name(topic, must=must)]) for topic, must in classes()}


class PauseForm(PlainForm):
    """Why messages of a kind, or all, shall wait."""

    reason = forms.CharField(label=_("Why do they wait?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("Everybody who runs the programme reads it. Nothing is lost: what waits goes out later."))


class AnnouncementForm(Once):
    """A message to many. What is about one person does not belong into it."""

    to = forms.ChoiceField(label=_("To whom?"), widget=forms.Select)
    channel = forms.ChoiceField(label=_("Only to those who are reached by"), required=False, widget=forms.Select)
    subject = forms.CharField(label=_("About what?"), max_length=100, help_text=_("No names: others may see it on a screen."))
    text = forms.CharField(label=_("What do you want to say?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 8}),
                           help_text=_("Short sentences. Your name stands below it."))
    wait = forms.ChoiceField(label=_("When does it go out?"), choices=[
        ("10", _("In ten minutes")), ("60", _("In an hour")), ("morning", _("Tomorrow at 8 in the morning"))],
        help_text=_("Until then you can take it back."))

    def __init__(self, *args: Any, to: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = to          # type: ignore[attr-defined]
        self.fields["channel"].choices = [("", say("Any way")), *Partner.Channel.choices]   # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if found_in(subject):
            raise forms.ValidationError(say("Take out what identifies a person, such as a phone number or an address."))
        return subject

    def goes_at(self, at: datetime) -> datetime:
        wait = self.cleaned_data["wait"]
        return next_morning(at) if wait == "morning" else at + timedelta(minutes=int(wait))


ROLES = {SUBJECT: _("Subject, in place of “%(words)s”"), LINE: _("In place of “%(words)s”"),
         ACTION: _("Words of the link, in place of “%(words)s”")}


class WordingForm(PlainForm):
    """The sentences of a kind of message, one below the other, each beside what the program says. `seen` is the version they began with."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, lines: Sequence[Line], tried: Sequence[tuple[str, str]], seen: int, **kwargs: Any) -> None:
        self.lines = lines
        self.base_fields = {"seen": self.base_fields["seen"]}
        for place, line in enumerate(lines):
            self.base_fields[self.name_of(place)] = forms.CharField(
                label=ROLES[line.sentence.role] % {"words": line.original}, initial=line.text,
                max_length=LONGEST_SUBJECT if line.sentence.role == SUBJECT else LONGEST_LINE,
                widget=forms.Textarea(attrs={"rows": 2}), help_text=self.hint_of(line),
                error_messages={"required": say("Write it in other words, or put back what the program says."),
                                "max_length": say("It has %(show_value)d signs. Make it %(limit_value)d or fewer.")})
        if tried:
            self.base_fields["on"] = forms.ChoiceField(
                label=_("Try them out on which message?"), choices=tried, widget=forms.Select, initial=tried[0][0], required=False,
                help_text=_("You see it as this person would get it. Nothing is sent."))
        self.base_fields["because"] = forms.CharField(label=_("Why do you change them?"), max_length=300,
                                                      help_text=_("Who runs the programme reads it beside this version."))
        super().__init__(*args, **{"initial": {"seen": seen}, **kwargs})

    @staticmethod
    def name_of(place: int) -> str:
        return f"sentence-{place}"

    @staticmethod
    def hint_of(line: Line) -> str:
        facts = ", ".join(f"{{{each}}}" for each in line.sentence.facts)
        return say("Keep in it: %(facts)s. It is filled in for each person.") % {"facts": facts} if facts else ""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for place, line in enumerate(self.lines):
            name = self.name_of(place)
            text = given.get(name, line.original)
            if text != line.original:
                for fault in faults_of(text, line.sentence):
                    self.add_error(name, fault)
        if not self.errors and self.texts() == {line.sentence.message: line.text for line in self.lines if line.is_changed}:
            self.add_error(self.name_of(0), say("Nothing is different yet. Change at least one sentence."))
        return given

    def now(self) -> list[Line]:
        """The sentences as they are in the form."""
        return [line._replace(text=self.cleaned_data.get(self.name_of(place), line.text)) for place, line in enumerate(self.lines)]

    def texts(self) -> dict[str, str]:
        """What is said in other words than the program's."""
        return {line.sentence.message: line.text for line in self.now() if line.is_changed}
