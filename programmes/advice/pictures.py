"""The ladder with the rung of each phase, drawn on the server; the grid says the same in a table."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.advice.catalogue import RUNGS, phase_words, rung_words
from programmes.advice.catalogue.packages import NEVER_OFFERED


class Step(NamedTuple):
    """One phase of the work and its rung: what a post of the ladder shows."""

    phase: str
    rung: int


NAMES, COLUMN, STEP, HEAD, FOOT = 190, 150, 46, 40, 16


def sentence(steps: Sequence[Step]) -> str:
    """What the ladder shows: "Phase: design. Rung 6: co-design."."""
    return " ".join(f"{phase_words(step.phase)}. {rung_words(step.rung)}." for step in steps)


def ladder(steps: Sequence[Step], *, cap: int | None = None) -> SafeString:
    """Rungs 2 to 7 from the bottom up, a post for each phase up to its rung, and a broken line where the cap is."""
    offered = [number for number in sorted(RUNGS, reverse=True) if number != NEVER_OFFERED]
    width, height = NAMES + COLUMN * len(steps) + 10, HEAD + STEP * len(offered) + FOOT
    top = {number: HEAD + STEP * place + STEP // 2 for place, number in enumerate(offered)}
    pieces = []
    for number in offered:
        pieces.append(f'<path class="app-chart__line" d="M{NAMES} {top[number]}H{width - 10}"/>'
                      f'<text x="0" y="{top[number] + 5}">{escape(rung_words(number))}</text>')
    if cap is not None:
        edge = top[cap] - STEP // 2
        pieces.append(f'<path class="app-chart__cap" d="M0 {edge}H{width - 10}" stroke-width="2.5" stroke-dasharray="6 4"/>')
    for place, step in enumerate(steps):
        x, y = NAMES + COLUMN * place + COLUMN // 2, top[step.rung]
        pieces.append(f'<text class="app-chart__phase" x="{x}" y="20">{escape(phase_words(step.phase))}</text>'
                      f'<path class="app-chart__post" d="M{x} {height - FOOT}V{y}" stroke-width="10"/>'
                      f'<circle class="app-chart__rung" cx="{x}" cy="{y}" r="16"/>'
                      f'<text class="app-chart__number" x="{x}" y="{y + 6}">{step.rung}</text>')
    return SafeString(f'<svg class="app-chart app-chart--ladder" role="img" viewBox="0 0 {width} {height}" width="{width}"'
                      f' height="{height}">'
                      f'<title>{escape(_("The ladder, with the rung of each phase"))}</title><desc>{escape(sentence(steps))}</desc>'
                      f"{''.join(pieces)}</svg>")
