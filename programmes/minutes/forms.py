"""What may be typed in about minutes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.meetings.models import AgendaItem
from programmes.minutes.catalogue import SHORTEST_PASSAGE, How, Kind, Reason
from programmes.minutes.models import TEXTS, MinuteLine, StruckOut

VOTES = ("votes_for", "votes_against", "votes_none")
TYPED = ("kind", "words", "who", "who_name", "due_on", "how", *VOTES, "options", "dissent", "discussion_only_because")


def _few_rows(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LineForm(Once):
    """One line. `facts` gives what an action takes. Who had too few lay members there says why they decided all the same."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind, initial=Kind.TEXT)
    words = forms.CharField(label=_("What should be kept?"), max_length=10_000, widget=_few_rows(5))
    who = forms.ModelChoiceField(label=_("Who does it, or who raised it?"), queryset=Partner.objects.none(), required=False)
    who_name = forms.CharField(label=_("Or another name"), max_length=120, required=False)
    due_on = DayField(label=_("By which day?"), required=False)
    how = forms.ChoiceField(label=_("How was it decided?"), choices=[("", ""), *How.choices], required=False)
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=999, required=False)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, max_value=999, required=False)
    votes_none = forms.IntegerField(label=_("Did not vote"), min_value=0, max_value=999, required=False)
    options = forms.CharField(label=_("What else was considered?"), max_length=2000, required=False, widget=_few_rows(3))
    dissent = forms.CharField(label=_("Does a lay partner not agree, and wish that it stands here?"), max_length=2000, required=False,
                              widget=_few_rows(3), help_text=_("Who, and why, in their own words. Only if they ask for it."))
    discussion_only_because = forms.CharField(label=_("Too few lay members are there: why do you decide all the same?"), max_length=300,
                                              required=False)

    def __init__(self, *args: Any, people: Sequence[Partner], needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_reason = needs_reason
        who: Any = self.fields["who"]
        who.queryset = Partner.objects.filter(pk__in=[each.pk for each in people]).order_by("name", "pk")
        who.to_field_name = "ref"
        who.label_from_instance = lambda person: person.shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, how = cleaned.get("kind"), cleaned.get("how")
        if cleaned.get("who") and cleaned.get("who_name"):
            self.add_error("who_name", say("Choose somebody or enter a name, not both"))
        if kind == Kind.DECISION and not how and "how" not in self.errors:
            self.add_error("how", say("Choose how it was decided"))
        if how == How.VOTE and kind == Kind.DECISION and (cleaned.get("votes_for") is None or cleaned.get("votes_against") is None):
            self.add_error("votes_for", say("Enter the votes for and the votes against"))
        if how != How.VOTE and any(cleaned.get(name) is not None for name in VOTES):
            self.add_error("votes_for", say("Choose “By a vote”, or leave the votes empty"))
        if self.needs_reason and kind == Kind.DECISION and how in (How.AGREED, How.VOTE) and not cleaned.get("discussion_only_because"):
            self.add_error("discussion_only_because", say(
                "Say why you decide with so few lay members, or choose “Put off”, or keep it as what was said"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TYPED}


class ChangeLineForm(LineForm):
    """The same for a line that is there, with the version that was seen. It may move to another item."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    item = forms.ModelChoiceField(label=_("To which item does it belong?"), queryset=AgendaItem.objects.none(), required=False)

    def __init__(self, *args: Any, line: MinuteLine, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields.pop("once")
        item: Any = self.fields["item"]
        item.queryset = AgendaItem.objects.filter(pk__in=[each.pk for each in items]).order_by("position", "pk")
        item.to_field_name = "ref"
        item.label_from_instance = lambda each: each.title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        struck = StruckOut.objects.filter(line=self.line, lifted_at__isnull=True)
        if not self.errors and any(not any(each.stands_in(cleaned[name]) for name in TEXTS) for each in struck):
            self.add_error("words", say("Words that are struck out must stay as they are. Let them be read again first"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"item": self.cleaned_data["item"]}


def as_typed(line: MinuteLine) -> dict[str, Any]:
    """A line as the form shows it."""
    return {**{name: getattr(line, name) for name in TYPED}, "who": line.who and line.who.ref, "item": line.item and line.item.ref,
            "version": line.version}


class TakerForm(PlainForm):
    taker = forms.ModelChoiceField(label=_("Who takes the minutes?"), queryset=Partner.objects.none(), required=False,
                                   help_text=_("Those who lead the group can always write too. Leave it empty to take the name away."))

    def __init__(self, *args: Any, people: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taker: Any = self.fields["taker"]
        taker.queryset = Partner.objects.filter(pk__in=[each.pk for each in people]).order_by("name", "pk")
        taker.to_field_name = "ref"
        taker.label_from_instance = lambda person: person.shown


class StrikeOutForm(PlainForm):
    passage = forms.CharField(label=_("Which words?"), max_length=1000, widget=_few_rows(3), help_text=_(
        "Copy them from the line. Wherever they stand in these minutes, others see a bar."))
    reason = forms.ChoiceField(label=_("What are they about?"), choices=Reason, help_text=_("This is said in their place."))

    def __init__(self, *args: Any, line: MinuteLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line

    def clean_passage(self) -> str:
        passage = " ".join(self.cleaned_data["passage"].split())
        if len(passage) < SHORTEST_PASSAGE:
            raise forms.ValidationError(say("Enter at least two letters"))
        if not any(StruckOut(passage=passage).stands_in(getattr(self.line, name)) for name in TEXTS):
            raise forms.ValidationError(say("These words do not stand in the line. Copy them from it as they are."))
        return passage


class CorrectionForm(Once):
    line = forms.ModelChoiceField(label=_("Which line?"), queryset=MinuteLine.objects.none(), required=False,
                                  help_text=_("Leave it empty if something is missing."))
    text = forms.CharField(label=_("What should be put right?"), max_length=2000, widget=_few_rows(5))

    def __init__(self, *args: Any, lines: Sequence[tuple[MinuteLine, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line: Any = self.fields["line"]
        line.queryset = MinuteLine.objects.filter(pk__in=[each.pk for each, _words in lines])
        line.to_field_name = "ref"
        names = {each.pk: words for each, words in lines}
        line.label_from_instance = lambda each: names.get(each.pk, "")


class AnswerCorrectionForm(PlainForm):
    accept = forms.ChoiceField(label=_("Do you take it up?"), choices=[("yes", _("Yes")), ("no", _("No"))])
    words = forms.CharField(label=_("How does the line read now?"), max_length=10_000, required=False, widget=_few_rows(5))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(label=_("What do you say to who asked?"), max_length=500, required=False,
                             help_text=_("If you do not take it up, say why. All who read the draft read it."))

    def __init__(self, *args: Any, line: MinuteLine | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        if line is None:
            self.fields.pop("words")
            self.fields.pop("version")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("accept") == "no" and not cleaned.get("answer"):
            self.add_error("answer", say("Say why you do not take it up"))
        words = cleaned.get("words")
        if self.line and cleaned.get("accept") == "yes" and words:
            others = {name: getattr(self.line, name) for name in TEXTS} | {"words": words}
            struck = StruckOut.objects.filter(line=self.line, lifted_at__isnull=True)
            if any(not any(each.stands_in(others[name]) for name in TEXTS) for each in struck):
                self.add_error("words", say("Words that are struck out must stay as they are. Let them be read again first"))
        return cleaned


class OfRound(forms.Form):
    """With the round of the draft that was read, hidden: a yes counts for no other words."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class SayForm(OfRound, PlainForm):
    """The lay side's word on a draft."""

    is_right = forms.ChoiceField(label=_("Are the minutes right?"), choices=[
        ("yes", _("Yes, they are right")), ("no", _("No, something is wrong"))])
    text = forms.CharField(label=_("What is wrong?"), max_length=2000, required=False, widget=_few_rows(4), help_text=_(
        "Only if you say no. Your words stay, and somebody must answer them."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_right") == "no" and not cleaned.get("text"):
            self.add_error("text", say("Say what is wrong"))
        return cleaned


class Told(forms.Form):
    """Who said it, and how; for staff who write it down."""

    told_by = forms.ModelChoiceField(label=_("Who told you?"), queryset=Partner.objects.none())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)

    def let_choose(self, people: Any) -> None:
        person: Any = self.fields["told_by"]
        person.queryset, person.to_field_name = people, "ref"
        person.label_from_instance = lambda each: each.name


class NoteForm(Told, OfRound, Once):
    """What somebody says to a draft: that it is right, that it is not, or what should be put right."""

    what = forms.ChoiceField(label=_("What do they say?"), choices=[
        ("yes", _("The minutes are right")), ("no", _("The minutes are not right")), ("correction", _("Please put something right"))])
    text = forms.CharField(label=_("In their words"), max_length=2000, required=False, widget=_few_rows(4))
    field_order = ("told_by", "through", "what", "text")

    def __init__(self, *args: Any, people: Any, confirmers: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confirmers = confirmers
        self.let_choose(people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        what, person = cleaned.get("what"), cleaned.get("told_by")
        if what in ("no", "correction") and not cleaned.get("text"):
            self.add_error("text", say("Enter what they say"))
        if what in ("yes", "no") and person and person not in self.confirmers:
            self.add_error("what", say("The yes of this person is not needed. Choose “Please put something right”"))
        return cleaned


class AnswerNoForm(PlainForm):
    answer = forms.CharField(label=_("What do you answer?"), max_length=2000, widget=_few_rows(4), help_text=_(
        "Put right in the lines what is wrong, then say it here. Who said no is asked to look again."))


class OpenForm(PlainForm):
    """The group's decision that everybody may read its minutes."""

    decided_on = DayField(label=_("When did the group decide it?"))
    decided = forms.CharField(label=_("What did the group decide?"), max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> date:
        on: date = self.cleaned_data["decided_on"]
        if on > self.today:
            raise forms.ValidationError(say("The day of the decision cannot lie ahead"))
        return on


class NoteOpenForm(Told, OpenForm):
    """The same, as somebody of the lay side told it."""

    field_order = ("told_by", "through", "decided_on", "decided")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose(people)


class JudgeForm(PlainForm):
    is_done = forms.ChoiceField(label=_("Is it done?"), choices=[("yes", _("Yes, it is done")), ("no", _("No, not yet"))])
    text = forms.CharField(label=_("What is missing?"), max_length=500, required=False, help_text=_("Only if you say no."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_done") == "no" and not cleaned.get("text"):
            self.add_error("text", say("Say what is missing"))
        return cleaned


class NoteJudgeForm(Told, JudgeForm):
    field_order = ("told_by", "through", "is_done", "text")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose(people)


class CallForm(PlainForm):
    wants = forms.ChoiceField(label=_("Would you like a call?"), choices=[("yes", _("Yes, please call me")), ("no", _("No, thank you"))])


class NoteCallForm(PlainForm):
    wants = forms.ChoiceField(label=_("Would they like a call?"), choices=[("yes", _("Yes, please call")), ("no", _("No, thank you"))])
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)

