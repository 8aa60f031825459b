"""Who is told what about a panel: members that they are on it and that marks are due (NT06), managers that marks are missing and that
outcomes are late, each person that there is an answer (NT07), and who put them forward what it is, if the person agreed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy

from coprod.kit.clock import add_working_days, day_of, is_working_day, now
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Candidate, Holding, Partner
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call
from programmes.nominations.lifecycles import OUTCOMES, NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.notices import page_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.notices import still_reads
from programmes.selection.lifecycles import PanelState
from programmes.selection.models import Decision, Declared, Panel
from programmes.selection.policies import hidden_from, members_of, unmarked_by, waiting_for
from programmes.selection.showing import HEARD
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.JOINING,
    Kind("panel_named", gettext_lazy("Somebody is on a selection panel, and should declare what they know"),
         gettext_lazy("Each member of the panel"), gettext_lazy("At once, or when they get their seat"), must=True),
    Kind("marks_due", gettext_lazy("A panel meets soon, and a member has not declared or given marks"), gettext_lazy("That member"),
         gettext_lazy("5 working days and 1 working day before the panel meets"), must=True,
         escalates=gettext_lazy("The managers 1 working day before"), source="NT06", lead=True),
    Kind("marks_missing", gettext_lazy("A panel meets, and cannot choose yet"), gettext_lazy("The managers"),
         gettext_lazy("1 working day before the panel meets"), must=True, source="NT06"),
    Kind("outcomes_late", gettext_lazy("People wait for the answer of a panel"), gettext_lazy("The managers"),
         gettext_lazy("10 working days after the panel met"), must=True, source="NT07"),
    Kind("outcome", gettext_lazy("A panel has decided about somebody who was put forward"), gettext_lazy("That person"),
         gettext_lazy("When the outcomes are released"), must=True,
         escalates=gettext_lazy("The managers, if nothing is released 10 working days after the panel met"), source="NT07", discreet=True),
    Kind("outcome_nominator", gettext_lazy("A panel has decided about somebody who agreed that this is said"),
         gettext_lazy("The contact of the organisation that put them forward"), gettext_lazy("When the outcomes are released"), must=True,
         discreet=True))

EARLY, LAST = 5, 1          # working days before the panel meets (NT06)
RELEASE_DAYS = 10           # working days after it (NT07)
ITS = "seat__group__panels__"


def panel_is_named(panel: Panel, *, on: date, at: datetime) -> list[Message]:
    """To each of its members."""
    return [Message(kind="panel_named", about=panel.ref, to=member.partner.ref, occasion="named", book=panel.trail_book, written_at=at,
                    due_at=at) for member in members_of(panel, on=on)]


def named_late(panels: QuerySet, *, on: date, at: datetime) -> QuerySet:
    """To whoever got a seat in the group after the panel was named: the same, once. Who has been told is told no more."""
    its = "seat__group__panels__"
    working = [PanelState.DECLARING, PanelState.SCORING, PanelState.DECIDING]
    held = Holding.objects.serving(on).filter(**{f"{its}in": panels.order_by().values("pk"), f"{its}state__in": working}).order_by()
    return outbox_rows(held, "panel_named", about=f"{its}ref", to="partner__ref", occasion=Value("named", CharField()),
                       book=f"{its}call__programme__ref", at=at)


@with_lead
def marks_due(panels: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To members whose declaration or marks are missing, five working days and one working day before the panel meets. A clock that
    slept says it late, but once."""
    soon, last = add_working_days(on, EARLY), add_working_days(on, LAST)
    for window, first, until in (("early", last, soon), ("last", None, last)):
        near = panels.filter(meets_on__lte=until, **{"meets_on__gt": first} if first else {"meets_on__gte": on})
        for state in (PanelState.DECLARING, PanelState.SCORING):
            yield outbox_rows(_behind(near, state, on=on), "marks_due", about=f"{ITS}ref", to="partner__ref",
                              book=f"{ITS}call__programme__ref",
                              occasion=Concat(Cast(F(f"{ITS}meets_on"), CharField()), Value(f":{window}")), at=at)


def _behind(panels: QuerySet, state: str, *, on: date) -> QuerySet:
    """The seats of members of whom something is missing, with their panel as `p_panel`: the declaration or, once it has begun, marks."""
    held = Holding.objects.serving(on).filter(**{f"{ITS}in": panels.order_by().values("pk"), f"{ITS}state": state}).order_by()
    # the panel is named first: a path inside Exists would join every panel of the group a second time
    held = held.annotate(p_panel=F(f"{ITS}pk"), p_call=F(f"{ITS}call"))
    undeclared = ~Exists(Declared.objects.filter(panel=OuterRef("p_panel"), partner=OuterRef("partner")))
    if state == PanelState.DECLARING:
        return held.filter(undeclared)
    me = OuterRef(OuterRef("partner"))
    unmarked = Nomination.objects.filter(call=OuterRef("p_call"), state=NominationState.SHORTLISTED).exclude(hidden_from(me)).filter(
        unmarked_by(me))
    return held.filter(undeclared | Exists(unmarked))


def marks_missing(panels: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT06: to the programme's managers, once for a day of meeting, from one working day before it on: the panel has not begun, or a
    member has yet to declare or to give marks."""
    near = panels.filter(meets_on__lte=add_working_days(on, LAST)).order_by()
    not_begun = near.filter(state=PanelState.DECLARING)
    calls = Call.objects.filter(Q(panel__in=not_begun.values("pk")) | Q(
        panel__in=_behind(near, PanelState.SCORING, on=on).values("p_panel"))).order_by()
    for way in ways({"PM": ANY}, on):
        yield outbox_rows(calls.filter(way.tie), "marks_missing", about="panel__ref", to=f"{way.person}ref",
                          occasion=Cast(F("panel__meets_on"), CharField()), book="programme__ref", at=at)


def outcomes_late(panels: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the programme's managers, once, when ten working days have passed since the panel met."""
    worked = on if is_working_day(on) else add_working_days(on, -1)     # on a Sunday no more have passed than on the Friday
    late = panels.exclude(state=PanelState.RELEASED).filter(meets_on__lte=add_working_days(worked, -RELEASE_DAYS))
    calls = Call.objects.filter(panel__in=late.order_by().values("pk")).order_by()
    for way in ways({"PM": ANY}, on):
        yield outbox_rows(calls.filter(way.tie), "outcomes_late", about="panel__ref", to=f"{way.person}ref",
                          occasion=Concat(Value("met "), Cast(F("panel__meets_on"), CharField())), book="programme__ref", at=at)


def outcomes(panel: Panel, *, at: datetime) -> Iterator[QuerySet]:
    """To everybody who got their answer at that moment, once each; and to who put them forward, where the person agreed."""
    released = Decision.objects.filter(nomination__call=panel.call_id, released_at=at).order_by()
    people = Candidate.objects.filter(pk__in=released.values("nomination__candidate")).order_by()
    yield outbox_rows(people, "outcome", about="ref", to="ref", occasion=Value(f"{panel.ref} {day_of(at)}", CharField()), book="home_book",
                      at=at)
    heard = released.filter(nomination__candidate__nominator_may_hear=True, nomination__is_nominator_known=True,
                            nomination__request__isnull=False)
    yield outbox_rows(heard, "outcome_nominator", about="ref", to="nomination__request__contact__ref",
                      occasion=Value("released", CharField()), book="nomination__call__programme__ref", at=at)
    same = released.filter(nomination__candidate=OuterRef("candidate"), nomination__profile=OuterRef("profile"))
    merged = Nomination.objects.filter(call=panel.call_id, state=NominationState.MERGED, candidate__nominator_may_hear=True,
                                       is_nominator_known=True, request__isnull=False).order_by().annotate(
        decided=Subquery(same.values("ref")[:1]))
    yield outbox_rows(merged.filter(decided__isnull=False), "outcome_nominator", about="decided", to="request__contact__ref",
                      occasion=Value("released", CharField()), book="call__programme__ref", at=at)


# --- the words -------------------------------------------------------------------------------------------------------------

def _panel(message: Message) -> Panel | None:
    return Panel.objects.select_related("call__programme", "group").filter(ref=message.about).exclude(
        call__programme__state=ProgrammeState.CLOSED).exclude(call__state=CallState.WITHDRAWN).first()


def _member(message: Message, panel: Panel) -> Partner | None:
    """The reader, while they serve on the panel."""
    return next((each.partner for each in members_of(panel, on=day_of(now())) if each.partner.ref == message.to), None)


def _named(panel: Panel) -> dict[str, Any]:
    return {"programme": panel.call.programme.name, "day": day(panel.meets_on)}


@says("panel_named")
def named_words(message: Message) -> Words | None:
    """You are on the panel: declare your interests first."""
    panel = _panel(message)
    member = _member(message, panel) if panel else None
    if panel is None or member is None or panel.declared.filter(partner=member).exists():       # type: ignore[attr-defined]
        return None
    return Words(subject=_("%(programme)s: you are on the selection panel") % _named(panel),
                 lines=[_("The panel meets on %(day)s. Every vote counts the same.") % _named(panel),
                        _("First say whether you know somebody who may be among the people put forward. Until then you see no name.")],
                 action=_("Say what you have to declare"), path=panel.get_absolute_url())


@says("marks_due")
def due_words(message: Message) -> Words | None:
    """NT06: the panel meets soon, and something of this member is missing."""
    panel = _panel(message)
    member = _member(message, panel) if panel else None
    if panel is None or member is None or panel.state not in (PanelState.DECLARING, PanelState.SCORING) \
            or not message.occasion.startswith(str(panel.meets_on)):
        return None
    declared = panel.declared.filter(partner=member).exists()       # type: ignore[attr-defined]
    if declared and (panel.state == PanelState.DECLARING or not waiting_for(panel, member).filter(unmarked_by(member)).exists()):
        return None
    todo = _("Some people still wait for your marks. Please give them before that day.") if declared else _(
        "You have not declared your interests yet. Please do that first.")
    return Words(subject=_("%(programme)s: the selection panel meets soon") % _named(panel),
                 lines=[_("The panel meets on %(day)s.") % _named(panel), todo], action=_("Go to the panel"), path=panel.get_absolute_url())


@says("marks_missing")
def missing_words(message: Message) -> Words | None:
    """NT06: the day of the panel is there, and it cannot choose yet. It names no member and nobody who was put forward."""
    panel, today = _panel(message), day_of(now())
    if panel is None or message.occasion != str(panel.meets_on) or not still_reads(message, panel.call.programme):
        return None
    if panel.state == PanelState.DECLARING:
        todo = _("It has not begun. Its members see nobody until all of them have declared their interests and somebody begins.")
    elif panel.state == PanelState.SCORING and _behind(Panel.objects.filter(pk=panel.pk), panel.state, on=today).exists():
        todo = _("Some members have yet to declare their interests or to give marks. Perhaps a phone call helps.")
    else:
        return None
    when = _("The panel meets on %(day)s.") if panel.meets_on >= today else _("The panel was to meet on %(day)s.")
    return Words(subject=_("%(programme)s: marks are missing for the selection panel") % _named(panel),
                 lines=[when % _named(panel), todo], action=_("See what is missing"), path=panel.get_absolute_url())


@says("outcomes_late")
def late_words(message: Message) -> Words | None:
    panel = _panel(message)
    if panel is None or panel.state == PanelState.RELEASED or message.occasion != f"met {panel.meets_on}" or not still_reads(
            message, panel.call.programme):
        return None
    return Words(subject=_("%(programme)s: people wait for the panel’s answer") % _named(panel),
                 lines=[_("The panel met on %(day)s. Ten working days have passed, and the outcomes are not released.") % _named(panel)],
                 action=_("See what is missing"), path=panel.get_absolute_url())


@says("outcome")
def outcome_words(message: Message) -> Words | None:
    """NT07: there is an answer. What it is stands on the person's own page, with the reason. Nothing is said to who has read it
    and answered, or who takes part."""
    candidate = Candidate.objects.known().one_or_none(ref=message.about)
    decision = Decision.objects.filter(nomination__candidate=candidate, released_at__isnull=False, nomination__state__in=OUTCOMES).order_by(
        "-released_at").select_related("nomination__call__programme").first() if candidate else None
    if candidate is None or decision is None or decision.answer or candidate.partner_id:
        return None
    return Words(subject=_("%(programme)s: there is an answer for you") % {"programme": decision.nomination.call.programme.name},
                 lines=[_("The panel has decided.")], by_link=[_("On your page you read what it decided, and why.")],
                 action=_("Read the answer"), path=page_of(candidate))


@says("outcome_nominator")
def nominator_words(message: Message) -> Words | None:
    """What became of whom an organisation put forward: neither the reason nor the marks."""
    decision = Decision.objects.filter(ref=message.about, released_at__isnull=False, nomination__state__in=OUTCOMES).select_related(
        "nomination__candidate", "nomination__call__programme", "nomination__profile").first()
    if decision is None or decision.nomination.candidate.is_gone() or not decision.nomination.candidate.nominator_may_hear:
        return None
    nomination = decision.nomination
    return Words(subject=_("%(programme)s: what became of somebody you put forward") % {"programme": nomination.call.programme.name},
                 lines=[_("You put somebody forward for this role: “%(title)s”.") % {"title": nomination.profile.title},
                        str(HEARD[decision.outcome]) % {"name": nomination.candidate.name},
                        _("They agreed that you hear it. They know the reason. Thank you for your help.")])
