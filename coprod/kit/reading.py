"""The words of an upload, as far as they can be read: plain text, PDF and office files. What cannot be read is said to be so (None):
a picture, a recording, a scan without letters, a file that is damaged or too large. Nothing in a file is run or fetched."""

import zipfile
from codecs import BOM_UTF8
from typing import Any

from django.core.files.base import File
from docx.oxml import parse_xml
from lxml import etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_PAGES = 500
MOST_SIGNS = 2_000_000
MOST_UNPACKED = 50 * 1024 * 1024
ENDS = ("}p", "}h", "}si", "}c", "}row", "}table-cell", "}title", "}creator")      # after these a new line begins


def words_of(file: File, content_type: str) -> str | None:
    """All words that the file holds; None when it cannot be said what it holds. The file is left at its beginning."""
    file.seek(0)
    try:
        if content_type.startswith("text/"):
            return _plain(file)
        if content_type == "application/pdf":
            return _of_pdf(file)
        return _of_office(file) if "officedocument" in content_type or "opendocument" in content_type else None
    finally:
        file.seek(0)


def _plain(file: File) -> str | None:
    found = bytes(file.read()).removeprefix(BOM_UTF8)
    try:
        return found.decode()
    except UnicodeDecodeError:
        return found.decode("cp1252", "replace")


def _of_pdf(file: File) -> str | None:
    """None also where one page has nothing but pictures: what they show is not known."""
    try:
        reader = PdfReader(file)
        if reader.is_encrypted or len(reader.pages) > MOST_PAGES:
            return None
        pages = [page.extract_text() for page in reader.pages]
        facts = [str(each) for each in (reader.metadata or {}).values()]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, MemoryError):
        return None     # it is damaged, or made to be
    if not pages or not all(page.strip() for page in pages):
        return None
    text = "\n".join([*pages, *facts])
    return text if len(text) <= MOST_SIGNS else None


def _of_office(file: File) -> str | None:
    """Of every part: the text, headers, notes, comments, slides, cells, and who is said to have written it."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if sum(each.file_size for each in members) > MOST_UNPACKED or any(_is_picture(each.filename) for each in members):
                return None
            found = [_text_in(archive.read(each)) for each in members if each.filename.lower().endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError, RuntimeError, OSError):
        return None
    text = "\n".join(found)
    return text if len(text) <= MOST_SIGNS else None


def _is_picture(name: str) -> bool:
    return "media/" in name.lower() or "pictures/" in name.lower() or "embeddings/" in name.lower()


def _text_in(xml: bytes) -> str:
    found: list[str] = []
    for each in parse_xml(xml).iter():
        if not isinstance(each.tag, str):
            continue
        found += filter(None, (_address(each), each.text))
        if each.tag.endswith(ENDS):
            found.append("\n")
        found += filter(None, (each.tail,))
    return "".join(found)


def _address(element: Any) -> str:
    """Where a link leads: it is written beside the words, not among them."""
    there = [value for name, value in element.attrib.items() if name.endswith(("Target", "href"))]
    return "".join(f"\n{value}\n" for value in there if value.lower().startswith(("mailto:", "tel:")))
