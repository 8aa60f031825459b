"""What may be typed in about support for a meeting."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import Once, PlainForm
from partners.models import Need, Partner
from partners.people.models import NOTED, Through

HOW = [(each.value, each.label) for each in NOTED]


class BookForm(PlainForm):
    what = forms.CharField(label=_("What did you book?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_(
        "With whom, and for when. The person reads it, and says whether it is right."))


class ImpossibleForm(PlainForm):
    why = forms.CharField(label=_("Why is it not possible this time?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                          help_text=_("The person reads it. It stays missing until they say that they come without it."))


class AskForm(Once):
    words = forms.CharField(label=_("What would help you at this meeting?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("Say it as an instruction, like “A chair near the door”. You need not say why."))
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Need.Kind.choices, widget=forms.RadioSelect)


class AskForSomebody(AskForm):
    """The same, as somebody asks by phone, by letter or in person."""

    field_order = ("partner",)
    partner = forms.ModelChoiceField(label=_("Who asks for it?"), queryset=Partner.objects.none(), to_field_name="ref")
    through = forms.ChoiceField(label=_("How did they say it?"), choices=HOW, initial=Through.PHONE)

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = people.order_by("name", "pk")     # type: ignore[attr-defined]


class SayForm(PlainForm):
    """The person's word, out of those that fit now."""

    WORDS = {"confirm": _("Yes, it is right"), "deny": _("No, it is not right"), "do_without": _("I come without it"),
             "drop": _("I do not need it this time"), "ask_again": _("I need it after all")}

    move = forms.ChoiceField(label=_("What do you say?"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("If it is not right: what is wrong, or what would help?"), max_length=300, required=False,
                          widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Who books it reads this, and tries again."))

    def __init__(self, *args: Any, moves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = [(move, words) for move, words in self.WORDS.items() if move in moves]    # type: ignore[attr-defined]
        if "deny" not in moves:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("move") == "deny" and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", say("Enter what is wrong, or what would help"))
        if cleaned.get("move") != "deny":
            cleaned["why"] = ""
        return cleaned


class NoteSayForm(SayForm):
    through = forms.ChoiceField(label=_("How did they say it?"), choices=HOW, initial=Through.PHONE)
