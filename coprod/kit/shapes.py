"""The eight tones of a state. Each has its own shape, so that colour alone never tells them apart.

A shape is drawn in a box of 24 by 24 with classes and presentation attributes only (the page's
security policy forbids inline styles); `currentColor` lets the stylesheet and the printer choose.
"""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {
    # an empty ring with a broken line
    "not_started": SafeString(
        '<circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2.5"'
        ' stroke-dasharray="4 3.2"/>'),
    # a ring half filled
    "running": SafeString(
        '<circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2.5"/>'
        '<path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>'),
    # a clock face
    "waiting": SafeString(
        '<circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2.5"/>'
        '<path d="M12 7.5V12l3.2 2.6" fill="none" stroke="currentColor" stroke-width="2.5"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'),
    # a full disc with a tick
    "done": SafeString(
        '<circle cx="12" cy="12" r="9.2" fill="currentColor"/>'
        '<path d="m7.6 12.4 3 3 5.8-6.2" fill="none" class="app-shape-cut" stroke-width="2.5"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'),
    # a full triangle with an exclamation mark
    "concern": SafeString(
        '<path d="M12 2.8 22 20.6H2z" fill="currentColor"/>'
        '<path d="M12 9v5.2M12 17.2v.3" fill="none" class="app-shape-cut" stroke-width="2.5"'
        ' stroke-linecap="round"/>'),
    # a full octagon with a cross
    "refused": SafeString(
        '<path d="M8.2 2.8h7.6l5.4 5.4v7.6l-5.4 5.4H8.2l-5.4-5.4V8.2z" fill="currentColor"/>'
        '<path d="m8.6 8.6 6.8 6.8m0-6.8-6.8 6.8" fill="none" class="app-shape-cut" stroke-width="2.5"'
        ' stroke-linecap="round"/>'),
    # an arrow that turns back
    "reopened": SafeString(
        '<path d="M5.2 12a6.9 6.9 0 1 0 2.2-5" fill="none" stroke="currentColor" stroke-width="2.5"'
        ' stroke-linecap="round"/><path d="M3.8 3.2v6h6z" fill="currentColor"/>'),
    # a square with a piece missing
    "gap": SafeString(
        '<path d="M9 4H4v16h16V4h-5" fill="none" stroke="currentColor" stroke-width="2.5"'
        ' stroke-linecap="square"/><path d="M9 12h6" stroke="currentColor" stroke-width="2.5"/>'),
}
TONES = tuple(SHAPES)


def shape(tone: str) -> SafeString:
    """The bare drawing of a tone, to be put into an svg. Raises KeyError for a tone that does not exist."""
    return SHAPES[tone]


ICONS = {tone: format_html('<svg class="app-shape" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"'
        ' focusable="false">{}</svg>', drawn) for tone, drawn in SHAPES.items()}


def drawn_once(kind: str, tones: Iterable[str]) -> SafeString:
    """The shapes of these tones, drawn out of sight; `shown` shows them as often as they are needed."""
    symbols = "".join(f'<symbol id="{kind}-{tone}" viewBox="0 0 24 24">{shape(tone)}</symbol>' for tone in sorted(set(tones)))
    return SafeString(f'<svg class="app-shapes" width="0" height="0" aria-hidden="true" focusable="false">{symbols}</svg>')


def shown(kind: str, tone: str) -> SafeString:
    """One of the shapes that were `drawn_once` on this page."""
    return SafeString(f'<svg class="app-shape" aria-hidden="true"><use href="#{kind}-{tone}"/></svg>')
