"""Who is told what, on which occasion. Each function selects outbox rows for any set of stages at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, TruncDate

from coprod.kit.clock import add_working_days, day_of, start_of
from coprod.kit.sql import DaysSince
from coprod.post.lifecycles import MESSAGE
from coprod.post.models import Message
from partners.groups.models import VACANCY_LIMIT_DAYS, Seat
from partners.models import Group, Holding, Partner, Signatory, Vacancy
from programmes.catalogue import CURRENT, edition
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.programme.roles import LAY_ROLES
from programmes.stages.lifecycles import SIGNED_STATES, StageState
from programmes.stages.models import Answer, Dispute, Proceeding, Signature, Stage

CLAIM_WAITS_WORKING_DAYS = 5


class Holders(NamedTuple):
    """People in a role, as rows, and the path from such a row to the stage it concerns."""

    rows: QuerySet
    stage: str      # "programme__stages__"


def holders(role: str, stages: QuerySet, on: date) -> Iterator[Holders]:
    """Who holds `role` for each of `stages` today."""
    lay = Holding.objects.serving(on).lay()
    if role == "PAIR":
        yield Holders(lay.filter(seat__group__workstream__stages__in=stages), "seat__group__workstream__stages__")
        yield Holders(lay.filter(seat__group__workstream__programme__stages__in=stages.filter(workstream__isnull=True)),
                      "seat__group__workstream__programme__stages__")
    elif role == "WL":
        leads = TeamRole.objects.in_force(on).filter(role="WL")
        yield Holders(leads.filter(workstream__stages__in=stages), "workstream__stages__")
        yield Holders(leads.filter(programme__stages__in=stages.filter(workstream__isnull=True)), "programme__stages__")
    elif role == "ORG":
        yield Holders(Signatory.objects.in_force(on).filter(
            organisation__memberships__signs=True, organisation__memberships__programme__stages__in=stages),
            "organisation__memberships__programme__stages__")
    elif role in LAY_ROLES:
        path = "seat__group__programme_links__programme__stages__"
        kind = {"FND": Group.Kind.FOUNDING, "PANEL": Group.Kind.PANEL}.get(role, Group.Kind.ADVISORY)
        found = lay.filter(seat__group__kind=kind, **{f"{path}in": stages})
        chairs = found.filter(seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR])
        yield Holders(chairs if kind == Group.Kind.ADVISORY else found, path)
    else:
        yield Holders(TeamRole.objects.in_force(on).filter(role=role, programme__stages__in=stages), "programme__stages__")


def outbox_rows(people: QuerySet, kind: str, *, about: str, occasion: Any, book: str, at: datetime) -> QuerySet:
    """`people` (rows with a partner) as rows for `coprod.post.actions.send_rows`; `about` and `book` are paths to refs."""
    moment, text = Value(at, DateTimeField()), CharField()
    return people.annotate(
        m_kind=Value(kind, text), m_about=F(about), m_to=F("partner__ref"), m_occasion=occasion, m_book=F(book),
        m_written_at=moment, m_due_at=moment, m_state=Value(str(MESSAGE.start), text), m_claimed_by=Value("", text),
        m_tries=Value(0, IntegerField()))


def _rows(kind: str, people: Iterable[Holders], *, at: datetime, occasion: Callable[[str], Any]) -> Iterator[QuerySet]:
    """A row for each person and stage; `occasion(path)` gives the occasion from the path to the stage."""
    for rows, path in people:
        yield outbox_rows(rows, kind, about=f"{path}ref", occasion=occasion(path), book=f"{path}programme__ref", at=at)


def _running(stages: QuerySet | None) -> QuerySet:
    found = Stage.objects.all() if stages is None else stages
    return found.order_by().exclude(programme__state=ProgrammeState.CLOSED)


def _text(expression: Any) -> Cast:
    return Cast(expression, CharField())


def standards_due(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """Standards are unanswered as the day comes near: 7 days before and on the day to manager and lead, then weekly
    to the manager. One occasion a window, so a clock that slept says it late but once."""
    waiting = _running(stages).filter(state__in=[StageState.OPEN, StageState.REOPENED], due_on__isnull=False).incomplete()
    due = waiting.annotate(late=DaysSince("due_on", on))

    def before(path: str) -> Any:
        return Concat(_text(F(f"{path}due_on")), Value(":before"))

    def week(path: str) -> Any:
        return Concat(_text(F(f"{path}due_on")), Value(":week"), _text(DaysSince(f"{path}due_on", on) / Value(7)))

    windows = ((due.filter(late__gte=-7, late__lt=0), before, ("PM", "WL")), (due.filter(late__gte=0, late__lt=7), week, ("PM", "WL")),
               (due.filter(late__gte=7), week, ("PM",)))
    for found, occasion, roles in windows:
        for role in roles:
            yield from _rows("standards_due", holders(role, found.values("pk"), on), at=at, occasion=occasion)


def claims_waiting(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """Claims have waited over 5 working days for a lay partner: told to those who may confirm, once for the oldest."""
    limit = start_of(add_working_days(on, -CLAIM_WAITS_WORKING_DAYS))
    old = Answer.objects.claimed().filter(claimed_at__lt=limit)
    waiting = _running(stages).at_work().filter(Exists(old.filter(stage=OuterRef("pk"))))

    def occasion(path: str) -> Any:
        oldest = old.filter(stage=OuterRef(f"{path}pk")).order_by().values("stage").annotate(d=Min("claimed_at"))
        return Concat(Value("since "), _text(TruncDate(Subquery(oldest.values("d")))))

    for role in ("FND", "PAIR", "PANEL", "LCC"):
        yield from _rows("claims_waiting", holders(role, _signed_by(role, waiting).values("pk"), on), at=at, occasion=occasion)


def _signed_by(role: str, stages: QuerySet) -> QuerySet:
    """Those of `stages` that holders of `role` sign, by the catalogue. The lay co-chair speaks for the Advisory Group."""
    wanted = Q(pk__in=[])
    for stage in edition(CURRENT).stages:
        for signatory in stage.signatories:
            names = {role} | ({"AG"} if role == "LCC" else set())
            if signatory.role in names:
                only = {"cycle": 1} if signatory.later_role else {}
                wanted |= Q(code=stage.code, **only)
            if signatory.later_role in names:
                wanted |= Q(code=stage.code, cycle__gt=1)
    return stages.filter(wanted)


def sign_off_asked(*, on: date, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """A stage is ready: everyone whose signature it needs is asked, once a round and day of readiness."""
    ready = _running(stages).filter(state=StageState.READY)

    def occasion(path: str) -> Any:
        return Concat(_text(F(f"{path}round")), Value(":"), _text(TruncDate(F(f"{path}ready_at"))))

    for role in ("SRO", "PM", "WL", "FND", "PANEL", "LCC", "PAIR", "ORG"):
        for rows, path in holders(role, _signed_by(role, ready).values("pk"), on):
            # named first: a path inside Exists would join the stages a second time, all of the programme's
            named = rows.annotate(m_stage=F(f"{path}pk"), m_round=F(f"{path}round"))
            signed = Signature.objects.current().filter(
                stage=OuterRef("m_stage"), round=OuterRef("m_round"), partner=OuterRef("partner"))
            yield from _rows("sign_off_asked", [Holders(named.filter(~Exists(signed)), path)], at=at, occasion=occasion)


def seats_empty(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """A lay seat of a workstream is empty: at once and at 14 days to the lay co-chair and the manager; past 28 days
    to the lay co-chair and the senior responsible owner (standard 7.4)."""
    running = Vacancy.objects.running().filter(
        seat__is_lay=True, seat__closed_on__isnull=True, seat__group__workstream__closed_on__isnull=True, from_on__lte=on,
    ).exclude(seat__group__workstream__programme__state=ProgrammeState.CLOSED).annotate(empty=DaysSince("from_on", on))
    windows = (
        ("day 0", running.filter(empty__lt=14), "PM"),
        ("day 14", running.filter(empty__gte=14, empty__lte=VACANCY_LIMIT_DAYS), "PM"),
        (f"past day {VACANCY_LIMIT_DAYS}", running.filter(empty__gt=VACANCY_LIMIT_DAYS), "SRO"),
    )
    for name, vacancies, role in windows:
        to_team = "programme__workstreams__group__seats__vacancies__"
        to_chair = f"seat__group__programme_links__{to_team}"
        team = TeamRole.objects.in_force(on).filter(**{"role": role, f"{to_team}in": vacancies.values("pk")})
        chairs = Holding.objects.serving(on).lay().filter(
            seat__group__kind=Group.Kind.ADVISORY, seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR],
            **{f"{to_chair}in": vacancies.values("pk")})
        for rows, path in ((team, to_team), (chairs, to_chair)):
            yield outbox_rows(rows, "seat_empty", about=f"{path}ref", occasion=Value(name, CharField()),
                              book=f"{path}seat__group__home_book", at=at)


def changed_since_signed(*, at: datetime, stages: QuerySet | None = None) -> Iterator[QuerySet]:
    """What a stage's signatures rest on has changed: everyone who signed is told, once a day of change."""
    changed = _running(stages).filter(state__in=SIGNED_STATES, changed_at__isnull=False)
    signed = Signature.objects.current().filter(stage__in=changed.values("pk"), round=F("stage__round"))
    occasion = Concat(_text(F("stage__round")), Value(":"), _text(TruncDate(F("stage__changed_at"))))
    yield outbox_rows(signed, "changed_since_signed", about="stage__ref", occasion=occasion, book="stage__programme__ref", at=at)


# --- said at once, to few ----------------------------------------------------------------------------------------

def _message(kind: str, about: str, to: Partner, occasion: str, stage: Stage, at: datetime) -> Message:
    return Message(kind=kind, about=about, to=to.ref, occasion=occasion, book=stage.programme.ref, written_at=at, due_at=at)


def _in_roles(stage: Stage, roles: Iterable[str], on: date) -> list[Partner]:
    one = Stage.objects.filter(pk=stage.pk)
    ids = {row.partner_id for role in roles for found in holders(role, one, on) for row in found.rows}
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


