"""What comes back: reports that a message did not arrive, read from mail servers' notes (RFC 3464), from providers' JSON and from
receipts of GOV.UK Notify. They are strangers' words: whatever does not read as a report is none. It asks no database.

Only the end of the road is a report. While a server still tries (status 4, action "delayed") nothing has failed. What was given up
came back, whoever is to blame; the address is to blame only if the code says so, and not the mail, our server or a rule.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Mail
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from typing import Any

from django.utils.crypto import salted_hmac

LONGEST = 256 * 1024        # bytes that are read; the note of a mail server stands before the mail that it returns
MOST = 100                  # reports in one JSON, names in one note
UNKNOWN = "5.0.0"           # it failed, and nobody says why

_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")
_CODE = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_NOT_THE_ADDRESS = re.compile(r"[245]\.(2\.3|3\.\d+|5\.\d+|6\.\d+|7\.\d+)")        # too long, the system, the protocol, the words, a rule
_SMTP_OF_THE_ADDRESS = ("550", "551", "552", "553")
NUMBER_IS_WRONG, REFUSED_NUMBER = "permanent-failure", "400"
_NOTIFY_GAVE_UP = (NUMBER_IS_WRONG, "temporary-failure", "technical-failure")


class Unreadable(Exception):
    """This is no report, or not in a form that we know."""


@dataclass(frozen=True)
class Report:
    """One message that did not arrive. `names` are those that it may have (Message.mail_name); `recipients` are the addresses or numbers
    that are named, none where who reports says only which message it was."""

    names: tuple[str, ...]
    recipients: tuple[str, ...]
    code: str


def hash_of(address: str) -> str:
    """What is kept of an address or number: only who has our key can tell whether it is a certain one."""
    given = address.strip().lower().encode("utf-8", "replace")      # a stranger may have sent halves of signs
    return salted_hmac("post.address", given, algorithm="sha256").hexdigest()[:40]


def code_in(text: str, *, otherwise: str) -> str:
    """The first status code (RFC 3463) in what a server said."""
    found = _CODE.search(text)
    return found[0] if found else otherwise


def is_about_the_address(code: str) -> bool:
    """Whether the address or number is to blame: it does not exist, is closed, full or cannot be reached."""
    if _CODE.fullmatch(code):
        return not _NOT_THE_ADDRESS.fullmatch(code)
    return code in (NUMBER_IS_WRONG, REFUSED_NUMBER, *_SMTP_OF_THE_ADDRESS)


# --- JSON ----------------------------------------------------------------------------------------------------------------

def read_json(body: bytes) -> list[Report]:
    """The reports in a receipt of GOV.UK Notify ({"reference", "status", "to"}), or in what a provider of mail says: {"message_id",
    "status": "5.1.1"}, perhaps with a "recipient"; one object, or a list of them. Raises Unreadable."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as trouble:
        raise Unreadable("no JSON") from trouble
    rows = found if isinstance(found, list) else [found]
    if len(rows) > MOST or not all(isinstance(row, dict) for row in rows):
        raise Unreadable("neither an object nor a short list of them")
    return [report for row in rows if (report := _of_row(row))]


def _of_row(row: dict[str, Any]) -> Report | None:
    name, status = row.get("reference") or row.get("message_id"), row.get("status")
    if not (isinstance(name, str) and isinstance(status, str)):
        raise Unreadable("it says neither which message nor what became of it")
    names, named = tuple(_NAME.findall(name[:500])[:1]), row.get("recipient") or row.get("to") or ""
    gave_up = status in _NOTIFY_GAVE_UP or (_CODE.fullmatch(status) and status.startswith("5"))
    if not names or not gave_up:
        return None
    return Report(names, (named,) if isinstance(named, str) and named else (), status)


# --- mail ------------------------------------------------------------------------------------------------------------------

def read_mail(raw: bytes) -> list[Report]:
    """The reports in a mail, of which no more than LONGEST bytes are read; none in one that says nothing of a failure. Raises
    Unreadable for what nobody can read."""
    try:
        mail = BytesParser(policy=compat32).parsebytes(raw[:LONGEST])
        parts = list(mail.walk())
        names = tuple(dict.fromkeys(_names_in(mail, parts)))[:MOST]
        return [Report(names, recipients, code) for recipients, code in _failures_in(mail, parts)][:MOST] if names else []
    except Exception as trouble:    # what a stranger's bytes do to the library's parser is not known beforehand
        raise Unreadable(type(trouble).__name__) from trouble


def _names_in(mail: Mail, parts: list[Mail]) -> Iterator[str]:
    """Of the mail that is returned first; then those that the note itself names."""
    for part in parts:
        if part.get_content_type() == "message/rfc822" and isinstance(part.get_payload(), list):
            yield from _NAME.findall(str(part.get_payload()[0]["Message-ID"]))      # type: ignore[index]
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from _NAME.findall(str(BytesHeaderParser(policy=compat32).parsebytes(_bytes_of(part))["Message-ID"]))
    for header in ("Original-Message-ID", "X-Original-Message-ID", "In-Reply-To", "References"):
        yield from _NAME.findall(str(mail[header] or "")[:5000])


def _bytes_of(part: Mail) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _failures_in(mail: Mail, parts: list[Mail]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Whom it did not reach, and the code. A note without a part for machines counts if its head names who was not reached."""
    notes = [part for part in parts if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list)]
    for note in notes:
        for block in list(note.walk())[1:]:
            if str(block["Action"] or "").strip().lower() == "failed":
                yield _recipients_of(block), _code_of(block)
    if not notes and mail["X-Failed-Recipients"]:
        yield tuple(each.strip() for each in str(mail["X-Failed-Recipients"])[:5000].split(",")[:MOST]), UNKNOWN


def _recipients_of(block: Mail) -> tuple[str, ...]:
    """The address that we wrote to, and that which refused it: they differ where mail is passed on."""
    found = [str(block[header] or "").rpartition(";")[2].strip().strip("<>") for header in ("Original-Recipient", "Final-Recipient")]
    return tuple(dict.fromkeys(filter(None, found)))


def _code_of(block: Mail) -> str:
    status = code_in(str(block["Status"] or ""), otherwise=UNKNOWN)
    return code_in(str(block["Diagnostic-Code"] or ""), otherwise=status) if status.endswith(".0.0") else status
