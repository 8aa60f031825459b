"""What somebody who joins the Forum tells, and what a member chooses."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from programmes.forum.catalogue import Digest
from programmes.nominations.forms import OWN_HINTS, OWN_WORDS, Honey, ReachForm
from programmes.programme.models import Workstream


class _Topics(forms.ModelMultipleChoiceField):
    def label_from_instance(self, workstream: Workstream) -> str:
        return workstream.name


def _topics(label: Any) -> forms.ModelMultipleChoiceField:
    return _Topics(label=label, queryset=Workstream.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
                   help_text=_("Tick nothing to hear of everything."))


class NoteJoin(ReachForm):
    """Staff write down who wants to join, as they told it by phone, by letter or in person."""

    topics = _topics(_("What interests them?"))
    agrees = forms.BooleanField(label=_("They said that they want to join, and agreed that we keep this"),
                                error_messages={"required": _("Ask the person first. Then tick this box")})
    field_order = ("name", "called", "channel", "email", "phone", "address", "area", "topics", "agrees")

    def __init__(self, *args: Any, topics: QuerySet[Workstream], **kwargs: Any) -> None:
        self.offered = topics
        super().__init__(*args, **kwargs)

    def speak_plainly(self) -> None:
        if "topics" in self.fields and not self.offered:
            del self.fields["topics"]
        elif "topics" in self.fields:
            self.fields["topics"].queryset = self.offered      # type: ignore[attr-defined]
        super().speak_plainly()


class Join(Honey, NoteJoin):
    """Somebody joins by themselves."""

    OWN = OWN_WORDS | {"topics": _("What interests you?"),
                       "agrees": _("I want to join, and you may keep what I write here while I am a member")}
    OWN_HINTS = OWN_HINTS
    website = forms.CharField(widget=forms.HiddenInput, required=False)

    def speak_plainly(self) -> None:
        super().speak_plainly()
        self.fields["agrees"].error_messages["required"] = _("We can only keep what you write if you agree. Tick this box to go on")


class Choose(PlainForm):
    """What a member hears of, and how often."""

    digest = forms.ChoiceField(label=_("How often do you want to hear from us?"), choices=Digest.choices, widget=forms.RadioSelect,
                               help_text=_("We write at once only when a plan waits for your answer."))
    topics = _topics(_("What do you want to hear of?"))
    area = forms.CharField(label=_("A place that you care for"), required=False, max_length=200)

    def __init__(self, *args: Any, topics: QuerySet[Workstream], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = topics      # type: ignore[attr-defined]
        if not topics:
            del self.fields["topics"]
        self.speak_plainly()
