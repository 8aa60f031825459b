"""Two versions of a plan beside each other, to be read: what is kept, reworded, moved, new and gone, word by word, without colour."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.written import levels_of
from programmes.plans.catalogue import MOST_WORDS_COMPARED
from programmes.plans.models import Plan, PlanParagraph

KEPT, MOVED, REWORDED, NEW, GONE = "kept", "moved", "reworded", "new", "gone"
_TOKEN = re.compile(r"\S{1,20}\s*|\s+")


class Run(NamedTuple):
    """Words in a row: the "same", "new" or "gone"."""

    kind: str
    words: str


class Line(NamedTuple):
    """One paragraph: what became of it, as it reads, as it read before, and for one that was reworded its words in runs."""

    what: str
    piece: PlanParagraph
    level: int
    runs: list[Run]


class Compared(NamedTuple):
    """Version `old` and version `new`, paragraph by paragraph, and how many of each there are."""

    old: int
    new: int
    lines: list[Line]
    counts: dict[str, int]

    def in_words(self) -> str:
        """A sentence that says how many of each."""
        n = self.counts
        if not any(n[each] for each in (MOVED, REWORDED, NEW, GONE)):
            return _("Nothing in the text is different.")
        parts = [
            ngettext("%(n)d paragraph is as it was", "%(n)d paragraphs are as they were", n[KEPT]) % {"n": n[KEPT]},
            ngettext("%(n)d has other words", "%(n)d have other words", n[REWORDED]) % {"n": n[REWORDED]},
            ngettext("%(n)d is new", "%(n)d are new", n[NEW]) % {"n": n[NEW]},
            ngettext("%(n)d is gone", "%(n)d are gone", n[GONE]) % {"n": n[GONE]}]
        if n[MOVED]:
            parts.insert(1, ngettext("%(n)d stands in another place", "%(n)d stand in another place", n[MOVED]) % {"n": n[MOVED]})
        return _("%(parts)s.") % {"parts": ", ".join(parts)}


def runs_of(old: str, new: str) -> list[Run]:
    """The words of two wordings in runs. Very long ones stand side by side as they are."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > MOST_WORDS_COMPARED or len(after) > MOST_WORDS_COMPARED:
        return [Run(GONE, old), Run(NEW, new)]
    found: list[Run] = []
    for sign, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > 800).get_opcodes():
        if sign == "equal":
            found.append(Run("same", "".join(after[b1:b2])))
            continue
        found += [Run(kind, words) for kind, words in ((GONE, "".join(before[a1:a2])), (NEW, "".join(after[b1:b2]))) if words]
    return found


def compare(plan: Plan, old: int, new: int) -> Compared:
    """Version `old` with version `new` of the plan. One query."""
    old, new = sorted((old, new))
    rows: Iterable[Any] = plan.paragraphs.order_by("number", "pk")      # type: ignore[attr-defined]
    everything = list(rows)
    before = {each.anchor: each for each in everything if stood(each, old)}
    after = {each.anchor: each for each in everything if stood(each, new)}
    now = [each for each in everything if stood(each, new)]
    levels = dict(zip((each.pk for each in now), levels_of(now), strict=True))
    lines: list[Line] = []
    for each in everything:
        was, is_now = before.get(each.anchor), after.get(each.anchor)
        if is_now is not None and is_now.pk == each.pk:
            what, runs = _became(was, each)
            lines.append(Line(what, each, levels[each.pk], runs))
        elif is_now is None and was is not None and was.pk == each.pk:
            lines.append(Line(GONE, each, 0, []))
    return Compared(old, new, lines, {what: sum(each.what == what for each in lines) for what in (KEPT, MOVED, REWORDED, NEW, GONE)})


def stood(piece: PlanParagraph, version: int) -> bool:
    """Whether this wording stood in that version."""
    return piece.since <= version and (piece.gone_in is None or piece.gone_in > version)


def _became(was: PlanParagraph | None, now: PlanParagraph) -> tuple[str, list[Run]]:
    if was is None:
        return NEW, []
    if was.pk == now.pk:
        return KEPT, []
    if was.text == now.text:
        return (MOVED if was.level == now.level else REWORDED), []
    return REWORDED, runs_of(was.text, now.text)
