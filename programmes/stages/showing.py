"""How stages and standards are shown: the tone of each state, who must act next, and the trail of a whole stage.

It reads what it is given and asks for little more; the pages and the command `check_stages` share it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from coprod.trail.models import Row
from programmes.catalogue import Standard
from programmes.programme.roles import NAMES
from programmes.stages.lifecycles import SET_ASIDE, SETTLED, AnswerState, StageState
from programmes.stages.models import Answer, Dispute, Evidence, Proceeding, Reopening, Signature, Stage
from programmes.stages.notices.rows import ways
from programmes.stages.policies import Slot, lay_roles
from programmes.stages.proofs import Missing
from programmes.stages.telling import UNTOLD

TONES: dict[str, str] = {
    StageState.NOT_OPEN: "not_started", StageState.OPEN: "running", StageState.READY: "waiting", StageState.SIGNED: "done",
    StageState.CONCERNS: "concern", StageState.UNRESOLVED: "refused", StageState.REOPENED: "reopened", StageState.GAPS: "gap",
    AnswerState.UNANSWERED: "not_started", AnswerState.CLAIMED: "waiting", AnswerState.DISPUTED: "refused",
    AnswerState.MET: "done", AnswerState.NOT_MET: "gap",
    AnswerState.WAIVED: "running", AnswerState.EXCEPTED: "concern",
}
ROWS_ON_A_PAGE = 10      # the rest is one click away


class Beside(NamedTuple):
    """What a later wing has to say on the page of a standard: a template and what it needs."""

    template: str
    facts: dict[str, Any]


# Asked with the reader, the answer, and whether people may be named. Later wings register themselves.
BESIDE_A_STANDARD: list[Callable[..., Beside]] = []


class Shown(NamedTuple):
    """A standard as the stage page shows it."""

    answer: Answer
    standard: Standard
    state: tuple[str, str, str]         # code, words, tone
    missing: list[Missing]
    evidence: int
    by_records: bool
    remark: Any = ""                    # about its words, where the edition has changed


def standards_shown(stage: Stage, answers: Sequence[Answer], missing: dict[str, list[Missing]], evidence: dict[int, int]) -> list[Shown]:
    for answer in answers:
        answer.stage = stage
    return [Shown(answer, answer.standard, (answer.state, answer.get_state_display(), TONES[answer.state]),
                  missing.get(answer.code, []), evidence.get(answer.pk, 0), answer.shown is not None, remark_on(answer))
            for answer in answers]


def remark_on(answer: Answer) -> Any:
    """What a new edition means for an answer that was there before; "" for nothing."""
    if not answer.asked:
        return _("Not asked any more")
    return _("The question has changed since this was answered") if answer.question_has_changed() else ""


def missing_in_words(answer: Answer, missing: dict[str, list[Missing]]) -> list[str]:
    """What still stands in the way of this standard: the records' own words first, then the state."""
    words = [each.words for each in missing.get(answer.code, [])]
    if answer.waits_for_nobody():
        return [_("Not asked any more.")]
    if answer.state == AnswerState.NOT_MET:
        return [*words, _("Recorded as not met.")]
    if answer.state in SET_ASIDE:
        return [str(answer.get_state_display()) + "."]
    if answer.state == AnswerState.UNANSWERED and not words:
        words.append(_("Nobody has answered it yet."))
    if answer.state == AnswerState.CLAIMED:
        words.append(_("A lay partner has not confirmed it yet."))
    if answer.state == AnswerState.DISPUTED:
        words.append(_("A lay partner disputes it."))
    return words


def who_acts(stage: Stage, answer: Answer, missing: dict[str, list[Missing]]) -> list[str]:
    """Role codes of those whose turn it is with one standard; none once it is settled."""
    if answer.state in SETTLED or answer.waits_for_nobody() or (answer.state == AnswerState.MET and not missing.get(answer.code)):
        return []
    if answer.state == AnswerState.CLAIMED and not missing.get(answer.code):
        return sorted(lay_roles(stage))
    answer.stage = stage
    by = [role for role in answer.standard.by if role in NAMES]
    return by or ["PM"]


def people_in_roles(stages: Any, *, on: date) -> dict[tuple[int, str], list[str]]:
    """Names of those who hold each role for each of `stages` today: {(stage id, role code): names}. At most two
    queries a role, however many stages."""
    found: dict[tuple[int, str], list[str]] = {}
    for role in ("SRO", "PM", "WL", "FAC", "FND", "PANEL", "LCC", "PAIR", "ORG"):
        for way in ways({role: Q()}, on):
            for pk, name in stages.filter(way.tie).order_by(f"{way.person}name", "pk").values_list("pk", f"{way.person}name"):
                if name not in found.setdefault((pk, role), []):
                    found[pk, role].append(name)
    return found


class Next(NamedTuple):
    """What waits for somebody: for whom, whether that is the reader, and what: standards, or the words for signing."""

    who: str
    is_you: bool
    standards: list[Answer]
    signing: str = ""


def next_actors(stage: Stage, answers: Iterable[Answer], missing: dict[str, list[Missing]], wanted: Sequence[Slot], *,
                names: bool, mine: frozenset[str], signing: bool) -> list[Next]:
    """Who must act in the stage, and on what: the reader first (`mine` are their roles here), then in the order of the
    standards; then, with `signing`, who must sign. With `names`, people are named where the roles that sign the stage
    tell who they are."""
    turns: dict[str, list[Answer]] = {}
    for answer in answers:
        for role in who_acts(stage, answer, missing):
            turns.setdefault(role, []).append(answer)
    people = {slot.role: ", ".join(person.name for person in slot.people.values()) for slot in wanted} if names else {}
    found = [Next(f"{NAMES[role]}: {people[role]}" if people.get(role) else str(NAMES[role]), role in mine, waiting)
             for role, waiting in turns.items()]
    if signing:
        found += [Next(words, False, [], _("sign-off")) for slot in wanted if (words := slot.missing())]
    return sorted(found, key=lambda turn: not turn.is_you)


def trail_of_stage(stage: Stage, answers: Iterable[Answer], limit: int | None = ROWS_ON_A_PAGE) -> list[Row]:
    """Rows about the stage and everything in it, in order; the last `limit` of them."""
    refs: list[Any] = [stage.ref, *(answer.ref for answer in answers)]
    for model, path in ((Evidence, "answer__stage"), (Dispute, "answer__stage"), (Signature, "stage"), (Proceeding, "stage"),
                        (Reopening, "stage")):
        refs += model.objects.filter(**{path: stage}).values_list("ref", flat=True)     # type: ignore[attr-defined]
    rows = Row.objects.filter(book=stage.programme.ref, subject__in=refs).order_by("-number")
    told = [row for row in rows if (row.kind, row.move) not in UNTOLD]
    return list(reversed(told[:limit] if limit else told))
