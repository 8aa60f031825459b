"""What may be typed in about plans."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import DayField, Once, PlainForm
from coprod.kit.scanning import found_in, refusal_of
from coprod.kit.written import pieces_of
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.calls.forms import CopyReady
from programmes.decisions.models import DecisionRecord
from programmes.papers.catalogue import Form
from programmes.plans.catalogue import MOST_PIECES, MOST_SIGNS, Says, Wish
from programmes.plans.models import Plan
from programmes.programme.models import Workstream
from programmes.stages.models import Stage

NOBODY = Partner.objects.none
WRITTEN = ("mark", "title", "purpose", "text", "fixed", "decide_on")


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _how() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED], initial=Through.PHONE)


class StreamChoice(forms.ModelChoiceField):
    def label_from_instance(self, stream: Workstream) -> str:
        return stream.name


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Partner) -> str:
        return person.name


class DecisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, decision: DecisionRecord) -> str:
        return f"{decision.title}: {decision.get_state_display()}"


class StageChoice(forms.ModelChoiceField):
    def label_from_instance(self, stage: Stage) -> str:
        return stage.title()


class PlanForm(Once):
    """A plan as it is started: `points` is what can still change, one in each line."""

    paper = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    workstream = StreamChoice(label=_("Which workstream’s plan is it?"), queryset=Workstream.objects.none())
    mark = forms.CharField(label=_("Short name"), max_length=20, help_text=_("For example PL4. People say it at meetings."))
    title = forms.CharField(label=_("Title"), max_length=160)
    purpose = forms.CharField(label=_("What is it for?"), max_length=300, help_text=_("One sentence that everybody understands."))
    text = forms.CharField(label=_("The text"), widget=forms.Textarea(attrs={"rows": 20}), help_text=_(
        "Short words and short sentences. A line that begins with # is a heading, with ## a smaller one; with - an entry of a list, "
        "with 1. of a numbered one. An empty line begins a new paragraph."))
    fixed = forms.CharField(label=_("What cannot change any more, and why?"), max_length=2000, widget=_area(), required=False)
    decide_on = DayField(label=_("When is it to be decided?"), required=False)
    points = forms.CharField(label=_("What can still change?"), max_length=6000, widget=_area(5), required=False, help_text=_(
        "One point in each line, as a question. The Forum answers them. You can add more later."))

    def __init__(self, *args: Any, streams: QuerySet[Workstream], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workstream"].queryset = streams.order_by("position", "pk")      # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return checked_text(self.cleaned_data["text"])

    def clean_points(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["points"].split("\n")]
        found = list(dict.fromkeys(line.removeprefix("- ").strip() for line in lines if line))
        if any(len(line) > 500 for line in found):
            raise forms.ValidationError(say("One of the points is too long. Each may have 500 characters."))
        return found

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WRITTEN}


class ChangePlanForm(PlainForm):
    """Another text, or other facts. `seen` is the version that stood there when it was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    mark, title, purpose = (PlanForm.base_fields[name] for name in ("mark", "title", "purpose"))
    text, fixed, decide_on = (PlanForm.base_fields[name] for name in ("text", "fixed", "decide_on"))
    what_changed = forms.CharField(label=_("What is new in it?"), max_length=300, required=False, help_text=_(
        "If you change the text: it becomes a new version, and this stands beside it."))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_text(self) -> str:
        return checked_text(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["what_changed"] and cleaned["text"] != self.plan.text:
            self.add_error("what_changed", say("Say what is new in this version"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*WRITTEN, "what_changed")}


def checked_text(text: str) -> str:
    """The text with plain ends of lines. Raises ValidationError if nobody could read it."""
    text = text.replace("\r\n", "\n")
    if len(text) > MOST_SIGNS:
        raise forms.ValidationError(say("The text is too long: it may have %(most)s characters, about twenty pages.") % {
            "most": f"{MOST_SIGNS:,}"})
    pieces = pieces_of(text)
    if not pieces:
        raise forms.ValidationError(say("Enter the text of the plan. A title alone cannot be answered."))
    if len(pieces) > MOST_PIECES:
        raise forms.ValidationError(say("The text has too many paragraphs: %(n)d. At most %(most)d can be answered one by one.") % {
            "n": len(pieces), "most": MOST_PIECES})
    return text


class PointForm(PlainForm):
    text = forms.CharField(label=_("What can still change?"), max_length=500, widget=_area(3),
                           help_text=_("As a question, in plain words."))


class SettleForm(PlainForm):
    settled = forms.CharField(label=_("How was it settled?"), max_length=500, widget=_area(3), help_text=_("Everybody reads this."))


class WithdrawForm(PlainForm):
    because = forms.CharField(label=_("Why is it withdrawn?"), max_length=300, widget=_area(3), help_text=_("Whoever read it reads this."))


# --- the plain summary --------------------------------------------------------------------------------------------------

class SummaryForm(Once):
    text = forms.CharField(label=_("The plan in plain words"), max_length=6000, widget=_area(12), help_text=_(
        "One page. What is the plan? What changes for people? What can still change? A lay partner who did not write it says whether it is "
        "clear."))


class SayForm(Once):
    value = forms.ChoiceField(label=_("Is it clear?"), choices=Says)
    text = forms.CharField(label=_("If not: what is not clear?"), required=False, max_length=2000, widget=_area())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("value") == Says.NO and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", say("Say what is not clear"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        return {"value": self.cleaned_data["value"], "text": self.cleaned_data["text"], "ref": self.cleaned_data["once"]}


class NoteSayForm(SayForm):
    """The same, as a lay partner says it to somebody who writes it down."""

    who = Person(label=_("Who said it?"), queryset=NOBODY())
    through = _how()
    field_order = ("who", "through", "value", "text")

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")     # type: ignore[attr-defined]


class AnswerForm(PlainForm):
    answer = forms.CharField(label=_("Your answer"), max_length=2000, widget=_area(5), help_text=_(
        "It stands beside what they said. If the words have to change, write another summary instead."))


# --- beside it ----------------------------------------------------------------------------------------------------------

class CopyForm(CopyReady):
    """Another form of the plan, with the link or the file."""

    form = forms.ChoiceField(label=_("Which form?"), choices=Form)
    note = forms.CharField(label=_("Which language, or what else?"), required=False, max_length=100)
    field_order = ("form", "note", "link", "file", "on_paper")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("form") in (Form.LANGUAGE, Form.OTHER) and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", say("Say which language, or what kind of copy"))
        return cleaned


class ThankForm(PlainForm):
    people = forms.ModelMultipleChoiceField(label=_("Who helped with it?"), queryset=NOBODY(), widget=forms.CheckboxSelectMultiple,
                                            help_text=_("Each of them is asked whether they wish to be named."))

    def __init__(self, *args: Any, people: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people.order_by("name", "pk")      # type: ignore[attr-defined]
        self.fields["people"].label_from_instance = lambda person: person.name      # type: ignore[attr-defined]


class WishForm(PlainForm):
    wish = forms.ChoiceField(label=_("How would you like to be thanked?"), choices=Wish, widget=forms.RadioSelect)


class NoteWishForm(PlainForm):
    """The same, as they say it to somebody who writes it down."""

    through = _how()
    wish = forms.ChoiceField(label=_("How would they like to be thanked?"), choices=Wish, widget=forms.RadioSelect)


# --- deciding and after -------------------------------------------------------------------------------------------------

class LinkForm(PlainForm):
    decision = DecisionChoice(label=_("Which decision is about it?"), queryset=DecisionRecord.objects.none(), required=False)

    def __init__(self, *args: Any, decisions: QuerySet[DecisionRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions        # type: ignore[attr-defined]


class LetForm(PlainForm):
    because = forms.CharField(label=_("Why may it stand there?"), max_length=300, widget=_area(3), help_text=_(
        "For example: it is the number of an office, not of a person."))


def _open_text(text: str) -> str:
    """What everybody will read at once. Raises ValidationError with what may lead to a person."""
    if refusal := refusal_of(found_in(text)):
        raise forms.ValidationError(refusal)
    return text


class DeliverForm(PlainForm):
    text = forms.CharField(label=_("Who delivers it, and from when?"), max_length=2000, widget=_area(),
                           help_text=_("Everybody reads this."))

    def clean_text(self) -> str:
        return _open_text(self.cleaned_data["text"])


class ReviewForm(PlainForm):
    text = forms.CharField(label=_("What came of it?"), max_length=4000, widget=_area(6), help_text=_(
        "What changed for people, what did not, and what happens next. Everybody reads this."))

    def clean_text(self) -> str:
        return _open_text(self.cleaned_data["text"])


class TieForm(PlainForm):
    forum_stage = StageChoice(label=_("Which run of stage 9, the Forum round, is the plan’s?"), queryset=Stage.objects.none(),
                              required=False)
    decision_stage = StageChoice(label=_("Which run of stage 10, deciding and publishing?"), queryset=Stage.objects.none(),
                                 required=False)

    def __init__(self, *args: Any, forum: QuerySet[Stage], decision: QuerySet[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum_stage"].queryset = forum             # type: ignore[attr-defined]
        self.fields["decision_stage"].queryset = decision       # type: ignore[attr-defined]
