"""The decision aid as data: questions, rules, packages, and the one function that puts them together. Pure: no database.

Read it in `questions` (what is asked), `rules` (what the answers lead to) and `packages` (what may come out);
`kinds` says what a question and a rule are made of, `advising` goes through the rules in their order.
"""

from programmes.advice.catalogue.advising import Advice, Fired, PhaseAdvice, advise, as_schema, mistakes
from programmes.advice.catalogue.kinds import Follow, Given, Option, Question, Rule
from programmes.advice.catalogue.packages import (
    LEVELS,
    PACKAGES,
    PHASES,
    RUNGS,
    Package,
    Phase,
    modes,
    phase_words,
    rung_words,
)
from programmes.advice.catalogue.questions import PARTS, QUESTIONS, SELDOM_HEARD, question, said
from programmes.advice.catalogue.rules import RULES, WISHES

__all__ = [
    "LEVELS", "PACKAGES", "PARTS", "PHASES", "QUESTIONS", "RULES", "RUNGS", "SELDOM_HEARD", "WISHES",
    "Advice", "Fired", "Follow", "Given", "Option", "Package", "Phase", "PhaseAdvice", "Question", "Rule",
    "advise", "as_schema", "mistakes", "modes", "phase_words", "question", "rung_words", "said",
]
