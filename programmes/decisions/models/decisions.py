"""One decision in the log, from its preparation on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.finding import KeyedQuerySet
from coprod.kit.refs import new_ref
from coprod.kit.saying import label
from partners.models import Partner
from programmes.decisions.catalogue import Duty, Method
from programmes.decisions.lifecycles import AHEAD, DECISION, OUT, DecisionState
from programmes.meetings.catalogue import THERE
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.minutes.models import MinuteLine
from programmes.programme.models import Workstream
from programmes.raising.models import Raised
from programmes.stages.models import Stage

RECORD = "as long as the programme's record"
VOTES = ("votes_for", "votes_against", "votes_none")


class DecisionQuerySet(KeyedQuerySet):
    def out(self) -> "DecisionQuerySet":
        """Made, whether published or not."""
        return self.filter(state__in=OUT)

    def public(self) -> "DecisionQuerySet":
        """Published, in a programme whose log is open to everybody."""
        return self.filter(state=DecisionState.PUBLISHED, public_ref__isnull=False, programme__decision_openness__agreed_at__isnull=False,
                           programme__decision_openness__closed_at__isnull=True)

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by(F("decided_on").desc(nulls_first=True), "-pk")


class DecisionRecord(Raised):
    """What is decided, or is to be: by the group, or by a body outside (S10, CC8). `round` grows with each change after which lay partners
    have to see the text anew; `decided_on` is the day that is planned until it is made."""

    ref = models.SlugField(max_length=20, unique=True, default=new_ref, editable=False)
    workstream = models.ForeignKey(Workstream, models.PROTECT, null=True, blank=True, related_name="decisions")   # whose matter it is
    title = models.CharField(_("what is it about?"), max_length=200)
    text = models.TextField(_("what is decided?"), max_length=4000)
    options = models.TextField(_("which options were considered?"), max_length=4000, blank=True)
    no_options_because = models.CharField(_("why was no other option considered?"), max_length=500, blank=True)
    body_name = models.CharField(_("which body outside?"), max_length=200, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="decisions")
    stage = models.OneToOneField(Stage, models.SET_NULL, null=True, blank=True, related_name="decision")
    linked_at = models.DateTimeField(null=True, blank=True)     # when it was said to which stage it belongs
    minute_line = models.OneToOneField(MinuteLine, models.SET_NULL, null=True, blank=True, related_name="decision")
    method = models.CharField(_("how was it decided?"), max_length=10, choices=Method, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_none = models.PositiveSmallIntegerField(_("did not vote"), null=True, blank=True)
    decided_on = models.DateField(_("on which day?"), null=True, blank=True)
    lay_present = models.PositiveSmallIntegerField(_("how many lay partners were there?"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("how many people were there?"), null=True, blank=True)
    no_position_because = models.CharField(_("why is there no position of an Advisory Group?"), max_length=500, blank=True)
    duty = models.CharField(_("does the law ask that people are involved?"), max_length=10, choices=Duty, blank=True)
    duty_how = models.TextField(_("how were people involved, or why not?"), max_length=4000, blank=True)
    no_changes = models.BooleanField(default=False)         # nothing was changed since lay partners last saw it
    reason = models.TextField(_("the published reason"), max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=DecisionState, default=DECISION.start)
    version = models.PositiveIntegerField(default=1)        # who changes it says which one they saw
    round = models.PositiveSmallIntegerField(default=1)
    wording = models.PositiveIntegerField(default=1)        # grows when the title, the text or the options change
    reworded_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)  # when those who look at it for the lay side were asked, in this round
    shown_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    deferred_because = models.CharField(_("why is it put off?"), max_length=500, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    public_ref = models.SlugField(max_length=20, unique=True, null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(_("why is it withdrawn?"), max_length=500, blank=True)

    objects = DecisionQuerySet.as_manager()
    PERSONAL: ClassVar = dict.fromkeys(["prepared_by", "shown_by", "made_by", "published_by", "withdrawn_by"], RECORD)
    IMPERSONAL: ClassVar = ("about_name", "title", "text", "options", "no_options_because", "body_name", "no_position_because", "duty_how",
                            "reason", "deferred_because", "withdrawn_because")

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_decision_says_what_it_is", condition=~Q(title="") & ~Q(text="")),
            models.CheckConstraint(name="a_group_or_a_body_decides", condition=Q(group__isnull=True) & ~Q(body_name="")
                                   | Q(group__isnull=False, body_name="")),
            models.CheckConstraint(name="a_decision_that_is_made_says_who_and_when",
                                   condition=~Q(state__in=OUT) | Q(made_at__isnull=False, made_by__isnull=False, decided_on__isnull=False)),
            models.CheckConstraint(
                name="a_decision_that_is_made_says_how", condition=~Q(state__in=OUT) | ~Q(method__in=["", "deferred"])),
            models.CheckConstraint(name="a_decision_that_is_made_names_its_options",
                                   condition=~Q(state__in=OUT) | ~Q(options="") | ~Q(no_options_because="")),
            models.CheckConstraint(name="a_decision_that_is_made_considered_the_duty",
                                   condition=~Q(state__in=OUT) | ~Q(duty="") & ~Q(duty_how="")),
            models.CheckConstraint(name="votes_are_counted_of_a_vote", condition=Q(method="vote") | Q(
                votes_for__isnull=True, votes_against__isnull=True, votes_none__isnull=True)),
            models.CheckConstraint(name="lay_people_who_were_there_are_among_all", condition=Q(lay_present__isnull=True)
                                   | Q(present__isnull=True) | Q(present__gte=F("lay_present"))),
            models.CheckConstraint(name="a_published_decision_says_who_and_when", condition=~Q(state="published") | Q(
                published_at__isnull=False, published_by__isnull=False, public_ref__isnull=False)),
            models.CheckConstraint(name="a_decision_put_off_says_why", condition=~Q(state="deferred") | ~Q(deferred_because="")),
            models.CheckConstraint(name="a_withdrawn_decision_says_who_when_and_why", condition=~Q(state="withdrawn") | Q(
                withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
            models.CheckConstraint(name="who_was_shown_a_decision_was_shown_it_by_somebody", condition=Q(
                shown_at__isnull=True, shown_by__isnull=True) | Q(shown_at__isnull=False, shown_by__isnull=False)),
        ]
        indexes = [models.Index(fields=["programme", "-decided_on"], name="decisions_of_a_programme"),
                   models.Index(fields=["group", "state"], name="decisions_of_a_group"),
                   models.Index(fields=["decided_on"], name="decisions_ahead", condition=Q(state="prepared"))]

    def __str__(self) -> str:
        return f"decision {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("programmes:decision", args=[self.ref])

    def get_state_display(self) -> str:
        return label(DecisionState, self.state)

    def get_method_display(self) -> str:
        return label(Method, self.method) if self.method else ""

    def get_duty_display(self) -> str:
        return label(Duty, self.duty) if self.duty else ""

    @property
    def decider(self) -> str:
        """Who decides it: the group, or the body outside."""
        return self.group.name if self.group else self.body_name

    @property
    def seen_as(self) -> str:
        """The wording that stood on a page: another one after each change."""
        return f"{self.ref}.{self.version}"

    def is_ahead(self) -> bool:
        return self.state in AHEAD

    def is_out(self) -> bool:
        return self.state in OUT

    def offers(self, move: str) -> bool:
        return move in DECISION.offers(self.state)

    def how(self) -> str:
        """How it was decided, with the votes that were counted."""
        if self.method != Method.VOTE:
            return self.get_method_display()
        return say("By a vote: %(a)s for, %(b)s against, %(c)s did not vote") % {
            "a": self.votes_for or 0, "b": self.votes_against or 0, "c": self.votes_none or 0}

    def there(self) -> tuple[int, int] | None:
        """How many lay people were there, and how many people: from the meeting once that is noted (two queries), else as it was typed."""
        meeting = self.meeting
        if meeting is not None and meeting.state == MeetingState.HELD:
            sides = list(meeting.attendances.filter(was__in=THERE).values_list("is_lay", flat=True))
            lay = sum(sides) + meeting.others_lay
            return lay, len(sides) + meeting.others_lay + meeting.others_staff
        return (self.lay_present, self.present) if self.lay_present is not None and self.present is not None else None
