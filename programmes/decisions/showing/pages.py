"""One decision with all that was said of it, as a reader reads it; and the log, a page at a time."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from programmes.decisions.catalogue import ON_A_PAGE, Method
from programmes.decisions.lifecycles import TONES, DecisionState
from programmes.decisions.models import (
    DecisionDissent,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.decisions.policies import deciding, saying
from programmes.decisions.policies.reading import groups_that_decide, seen_by
from programmes.decisions.showing.parts import parts_of
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell_about

MOST_PRINTED = 500


def noted(said: Any, names: bool) -> str:
    """Who wrote it down, and how it was said."""
    return _("noted by %(name)s, %(how)s") % {
        "name": named(said.noted_by, names=names), "how": str(said.get_through_display()).lower()} if said.noted_by else ""


class Against(NamedTuple):
    """A dissent as a reader reads it."""

    it: DecisionDissent
    who: str
    noted: str
    may_take_back: bool = False


class Word(NamedTuple):
    """The word of somebody who looked at what was changed."""

    it: DecisionSeen
    who: str
    noted: str
    is_old: bool
    answered: str       # by whom
    may_answer: bool = False


def positions_of(decision: DecisionRecord) -> list[DecisionPosition]:
    """The one that counts first, then those before, the newest first. One query."""
    found = DecisionPosition.objects.filter(decision=decision).select_related("by", "noted_by", "meeting__group")
    return list(found.order_by("-at", "-pk"))


def decision_context(decision: DecisionRecord, user: Any, *, at: datetime) -> dict[str, Any]:
    """All that the page of one decision shows. A number of queries that does not grow with what was said."""
    names, me, on = bool(may_see_names(user, decision.programme)), partner_of(user), day_of(at)
    positions = positions_of(decision)
    against = list(DecisionDissent.objects.filter(decision=decision).select_related("by", "noted_by").order_by("at", "pk"))
    changes = list(decision.changes.select_related("by").order_by("at", "pk"))         # type: ignore[attr-defined]
    words = list(DecisionSeen.objects.filter(decision=decision).select_related("by", "noted_by", "answered_by").order_by("at", "pk"))
    for word in words:
        word.decision = decision
    looked = {word.by_id for word in words if word.round == decision.round}
    waits = [named(each, names=names) for each in saying.asked_to_look(decision, on).order_by("name", "pk") if each.pk not in looked] \
        if decision.shown_at and decision.state in (DecisionState.PREPARED, DecisionState.MADE) else []
    may = {name: getattr(module, f"may_{name}")(user, decision) for module, its in (
        (deciding, ("change", "defer", "resume", "withdraw", "list_changes", "show", "make", "publish", "write_reason", "link")),
        (saying, ("say_position", "note_position", "dissent", "note_dissent", "say_seen", "note_seen"))) for name in its}
    acted = {name: named(getattr(decision, f"{name}_by"), names=names) for name in ("made", "published", "withdrawn")}
    refs = [decision.ref, *(each.ref for found in (positions, against, changes, words) for each in found)]
    return {
        "decision": decision, "programme": decision.programme, "tone": TONES[DecisionState(decision.state)], "names": names, "me": me,
        "there": decision.there(), "positions": [(each, named(each.by, names=names, role="LCC"), noted(each, names)) for each in positions],
        "position": positions[0] if positions and positions[0].replaced_at is None else None,
        "against": [Against(each, named(each.by, names=names), noted(each, names), bool(saying.may_take_back(user, each)))
                    for each in against],
        "changes": [(each, named(each.by, names=names)) for each in changes], "acted": acted,
        "looks": [Word(each, named(each.by, names=names), noted(each, names), each.round != decision.round,
                       named(each.answered_by, names=names), bool(saying.may_answer_seen(user, each))) for each in words],
        "waits": waits, "differs": bool([each for each in positions if each.replaced_at is None and each.differs()]
                                        or [each for each in against if each.taken_back_at is None]),
        "missing": deciding.missing_to_make(decision, on=on) if may["make"] else (
            deciding.missing_to_publish(decision, on=on) if may["publish"] else []),
        "earlier_reasons": list(decision.earlier_reasons.order_by("-replaced_at", "-pk")),      # type: ignore[attr-defined]
        "may": may, "parts": parts_of(user, decision, at=at), "history": tell_about(refs, names=names)}


# --- the log -----------------------------------------------------------------------------------------------------------

class Line(NamedTuple):
    """One decision in the log."""

    it: DecisionRecord
    tone: str
    position: DecisionPosition | None
    against: int


def with_words(found: QuerySet[DecisionRecord]) -> QuerySet[DecisionRecord]:
    """With what a line of the log shows: three queries for all of them."""
    return found.select_related("group", "workstream").prefetch_related(
        Prefetch("positions", DecisionPosition.objects.current(), to_attr="counting"),
        Prefetch("dissents", DecisionDissent.objects.standing(), to_attr="against"))


def line_of(it: Any) -> Line:
    return Line(it, TONES[DecisionState(it.state)], it.counting[0] if it.counting else None, len(it.against))


class Log(NamedTuple):
    """A page of the log, what may be chosen, and what was."""

    lines: list[Line]
    groups: list[tuple[str, str]]
    years: list[int]
    chosen: dict[str, str]
    start: int
    previous: int
    next: int


METHODS = [(each.value, each.label) for each in Method if each != Method.DEFERRED]


def log_of(user: Any, programme: Programme, asked: dict[str, str], *, start: int = 0, most: int = ON_A_PAGE) -> Log:
    """The decisions that the reader may read, narrowed by group, year, method and state; anything else that was typed is left out."""
    here = seen_by(user, programme)
    groups = list(groups_that_decide(programme).order_by("name", "pk").values_list("ref", "name"))
    years = list(here.filter(decided_on__isnull=False).order_by().annotate(y=ExtractYear("decided_on")).values_list(
        "y", flat=True).distinct().order_by("-y"))
    allowed = {"group": {ref for ref, _name in groups}, "year": {str(year) for year in years},
               "method": {value for value, _label in METHODS}, "state": set(DecisionState.values)}
    chosen = {name: asked.get(name, "") if asked.get(name, "") in values else "" for name, values in allowed.items()}
    if chosen["group"]:
        here = here.filter(Q(group__ref=chosen["group"]) | Q(workstream__group__ref=chosen["group"]))
    if chosen["year"]:
        here = here.filter(decided_on__year=int(chosen["year"]))
    here = here.filter(**{name: chosen[name] for name in ("method", "state") if chosen[name]})
    rows = list(with_words(here).newest_first()[start:start + most + 1])      # type: ignore[attr-defined]
    return Log([line_of(each) for each in rows[:most]], groups, years, chosen, start, max(start - most, 0),
               start + most if len(rows) > most else 0)


# --- for everybody -----------------------------------------------------------------------------------------------------

def public_context(decision: DecisionRecord) -> dict[str, Any]:
    """What everybody reads: nobody is named who did not say yes to that for these words, and who did is named as they wish."""
    against = DecisionDissent.objects.standing().filter(decision=decision).select_related("by").order_by("at", "pk")
    noes = DecisionSeen.objects.filter(decision=decision, is_right=False).order_by("at", "pk")       # of all rounds: a "no" stays
    positions = positions_of(decision)
    return {
        "decision": decision, "programme": decision.programme, "there": decision.there(), "positions": positions,
        "position": positions[0] if positions else None,
        "against": [(each, each.by.shown if each.in_public else _("A lay partner")) for each in against], "looks": list(noes),
        "earlier_reasons": list(decision.earlier_reasons.order_by("-replaced_at", "-pk")),      # type: ignore[attr-defined]
        "changes": list(decision.changes.order_by("at", "pk"))}        # type: ignore[attr-defined]
