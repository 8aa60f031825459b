"""Which stages a programme's edition asks for that are not there yet."""

from collections.abc import Iterable
from typing import NamedTuple

from programmes.catalogue import edition
from programmes.programme.models import Programme, Workstream


class Run(NamedTuple):
    """A stage that may be run: of the whole programme, or of a workstream."""

    code: str
    name: str
    workstream: Workstream | None = None


def runs_to_lay_down(programme: Programme) -> list[Run]:
    """What is missing in this cycle, in the order of the stages. A plan's stages (9 and 10) come with the plan."""
    there = set(programme.stages.filter(cycle__gte=programme.cycle).values_list("code", "workstream"))
    streams = list(programme.workstreams.in_order().filter(closed_on__isnull=True))
    missing = []
    for asked in edition(programme.edition).stages:
        subjects: Iterable[Workstream | None] = {"programme": [None], "workstream": streams}.get(asked.scope, [])
        missing += [Run(asked.code, str(asked.name), subject) for subject in subjects
                    if (asked.code, subject.pk if subject else None) not in there]
    return missing
