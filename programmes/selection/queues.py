"""Panels that wait for somebody, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import Holding
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing
from programmes.selection.lifecycles import PanelState
from programmes.selection.models import Decision, Declared, Panel
from programmes.selection.policies import CHAIRS, LACKING, UNSEEN, hidden_from, unmarked_by, with_markers


def panels_to_declare(here: Standing, on: date) -> QuerySet:
    """Panels of which this person is a member and to which they have not declared their interests."""
    declared = Declared.objects.filter(panel=OuterRef("pk"), partner=here.partner)
    return Panel.objects.running().exclude(state=PanelState.RELEASED).filter(group__in=here.groups()).filter(~Exists(declared))


def nominees_to_mark(here: Standing, on: date) -> QuerySet:
    """People before a panel who wait for this member's marks, also when marks are open and theirs are too few; nobody who is hidden."""
    assert here.partner is not None
    declared = Declared.objects.filter(panel=OuterRef("call__panel"), partner=here.partner)
    lacks = Q(Exists(with_markers(Nomination.objects.filter(pk=OuterRef("pk"))).filter(LACKING)), call__panel__state=PanelState.DECIDING)
    return Nomination.objects.filter(
        Q(call__panel__state=PanelState.SCORING) | lacks, Exists(declared), state=NominationState.SHORTLISTED,
        call__panel__group__in=here.groups()).filter(unmarked_by(here.partner)).exclude(hidden_from(here.partner)).exclude(
        call__programme__state=ProgrammeState.CLOSED).defer(*UNSEEN)


def _undecided() -> Q:
    return ~Q(Exists(Decision.objects.filter(nomination=OuterRef("pk"), released_at__isnull=True)))


def nominees_to_decide(here: Standing, on: date) -> QuerySet:
    """People of whom a panel has to write an outcome down: marks are open, and enough members gave theirs."""
    assert here.partner is not None
    declared = Declared.objects.filter(panel=OuterRef("call__panel"), partner=here.partner)
    lacking = with_markers(Nomination.objects.filter(pk=OuterRef("pk"))).filter(LACKING)
    return Nomination.objects.filter(
        Exists(declared), _undecided(), ~Exists(lacking), state=NominationState.SHORTLISTED, call__panel__state=PanelState.DECIDING,
        call__panel__group__in=here.groups()).exclude(hidden_from(here.partner)).exclude(
        call__programme__state=ProgrammeState.CLOSED).defer(*UNSEEN)


def panels_to_settle(here: Standing, on: date) -> QuerySet:
    """All is decided: for the chair and the managers, who can release it now. It says the same as `what_hinders_release`."""
    chairs = Holding.objects.serving(on).filter(partner=here.partner, seat__office__in=CHAIRS, seat__group=OuterRef("group"))
    late = Nomination.objects.filter(call=OuterRef("call"), state=NominationState.CONSENTED)
    waits = with_markers(Nomination.objects.filter(call=OuterRef("call"), state=NominationState.SHORTLISTED)).filter(LACKING | _undecided())
    return Panel.objects.running().filter(
        Q(call__programme__in=here.programmes(["PM"])) | Q(Exists(chairs)), ~Exists(late), ~Exists(waits), state=PanelState.DECIDING)
