"""A programme at a glance: the map of twelve stages, the timeline, the grid of workstreams by stage.
Each picture comes with its sentence and the same facts as a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

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
    head: list[str]
    rows: list[list[Any]]


def on_the_map(edition: Edition, stages: Iterable[Stage]) -> list[tuple[Any, str, list[Stage]]]:
    """For each of the twelve stages: what the catalogue says, the state that the map shows, and its runs."""
    runs: dict[str, list[Stage]] = {}
    for stage in stages:
        runs.setdefault(stage.code, []).append(stage)
    found = []
    for asked in edition.stages:
        mine = runs.get(asked.code, [])
        state = min((stage.state for stage in mine), key=_RANK.__getitem__, default=str(StageState.NOT_OPEN))
        found.append((asked, state, mine))
    return found


RUNS_IN_FULL = 9        # a stage that runs more often is told as a count; each workstream's page lists its own


def listed(edition: Edition, stages: Iterable[Stage]) -> list[tuple[Any, list[Stage], str]]:
    """For each of the twelve stages: what the catalogue says, its runs while they are few, and their states in words."""
    return [(asked, runs if len(runs) <= RUNS_IN_FULL else [], _in_words([stage.state for stage in runs]))
            for asked, _state, runs in on_the_map(edition, stages)]


def _in_words(states: Sequence[str]) -> str:
    """"3 signed off, 2 open" for several runs, the plain state for one."""
    if len(states) <= 1:
        return label(StageState, states[0] if states else StageState.NOT_OPEN)
    counted = sorted(Counter(states).items(), key=lambda item: _RANK[item[0]])
    return ", ".join(f"{n} {label(StageState, state).lower()}" for state, n in counted)


def stage_map(edition: Edition, stages: Sequence[Stage]) -> Picture:
    mapped = on_the_map(edition, stages)
    steps = [charts.Step(asked.number, asked.name, TONES[state], label(StageState, state)) for asked, state, _runs in mapped]
    signed = sum(state in SIGNED_STATES for _asked, state, _runs in mapped)
    at_work = sum(state in AT_WORK_STATES for _asked, state, _runs in mapped)
    sentence = _("Of twelve stages: %(signed)d signed, %(at_work)d at work, %(rest)d not open.") % {
        "signed": signed, "at_work": at_work, "rest": len(mapped) - signed - at_work}
    rows = [[f"{asked.code} {asked.name}", _in_words([stage.state for stage in runs])] for asked, _state, runs in mapped]
    title = _("The twelve stages")
    return Picture(charts.stage_map(steps, sentence=sentence, title=title), sentence, title, [_("Stage"), _("State")], rows)


def grid(edition: Edition, stages: Sequence[Stage], streams: Sequence[Workstream]) -> Picture | None:
    """Workstreams by the stages that run for them; None where there are no workstreams."""
    if not streams:
        return None
    columns = [asked for asked in edition.stages if asked.scope == "workstream"]
    latest: dict[tuple[int | None, str], Stage] = {}
    for stage in sorted(stages, key=lambda each: each.cycle):
        latest[stage.workstream_id, stage.code] = stage
    states = {(r, c): latest[stream.pk, asked.code].state if (stream.pk, asked.code) in latest else str(StageState.NOT_OPEN)
              for r, stream in enumerate(streams) for c, asked in enumerate(columns)}
    cells = {place: charts.Cell(TONES[state], label(StageState, state)) for place, state in states.items()}
    open_now = sum(state in AT_WORK_STATES for state in states.values())
    sentence = _("Workstreams: %(n)d. Stages at work in them: %(open)d.") % {"n": len(streams), "open": open_now}
    names = [f"{asked.code} {asked.name}" for asked in columns]
    rows = [[stream.name, *(label(StageState, states[r, c]) for c in range(len(columns)))] for r, stream in enumerate(streams)]
    title = _("Workstreams by stage")
    return Picture(charts.grid([stream.name for stream in streams], names, cells, sentence=sentence, title=title),
                   sentence, title, [_("Workstream"), *names], rows)


def timeline(programme: Programme, stages: Sequence[Stage], streams: Sequence[Workstream], *, today: date) -> Picture:
    """Stages and workstreams against dates: one row a stage that runs for the programme, one row a workstream with the
    last run of each of its stages."""
    rows, table = [], []
    for stage in stages:
        if stage.workstream_id is None and stage.opens_on:
            _add_row(rows, table, stage.title(), [stage], today)
    for stream in streams:
        mine = {stage.code: stage for stage in stages if stage.workstream_id == stream.pk and stage.opens_on}     # in order of cycles
        if mine:
            _add_row(rows, table, stream.name, list(mine.values()), today)
    start = min([programme.starts_on, *(bar.start for row in rows for bar in row.bars)])
    end = max([today, programme.ends_on or today, *(bar.end for row in rows for bar in row.bars if bar.end)]) + timedelta(days=14)
    late = sum(stage.state in AT_WORK_STATES and stage.due_on is not None and stage.due_on < today for stage in stages)
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
