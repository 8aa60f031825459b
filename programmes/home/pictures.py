"""A programme at a glance: the map of twelve stages, the timeline, the grid of workstreams by stage.
Each picture comes with its sentence and the same facts as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit import charts
from coprod.kit.clock import day_of
from coprod.kit.saying import day, label
from programmes.catalogue import Edition
from programmes.programme.models import Programme, Workstream
from programmes.stages.lifecycles import AT_WORK_STATES, SIGNED_STATES, StageState
from programmes.stages.models import Stage
from programmes.stages.showing import TONES

# When one stage runs several times (for workstreams or plans), the map shows the state that most needs somebody.
URGENCY = (StageState.UNRESOLVED, StageState.REOPENED, StageState.OPEN, StageState.READY, StageState.GAPS, StageState.CONCERNS,
           StageState.SIGNED, StageState.NOT_OPEN)
_RANK = {str(state): rank for rank, state in enumerate(URGENCY)}


class Picture(NamedTuple):
    """What `components/picture.html` shows."""

    svg: Any
    sentence: str
    caption: str
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()


class Runs:
    """All runs of a programme's stages. A wide programme has hundreds: of most only the state is looked at, so only those
    that a page shows by themselves are made into objects."""

    COLUMNS = ("id", "ref", "workstream_id", "plan_name", "code", "number", "cycle", "edition", "state", "opens_on", "due_on", "signed_at",
               "changed_at")        # in the order of the model
    IN_FULL = 9         # a stage that runs more often is told as a count; each workstream's page lists its own

    def __init__(self, programme: Programme, streams: Sequence[Workstream]) -> None:
        self.programme, self.streams = programme, streams
        self._of_number = {stream.pk: stream for stream in streams}
        self._rows: dict[str, list[Any]] = {}
        self._made: dict[int, Stage] = {}
        for row in programme.stages.order_by("number", "workstream__position", "plan_name", "cycle").values_list(*self.COLUMNS, named=True):
            self._rows.setdefault(row.code, []).append(row)

    def states(self, code: str) -> list[str]:
        return [row.state for row in self._rows.get(code, [])]

    def shown(self, code: str) -> list[Stage]:
        """The runs of a stage, while they are few."""
        rows = self._rows.get(code, [])
        return [self._stage(row) for row in rows] if len(rows) <= self.IN_FULL else []

    def of_programme(self) -> Iterator[Stage]:
        """Those that run for the whole programme or for a plan, in their order."""
        return (self._stage(row) for rows in self._rows.values() for row in rows if row.workstream_id is None)

    def latest(self, *, begun: bool = False) -> dict[tuple[int, str], Stage]:
        """The last run of each stage for each workstream, or the last of those that have a first day."""
        last = {(row.workstream_id, row.code): row for rows in self._rows.values() for row in rows
                if row.workstream_id and (row.opens_on or not begun)}
        return {place: self._stage(row) for place, row in last.items()}

    def due(self) -> list[date]:
        """The days on which those at work are, or were, due."""
        return [row.due_on for rows in self._rows.values() for row in rows if row.due_on and row.state in AT_WORK_STATES]

    def _stage(self, row: Any) -> Stage:
        if row.id in self._made:
            return self._made[row.id]
        stage = self._made[row.id] = Stage.from_db("default", self.COLUMNS, row)
        stage.programme, stage.workstream = self.programme, self._of_number.get(row.workstream_id)
        return stage


def on_the_map(edition: Edition, runs: Runs) -> list[tuple[Any, str]]:
    """For each of the twelve stages: what the catalogue says, and the state that the map shows."""
    return [(asked, min(runs.states(asked.code), key=_RANK.__getitem__, default=str(StageState.NOT_OPEN))) for asked in edition.stages]


class Line(NamedTuple):
    """One of the twelve stages as the page lists it: its only run as a link, or its runs while they are few."""

    words: str
    states: str
    href: str = ""
    runs: Sequence[tuple[str, str, str]] = ()       # address, which run, its state


def listed(edition: Edition, runs: Runs) -> list[Line]:
    """The twelve stages in words, with links to what runs."""
    lines = []
    for asked in edition.stages:
        words, shown, states = f"{asked.code} {asked.name}", runs.shown(asked.code), _in_words(runs.states(asked.code))
        if len(shown) == 1:
            lines.append(Line(shown[0].title(), states + _more(shown[0]), shown[0].get_absolute_url()))
        else:
            lines.append(Line(words, states, "", [(stage.get_absolute_url(), stage.run() or _("round 1"),
                                                   stage.get_state_display() + _more(stage)) for stage in shown]))
    return lines


def _more(stage: Stage) -> str:
    """What else is said of a run beside its state."""
    said = [_("changed since it was signed")] if stage.changed_at else []
    if stage.due_on and stage.is_at_work():
        said.append(_("due %(day)s") % {"day": day(stage.due_on)})
    return "".join(f", {words}" for words in said)


def _in_words(states: Sequence[str]) -> str:
    """"3 signed off, 2 open" for several runs, the plain state for one."""
    if len(states) <= 1:
        return label(StageState, states[0] if states else StageState.NOT_OPEN)
    counted = sorted(Counter(states).items(), key=lambda item: _RANK[item[0]])
    return ", ".join(f"{n} {label(StageState, state).lower()}" for state, n in counted)


def stage_map(edition: Edition, runs: Runs) -> Picture:
    """The map; the page has the list of stages beside it, which is its table."""
    mapped = on_the_map(edition, runs)
    steps = [charts.Step(asked.number, asked.name, TONES[state], label(StageState, state)) for asked, state in mapped]
    signed = sum(state in SIGNED_STATES for _asked, state in mapped)
    at_work = sum(state in AT_WORK_STATES for _asked, state in mapped)
    sentence = _("Of twelve stages: %(signed)d signed, %(at_work)d at work, %(rest)d not open.") % {
        "signed": signed, "at_work": at_work, "rest": len(mapped) - signed - at_work}
    title = _("The twelve stages")
    return Picture(charts.stage_map(steps, sentence=sentence, title=title), sentence, title)


class Grid(NamedTuple):
    """What `{% grid_of %}` shows: a picture that is a table."""

    sentence: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]


def grid(edition: Edition, runs: Runs) -> Grid | None:
    """Workstreams by the stages that run for them, with the way to each; None where there are none."""
    columns = [asked for asked in edition.stages if asked.scope == "workstream"]
    latest, rows, at_work = runs.latest(), [], 0
    for stream in runs.streams:
        runs_of_stream = [latest.get((stream.pk, asked.code)) for asked in columns]
        states = [stage.state if stage else str(StageState.NOT_OPEN) for stage in runs_of_stream]
        at_work += sum(state in AT_WORK_STATES for state in states)
        rows.append([format_html('<a href="{}">{}</a>', stream.get_absolute_url(), stream.name),
                     *((TONES[state], label(StageState, state)) for state in states)])
    sentence = _("Workstreams: %(n)d. Stages at work in them: %(open)d.") % {"n": len(rows), "open": at_work}
    head = [_("Workstream"), *(f"{asked.code} {asked.name}" for asked in columns)]
    return Grid(sentence, _("Workstreams by stage"), head, rows) if rows else None


def timeline(runs: Runs, *, today: date) -> Picture:
    """Stages and workstreams against dates: one row a stage that runs for the programme, one row a workstream with the
    last run of each of its stages."""
    rows: list[charts.Row] = []
    table: list[list[Any]] = []
    for stage in runs.of_programme():
        if stage.opens_on:
            _add_row(rows, table, stage.title(), [stage], today)
    latest = runs.latest(begun=True)
    for stream in runs.streams:
        mine = [stage for (workstream, _code), stage in latest.items() if workstream == stream.pk]
        if mine:
            _add_row(rows, table, stream.name, mine, today)
    programme = runs.programme
    start = min([programme.starts_on, *(bar.start for row in rows for bar in row.bars)])
    end = max([today, programme.ends_on or today, *(bar.end for row in rows for bar in row.bars if bar.end)]) + timedelta(days=14)
    late = sum(due < today for due in runs.due())
    sentence = ngettext("%(late)d stage is past its day.", "%(late)d stages are past their day.", late) % {"late": late} if late else _(
        "No stage is past its day.")
    title = _("Stages and workstreams against time")
    return Picture(charts.timeline(rows, start=start, end=end, today=today, sentence=sentence, title=title), sentence, title,
                   [_("What"), _("From"), _("Until"), _("State")], table)


def _add_row(rows: list[Any], table: list[list[Any]], name: str, stages: Sequence[Stage], today: date) -> None:
    bars = []
    for stage in stages:
        start = stage.opens_on or today
        end = day_of(stage.signed_at) if stage.signed_at and stage.state in SIGNED_STATES else stage.due_on
        bars.append(charts.Bar(start, max(end, start) if end else None, TONES[stage.state], stage.get_state_display()))
        table.append([f"{name} ({stage.code})" if len(stages) > 1 else name, day(start), day(end) if end else _("no day set"),
                      stage.get_state_display()])
    rows.append(charts.Row(name, bars))
