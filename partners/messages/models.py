"""A person's choice of one topic, a message as it went out, and an address from which messages came back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.post.catalogue import Topic
from coprod.post.models import Message
from coprod.post.planning import Pace
from partners.people.models import Partner, Through

KEPT = "two years after it was sent, then deleted"
TERM = "while they take part and two years after, then erased"


class MessageChoice(Model):
    """How often a person wants messages of one topic: those that must be sent, or the others. Without a choice, at once."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="message_choices")
    topic = models.CharField(max_length=10, choices=Topic)
    must = models.BooleanField()                        # of what must be sent, or of what may be switched off
    pace = models.CharField(max_length=10, choices=Pace)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)

    PERSONAL: ClassVar = dict.fromkeys(["partner"], TERM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "topic", "must"], name="a_topic_is_chosen_once"),
            models.CheckConstraint(name="what_must_be_sent_is_not_off", condition=Q(must=False) | ~Q(pace="off")),
        ]

    def __str__(self) -> str:
        return f"choice {self.pk}"


class SentMessage(Model):
    """What a person was sent: the words as they went out. They see it on their own page, and who looks after them on theirs."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    message = models.OneToOneField(Message, models.CASCADE, related_name="copy")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="messages")
    subject = models.CharField(max_length=300)
    text = models.TextField()                           # paragraphs, a line each; a digest has an empty line between its parts
    path = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=10, choices=Partner.Channel)
    at = models.DateTimeField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "subject", "text", "path"], KEPT)

    class Meta:
        indexes = [models.Index(fields=["partner", "-at"], name="messages_of_a_person"),
                   models.Index(fields=["at"], name="messages_by_age")]

    def __str__(self) -> str:
        return f"message {self.ref}"


class AddressTroubleQuerySet(KeyedQuerySet["AddressTrouble"]):
    def standing(self) -> "AddressTroubleQuerySet":
        """Nobody has said since that the address is right. It counts as long as it is the address that the person has."""
        return self.filter(cleared_at__isnull=True)


class AddressTrouble(Model):
    """An address or number of somebody does not work: a message came back from it. Which one it is, only who has our key can tell."""

    class Way(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    to = models.CharField(max_length=20)                # the ref of whose it is: of a partner, a candidate or a supporter
    way = models.CharField(max_length=10, choices=Way)
    address = models.CharField(max_length=40)           # see coprod.post.returns.hash_of
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    failed_at = models.DateTimeField()
    said = models.CharField(max_length=30)              # a code, such as "5.1.1"
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(Partner, models.SET_NULL, null=True, blank=True, related_name="+")   # nobody: the address is another

    objects = AddressTroubleQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["to", "address", "said"], TERM) | {"cleared_by": KEPT}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "way"], condition=Q(cleared_at__isnull=True),
                                               name="an_address_is_in_trouble_once")]

    def __str__(self) -> str:
        return f"address trouble {self.ref}"
