"""Who is told what about another way, and in which words: who is asked, what came of it, that its day is near, that it is over."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.kit.sql import DaysSince
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.programme.notices import still_reads
from programmes.stages.models import Stage
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import ANY, PAIRS, outbox_rows, ways
from programmes.tailoring.lifecycles import IN_FORCE, Side, TailoringState
from programmes.tailoring.lifecycles import Kind as TailoringKind
from programmes.tailoring.models import NEAR_DAYS, VERY_NEAR_DAYS, Tailoring
from programmes.tailoring.policies import FOUNDING_STAGES, STAFF_AGREE

declare(
    Topic.STAGES,
    Kind("tailoring_asked", gettext_lazy("Another way to meet a standard is proposed"),
         gettext_lazy("Everybody on the other side who may answer"), gettext_lazy("At once"), must=True),
    Kind("tailoring_answered", gettext_lazy("Another way was agreed, refused or ended early"), gettext_lazy("Who proposed it"),
         gettext_lazy("At once"), must=True),
    Kind("tailoring_near", gettext_lazy("What was agreed about a standard ends, or is to be reviewed"), gettext_lazy("Both sides"),
         gettext_lazy("14 and 3 days before, and on a day of review"), must=True, lead=True),
    Kind("tailoring_over", gettext_lazy("What was agreed about a standard is over"), gettext_lazy("Both sides"), gettext_lazy("At once"),
         must=True))

IN_A_WORKSTREAM = Q(workstream__isnull=False)
LAY_ROLES = {"LCC": ANY, "PAIR": IN_A_WORKSTREAM, "FND": Q(workstream__isnull=True, number__lte=FOUNDING_STAGES)}
STAFF_ROLES = {"PM": ANY, "WL": IN_A_WORKSTREAM}
BOTH_SIDES = STAFF_ROLES | LAY_ROLES


def _rows(kind: str, tailorings: QuerySet, roles: dict[str, Q], *, on: date, at: datetime, occasion: Any) -> Iterator[QuerySet]:
    """A row for each of `tailorings` and each person in one of `roles`: a statement for each kind of record that gives a role."""
    for way in ways(roles, on):
        if not way.person.startswith(PAIRS):        # only the pair of its own workstream is told
            yield outbox_rows(tailorings.order_by().filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion,
                              book="programme__ref", at=at)


@with_lead
def day_is_near(tailorings: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To both sides 14 and 3 days before the last day, and on a day of review. One occasion a window, so a clock that slept
    says it late but once. What lasts less than 14 days gets no warning of 14."""
    near = tailorings.filter(state__in=IN_FORCE, until_on__lte=on + timedelta(days=NEAR_DAYS))
    near = near.annotate(days=DaysSince("from_on", on) - DaysSince("until_on", on)).exclude(
        until_on__gt=on + timedelta(days=VERY_NEAR_DAYS), days__lt=NEAR_DAYS)
    window = Case(When(kind=TailoringKind.TAILOR, until_on__lte=on, then=Value("day of review")),
                  When(until_on__lte=on + timedelta(days=VERY_NEAR_DAYS), then=Value(f"{VERY_NEAR_DAYS} days before")),
                  default=Value(f"{NEAR_DAYS} days before"), output_field=CharField())
    yield from _rows("tailoring_near", near, BOTH_SIDES, on=on, at=at, occasion=window)


def is_over(tailorings: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To both sides: it has expired, and the standard is open again."""
    yield from _rows("tailoring_over", tailorings, BOTH_SIDES, on=on, at=at, occasion=Value("over", CharField()))


def view_is_asked(tailoring: Tailoring, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To everybody who may agree to it or refuse it."""
    roles = LAY_ROLES if tailoring.side == Side.STAFF else {
        role: IN_A_WORKSTREAM if role == "WL" else ANY for role in STAFF_AGREE}
    one = Tailoring.objects.filter(pk=tailoring.pk)
    yield from _rows("tailoring_asked", one, roles, on=on, at=at, occasion=Value("proposed", CharField()))


def word_is_given(tailoring: Tailoring, *, at: datetime) -> Iterator[Message]:
    """To who proposed it: agreed, refused, or ended early by somebody else."""
    if tailoring.closed_by_id != tailoring.proposed_by_id:
        yield Message(kind="tailoring_answered", about=tailoring.ref, to=tailoring.proposed_by.ref, occasion=tailoring.state[:40],
                      book=tailoring.programme.ref, written_at=at, due_at=at)


# --- words -----------------------------------------------------------------------------------------------------------

def _tailoring(message: Message) -> Tailoring | None:
    """What the message is about, while its reader still has a role in the programme."""
    way = Tailoring.objects.select_related("programme", "stage__programme", "stage__workstream").one_or_none(ref=message.about)
    return way if way and still_reads(message, way.programme) else None


def _hears_that_the_stage_changed(way: Tailoring, message: Message) -> bool:
    """Whether the reader signed a stage that it was about, and is told at the same moment that the stage has changed since."""
    runs = Stage.objects.filter(programme=way.programme, number=way.number)
    if way.stage is not None:
        runs = runs.filter(pk=way.stage.pk)
    return Message.objects.filter(
        kind="changed_since_signed", about__in=runs.values("ref"), to=message.to, written_at=message.written_at).exists()


def _day(value: date) -> str:
    return date_format(value, "j F Y")


@says("tailoring_asked")
def asked_words(message: Message) -> Words | None:
    """Another way waits for this person's yes or no."""
    way = _tailoring(message)
    if way is None or not way.is_waiting() or way.until_on < day_of(now()) or way.proposed_by.ref == message.to:
        return None
    if way.views.filter(partner__ref=message.to).exists():
        return None
    return Words(
        subject=_("%(programme)s: a proposal waits for your yes or no") % {"programme": way.programme},
        lines=[_("It is about standard %(title)s.") % {"title": way.title()}, f"{way.get_kind_display()}. {way.where()}.",
               _("The reason and what is done instead stand on the page. You can agree, or say no and why.")],
        action=_("Read it and answer"), path=way.get_absolute_url())


@says("tailoring_answered")
def answered_words(message: Message) -> Words | None:
    """What came of this person's proposal."""
    way = _tailoring(message)
    if way is None:
        return None
    said = {
        TailoringState.REFUSED: _("The other side did not agree. Their reason stands on the page."),
        TailoringState.ENDED: _("It was ended early. The reason stands on the page."),
        TailoringState.APPROVED: _("Both sides agree. It begins on %(day)s.") % {"day": _day(way.from_on)},
        TailoringState.ACTIVE: _("Both sides agree. It is in force."),
        TailoringState.EXPIRING: _("Both sides agree. It is in force."),
    }.get(TailoringState(way.state))
    if said is None:
        return None
    return Words(
        subject=_("%(programme)s: your proposal about standard %(code)s") % {"programme": way.programme, "code": way.code},
        lines=[f"{way.title()}. {way.where()}.", said], action=_("See what was said"), path=way.get_absolute_url())


@says("tailoring_near")
def near_words(message: Message) -> Words | None:
    """Its last day, or its day of review, is near."""
    way = _tailoring(message)
    if way is None or way.state not in IN_FORCE:
        return None
    if way.kind == TailoringKind.TAILOR:
        what = _("It is to be reviewed by %(day)s. Renew it, or end it and do as the standard says.")
    elif way.kind == TailoringKind.WAIVE:
        what = _("It ends on %(day)s. Then the standard is open again, unless both sides renew it before.")
    else:
        what = _("It ends on %(day)s. Then the standard is open again.")
    return Words(
        subject=_("%(programme)s: what was agreed about standard %(code)s ends soon") % {"programme": way.programme, "code": way.code},
        lines=[f"{way.title()}. {way.where()}.", what % {"day": _day(way.until_on)}],
        action=_("See what was agreed"), path=way.get_absolute_url())


@says("tailoring_over")
def over_words(message: Message) -> Words | None:
    """It has expired: the standard is asked for again. Who signed the stage hears that it has changed, and not both."""
    way = _tailoring(message)
    if way is None or way.state != TailoringState.REOPENED or _hears_that_the_stage_changed(way, message):
        return None
    return Words(
        subject=_("%(programme)s: standard %(code)s is open again") % {"programme": way.programme, "code": way.code},
        lines=[f"{way.title()}. {way.where()}.", _("What was agreed ended on %(day)s. The standard waits for an answer again.") % {
            "day": _day(way.until_on)}],
        action=_("See what was agreed"), path=way.get_absolute_url())
