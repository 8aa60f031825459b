"""The thirteen questions as a form: all of them, or some. Clean answers come out as the rules take them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from coprod.kit.forms import PlainForm
from programmes.advice.catalogue import PARTS, Question, question


def parts_of(code: str) -> tuple[str, ...]:
    """The codes that are asked together with question `code`: question 8 has two parts."""
    return tuple(part.code for part in PARTS if part.code.partition("_")[0] == code)


def label_of(part: Question) -> str:
    """The question with its number, as it stands above the answers."""
    number, _sign, second = part.code[1:].partition("_")
    return str(part.text) if second else _("%(number)s. %(question)s") % {"number": number, "question": part.text}


class Answers(PlainForm):
    """Some of the questions, or all: `only` names the codes of those that are asked here."""

    def __init__(self, data: Any = None, *, only: Sequence[str] = (), answers: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=as_typed(answers or {}))
        for part in PARTS:
            if not only or part.code in only:
                self.fields[part.code] = _field(part)
        self.speak_plainly()

    def answers(self) -> dict[str, Any]:
        """What was answered, as the rules take it; only of a valid form."""
        return {code: value == "true" if question(code).kind == "flag" else value for code, value in self.cleaned_data.items()}


def _field(part: Question) -> forms.Field:
    choices = [(option.code, option.label) for option in part.options]
    if part.kind == "many":
        return forms.MultipleChoiceField(label=label_of(part), help_text=part.help, choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(label=label_of(part), help_text=part.help, choices=choices, widget=forms.RadioSelect)


def as_typed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a form shows them: a yes or no by its words."""
    return {code: str(value).lower() if isinstance(value, bool) else value for code, value in answers.items()}


def carried(data: Any) -> dict[str, Any]:
    """The answers among what a page sent along, as far as they are answers; anything else is left behind."""
    found: dict[str, Any] = {}
    for part in PARTS:
        sent = [code for code in part.codes if code in data.getlist(part.code)]
        if sent:
            found[part.code] = sent if part.kind == "many" else sent[0] == "true" if part.kind == "flag" else sent[0]
    return found


def as_sent(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values for the hidden fields that take answers along to the next page."""
    pairs = []
    for code, value in as_typed(answers).items():
        pairs += [(code, each) for each in (value if isinstance(value, list) else [value])]
    return pairs


# --- answers in an address, made only when somebody asks for a link -------------------------------------------------------
EDITION = "1"       # raise it when a question or its options change, so that no old link is read wrongly


def as_link(answers: Mapping[str, Any]) -> str:
    """Complete answers as a short text: an edition, then one sign a question. Ticks are added up: 1, 2, 4, 8."""
    signs = []
    for part in PARTS:
        value = answers[part.code]
        chosen = value if isinstance(value, list) else [str(value).lower() if isinstance(value, bool) else value]
        places = [part.codes.index(code) for code in chosen]
        signs.append(f"{sum(2 ** place for place in places):x}" if part.kind == "many" else str(places[0] + 1))
    return f"{EDITION}-{''.join(signs)}"


def from_link(text: str) -> dict[str, Any] | None:
    """The answers that such a text carries; None for anything else."""
    edition, _sign, signs = text.partition("-")
    if edition != EDITION or len(signs) != len(PARTS) or not set(signs) <= set("0123456789abcdef"):
        return None
    found: dict[str, Any] = {}
    for part, sign in zip(PARTS, signs, strict=True):
        number, count = int(sign, 16), len(part.codes)
        if not 1 <= number < (2 ** count if part.kind == "many" else count + 1):
            return None
        code = part.codes[number - 1] if part.kind != "many" else ""
        found[part.code] = [each for place, each in enumerate(part.codes) if number >> place & 1] if part.kind == "many" else (
            code == "true" if part.kind == "flag" else code)
    return found
