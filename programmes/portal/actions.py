"""What a person says in the portal, by themselves or through staff who write it down; and what the clock does."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import record
from partners.contacts.actions import end_what_is_over, hold, note_said
from partners.groups.actions import accept_seat, decline_seat
from partners.models import Holding, Need, OnBehalf, Partner
from partners.support.actions import add_need, change_need, deny_need
from programmes.appointments.actions.terms import pause, resume
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.pairing.actions import say_time_spent, say_wish
from programmes.pairing.models import Briefing
from programmes.portal import notices
from programmes.portal.policies import Subject
from programmes.programme.models import Workstream
from programmes.sharing.actions import judge_briefing
from programmes.stages.actions.checking import MORE_CHECKS


@transaction.atomic
def say(subject: Subject, verb: Callable[..., Any], *what: Any, at: datetime, line: str, **facts: Any) -> Any:
    """Let `verb` be done as the person said it. Where staff write it down, one line of what was said is kept beside it.

    Raises NotAllowedNow, and nothing is done, when the half hour is over.
    """
    if subject.on_behalf:
        hold(subject.on_behalf, at=at)
        note_said(subject.on_behalf, at=at, words=line)
    return verb(*what, at=at, through=subject.through, noted_by=subject.noted_by, **facts)


@transaction.atomic
def read_out(on_behalf: OnBehalf, *, at: datetime) -> None:
    """Staff read out to the person what they said and what became of it: kept once in the half hour, in the trail and among what the
    person is told. Raises NotAllowedNow when it is over."""
    hold(on_behalf, at=at)
    words = str(_("We read out to you what you said before, and what became of it"))
    if not on_behalf.said.filter(words=words).exists():
        note_said(on_behalf, at=at, words=words)
        record(on_behalf, "read_out", by=on_behalf.by, at=at, partner=on_behalf.partner.ref)


@transaction.atomic
def ask_for_support(partner: Partner, *, at: datetime, **facts: Any) -> Need:
    """A new need; who looks after the person is told. Raises NotAllowedNow for one that stands there already in the same words."""
    Partner.objects.select_for_update().get(pk=partner.pk)      # of two presses at once the second sees the first
    if Need.objects.standing().filter(partner=partner, kind=facts["kind"], words=facts["words"]).exists():
        raise NotAllowedNow("ask", _("This is on the list already, in the same words. Nothing was added."))
    need = add_need(partner, at=at, **facts)
    send(notices.need_to_arrange(need, "need_added", at=at))
    return need


@transaction.atomic
def ask_anew(need: Need, *, at: datetime, **facts: Any) -> Need:
    """The same need in other words; who looks after the person is told."""
    anew = change_need(need, at=at, **facts)
    send(notices.need_to_arrange(anew, "need_added", at=at))
    return anew


@transaction.atomic
def say_it_does_not_work(need: Need, *, at: datetime, why: str, **how: Any) -> None:
    """The person's no to what was arranged; who looks after them is told."""
    deny_need(need, at=at, why=why, **how)
    send(notices.need_to_arrange(need, "need_denied", at=at))


@transaction.atomic
def answer_seat(holding: Holding, *, at: datetime, is_yes: bool, through: str, noted_by: Partner | None, because: str = "") -> None:
    """Yes or no to a seat, as the person told it. Raises NotAllowedNow if it was answered or taken back."""
    if is_yes:
        accept_seat(holding, at=at, through=through, noted_by=noted_by)
    else:
        decline_seat(holding, at=at, because=because)


@transaction.atomic
def say_wishes(partner: Partner, answers: Sequence[tuple[Workstream, str]], *, at: datetime, through: str,
               noted_by: Partner | None) -> None:
    """What the person wishes, for each workstream."""
    for workstream, value in answers:
        say_wish(partner, workstream, value=value, at=at, through=through, noted_by=noted_by)


@transaction.atomic
def say_hours(answers: Sequence[tuple[Holding, int]], *, at: datetime, month: date, through: str, noted_by: Partner | None) -> None:
    """How many hours each seat took in the month (3.7)."""
    for holding, hours in answers:
        say_time_spent(holding, month=month, hours=hours, at=at, through=through, noted_by=noted_by)


def say_of_briefing(briefing: Briefing, partner: Partner, *, at: datetime, was_so: bool, text: str, through: str,
                    noted_by: Partner | None) -> None:
    """Whether the lead's talk was so, as the person says (7.6)."""
    judge_briefing(briefing, by=partner, at=at, was_so=was_so, text=text, through=through, noted_by=noted_by)


@transaction.atomic
def take_a_break(partner: Partner, *, at: datetime, until_on: date, through: str, noted_by: Partner | None) -> None:
    """Every role in which the person is active rests until that day, half a year at most. Raises NotAllowedNow if there is none."""
    active = list(Appointment.objects.running().filter(partner=partner, state=AppointmentState.ACTIVE).order_by("pk"))
    if not active:
        raise NotAllowedNow("pause", _("No role of yours is active at the moment, so there is nothing to rest from."))
    for each in active:
        pause(each, by=noted_by or partner, at=at, until_on=until_on)


@transaction.atomic
def come_back(partner: Partner, *, at: datetime, through: str, noted_by: Partner | None) -> None:
    """Every role that rests goes on. Raises NotAllowedNow if none rests."""
    resting = list(Appointment.objects.running().filter(partner=partner, state=AppointmentState.PAUSED).order_by("pk"))
    if not resting:
        raise NotAllowedNow("resume", _("You are not on a break."))
    for each in resting:
        resume(each, by=noted_by or partner, at=at)


def check_portal(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """What the clock does here: half hours that have passed end, and who has not confirmed their support is asked (NT11). Neither
    belongs to a stage, so it is done when all of them are checked. Doing it twice changes nothing the second time."""
    if stages is not None:
        return 0, 0
    today = on or day_of(at)
    ended = end_what_is_over(at=at) if OnBehalf.objects.over(at).exists() else 0
    return ended, send_rows(notices.support_unconfirmed(on=today, at=at))


MORE_CHECKS.append(check_portal)
