"""A role profile in one of its versions, and what a lay leader says to it."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Group, Partner
from programmes.profiles.catalogue import NEEDED, PARTS, SHORT_DAYS, Category
from programmes.profiles.lifecycles import PROFILE, UNPUBLISHED, WAITING, ProfileState, ViewValue
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme

LONG = 2000
HOURS = ("hours_a_month", "reading_hours")
WRITTEN = ("title", *(part.name for part in PARTS), *HOURS, "category", "closing_at")       # what a new version takes over
IS_WHOLE = Q(**{f"{name}__isnull": False for name in (*HOURS, "category", "closing_at")}) & ~Q(
    *(Q(**{part.name: ""}) for part in NEEDED), _connector=Q.OR)


class RoleProfileQuerySet(KeyedQuerySet):
    def running(self) -> "RoleProfileQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(programme__state=ProgrammeState.CLOSED)

    def waiting(self) -> "RoleProfileQuerySet":
        """Lay leaders may say what they think."""
        return self.filter(state__in=WAITING)

    def ever_published(self) -> "RoleProfileQuerySet":
        return self.filter(published_at__isnull=False)

    def open(self, at: datetime) -> "RoleProfileQuerySet":
        """Anybody may ask for the role: published, and its closing moment has not come."""
        return self.running().filter(state=ProfileState.PUBLISHED, closing_at__gt=at)

    def run_out(self, at: datetime) -> "RoleProfileQuerySet":
        """Published by the table, though the closing moment has come."""
        return self.filter(state=ProfileState.PUBLISHED, closing_at__lte=at)

    def with_people(self) -> "RoleProfileQuerySet":
        """With all that its page says: two queries."""
        return self.select_related("programme", "group", "previous").prefetch_related(models.Prefetch(
            "views", ProfileView.objects.select_related("partner", "answered_by").order_by("at", "pk")))


class RoleProfile(Model):
    """One version of what a position asks of a lay partner and gives them: written, agreed by lay leaders, published."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="role_profiles")
    group = models.ForeignKey(Group, models.PROTECT, related_name="role_profiles")
    cycle = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")

    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(blank=True, max_length=LONG)
    tasks = models.TextField(blank=True, max_length=LONG)
    strategic = models.TextField(blank=True, max_length=LONG)
    vision = models.TextField(blank=True, max_length=LONG)
    challenge = models.TextField(blank=True, max_length=LONG)
    links = models.TextField(blank=True, max_length=LONG)
    time = models.TextField(blank=True, max_length=LONG)
    other_qualities = models.TextField(blank=True, max_length=LONG)
    other_agreed_by = models.TextField(blank=True, max_length=LONG)
    hours_a_month = models.PositiveSmallIntegerField(null=True, blank=True)        # all of them, with reading
    reading_hours = models.PositiveSmallIntegerField(null=True, blank=True)        # of these
    when_where = models.TextField(blank=True, max_length=LONG)
    term = models.TextField(blank=True, max_length=LONG)
    support = models.TextField(blank=True, max_length=LONG)
    access = models.TextField(blank=True, max_length=LONG)
    category = models.PositiveSmallIntegerField(choices=Category, null=True, blank=True)
    payment = models.TextField(blank=True, max_length=LONG)
    expenses = models.TextField(blank=True, max_length=LONG)
    how_chosen = models.TextField(blank=True, max_length=LONG)
    how_to_leave = models.TextField(blank=True, max_length=LONG)
    ask_whom = models.TextField(blank=True, max_length=LONG)
    closing_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=ProfileState, default=PROFILE.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)         # how often lay leaders were asked
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    comments_until = models.DateField(null=True, blank=True)    # the last of the working days for comment
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # None: the clock

    objects = RoleProfileQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["ask_whom", "other_agreed_by", "support", "written_by", "asked_by", "published_by", "closed_by"],
                                       "as long as the programme's record")
    IMPERSONAL: ClassVar = ("title", *(part.name for part in PARTS if part.name not in ("ask_whom", "other_agreed_by", "support")))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "group", "title", "version"], name="a_version_of_a_profile_is_written_once"),
            models.CheckConstraint(name="a_profile_that_is_shown_has_no_blanks", condition=Q(state="draft") | IS_WHOLE),
            models.CheckConstraint(name="other_qualities_say_who_agreed_them",
                                   condition=Q(state="draft") | Q(other_qualities="") | ~Q(other_agreed_by="")),
            models.CheckConstraint(name="reading_is_part_of_the_hours",
                                   condition=Q(hours_a_month__isnull=True) | Q(reading_hours__isnull=True)
                                   | Q(reading_hours__lte=F("hours_a_month"))),
            models.CheckConstraint(
                name="a_profile_out_for_comment_says_who_asked_and_until_when",
                condition=Q(state="draft") | Q(asked_at__isnull=False, asked_by__isnull=False, comments_until__isnull=False, round__gte=1)),
            models.CheckConstraint(
                name="a_published_profile_says_who_and_when",
                condition=Q(state__in=["published", "closed", "superseded"], published_at__isnull=False, published_by__isnull=False)
                | ~Q(state__in=["published", "closed", "superseded"]) & Q(published_at__isnull=True, published_by__isnull=True)),
            models.CheckConstraint(
                name="a_closed_profile_says_when",
                condition=Q(state="closed", closed_at__isnull=False) | Q(state="superseded")
                | ~Q(state__in=["closed", "superseded"]) & Q(closed_at__isnull=True, closed_by__isnull=True)),
        ]
        indexes = [models.Index(fields=["closing_at"], name="open_roles_by_closing", condition=Q(state="published"))]

    def __str__(self) -> str:
        return f"role profile {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:profile", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_state_display(self) -> str:
        return label(ProfileState, self.state)

    def get_category_display(self) -> str:
        return label(Category, self.category) if self.category else ""     # type: ignore[arg-type]

    def is_draft(self) -> bool:
        return self.state == ProfileState.DRAFT

    def is_waiting(self) -> bool:
        return self.state in WAITING

    def is_unpublished(self) -> bool:
        return self.state in UNPUBLISHED

    def is_open(self, at: datetime) -> bool:
        """As `open(at)`, but for the programme's own end."""
        return self.state == ProfileState.PUBLISHED and self.closing_at is not None and self.closing_at > at

    def blanks(self) -> list[str]:
        """The names of what is not written yet."""
        found = [part.name for part in PARTS if not getattr(self, part.name) and (
            not part.is_optional or (part.name == "other_agreed_by" and self.other_qualities))]
        return found + [name for name in (*HOURS, "category", "closing_at") if getattr(self, name) is None]

    def days_to_closing(self, on: date) -> int | None:
        return (day_of(self.closing_at) - on).days if self.closing_at else None

    def closes_soon(self, on: date) -> bool:
        """Whether people have less than 14 days (PM4)."""
        return self.closing_at is not None and day_of(self.closing_at) < on + timedelta(days=SHORT_DAYS)


class ProfileViewQuerySet(KeyedQuerySet):
    def current(self) -> "ProfileViewQuerySet":
        """The last word of each person; earlier ones stay on record."""
        return self.filter(replaced_at__isnull=True)

    def open_noes(self) -> "ProfileViewQuerySet":
        """Last words that are a "no" which nobody has answered."""
        return self.current().filter(value=ViewValue.DISAGREE, answered_at__isnull=True)

    def of_round(self, profile: Any) -> "ProfileViewQuerySet":
        """What was said to the text as it stands."""
        return self.current().filter(round=profile.round)


class ProfileView(Model):
    """What a lay leader says to a profile before it is published. A "no" stays readable for ever, with its answer."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    profile = models.ForeignKey(RoleProfile, models.CASCADE, related_name="views")
    round = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    value = models.CharField(max_length=10, choices=ViewValue)
    text = models.TextField(blank=True, max_length=4000)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=4000)      # empty where the text was changed instead
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProfileViewQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "text", "answer", "answered_by"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "partner"], condition=Q(replaced_at__isnull=True),
                                    name="each_has_one_last_word_on_a_profile"),
            models.CheckConstraint(name="who_does_not_simply_agree_says_what", condition=Q(value="agree") | ~Q(text="")),
            models.CheckConstraint(
                name="an_answer_to_a_no_says_who_and_when",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(value="disagree", answered_at__isnull=False, answered_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"profile view {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.profile.programme.ref

    def is_no(self) -> bool:
        return self.value == ViewValue.DISAGREE

    def is_open_no(self) -> bool:
        return self.is_no() and self.replaced_at is None and self.answered_at is None
