"""A trusted supporter."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from coprod.kit.tokens import hash_of
from partners.people.models import WHO_WROTE_IT_DOWN, Partner, Through
from partners.supporters.lifecycles import SUPPORTER, SupporterState

TERM = "six months after their access ended"


def token_of_supporter(ref: str) -> str:
    """What stands in the link of the supporter `ref`."""
    return tokens.token_for("partners.supporter", ref)


class SupporterQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "SupporterQuerySet":
        return self.filter(token_hash=hash_of(token))

    def let_in(self, on: date) -> "SupporterQuerySet":
        """Whose link opens on that day: invited or helping, and not past the last day."""
        return self.filter(state__in=[SupporterState.INVITED, SupporterState.ACTIVE], until_on__gte=on)


class Supporter(Model):
    """Somebody whom a person trusts: they see what is next and what is asked, and more only where the person switched it on."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="supporters")
    name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(max_length=64, unique=True)
    sees_support = models.BooleanField(_("my support needs"), default=False)
    sees_reach = models.BooleanField(_("how to reach me"), default=False)
    state = models.CharField(max_length=10, choices=SupporterState, default=SUPPORTER.start)
    invited_at = models.DateTimeField()
    through = models.CharField(max_length=10, choices=Through)
    noted_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(_("until"))                     # at most twelve months
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)       # when the link was last opened

    objects = SupporterQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["partner", "name", "email", "noted_by"], TERM)
    IMPERSONAL: ClassVar = ()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_supporter_ends_after_they_begin", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="a_supporter_says_who_wrote_it_down", condition=WHO_WROTE_IT_DOWN),
            models.CheckConstraint(name="an_ended_supporter_says_when",
                                   condition=Q(state="ended", ended_at__isnull=False) | ~Q(state="ended") & Q(ended_at__isnull=True)),
            models.UniqueConstraint(fields=["partner", "email"], condition=Q(state__in=["invited", "active"]),
                                    name="a_supporter_is_invited_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"supporter {self.ref}"

    def get_state_display(self) -> str:
        return label(SupporterState, self.state)

    def is_let_in(self, on: date) -> bool:
        return self.state in (SupporterState.INVITED, SupporterState.ACTIVE) and self.until_on >= on
