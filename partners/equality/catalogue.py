"""The questions about oneself with their answers, and how small a number may be before it is hidden (practice.md A9, part g; R13)."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SMALLEST_BASE = 10      # of fewer people nothing is told at all
HIDDEN_UP_TO = 7        # 1 to 7 is shown as a star
STEP = 5                # all else to the nearest 5
STAR = "*"
NO_ANSWER = "prefer_not"


class Age(TextChoices):
    A16 = "16-24", _("16 to 24")
    A25 = "25-34", _("25 to 34")
    A35 = "35-44", _("35 to 44")
    A45 = "45-54", _("45 to 54")
    A55 = "55-64", _("55 to 64")
    A65 = "65-74", _("65 to 74")
    A75 = "75-84", _("75 to 84")
    A85 = "85", _("85 or over")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Sex(TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Ethnic(TextChoices):
    ASIAN = "asian", _("Asian or Asian British")
    BLACK = "black", _("Black, African, Caribbean or Black British")
    MIXED = "mixed", _("Mixed or multiple ethnic groups")
    WHITE = "white", _("White")
    ANOTHER = "another", _("Another ethnic group")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Health(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Religion(TextChoices):
    NONE = "none", _("No religion")
    CHRISTIAN = "christian", _("Christian")
    BUDDHIST = "buddhist", _("Buddhist")
    HINDU = "hindu", _("Hindu")
    JEWISH = "jewish", _("Jewish")
    MUSLIM = "muslim", _("Muslim")
    SIKH = "sikh", _("Sikh")
    ANOTHER = "another", _("Another religion")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Carer(TextChoices):
    NO = "no", _("No")
    C1 = "1-19", _("Yes, 1 to 19 hours a week")
    C20 = "20-49", _("Yes, 20 to 49 hours a week")
    C50 = "50", _("Yes, 50 hours a week or more")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Work(TextChoices):
    EMPLOYED = "employed", _("Of working age, in paid work")
    NOT_EMPLOYED = "not_employed", _("Of working age, not in paid work")
    STUDENT = "student", _("A student")
    PENSION = "pension", _("Over pension age")
    PREFER_NOT = NO_ANSWER, _("Prefer not to say")


class Question(NamedTuple):
    """One question: the name of its column, what is asked of a person, and what the subject is called beside a number."""

    name: str
    asks: Promise
    subject: Promise
    answers: type[TextChoices]


QUESTIONS = (
    Question("age", _("How old are you?"), _("Age"), Age),
    Question("sex", _("What is your sex?"), _("Sex"), Sex),
    Question("ethnic", _("What is your ethnic group?"), _("Ethnic group"), Ethnic),
    Question("health", _("Do you have a health condition or illness that lasts 12 months or more?"), _("Long-term health condition"),
             Health),
    Question("religion", _("What is your religion?"), _("Religion"), Religion),
    Question("carer", _("Do you look after somebody without being paid for it?"), _("Unpaid carer"), Carer),
    Question("work", _("Are you in paid work?"), _("Work"), Work),
)
QUESTION = {question.name: question for question in QUESTIONS}


def as_shown(count: int) -> str:
    """The number as anybody may read it: nought as it is, 1 to 7 as a star, the rest to the nearest 5."""
    if 0 < count <= HIDDEN_UP_TO:
        return STAR
    return str(STEP * ((count + STEP // 2) // STEP))


def stands_for(shown: str) -> tuple[int, int]:
    """The fewest and the most that a shown number may stand for."""
    if shown == STAR:
        return 1, HIDDEN_UP_TO
    number = int(shown)
    return (max(number - STEP // 2, HIDDEN_UP_TO + 1), number + STEP // 2) if number else (0, 0)
