"""A call that was tried, and letters that were printed together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.post.models import Message
from partners.models import Partner
from programmes.offline.catalogue import KEPT, Hours, Outcome
from programmes.programme.models import Programme


def mark_of(*details: str) -> str:
    """A mark by which one sees that details have changed since, and nothing else."""
    return salted_hmac("programmes.offline", "\n".join(details), algorithm="sha256").hexdigest()[:40]


class CallTry(Model):
    """A call that did not reach its person, or ended without telling them; or that somebody will write to them instead."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    to = models.CharField(max_length=20)                        # the ref of who was called
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="call_tries")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=15, choices=Outcome)
    number = models.CharField(max_length=40, blank=True)        # the mark of the number that was rung: see mark_of
    call_on = models.DateField(null=True, blank=True)
    call_hours = models.CharField(max_length=10, choices=Hours, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["by", "number"], KEPT)

    class Meta:
        constraints = [models.CheckConstraint(
            name="who_is_called_back_is_called_on_a_day",
            condition=Q(outcome=Outcome.CALL_BACK, call_on__isnull=False) & ~Q(call_hours="")
            | ~Q(outcome=Outcome.CALL_BACK) & Q(call_on__isnull=True, call_hours=""))]
        indexes = [models.Index(fields=["to", "-at"], name="calls_to_a_person")]

    def __str__(self) -> str:
        return f"call {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class LetterBatchQuerySet(KeyedQuerySet["LetterBatch"]):
    def printed(self) -> "LetterBatchQuerySet":
        """Printed, and neither posted nor put back."""
        return self.filter(posted_at__isnull=True, put_back_at__isnull=True)


class LetterBatch(Model):
    """The letters of a programme that were printed together. They are in the post when somebody says so."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="letter_batches")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    put_back_at = models.DateTimeField(null=True, blank=True)
    put_back_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LetterBatchQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["printed_by", "posted_by", "put_back_by"], KEPT)

    class Meta:
        constraints = [
            models.CheckConstraint(name="who_posted_letters_is_named", condition=Q(posted_at__isnull=True, posted_by__isnull=True)
                                   | Q(posted_at__isnull=False, posted_by__isnull=False)),
            models.CheckConstraint(name="who_put_letters_back_is_named", condition=Q(put_back_at__isnull=True, put_back_by__isnull=True)
                                   | Q(put_back_at__isnull=False, put_back_by__isnull=False)),
            models.CheckConstraint(
                name="letters_are_posted_or_put_back", condition=Q(posted_at__isnull=True) | Q(put_back_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["programme", "-printed_at"], name="letters_of_a_programme")]

    def __str__(self) -> str:
        return f"letters {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_absolute_url(self) -> str:
        return reverse("programmes:letters", args=[self.ref])

    def waits(self) -> bool:
        """Printed, and not known to be in the post."""
        return self.posted_at is None and self.put_back_at is None


class Printed(Model):
    """One message in a printed letter. While it is `held` nobody prints it again in another batch."""

    batch = models.ForeignKey(LetterBatch, models.CASCADE, related_name="printed")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    address = models.CharField(max_length=40)                   # the mark of the name and address on it: see mark_of
    held = models.BooleanField(default=True)

    PERSONAL: ClassVar = {"address": KEPT}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message"], condition=Q(held=True), name="a_message_is_printed_in_one_batch")]

    def __str__(self) -> str:
        return f"printed {self.pk}"
