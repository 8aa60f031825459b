"""A meeting of a group, and what it was before it was changed."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import LONDON, day_of
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Partner
from programmes.meetings.catalogue import ITEMS_CLOSE_DAYS, Kind
from programmes.meetings.lifecycles import AHEAD, MEETING, MeetingState

RECORD = "as long as the programme's record"


class MeetingQuerySet(KeyedQuerySet):
    def ahead(self, at: datetime) -> "MeetingQuerySet":
        """Announced, and not over."""
        return self.filter(state__in=AHEAD, ends_at__gte=at)

    def announced(self) -> "MeetingQuerySet":
        return self.exclude(state=MeetingState.DRAFT)


class Meeting(Model):
    """One meeting of a group: when, where, how to join. `round` grows when its time changes: answers to the old time are asked anew."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("what kind of meeting?"), max_length=10, choices=Kind, default=Kind.MEETING)
    title = models.CharField(_("title"), max_length=120, blank=True)
    series = models.SlugField(max_length=20, blank=True, editable=False)       # the same for those planned together
    beside = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="besides")   # of a pre-meet or debrief
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("where?"), max_length=200, blank=True)
    link = models.URLField(_("link to join online"), max_length=500, blank=True)
    phone = models.CharField(_("number to join by phone"), max_length=60, blank=True)
    practical = models.TextField(_("how to get there, and what to know"), max_length=2000, blank=True)
    state = models.CharField(max_length=14, choices=MeetingState, default=MEETING.start)
    round = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveSmallIntegerField(default=0)       # of what calendars were told
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)     # when it was cancelled, or noted as held
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(_("why is it cancelled?"), max_length=300, blank=True)
    chairs = models.ManyToManyField(Partner, related_name="meetings_chaired", blank=True)
    others_lay = models.PositiveSmallIntegerField(_("lay people who are not members"), default=0)
    others_staff = models.PositiveSmallIntegerField(_("staff who are not members"), default=0)

    objects = MeetingQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["planned_by", "closed_by", "chairs"], RECORD)
    IMPERSONAL: ClassVar = ("title", "place", "link", "phone", "practical", "cancelled_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="a_meeting_says_where_it_is", condition=~Q(place="", link="", phone="")),
            models.CheckConstraint(
                name="a_cancelled_meeting_says_who_when_and_why",
                condition=~Q(state="cancelled") | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(cancelled_because="")),
            models.CheckConstraint(name="an_announced_meeting_says_when",
                                   condition=Q(state__in=["draft", "cancelled", "held"]) | Q(announced_at__isnull=False)),
            models.UniqueConstraint(fields=["group", "starts_at"], name="a_group_meets_once_at_a_time",
                                    condition=~Q(state="cancelled")),
        ]
        indexes = [models.Index(fields=["group", "starts_at"], name="meetings_of_a_group"),
                   models.Index(fields=["starts_at"], name="meetings_ahead",
                                condition=Q(state__in=["scheduled", "agenda_built", "papers_issued"]))]

    def __str__(self) -> str:
        return f"meeting {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.home_book

    @property
    def name(self) -> str:
        return self.title or (self.group.name if self.kind == Kind.MEETING else f"{self.group.name}: {self.get_kind_display()}")

    @property
    def on(self) -> date:
        return day_of(self.starts_at)

    @property
    def begins(self) -> datetime:
        return self.starts_at.astimezone(LONDON)

    @property
    def ends(self) -> datetime:
        return self.ends_at.astimezone(LONDON)

    @property
    def items_close_on(self) -> date:
        """The last day on which items for the agenda are taken (CC1)."""
        return self.on - timedelta(days=ITEMS_CLOSE_DAYS)

    def get_state_display(self) -> str:
        return label(MeetingState, self.state)

    def get_absolute_url(self) -> str:
        return reverse("programmes:meeting", args=[self.ref])

    def is_ahead(self, at: datetime) -> bool:
        return self.state in AHEAD and self.ends_at >= at

    def is_lay_only(self) -> bool:
        """A pre-meet and a debrief are for the lay members."""
        return self.kind != Kind.MEETING

    def offers(self, move: str) -> bool:
        return move in MEETING.offers(self.state)


class MeetingChange(Model):
    """What a meeting was before one change, so that whoever is told of it reads from what to what."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    phone = models.CharField(max_length=60, blank=True)

    PERSONAL: ClassVar = {"by": RECORD}
    IMPERSONAL: ClassVar = ("place", "link", "phone")

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"], name="changes_of_a_meeting")]

    def __str__(self) -> str:
        return f"change {self.pk} of a meeting"
