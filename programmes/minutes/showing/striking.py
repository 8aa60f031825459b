"""Texts as a reader may read them. Who does not lead the group gets a bar of one length for each passage that is struck out: the words
are in no page, list, heading or choice that is made for them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.minutes.models import Minutes, StruckOut, pattern_of

BAR = "██████"


class Span(NamedTuple):
    """Where a bar stands in a text, and what it says: the reason of the passage that begins first."""

    start: int
    end: int
    reason: str


class Striking:
    """What is struck out of some minutes, and how it is shown to one reader. A passage is struck wherever it stands in them."""

    def __init__(self, struck: Iterable[StruckOut], *, reads: bool) -> None:
        self.rows, self.reads = list(struck), reads
        self.patterns = [(pattern_of(each.passage), str(each.get_reason_display())) for each in self.rows]

    def spans(self, text: str) -> list[Span]:
        """Each passage is looked for by itself, so that none uncovers another; what overlaps or touches is one bar."""
        hits = [Span(*hit.span(1), reason) for pattern, reason in self.patterns for hit in pattern.finditer(text)]
        found: list[Span] = []
        for each in sorted(hits, key=lambda span: (span.start, -span.end)):
            if found and each.start <= found[-1].end:
                found[-1] = found[-1]._replace(end=max(found[-1].end, each.end))
            else:
                found.append(each)
        return found

    def html(self, text: Any) -> SafeString:
        """The text, escaped, with its bars; for who leads the group the words, marked."""
        text, found, done = str(text or ""), [], 0
        for span in self.spans(text):
            found += [_lines(text[done:span.start]), self._passage(text[span.start:span.end], span.reason)]
            done = span.end
        return SafeString("".join([*found, _lines(text[done:])]))

    def plain(self, text: Any) -> str:
        """The text for a heading, a choice or a list: without mark-up."""
        text, found, done = str(text or ""), [], 0
        for span in [] if self.reads else self.spans(text):
            found += [text[done:span.start], f"[{_why(span.reason)}]"]
            done = span.end
        return "".join([*found, text[done:]])

    def _passage(self, passage: str, reason: str) -> SafeString:
        if self.reads:
            return format_html('<mark class="app-struck-read">{}<span class="nhsuk-u-visually-hidden"> ({})</span></mark>',
                               _lines(passage), _why(reason))
        return format_html('<span class="app-struck"><span aria-hidden="true">{}</span> <span class="app-struck__why">{}</span></span>',
                           BAR, _why(reason))


def _why(reason: str) -> str:
    return _("struck out: %(reason)s") % {"reason": reason}


def _lines(text: str) -> SafeString:
    return SafeString(str(conditional_escape(text)).replace("\n", "<br>"))


def struck_in(*minutes: Minutes) -> list[StruckOut]:
    """What is struck out of these minutes. One query."""
    return list(StruckOut.objects.filter(line__minutes__in=minutes, lifted_at__isnull=True).select_related("line"))
