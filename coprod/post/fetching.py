"""Where mail that came back is fetched (COPROD_BOUNCE_MAILBOX): a folder on an IMAP server, or a Maildir. Each is read once."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

from coprod.post.returns import LONGEST

AT_ONCE = 500       # so many are read in one go; the others come next time


class FolderIsAway(Exception):
    """The folder cannot be opened or read now."""


class Folder(Protocol):
    def unread(self) -> Iterator[tuple[str, bytes]]:
        """What nobody has read yet, with its key: no more of each than is needed, the oldest first."""

    def mark_read(self, key: str) -> None:
        """It is not given again."""


@contextmanager
def opened(address: str) -> Iterator[Folder]:
    """The folder at that address: "imaps://user:password@host/folder", or the path of a Maildir. Raises FolderIsAway."""
    url = urlsplit(address)
    try:
        if url.scheme in ("imaps", "imap"):
            with _connection(url) as connection:
                yield ImapFolder(connection)
        else:
            yield MaildirFolder(Path(address))
    except (OSError, imaplib.IMAP4.error) as trouble:
        raise FolderIsAway(type(trouble).__name__) from trouble


@contextmanager
def _connection(url: SplitResult) -> Iterator[imaplib.IMAP4]:
    kind = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    connection = kind(url.hostname or "", url.port or (993 if url.scheme == "imaps" else 143), timeout=settings.EMAIL_TIMEOUT)
    try:
        connection.login(unquote(url.username or ""), unquote(url.password or ""))
        folder = unquote(url.path.lstrip("/")) or "INBOX"
        status, _said = connection.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if status != "OK":
            raise FolderIsAway("there is no such folder")
        yield connection
    finally:
        with suppress(OSError, imaplib.IMAP4.error):    # a line that broke cannot be closed politely
            connection.logout()


class ImapFolder:
    """Mail is marked with the flag "seen"; nothing is deleted."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self.connection = connection

    def unread(self) -> Iterator[tuple[str, bytes]]:
        _status, found = self.connection.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split()[:AT_ONCE]:
            _status, answer = self.connection.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{LONGEST}>)")
            yield uid.decode(), next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def mark_read(self, key: str) -> None:
        self.connection.uid("STORE", key, "+FLAGS.SILENT", r"(\Seen)")


class MaildirFolder:
    """What was read goes from "new" to "cur" with the flag "seen"; nothing is deleted."""

    def __init__(self, path: Path) -> None:
        self.new, self.cur = path / "new", path / "cur"

    def unread(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(each for each in self.new.iterdir() if each.is_file())[:AT_ONCE]:
            with path.open("rb") as file:
                yield path.name, file.read(LONGEST)

    def mark_read(self, key: str) -> None:
        with suppress(FileNotFoundError):       # whoever else reads it has put it there already
            (self.new / key).rename(self.cur / f"{key.partition(':2,')[0]}:2,S")
