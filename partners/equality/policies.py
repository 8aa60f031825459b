"""Who answers questions about themselves, and the only way in which anybody else hears of it: as counts (practice.md A9, f4)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from partners.equality.catalogue import NO_ANSWER, QUESTION, QUESTIONS, SMALLEST_BASE, as_shown
from partners.equality.models import EqualityAnswers, mark_of
from partners.people.models import Partner

AT_ONCE = 5000


class TooFew(Exception):
    """So few people have answered that nothing is told."""


def may_say_about_oneself(user: Any) -> Answer:
    """Anyone who takes part, for themselves. Nobody answers for another."""
    return YES if getattr(user, "partner", None) else No(_("This key belongs to nobody who takes part."))


def answers_of(person: Partner) -> dict[str, str]:
    """What the person has answered, for their own page; empty if nothing is kept."""
    return EqualityAnswers.objects.of(person.ref).values(*(question.name for question in QUESTIONS)).first() or {}


def counts(partner_refs: Iterable[str], dimension: str) -> list[tuple[str, str]]:
    """How many of these people gave each answer to one question, as it may be shown. Two questions are never crossed.

    Raises TooFew if fewer than ten of them have said anything, and KeyError for what is no question.
    """
    answers, found = QUESTION[dimension].answers, Counter[str]()
    marks = [mark_of(ref) for ref in sorted(set(partner_refs))]
    for some in (marks[n:n + AT_ONCE] for n in range(0, len(marks), AT_ONCE)):
        rows = EqualityAnswers.objects.filter(mark__in=some).exclude(**{dimension: ""}).order_by().values_list(dimension)
        found.update(dict(rows.annotate(n=Count("pk"))))
    if found.total() - found[NO_ANSWER] < SMALLEST_BASE:
        raise TooFew
    return [(value, as_shown(found[value])) for value in answers.values]
