"""A need of support, the yearly question whether it is right, and who looked."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.trail.moves import make_move
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Partner, Through
from partners.support.lifecycles import NEED, STANDING, UNMET, NeedState

TERM = "while they take part and two years after, then erased"


class NeedQuerySet(KeyedQuerySet):
    def standing(self) -> "NeedQuerySet":
        return self.filter(state__in=STANDING)

    def unmet(self) -> "NeedQuerySet":
        """Not arranged, not possible so far, or not working, as the person says."""
        return self.filter(state__in=UNMET)


class Need(Model):
    """One thing that somebody needs to take part, as an instruction: "Book a BSL interpreter"."""

    class Kind(models.TextChoices):
        FORMAT = "format", _("Papers in a form I can use")
        COMMUNICATION = "communication", _("Hearing, speaking, signing, language")
        ACCESS = "access", _("Getting into the room and being well there")
        PERSON = "person", _("Somebody with me")
        TIME = "time", _("Time, breaks and pace")
        TRAVEL = "travel", _("Getting there and back")
        CARE = "care", _("Care for somebody while I am away")
        ONLINE = "online", _("Taking part online or by phone")

    class Seen(models.TextChoices):
        CONTACT = "contact", _("My contact in the programme only")
        ORGANISERS = "organisers", _("My contact, and those who organise my groups")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="needs")
    kind = models.CharField(_("what is it about?"), max_length=14, choices=Kind)
    words = models.CharField(_("what should we do?"), max_length=300)
    seen_by = models.CharField(_("who may see this?"), max_length=10, choices=Seen, default=Seen.ORGANISERS)
    state = models.CharField(max_length=10, choices=NeedState, default=NEED.start)
    asked_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    arranged = models.CharField(_("what was done, or why it is not possible"), max_length=300, blank=True)
    arranged_at = models.DateTimeField(null=True, blank=True)
    arranged_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(_("what is not right?"), max_length=300, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)       # the person said that it works, or that it does not
    said_through = models.CharField(max_length=10, choices=Through, blank=True)
    said_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NeedQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "words", "noted_by", "arranged", "arranged_by", "said", "said_noted_by"], TERM)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_need_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_arranged_need_says_what_who_and_when",
                condition=~Q(state__in=["arranged", "impossible"])
                | Q(arranged_at__isnull=False, arranged_by__isnull=False) & ~Q(arranged="")),
            models.CheckConstraint(
                name="only_the_person_says_that_a_need_is_met",
                condition=~Q(state__in=["met", "not_met"]) | Q(said_at__isnull=False) & (
                    Q(said_through__in=["account", "link"], said_noted_by__isnull=True)
                    | Q(said_through__in=NOTED, said_noted_by__isnull=False))),
            models.CheckConstraint(name="a_need_that_does_not_work_says_why", condition=~Q(state="not_met") | ~Q(said="")),
            models.CheckConstraint(
                name="a_withdrawn_need_says_when",
                condition=Q(state="withdrawn", ended_at__isnull=False) | ~Q(state="withdrawn") & Q(ended_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["partner", "state"], name="needs_of_a_person")]

    def __str__(self) -> str:
        return f"need {self.ref}"

    def get_state_display(self) -> str:
        return label(NeedState, self.state)

    def offers(self, move: str) -> bool:
        return move in NEED.offers(self.state)

    def arrange(self, *, by: Partner, at: datetime, what: str) -> None:
        """Staff say what they arranged. It counts once the person says that it works."""
        make_move(self, NEED, "arrange", by=by, at=at, arranged=what, arranged_at=at, arranged_by=by)

    def say_impossible(self, *, by: Partner, at: datetime, why: str) -> None:
        make_move(self, NEED, "say_impossible", by=by, at=at, arranged=why, arranged_at=at, arranged_by=by)

    def confirm(self, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
        """The person says that it works."""
        make_move(self, NEED, "confirm", by=self.partner, at=at, said="", said_at=at, said_through=through, said_noted_by=noted_by)

    def deny(self, *, at: datetime, why: str, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
        """The person says what is not right. It never vanishes: it waits for staff until they arrange it anew."""
        make_move(self, NEED, "deny", by=self.partner, at=at, said=why, said_at=at, said_through=through, said_noted_by=noted_by)

    def withdraw(self, *, at: datetime) -> None:
        make_move(self, NEED, "withdraw", by=self.partner, at=at, ended_at=at)


class SupportCheck(Model):
    """The person looked at their support and said that it is right as it stands, or that they need none."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="support_checks")
    said_at = models.DateTimeField()
    review_on = models.DateField(_("when should we ask again?"))        # at the latest after twelve months
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by"], TERM)

    class Meta:
        constraints = [models.CheckConstraint(name="a_support_check_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]
        indexes = [models.Index(fields=["partner", "said_at"], name="support_checks_of_a_person")]

    def __str__(self) -> str:
        return f"support check {self.pk}"


class Look(Model):
    """On one day, somebody looked at what a person needs. The person can read who."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="looks")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    on = models.DateField()

    PERSONAL: ClassVar = dict.fromkeys(["partner", "by"], "two years after the day")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "by", "on"], name="a_look_is_noted_once_a_day")]

    def __str__(self) -> str:
        return f"look {self.pk}"
