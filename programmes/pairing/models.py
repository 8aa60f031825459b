"""What a lay partner wishes, the decision that makes a pair, the briefing before the first meeting, and an exchange of seats."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Holding, Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.pairing.lifecycles import OPEN_SWAPS, SWAP, SwapState
from programmes.programme.models import Workstream

RECORD = "as long as the programme's record"


class Wish(Model):
    """What a lay partner says about one workstream: that they would like to sit there, or that a conflict of interests keeps them out."""

    class Value(models.TextChoices):
        WANTED = "wanted", _("I would like to take part here")
        CONFLICT = "conflict", _("I have a conflict of interests here")

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="wishes")
    workstream = models.ForeignKey(Workstream, models.CASCADE, related_name="wishes")
    value = models.CharField(max_length=10, choices=Value)
    said_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["partner", "noted_by"], "while they take part and two years after, then erased")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "workstream"], name="a_wish_is_said_once_for_a_workstream"),
            models.CheckConstraint(name="a_wish_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"wish {self.pk}"

    @property
    def trail_book(self) -> str:
        return self.workstream.trail_book


class Allocation(Model):
    """One decision for one workstream: the two people of its pair, or one who joins who serves there, or, for a reason, one alone."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    workstream = models.ForeignKey(Workstream, models.CASCADE, related_name="allocations")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    by_lay_chair = models.BooleanField(default=False)           # of the Advisory Group, or the manager (7.2)
    as_suggested = models.BooleanField(default=False)           # the people are those that were suggested
    points = models.SmallIntegerField(null=True, blank=True)    # of the pair, when it was made
    alone_because = models.CharField(_("why one alone?"), max_length=300, blank=True)
    said = models.CharField(_("why these two?"), max_length=300, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["made_by", "alone_because", "said"], RECORD)

    class Meta:
        indexes = [models.Index(fields=["workstream", "made_at"], name="allocations_of_a_workstream")]

    def __str__(self) -> str:
        return f"allocation {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.workstream.trail_book


class AllocatedSeat(Model):
    """A seat that an allocation gave to somebody; what became of it is on the holding."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="seats")
    holding = models.OneToOneField(Holding, models.PROTECT, related_name="allocated")

    PERSONAL: ClassVar = {}

    def __str__(self) -> str:
        return f"seat of allocation {self.allocation_id}"


class TimeSpent(Model):
    """How long one seat really took its holder in a month, with reading, as the person says (3.7; ILPG-2: by seat, R7)."""

    holding = models.ForeignKey(Holding, models.CASCADE, related_name="time_spent")
    month = models.DateField()                                  # its first day
    hours = models.PositiveSmallIntegerField(_("how many hours did it take, with reading?"))
    said_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["hours", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holding", "month"], name="time_is_said_once_a_month_for_a_seat"),
            models.CheckConstraint(name="a_month_of_time_begins_on_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="time_spent_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN)]

    def __str__(self) -> str:
        return f"time spent {self.pk}"

    @property
    def trail_book(self) -> str:
        return self.holding.trail_book


class Briefing(Model):
    """The lead talked with the pair before the first meeting (7.6). It counts when the lay partners confirm it, each for themselves."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    workstream = models.ForeignKey(Workstream, models.CASCADE, related_name="briefings")
    on = models.DateField(_("on which day?"))
    note = models.TextField(_("what was it about?"), max_length=2000)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["note", "noted_by"], RECORD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workstream", "on"], name="a_briefing_is_noted_once")]

    def __str__(self) -> str:
        return f"briefing {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.workstream.trail_book


class BriefingView(Model):
    """What one lay partner of the pair says about a briefing: that it was so, or that it was not."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="views")
    by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    was_so = models.BooleanField()
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = dict.fromkeys(["by", "text", "noted_by"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "by"], name="a_view_of_a_briefing_is_said_once"),
            models.CheckConstraint(name="a_view_of_a_briefing_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="a_briefing_that_was_not_says_what_was", condition=Q(was_so=True) | ~Q(text=""))]

    def __str__(self) -> str:
        return f"view of briefing {self.briefing_id}"

    @property
    def trail_book(self) -> str:
        return self.briefing.trail_book


class Swap(Model):
    """A lay partner asks another to exchange seats. On the day on which both of them, both leads and a lay co-chair agree, the seats
    change hands (7.2, 7.3)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    mine = models.ForeignKey(Holding, models.PROTECT, related_name="swaps_asked")       # of who asks
    theirs = models.ForeignKey(Holding, models.PROTECT, related_name="swaps_offered")   # of who is asked
    because = models.CharField(_("why would you like to change?"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SwapState, default=SWAP.start)
    asked_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_through = models.CharField(max_length=10, choices=Through, blank=True)
    accepted_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    my_lead_at = models.DateTimeField(null=True, blank=True)            # the lead of the seat that is left by who asks
    my_lead_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    their_lead_at = models.DateTimeField(null=True, blank=True)
    their_lead_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    chair_at = models.DateTimeField(null=True, blank=True)              # a lay co-chair of the Advisory Group
    chair_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_through = models.CharField(max_length=10, choices=Through, blank=True)
    closed_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_because = models.CharField(max_length=300, blank=True)

    PERSONAL: ClassVar = dict.fromkeys([
        "because", "noted_by", "accepted_noted_by", "my_lead_by", "their_lead_by", "chair_by", "closed_by", "closed_noted_by",
        "closed_because"], RECORD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mine"], condition=Q(state__in=OPEN_SWAPS), name="one_exchange_is_asked_for_a_seat_at_a_time"),
            models.CheckConstraint(name="an_exchange_that_both_accept_says_when",
                                   condition=~Q(state__in=["accepted", "done"]) | Q(accepted_at__isnull=False)),
            models.CheckConstraint(
                name="an_exchange_has_every_yes_it_needs",
                condition=~Q(state="done") | Q(my_lead_by__isnull=False, their_lead_by__isnull=False, chair_by__isnull=False)),
            models.CheckConstraint(
                name="a_closed_exchange_says_who_and_when",
                condition=Q(state__in=["done", "declined", "withdrawn"], closed_at__isnull=False, closed_by__isnull=False)
                | Q(state__in=OPEN_SWAPS, closed_at__isnull=True, closed_by__isnull=True)),
            models.CheckConstraint(name="an_exchange_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="an_answer_to_an_exchange_says_who_wrote_it_down",
                condition=(Q(accepted_noted_by__isnull=True) | Q(accepted_through__in=NOTED))
                & (Q(closed_noted_by__isnull=True) | Q(closed_through__in=NOTED)))]

    def __str__(self) -> str:
        return f"swap {self.ref}"

    def get_state_display(self) -> str:
        return label(SwapState, self.state)

    def waits_for(self, partner: Partner) -> bool:
        """Whether that lay partner is asked, and has not answered."""
        return self.state == SwapState.ASKED and self.theirs.partner_id == partner.pk

    def asked_by(self, partner: Partner) -> bool:
        """Whether that lay partner asked, and may take it back."""
        return self.state in OPEN_SWAPS and self.mine.partner_id == partner.pk

    @property
    def trail_book(self) -> str:
        return self.mine.trail_book
