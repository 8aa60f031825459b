"""Answers side by side, and the chosen type beside what was recommended."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programmes.advice.catalogue import PACKAGES, QUESTIONS, phase_words, rung_words, said
from programmes.advice.pictures import Step, ladder, sentence
from programmes.choosing.models import Choice, Phase, Sheet, Side
from programmes.programme.telling import named


class Compared(NamedTuple):
    """One question: what each side said, and whether they differ."""

    code: str
    question: str
    answers: Sequence[str]
    differs: bool


def side_by_side(sheets: Sequence[Sheet]) -> list[Compared]:
    """Every question with the answer of each sheet, in the order of the sheets."""
    found = []
    for question in QUESTIONS:
        words = [said(question, sheet.answers) for sheet in sheets]
        found.append(Compared(question.code, str(question.text), words, len(set(words)) > 1))
    return found


def differing(rows: Iterable[Compared]) -> list[str]:
    """The codes of the questions that were not answered alike."""
    return [each.code for each in rows if each.differs]


def who(sheet: Sheet, *, names: bool) -> str:
    """Whose answers: by name, or without `names` by the side alone."""
    role = "PM" if sheet.side == Side.MANAGER else "FND"
    return named(sheet.partner, names=names, role=role)


def heads(sheets: Iterable[Sheet], *, names: bool) -> list[str]:
    return [who(sheet, names=names) for sheet in sheets]


def views_of(choice: Choice, *, names: bool) -> list[tuple[str, Any, str, Any]]:
    """Who said what about the choice: who, yes or no in words, the text, the moment."""
    return [(named(view.partner, names=names, role="FND"), view.get_value_display(), view.text, view.at)
            for view in sorted(choice.views.all(), key=lambda view: view.at)]


def named_packages(codes: Iterable[str]) -> str:
    """"P3 Service co-design; P4 Co-delivery with peer support"."""
    return "; ".join(f"{code} {PACKAGES[code].name}" for code in codes)


class Chosen(NamedTuple):
    """A choice as a page shows it: who chose what, each phase as a picture, in a sentence and in a table, and what leaders say."""

    choice: Choice
    packages: str
    by: str
    rows: list[list[Any]]
    svg: Any
    sentence: str
    views: list[tuple[str, Any, str, Any]]


def chosen(choice: Choice, *, names: bool) -> Chosen:
    """Of a choice with its phases and views at hand; without `names`, lay partners are named by their role."""
    steps = [Step(phase.name, phase.rung) for phase in sorted(choice.phases.all(), key=lambda phase: phase.position)]
    return Chosen(choice, named_packages(choice.packages), named(choice.by, names=names, role="PM"), phase_rows(choice),
                  ladder(steps) if steps else "", sentence(steps), views_of(choice, names=names))


def phase_rows(choice: Choice) -> list[list[Any]]:
    """A row a phase, as `{% table_of %}` takes it: what was planned, and what happened."""
    return [[phase_words(phase.name), phase.mode, rung_words(phase.rung), _happened(phase)]
            for phase in sorted(choice.phases.all(), key=lambda phase: phase.position)]


def _happened(phase: Phase) -> str:
    if phase.actual_rung is None:
        return _("Not compared yet")
    return f"{rung_words(phase.actual_rung)}. {phase.what_happened}".strip()
