"""A nomination, and a list of nominations that came as a file."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Candidate, Partner
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call, CallRequest
from programmes.nominations.lifecycles import BATCH, BEFORE_PANEL, NOMINATION, BatchState, NominationState
from programmes.profiles.models import RoleProfile


class Source(models.TextChoices):
    ORGANISATION = "organisation", _("An organisation")
    OWN = "own", _("The person themselves")
    STAFF = "staff", _("Written down by staff")


class Channel(models.TextChoices):
    FORM = "form", _("Form")
    PHONE = "phone", _("Phone")
    POST = "post", _("Letter")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "person", _("In person")
    AUDIO = "audio", _("Recording")
    FILE = "file", _("List")


class NominationQuerySet(KeyedQuerySet):
    def before_panel(self) -> "NominationQuerySet":
        """Those that the panel sees: with consent, and put before it."""
        return self.filter(state__in=BEFORE_PANEL)

    def that_count(self) -> "NominationQuerySet":
        """Each person and role once."""
        return self.exclude(state=NominationState.MERGED)


def where_recordings_go(nomination: "Nomination", filename: str) -> str:
    return f"recordings/{nomination.ref[:2]}/{nomination.ref}"


class Nomination(Model):
    """A person put forward for one role in one call. Its row stays when the person's data is erased, for it is counted (4.6)."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="nominations")
    profile = models.ForeignKey(RoleProfile, models.PROTECT, related_name="nominations")        # R4: of this version
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="nominations")
    # whether the person knew of who put them forward when they said whether those may hear; not, where two records became one later
    is_nominator_known = models.BooleanField(default=True)
    request = models.ForeignKey(CallRequest, models.PROTECT, null=True, blank=True, related_name="nominations")
    batch = models.ForeignKey("programmes.NominationBatch", models.PROTECT, null=True, blank=True, related_name="nominations")
    source = models.CharField(max_length=14, choices=Source)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    why = models.TextField(blank=True, max_length=4000)             # what the one who puts them forward says
    own_words = models.TextField(blank=True, max_length=4000)       # what the person says
    recording = models.FileField(upload_to=where_recordings_go, blank=True, max_length=200)
    recording_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=14, choices=NominationState, default=NOMINATION.start)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")   # who wrote it down
    settled_at = models.DateTimeField(null=True, blank=True)        # the outcome was released, or it ended otherwise
    reserve_until = models.DateField(null=True, blank=True)         # with the person's yes: 12 months (PM8)

    objects = NominationQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["why", "own_words", "recording"], "until the candidate is erased") | {
        "received_by": "as long as the programme's record"}
    IMPERSONAL: ClassVar = ("recording_type",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "profile", "candidate"], condition=~Q(state="merged"),
                                    name="a_person_is_put_forward_once_for_a_role"),
            models.CheckConstraint(name="a_nomination_by_an_organisation_names_its_request",
                                   condition=~Q(source="organisation") | Q(request__isnull=False)),
            models.CheckConstraint(
                name="nothing_is_left_of_a_nomination_that_ended_early",
                condition=~Q(state__in=["lapsed", "withdrawn", "merged"]) | Q(why="", own_words="", recording="")),
        ]
        indexes = [models.Index(fields=["call", "state"], name="nominations_of_a_call")]

    def __str__(self) -> str:
        return f"nomination {self.ref}"

    def is_called_off(self) -> bool:
        """Whether it ended because its call was called off, and not by the person's word."""
        return self.state == NominationState.WITHDRAWN and self.call.state == CallState.WITHDRAWN

    def get_absolute_url(self) -> str:
        return reverse("programmes:nomination", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.call.programme.ref

    def get_state_display(self) -> str:
        return label(NominationState, self.state)


class NominationBatch(Model):
    """A list of people that came as a file: checked first, taken in when somebody says so, and undone as a whole if it was wrong."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="batches")
    state = models.CharField(max_length=10, choices=BatchState, default=BATCH.start)
    note = models.TextField(blank=True, max_length=1000)            # where the file lies while it waits; a signed note of the kit
    rows = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)                  # rows with mistakes: they are left out
    done = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"made_by": "as long as the programme's record"}
    IMPERSONAL: ClassVar = ("note",)

    def __str__(self) -> str:
        return f"batch {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:batch", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.call.programme.ref

    def get_state_display(self) -> str:
        return label(BatchState, self.state)
