"""What somebody says about themselves, without a word of who it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.tokens import hash_of, token_for
from partners.equality.catalogue import QUESTIONS, Age, Carer, Ethnic, Health, Religion, Sex, Work

TERM = "until the person changes or withdraws it"


def mark_of(ref: str) -> str:
    """The mark under which the answers of the person `ref` lie. Only who has our key makes it, and none leads back."""
    return hash_of(token_for("partners.equality", ref))


class EqualityAnswersQuerySet(KeyedQuerySet):
    def of(self, ref: str) -> "EqualityAnswersQuerySet":
        return self.filter(mark=mark_of(ref))


class EqualityAnswers(Model):
    """The answers of one person. No key to them, no moment, no number in a row: nothing that leads to who gave them.

    Read by `policies.answers_of`, for the person, and by `policies.counts`; by nothing else.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    age = models.CharField(max_length=20, choices=Age, blank=True)
    sex = models.CharField(max_length=20, choices=Sex, blank=True)
    ethnic = models.CharField(max_length=20, choices=Ethnic, blank=True)
    health = models.CharField(max_length=20, choices=Health, blank=True)
    religion = models.CharField(max_length=20, choices=Religion, blank=True)
    carer = models.CharField(max_length=20, choices=Carer, blank=True)
    work = models.CharField(max_length=20, choices=Work, blank=True)

    objects = EqualityAnswersQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["mark", *(question.name for question in QUESTIONS)], TERM)

    class Meta:
        constraints = [models.CheckConstraint(
            name="answers_about_oneself_say_something",
            condition=~Q(age="", sex="", ethnic="", health="", religion="", carer="", work=""))]

    def __str__(self) -> str:
        return "answers about oneself"
