"""Books and the rows written in them."""

import hashlib
import json
from typing import ClassVar

from django.db import models

from coprod.kit.finding import KeyedQuerySet, Model

THE_CLOCK = "clock"         # the actor of what no person did
HOUSE_BOOK = "house"        # the book of things that belong to no programme


class Book(Model):
    """One chain of rows: a programme's, or the house's. Its last hash guards the end of the chain."""

    name = models.CharField(max_length=40, unique=True)
    length = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    PERSONAL: ClassVar = {}

    def __str__(self) -> str:
        return self.name


class RowQuerySet(KeyedQuerySet):
    def about(self, thing: models.Model) -> "RowQuerySet":
        """Rows of which `thing` is the subject, oldest first."""
        return self.filter(kind=thing._meta.label_lower, subject=thing.ref).order_by("at", "number", "pk")  # type: ignore[attr-defined]

    def of_book(self, name: str) -> "RowQuerySet":
        return self.filter(book=name).order_by("-number")


class Row(Model):
    """One thing that was done: who (a person's ref, or the clock), in which role, to what, from which state to which."""

    book = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=20)
    role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=50)
    subject = models.CharField(max_length=20)
    move = models.CharField(max_length=40)
    was = models.CharField(max_length=30, blank=True)
    now = models.CharField(max_length=30, blank=True)
    about = models.JSONField(default=dict, blank=True)      # further references, never words
    before = models.CharField(max_length=64, blank=True)    # the hash of the row before, in this book
    hash = models.CharField(max_length=64)

    objects = RowQuerySet.as_manager()
    PERSONAL: ClassVar = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="a_book_numbers_each_row_once")]
        indexes = [models.Index(fields=["subject", "kind"], name="trail_of_a_thing"),
                   models.Index(fields=["actor", "at"], name="trail_of_a_person")]

    def __str__(self) -> str:
        return f"{self.book} {self.number}: {self.kind} {self.move}"

    def computed_hash(self) -> str:
        """The SHA-256 of everything in the row and of the hash before it."""
        facts = [self.book, self.number, self.at.timestamp(), self.actor, self.role, self.kind, self.subject,
                 self.move, self.was, self.now, self.about, self.before]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
