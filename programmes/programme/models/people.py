"""Who works in a programme by name, which organisations belong to it, and who signed its touchstone."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import Model
from coprod.kit.refs import new_ref
from partners.models import Organisation, Partner
from partners.people.models import InForceQuerySet
from programmes.programme.roles import Team


class TeamRole(Model):
    """A role that one person has in a programme (or in one workstream of it), from a day to a day."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="team")
    workstream = models.ForeignKey("programmes.Workstream", models.CASCADE, null=True, blank=True, related_name="leads")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="team_roles")
    role = models.CharField(_("role"), max_length=6, choices=Team)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": "as long as the programme's record"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_team_role_ends_after_it_begins",
                                   condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="only_a_lead_belongs_to_a_workstream",
                                   condition=Q(role="WL", workstream__isnull=False) | ~Q(role="WL") & Q(workstream__isnull=True)),
            models.UniqueConstraint("programme", "partner", "role", Coalesce("workstream", 0),
                                    condition=Q(until_on__isnull=True), name="a_role_is_given_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["partner", "programme"], name="team_roles_of_a_person")]

    def __str__(self) -> str:
        return f"team role {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class Membership(Model):
    """An organisation's part in a programme: whether it signs, and from when to when."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    signs = models.BooleanField(_("signs for the programme"), default=True)
    part = models.CharField(_("its part"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("part",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="an_organisation_joins_once"),
            models.CheckConstraint(name="a_membership_ends_after_it_begins",
                                   condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
        ]

    def __str__(self) -> str:
        return f"membership {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.programme.ref


class TouchstoneSignature(Model):
    """An organisation's agreement to the programme's touchstone: who signed, when, which version (standard 6.2). Whoever signs a newer
    version signs anew; the trail keeps the signature before."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="touchstone_signature")
    signed_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(null=True, blank=True)       # None: it was signed before versions were kept here

    PERSONAL: ClassVar = {"signed_by": "as long as the programme's record"}

    def __str__(self) -> str:
        return f"touchstone signature {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.membership.programme.ref
