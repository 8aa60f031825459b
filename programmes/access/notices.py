"""Who hears of support for a meeting: who books it (NT12, NT13), and the person. No subject and no address says what anybody needs."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, start_of
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from coprod.post.wording import ngettext
from partners.models import Group
from partners.support.notices import moment_of
from programmes.access.catalogue import (
    CHAIRS_DAYS,
    FORMAT_DAYS,
    INTERPRETER_DAYS,
    LATE_INTERPRETER_DAYS,
    MANAGER_DAYS,
    SAID_DAYS,
    UNMET_DAYS,
)
from programmes.access.lifecycles import UNMET, ProvisionState
from programmes.access.models import Provision
from programmes.access.policies import meant_for_organisers, within
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.meetings.policies import CHAIRS
from programmes.meetings.showing.words import when
from programmes.programme.models import TeamRole
from programmes.programme.roles import Team
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import outbox_rows

declare(
    Topic.SUPPORT,
    Kind("provision_settled", gettext_lazy("Support for a meeting is booked, or is not possible"), gettext_lazy("Who needs it"),
         gettext_lazy("At once"), must=True, source="NT12"),
    Kind("provision_not_right", gettext_lazy("Somebody says that what was booked for them is not right"), gettext_lazy("Who booked it"),
         gettext_lazy("At once"), must=True, source="NT12"),
    Kind("provision_to_call_off", gettext_lazy("Something that was booked for a meeting is not needed any more"),
         gettext_lazy("Who booked it"), gettext_lazy("At once"), must=True),
    Kind("provisions_to_book", gettext_lazy("Interpreters and papers in other forms are to be booked"),
         gettext_lazy("The workstream lead, or else the managers"), gettext_lazy("When the meeting is announced, and 28 days before it"),
         must=True, escalates=gettext_lazy("The managers 24 days before, of interpreters"), source="NT13", lead=True),
    Kind("provisions_unmet", gettext_lazy("Support that somebody needs for a meeting is still missing"),
         gettext_lazy("The workstream lead, or else the managers"), gettext_lazy("21, 14, 10 and 7 days before the meeting"), must=True,
         escalates=gettext_lazy("The managers 7 days before, the chairs and lay co-chairs 5"), source="NT12", lead=True))

SEES_ALL = (Q(), meant_for_organisers())        # a manager; a lead or a chair


# --- to the person, and to who booked ------------------------------------------------------------------------------------

def settled(provision: Provision, *, at: datetime) -> Message:
    """Something is booked, or cannot be: the person says whether it is right."""
    return Message(kind="provision_settled", about=provision.ref, to=provision.partner.ref, occasion=moment_of(at),
                   book=provision.meeting.group.home_book, written_at=at, due_at=at)


def not_as_booked(provision: Provision, kind: str, *, at: datetime) -> Iterator[Message]:
    """To who booked it: it is not right ("provision_not_right"), or not wanted any more ("provision_to_call_off")."""
    if provision.arranged_by and provision.arranged_by_id != provision.partner_id:
        yield Message(kind=kind, about=provision.ref, to=provision.arranged_by.ref, occasion=moment_of(at),
                      book=provision.meeting.group.home_book, written_at=at, due_at=at)


# --- to who books it -----------------------------------------------------------------------------------------------------

def _with(meetings: QuerySet[Meeting], which: Q) -> QuerySet[Meeting]:
    return meetings.filter(Exists(Provision.objects.filter(which, meeting=OuterRef("pk")))).order_by()


def _rows(meetings: QuerySet[Meeting], which: Q, kind: str, said: Any, *, to: Iterable[str], on: date, at: datetime) -> Iterator[QuerySet]:
    """One row for each meeting that has such a provision, and each of `to`: "leads", "managers", "chairs". A lead and a chair hear only of
    what they may see. `said` ends the occasion, so that each is said once."""
    occasion = Concat(Cast(F("round"), CharField()), Value(":"), said, output_field=CharField())
    stream, links = "group__workstream__", "group__programme_links__programme__"
    ways: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "leads": [(f"{stream}leads__", {f"{stream}leads__role": Team.WL})],
        "managers": [(f"{stream}programme__team__", {f"{stream}programme__team__role": Team.PM}),
                     (f"{links}team__", {f"{links}team__role": Team.PM, "group__home_book": F(f"{links}ref")})],
        "chairs": [("group__seats__holdings__", {"group__seats__office__in": CHAIRS, "group__seats__holdings__state": "serving"}),
                   (f"{stream}programme__group_links__group__seats__holdings__", {
                       f"{stream}programme__group_links__group__kind": Group.Kind.ADVISORY,
                       f"{stream}programme__group_links__group__seats__office__in": CHAIRS,
                       f"{stream}programme__group_links__group__seats__is_lay": True,
                       f"{stream}programme__group_links__group__seats__holdings__state": "serving"})]}
    for each in to:
        seen = _with(meetings, which & SEES_ALL[each != "managers"])
        for path, who in ways[each]:
            today = Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": on})
            yield outbox_rows(seen.filter(today, **who, **{f"{path}from_on__lte": on}).distinct(), kind, about="ref",
                              to=f"{path}partner__ref", occasion=occasion, book="group__home_book", at=at)


@with_lead
def to_book(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT13: who organises hears of interpreters and formats 28 days before, unless the announcement of this week said so; the manager of
    interpreters 24 days before. Where a workstream has no lead today, and in other groups, the managers organise."""
    early = Q(state=ProvisionState.REQUESTED, days_before__gte=FORMAT_DAYS)
    near = within(INTERPRETER_DAYS, on=on).filter(announced_at__lt=start_of(day_of(at) - timedelta(days=SAID_DAYS)))
    yield from _rows(near, early, "provisions_to_book", Value("28"), to=["leads"], on=on, at=at)
    yield from _rows(_led(near, on, led=False), early, "provisions_to_book", Value("28"), to=["managers"], on=on, at=at)
    late = Q(state=ProvisionState.REQUESTED, days_before__gte=INTERPRETER_DAYS)
    yield from _rows(_led(within(LATE_INTERPRETER_DAYS, on=on), on), late, "provisions_to_book", Value("24"), to=["managers"], on=on, at=at)


def just_asked(meetings: Iterable[Meeting], *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT13 at the announcement of a meeting: something that is booked weeks ahead is asked for."""
    which = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
    early = Q(state=ProvisionState.REQUESTED, days_before__gte=FORMAT_DAYS)
    yield from _rows(which, early, "provisions_to_book", Value("made"), to=["leads"], on=on, at=at)
    yield from _rows(_led(which, on, led=False), early, "provisions_to_book", Value("made"), to=["managers"], on=on, at=at)


def _led(meetings: QuerySet[Meeting], on: date, *, led: bool = True) -> QuerySet[Meeting]:
    """Those of a workstream that has a lead today, or the others, which managers organise."""
    has_lead = Exists(TeamRole.objects.in_force(on).filter(role=Team.WL, workstream__group=OuterRef("group")))
    return meetings.filter(has_lead if led else ~has_lead)


@with_lead
def unmet(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT12: to who organises 21, 14, 10 and 7 days before, to the managers 7 days before, to the co-chairs 5; each once, and a clock that
    slept says the last only."""
    open_ = Q(state__in=UNMET)
    last = Case(*(When(starts_at__lt=start_of(on + timedelta(days=days + 1)), then=Value(str(days))) for days in sorted(UNMET_DAYS)),
                output_field=CharField())
    near = within(max(UNMET_DAYS), on=on)
    yield from _rows(near, open_, "provisions_unmet", last, to=["leads"], on=on, at=at)
    yield from _rows(_led(near, on, led=False), open_, "provisions_unmet", last, to=["managers"], on=on, at=at)
    yield from _rows(_led(within(MANAGER_DAYS, on=on), on), open_, "provisions_unmet", Value("manager"), to=["managers"], on=on, at=at)
    yield from _rows(within(CHAIRS_DAYS, on=on), open_, "provisions_unmet", Value("chairs"), to=["chairs"], on=on, at=at)


# --- the words -----------------------------------------------------------------------------------------------------------

@says("provision_settled")
def provision_settled_words(message: Message) -> Words | None:
    """Nothing is left to say once the person has spoken, or the meeting is off."""
    provision = Provision.objects.select_related("meeting__group").filter(
        ref=message.about, state__in=[ProvisionState.BOOKED, ProvisionState.IMPOSSIBLE], meeting__state__in=AHEAD).first()
    if provision is None or provision.arranged_at is None or moment_of(provision.arranged_at) != message.occasion:
        return None
    is_booked = provision.state == ProvisionState.BOOKED
    return Words(
        subject=_("Your support for a meeting") if is_booked else _("About your support for a meeting"),
        lines=[_("Meeting: %(name)s, %(when)s") % {"name": provision.meeting.name, "when": when(provision.meeting)},
               _("You asked us: %(words)s") % {"words": provision.words},
               (_("What we booked: %(words)s") if is_booked else _("It is not possible this time: %(words)s")) % {
                   "words": provision.arranged},
               _("Tell us if it is right. It counts when you say so.") if is_booked
               else _("Tell us if you can come without it, or what else would help.")],
        action=_("Say whether it is right"), path=reverse("programmes:provision-say", args=[provision.ref]))


@says("provision_not_right")
def provision_not_right_words(message: Message) -> Words | None:
    provision = Provision.objects.select_related("meeting__group").filter(ref=message.about, state=ProvisionState.NOT_RIGHT).first()
    if provision is None or provision.said_at is None or moment_of(provision.said_at) != message.occasion:
        return None
    return Words(
        subject=_("Support for a meeting is not right"),
        lines=[_("What you booked for the meeting on %(day)s is not right, the person says: %(why)s") % {
            "day": day(provision.meeting.begins), "why": provision.said}, _("Please try again, and tell them what you did.")],
        action=_("See what is needed"), path=reverse("programmes:meeting-support", args=[provision.meeting.ref]))


@says("provision_to_call_off")
def provision_to_call_off_words(message: Message) -> Words | None:
    provision = Provision.objects.select_related("meeting__group").filter(ref=message.about, to_call_off=True).first()
    if provision is None:
        return None
    return Words(
        subject=_("Something that you booked is not needed"),
        lines=[_("You booked this for the meeting on %(day)s: %(what)s") % {
            "day": day(provision.meeting.begins), "what": provision.arranged},
               _("It is not needed any more. Please call it off.")],
        action=_("See what to call off"), path=reverse("programmes:meeting-support", args=[provision.meeting.ref]))


def _counted(message: Message, states: Iterable[str]) -> tuple[Meeting, int] | None:
    """The meeting, if it stands at the time of which the message speaks, and how many provisions its reader may see in these states."""
    meeting = Meeting.objects.select_related("group").filter(ref=message.about, state__in=AHEAD).first()
    if meeting is None or message.occasion.partition(":")[0] != str(meeting.round):
        return None
    manages = TeamRole.objects.in_force(day_of(message.written_at)).filter(
        role=Team.PM, partner__ref=message.to, programme__ref=meeting.group.home_book).exists()
    count = Provision.objects.filter(SEES_ALL[not manages], meeting=meeting, state__in=states).count()
    return (meeting, count) if count else None


@says("provisions_to_book")
def provisions_to_book_words(message: Message) -> Words | None:
    found = _counted(message, [ProvisionState.REQUESTED])
    if found is None:
        return None
    meeting, count = found
    return Words(
        subject=_("Support to book for the meeting on %(day)s") % {"day": day(meeting.begins)},
        lines=[_("Meeting: %(name)s, %(when)s") % {"name": meeting.name, "when": when(meeting)},
               ngettext("%(n)d thing is not booked yet. Interpreters need four weeks, papers in other forms two.",
                        "%(n)d things are not booked yet. Interpreters need four weeks, papers in other forms two.", count) % {"n": count}],
        action=_("See what to book"), path=reverse("programmes:meeting-support", args=[meeting.ref]))


@says("provisions_unmet")
def provisions_unmet_words(message: Message) -> Words | None:
    found = _counted(message, UNMET)
    if found is None:
        return None
    meeting, count = found
    return Words(
        subject=_("Support is still missing for the meeting on %(day)s") % {"day": day(meeting.begins)},
        lines=[_("Meeting: %(name)s, %(when)s") % {"name": meeting.name, "when": when(meeting)},
               ngettext("%(n)d thing that somebody needs is not there yet. Without it they cannot take part as others do.",
                        "%(n)d things that people need are not there yet. Without them they cannot take part as others do.",
                        count) % {"n": count}],
        action=_("See what is missing"), path=reverse("programmes:meeting-support", args=[meeting.ref]))
