"""The pack in print: a tagged PDF in 14 point, with page numbers (decision 0017).

The words travel as JSON beside the fixed text of pack.typ, which never changes: whatever somebody typed is shown and cannot do anything.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.kit.written import HEADING, LIST, NUMBERS
from programmes.papers.showing.pack import InPack, Pack

SHAPE = Path(__file__).with_name("pack.typ")
FONTS = settings.BASE / "static" / "vendor" / "atkinson-hyperlegible-1.006"


def _facts(pack: Pack) -> list[tuple[str, str]]:
    facts = [(_("When"), pack.when), (_("Where"), pack.where)]
    meeting = pack.meeting
    return facts + [(name, words) for name, words in (
        (_("Online"), meeting.link), (_("By phone"), meeting.phone), (_("Good to know"), meeting.practical)) if words]


def _pieces(paper: InPack) -> list[dict[str, Any]]:
    return [{"kind": piece.kind, "text": piece.text, "level": level + 1 if piece.kind == HEADING else 0,
             "entries": piece.entries if piece.kind in (LIST, NUMBERS) else []} for piece, level in paper.pieces]


def remarks_on(pack: Pack) -> list[str]:
    """What is not in the pack, and why."""
    found = [_("The log of commitments and challenges is not in this pack. The reason: %(why)s") % {"why": each.no_log_because}
             for each in pack.releases if each.no_log_because]
    return found + pack.closed


def as_data(pack: Pack) -> dict[str, Any]:
    lang, _sign, region = (get_language() or "en-gb").partition("-")
    out = [_("These papers went out on %(day)s.") % {"day": day(pack.releases[0].at)}] if pack.releases else []
    return {
        "title": pack.title, "service": str(settings.SERVICE_NAME), "lang": lang, "region": region or "gb",
        "words": {"page": _("Page"), "contents": _("In this pack"), "agenda": _("Agenda")},
        "facts": _facts(pack), "remarks": out + remarks_on(pack), "agenda": [item.title for item in pack.items],
        "papers": [{"title": each.paper.title, "facts": each.facts, "pieces": _pieces(each)} for each in pack.papers],
        "parts": [{"title": part.title, "intro": part.intro, "head": list(part.head), "rows": [list(row) for row in part.rows]}
                  for part in pack.parts]}


def as_pdf(pack: Pack) -> bytes:
    """Written to PDF/UA-1. Where a letter stands in none of the fonts at hand, which that standard forbids, it is still tagged."""
    import typst

    inputs = {"pack": json.dumps(as_data(pack))}
    how: dict[str, Any] = {"format": "pdf", "sys_inputs": inputs, "font_paths": [str(FONTS)]}
    shape = SHAPE.read_bytes()
    try:
        return bytes(typst.compile(shape, pdf_standards="ua-1", **how))
    except typst.TypstError:
        return bytes(typst.compile(shape, **how))
