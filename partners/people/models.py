"""Organisations, partners, signatories and invitations."""

import unicodedata
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from partners.people.lifecycles import INVITATION, InvitationState

INVITATION_LASTS = timedelta(days=14)


class Through(models.TextChoices):
    """How somebody said something that is kept: by themselves, or to a person who wrote it down."""

    ACCOUNT = "account", _("In their account")
    LINK = "link", _("By their link")
    PHONE = "phone", _("By phone")
    POST = "post", _("By letter")
    IN_PERSON = "in_person", _("In person")


NOTED = (Through.PHONE, Through.POST, Through.IN_PERSON)        # somebody else wrote it down
WHO_WROTE_IT_DOWN = Q(through__in=[Through.ACCOUNT, Through.LINK], noted_by__isnull=True) | Q(through__in=NOTED, noted_by__isnull=False)


def searchable(*texts: str) -> str:
    """Texts as search compares them: case and accents folded, so that "ecole" finds "École" on every database."""
    folded = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


class InForceQuerySet(KeyedQuerySet):
    """For rows with from_on and until_on: both days count, and the end comes at midnight after the last."""

    def in_force(self, on: date) -> "InForceQuerySet":
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)


class OrganisationQuerySet(KeyedQuerySet):
    def matching(self, words: str) -> "OrganisationQuerySet":
        return self.filter(search_text__contains=searchable(words))


class Organisation(Model):
    """A body that commissions, provides, nominates or speaks for people."""

    class Kind(models.TextChoices):
        COMMISSIONER = "commissioner", _("Commissioner")
        COUNCIL = "council", _("Council")
        ACUTE = "acute", _("Acute hospital trust")
        PROVIDER = "provider", _("Community or mental health provider")
        PRIMARY_CARE = "primary_care", _("Primary care")
        CHARITY = "charity", _("Charity or voluntary organisation")
        VOICE = "voice", _("Statutory voice of patients and the public")
        OTHER = "other", _("Other")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    area = models.CharField(_("area"), max_length=200, blank=True)
    search_text = models.TextField(editable=False, blank=True)

    objects = OrganisationQuerySet.as_manager()
    PERSONAL: ClassVar = {}
    IMPERSONAL: ClassVar = ("name", "area", "search_text")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="an_organisation_is_listed_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = searchable(self.name, self.area)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("programmes:organisation", args=[self.ref])


class PartnerQuerySet(KeyedQuerySet):
    def matching(self, words: str) -> "PartnerQuerySet":
        """Whose name contains `words`, whatever the case and accents."""
        return self.filter(search_text__contains=searchable(words))


class Partner(Model):
    """Someone who takes part, lay or professional. They may have no account and no e-mail."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")
        PHONE = "phone", _("Phone")
        RELAY = "relay", _("Phone, through Relay UK")
        POST = "post", _("Post")

    class Reads(models.TextChoices):
        ENGLISH = "en", _("English")
        WELSH = "cy", _("Welsh (Cymraeg)")

    class Shown(models.TextChoices):
        NAME = "name", _("My full name")
        CALLED = "called", _("What I like to be called")
        INITIALS = "initials", _("My initials")
        ROLE = "role", _("Only “a lay partner”")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("full name"), max_length=200)
    called = models.CharField(_("what should we call you?"), max_length=100, blank=True)
    is_professional = models.BooleanField(_("takes part as part of a paid job"), default=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="people")
    job = models.CharField(_("job"), max_length=200, blank=True)
    connection = models.CharField(_("what they bring, in their own words"), max_length=300, blank=True)
    area = models.CharField(_("area"), max_length=200, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="partner")
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True, max_length=500)
    channel = models.CharField(_("how to reach them"), max_length=10, choices=Channel, default=Channel.EMAIL)
    shown_as = models.CharField(_("how they are named to other members"), max_length=10, choices=Shown, default=Shown.NAME)
    reads_in = models.CharField(_("language of messages"), max_length=2, choices=Reads, default=Reads.ENGLISH, db_default=Reads.ENGLISH)
    search_text = models.TextField(editable=False, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)     # nothing that leads to them is left: see leaving.actions

    objects = PartnerQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(
        ["name", "called", "organisation", "job", "connection", "area", "user", "email", "phone", "address",
         "channel", "reads_in", "shown_as", "search_text", "is_professional", "added_by"],
        "while they take part and two years after, then erased")

    class Meta:
        constraints = [models.CheckConstraint(
            name="who_is_reached_by_email_has_an_address", condition=~Q(channel="email") | ~Q(email="")),
            models.CheckConstraint(name="of_who_is_erased_nothing_is_left", condition=Q(erased_at__isnull=True) | Q(
                user__isnull=True, called="", email="", phone="", address="", connection="", area="", job="", search_text=""))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = searchable(self.name, self.called)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("programmes:person", args=[self.ref])

    @property
    def greeting(self) -> str:
        """What to call them in a message."""
        return self.called or self.name

    @property
    def shown(self) -> str:
        """How other members of a group see this person named, as they wish. Who organises sees the full name."""
        if self.is_professional or self.shown_as == self.Shown.NAME:
            return self.name
        if self.shown_as == self.Shown.CALLED and self.called:
            return self.called
        if self.shown_as == self.Shown.ROLE:
            return str(_("A lay partner"))
        return " ".join(f"{part[0]}." for part in self.name.split())


class SignatoryQuerySet(InForceQuerySet):
    pass


class Signatory(Model):
    """Who may sign for an organisation, from a day to a day."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signatories")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="signs_for")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": "as long as the organisation's signatures are kept"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_signatory_ends_after_they_begin",
                                   condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))),
            models.UniqueConstraint(fields=["organisation", "partner"], condition=Q(until_on__isnull=True),
                                    name="a_signatory_is_named_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["partner"], name="signatory_of_a_person")]

    def __str__(self) -> str:
        return f"signatory {self.ref}"


class InvitationQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=hash_of(token))

    def answerable(self, at: datetime) -> "InvitationQuerySet":
        return self.filter(state=InvitationState.OPEN, expires_at__gt=at)


def token_for(ref: str) -> str:
    """What stands in the link of the invitation `ref`."""
    return tokens.token_for("partners.invitation", ref)


class Invitation(Model):
    """The one way to an account: a link for one partner, used once, gone after two weeks."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=InvitationState, default=INVITATION.start)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()
    PERSONAL: ClassVar = {"partner": "two years after it was made", "made_by": "two years after it was made"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner"], condition=Q(state="open"),
                                               name="one_open_invitation_a_person")]

    def __str__(self) -> str:
        return f"invitation {self.ref}"

    def is_answerable(self, at: datetime) -> bool:
        return self.state == InvitationState.OPEN and self.expires_at > at
