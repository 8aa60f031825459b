"""What is said of a promise: by its owner, by lay partners, about another day; and each time a standing one was broken."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from partners.people.models import WHO_WROTE_IT_DOWN, Through
from programmes.commitments.catalogue import Stands, Verdict
from programmes.commitments.lifecycles import NEW_DAY, NewDayState
from programmes.commitments.models.commitment import RECORD, Commitment
from programmes.meetings.models import Meeting


class CommitmentReport(Model):
    """The owner says how it stands, with evidence."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    stands = models.CharField(_("how does it stand?"), max_length=10, choices=Stands)
    text = models.TextField(_("what has happened?"), max_length=2000)
    evidence = models.URLField(_("where can people see it?"), max_length=500, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)
    IMPERSONAL: ClassVar = ("evidence",)

    class Meta:
        constraints = [models.CheckConstraint(name="a_report_on_a_promise_says_something", condition=~Q(text="")),
                       models.CheckConstraint(name="a_report_on_a_promise_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["commitment", "at"], name="reports_on_a_promise")]

    def __str__(self) -> str:
        return f"report {self.pk} on a promise"

    def get_stands_display(self) -> str:
        return label(Stands, self.stands)


class CommitmentWordQuerySet(KeyedQuerySet):
    def current(self, commitment: Commitment) -> "CommitmentWordQuerySet":
        """What stands of the claim as it is now: the last word of each person."""
        return self.filter(commitment=commitment, round=commitment.round, replaced_at__isnull=True)


class CommitmentWord(Model):
    """A lay partner says whether it is done. Who says no says what is missing; it stays on the page."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="words")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    value = models.CharField(_("is it done?"), max_length=10, choices=Verdict)
    text = models.TextField(_("what is missing?"), max_length=1000, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")      # at which it was said (CC4)
    replaced_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommitmentWordQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "round", "by"], name="a_lay_partner_has_one_word_on_a_promise",
                                    condition=Q(replaced_at__isnull=True)),
            models.CheckConstraint(name="a_no_to_a_promise_says_what_is_missing", condition=Q(value="met") | ~Q(text="")),
            models.CheckConstraint(name="a_word_on_a_promise_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["commitment", "round"], name="words_on_a_promise"),
                   models.Index(fields=["by", "at"], name="words_of_a_lay_partner")]

    def __str__(self) -> str:
        return f"word {self.ref} on a promise"

    @property
    def trail_book(self) -> str:
        return self.commitment.trail_book

    def get_value_display(self) -> str:
        return label(Verdict, self.value)

    def is_no(self) -> bool:
        return self.value != Verdict.MET


class NewDay(Model):
    """The owner asks for another day, and says why; a lay co-chair answers for the Advisory Group (11.3)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="new_days")
    from_day = models.DateField()
    to_day = models.DateField(_("which day instead?"))
    because = models.TextField(_("why?"), max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=NewDayState, default=NEW_DAY.start)
    said = models.TextField(_("what does the Advisory Group say?"), max_length=1000, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "because", "said", "said_by", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment"], name="one_new_day_is_asked_for_at_a_time", condition=Q(state="asked")),
            models.CheckConstraint(name="a_new_day_is_later", condition=Q(to_day__gt=models.F("from_day"))),
            models.CheckConstraint(name="a_new_day_says_why", condition=~Q(because="")),
            models.CheckConstraint(name="a_new_day_says_who_answered",
            condition=Q(state="asked", said_at__isnull=True, said_by__isnull=True)
                                   | ~Q(state="asked") & Q(said_at__isnull=False, said_by__isnull=False)),
            models.CheckConstraint(name="a_refused_day_says_why", condition=~Q(state="refused") | ~Q(said="")),
            models.CheckConstraint(name="a_word_on_a_day_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"new day {self.ref} of a promise"

    @property
    def trail_book(self) -> str:
        return self.commitment.trail_book

    def get_state_display(self) -> str:
        return label(NewDayState, self.state)


class CommitmentBreach(Model):
    """One time a promise was not kept. A standing one goes on, and each time is counted."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="breaches")
    happened_on = models.DateField(_("on which day?"))
    text = models.TextField(_("what happened?"), max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "happened_on", "by"], name="each_says_once_that_a_day_was_broken"),
                       models.CheckConstraint(name="a_broken_promise_says_what_happened", condition=~Q(text="")),
                       models.CheckConstraint(name="a_broken_promise_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"breach {self.pk} of a promise"


def noted(it: Any) -> str:
    """How something reached us, in words for a page: "noted by Maya, by phone", or ""."""
    if it.noted_by is None:
        return ""
    return str(_("noted by %(name)s, %(how)s") % {"name": it.noted_by.name, "how": str(it.get_through_display()).lower()})
