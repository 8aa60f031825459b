"""What waits for somebody about meetings, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from coprod.kit.clock import start_of
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import AgendaYes, Meeting
from programmes.meetings.policies import still_asked
from programmes.programme.models.standing import Standing


def meetings_to_answer(here: Standing, on: date) -> QuerySet:
    """Invitations of this person without an answer to the present time."""
    silent = Q(answer="") | ~Q(round=F("meeting__round"))
    return still_asked().filter(silent, partner=here.partner, meeting__state__in=AHEAD, meeting__starts_at__gte=start_of(on))


def agendas_to_agree(here: Standing, on: date) -> QuerySet:
    """Meetings whose agenda the other side has agreed to, where this person speaks for theirs: the pair, or the lead."""
    sides = Q(pk__in=[])
    for code, is_lay in (("PAIR", True), ("WL", False)):
        yes = AgendaYes.objects.filter(meeting=OuterRef("pk"))
        sides |= Q(group__workstream__in=here.workstreams(code)) & Q(Exists(yes.filter(is_lay=not is_lay))) & ~Q(Exists(
            yes.filter(is_lay=is_lay)))
    open_ = (MeetingState.SCHEDULED, MeetingState.PAPERS_ISSUED)
    return Meeting.objects.filter(sides, state__in=open_, kind=Kind.MEETING, starts_at__gte=start_of(on))
