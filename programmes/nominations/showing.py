"""How a nomination is shown to staff, to who put somebody forward, and to the person; and what later wings add to the person's page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Candidate
from programmes.calls.models import Call, CallCopy
from programmes.calls.policies import may_run_call
from programmes.calls.showing import CALL_LINKS, Link
from programmes.nominations.lifecycles import BatchState, NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.policies import call_for
from programmes.profiles.models import RoleProfile
from programmes.profiles.showing import WAYS_IN, WayIn

_S = NominationState
TONES: dict[str, str] = {
    _S.RECEIVED: "waiting", _S.CONSENTED: "running", _S.SHORTLISTED: "running", _S.SELECTED: "done", _S.RESERVE: "waiting",
    _S.OFFERED_FORUM: "running", _S.NOT_SELECTED: "refused", _S.WITHDRAWN: "gap", _S.LAPSED: "gap", _S.MERGED: "gap",
    BatchState.CHECKED: "waiting", BatchState.RUNNING: "running", BatchState.DONE: "done", BatchState.UNDONE: "gap",
    BatchState.DISCARDED: "gap"}

# What the organisation and the person read (NO3: received, consented, decided; no marks)
OUTSIDE: dict[str, Any] = {
    _S.RECEIVED: _("We have asked the person. They have not answered yet."), _S.CONSENTED: _("The person agreed. The panel comes next."),
    _S.SHORTLISTED: _("The panel is reading it."), _S.SELECTED: _("Decided."), _S.RESERVE: _("Decided."), _S.OFFERED_FORUM: _("Decided."),
    _S.NOT_SELECTED: _("Decided."), _S.WITHDRAWN: _("It was withdrawn."), _S.LAPSED: _("The person did not answer, and was erased here."),
    _S.MERGED: _("Somebody else had put the same person forward. It is one record now.")}
MINE: dict[str, Any] = OUTSIDE | {
    _S.RECEIVED: _("It waits for your yes or no."), _S.CONSENTED: _("You agreed. A panel reads it after the call has closed."),
    _S.SHORTLISTED: _("The panel is reading it. You will hear from us."), _S.WITHDRAWN: _("You have stepped back.")}


CALLED_OFF = _("This round is over. Nobody is chosen in it.")


class Beside(NamedTuple):
    """Something more on the person's page: a title, sentences, and perhaps one thing to do."""

    title: Any
    lines: list[Any]
    action: Any = ""
    path: str = ""


# What later wings know better than the state: (nominations) -> words by the nomination's key. For the person, and for who put them forward.
GOES_ON: list[Callable[[list[Nomination]], dict[int, Any]]] = []
BECAME: list[Callable[[list[Nomination]], dict[int, Any]]] = []


def words_of(say: list[Callable[[list[Nomination]], dict[int, Any]]], nominations: list[Nomination]) -> dict[int, Any]:
    return {pk: words for each in say for pk, words in each(nominations).items()}


MY_NOMINATION: list[Callable[[Candidate, list[Nomination], datetime], list[Beside]]] = []

# Why a reader sees nobody in the register of a call, and what they do about it. Later wings add to it; None: nothing of theirs hides them.
WHY_NOBODY: list[Callable[[Any, Call, date], Link | None]] = []


def state_of(thing: Any) -> tuple[str, str, str]:
    """Code, words and tone."""
    return thing.state, thing.get_state_display(), TONES[thing.state]


def register_of(user: Any, call: Call, on: date) -> Link | None:
    """The way from a call to its nominations, for who keeps them."""
    if call.is_draft() or not may_run_call(user, call):
        return None
    return Link(_("Nominations"), reverse("programmes:register", args=[call.ref]),
                _("Who was put forward, by whom, and whether they agreed."))


def why_nobody(user: Any, call: Call, on: date) -> Link | None:
    """The first reason why everybody in the call is hidden from this reader; None if nobody is there."""
    return next((link for link in (why(user, call, on) for why in WHY_NOBODY) if link is not None), None)


def way_in(profile: RoleProfile, at: datetime) -> WayIn | None:
    """The way from an open role to putting oneself forward, with the call in its accessible forms; None while no call takes people."""
    call = call_for(profile, at)
    if call is None:
        return None
    copies = list(CallCopy.objects.filter(call=call, state="ready").order_by("form", "pk"))
    return WayIn(reverse("programmes:put-oneself-forward", args=[profile.ref]), copies)


CALL_LINKS.append(register_of)
WAYS_IN.append(way_in)
