"""Standards 5.4, 5.5, 5.6 and 12.8: what the records of appointments show about terms, induction, the lay chair and leaving."""

from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.groups.models import Seat
from partners.models import Group, Holding
from programmes.appointments.lifecycles import LEFT, LIVING, NEVER_BEGAN, AppointmentState
from programmes.appointments.models import NEEDED, Appointment, InductionItem
from programmes.appointments.policies import NOT_ACCEPTED
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.stages.proofs import columns, fact

CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)


def _counted(stages: QuerySet, things: QuerySet, by: str, name: str) -> QuerySet:
    """Those of `stages` for which some of `things` are found, with how many. `by` is the path from a thing to its programme."""
    number = things.order_by().values(by).annotate(n=Count("pk")).values("n")
    found = stages.filter(Exists(things)).annotate(n=Subquery(number, output_field=IntegerField()))
    return columns(found, "id", name, number=F("n"), ref=F("programme__slug"))


def _selected() -> QuerySet:
    """Whom the panel chose, but for those who said no to the role, which is their good right."""
    said_no = Appointment.objects.filter(nomination=OuterRef("pk"), state=AppointmentState.DECLINED)
    asked_again = Appointment.objects.filter(nomination=OuterRef("pk")).exclude(state__in=NEVER_BEGAN)
    return Nomination.objects.filter(~Exists(said_no) | Exists(asked_again), state=NominationState.SELECTED,
                                     call__programme=OuterRef("programme"), call__cycle=OuterRef("cycle"))


@fact("5.4", stage="S5", place="programmes:appointments", words=lambda row, on: _(
    "Nobody was selected in this round yet, or nobody who was took the role."))
def nobody_selected(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_selected())), "id", "nobody_selected", ref=F("programme__slug"))


@fact("5.4", stage="S5", place="programmes:appointments", words=lambda row, on: ngettext(
    "%(n)d person who was selected has not said yes to the terms.", "%(n)d people who were selected have not said yes to the terms.",
    row.number) % {"n": row.number})
def terms_not_accepted(stages: QuerySet, on: date) -> QuerySet:
    accepted = Appointment.objects.filter(nomination=OuterRef("pk")).exclude(state__in=NOT_ACCEPTED)
    return _counted(stages, _selected().filter(~Exists(accepted)), "call__programme", "terms_not_accepted")


def _new_members() -> QuerySet:
    """First terms of this round that run, and those that were followed by another."""
    return Appointment.objects.filter(programme=OuterRef("programme"), nomination__call__cycle=OuterRef("cycle"), previous__isnull=True,
                                      state__in=[*LIVING, AppointmentState.RENEWED])


@fact("5.5", stage="S5", place="programmes:appointments", words=lambda row, on: _("Nobody has begun in this round yet."))
def nobody_has_begun(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_new_members())), "id", "nobody_has_begun", ref=F("programme__slug"))


@fact("5.5", stage="S5", place="programmes:appointments", words=lambda row, on: ngettext(
    "%(n)d new member has not confirmed their induction.", "%(n)d new members have not confirmed their induction.", row.number)
    % {"n": row.number})
def induction_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    missing = InductionItem.objects.filter(appointment=OuterRef("pk"), code__in=NEEDED, confirmed_at__isnull=True)
    open_ = _new_members().filter(Q(began_at__isnull=True) | Exists(missing))
    return _counted(stages, open_, "programme", "induction_not_confirmed")


@fact("5.6", stage="S5", place="programmes:groups",
      words=lambda row, on: _("No lay partner is noted as chair or co-chair of the Advisory Group."))
def no_lay_chair(stages: QuerySet, on: date) -> QuerySet:
    chairs = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS, seat__group__programme_links__programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(chairs)), "id", "no_lay_chair", ref=F("programme__slug"))


def _leavers() -> QuerySet:
    """Of any round: who has left is thanked whenever that was."""
    return Appointment.objects.filter(programme=OuterRef("programme"), state__in=LEFT)


@fact("12.8", stage="S12", place="programmes:appointments", words=lambda row, on: ngettext(
    "%(n)d person who left was not thanked.", "%(n)d people who left were not thanked.", row.number) % {"n": row.number})
def leavers_not_thanked(stages: QuerySet, on: date) -> QuerySet:
    return _counted(stages, _leavers().filter(thanked_at__isnull=True), "programme", "leavers_not_thanked")


@fact("12.8", stage="S12", place="programmes:appointments", words=lambda row, on: ngettext(
    "%(n)d person who left was not asked why.", "%(n)d people who left were not asked why.", row.number) % {"n": row.number})
def leavers_not_asked(stages: QuerySet, on: date) -> QuerySet:
    return _counted(stages, _leavers().filter(asked_at__isnull=True), "programme", "leavers_not_asked")
