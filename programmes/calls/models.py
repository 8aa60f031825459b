"""A call, the request to each organisation, and the call in its accessible forms."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coprod.kit import tokens
from coprod.kit.finding import KeyedQuerySet, Model
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Organisation, Partner
from programmes.calls.lifecycles import CALL, COPY, REQUEST, CallState, CopyState, RequestState
from programmes.profiles.models import RoleProfile
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme


class CallQuerySet(KeyedQuerySet):
    def running(self) -> "CallQuerySet":
        """Those of programmes that are not closed."""
        return self.exclude(programme__state=ProgrammeState.CLOSED)

    def open(self, at: datetime) -> "CallQuerySet":
        return self.running().filter(state=CallState.OPEN, closing_at__gt=at)

    def run_out(self, at: datetime) -> "CallQuerySet":
        """Open by the table, though the closing moment has come."""
        return self.filter(state=CallState.OPEN, closing_at__lte=at)

    def ever_opened(self) -> "CallQuerySet":
        return self.filter(opened_at__isnull=False)


class Call(Model):
    """One round in which a programme asks organisations and everybody for people to take its open roles."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="calls")
    cycle = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField()
    profiles = models.ManyToManyField(RoleProfile, related_name="calls")
    words = models.TextField(_("what do you tell the organisations?"), max_length=4000)
    takes_own = models.BooleanField(default=True)       # people may put themselves forward (4.4)
    closing_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=CallState, default=CALL.start)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")     # None: the clock
    closed_because = models.CharField(max_length=500, blank=True)       # why it was withdrawn

    objects = CallQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["written_by", "opened_by", "closed_by", "closed_because"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("words",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="each_round_of_asking_has_its_number"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="draft"), name="one_call_is_prepared_at_a_time"),
            models.CheckConstraint(
                name="a_call_that_was_opened_says_who_and_when",
                condition=Q(state="draft", opened_at__isnull=True) | Q(state="withdrawn")
                | Q(state__in=["open", "closed"], opened_at__isnull=False, opened_by__isnull=False)),
            models.CheckConstraint(
                name="a_call_that_ended_says_when",
                condition=Q(state__in=["closed", "withdrawn"], closed_at__isnull=False)
                | ~Q(state__in=["closed", "withdrawn"]) & Q(closed_at__isnull=True)),
            models.CheckConstraint(name="a_withdrawn_call_says_why", condition=~Q(state="withdrawn") | ~Q(closed_because="")),
        ]
        indexes = [models.Index(fields=["closing_at"], name="open_calls_by_closing", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"call {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:call", args=[self.ref])

    @property
    def trail_book(self) -> str:
        return self.programme.ref

    def title(self) -> str:
        return str(_("Call for nominations, round %(number)d")) % {"number": self.number}

    def get_state_display(self) -> str:
        return label(CallState, self.state)

    def is_draft(self) -> bool:
        return self.state == CallState.DRAFT

    def is_open(self, at: datetime) -> bool:
        """As `open(at)`, but for the programme's own end."""
        return self.state == CallState.OPEN and self.closing_at > at

    def ended_at(self) -> datetime:
        """When it was really closed, or else closes: somebody may have closed it early, and the clock comes a little late."""
        return min(self.closed_at, self.closing_at) if self.closed_at else self.closing_at


class CallRequestQuerySet(KeyedQuerySet):
    def with_token(self, token: str) -> "CallRequestQuerySet":
        return self.filter(token_hash=tokens.hash_of(token))

    def silent(self) -> "CallRequestQuerySet":
        return self.filter(state=RequestState.SENT)


def token_of_request(ref: str) -> str:
    """What stands in the link that the organisation's contact gets."""
    return tokens.token_for("programmes.callrequest", ref)


class CallRequest(Model):
    """The call as it went to one organisation: to whom there, by a link of its own, and what became of it."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="call_requests")
    contact = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=RequestState, default=REQUEST.start)
    sent_at = models.DateTimeField(null=True, blank=True)       # with the opening of the call, or later
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=500, blank=True)

    objects = CallRequestQuerySet.as_manager()
    PERSONAL: ClassVar = {"contact": "as long as the programme's record", "declined_because": "as long as the programme's record"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="an_organisation_is_asked_once_in_a_call"),
            models.CheckConstraint(name="an_answered_request_says_when", condition=Q(state="sent") | Q(answered_at__isnull=False)),
            models.CheckConstraint(name="who_declines_a_request_says_why", condition=~Q(state="declined") | ~Q(declined_because="")),
        ]

    def __str__(self) -> str:
        return f"call request {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.call.programme.ref

    def get_state_display(self) -> str:
        return label(RequestState, self.state)


def where_copies_go(copy: "CallCopy", filename: str) -> str:
    return f"copies/{copy.ref[:2]}/{copy.ref}"


class CallCopy(Model):
    """The call in one accessible form: wanted, ready, or not possible and why (standard 4.5)."""

    class Form(models.TextChoices):
        LARGE_PRINT = "large_print", _("Large print")
        EASY_READ = "easy_read", _("Easy read")
        AUDIO = "audio", _("Audio")
        BSL = "bsl", _("British Sign Language video")
        BRAILLE = "braille", _("Braille")
        LANGUAGE = "language", _("Another language")
        OTHER = "other", _("Another form")

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="copies")
    form = models.CharField(_("which form?"), max_length=12, choices=Form)
    note = models.CharField(_("which language, or what else?"), max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=CopyState, default=COPY.start)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    link = models.URLField(blank=True, max_length=500)
    file = models.FileField(upload_to=where_copies_go, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    impossible_because = models.CharField(max_length=300, blank=True)

    PERSONAL: ClassVar = dict.fromkeys(["asked_by", "settled_by"], "as long as the programme's record")
    IMPERSONAL: ClassVar = ("note", "link", "file", "file_name", "content_type", "impossible_because")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "form", "note"], name="a_form_of_the_call_is_listed_once"),
            models.CheckConstraint(name="a_copy_that_is_not_possible_says_why",
                                   condition=~Q(state="impossible") | ~Q(impossible_because="")),
            models.CheckConstraint(
                name="a_settled_copy_says_who_and_when",
                condition=Q(state="wanted", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(state="wanted") & Q(settled_at__isnull=False, settled_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"call copy {self.ref}"

    @property
    def trail_book(self) -> str:
        return self.call.programme.ref

    def title(self) -> str:
        name = label(self.Form, self.form)
        return f"{name}: {self.note}" if self.note else name

    def get_state_display(self) -> str:
        return label(CopyState, self.state)
