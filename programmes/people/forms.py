"""What may be typed in: what was arranged or why not, a contact as it was, and who looks after somebody."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of, start_of
from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Contact, Partner


class ArrangeForm(PlainForm):
    what = forms.CharField(label=_("What did you arrange?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                           help_text=_("The person reads it, and says whether it works."))


class ImpossibleForm(PlainForm):
    why = forms.CharField(label=_("Why is it not possible?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                          help_text=_("The person reads it. It stays in sight, and they may say that this is not right."))


class InProgramme(PlainForm):
    """Asks in which programme, where there is more than one; else it goes without saying."""

    def __init__(self, *args: Any, programmes: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = programmes
        if len(programmes) > 1:
            self.fields["book"] = forms.ChoiceField(label=_("In which programme?"), initial=programmes[0].ref,
                                                    choices=[(each.ref, each.name) for each in programmes])
            self.order_fields(["book"])
            self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if len(self.programmes) == 1:
            cleaned["book"] = self.programmes[0].ref
        return cleaned


class PostedForm(Once):
    """That a printed pack is in the post: the same paper counts once."""


class ContactForm(Once, InProgramme):
    on = DayField(label=_("On which day?"))
    way = forms.ChoiceField(label=_("How?"), choices=Contact.Way.choices)
    from_them = forms.TypedChoiceField(label=_("Who began it?"), coerce=lambda value: value == "them", initial="us", choices=[
        ("us", _("We contacted them")), ("them", _("They contacted us"))])
    words = forms.CharField(label=_("About what?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("A few words. No medical history: managers of the programme read this."))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["on"].initial = day_of(at)

    def clean_on(self) -> date:
        chosen: date = self.cleaned_data["on"]
        if chosen > day_of(self.at):
            raise forms.ValidationError(say("Choose today or a day before"))
        return chosen

    def when(self) -> datetime:
        """The moment: now for today, else the middle of that day."""
        chosen = self.cleaned_data["on"]
        return self.at if chosen == day_of(self.at) else start_of(chosen).replace(hour=12)

    def facts(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        return {name: self.cleaned_data[name] for name in ("book", "way", "from_them", "words")} | {
            "when": self.when(), "ref": self.cleaned_data["once"]}


class NameContactForm(InProgramme):
    owner = forms.ModelChoiceField(label=_("Who looks after the contact with them?"), queryset=Partner.objects.none())
    hours = forms.CharField(label=_("When can they be reached?"), max_length=100,
                            help_text=_("For example: Monday to Friday, nine to five. The lay partner reads it on each of their pages."))

    def __init__(self, *args: Any, team: QuerySet, **kwargs: Any) -> None:
        """`team` are the roles of today among which a name may be chosen."""
        super().__init__(*args, **kwargs)
        self.team = team
        people = Partner.objects.filter(is_professional=True, pk__in=team.order_by().values("partner")).order_by("name", "pk")
        self.fields["owner"].queryset = people     # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only somebody of the team of that very programme."""
        cleaned = super().clean()
        owner, book = cleaned.get("owner"), cleaned.get("book")
        if owner and book and not self.team.filter(partner=owner, programme__ref=book).exists():
            self.add_error("owner", say("Choose somebody who works for that programme"))
        return cleaned
