"""What people lay beside a standard: minutes, links, witnesses, and small real documents made here.

Each function gives another one, which the diary asks on the day of the claim, when the people it names are there.
"""

import zipfile
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from coprod.kit.files import checked_type
from programmes.stages.models import Evidence

if TYPE_CHECKING:
    from programmes.demo.story.diary import Story

Paper = Callable[["Story"], dict[str, Any]]
SITE = "https://papers.joined-up-lives.example"


def minute(title: str, day: str) -> Paper:
    """A place in the minutes of a meeting on that day."""
    return lambda story: {"kind": Evidence.Kind.MINUTE, "title": story.calendar.words(title),
                          "dated_on": story.calendar.day(day)}


def link(title: str, path: str) -> Paper:
    """A document on the partnership's (invented) site."""
    return lambda story: {"kind": Evidence.Kind.LINK, "title": story.calendar.words(title), "link": f"{SITE}/{path}"}


def witness(who: str, text: str) -> Paper:
    return lambda story: {"kind": Evidence.Kind.WITNESS, "title": "What a witness says", "witness": story.people[who],
                          "text": story.calendar.words(text)}


def document(title: str, name: str, *lines: str, close: bool = False) -> Paper:
    """A small file of the kind its name says: .txt, .csv, .pdf or .docx. `close` keeps it to those who work on the stage."""

    def made(story: "Story") -> dict[str, Any]:
        words = [story.calendar.words(line) for line in lines]
        file = ContentFile(MAKERS[name.rpartition(".")[2]](words), name=name)
        audience = Evidence.Audience.STAGE if close else Evidence.Audience.PROGRAMME
        return {"kind": Evidence.Kind.FILE, "title": story.calendar.words(title), "file": file, "audience": audience,
                "content_type": checked_type(file)}

    return made


def as_text(lines: list[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def as_pdf(lines: list[str]) -> bytes:
    """One page of plain text, as the standard's smallest complete file."""
    safe = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    text = "BT /F1 11 Tf 56 780 Td 16 TL " + " T* ".join(f"({line}) Tj" for line in safe) + " ET"
    stream = text.encode("cp1252", "replace")
    things = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    page, places = BytesIO(), []
    page.write(b"%PDF-1.4\n")
    for number, thing in enumerate(things, start=1):
        places.append(page.tell())
        page.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
    table = page.tell()
    page.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1))
    page.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    page.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(things) + 1, table))
    return page.getvalue()


def as_docx(lines: list[str]) -> bytes:
    """A Word document of plain paragraphs."""
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    text = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
                               'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                       f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{words}"><w:body>{text}</w:body></w:document>',
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + part)
    return made.getvalue()


MAKERS: dict[str, Callable[[list[str]], bytes]] = {"txt": as_text, "csv": as_text, "pdf": as_pdf, "docx": as_docx}
