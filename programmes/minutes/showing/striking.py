"""Texts as a reader may read them. Who does not lead the group gets a bar of one length for each passage that is struck out: the words
are in no page, list, heading or choice that is made for them."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from programmes.minutes.models import Minutes, StruckOut, pattern_of

BAR = "██████"


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


class Striking:
    """What is struck out of some minutes, and how it is shown to one reader. A passage is struck wherever it stands in them."""

    def __init__(self, struck: Iterable[StruckOut], *, reads: bool) -> None:
        self.rows, self.reads = list(struck), reads
        self.pattern = pattern_of(self.rows)
        self.reasons = {_key(each.passage): str(each.get_reason_display()) for each in self.rows}

    def html(self, text: Any) -> SafeString:
        """The text, escaped, with its bars; for who leads the group the words, marked."""
        text, found, done = str(text or ""), [], 0
        for hit in self.pattern.finditer(text):
            found += [_lines(text[done:hit.start()]), self._passage(hit.group())]
            done = hit.end()
        return SafeString("".join([*found, _lines(text[done:])]))

    def plain(self, text: Any) -> str:
        """The text for a heading, a choice or a list: without mark-up."""
        text = str(text or "")
        return text if self.reads else self.pattern.sub(lambda hit: f"[{self._words(hit.group())}]", text)

    def _words(self, passage: str) -> str:
        return _("struck out: %(reason)s") % {"reason": self.reasons[_key(passage)]}

    def _passage(self, passage: str) -> SafeString:
        if self.reads:
            return format_html('<mark class="app-struck-read">{}<span class="nhsuk-u-visually-hidden"> ({})</span></mark>',
                               _lines(passage), self._words(passage))
        return format_html('<span class="app-struck"><span aria-hidden="true">{}</span> <span class="app-struck__why">{}</span></span>',
                           BAR, self._words(passage))


def _lines(text: str) -> SafeString:
    return SafeString(str(conditional_escape(text)).replace("\n", "<br>"))


def struck_in(*minutes: Minutes) -> list[StruckOut]:
    """What is struck out of these minutes. One query."""
    return list(StruckOut.objects.filter(line__minutes__in=minutes, lifted_at__isnull=True).select_related("line"))
