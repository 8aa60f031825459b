"""How calls, requests and copies are shown; and the doors that later wings add to the page of a call."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from programmes.calls.lifecycles import CallState, CopyState, RequestState
from programmes.calls.models import Call
from programmes.profiles.showing import IS_OVER
from programmes.stages.models import Stage
from programmes.stages.policies import may_read_stage

TONES: dict[str, str] = {
    CallState.DRAFT: "not_started", CallState.OPEN: "running", CallState.CLOSED: "done", CallState.WITHDRAWN: "gap",
    RequestState.SENT: "waiting", RequestState.ANSWERED: "done", RequestState.DECLINED: "refused",
    CopyState.WANTED: "waiting", CopyState.READY: "done", CopyState.IMPOSSIBLE: "refused"}


class Link(NamedTuple):
    """A door on the page of a call: its words, where it leads, and a sentence about it."""

    words: Any
    href: str
    hint: Any = ""


# What leads on from a call; None: nothing for this reader
CALL_LINKS: list[Callable[[Any, Call, date], Link | None]] = []


def stage_of_call(user: Any, call: Call, on: date, *, code: str) -> Link | None:
    """The stage in which what the call shows counts: that of the round in which it was written. A round ends when its stage is signed."""
    stage = Stage.objects.filter(programme=call.programme_id, code=code, cycle=call.cycle, opened_at__isnull=False).first()
    if stage is None or not may_read_stage(user, stage):
        return None
    return Link(_("Stage: %(stage)s") % {"stage": stage.title()}, stage.get_absolute_url(), _(
        "What happens in this call counts there, in round %(n)d. The next round begins when it is signed.") % {"n": call.cycle})


def is_over(at: datetime) -> Q:
    """Roles whose call is closed, while no other is open."""
    theirs = Call.objects.filter(profiles=OuterRef("pk"))
    return Q(Exists(theirs.filter(Q(state=CallState.CLOSED) | Q(pk__in=Call.objects.run_out(at))))) & ~Q(Exists(theirs.open(at)))


def state_of(thing: Any) -> tuple[str, str, str]:
    """Code, words and tone."""
    return thing.state, thing.get_state_display(), TONES[thing.state]


CALL_LINKS += [partial(stage_of_call, code=code) for code in ("S4", "S5")]
IS_OVER.append(is_over)
