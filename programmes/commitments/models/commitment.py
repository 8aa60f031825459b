"""One promise."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.finding import KeyedQuerySet
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.kit.tokens import token_for
from partners.models import Organisation, Partner
from partners.people.models import Through
from programmes.commitments.catalogue import AMBER_DAYS, LINK_LASTS_DAYS, RED_DAYS, REPORT_WEEKS, Look
from programmes.commitments.lifecycles import COMMITMENT, DROPPED, MAY_FALL_LATE, OPEN, CommitmentState
from programmes.minutes.models import MinuteLine
from programmes.raising.models import Raised

RECORD = "as long as the programme's record"
_S = CommitmentState
STILL_OPEN = Q(state__in=OPEN) | Q(state=_S.BROKEN, is_standing=True)


class CommitmentQuerySet(KeyedQuerySet):
    def open(self) -> "CommitmentQuerySet":
        """Still to be kept: a standing one also when it was broken, for it goes on."""
        return self.filter(STILL_OPEN)

    def overdue(self, on: date) -> "CommitmentQuerySet":
        """Promised, not said to be done, and past their day. A "met" that lay partners deny is not done."""
        return self.filter(state__in=[*MAY_FALL_LATE, _S.LATE, _S.DISPUTED], due_on__lt=on)

    def looked_at(self, look: str, on: date) -> "CommitmentQuerySet":
        """Narrowed as the reader of the register chose."""
        if look == Look.OVERDUE:
            return self.overdue(on)
        if look == Look.OPEN:
            return self.open()
        states = {Look.JUDGE: [_S.CLAIMED], Look.DISPUTED: [_S.DISPUTED], Look.KEPT: [_S.MET], Look.BROKEN: [_S.BROKEN],
                  Look.DROPPED: DROPPED}
        return self.filter(state__in=states[Look(look)]) if look in Look.values else self

    def urgent_first(self, on: date) -> "CommitmentQuerySet":
        """What is past its day first, the oldest before the others; then what is open, by its day; then the rest, the newest first."""
        late = Q(state__in=[*MAY_FALL_LATE, _S.LATE, _S.DISPUTED], due_on__lt=on)
        order = Case(When(late, then=Value(0)), When(STILL_OPEN, then=Value(1)), default=Value(2))
        return self.annotate(m_order=order).order_by("m_order", F("due_on").asc(nulls_last=True), "-pk")

    def with_breaches(self) -> "CommitmentQuerySet":
        """Each with `n_breaches`: how often it was not kept."""
        from programmes.commitments.models.words import CommitmentBreach  # the two nouns know each other

        counted = CommitmentBreach.objects.filter(commitment=OuterRef("pk")).order_by().values("commitment").annotate(
            n=Count("happened_on", distinct=True))
        return self.annotate(n_breaches=Coalesce(Subquery(counted.values("n")), 0))

    def whole(self) -> "CommitmentQuerySet":
        return self.select_related("programme", "group", "owner", "second_owner", "organisation", "asked_by",
            "minute_line__minutes__meeting")


class Commitment(Raised):
    """A promise to lay partners: what, by whom, by when or standing, who asked, where it was made.

    It has an owner, or an organisation whose signatories answer for it, or else the programme's own team answers. The owner says every
    few weeks how it stands.
    """

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    text = models.TextField(_("what is promised?"), max_length=1000)
    owner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="commitments")
    second_owner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="commitments")
    together_with = models.CharField(_("who else has a part in it?"), max_length=200, blank=True)
    asked_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    minute_line = models.OneToOneField(MinuteLine, models.PROTECT, null=True, blank=True, related_name="commitment")
    is_standing = models.BooleanField(_("does it go on for good?"), default=False)
    due_on = models.DateField(_("by which day?"), null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)          # before it was moved
    every_weeks = models.PositiveSmallIntegerField(_("every how many weeks does the owner say how it stands?"), default=REPORT_WEEKS)
    report_due_on = models.DateField(null=True, blank=True)         # the next report, while it runs
    unreported_since = models.DateField(null=True, blank=True)      # the day of the first report that did not come, until one does
    state = models.CharField(max_length=12, choices=CommitmentState, default=COMMITMENT.start)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_through = models.CharField(max_length=10, choices=Through, blank=True)
    agreed_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)             # of saying that it is done; each claim is judged anew
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)         # when it was kept, broken, taken back or not promised
    because = models.TextField(max_length=1000, blank=True)         # why it was broken, taken back or not promised
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CommitmentQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["owner", "second_owner", "asked_by", "proposed_by", "agreed_noted_by", "claimed_by", "closed_by"], RECORD)
    IMPERSONAL: ClassVar = ("text", "together_with", "because", "about_name")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_promise_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="a_standing_promise_has_no_day", condition=Q(is_standing=False) | Q(due_on__isnull=True)),
            models.CheckConstraint(name="a_promise_has_a_day_or_stands", condition=Q(is_standing=True) | Q(due_on__isnull=False)),
            models.CheckConstraint(name="a_promise_is_reported_on", condition=Q(every_weeks__gte=1)),
            models.CheckConstraint(
                name="a_promise_that_runs_was_given",
                condition=Q(state__in=["proposed", "declined", "withdrawn"]) | Q(agreed_at__isnull=False)),
            models.CheckConstraint(
                name="a_promise_that_is_dropped_says_why", condition=~Q(state__in=["declined", "withdrawn", "broken"]) | ~Q(because="")),
        ]
        indexes = [
            models.Index(fields=["programme", "due_on"], name="promises_of_a_programme"),
            models.Index(fields=["programme", "state"], name="promises_by_state"),
            models.Index(fields=["group", "state"], name="promises_of_a_group"),
            models.Index(fields=["organisation", "state"], name="promises_of_an_organisation"),
            models.Index(fields=["owner", "state"], name="promises_of_a_person"),
            models.Index(fields=["about_kind", "about_ref"], name="promises_made_somewhere"),
            models.Index(fields=["due_on"], name="promises_by_their_day",
                         condition=Q(state__in=["agreed", "on_track", "at_risk", "renegotiated", "late", "disputed"])),
            models.Index(fields=["report_due_on"], name="promises_to_report_on", condition=Q(report_due_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"commitment {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:commitment", args=[self.ref])

    def get_state_display(self) -> str:
        return label(CommitmentState, self.state)

    @property
    def short(self) -> str:
        """The promise in one line."""
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else f"{words[:77]}…"

    def owners(self) -> list[Partner]:
        return [each for each in (self.owner, self.second_owner) if each]

    def is_overdue(self, on: date) -> bool:
        return self.state in (*MAY_FALL_LATE, _S.LATE, _S.DISPUTED) and self.due_on is not None and self.due_on < on

    def how_late(self, on: date) -> str:
        """"" or how far it is past its day: "late", "amber" over 10 working days, "red" over 20 (CC2)."""
        if not self.is_overdue(on) or self.due_on is None:
            return ""
        return "red" if add_working_days(self.due_on, RED_DAYS) < on else "amber" if add_working_days(self.due_on,
            AMBER_DAYS) < on else "late"

    def was_late(self) -> bool:
        """Whether "it is done" was first said after the day that was promised first."""
        said: datetime | None = self.claimed_at or self.closed_at
        return bool(said and self.first_due_on and day_of(said) > self.first_due_on)

    def offers(self, move: str) -> bool:
        return move in COMMITMENT.offers(self.state)

    def token_to_report(self, person: Partner) -> str:
        """What the link of this person holds, for the next report and no other. One query."""
        return token_for("programmes.commitment-report", f"{self.ref}:{person.ref}:{self.report_due_on}:{self.reports_given()}")

    def reports_given(self) -> int:
        given: int = self.reports.count()
        return given

    def link_works(self, on: date) -> bool:
        return self.report_due_on is not None and on <= self.report_due_on + timedelta(days=LINK_LASTS_DAYS)

    def next_report(self, after: date) -> date:
        return after + timedelta(weeks=self.every_weeks)

    def facts(self) -> dict[str, Any]:
        """As a form shows them."""
        return {name: getattr(self, name) for name in ("text", "together_with", "is_standing", "due_on", "every_weeks")}
