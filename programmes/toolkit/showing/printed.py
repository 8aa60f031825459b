"""A toolkit in print: a tagged PDF in 14 point, with contents and page numbers, made as packs are (decision 0017)."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.kit.written import HEADING, LIST, NUMBERS
from programmes.papers.showing.printed import FONTS
from programmes.toolkit.showing.published import PublicBook, PublicChapter

SHAPE = Path(__file__).with_name("toolkit.typ")


def language() -> tuple[str, str]:
    """The language and the region of what is made, such as ("en", "gb")."""
    lang, _sign, region = (get_language() or "en-gb").partition("-")
    return lang, region or "gb"


def remarks() -> list[str]:
    """What stands before the chapters."""
    return [_("Each chapter was approved by a lay co-author before it was published.")]


def _pieces(chapter: PublicChapter) -> list[dict[str, Any]]:
    return [{"kind": piece.kind, "text": piece.text, "level": level + 1 if piece.kind == HEADING else 0,
             "entries": piece.entries if piece.kind in (LIST, NUMBERS) else []} for piece, level in chapter.pieces]


def as_data(book: PublicBook) -> dict[str, Any]:
    lang, region = language()
    return {
        "title": book.toolkit.title, "service": str(settings.SERVICE_NAME), "lang": lang, "region": region, "remarks": remarks(),
        "words": {"page": _("Page"), "contents": _("Contents"), "adopters": _("Who uses it")},
        "chapters": [{"title": each.title, "facts": each.facts, "pieces": _pieces(each)} for each in book.chapters],
        "adopters": [{"name": each.name, "notes": each.notes} for each in book.adopters]}


def as_pdf(book: PublicBook) -> bytes:
    """Written to PDF/UA-1. Where a letter stands in none of the fonts at hand, which that standard forbids, it is still tagged."""
    import typst

    how: dict[str, Any] = {"format": "pdf", "sys_inputs": {"book": json.dumps(as_data(book))}, "font_paths": [str(FONTS)]}
    shape = SHAPE.read_bytes()
    try:
        return bytes(typst.compile(shape, pdf_standards="ua-1", **how))
    except typst.TypstError:
        return bytes(typst.compile(shape, **how))
