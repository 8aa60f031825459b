"""An appointment, the items of its induction, a buddy and the check-ins of the two."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.declarations.models import WHO_WROTE_IT_DOWN, Through
from partners.models import Group, Holding, Partner
from programmes.appointments.catalogue import INDUCTED_BY_DAYS, ITEM, ITEMS, Item, Owner
from programmes.appointments.lifecycles import (
    APPOINTMENT,
    BUDDYING,
    LEFT,
    LIVING,
    NEVER_BEGAN,
    AppointmentState,
    BuddyState,
)
from programmes.nominations.models import Nomination
from programmes.profiles.models import RoleProfile
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme

LONG = 2000
PERSONS = "as long as the programme's record; the person's name goes when they are erased"
NEEDED = tuple(item.code for item in ITEMS if item.days <= INDUCTED_BY_DAYS and not item.is_optional)


class AppointmentQuerySet(KeyedQuerySet):
    def running(self) -> "AppointmentQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(programme__state=ProgrammeState.CLOSED)

    def open_offers(self) -> "AppointmentQuerySet":
        return self.filter(state=AppointmentState.OFFERED)

    def living(self) -> "AppointmentQuerySet":
        """The person takes part: they have said yes, and have not left."""
        return self.filter(state__in=LIVING)

    def unsettled(self) -> "AppointmentQuerySet":
        """Accepted by somebody of whom it is not said yet whether they are known here already."""
        return self.filter(state=AppointmentState.ACCEPTED, partner__isnull=True)

    def left(self) -> "AppointmentQuerySet":
        return self.filter(state__in=LEFT)

    def inducted(self) -> "AppointmentQuerySet":
        """The person has confirmed every item that is needed and due within 30 days."""
        missing = InductionItem.objects.filter(appointment=OuterRef("pk"), code__in=NEEDED, confirmed_at__isnull=True)
        return self.filter(partner__isnull=False, began_at__isnull=False).filter(~Exists(missing))

    def with_all(self) -> "AppointmentQuerySet":
        return self.select_related("programme", "group__workstream", "profile", "nomination__candidate", "partner", "holding__seat__group",
                                   "previous", "offered_by")


class Appointment(Model):
    """One person in one role of one group for one term: what was offered, and what became of it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="appointments")
    cycle = models.PositiveSmallIntegerField(default=1)
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="appointments")
    profile = models.ForeignKey(RoleProfile, models.PROTECT, related_name="appointments")
    group = models.ForeignKey(Group, models.PROTECT, related_name="appointments")
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="following")   # the term before
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="appointments")
    holding = models.ForeignKey(Holding, models.PROTECT, null=True, blank=True, related_name="appointments")

    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    renewals_left = models.PositiveSmallIntegerField()
    hours_a_month = models.PositiveSmallIntegerField()          # all of them, with reading
    reading_hours = models.PositiveSmallIntegerField()
    support = models.TextField(max_length=LONG)
    confidentiality = models.TextField(max_length=LONG)
    payment = models.TextField(max_length=LONG)
    how_to_leave = models.TextField(max_length=LONG)

    state = models.CharField(max_length=14, choices=AppointmentState, default=APPOINTMENT.start)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, blank=True)      # how the answer came
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")    # who said who they are
    began_at = models.DateTimeField(null=True, blank=True)      # they became a partner, with a seat and an induction
    inducted_at = models.DateTimeField(null=True, blank=True)
    paused_from = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)           # their last day
    left_because = models.TextField(blank=True, max_length=LONG)        # if they wish to say it
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    thanks = models.TextField(blank=True, max_length=LONG)
    asked_at = models.DateTimeField(null=True, blank=True)      # they were asked why they leave (12.8)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AppointmentQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["partner", "support", "offered_by", "noted_by", "settled_by", "left_because", "thanked_by", "thanks", "asked_by"], PERSONS)
    IMPERSONAL: ClassVar = ("confidentiality", "payment", "how_to_leave")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination"], condition=Q(previous__isnull=True) & ~Q(state__in=NEVER_BEGAN),
                                    name="a_nomination_leads_to_one_appointment"),
            models.UniqueConstraint(fields=["previous"], condition=~Q(state__in=NEVER_BEGAN), name="a_term_is_followed_by_one_term"),
            models.CheckConstraint(name="a_term_ends_after_it_begins", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(name="reading_is_part_of_the_offered_hours", condition=Q(reading_hours__lte=F("hours_a_month"))),
            models.CheckConstraint(
                name="an_answered_offer_says_when_and_how",
                condition=Q(state__in=["offered", "withdrawn"], answered_at__isnull=True, noted_by__isnull=True, through="")
                | ~Q(state__in=["offered", "withdrawn"]) & Q(answered_at__isnull=False) & WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="who_takes_part_is_somebody",
                                   condition=~Q(state__in=["inducted", "active", "paused", "renewed"])
                                   | Q(partner__isnull=False, began_at__isnull=False)),
            models.CheckConstraint(name="who_is_inducted_was_so_at_a_moment",
                                   condition=~Q(state__in=["inducted", "active", "paused", "renewed"]) | Q(inducted_at__isnull=False)),
            models.CheckConstraint(name="a_pause_says_from_when_until_when",
                                   condition=~Q(state="paused") | Q(paused_from__isnull=False, paused_until__gte=F("paused_from"))),
            models.CheckConstraint(name="who_has_left_left_on_a_day",
                                   condition=Q(state__in=LEFT, left_on__isnull=False) | ~Q(state__in=LEFT) & Q(left_on__isnull=True)),
            models.CheckConstraint(name="thanks_say_who_when_and_what",
                                   condition=Q(thanked_at__isnull=True, thanked_by__isnull=True, thanks="")
                                   | Q(thanked_at__isnull=False, thanked_by__isnull=False) & ~Q(thanks="")),
            models.CheckConstraint(name="who_was_asked_why_was_asked_by_somebody",
                                   condition=Q(asked_at__isnull=True, asked_by__isnull=True)
                                   | Q(asked_at__isnull=False, asked_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="appointments_of_a_programme"),
                   models.Index(fields=["partner", "state"], name="appointments_of_a_person"),
                   models.Index(fields=["state", "until_on"], name="appointments_by_end")]

    def __str__(self) -> str:
        return f"appointment {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:appointment", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_state_display(self) -> str:
        return label(AppointmentState, self.state)

    @property
    def person(self) -> str:
        """What to call the person, wherever they are known."""
        return self.partner.name if self.partner else self.nomination.candidate.name

    def is_living(self) -> bool:
        return self.state in LIVING

    def is_unsettled(self) -> bool:
        return self.state == AppointmentState.ACCEPTED and self.partner_id is None

    def has_left(self) -> bool:
        return self.state in LEFT


class InductionItem(Model):
    """One item of somebody's induction. That it was done may be said by its owner; it counts once the person confirms it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="items")
    code = models.CharField(max_length=20)
    owner = models.CharField(max_length=3, choices=Owner)
    shown_on = models.DateField()                               # from this day it waits in its owner's queue
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    through = models.CharField(max_length=10, choices=Through, blank=True)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["done_by", "noted_by"], PERSONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "code"], name="an_induction_has_each_item_once"),
            models.CheckConstraint(name="a_done_item_says_who_and_when",
                                   condition=Q(done_at__isnull=True, done_by__isnull=True)
                                   | Q(done_at__isnull=False, done_by__isnull=False)),
            models.CheckConstraint(name="a_confirmed_item_says_how",
                                   condition=Q(confirmed_at__isnull=True, through="", noted_by__isnull=True)
                                   | Q(confirmed_at__isnull=False) & WHO_WROTE_IT_DOWN),
        ]
        indexes = [models.Index(fields=["due_on"], name="induction_unconfirmed", condition=Q(confirmed_at__isnull=True))]

    def __str__(self) -> str:
        return f"induction item {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.appointment.programme.ref

    @property
    def item(self) -> Item:
        return ITEM[self.code]

    def get_owner_display(self) -> str:
        return label(Owner, self.owner)

    def is_late(self, on: date) -> bool:
        return self.confirmed_at is None and self.due_on < on


class Buddying(Model):
    """A serving lay partner who helps a new one for twelve weeks. Both have to agree."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="buddyings")
    buddy = models.ForeignKey(Partner, models.PROTECT, related_name="buddyings")
    state = models.CharField(max_length=10, choices=BuddyState, default=BUDDYING.start)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    person_agreed_at = models.DateTimeField(null=True, blank=True)
    buddy_agreed_at = models.DateTimeField(null=True, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["buddy", "proposed_by"], PERSONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment"], condition=Q(state__in=["proposed", "matched"]), name="one_buddy_at_a_time"),
            models.CheckConstraint(name="buddies_have_both_agreed",
                                   condition=~Q(state__in=["matched", "ended"])
                                   | Q(person_agreed_at__isnull=False, buddy_agreed_at__isnull=False, matched_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"buddying {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.appointment.programme.ref

    def get_state_display(self) -> str:
        return label(BuddyState, self.state)


class CheckIn(Model):
    """The two look after 2, 6 and 12 weeks how it goes. That they did is known to the manager; the note is for the two alone."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    buddying = models.ForeignKey(Buddying, models.CASCADE, related_name="check_ins")
    week = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    happened_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True, max_length=1000)

    PERSONAL: ClassVar = {"written_by": PERSONS, "note": "until the two have ended, and a year after"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buddying", "week"], name="a_check_in_stands_once"),
            models.CheckConstraint(name="a_check_in_that_happened_says_who_wrote_it",
                                   condition=Q(happened_at__isnull=True, written_by__isnull=True, note="")
                                   | Q(happened_at__isnull=False, written_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["due_on"], name="check_ins_due", condition=Q(happened_at__isnull=True))]

    def __str__(self) -> str:
        return f"check-in {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.buddying.appointment.programme.ref
