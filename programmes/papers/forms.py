"""What may be typed in about papers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON, day_of
from coprod.kit.forms import DayField, Once, PlainForm
from coprod.kit.written import pieces_of
from partners.models import Partner
from partners.people.models import NOTED, Through
from programmes.calls.forms import CopyReady as CallCopyReady
from programmes.meetings.models import AgendaItem, Meeting
from programmes.papers.catalogue import ASKS_LAY, MOST_DAYS, MOST_PIECES, MOST_SIGNS, READ, Form, Kind
from programmes.papers.models import Paper
from programmes.papers.models.comments import MOST


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, partner: Partner) -> str:
        return partner.name


class ItemChoice(forms.ModelChoiceField):
    def label_from_instance(self, item: AgendaItem) -> str:
        return item.title


class PaperForm(Once):
    """A paper: what it is for, what it asks, and its text. The text is the first of its forms; files stand beside it. `seen` is the mark of
    what stood there when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What kind of paper is it?"), choices=Kind, initial=Kind.DISCUSSION)
    title = forms.CharField(label=_("Title"), max_length=160)
    author = PersonChoice(label=_("Who wrote it?"), queryset=Partner.objects.none(), required=False,
                          help_text=_("They are reminded of it, and answer what is said about it."))
    author_name = forms.CharField(label=_("If they are not in the list: who wrote it?"), max_length=120, required=False)
    item = ItemChoice(label=_("For which item of the agenda?"), queryset=AgendaItem.objects.none(), required=False)
    purpose = forms.CharField(label=_("What is it for?"), max_length=300, help_text=_("For example: we choose one of three ways."))
    question = forms.CharField(label=_("Question for lay partners"), max_length=300, required=False,
                               help_text=_("What exactly would you like to hear from them?"))
    no_question_because = forms.CharField(label=_("If there is no question: why not?"), max_length=300, required=False)
    text = forms.CharField(label=_("The text, or a summary of it"), widget=forms.Textarea(attrs={"rows": 20}), help_text=_(
        "Short words and short sentences. A line that begins with # is a heading, with ## a smaller one; with - an entry of a list, "
        "with 1. of a numbered one. An empty line begins a new paragraph."))
    is_confidential = forms.BooleanField(label=_("It is confidential"), required=False, help_text=_(
        "Lay partners read it once they have signed for confidentiality and declared their interests."))

    def __init__(self, *args: Any, meeting: Meeting, people: QuerySet[Partner], asks: bool, paper: Paper | None = None,
                 **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks, self.paper = asks, paper
        self.fields["author"].queryset = people.order_by("name", "pk")      # type: ignore[attr-defined]
        self.fields["item"].queryset = meeting.items.on_it()                # type: ignore[attr-defined]
        if paper and paper.is_out():
            self.fields["what_changed"] = forms.CharField(
                label=_("What is new in it?"), max_length=300, required=False, help_text=_(
                    "If you change what people have read. It becomes a new version, and everybody who is asked to the meeting is told."))
            self.speak_plainly()

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > MOST_SIGNS:
            raise forms.ValidationError(say(
                "The text is too long: it may have %(most)s characters, about fifteen pages. Write a summary here, and put the whole "
                "beside it as a file.") % {"most": f"{MOST_SIGNS:,}"})
        pieces = pieces_of(text)
        if not pieces:
            raise forms.ValidationError(say("Enter the text, or a summary of it. A file alone is not enough."))
        if len(pieces) > MOST_PIECES:
            raise forms.ValidationError(say("The text has too many paragraphs: %(n)d. At most %(most)d can be shown one by one.") % {
                "n": len(pieces), "most": MOST_PIECES})
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("author") and not cleaned.get("author_name") and "author" not in self.errors:
            self.add_error("author", say("Choose who wrote it, or enter a name"))
        if self.asks and cleaned.get("kind") in ASKS_LAY and not cleaned.get("question") and not cleaned.get("no_question_because") and \
                not {"question", "no_question_because"} & set(self.errors):
            self.add_error("question", say("Ask lay partners a question, or say below why there is none"))
        if "what_changed" in self.fields and not self.errors and not cleaned.get("what_changed") and self._reads_anew(cleaned):
            self.add_error("what_changed", say("Say what is new in this version"))
        return cleaned

    def _reads_anew(self, cleaned: dict[str, Any]) -> bool:
        return any(cleaned[name] != getattr(self.paper, name).replace("\r\n", "\n") for name in READ)

    def facts(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in (
            "kind", "title", "author", "author_name", "item", "purpose", "question", "no_question_because", "text", "is_confidential")}
        if found["author"]:
            found["author_name"] = ""
        return found | ({"what_changed": self.cleaned_data["what_changed"]} if "what_changed" in self.fields else {})


def as_typed(paper: Paper) -> dict[str, Any]:
    """A paper as the form shows it."""
    return {"author": paper.author_id, "item": paper.item_id, "seen": paper.stamp()} | {
        name: getattr(paper, name) for name in ("kind", "author_name", "is_confidential", *READ)}


class ReleaseForm(PlainForm):
    """Which drafts go out; the reasons, where they are asked for; for a meeting that was held, the day."""

    papers = forms.ModelMultipleChoiceField(label=_("Which papers go out?"), queryset=Paper.objects.none(),
                                            widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, meeting: Meeting, drafts: Sequence[Paper], due_on: date, asks_log: bool, was_held: bool, at: datetime,
                 log_in_pack: bool, titles: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.due_on, self.at, self.was_held = meeting, due_on, at, was_held
        self.asks_log, self.log_in_pack = asks_log, log_in_pack
        self.fields["papers"].queryset = Paper.objects.filter(pk__in=[each.pk for each in drafts]).order_by("pk")   # type: ignore[attr-defined]
        self.fields["papers"].label_from_instance = lambda paper: titles[paper.pk]      # type: ignore[attr-defined]
        self.fields["papers"].initial = [each.pk for each in drafts]
        if was_held:
            self.fields["out_on"] = DayField(label=_("On which day were they handed out?"))
        if was_held or day_of(at) > due_on:
            self.fields["late_because"] = forms.CharField(
                label=_("Why do they come late?"), max_length=300, required=False,
                help_text=_("Everybody who is asked to the meeting reads it. It stays on the page."))
        if asks_log:
            self.fields["no_log_because"] = forms.CharField(
                label=_("If the log of commitments and challenges is not in the pack: why not?"), max_length=300, required=False,
                help_text=_("It belongs into every pack of this group. The reason stays on the page."))
        self.speak_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on = cleaned.get("out_on") if self.was_held else day_of(self.at)
        if self.was_held and on and on > day_of(self.at):
            self.add_error("out_on", say("Enter a day that has been"))
        if on and on > self.due_on and not cleaned.get("late_because") and "late_because" not in self.errors:
            self.add_error("late_because", say("Say why they come late"))
        if self.asks_log and "papers" in cleaned and not cleaned.get("no_log_because") and not self._has_log(cleaned["papers"]):
            self.add_error("no_log_because", say("Say why the log is not in the pack, or write it as a paper of that kind first"))
        return cleaned

    def _has_log(self, papers: Any) -> bool:
        return self.log_in_pack or any(paper.kind == Kind.LOG for paper in papers)

    def facts(self) -> dict[str, Any]:
        found = {name: self.cleaned_data.get(name) or "" for name in ("late_because", "no_log_because")}
        on = self.cleaned_data.get("out_on")
        return found | ({"out_at": min(self.at, datetime.combine(on, time(12), tzinfo=LONDON))} if on else {})


class BecauseForm(PlainForm):
    because = forms.CharField(label=_("Why?"), max_length=300)


class WithdrawForm(PlainForm):
    because = forms.CharField(label=_("Why is it taken out?"), max_length=300, help_text=_("Everybody who has read it reads this."))


class WantPaperCopy(PlainForm):
    form = forms.ChoiceField(label=_("Which form?"), choices=Form)
    note = forms.CharField(label=_("Which language, or what else?"), required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("form") in (Form.LANGUAGE, Form.OTHER) and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", say("Say which language, or what kind of copy"))
        return cleaned


class CopyReady(CallCopyReady):
    """Where the copy is: on the web, in a file, or only on paper. A file with macros is refused, whatever it is called."""


class CommentForm(PlainForm):
    text = forms.CharField(label=_("What would you say about it?"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 6}),
                           help_text=_("Everybody in the group reads it, with your name. The author answers."))


class NoteCommentForm(PlainForm):
    """The same, as somebody says it by phone, by letter or in person; about one paragraph, or about the whole."""

    who = PersonChoice(label=_("Who says it?"), queryset=Partner.objects.none())
    about = forms.ChoiceField(label=_("About what?"), choices=())
    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)
    text = forms.CharField(label=_("What did they say?"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, people: QuerySet[Partner], places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = people.order_by("name", "pk")     # type: ignore[attr-defined]
        self.fields["about"] = forms.ChoiceField(label=_("About what?"), choices=[("whole", _("The whole paper")), *places])
        self.speak_plainly()


class AnswerForm(PlainForm):
    answer = forms.CharField(label=_("Your answer"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 6}),
                             help_text=_("Whoever said it is told. Everybody in the group reads it."))


class DaysForm(PlainForm):
    days = forms.IntegerField(label=_("How many days before a meeting do papers come?"), min_value=0, max_value=MOST_DAYS,
                              help_text=_("Seven, if the group settles on nothing else. What comes later is marked as late."))
    forms_days = forms.IntegerField(label=_("And how many days before are other forms needed?"), min_value=0, max_value=MOST_DAYS,
                                    help_text=_("Fourteen, as a rule: an interpreter or a printer needs time."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        one, other = cleaned.get("days"), cleaned.get("forms_days")
        if one is not None and other is not None and other < one:
            self.add_error("forms_days", say("Other forms cannot be due later than the papers themselves"))
        return cleaned
