"""The outbox, and what of it is paused."""

import hashlib
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.post.catalogue import DIGEST, Kind, Priority, kind_of
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.planning import Why

LEASE = timedelta(seconds=settings.LEASE_SECONDS)       # how long a sender may hold a message before another takes it up
TRIES = 8


class MessageQuerySet(KeyedQuerySet["Message"]):
    def waiting(self, at: datetime) -> "MessageQuerySet":
        """Due and not sent: nobody holds it, or who held it has gone."""
        return self.filter(
            Q(state=State.WAITING, due_at__lte=at) | Q(state=State.SENDING, claimed_at__lt=at - LEASE))

    def not_paused(self) -> "MessageQuerySet":
        """Neither their kind nor their programme is paused."""
        return self.filter(~Exists(Pause.objects.running().filter(
            Q(kind="") | Q(kind=OuterRef("kind")), Q(book="") | Q(book=OuterRef("book")))))

    def paused(self) -> "MessageQuerySet":
        return self.filter(Exists(Pause.objects.running().filter(
            Q(kind="") | Q(kind=OuterRef("kind")), Q(book="") | Q(book=OuterRef("book")))))

    def claim(self, *, at: datetime, limit: int) -> list["Message"]:
        """Take up to `limit` waiting messages for one sender, what is urgent first: three queries and no lock. Nobody else gets them."""
        sender = new_ref()
        ids = list(self.waiting(at).not_paused().order_by("priority", "due_at", "pk").values_list("pk", flat=True)[:limit])
        if not ids:
            return []
        self.waiting(at).filter(pk__in=ids).update(
            state=State.SENDING, claimed_at=at, claimed_by=sender, tries=F("tries") + 1)
        return list(self.filter(claimed_by=sender, state=State.SENDING).order_by("priority", "due_at", "pk"))

    def on_the_way(self) -> "MessageQuerySet":
        """What has not come to its person yet: it waits, a person has to tell them, or it could not be sent."""
        return self.filter(state__in=[State.WAITING, State.SENDING, State.GATHERED, State.BY_HAND, State.FAILED])

    def by_hand(self) -> "MessageQuerySet":
        return self.filter(state=State.BY_HAND)

    def that_may_come_back(self) -> "MessageQuerySet":
        """They went out, or are going, not long ago: of them it is known whereto."""
        return self.exclude(sent_to="")

    def together_with(self, message: "Message") -> "MessageQuerySet":
        """The messages that were gathered into this one, in the order in which they happened."""
        return self.filter(digest=message.pk).order_by("written_at", "pk")


class Message(Model):
    """One thing to be said to one person on one occasion. It exists once; its words are made when it is sent."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=20)             # the ref of what it is about
    to = models.CharField(max_length=20)                # the ref of who is told
    occasion = models.CharField(max_length=40)          # which time this is, such as "due-2026-03-17"
    book = models.CharField(max_length=40, blank=True)  # the programme it belongs to, by its book
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    priority = models.PositiveSmallIntegerField(default=Priority.NORMAL, db_default=Priority.NORMAL)
    state = models.CharField(max_length=10, choices=State, default=MESSAGE.start)
    why = models.CharField(max_length=15, choices=Why, blank=True, default="", db_default="")  # it waits, or was not sent
    channel = models.CharField(max_length=10, blank=True, default="", db_default="")        # which way it went out
    digest = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    mail_name = models.CharField(max_length=40, blank=True, default="", db_default="")      # since it was to go out: see name_for_mail
    sent_to = models.CharField(max_length=40, blank=True, default="", db_default="")        # where it went: see returns.hash_of

    objects = MessageQuerySet.as_manager()  # type: ignore[misc]
    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "to", "occasion"], name="each_thing_is_said_once"),
            models.CheckConstraint(
                name="a_message_is_claimed_while_it_is_being_sent",
                condition=Q(state=State.SENDING, claimed_at__isnull=False) | ~Q(state=State.SENDING)),
        ]
        indexes = [
            models.Index(fields=["priority", "due_at"], name="post_waiting", condition=Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="post_being_sent", condition=Q(state="sending")),
            models.Index(fields=["due_at"], name="post_gathered", condition=Q(state="gathered")),
            models.Index(fields=["to", "-due_at"], name="post_of_a_person"),
            models.Index(fields=["mail_name"], name="post_may_come_back", condition=~Q(sent_to="")),
            models.Index(fields=["about"], name="post_about_a_thing"),
            models.Index(fields=["book", "-due_at"], name="post_of_a_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} about {self.about} to {self.to}, {self.occasion}"

    def name_for_mail(self) -> str:
        """The local part of the Message-ID: the same however often it is sent, and it gives nothing away."""
        key = "|".join([self.kind, self.about, self.to, self.occasion])
        return hashlib.sha256(key.encode()).hexdigest()[:40]

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)

    @property
    def is_digest(self) -> bool:
        return self.kind == DIGEST


class PauseQuerySet(KeyedQuerySet["Pause"]):
    def running(self) -> "PauseQuerySet":
        return self.filter(ended_at__isnull=True)


class Pause(Model):
    """Messages of a kind, of a programme, or of a kind in a programme wait until it ends. Nothing is lost by it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=40, blank=True)          # empty: every kind
    book = models.CharField(max_length=40, blank=True)          # empty: every programme
    reason = models.CharField(_("why?"), max_length=300)
    by = models.CharField(max_length=20)                        # the ref of who paused it
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PauseQuerySet.as_manager()  # type: ignore[misc]
    PERSONAL: ClassVar[dict[str, str]] = {}
    IMPERSONAL: ClassVar = ("reason",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "book"], condition=Q(ended_at__isnull=True), name="one_pause_at_a_time"),
            models.CheckConstraint(name="a_pause_ends_after_it_began", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("at"))),
        ]

    def __str__(self) -> str:
        return f"pause {self.ref}"
