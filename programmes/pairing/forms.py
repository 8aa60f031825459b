"""Wishes, the two people of a pair, and the hours that a seat took."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, PlainForm
from partners.models import Partner
from programmes.pairing.catalogue import SEATS
from programmes.pairing.models import Wish
from programmes.pairing.policies import Member, Table
from programmes.programme.forms.facts import not_before
from programmes.programme.models import Workstream

MOST_HOURS = 200
NEITHER = "neither"


class WishesForm(PlainForm):
    """One question for each workstream, one programme after the other."""

    def __init__(self, *args: Any, workstreams: Iterable[Workstream], said: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workstreams = sorted(workstreams, key=lambda each: (each.programme.name, each.position, each.pk))
        several = len({each.programme_id for each in self.workstreams}) > 1
        choices = [*Wish.Value.choices, (NEITHER, say("Neither"))]
        for each in self.workstreams:
            self.fields[each.ref] = forms.ChoiceField(
                label=each.name, choices=choices, initial=said.get(each.pk, NEITHER),
                help_text=f"{each.programme.name}. {each.purpose}" if several else each.purpose,
                widget=forms.RadioSelect, error_messages={"required": say("Choose one answer for “%(name)s”") % {"name": each.name}})
            self.fields[each.ref].nothing = NEITHER         # type: ignore[attr-defined]

    def answers(self) -> list[tuple[Workstream, str]]:
        """What was chosen for each workstream; "" for neither."""
        return [(each, "" if self.cleaned_data[each.ref] == NEITHER else self.cleaned_data[each.ref]) for each in self.workstreams]


def words_for(member: Member) -> str:
    """Somebody in a list to choose from: the name, and what tells most about them in a line."""
    place = f" ({member.partner.area})" if member.partner.area else ""
    return say("%(name)s%(place)s, %(hours)d of %(limit)d hours a month") % {
        "name": member.partner.name, "place": place, "hours": member.person.hours, "limit": member.person.hours_limit}


class AllocateForm(PlainForm):
    """The people for the empty seats of one workstream, chosen among those whom no rule keeps away."""

    first = forms.ChoiceField(label=_("Who is the first lay partner?"), widget=forms.Select)
    second = forms.ChoiceField(label=_("Who is the second lay partner?"), widget=forms.Select, required=False)
    alone_because = forms.CharField(
        label=_("If only one is chosen: why one alone?"), required=False, max_length=300,
        help_text=_("A workstream has two lay partners. An exception needs a reason, and it does not last."))
    hours_a_month = forms.IntegerField(label=_("How many hours a month, with reading?"), min_value=0, max_value=MOST_HOURS,
                                       help_text=_("Each of them agrees to these hours when they say yes."))
    from_on = DayField(label=_("From which day?"))
    until_on = DayField(label=_("Until which day?"), required=False, help_text=_("Leave it empty if there is no end yet."))
    said = forms.CharField(label=_("Why these people?"), required=False, max_length=300, help_text=_(
        "Everyone in the programme can read it."))

    def __init__(self, *args: Any, table: Table, workstream: Workstream, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stream = table.stream[workstream.pk]
        self.members = [each for each in table.members if each.person.id not in stream.serving and not each.why_not(stream)]
        choices = [(each.person.id, words_for(each)) for each in self.members]
        self.fields["first"].choices = [("", say("Choose somebody")), *choices]         # type: ignore[attr-defined]
        self.fields["second"].choices = [("", say("Nobody")), *choices]                 # type: ignore[attr-defined]
        self.joins = bool(stream.serving)
        if self.joins or len(table.empty.get(workstream.pk, [])) < SEATS:
            self.fields["first"].label = say("Who joins?")
            del self.fields["second"]
        if self.joins:
            del self.fields["alone_because"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        not_before(self, "from_on", "until_on", say("The last day must be on or after the first day"))
        if "alone_because" in self.fields and cleaned.get("first"):
            if not cleaned.get("second") and "second" not in self.errors and not cleaned.get("alone_because"):
                if "second" in self.fields:
                    self.add_error("second", say("Choose a second lay partner, or say below why one is alone for now"))
                else:
                    self.add_error("alone_because", say("Say why one lay partner is alone for now"))
            if cleaned.get("first") == cleaned.get("second"):
                self.add_error("second", say("Choose two different people"))
        return cleaned

    def people(self) -> list[Partner]:
        """Those who were chosen."""
        chosen = [self.cleaned_data.get("first"), self.cleaned_data.get("second")]
        by_ref = {each.person.id: each.partner for each in self.members}
        return [by_ref[ref] for ref in chosen if ref]


class TimeSpentForm(PlainForm):
    """One number for each seat that the person held in the month. `met` says in words how long the meetings of each group took at which
    they were, by the group's id."""

    def __init__(self, *args: Any, holdings: Iterable[Any], said: dict[int, int], month: date, met: dict[int, str] | None = None,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holdings = list(holdings)
        for each in self.holdings:
            agreed = say("You agreed to %(n)d hours.") % {"n": each.hours_a_month} if each.hours_a_month else ""
            agreed = " ".join(filter(None, [agreed, (met or {}).get(each.seat.group_id, "")]))
            self.fields[each.ref] = forms.IntegerField(
                label=each.seat.group.name, required=False, min_value=0, max_value=MOST_HOURS, initial=said.get(each.pk), help_text=agreed,
                widget=forms.NumberInput(attrs={"width": "3"}))

    def answers(self) -> list[tuple[Any, int]]:
        """The seats for which a number was given."""
        return [(each, self.cleaned_data[each.ref]) for each in self.holdings if self.cleaned_data[each.ref] is not None]
