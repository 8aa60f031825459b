"""What waits for somebody about minutes, agreed actions and calls, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.contacts.models import NamedContact
from partners.groups.lifecycles import HoldingState
from partners.models import Holding
from programmes.meetings.catalogue import THERE
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Attendance
from programmes.meetings.policies import CHAIRS
from programmes.minutes.lifecycles import ActionState, CallState, CorrectionState, MinutesState
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView
from programmes.programme.models import Programme
from programmes.programme.models.standing import Standing


def minutes_to_confirm(here: Standing, on: date) -> QuerySet:
    """Drafts that this person confirms for the lay side, as `confirmers_of` has it, and to whose words they have said nothing yet."""
    serve = Holding.objects.lay().filter(seat__group=OuterRef("meeting__group"), state=HoldingState.SERVING)
    present = serve.filter(Exists(Attendance.objects.filter(
        meeting=OuterRef(OuterRef("meeting")), partner=OuterRef("partner"), is_lay=True, was__in=THERE)))
    chairs, chairs_there = (rows.filter(seat__office__in=CHAIRS) for rows in (serve, present))

    def is_one_of(rows: QuerySet) -> Q:
        return Q(Exists(rows.filter(partner=here.partner)))

    nobody, stream = ~Q(Exists(present)), Q(meeting__group__workstream__isnull=False)
    of_stream = is_one_of(present) | nobody & is_one_of(serve)
    absent = nobody & (is_one_of(chairs) | ~Q(Exists(chairs)) & is_one_of(serve))
    of_group = is_one_of(chairs_there) | ~Q(Exists(chairs_there)) & (is_one_of(present) | absent)
    said = MinutesView.objects.filter(minutes=OuterRef("pk"), by=here.partner, round=OuterRef("round"))
    return Minutes.objects.filter(stream & of_stream | ~stream & of_group, ~Exists(said), state=MinutesState.DRAFTED)


def _in_hand(here: Standing) -> Q:
    """Of minutes that this person has in hand: they lead the workstream, run the programme, chair the group or take the minutes."""
    books = Programme.objects.filter(pk__in=here.programmes(["PM"])).values("ref")
    chairs = Holding.objects.filter(partner=here.partner, seat__group=OuterRef("minutes__meeting__group"), seat__office__in=CHAIRS,
                                    state=HoldingState.SERVING)
    return Q(minutes__meeting__group__workstream__in=here.workstreams("WL")) | Q(minutes__taker=here.partner) | Q(
        minutes__meeting__group__home_book__in=books) | Q(Exists(chairs))


def minutes_noes(here: Standing, on: date) -> QuerySet:
    """Noes of others to drafts, without an answer."""
    return MinutesView.objects.filter(_in_hand(here), is_right=False, answered_at__isnull=True).exclude(by=here.partner)


def corrections_to_answer(here: Standing, on: date) -> QuerySet:
    """Corrections that somebody who was there asks for, until they are answered."""
    return Correction.objects.filter(_in_hand(here), state=CorrectionState.PROPOSED)


def actions_to_do(here: Standing, on: date) -> QuerySet:
    """Agreed actions of this person, since they were told; not those prepared for a meeting that was cancelled."""
    return MinuteLine.objects.actions().filter(who=here.partner, state=ActionState.OPEN, issued_at__isnull=False,
                                               minutes__meeting__state__in=[*AHEAD, MeetingState.HELD])


def actions_to_judge(here: Standing, on: date) -> QuerySet:
    """Actions that are said to be done, in groups in which this person serves as a lay member."""
    serves = Holding.objects.filter(partner=here.partner, seat__group=OuterRef("minutes__meeting__group"), seat__is_lay=True,
                                    state=HoldingState.SERVING)
    return MinuteLine.objects.actions().filter(Exists(serves), ~Q(who=here.partner) | Q(who__isnull=True), state=ActionState.CLAIMED)


def calls_to_answer(here: Standing, on: date) -> QuerySet:
    """Offers of a call, for two weeks: after that nobody is pressed, and the page of the meeting still has it."""
    return CallBack.objects.filter(partner=here.partner, state=CallState.OFFERED, offered_until__gte=on)


def calls_to_make(here: Standing, on: date) -> QuerySet:
    """Calls that are wanted: for who looks after the contact with the person; is nobody named, for the manager; late ones for the lay
    co-chair."""
    owned = NamedContact.objects.filter(partner=OuterRef("partner"), home_book=OuterRef("meeting__group__home_book"))
    manages, chairs = (Programme.objects.filter(pk__in=here.programmes([role])).values("ref") for role in ("PM", "LCC"))
    mine = Q(Exists(owned.filter(owner=here.partner))) | Q(meeting__group__home_book__in=manages) & ~Q(Exists(owned)) | Q(
        meeting__group__home_book__in=chairs, due_on__lt=on)
    return CallBack.objects.filter(mine, state=CallState.WANTED).exclude(partner=here.partner)
