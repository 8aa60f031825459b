"""Keeping what somebody says about themselves, and forgetting it at once. No trail is kept: it would say who answered, and when."""

from typing import Any

from django.db import transaction

from partners.equality.models import EqualityAnswers, mark_of
from partners.people.models import Partner


@transaction.atomic
def say_about_oneself(person: Partner, **answers: Any) -> None:
    """Keep these answers in place of what was said before. When nothing is answered, nothing is kept."""
    if any(answers.values()):
        EqualityAnswers.objects.update_or_create(mark=mark_of(person.ref), defaults=answers)
    else:
        withdraw_answers(person)


def withdraw_answers(person: Partner) -> None:
    """Delete all that the person has said about themselves. What was counted before stays counted."""
    EqualityAnswers.objects.of(person.ref).delete()
