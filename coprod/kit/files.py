"""What may be uploaded: judged by content, not by name. Nothing that runs, nothing that a browser would interpret."""

import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable
from typing import BinaryIO

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

ALLOWED_NAMES = _("PDF, Word, Excel, PowerPoint, OpenDocument, plain text, CSV, PNG, JPEG, MP3 or M4A")
HEAD = 8192

SIGNATURES: dict[str, tuple[str, ...]] = {     # what puremagic may call the content, for each ending
    ".pdf": ("application/pdf",),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",), ".jpeg": ("image/jpeg",),
    ".mp3": ("audio/mpeg", "audio/mp3"), ".m4a": ("audio/mp4", "audio/x-m4a", "video/mp4", "audio/m4a"),
}
ZIPPED: dict[str, tuple[str, str]] = {         # ending -> (a member that only this kind has, type to serve)
    ".docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pptx": ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ".odt": ("content.xml", "application/vnd.oasis.opendocument.text"),
    ".ods": ("content.xml", "application/vnd.oasis.opendocument.spreadsheet"),
    ".odp": ("content.xml", "application/vnd.oasis.opendocument.presentation"),
}
TEXT = {".txt": "text/plain", ".csv": "text/csv"}


def checked_type(file: File) -> str:
    """The media type to serve the upload with. Raises ValidationError when its content is not of an allowed kind,
    or not of the kind that its name says. The file is left at its beginning."""
    name = str(file.name).lower()
    ending = name[name.rfind("."):] if "." in name else ""
    check: Callable[[BinaryIO, str], str | None] | None = (
        _by_signature if ending in SIGNATURES else _by_members if ending in ZIPPED else _as_text if ending in TEXT else None)
    if check is None:
        raise ValidationError(_("Choose a file of one of these kinds: %(types)s"), params={"types": ALLOWED_NAMES})
    file.seek(0)
    found = check(file, ending)     # type: ignore[arg-type]
    file.seek(0)
    if found is None:
        raise ValidationError(_("The content of this file is not what its name says. Choose another, or save it anew."))
    return found


def _by_signature(file: BinaryIO, ending: str) -> str | None:
    try:
        kinds = {match.mime_type for match in puremagic.magic_string(file.read(HEAD))}
    except (puremagic.PureError, ValueError):
        return None
    return SIGNATURES[ending][0] if kinds & set(SIGNATURES[ending]) else None


def _by_members(file: BinaryIO, ending: str) -> str | None:
    """Office files are zip archives with a telling member; one that carries macros is refused."""
    member, kind = ZIPPED[ending]
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if member not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if ending in (".odt", ".ods", ".odp"):
                with archive.open("mimetype") as said:
                    return kind if said.read(200).decode("ascii", "replace").strip() == kind else None
    except (zipfile.BadZipFile, KeyError, ValueError):
        return None
    return kind


def _as_text(file: BinaryIO, ending: str) -> str | None:
    head = file.read(HEAD).removeprefix(BOM_UTF8)
    if b"\x00" in head or head.lstrip()[:1] == b"<":        # binary, or mark-up that calls itself text
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:                     # not merely a letter cut in two at the end
            return None
    return TEXT[ending]
