"""What may be typed in about a person who is put forward, and what that person says."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.files import checked_type
from coprod.kit.forms import NameField, Once, PlainForm
from partners.models import Partner
from programmes.calls.forms import FileForm
from programmes.calls.models import CallRequest
from programmes.nominations.models import Channel
from programmes.profiles.models import RoleProfile

SOUNDS = ("audio/mpeg", "audio/mp4")
TALL = forms.Textarea(attrs={"rows": 5})
WAYS = ("email", "phone", "address")
MEDICAL = _("Do not write medical history.")


class RoleChoice(forms.ModelChoiceField):
    def label_from_instance(self, profile: RoleProfile) -> str:
        return profile.title


class ReachForm(Once):
    """Who somebody is and how they are reached."""

    name = NameField(label=_("Full name"))
    called = NameField(label=_("What should we call them?"), required=False, max_length=100)
    channel = forms.ChoiceField(label=_("How should we reach them?"), choices=Partner.Channel.choices)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254,
                             help_text=_("Needed if they are reached by e-mail. Two people may share an address."))
    phone = forms.CharField(label=_("Phone number"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"}),
                            help_text=_("Needed if they are reached by phone."))
    address = forms.CharField(label=_("Postal address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=_("Needed if they are reached by letter."))
    area = forms.CharField(label=_("Where do they live?"), required=False, max_length=200, help_text=_("The town or borough is enough."))

    OWN: dict[str, Any] = {}      # labels for the person themselves
    OWN_HINTS: dict[str, Any] = {}

    def speak_plainly(self) -> None:
        """The person's own words come first, so that what is said of a mistake has them too."""
        for name, words in self.OWN.items():
            if name in self.fields and not getattr(self.fields[name], "is_plain", False):
                self.fields[name].label = words
        for name, words in self.OWN_HINTS.items():
            self.fields[name].help_text = words
        super().speak_plainly()
        for name in WAYS:       # not optional for whom it is the way: the hint says so
            self.fields[name].label = self.base_fields[name].label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for channel, name, words in (
                (Partner.Channel.EMAIL, "email", say("Enter an e-mail address, or choose another way to reach them")),
                (Partner.Channel.PHONE, "phone", say("Enter a phone number, or choose another way to reach them")),
                (Partner.Channel.POST, "address", say("Enter a postal address, or choose another way to reach them"))):
            if cleaned.get("channel") == channel and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def person(self) -> dict[str, Any]:
        """The facts of a Candidate."""
        return {name: self.cleaned_data[name] for name in ("name", "called", "channel", "email", "phone", "address", "area")} | {
            "ref": self.cleaned_data["once"]}


class PersonForm(ReachForm):
    """The same, and for which role they are put forward."""

    profile = RoleChoice(label=_("For which role?"), queryset=RoleProfile.objects.none())
    field_order = ("profile",)

    def __init__(self, *args: Any, profiles: QuerySet, **kwargs: Any) -> None:
        self.roles, found = profiles, list(profiles)
        self.only = found[0] if len(found) == 1 else None
        super().__init__(*args, **kwargs)

    def speak_plainly(self) -> None:
        self.fields["profile"].queryset = self.roles       # type: ignore[attr-defined]
        if self.only:
            self.fields["profile"].required = False
            self.fields["profile"].widget = forms.HiddenInput()
        super().speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["profile"] = cleaned.get("profile") or self.only
        return cleaned


def support_box() -> forms.CharField:
    """What the person themselves says that they need."""
    return forms.CharField(label=_("What do you need, to take part?"), required=False, max_length=1000, widget=forms.Textarea(
        attrs={"rows": 2}), help_text=_("Such as large print, an interpreter, or a lift. Those who choose do not see it."))


class Honey:
    """A hidden field that no person fills in: who does is a machine. (No puzzle: practice.md f 28.)"""

    def clean_website(self) -> str:
        if self.cleaned_data.get("website"):        # type: ignore[attr-defined]
            raise forms.ValidationError(say("Leave this field empty"))
        return ""


class PutForward(PersonForm):
    """An organisation puts somebody forward."""

    why = forms.CharField(label=_("Why do you think they would be good at it?"), widget=TALL, max_length=4000,
                          help_text=_("The person can read it. Do not write medical history."))
    knows = forms.BooleanField(label=_("I have asked them, and they agree that I put them forward"),
                               error_messages={"required": _("Ask the person first. Then tick this box")})


OWN_WORDS = {"channel": _("How should we reach you?"), "area": _("Where do you live?"), "called": _("What should we call you?")}
OWN_HINTS = {"email": _("Needed if we reach you by e-mail. Two people may share an address."),
             "phone": _("Needed if we reach you by phone."), "address": _("Needed if we reach you by letter.")}


class PutOneselfForward(Honey, PersonForm, FileForm):
    """Somebody puts themselves forward: in writing, or by a recording."""

    OWN, OWN_HINTS = OWN_WORDS, OWN_HINTS
    takes = _("MP3 or M4A, up to ten minutes")

    own_words = forms.CharField(label=_("Why would you like to do this, and what do you bring?"), widget=TALL, max_length=4000,
                                required=False,
                                help_text=_("Write as you speak. Or send a recording instead. Do not write medical history."))
    file = forms.FileField(label=_("A recording of what you want to say"), required=False, max_length=200)
    support = support_box()
    website = forms.CharField(widget=forms.HiddenInput, required=False)
    agrees = forms.BooleanField(label=_("I agree that you keep what I write here, to choose people for this role"),
                                error_messages={"required": _("We can only keep what you write if you agree. Tick this box to go on")})
    field_order = ("profile", "name", "called", "channel", "email", "phone", "address", "area", "own_words", "file", "support", "agrees")

    def clean_file(self) -> Any:
        file = super().clean_file()
        if file and self.cleaned_data.get("content_type", checked_type(file)) not in SOUNDS:
            raise forms.ValidationError(say("Choose a recording: a file that ends in .mp3 or .m4a"))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("own_words") and not cleaned.get("file") and not {"own_words", "file"} & set(self.errors):
            self.add_error("own_words", say("Write something about yourself, or choose a recording"))
        return cleaned


class NoteNomination(PersonForm):
    """Staff write down what they were told by phone, by letter, by e-mail or in person."""

    own = "own"
    source = forms.ChoiceField(label=_("Who put them forward?"))
    said = forms.ChoiceField(label=_("How did it reach you?"), choices=[
        (Channel.PHONE, _("By phone")), (Channel.POST, _("By letter")), (Channel.EMAIL, _("By e-mail")),
        (Channel.IN_PERSON, _("In person"))])
    why = forms.CharField(label=_("What was said?"), widget=TALL, max_length=4000,
                          help_text=_("As near to their own words as you can. Do not write medical history."))
    agrees = forms.BooleanField(label=_("They put themselves forward, and agreed that we keep what they said"), required=False)
    field_order = ("source", "said", "profile", "name", "called", "channel", "email", "phone", "address", "area", "why", "agrees")

    def __init__(self, *args: Any, requests: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.requests: dict[str, CallRequest] = {each.ref: each for each in requests}
        self.fields["source"].choices = [(self.own, say("The person themselves")), ("staff", say("Somebody else, or staff")),      # type: ignore[attr-defined]
                                         *((ref, str(each.organisation)) for ref, each in self.requests.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("source") == self.own and not cleaned.get("agrees"):
            self.add_error("agrees", say("Ask the person whether they agree. Then tick this box"))
        return cleaned


class Consent(PlainForm):
    """The person's yes or no."""

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(label=_("Do you agree that you are considered for this?"), choices=[
        (YES, _("Yes, I agree")), (NO, _("No. Erase what you know about me"))])
    nominator_may_hear = forms.BooleanField(label=_("Who put me forward may hear the outcome"), required=False)
    support = support_box()


class NoteConsent(Consent):
    """What the person said by phone or letter, written down by staff."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=[
        (Consent.YES, _("Yes, they agree")), (Consent.NO, _("No. Erase what we know about them"))])
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[("phone", _("By phone")), ("post", _("By letter"))])
    nominator_may_hear = forms.BooleanField(label=_("Who put them forward may hear the outcome"), required=False)
    support = forms.CharField(label=_("What do they need, to take part?"), required=False, max_length=1000, widget=forms.Textarea(
        attrs={"rows": 2}), help_text=_("What to arrange, not why. Those who choose do not see it."))
    field_order = ("answer", "through", "nominator_may_hear", "support")


class UploadList(FileForm):
    """A list of people as a CSV file."""

    takes = _("A CSV file with a first row of names")
    file = forms.FileField(label=_("The list"), required=False, max_length=200)

    def clean_file(self) -> Any:
        file = super().clean_file()
        if not file:
            raise forms.ValidationError(say("Choose the file"))
        if self.cleaned_data.get("content_type") != "text/csv":
            raise forms.ValidationError(say("Choose a CSV file. In a spreadsheet, use “Save as” and choose CSV"))
        return file
