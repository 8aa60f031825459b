"""What may be typed in about a call, whom it asks, and its copies."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.files import ALLOWED_NAMES, checked_type
from coprod.kit.forms import PlainForm
from coprod.kit.uploads import get_back
from partners.models import Organisation, Partner
from programmes.calls.models import CallCopy
from programmes.profiles.forms import closing_fields, closing_of
from programmes.profiles.models import RoleProfile
from programmes.programme.forms.facts import PersonChoice

TALL = forms.Textarea(attrs={"rows": 6})


class RoleChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, profile: RoleProfile) -> str:
        return f"{profile.title} ({profile.group})"


class CallForm(PlainForm):
    """What is asked, for which roles, and until when."""

    profiles = RoleChoices(label=_("For which roles?"), queryset=RoleProfile.objects.none(), widget=forms.CheckboxSelectMultiple,
                           help_text=_("Only roles whose profile is published and open."))
    words = forms.CharField(label=_("What do you tell the organisations?"), widget=TALL, max_length=4000,
                            help_text=_("In plain words: what the work is about, whom you look for, and how you support people."))
    takes_own = forms.BooleanField(label=_("People may also put themselves forward"), required=False, initial=True)

    def __init__(self, *args: Any, profiles: QuerySet, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["profiles"].queryset = profiles      # type: ignore[attr-defined]
        self.fields.update(closing_fields())
        self.order_fields(["profiles", "words", "closing_on", "closing_time", "takes_own"])
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        closing = closing_of(cleaned)
        if closing and closing <= self.at:
            self.add_error("closing_on", say("The closing date and time must lie ahead"))
        elif closing and any(each.closing_at < closing for each in cleaned.get("profiles") or ()):
            self.add_error("closing_on", say("One of the roles closes before that. Choose an earlier day, or leave that role out"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """For `write_call` and `change_call`."""
        closing = closing_of(self.cleaned_data)
        return {name: self.cleaned_data[name] for name in ("profiles", "words", "takes_own")} | {"closing_at": closing}


class AskOrganisation(PlainForm):
    organisation = forms.ModelChoiceField(label=_("Which organisation?"), queryset=Organisation.objects.none())
    contact = PersonChoice(label=_("Who is its contact?"), queryset=Partner.objects.none(),
                           help_text=_("The link goes to them. If you do not find them in the list, add them under People first."))

    def __init__(self, *args: Any, organisations: QuerySet, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations.order_by("name")       # type: ignore[attr-defined]
        self.fields["contact"].queryset = people.order_by("name", "pk")             # type: ignore[attr-defined]


class Because(PlainForm):
    """One reason, in words; the question is given."""

    because = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, asks: Any, hint: Any = "", most: int = 500, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"] = forms.CharField(label=asks, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": 3}))
        self.speak_plainly()


class WantCopy(PlainForm):
    form = forms.ChoiceField(label=_("Which form?"), choices=CallCopy.Form.choices)
    note = forms.CharField(label=_("Which language, or what else?"), required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("form") in (CallCopy.Form.LANGUAGE, CallCopy.Form.OTHER) and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", say("Say which language, or what kind of copy"))
        return cleaned


class FileForm(PlainForm):
    """A form with one file, which is kept when the form comes back with errors. `owner` names whose file it is."""

    file = forms.FileField(label=_("File"), required=False, max_length=200)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    takes = ALLOWED_NAMES

    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["file"].help_text = say("%(types)s; at most 25 MB.") % {"types": self.takes}

    def clean_file(self) -> Any:
        """The file chosen now, else the one that was kept when this form came back with errors."""
        file = self.cleaned_data.get("file") or get_back(self.data.get(self.add_prefix("kept"), ""), owner=self.owner)
        if file:
            if file.size > settings.FILE_LIMIT_BYTES:
                raise forms.ValidationError(say("The file must be 25 MB or smaller"))
            self.cleaned_data["content_type"] = checked_type(file)
        return file

    def carry(self, note: str) -> None:
        """Take along the note of a file that was kept, and say so beside its field."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = note
        self["file"].help_text = self.fields["file"].help_text = say("We have kept your file “%(name)s”. You need not choose it again.") % {
            "name": self.cleaned_data["file"].name}


class CopyReady(FileForm):
    """Where the copy is: on the web, in a file, or only on paper."""

    link = forms.URLField(label=_("Web address"), max_length=500, assume_scheme="https", required=False,
                          help_text=_("It begins with https://. A video in sign language is a link, for example."))
    on_paper = forms.BooleanField(label=_("It is only on paper, and sent to who asks"), required=False)
    field_order = ("link", "file", "on_paper")

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(say("Enter an address that begins with https://"))
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("link", "file", "on_paper")):
            self.add_error("link", say("Enter where it is, choose the file, or tick that it is only on paper"))
        return cleaned
