"""A proposal that a programme moves to a newer edition, and what became of it."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.moving.lifecycles import MOVING, MoveState
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.tailoring.lifecycles import Side


class EditionMoveQuerySet(KeyedQuerySet):
    def visible_to(self, user: Any, *, on: date) -> "EditionMoveQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(user, on=on).values("pk"))

    def waiting(self) -> "EditionMoveQuerySet":
        """Proposed and not answered, in programmes that go on."""
        return self.filter(state=MoveState.PROPOSED).exclude(programme__state=ProgrammeState.CLOSED)

    def with_people(self) -> "EditionMoveQuerySet":
        return self.select_related("programme", "proposed_by", "answered_by")

    def newest_first(self) -> "EditionMoveQuerySet":
        return self.order_by("-proposed_at", "-pk")


class EditionMove(Model):
    """A proposal of one side that the programme asks under a newer edition, and the word of the other side."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="edition_moves")
    was = models.PositiveSmallIntegerField()                    # the edition that the programme has when it is proposed
    will_be = models.PositiveSmallIntegerField()
    why = models.TextField(_("why?"), max_length=2000)
    state = models.CharField(max_length=10, choices=MoveState, default=MOVING.start)
    side = models.CharField(max_length=6, choices=Side)         # of who proposed it
    proposed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    proposed_role = models.CharField(max_length=10)
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)   # agreed, refused or taken back
    answered_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    answered_role = models.CharField(max_length=10, blank=True)
    because = models.TextField(_("why not?"), blank=True, max_length=2000)

    objects = EditionMoveQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["proposed_by", "why", "answered_by", "because"], "as long as the programme's record")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme"], condition=Q(state="proposed"), name="one_move_is_proposed_at_a_time"),
            models.CheckConstraint(name="a_programme_moves_to_a_newer_edition", condition=Q(will_be__gt=F("was"))),
            models.CheckConstraint(name="who_proposes_to_move_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="an_answered_move_says_who_and_when",
                condition=Q(state="proposed", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            models.CheckConstraint(name="who_refuses_to_move_says_why", condition=~Q(state="refused") | ~Q(because="")),
            models.CheckConstraint(name="nobody_agrees_to_their_own_move",
                                   condition=~Q(state__in=["moved", "refused"]) | ~Q(answered_by=F("proposed_by"))),
        ]

    def __str__(self) -> str:
        return f"edition move {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:edition", args=[self.programme.slug])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def get_state_display(self) -> str:
        return label(MoveState, self.state)

    def title(self) -> str:
        return gettext("From edition %(was)d to edition %(will_be)d") % {"was": self.was, "will_be": self.will_be}

    def is_waiting(self) -> bool:
        return self.state == MoveState.PROPOSED

    def is_refused(self) -> bool:
        return self.state == MoveState.REFUSED
