"""A recommendation as a page shows it: packages, grid and ladder, rules, and what follows."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programmes.advice.catalogue import LEVELS, PACKAGES, QUESTIONS, Advice, Package, phase_words, rung_words, said
from programmes.advice.pictures import Step, ladder, sentence
from programmes.catalogue import CURRENT, edition


class Following(NamedTuple):
    """Something to set up, why, and the standards of the catalogue that ask for it."""

    what: str
    why: str
    standards: Sequence[str]


class Shown(NamedTuple):
    """Everything that the result page says."""

    advice: Advice
    level: str
    packages: Sequence[Package]
    would_be: Sequence[Package]
    is_honest: bool         # P7: honest engagement, which the page calls nothing else
    cap: str
    because: str
    head: Sequence[str]
    grid: Sequence[Sequence[str]]
    svg: Any
    sentence: str
    follows: Sequence[Following]


def shown(advice: Advice) -> Shown:
    """The recommendation, ready to be printed on a page."""
    binding = next((fired for fired in advice.fired if fired.name == advice.binding), None)
    is_programme = advice.level != "individual"
    steps = [Step(step.phase, step.rung) for step in advice.steps]
    return Shown(
        advice=advice, level=str(LEVELS[advice.level]), packages=[PACKAGES[code] for code in advice.packages],
        would_be=[PACKAGES[code] for code in advice.would_be if code != "P7"], is_honest=advice.packages == ["P7"],
        cap=rung_words(advice.cap) if advice.cap and is_programme else "", because=binding.sentence if binding else "",
        head=[_("Phase"), _("Mode: how people work together"), _("Rung"), _("What holds it there"), _("What the next rung needs")],
        grid=_grid(advice), svg=ladder(steps, cap=advice.cap) if is_programme else "", sentence=sentence(steps),
        follows=[Following(str(each.what), str(each.why), [_standard(code) for code in each.standards]) for each in advice.follows])


def _grid(advice: Advice) -> list[list[str]]:
    """A row a phase, as `{% table_of %}` takes it."""
    reasons = {fired.name: fired.sentence for fired in advice.fired}
    rows = []
    for step in advice.steps:
        held = reasons[step.binding] if step.binding else _("The answers about this phase.")
        rows.append([phase_words(step.phase), step.mode, rung_words(step.rung), held,
                     " ".join(step.change) or _("These rules offer no further rung for this phase.")])
    return rows


def _standard(code: str) -> str:
    return _("%(code)s %(name)s") % {"code": code, "name": edition(CURRENT).standard(code).short}


def told(answers: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Every question with its answer in words: (code, question, answer)."""
    return [(each.code, str(each.text), said(each, answers)) for each in QUESTIONS]
