"""One thing that must be there for one person at one meeting."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.trail.moves import make_move, record
from partners.models import Need, Partner
from partners.people.models import NOTED, WHO_WROTE_IT_DOWN, Through
from programmes.access.catalogue import needs_interpreter
from programmes.access.lifecycles import HELD, PROVISION, STANDING, UNMET, ProvisionState
from programmes.meetings.models import Meeting

TERM = "two years after the meeting, then erased"


class ProvisionQuerySet(KeyedQuerySet):
    def standing(self) -> "ProvisionQuerySet":
        return self.filter(state__in=STANDING)

    def unmet(self) -> "ProvisionQuerySet":
        """Not booked, not possible, or not right as the person says."""
        return self.filter(state__in=UNMET)

    def asks_staff(self) -> "ProvisionQuerySet":
        """Something is to be booked, or a booking is to be called off."""
        return self.filter(Q(state__in=UNMET) | Q(to_call_off=True))


class Provision(Model):
    """What is done for one person at one meeting, as an instruction: "Book a BSL interpreter". It comes from a standing need, or is asked
    for this time only."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="provisions")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="provisions")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="provisions")
    with_answer = models.BooleanField(default=False)        # said with the answer to the invitation: it changes with that
    kind = models.CharField(_("what is it about?"), max_length=14, choices=Need.Kind, blank=True)
    words = models.CharField(_("what should we do?"), max_length=300)
    seen_by = models.CharField(max_length=10, choices=Need.Seen, default=Need.Seen.ORGANISERS)
    days_before = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ProvisionState, default=PROVISION.start)
    asked_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through, default=Through.ACCOUNT)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    arranged = models.CharField(_("what was booked, or why it is not possible"), max_length=300, blank=True)
    arranged_at = models.DateTimeField(null=True, blank=True)
    arranged_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.CharField(_("what is not right?"), max_length=300, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_through = models.CharField(max_length=10, choices=Through, blank=True)
    said_noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    is_away = models.BooleanField(default=False)            # dropped because the person does not come: it stands again when they do
    is_booking = models.BooleanField(default=False)         # something is booked with somebody, whatever is said of it since
    to_call_off = models.BooleanField(default=False)        # it was booked, and is not wanted any more

    objects = ProvisionQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "words", "noted_by", "arranged", "arranged_by", "said", "said_noted_by"], TERM)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "need"], name="a_need_is_provided_for_once_at_a_meeting"),
            models.UniqueConstraint(fields=["meeting", "partner"], condition=Q(with_answer=True),
                                    name="an_answer_asks_for_one_thing_more"),
            models.CheckConstraint(name="a_provision_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(
                name="a_booked_provision_says_what_who_and_when",
                condition=~Q(state__in=["booked", "confirmed", "impossible", "without"])
                | Q(arranged_at__isnull=False, arranged_by__isnull=False) & ~Q(arranged="")),
            models.CheckConstraint(
                name="only_the_person_says_that_a_provision_is_right",
                condition=~Q(state__in=["confirmed", "not_right", "without"]) | Q(said_at__isnull=False) & (
                    Q(said_through__in=["account", "link"], said_noted_by__isnull=True)
                    | Q(said_through__in=NOTED, said_noted_by__isnull=False))),
            models.CheckConstraint(name="a_provision_that_is_not_right_says_why", condition=~Q(state="not_right") | ~Q(said="")),
        ]
        indexes = [models.Index(fields=["meeting", "state"], name="provisions_of_a_meeting"),
                   models.Index(fields=["partner", "state"], name="provisions_of_a_person")]

    def __str__(self) -> str:
        return f"provision {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.meeting.trail_book

    @property
    def due_on(self) -> date:
        return self.meeting.on - timedelta(days=self.days_before)

    def get_state_display(self) -> str:
        return label(ProvisionState, self.state)

    def is_interpreter(self) -> bool:
        return needs_interpreter(self.words)

    def is_booked(self) -> bool:
        return self.state in HELD

    def offers(self, move: str) -> bool:
        return move in PROVISION.offers(self.state)

    def book(self, *, by: Partner, at: datetime, what: str) -> None:
        """Staff say what they booked, or booked instead. It counts once the person says that it is right."""
        if self.state == ProvisionState.BOOKED:
            self._book_instead(by=by, at=at, what=what)
            return
        make_move(self, PROVISION, "book", by=by, at=at, arranged=what, arranged_at=at, arranged_by=by, to_call_off=False, is_booking=True)

    def _book_instead(self, *, by: Partner, at: datetime, what: str) -> None:
        """Something else than what was booked, before the person said anything. Raises NotAllowedNow if it was settled meanwhile."""
        facts: dict[str, Any] = {"arranged": what, "arranged_at": at, "arranged_by": by}
        if not Provision.objects.filter(pk=self.pk, state=ProvisionState.BOOKED).update(**facts):
            raise NotAllowedNow("book")
        for name, value in facts.items():
            setattr(self, name, value)
        record(self, "book", by=by, at=at)

    def can_be_booked(self) -> bool:
        return self.state in STANDING

    def say_impossible(self, *, by: Partner, at: datetime, why: str) -> None:
        make_move(self, PROVISION, "say_impossible", by=by, at=at, arranged=why, arranged_at=at, arranged_by=by, is_booking=False)

    def say(self, move: str, *, at: datetime, why: str = "", through: str = Through.ACCOUNT, noted_by: Partner | None = None,
            **facts: Any) -> None:
        """The person's word: "confirm", "deny", "do_without", "drop" or "ask_again"."""
        make_move(self, PROVISION, move, by=self.partner, at=at, said=why, said_at=at, said_through=through, said_noted_by=noted_by,
                  **facts)
