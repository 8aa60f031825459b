"""Groups, seats, holdings and vacancies."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.trail.moves import make_move
from partners.groups.lifecycles import HOLDING, HoldingState
from partners.people.models import WHO_WROTE_IT_DOWN, InForceQuerySet, Partner, Through

VACANCY_LIMIT_DAYS = 28         # R1 and standard 7.4: a lay seat may stand empty for 28 days


class Group(Model):
    """People who meet: founding leaders, an Advisory Group, a Forum, a working group, a board or a panel."""

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("Founding service-user leaders")
        ADVISORY = "advisory", _("Lay Partners Advisory Group")
        FORUM = "forum", _("Lay Partners Forum")
        WORKING = "working", _("Working group")
        BOARD = "board", _("Board")
        PANEL = "panel", _("Selection panel")

    class Level(models.TextChoices):
        SYSTEM = "system", _("Whole system")
        ORGANISATION = "organisation", _("Organisation")
        PLACE = "place", _("Borough or place")
        SERVICE = "service", _("Service")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.SYSTEM)
    purpose = models.TextField(_("purpose"), blank=True, max_length=2000)
    rhythm = models.CharField(_("how often it meets"), max_length=100, blank=True)
    lay_minimum = models.PositiveSmallIntegerField(_("fewest lay partners"), default=2)
    home_book = models.CharField(max_length=40, blank=True, editable=False)     # the trail's book it writes in

    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("name", "purpose", "rhythm")

    def __str__(self) -> str:
        return self.name

    @property
    def trail_book(self) -> str:
        return self.home_book

    def is_forum(self) -> bool:
        return self.kind == self.Kind.FORUM


class TermsOfReference(Model):
    """One version of what a group is for and how it works; kept when the next replaces it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="terms")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"written_by": "as long as the programme's record"}
    IMPERSONAL: ClassVar = ("text",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="a_version_of_terms_is_written_once")]

    def __str__(self) -> str:
        return f"terms of reference {self.ref}"


class SeatQuerySet(KeyedQuerySet):
    def lay(self) -> "SeatQuerySet":
        return self.filter(is_lay=True)

    def standing(self) -> "SeatQuerySet":
        return self.filter(closed_on__isnull=True)

    def held(self, on: date) -> "SeatQuerySet":
        return self.filter(Exists(Holding.objects.serving(on).filter(seat=OuterRef("pk"))))

    def empty(self, on: date) -> "SeatQuerySet":
        return self.filter(~Exists(Holding.objects.serving(on).filter(seat=OuterRef("pk"))))


class Seat(Model):
    """A place in a group, lay or professional. It stays when its holder leaves; then its clock runs."""

    class Office(models.TextChoices):
        MEMBER = "member", _("Member")
        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co_chair", _("Co-chair")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    name = models.CharField(_("name of the seat"), max_length=100, blank=True)
    is_lay = models.BooleanField(_("for a lay partner"), default=True)
    office = models.CharField(_("office"), max_length=10, choices=Office, default=Office.MEMBER)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("name",)

    class Meta:
        constraints = [models.CheckConstraint(name="a_seat_closes_after_it_opens",
                                              condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")))]

    def __str__(self) -> str:
        return f"seat {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.group.trail_book


class HoldingQuerySet(InForceQuerySet):
    def serving(self, on: date) -> "HoldingQuerySet":
        """Confirmed by all who must, begun and not ended on that day. An ended one served until its last day."""
        return self.in_force(on).filter(state__in=[HoldingState.SERVING, HoldingState.ENDED])

    def waiting(self) -> "HoldingQuerySet":
        return self.filter(state__in=[HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED])

    def lay(self) -> "HoldingQuerySet":
        return self.filter(seat__is_lay=True)

    def run_out(self, on: date) -> "HoldingQuerySet":
        """Serving by the table, though their last day has passed."""
        return self.filter(state=HoldingState.SERVING, until_on__lt=on)


class Holding(Model):
    """One person in one seat, from a day to a day: proposed, confirmed by the person and the lead, serving, ended."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="holdings")
    state = models.CharField(max_length=10, choices=HoldingState, default=HOLDING.start)
    needs_lead = models.BooleanField(default=False)     # seats of a workstream are agreed by its lead (7.3)
    hours_a_month = models.PositiveSmallIntegerField(_("hours a month, with reading"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    by_lay_chair = models.BooleanField(default=False)   # who proposed spoke for the Advisory Group (7.2)
    from_advisory = models.BooleanField(default=False)  # the person was in the Advisory Group when proposed (R2)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_through = models.CharField(max_length=10, choices=Through, blank=True)
    accepted_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")    # they said it to staff
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_because = models.CharField(max_length=300, blank=True)

    objects = HoldingQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["partner", "hours_a_month", "proposed_by", "accepted_noted_by", "agreed_by", "closed_by", "closed_because"],
        "as long as the programme's record; the person's name goes when they are erased")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_holding_ends_after_it_begins",
                                   condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(state__in=["proposed", "accepted", "agreed", "serving"]),
                name="one_person_at_a_time_in_a_seat"),
            models.CheckConstraint(
                name="who_serves_has_said_yes_and_the_lead_too",
                condition=~Q(state="serving") | Q(accepted_at__isnull=False) & (
                    Q(needs_lead=False) | Q(agreed_at__isnull=False, agreed_by__isnull=False))),
            models.CheckConstraint(
                name="a_closed_holding_says_who_and_when",
                condition=Q(state__in=["declined", "withdrawn"], closed_at__isnull=False, closed_by__isnull=False)
                | Q(state="ended", closed_at__isnull=False)     # by nobody, when a term ran out
                | ~Q(state__in=["declined", "withdrawn", "ended"]) & Q(closed_at__isnull=True, closed_by__isnull=True)),
        ]
        indexes = [models.Index(fields=["partner", "state"], name="holdings_of_a_person")]

    def __str__(self) -> str:
        return f"holding {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.seat.trail_book

    def serves(self, on: date) -> bool:
        """As `serving(on)`: confirmed by all who must, begun, and not past its last day."""
        return (self.state in (HoldingState.SERVING, HoldingState.ENDED) and self.from_on <= on
                and (self.until_on is None or self.until_on >= on))

    def is_waiting_for_person(self) -> bool:
        return "accept" in HOLDING.offers(self.state)

    def is_waiting_for_lead(self) -> bool:
        return "agree" in HOLDING.offers(self.state)

    def accept(self, *, by: Partner, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> None:
        """The person takes the seat. With the lead's agreement (or where none is needed) they serve from now on."""
        make_move(self, HOLDING, "accept", by=by, at=at, accepted_at=at, accepted_through=through, accepted_noted_by=noted_by)

    def agree(self, *, by: Partner, at: datetime) -> None:
        """The lead agrees to the person (standard 7.3)."""
        make_move(self, HOLDING, "agree", by=by, at=at, agreed_at=at, agreed_by=by)

    def decline(self, *, by: Partner, at: datetime, because: str = "") -> None:
        self._close("decline", by=by, at=at, because=because)

    def withdraw(self, *, by: Partner, at: datetime, because: str = "") -> None:
        self._close("withdraw", by=by, at=at, because=because)

    def end(self, *, by: Partner, at: datetime, until_on: date, because: str = "") -> None:
        """The person's last day is `until_on`."""
        self._close("end", by=by, at=at, because=because, until_on=until_on)

    def run_out(self, *, at: datetime) -> None:
        """The term is over: its last day has passed."""
        make_move(self, HOLDING, "end", by=None, at=at, closed_at=at)

    def _close(self, move: str, *, by: Partner, at: datetime, because: str, **facts: object) -> None:
        make_move(self, HOLDING, move, by=by, at=at, closed_at=at, closed_by=by, closed_because=because, **facts)


class VacancyQuerySet(KeyedQuerySet):
    def running(self) -> "VacancyQuerySet":
        return self.filter(until_on__isnull=True)


class Vacancy(Model):
    """A seat that stood empty from a day (its holder's last) to a day (the next holder's first), and who covered."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="vacancies")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    cover = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    cover_note = models.CharField(_("how the seat is covered"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VacancyQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["cover", "cover_note", "recorded_by"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(until_on__isnull=True), name="a_seat_is_empty_once_at_a_time"),
            models.CheckConstraint(name="a_vacancy_ends_after_it_begins",
                                   condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="a_recorded_vacancy_says_who_and_when",
                condition=Q(recorded_at__isnull=True, recorded_by__isnull=True)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"vacancy {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.seat.trail_book

    def days(self, on: date) -> int:
        """How many days the seat stood empty, up to `on`."""
        return ((self.until_on or on) - self.from_on).days


class Handover(Model):
    """What somebody who leaves a seat tells who comes after them, and from when to when the two go together."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    holding = models.OneToOneField(Holding, models.PROTECT, related_name="handover")       # of who leaves
    text = models.TextField(_("what should the next person know?"), max_length=4000)
    shadow_from = models.DateField(_("we go together from"), null=True, blank=True)
    shadow_until = models.DateField(_("until"), null=True, blank=True)
    written_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)       # by who came after them

    PERSONAL: ClassVar = dict.fromkeys(["text", "noted_by"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_handover_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="a_shadow_period_has_both_its_days",
                condition=Q(shadow_from__isnull=True, shadow_until__isnull=True)
                | Q(shadow_from__isnull=False, shadow_until__gte=F("shadow_from")))]

    def __str__(self) -> str:
        return f"hand-over {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.holding.trail_book
