"""What the system's own records show about a standard, and exactly what is missing.

Each fact is one query that finds the stages where something is missing, for any set of stages at once:
the page asks it for one stage, the sweep for all of them, so both always say the same. A standard is shown
by the records when none of its facts finds anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import DateField
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.groups.lifecycles import HoldingState
from partners.groups.models import VACANCY_LIMIT_DAYS
from partners.models import Group, Holding, Seat, Vacancy
from programmes.advice.catalogue import PHASES
from programmes.choosing.models import Choice, Phase, Sheet
from programmes.programme.models import FocusComment, FocusStatement, Membership, ProgrammeGroup, ScopePoint, Workstream


class Row(NamedTuple):
    """One thing missing, as the database tells it."""

    stage: int
    fact: str
    text: str           # a name, of a workstream, seat, organisation or level
    since: date | None
    until: date | None
    number: int
    ref: str            # what the link to the mending place needs


class Missing(NamedTuple):
    """One thing missing, in words, with the address of the place that mends it."""

    words: str
    path: str


@dataclass(frozen=True)
class Fact:
    """`rows(stages, on)` finds what is missing; `words(row, on)` says it; `place` names the route that mends it."""

    code: str
    name: str
    stage: str
    rows: Callable[[QuerySet, date], QuerySet]
    words: Callable[[Row, date], str]
    place: str


FACTS: list[Fact] = []
PROVEN: list[str] = []      # the standards that facts are about; facts of later wings join them when they register
_BY_NAME: dict[str, list[Fact]] = defaultdict(list)
# Standards that records neither claim nor deny while what they would speak of is not kept here: the stage of each, and which it is so for.
SILENT: dict[str, tuple[str, Callable[[QuerySet, date], QuerySet]]] = {}
_SILENCE = "silent:"


def fact(code: str, *, stage: str, words: Callable[[Row, date], str], place: str) -> Callable[[Any], Any]:
    """Register a query as a fact about standard `code`, which is answered in `stage`. One query may be a fact about several."""

    def keep(rows: Callable[[QuerySet, date], QuerySet]) -> Callable[[QuerySet, date], QuerySet]:
        each = Fact(code, rows.__name__, stage, rows, words, place)
        FACTS.append(each)
        _BY_NAME[each.name].append(each)
        if code not in PROVEN:
            PROVEN.append(code)
        return rows

    return keep


def columns(rows: QuerySet, stage: Any, name: str, *, text: Any = None, since: Any = None, until: Any = None,
            number: Any = None, ref: Any = None) -> QuerySet:
    """The same seven columns for every fact, so that all of them fit into one UNION."""
    empty, no_day = Value("", CharField()), Cast(Value(None), DateField())    # PostgreSQL takes a bare NULL for text
    return rows.order_by().annotate(
        c_stage=F(stage), c_fact=Value(name, CharField()), c_text=text or empty, c_since=since or no_day,
        c_until=until or no_day, c_number=number if number is not None else Value(0, IntegerField()), c_ref=ref or empty,
    ).values_list("c_stage", "c_fact", "c_text", "c_since", "c_until", "c_number", "c_ref")


def day(value: date | None) -> str:
    return date_format(value, "j F") if value else ""


# --- S1: the focus and what is open --------------------------------------------------------------------------

@fact("1.2", stage="S1", place="programmes:focus", words=lambda row, on: _("The focus statement is not written yet."))
def focus_not_written(stages: QuerySet, on: date) -> QuerySet:
    written = FocusStatement.objects.filter(programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(written)), "id", "focus_not_written", ref=F("programme__slug"))


@fact("1.2", stage="S1", place="programmes:focus",
      words=lambda row, on: _("No service-user leader has commented on the focus statement yet."))
def focus_without_leaders(stages: QuerySet, on: date) -> QuerySet:
    written = FocusStatement.objects.filter(programme=OuterRef("programme"))
    said = FocusComment.objects.filter(statement__programme=OuterRef("programme"), by_leader=True)
    return columns(stages.filter(Exists(written), ~Exists(said)), "id", "focus_without_leaders", ref=F("programme__slug"))


@fact("1.3", stage="S1", place="programmes:scope",
      words=lambda row, on: _("Nothing is listed yet as open, closed or not decided."))
def scope_empty(stages: QuerySet, on: date) -> QuerySet:
    listed = ScopePoint.objects.filter(programme=OuterRef("programme"), removed_at__isnull=True)
    return columns(stages.filter(~Exists(listed)), "id", "scope_empty", ref=F("programme__slug"))


# --- S2: the type, and a place for lay partners at every level --------------------------------------------------------------

def _given(side: str) -> QuerySet:
    return Sheet.objects.given().filter(programme=OuterRef("programme"), cycle=OuterRef("programme__cycle"), side=side)


@fact("2.1", stage="S2", place="programmes:type",
      words=lambda row, on: _("The programme manager has not answered the thirteen questions yet."))
def manager_has_not_answered(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_given("manager"))), "id", "manager_has_not_answered", ref=F("programme__slug"))


@fact("2.1", stage="S2", place="programmes:type",
      words=lambda row, on: _("No founding service-user leader has answered the thirteen questions yet."))
def leaders_have_not_answered(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_given("leaders"))), "id", "leaders_have_not_answered", ref=F("programme__slug"))


def _chosen() -> QuerySet:
    return Choice.objects.current().filter(programme=OuterRef("programme"), cycle=OuterRef("programme__cycle"))


@fact("2.2", stage="S2", place="programmes:type", words=lambda row, on: _("No type of co-production is chosen yet."))
@fact("2.3", stage="S2", place="programmes:type", words=lambda row, on: _("Mode and rung of each phase are not published yet."))
def no_type_chosen(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_chosen())), "id", "no_type_chosen", ref=F("programme__slug"))


@fact("2.2", stage="S2", place="programmes:type",
      words=lambda row, on: _("Another type than the recommended one was chosen, and no leader has said what they think of it yet."))
def leaders_were_not_asked(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(Exists(_chosen().filter(is_other=True, views__isnull=True))), "id", "leaders_were_not_asked",
                   ref=F("programme__slug"))


@fact("2.5", stage="S2", place="programmes:groups", words=lambda row, on: _("No group is set up yet."))
def no_groups(stages: QuerySet, on: date) -> QuerySet:
    linked = ProgrammeGroup.objects.filter(programme=OuterRef("programme"))
    working = Workstream.objects.filter(programme=OuterRef("programme"))
    return columns(stages.filter(~Exists(linked), ~Exists(working)), "id", "no_groups", ref=F("programme__slug"))


@fact("2.5", stage="S2", place="programmes:groups",
      words=lambda row, on: _("No group at the level “%(level)s” has a seat for lay partners.")
      % {"level": Group.Level(row.text).label})
def level_without_lay_place(stages: QuerySet, on: date) -> QuerySet:
    lay = Seat.objects.lay().standing().filter(group__level=OuterRef("group__level"))
    linked = lay.filter(group__programme_links__programme=OuterRef("programme"))
    working = lay.filter(group__workstream__programme=OuterRef("programme"))
    used = ProgrammeGroup.objects.filter(programme__stages__in=stages).filter(~Exists(linked), ~Exists(working))
    return columns(used, "programme__stages__id", "level_without_lay_place", text=F("group__level"),
                   ref=F("programme__slug")).distinct()


# --- S6: every organisation signs the touchstone ---------------------------------------------------------------

@fact("6.2", stage="S6", place="programmes:organisations",
      words=lambda row, on: _("No partner organisation is listed as a signatory."))
def no_signing_organisation(stages: QuerySet, on: date) -> QuerySet:
    signing = Membership.objects.in_force(on).filter(programme=OuterRef("programme"), signs=True)
    return columns(stages.filter(~Exists(signing)), "id", "no_signing_organisation", ref=F("programme__slug"))


@fact("6.2", stage="S6", place="programmes:organisations",
      words=lambda row, on: _("%(organisation)s has not signed the touchstone.") % {"organisation": row.text})
def touchstone_unsigned(stages: QuerySet, on: date) -> QuerySet:
    unsigned = Membership.objects.in_force(on).filter(
        programme__stages__in=stages, signs=True, touchstone_signature__isnull=True)
    return columns(unsigned, "programme__stages__id", "touchstone_unsigned", text=F("organisation__name"),
                   ref=F("programme__slug"))


# --- S7: a pair in every workstream, from the first day (R1, R2) -------------------------------------------------

NAMED = [HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED, HoldingState.SERVING]


def _of_workstream() -> QuerySet:
    return Holding.objects.lay().filter(seat__group__workstream=OuterRef("workstream"))


def _fewer_than_a_pair(stages: QuerySet, which: Q) -> QuerySet:
    """Those of `stages` whose workstream has lay holdings of that kind in less than two seats; `n` says in how many.

    "No two seats" is one join for all stages; counting is left to the few that are found.
    """
    another = Holding.objects.lay().filter(which, seat__group=OuterRef("seat__group"), seat__gt=OuterRef("seat"))
    counted = _of_workstream().filter(which).order_by().values("seat__group").annotate(n=Count("seat", distinct=True)).values("n")
    return stages.filter(~Exists(_of_workstream().filter(which, Exists(another)))).annotate(
        n=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


@fact("7.1", stage="S7", place="programmes:workstream", words=lambda row, on: ngettext(
    "%(name)s: only %(n)d lay partner is named; two are needed before the first meeting.",
    "%(name)s: only %(n)d lay partners are named; two are needed before the first meeting.", row.number)
    % {"name": row.text, "n": row.number})
def pair_not_named(stages: QuerySet, on: date) -> QuerySet:
    ahead = stages.filter(Q(workstream__first_meeting_on__isnull=True) | Q(workstream__first_meeting_on__gt=on))
    short = _fewer_than_a_pair(ahead, Q(state__in=NAMED))
    return columns(short, "id", "pair_not_named", text=F("workstream__name"), number=F("n"), ref=F("workstream__ref"))


@fact("7.1", stage="S7", place="programmes:workstream", words=lambda row, on: ngettext(
    "%(name)s: only %(n)d lay partner was named before the first meeting on %(day)s; two are needed.",
    "%(name)s: only %(n)d lay partners were named before the first meeting on %(day)s; two are needed.", row.number)
    % {"name": row.text, "n": row.number, "day": day(row.since)})
def pair_named_late(stages: QuerySet, on: date) -> QuerySet:
    met = stages.filter(workstream__first_meeting_on__lte=on)
    first_meeting = F("seat__group__workstream__first_meeting_on")
    in_time = Q(state__in=[*NAMED, HoldingState.ENDED], proposed_at__date__lte=first_meeting)
    short = _fewer_than_a_pair(met, in_time & (Q(until_on__isnull=True) | Q(until_on__gte=first_meeting)))
    return columns(short, "id", "pair_named_late", text=F("workstream__name"), number=F("n"),
                   since=F("workstream__first_meeting_on"), ref=F("workstream__ref"))


def _allocated(stages: QuerySet) -> QuerySet:
    """Lay holdings, past and present, of the workstreams that `stages` run for; withdrawn proposals left out."""
    return Holding.objects.lay().filter(
        seat__group__workstream__stages__in=stages, state__in=[*NAMED, HoldingState.ENDED])


def _of_seat(rows: QuerySet, name: str) -> QuerySet:
    return columns(rows, "seat__group__workstream__stages__id", name, text=F("seat__name"),
                   ref=F("seat__group__workstream__ref"))


@fact("7.2", stage="S7", place="programmes:workstream", words=lambda row, on: _("No lay partner has been allocated yet."))
@fact("7.5", stage="S7", place="programmes:workstream", words=lambda row, on: _("Nobody serves yet, so no hours are agreed."))
def nobody_allocated(stages: QuerySet, on: date) -> QuerySet:
    anybody = Holding.objects.lay().filter(seat__group__workstream=OuterRef("workstream"), state__in=[*NAMED, HoldingState.ENDED])
    return columns(stages.filter(~Exists(anybody)), "id", "nobody_allocated", ref=F("workstream__ref"))


@fact("7.2", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s was not allocated by the Advisory Group’s lay chair.") % {"seat": row.text})
def not_allocated_by_advisory(stages: QuerySet, on: date) -> QuerySet:
    return _of_seat(_allocated(stages).filter(by_lay_chair=False), "not_allocated_by_advisory")


@fact("7.2", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s: the person was not in the Advisory Group when they were proposed.")
      % {"seat": row.text})
def not_from_advisory(stages: QuerySet, on: date) -> QuerySet:
    return _of_seat(_allocated(stages).filter(from_advisory=False), "not_from_advisory")


@fact("7.3", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s: the lay partner has not confirmed yet.") % {"seat": row.text})
def partner_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    waiting = _allocated(stages).filter(state__in=[HoldingState.PROPOSED, HoldingState.AGREED])
    return _of_seat(waiting, "partner_not_confirmed")


@fact("7.3", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s: the lead has not confirmed yet.") % {"seat": row.text})
def lead_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    waiting = _allocated(stages).filter(state__in=[HoldingState.PROPOSED, HoldingState.ACCEPTED])
    return _of_seat(waiting, "lead_not_confirmed")


@fact("7.3", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s: nobody has been proposed, so nobody could confirm.") % {"seat": row.text})
def seat_never_filled(stages: QuerySet, on: date) -> QuerySet:
    anybody = Holding.objects.filter(seat=OuterRef("pk"), state__in=[*NAMED, HoldingState.ENDED])
    seats = Seat.objects.lay().standing().filter(~Exists(anybody), group__workstream__stages__in=stages)
    return columns(seats, "group__workstream__stages__id", "seat_never_filled", text=F("name"), ref=F("group__workstream__ref"))


def _vacancies(stages: QuerySet, name: str, rows: Q) -> QuerySet:
    found = Vacancy.objects.filter(rows, seat__is_lay=True, seat__group__workstream__stages__in=stages)
    return columns(found, "seat__group__workstream__stages__id", name, text=F("seat__group__workstream__name"),
                   since=F("from_on"), until=F("until_on"), ref=F("seat__group__workstream__ref"))


def _empty_too_long(row: Row, on: date) -> str:
    since, limit = row.since or on, VACANCY_LIMIT_DAYS
    if row.until:
        return _("%(name)s: a lay seat was empty for %(n)d days, %(since)s to %(until)s; the limit is %(limit)d") % {
            "name": row.text, "n": (row.until - since).days, "since": day(since), "until": day(row.until), "limit": limit}
    return _("%(name)s: a lay seat has been empty for %(n)d days, since %(since)s; the limit is %(limit)d") % {
        "name": row.text, "n": (on - since).days, "since": day(since), "limit": limit}


@fact("7.4", stage="S7", place="programmes:workstream", words=_empty_too_long)
def seat_empty_too_long(stages: QuerySet, on: date) -> QuerySet:
    limit = timedelta(days=VACANCY_LIMIT_DAYS)
    still, was = Q(until_on__isnull=True, from_on__lt=on - limit), Q(until_on__gt=F("from_on") + limit)
    return _vacancies(stages, "seat_empty_too_long", still | was)


@fact("7.4", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("%(name)s: a lay seat fell empty on %(since)s and nobody recorded who covers it.")
      % {"name": row.text, "since": day(row.since)})
def cover_not_recorded(stages: QuerySet, on: date) -> QuerySet:
    return _vacancies(stages, "cover_not_recorded", Q(recorded_at__isnull=True, from_on__lt=on))


@fact("7.5", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("Seat %(seat)s: the hours a month are not stated, so they could not be agreed.") % {"seat": row.text})
def hours_not_stated(stages: QuerySet, on: date) -> QuerySet:
    return _of_seat(_allocated(stages).filter(hours_a_month__isnull=True), "hours_not_stated")


# --- S12: what was planned, and what happened ---------------------------------------------------------------------

@fact("12.5", stage="S12", place="programmes:type",
      words=lambda row, on: _("No type of co-production was chosen, so nothing can be compared."))
def no_type_to_compare(stages: QuerySet, on: date) -> QuerySet:
    return columns(stages.filter(~Exists(_chosen())), "id", "no_type_to_compare", ref=F("programme__slug"))


@fact("12.5", stage="S12", place="programmes:type",
      words=lambda row, on: _("Phase %(phase)s: what was planned is not compared with what happened yet.") % {
          "phase": PHASES[row.text].name})
def phase_not_compared(stages: QuerySet, on: date) -> QuerySet:
    open_ones = Phase.objects.filter(choice__replaced_at__isnull=True, choice__cycle=F("choice__programme__cycle"),
                                     compared_at__isnull=True, choice__programme__stages__in=stages)
    return columns(open_ones, "choice__programme__stages__id", "phase_not_compared", text=F("name"), ref=F("choice__programme__slug"))


# --- asking ----------------------------------------------------------------------------------------------------

WITH_PROOFS = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12")


def _asked(stages: QuerySet, on: date, wanted: Iterable[Fact]) -> list[QuerySet]:
    """The query of each fact, once."""
    return [each.rows(stages.order_by().filter(code=each.stage), on) for each in {each.name: each for each in wanted}.values()]


def silent(*codes: str, stage: str) -> Callable[[Any], Any]:
    """Register a query that selects, of `stages`, those about which the records say nothing about the standards `codes`."""

    def keep(rows: Callable[[QuerySet, date], QuerySet]) -> Callable[[QuerySet, date], QuerySet]:
        SILENT.update(dict.fromkeys(codes, (stage, rows)))
        return rows

    return keep


def are_silent(stages: QuerySet, on: date, code: str) -> bool:
    return code in SILENT and SILENT[code][1](stages.order_by(), on).exists()


def heard(stages: QuerySet, on: date, codes: Iterable[str] = PROVEN) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """(stage, standard) for each of `codes` that the records deny in `stages`, and for each about which they say nothing: one query."""
    wanted, no, nothing = frozenset(codes), set(), set()
    found = [rows.values_list("c_stage", "c_fact") for rows in _asked(stages, on, (each for each in FACTS if each.code in wanted))]
    found += [columns(rows(stages.order_by().filter(code=stage), on), "id", f"{_SILENCE}{code}").values_list("c_stage", "c_fact")
              for code, (stage, rows) in SILENT.items() if code in wanted]
    for stage, name in found[0].union(*found[1:], all=True) if found else ():
        if name.startswith(_SILENCE):
            nothing.add((stage, name.removeprefix(_SILENCE)))
        else:
            no.update((stage, each.code) for each in _BY_NAME[name] if each.code in wanted)
    return no, nothing


def proven_in(stages: Iterable[str]) -> list[str]:
    """The standards of which records may speak in stages with those codes; what nobody works at is not asked."""
    there = frozenset(stages)
    return [code for code in PROVEN if any(each.stage in there for each in FACTS if each.code == code)
            or (code in SILENT and SILENT[code][0] in there)]


def denied(stages: QuerySet, on: date, codes: Iterable[str] = PROVEN) -> set[tuple[int, str]]:
    return heard(stages, on, codes)[0]


def what_is_missing(stages: QuerySet, on: date, codes: Iterable[str] = WITH_PROOFS) -> dict[int, dict[str, list[Missing]]]:
    """For each of `stages`, by standard code, everything missing in words: one query, however many stages.

    `codes` are the codes of the stages among them, to ask only what concerns them.
    """
    within = frozenset(codes)
    told: dict[int, dict[str, list[Missing]]] = defaultdict(lambda: defaultdict(list))
    queries = _asked(stages, on, (each for each in FACTS if each.stage in within))
    if not queries:
        return told
    for values in queries[0].union(*queries[1:], all=True).order_by("c_fact", "c_text", "c_since"):
        row = Row(*values)
        for found in _BY_NAME[row.fact]:
            told[row.stage][found.code].append(Missing(found.words(row, on), reverse(found.place, args=[row.ref])))
    return told
