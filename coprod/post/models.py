"""The outbox."""

import hashlib
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from coprod.kit.refs import new_ref
from coprod.post.lifecycles import MESSAGE, State

LEASE = timedelta(seconds=60)       # how long a sender may hold a message before another takes it up
TRIES = 8


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self, at: datetime) -> "MessageQuerySet":
        """Due and not sent: nobody holds it, or who held it has gone."""
        return self.filter(
            Q(state=State.WAITING, due_at__lte=at) | Q(state=State.SENDING, claimed_at__lt=at - LEASE))

    def claim(self, *, at: datetime, limit: int) -> list["Message"]:
        """Take up to `limit` waiting messages for one sender: two queries and no lock. Nobody else gets them."""
        sender = new_ref()
        ids = list(self.waiting(at).order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
        self.waiting(at).filter(pk__in=ids).update(
            state=State.SENDING, claimed_at=at, claimed_by=sender, tries=F("tries") + 1)
        return list(self.filter(claimed_by=sender, state=State.SENDING).order_by("due_at", "pk"))

    def by_hand(self) -> "MessageQuerySet":
        return self.filter(state=State.BY_HAND)


class Message(models.Model):
    """One thing to be said to one person on one occasion. It exists once; its words are made when it is sent."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=20)             # the ref of what it is about
    to = models.CharField(max_length=20)                # the ref of who is told
    occasion = models.CharField(max_length=40)          # which time this is, such as "due-2026-03-17"
    book = models.CharField(max_length=40, blank=True)  # the programme it belongs to, by its book
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=MESSAGE.start)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()
    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "to", "occasion"], name="each_thing_is_said_once"),
            models.CheckConstraint(
                name="a_message_is_claimed_while_it_is_being_sent",
                condition=Q(state=State.SENDING, claimed_at__isnull=False) | ~Q(state=State.SENDING)),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="post_waiting", condition=Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="post_being_sent", condition=Q(state="sending")),
            models.Index(fields=["to", "-due_at"], name="post_of_a_person"),
            models.Index(fields=["about"], name="post_about_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.about} to {self.to}, {self.occasion}"

    def name_for_mail(self) -> str:
        """The local part of the Message-ID: the same however often it is sent, and it gives nothing away."""
        key = "|".join([self.kind, self.about, self.to, self.occasion])
        return hashlib.sha256(key.encode()).hexdigest()[:40]
