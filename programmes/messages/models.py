"""A message that somebody wrote to many, what the clock would say in the days ahead if nothing changed, and words that were changed."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.programme.models import Programme

KEPT = "two years after it was sent, then deleted"


class Announcement(Model):
    """A message of one person to a group, a pair or others of a programme. It waits a while, so that it can be taken back."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="announcements")
    to = models.CharField(max_length=40)                    # "lay", "team", "all", "group:REF", "pair:REF"
    to_whom = models.CharField(max_length=200)              # the same in words, as they were then
    subject = models.CharField(_("about what?"), max_length=100)
    text = models.TextField(_("what do you want to say?"), max_length=3000)
    people = models.PositiveIntegerField()                  # how many it was written to
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    goes_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "recalled_by", "text", "subject"], KEPT)
    IMPERSONAL: ClassVar = ("to_whom",)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_announcement_goes_out_after_it_was_written", condition=Q(goes_at__gte=F("written_at"))),
            models.CheckConstraint(name="who_takes_an_announcement_back_is_named",
                                   condition=Q(recalled_at__isnull=True, recalled_by__isnull=True)
                                   | Q(recalled_at__isnull=False, recalled_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["programme", "-written_at"], name="announcements_by_day")]

    def __str__(self) -> str:
        return f"announcement {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_absolute_url(self) -> str:
        return reverse("programmes:announcement", args=[self.ref])

    def may_be_taken_back(self, at: datetime) -> bool:
        """Until it goes out."""
        return self.recalled_at is None and at < self.goes_at


class ExpectedMessage(Model):
    """What the clock would say to whom on a day to come, if nobody did anything. Reckoned anew each night; then these rows go."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=20)
    to = models.CharField(max_length=20)
    book = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    reckoned_at = models.DateTimeField()

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        indexes = [models.Index(fields=["book", "on"], name="expected_in_a_programme")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class MessageWordingQuerySet(KeyedQuerySet["MessageWording"]):
    def in_force(self) -> "MessageWordingQuerySet":
        return self.filter(replaced_at__isnull=True)


class MessageWording(Model):
    """A version of the words of one kind of message in a programme and a language. `texts` says what stands for which sentence of the
    program; without any it is the program's own words again. Earlier versions are kept, and may be taken again."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        WELSH = "cy", _("Welsh (Cymraeg)")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    number = models.PositiveIntegerField()                  # 1 is the first change; 0 would be the program's own words
    texts = models.JSONField(default=dict)
    because = models.CharField(_("why?"), max_length=300)
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = MessageWordingQuerySet.as_manager()
    PERSONAL: ClassVar = {"by": "as long as the programme is kept"}
    IMPERSONAL: ClassVar = ("because",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "kind", "language", "number"], name="each_version_of_words_has_its_number"),
            models.UniqueConstraint(fields=["programme", "kind", "language"], condition=Q(replaced_at__isnull=True),
                                    name="one_version_of_words_holds"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.number}"
