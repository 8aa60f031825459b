"""Support for a meeting: asked for with the invitations, booked by staff, right when the person says so. The trail names no need."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from coprod.kit.clock import day_of
from coprod.kit.refs import new_ref
from coprod.post.actions import send, send_rows
from coprod.post.models import Message
from coprod.trail.moves import Entry, record, record_many
from partners.models import Need, Partner
from partners.people.models import Through
from partners.support.lifecycles import NeedState
from programmes.access import notices
from programmes.access.catalogue import LOOK_AHEAD_DAYS, SETTLED_DAYS, days_before
from programmes.access.lifecycles import ENDED, HELD, PROVISION, STANDING, ProvisionState
from programmes.access.models import Provision
from programmes.access.policies import wanting, within
from programmes.meetings.actions.answering import WHEN_ANSWERED
from programmes.meetings.actions.checking import check_meetings
from programmes.meetings.actions.planning import WHEN_ANNOUNCED, WHEN_CANCELLED, WHEN_MOVED
from programmes.meetings.catalogue import Answer
from programmes.meetings.models import Meeting, MeetingInvitation
from programmes.meetings.policies import still_asked
from programmes.stages.actions.checking import MORE_CHECKS

WITH = ("meeting__group", "partner", "arranged_by")


# --- asking --------------------------------------------------------------------------------------------------------------

@transaction.atomic
def gather(meetings: QuerySet[Meeting], *, by: Partner | None, at: datetime) -> list[Provision]:
    """What those who are asked to these meetings need, as their standing needs say it. A few queries, however many they are."""
    wanted = sorted(wanting(meetings))
    if not wanted:
        return []
    needs = Need.objects.in_bulk({need for _, need, _ in wanted})
    whole = {each.pk: each for each in Meeting.objects.filter(pk__in={meeting for meeting, _, _ in wanted}).select_related("group")}
    made = []
    for meeting, pk, person in wanted:
        need = needs[pk]
        made.append(Provision(
            ref=new_ref(), meeting=whole[meeting], partner_id=person, need=need, kind=need.kind, words=need.words, seen_by=need.seen_by,
            days_before=days_before(need.kind, need.words), asked_at=at, through=need.through, noted_by_id=need.noted_by_id))
    Provision.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    there = set(Provision.objects.filter(ref__in=[each.ref for each in made]).values_list("ref", flat=True))
    made = [each for each in made if each.ref in there]      # another clock may have noted them at the same moment
    record_many([Entry(each, "request", now=each.state) for each in made], by=by, at=at)
    return made


@transaction.atomic
def ask_for(meeting: Meeting, partner: Partner, *, at: datetime, words: str, kind: str = "", ref: str = "", through: str = Through.ACCOUNT,
            noted_by: Partner | None = None, with_answer: bool = False) -> Provision:
    """The person asks for something at this meeting only. `ref` is the form's, so that it counts once."""
    try:
        with transaction.atomic():
            made = Provision.objects.create(
                ref=ref or new_ref(), meeting=meeting, partner=partner, kind=kind, words=words, asked_at=at, through=through,
                noted_by=noted_by, with_answer=with_answer, days_before=days_before(kind, words) if kind else SETTLED_DAYS)
    except IntegrityError:
        return Provision.objects.select_related(*WITH).get(ref=ref)
    record(made, "request", by=noted_by or partner, at=at, now=made.state)
    return made


# --- booking, and the person's word ----------------------------------------------------------------------------------------

@transaction.atomic
def book(provision: Provision, *, by: Partner, at: datetime, what: str) -> None:
    """Staff say what they booked, and the person is told. Raises NotAllowedNow if it is not needed any more."""
    provision.book(by=by, at=at, what=what)
    send([notices.settled(provision, at=at)])


@transaction.atomic
def say_impossible(provision: Provision, *, by: Partner, at: datetime, why: str) -> None:
    """Staff say why it cannot be had this time; it stays missing until the person says that they come without it."""
    provision.say_impossible(by=by, at=at, why=why)
    send([notices.settled(provision, at=at)])


@transaction.atomic
def say(provision: Provision, move: str, *, at: datetime, why: str = "", through: str = Through.ACCOUNT,
        noted_by: Partner | None = None) -> None:
    """The person's word: "confirm", "deny" (with why), "do_without", "drop", "ask_again". Who booked it hears of a no, and of what is to
    be called off. Raises NotAllowedNow where the word does not fit."""
    was_held = provision.is_booking
    facts: dict[str, Any] = {"to_call_off": was_held, "is_away": False} if move == "drop" else {}
    if move == "ask_again":
        facts = {"to_call_off": False, "is_away": False}
    provision.say(move, at=at, why=why, through=through, noted_by=noted_by, **facts)
    if move == "deny":
        send(notices.not_as_booked(provision, "provision_not_right", at=at))
    elif move == "drop" and was_held:
        send(notices.not_as_booked(provision, "provision_to_call_off", at=at))


@transaction.atomic
def called_off(provision: Provision, *, by: Partner, at: datetime) -> None:
    """The booking is called off with whoever it was made with. A second press changes nothing."""
    if Provision.objects.filter(pk=provision.pk, to_call_off=True).update(to_call_off=False, is_booking=False):
        record(provision, "call_off", by=by, at=at)


# --- what follows from meetings ---------------------------------------------------------------------------------------------

@transaction.atomic
def move_all(rows: Iterable[Provision], move: str, *, by: Partner | None, at: datetime, **facts: Any) -> list[Provision]:
    """One move of many, each only from the state in which it was read. Who booked what is dropped hears of it."""
    groups: dict[str, list[Provision]] = {}
    for each in rows:
        groups.setdefault(each.state, []).append(each)
    moved: list[Provision] = []
    entries: list[Entry] = []
    tell: list[Message] = []
    for was, them in groups.items():
        will_be = PROVISION.after(move, was)
        here = Provision.objects.filter(pk__in=[each.pk for each in them], state=was)
        refs = set(here.select_for_update().values_list("ref", flat=True))
        Provision.objects.filter(ref__in=refs).update(state=will_be, **facts)
        if move == "drop":
            Provision.objects.filter(ref__in=refs, is_booking=True).update(to_call_off=True)
        for each in them:
            if each.ref in refs:
                moved.append(each)
                entries.append(Entry(each, move, was=was, now=will_be))
                if move == "drop" and each.is_booking:
                    tell += notices.not_as_booked(each, "provision_to_call_off", at=at)
    if entries:
        record_many(entries, by=by, at=at)
        send(tell)
    return moved


def _of(meeting: Meeting, states: Sequence[str]) -> QuerySet[Provision]:
    return Provision.objects.filter(meeting=meeting, state__in=states).select_related(*WITH)


def when_announced(meetings: Sequence[Meeting], *, by: Partner, at: datetime) -> None:
    """NT13: what is booked weeks ahead is asked for at once."""
    near = Meeting.objects.filter(pk__in=[each.pk for each in meetings]) & within(LOOK_AHEAD_DAYS, on=day_of(at))
    made = gather(near, by=by, at=at)
    if made:
        send_rows(list(notices.just_asked({each.meeting for each in made}, on=day_of(at), at=at)))


def when_moved(meeting: Meeting, *, by: Partner, at: datetime) -> None:
    """At another time everything is to be booked anew; what was booked stands beside it."""
    move_all(_of(meeting, [*HELD, ProvisionState.IMPOSSIBLE, ProvisionState.NOT_RIGHT, ProvisionState.WITHOUT]), "reopen", by=by, at=at)


def when_cancelled(meeting: Meeting, *, by: Partner, at: datetime) -> None:
    move_all(_of(meeting, STANDING), "drop", by=by, at=at)


def when_answered(invitation: MeetingInvitation, *, at: datetime) -> None:
    """Who does not come needs nothing, and needs it again when they come after all. "Anything different this time?" is one thing more."""
    meeting, person = invitation.meeting, invitation.partner
    mine = Provision.objects.filter(meeting=meeting, partner=person).select_related(*WITH)
    if invitation.answer == Answer.NO:
        move_all(mine.filter(state__in=STANDING), "drop", by=invitation.noted_by or person, at=at, is_away=True)
        return
    move_all(mine.filter(state__in=ENDED, is_away=True), "ask_again", by=invitation.noted_by or person, at=at, is_away=False,
             to_call_off=False)
    extra = mine.filter(with_answer=True).first()
    facts: dict[str, Any] = {"through": invitation.through, "noted_by": invitation.noted_by}
    if extra is None and invitation.note:
        ask_for(meeting, person, at=at, words=invitation.note, with_answer=True, **facts)
    elif extra and extra.words != invitation.note:
        if not invitation.note:
            move_all([extra] if extra.state in STANDING else [], "drop", by=facts["noted_by"] or person, at=at)
            return
        if extra.state != ProvisionState.REQUESTED:     # in other words it begins anew
            move_all([extra], "ask_again" if extra.state in ENDED else "reopen", by=facts["noted_by"] or person, at=at)
        Provision.objects.filter(pk=extra.pk).update(words=invitation.note, asked_at=at, **facts)


# --- the clock -----------------------------------------------------------------------------------------------------------

def _coming() -> QuerySet[MeetingInvitation]:
    """For a query over provisions: the invitation of its person, if they are asked and have not said no to the present time."""
    return still_asked().filter(meeting=OuterRef("meeting"), partner=OuterRef("partner")).exclude(
        answer=Answer.NO, round=F("meeting__round"))


def _gone(meetings: QuerySet[Meeting]) -> QuerySet[Provision]:
    """Of people who are not asked to the meeting any more, or do not come."""
    return Provision.objects.filter(
        ~Exists(_coming()), meeting__in=meetings.order_by().values("pk"), state__in=STANDING).select_related(*WITH)


def _here_again(meetings: QuerySet[Meeting]) -> QuerySet[Provision]:
    """Of people who are asked again, or come after all."""
    return Provision.objects.filter(
        Exists(_coming()), Q(need__isnull=True) | ~Q(need__state=NeedState.WITHDRAWN), is_away=True, state=ProvisionState.NOT_NEEDED,
        meeting__in=meetings.order_by().values("pk")).select_related(*WITH)


def _withdrawn(meetings: QuerySet[Meeting]) -> QuerySet[Provision]:
    return Provision.objects.filter(need__state=NeedState.WITHDRAWN, state__in=STANDING,
                                    meeting__in=meetings.order_by().values("pk")).select_related(*WITH)


def _say_as_the_need_says(meetings: QuerySet[Meeting], *, at: datetime) -> None:
    """A need that was put in other words, or is meant for other eyes, is said so here too. What was booked begins anew."""
    told = ~Q(words=F("need__words")) | ~Q(seen_by=F("need__seen_by")) | ~Q(kind=F("need__kind"))
    rows = list(Provision.objects.filter(told, need__isnull=False, state__in=STANDING, meeting__in=meetings.order_by().values("pk"))
                .select_related("need", *WITH))
    others = [each for each in rows if each.need and each.words != each.need.words and each.state != ProvisionState.REQUESTED]
    move_all(others, "reopen", by=None, at=at)
    for each in rows:
        assert each.need
        each.words, each.kind, each.seen_by = each.need.words, each.need.kind, each.need.seen_by
        each.days_before = days_before(each.kind, each.words)
    if rows:
        Provision.objects.bulk_update(rows, ["words", "kind", "seen_by", "days_before"])


def _follow_the_needs(near: QuerySet[Meeting], *, at: datetime) -> list[Provision]:
    """What was asked for changes as the needs do, and as people come and go."""
    _say_as_the_need_says(near, at=at)
    gone = move_all(_withdrawn(near), "drop", by=None, at=at)
    gone += move_all(_gone(near), "drop", by=None, at=at, is_away=True)
    return gone + move_all(_here_again(near), "ask_again", by=None, at=at, is_away=False, to_call_off=False)


@transaction.atomic
def check_access(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """What people need at the meetings of the next weeks, for who joined or asked since; NT12, NT13. All meetings; none when only some
    stages are looked at."""
    today = on or day_of(at)
    near = within(LOOK_AHEAD_DAYS, on=today)
    if stages is not None or not near.exists():
        return 0, 0
    gone = _follow_the_needs(near, at=at) if Provision.objects.filter(meeting__in=near.order_by().values("pk")).exists() else []
    made = gather(near, by=None, at=at)
    if not Provision.objects.unmet().filter(meeting__in=near.order_by().values("pk")).exists():
        return len(gone), 0
    return len(made) + len(gone), send_rows([*notices.to_book(on=today, at=at), *notices.unmet(on=today, at=at)])


WHEN_ANNOUNCED.append(when_announced)
WHEN_MOVED.append(when_moved)
WHEN_CANCELLED.append(when_cancelled)
WHEN_ANSWERED.append(when_answered)
MORE_CHECKS.insert(MORE_CHECKS.index(check_meetings) + 1, check_access)       # whoever joined is invited first
