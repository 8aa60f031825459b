"""What a number wanted in the Forum may speak of, how a wanted number and a shown one compare, and the terms of the wing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from partners.equality.catalogue import NO_ANSWER, QUESTION, QUESTIONS, stands_for

PLACE, GROUP = "place", "group"         # beside the questions about oneself: where people live, and groups that are counted by hand
SUBJECTS = {question.name: question.subject for question in QUESTIONS} | {PLACE: _("Place"), GROUP: _("Group")}
BY_NAME = (PLACE, GROUP)
MOST_WANTED = 999
YEAR_DAYS = 365                         # a comparison is due a year after the last one
CO_CHAIR_WORKING_DAYS = 5
WINDOWS = (30, 60, 90)                  # days in which terms end (NT45)


class Verdict(TextChoices):
    ENOUGH = "enough", _("Reached")
    SHORT = "short", _("Falls short")
    PERHAPS = "perhaps", _("May fall short: the number is hidden or rounded")
    UNKNOWN = "unknown", _("Not known: too few people, or not counted")


TONES = {Verdict.ENOUGH: "done", Verdict.SHORT: "gap", Verdict.PERHAPS: "concern", Verdict.UNKNOWN: "not_started"}


def answers_to_aim_at() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every answer that a number may be wanted for, question by question, as choices of a form."""
    return [(str(question.subject), [(f"{question.name}:{value}", str(label)) for value, label in question.answers.choices
                                     if value != NO_ANSWER]) for question in QUESTIONS]


def name_of(dimension: str, value: str) -> str:
    """ "Age: 16 to 24", "Place: Westmere", "Group: carers". """
    said = value if dimension in BY_NAME else str(QUESTION[dimension].answers(value).label)
    return f"{SUBJECTS[dimension]}: {said}"


def verdict(wanted: int, shown: str) -> Verdict:
    """What may be said from the shown number alone: a verdict from the true one would give it away."""
    if not shown:
        return Verdict.UNKNOWN
    fewest, most = stands_for(shown)
    return Verdict.ENOUGH if fewest >= wanted else Verdict.SHORT if most < wanted else Verdict.PERHAPS
