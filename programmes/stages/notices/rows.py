"""Who is told what, on which occasion. Each function selects outbox rows for any set of stages at once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, TruncDate

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.sql import DaysSince
from coprod.post.catalogue import kind_of
from coprod.post.lifecycles import MESSAGE
from coprod.post.models import Message
from partners.groups.lifecycles import HoldingState
from partners.groups.models import VACANCY_LIMIT_DAYS, Seat
from partners.models import Group, Partner, Vacancy
from programmes.catalogue import CURRENT, edition
from programmes.programme.lifecycles import ProgrammeState
from programmes.stages.lifecycles import SIGNED_STATES, StageState
from programmes.stages.models import Answer, Dispute, Proceeding, Signature, Stage
from programmes.stages.notices.leading import with_lead

CLAIM_WAITS_WORKING_DAYS = 5


class Way(NamedTuple):
    """A way from a stage to people: what ties them to it, and the path from the stage to the person."""

    tie: Q
    person: str     # "programme__team__partner__"


TEAM = "programme__team__"
GROUPS = "programme__group_links__group__seats__"
PAIR = "workstream__group__seats__"
PAIRS = "programme__workstreams__group__seats__"
MEMBERS = "programme__memberships__"
KINDS = {"FND": Group.Kind.FOUNDING, "PANEL": Group.Kind.PANEL, "AG": Group.Kind.ADVISORY, "LCC": Group.Kind.ADVISORY}
CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)
ANY = Q()
NONE = Q(pk__in=[])


def ways(roles: dict[str, Q], on: date) -> list[Way]:
    """Who holds these roles on that day; `roles` says for each of them in which stages. One way for each kind of record,
    so that however many roles are asked for, each table is read once."""
    found = []
    team = NONE
    for role in sorted(roles.keys() & {"SRO", "PM", "FAC"}):
        team |= Q(**{f"{TEAM}role": role}) & roles[role]
    if "WL" in roles:
        team |= Q(**{f"{TEAM}role": "WL"}) & roles["WL"] & (Q(workstream__isnull=True) | Q(**{f"{TEAM}workstream": F("workstream")}))
    if team:
        found.append(Way(in_force(TEAM, on) & team, f"{TEAM}partner__"))
    groups = NONE
    for role in sorted(roles.keys() & KINDS.keys()):
        chairs = Q(**{f"{GROUPS}office__in": CHAIRS}) if KINDS[role] == Group.Kind.ADVISORY else ANY
        groups |= Q(**{f"{GROUPS[:-7]}kind": KINDS[role]}) & chairs & roles[role]
    if groups:
        found.append(Way(_lay(GROUPS, on) & groups, f"{GROUPS}holdings__partner__"))
    if "PAIR" in roles:
        found.append(Way(_lay(PAIR, on) & roles["PAIR"], f"{PAIR}holdings__partner__"))
        found.append(Way(_lay(PAIRS, on) & Q(workstream__isnull=True) & roles["PAIR"], f"{PAIRS}holdings__partner__"))
    if "ORG" in roles:
        signs = Q(**{f"{MEMBERS}signs": True}) & in_force(MEMBERS, on) & in_force(f"{MEMBERS}organisation__signatories__", on)
        found.append(Way(signs & roles["ORG"], f"{MEMBERS}organisation__signatories__partner__"))
    return found


def in_force(path: str, on: date) -> Q:
    """As `in_force(on)`, for the rows at the end of a path."""
    return Q(**{f"{path}from_on__lte": on}) & (Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": on}))


def _lay(seats: str, on: date) -> Q:
    """As `serving(on).lay()`, for the holdings of the seats at the end of a path."""
    serving = {f"{seats}is_lay": True, f"{seats}holdings__state__in": [HoldingState.SERVING, HoldingState.ENDED]}
    return Q(**serving) & in_force(f"{seats}holdings__", on)


def outbox_rows(things: QuerySet, kind: str, *, about: str, to: str, occasion: Any, book: str, at: datetime) -> QuerySet:
    """`things` as rows for `coprod.post.actions.send_rows`; `about`, `to` and `book` are paths to refs."""
    moment, text = Value(at, DateTimeField()), CharField()
    return things.annotate(
        m_kind=Value(kind, text), m_about=F(about), m_to=F(to), m_occasion=occasion, m_book=F(book),
        m_written_at=moment, m_due_at=moment,
        m_priority=Value(kind_of(kind).priority, IntegerField()), m_state=Value(str(MESSAGE.start), text), m_claimed_by=Value("", text),
        m_tries=Value(0, IntegerField()))


def _rows(kind: str, stages: QuerySet, roles: dict[str, Q], *, on: date, at: datetime, occasion: Any) -> Iterator[QuerySet]:
    """A row for each of `stages` and each person in one of `roles`."""
    for way in ways(roles, on):
        yield outbox_rows(stages.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion,
                          book="programme__ref", at=at)


def _running(stages: QuerySet | None) -> QuerySet:
    found = Stage.objects.all() if stages is None else Stage.objects.filter(pk__in=stages.order_by().values("pk"))
    return found.order_by().exclude(programme__state=ProgrammeState.CLOSED)


def _text(expression: Any) -> Cast:
    return Cast(expression, CharField())


@with_lead
def standards_due(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """Standards are unanswered as the day comes near: 7 days before and on the day to manager and lead, then weekly
    to the manager. One occasion a window, so a clock that slept says it late but once."""
    due = _running(stages).filter(state__in=[StageState.OPEN, StageState.REOPENED], due_on__lte=on + timedelta(days=7)).incomplete()
    weeks = Concat(Value(":week"), _text(DaysSince("due_on", on) / Value(7)))
    window = Case(When(due_on__gt=on, then=Value(":before")), default=weeks, output_field=CharField())
    roles = {"PM": ANY, "WL": Q(due_on__gt=on - timedelta(days=7))}
    yield from _rows("standards_due", due, roles, on=on, at=at, occasion=Concat(_text(F("due_on")), window))


def claims_waiting(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """Claims have waited over 5 working days for a lay partner: told to those who may confirm, once for the oldest."""
    limit = start_of(add_working_days(on, -CLAIM_WAITS_WORKING_DAYS))
    old = Answer.objects.claimed().filter(claimed_at__lt=limit, stage=OuterRef("pk")).order_by()
    oldest = old.values("stage").annotate(d=Min("claimed_at")).values("d")
    waiting = _running(stages).at_work().filter(Exists(old))
    yield from _rows("claims_waiting", waiting, {role: _signed_by(role) for role in ("FND", "PAIR", "PANEL", "LCC")}, on=on, at=at,
                     occasion=Concat(Value("since "), _text(TruncDate(Subquery(oldest)))))


def _signed_by(role: str) -> Q:
    """The stages that holders of `role` sign, by the catalogue. The lay co-chair speaks for the Advisory Group."""
    wanted = NONE
    for stage in edition(CURRENT).stages:
        for signatory in stage.signatories:
            names = {role} | ({"AG"} if role == "LCC" else set())
            if signatory.role in names:
                only = {"cycle": 1} if signatory.later_role else {}
                wanted |= Q(code=stage.code, **only)
            if signatory.later_role in names:
                wanted |= Q(code=stage.code, cycle__gt=1)
    return wanted


def sign_off_asked(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """A stage is ready: everyone whose signature it needs is asked, once a round and day of readiness."""
    ready = _running(stages).filter(state=StageState.READY)
    occasion = Concat(_text(F("round")), Value(":"), _text(TruncDate(F("ready_at"))))
    signed = Signature.objects.current().filter(stage=OuterRef("pk"), round=OuterRef("round"), partner=OuterRef("m_person"))
    for way in ways({role: _signed_by(role) for role in ("SRO", "PM", "WL", "FND", "PANEL", "LCC", "PAIR", "ORG")}, on):
        # the person is named first: a path inside Exists would join everybody a second time
        asked = ready.filter(way.tie).annotate(m_person=F(f"{way.person}pk")).filter(~Exists(signed))
        yield outbox_rows(asked, "sign_off_asked", about="ref", to=f"{way.person}ref", occasion=occasion, book="programme__ref", at=at)


def seats_empty(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """A lay seat of a workstream is empty: at once and at 14 days to the lay co-chair and the manager; past 28 days
    to the lay co-chair and the senior responsible owner (standard 7.4)."""
    stream = "seat__group__workstream__"
    running = Vacancy.objects.running().filter(
        **{"seat__is_lay": True, "seat__closed_on__isnull": True, f"{stream}closed_on__isnull": True, "from_on__lte": on}).exclude(
        **{f"{stream}programme__state": ProgrammeState.CLOSED})
    first, second = on - timedelta(days=14), on - timedelta(days=VACANCY_LIMIT_DAYS)
    window = Case(When(from_on__gt=first, then=Value("day 0")), When(from_on__gte=second, then=Value("day 14")),
                  default=Value(f"past day {VACANCY_LIMIT_DAYS}"), output_field=CharField())
    team, seats = f"{stream}{TEAM}", f"{stream}{GROUPS}"
    told = Q(**{f"{team}role": "PM", "from_on__gte": second}) | Q(**{f"{team}role": "SRO", "from_on__lt": second})
    chairs = Q(**{f"{seats[:-7]}kind": Group.Kind.ADVISORY, f"{seats}office__in": CHAIRS})
    for tie, person in ((in_force(team, on) & told, f"{team}partner__"), (_lay(seats, on) & chairs, f"{seats}holdings__partner__")):
        yield outbox_rows(running.filter(tie), "seat_empty", about="ref", to=f"{person}ref", occasion=window,
                          book="seat__group__home_book", at=at)


def changed_since_signed(*, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """What a stage's signatures rest on has changed: everyone who signed is told, once a day of change."""
    changed = _running(stages).filter(state__in=SIGNED_STATES, changed_at__isnull=False)
    signed = Signature.objects.current().filter(stage__in=changed.values("pk"), round=F("stage__round"))
    occasion = Concat(_text(F("stage__round")), Value(":"), _text(TruncDate(F("stage__changed_at"))))
    yield outbox_rows(signed, "changed_since_signed", about="stage__ref", to="partner__ref", occasion=occasion,
                      book="stage__programme__ref", at=at)


# --- said at once, to few ----------------------------------------------------------------------------------------

def _message(kind: str, about: str, to: Partner, occasion: str, stage: Stage, at: datetime) -> Message:
    return Message(kind=kind, about=about, to=to.ref, occasion=occasion, book=stage.programme.ref, written_at=at, due_at=at)


def _in_roles(stage: Stage, roles: Iterable[str], on: date) -> list[Partner]:
    one = Stage.objects.filter(pk=stage.pk)
    ids = {pk for way in ways(dict.fromkeys(roles, ANY), on) for pk in one.filter(way.tie).values_list(f"{way.person}pk", flat=True)}
    return list(Partner.objects.filter(pk__in=ids).order_by("pk"))


def standard_disputed(dispute: Dispute, *, at: datetime) -> list[Message]:
    """A lay partner disputes: whoever claimed, and the managers, are told at once."""
    stage = dispute.answer.stage
    people = {person.pk: person for person in _in_roles(stage, ["PM"], day_of(at))}
    if dispute.claimed_by:
        people[dispute.claimed_by.pk] = dispute.claimed_by
    return [_message("standard_disputed", dispute.ref, person, "raised", stage, at) for person in people.values()]


def stage_unresolved(stage: Stage, *, at: datetime) -> list[Message]:
    """Somebody does not agree: the senior responsible owner, the managers and the lay co-chairs are told at once."""
    people = _in_roles(stage, ["SRO", "PM", "LCC"], day_of(at))
    return [_message("stage_unresolved", stage.ref, person, f"round {stage.round}", stage, at) for person in people]


def proceeding(done: Proceeding, *, at: datetime) -> list[Message]:
    """The programme proceeds without lay agreement: those who refused, all who signed, and the lay co-chairs are told."""
    stage = done.stage
    people = {person.pk: person for person in _in_roles(stage, ["LCC"], day_of(at))}
    for signature in stage.signatures.current().filter(round=done.round).select_related("partner"):
        people[signature.partner_id] = signature.partner
    return [_message("proceeding", done.ref, person, "recorded", stage, at) for person in people.values()
            if person.pk != done.by_id]


