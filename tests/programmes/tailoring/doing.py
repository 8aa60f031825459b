"""Ways that the tests propose and agree to, in the cast's programme.

Stage 4 runs for the programme: the lay co-chair (Ines) or a founding leader (Femi, Fran) agrees there to what staff propose.
Stage 8 runs for Housing: there both of the pair (Amina, Joe), or the lay co-chair; and Priya leads it.
"""

from datetime import timedelta
from typing import Any

from programmes.programme.models import Programme
from programmes.stages.models import Answer, Stage
from programmes.tailoring.actions import agree_to_tailoring, propose_tailoring
from programmes.tailoring.models import Tailoring
from tests.makers import MONDAY, a_stage

TODAY = MONDAY.date()
DAY = timedelta(days=1)
WORDS = {"reason": "There is no time in this round.", "instead": "Organisations nominate; next time everybody can."}


def a_way(cast: Any, *, by: Any = None, code: str = "4.4", kind: str = "waive", stage: Stage | None = None, days: int = 40,
          at: Any = MONDAY, programme: Programme | None = None, **facts: Any) -> Tailoring:
    """Proposed by Maya unless somebody else does; from today for `days` days."""
    facts = {"from_on": at.date(), "until_on": at.date() + days * DAY} | WORDS | facts
    return propose_tailoring(programme or cast.programme, by=by or cast.maya, at=at, code=code, kind=kind, stage=stage, **facts)


def in_force(cast: Any, *, by: Any = None, **facts: Any) -> Tailoring:
    """Agreed by the lay co-chair at once."""
    return now_(agree_to_tailoring(a_way(cast, **facts), by=by or cast.ines, at=facts.get("at", MONDAY)))


def now_(way: Tailoring) -> Tailoring:
    """As the database knows it."""
    return Tailoring.objects.with_people().get(pk=way.pk)


def s4(cast: Any, **facts: Any) -> Stage:
    return a_stage(cast.programme, "S4", by=cast.maya, **facts)


def state_of(stage: Stage, code: str) -> str:
    return Answer.objects.get(stage=stage, code=code).state


def day_parts(name: str, day: Any) -> dict[str, int]:
    """A day as a form sends it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def proposal(**facts: Any) -> dict[str, Any]:
    """What the propose form sends: a waiver of 4.4 for 40 days, from today."""
    from_on, until_on = facts.pop("from_on", TODAY), facts.pop("until_on", TODAY + 40 * DAY)
    return {"standard": "4.4", "run": "", "kind": "waive"} | WORDS | day_parts("from_on", from_on) | day_parts("until_on", until_on) | facts
