"""A toolkit for word processors: a .docx with real headings, its language, and contents that lead to the chapters (python-docx)."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from coprod.kit.written import HEADING, LIST, NUMBERS
from programmes.toolkit.showing.printed import language, remarks
from programmes.toolkit.showing.published import PublicBook, PublicChapter

FONT, POINTS = "Atkinson Hyperlegible", 14
NO_LETTERS = {code: None for code in range(32) if code not in (9, 10)} | {0xFFFE: None, 0xFFFF: None}     # XML takes none of them


def _plain(text: str) -> str:
    return text.translate(NO_LETTERS)


def as_docx(book: PublicBook) -> bytes:
    """The file. What people wrote stands in it as text alone."""
    from docx import Document

    document = Document()
    _set_up(document, book)
    document.add_paragraph(_plain(book.toolkit.title), style="Title")
    for words in remarks():
        document.add_paragraph(words)
    titles = [each.title for each in book.chapters] + ([_("Who uses it")] if book.adopters else [])
    _add_contents(document, titles)
    for number, chapter in enumerate(book.chapters, start=1):
        _add_chapter(document, number, chapter)
    if book.adopters:
        _marked(document.add_heading(_("Who uses it"), 1), len(titles))
        for adopter in book.adopters:
            document.add_heading(_plain(adopter.name), 2)
            for fact in adopter.notes:
                _add_fact(document, fact)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, book: PublicBook) -> None:
    """Title, author, language and letters; the moment of making is that of the newest chapter, so that the same book is the same file."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    lang, region = language()
    facts, tag = document.core_properties, f"{lang}-{region.upper()}"
    facts.title, facts.author, facts.language, facts.comments = _plain(book.toolkit.title), str(settings.SERVICE_NAME), tag, ""
    newest = max((each.version.published_at for each in book.chapters if each.version.published_at), default=book.toolkit.begun_at)
    facts.created = facts.modified = newest
    base = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = base.find(qn("w:lang"))
    if spoken is None:
        spoken = base.makeelement(qn("w:lang"), {})
        base.append(spoken)
    for name, value in (("w:val", tag), ("w:eastAsia", tag)):
        spoken.set(qn(name), value)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(POINTS)


def _marked(paragraph: Any, number: int) -> None:
    """Give a heading the name to which the contents lead."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (start, end):
        each.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"chapter{number}")
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def _field(run: Any, kind: str, words: str = "") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    run._r.append(sign)
    if words:
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = words
        run._r.append(text)


def _add_contents(document: Any, titles: list[str]) -> None:
    """A table of contents that is filled already, so that nobody has to ask their program for it; it can be made anew there."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not titles:
        return
    document.add_paragraph(_("Contents")).runs[0].bold = True
    for number, title in enumerate(titles, start=1):
        line = document.add_paragraph()
        if number == 1:
            _field(line.add_run(), "begin", 'TOC \\o "1-1" \\h \\z \\u')
            _field(line.add_run(), "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"chapter{number}")
        run = line.add_run(_plain(title))
        link.append(run._r)
        line._p.append(link)
        if number == len(titles):
            _field(line.add_run(), "end")


def _add_fact(document: Any, fact: tuple[str, str]) -> None:
    line = document.add_paragraph()
    line.add_run(f"{_plain(fact[0])}: ").bold = True
    line.add_run(_plain(fact[1]))


def _add_chapter(document: Any, number: int, chapter: PublicChapter) -> None:
    heading = document.add_heading(_plain(chapter.title), 1)
    heading.paragraph_format.page_break_before = True
    _marked(heading, number)
    for fact in chapter.facts:
        _add_fact(document, fact)
    for piece, level in chapter.pieces:
        if piece.kind == HEADING:
            document.add_heading(_plain(piece.text), level + 1)
        elif piece.kind == LIST:
            for entry in piece.entries:
                document.add_paragraph(_plain(entry), style="List Bullet")
        elif piece.kind == NUMBERS:     # with their numbers as text: a list of the program would count on from the list before
            for n, entry in enumerate(piece.entries, start=1):
                document.add_paragraph(f"{n}. {_plain(entry)}")
        else:
            document.add_paragraph(_plain(piece.text))
