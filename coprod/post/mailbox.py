"""The demo's mailbox: the mail and the texts that were sent, read in the browser. Its routes exist in the demo alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from coprod.kit.access import open_to_all
from coprod.post.texting import SentText, TextFile

NEWEST = 200                            # so many are listed; a demo that sent more has been running for long
END_OF_MAIL = b"-" * 79 + b"\n"         # what Django's file backend writes after each
FILE_NAME = re.compile(r"[0-9-]+")


@dataclass(frozen=True)
class Mail:
    """One mail as it went out. A list needs its head alone; its words are taken apart when somebody reads it."""

    file: str
    number: int
    to: str
    subject: str
    sent_at: datetime
    raw: bytes

    @property
    def text(self) -> str:
        body = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(self.raw).get_body(("plain",))
        return str(body.get_content()) if body else ""


@open_to_all
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mail, to everybody or to one address."""
    to = request.GET.get("to", "").strip()
    found = [mail for mail in newest_first() if to.lower() in mail.to.lower()]
    return render(request, "post/mailbox.html",
                  {"mails": found[:NEWEST], "count": len(found), "newest": NEWEST, "to": to, "texts": texts_to(to)[:NEWEST]})


@open_to_all
def one_mail(request: HttpRequest, file: str, number: int) -> HttpResponse:
    return render(request, "post/mailbox_mail.html", {"mail": the_mail(file, number)})


def the_mail(file: str, number: int) -> Mail:
    """The mail of that number in that file of the folder. Raises Http404."""
    source = Path(settings.EMAIL_FILE_PATH) / f"{file}.log"
    if FILE_NAME.fullmatch(file) and source.is_file():
        for mail in mails_in(source):
            if mail.number == number:
                return mail
    raise Http404


def newest_first() -> list[Mail]:
    """Every mail in the folder, the last one sent first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    found = [mail for source in folder.glob("*.log") for mail in mails_in(source)]
    return sorted(found, key=lambda mail: (mail.sent_at, mail.file, mail.number), reverse=True)


def texts_to(number: str) -> list[SentText]:
    """The texts to all numbers with those digits, the last one first; spaces in a number do not matter."""
    if not settings.TEXTS.startswith("file:"):
        return []
    file, digits = TextFile(Path(unquote(urlsplit(settings.TEXTS).path))), "".join(number.split())
    return [each for each in reversed(list(file.texts())) if digits in each.to]


def mails_in(source: Path) -> Iterator[Mail]:
    """The mails in one file, in order; one that is still being written is left for the next look."""
    *whole, _unfinished = source.read_bytes().split(END_OF_MAIL)
    for number, raw in enumerate(whole, start=1):
        head = BytesHeaderParser().parsebytes(raw)
        to, subject = (str(make_header(decode_header(str(head[name])))) for name in ("To", "Subject"))
        yield Mail(source.stem, number, to, subject, parsedate_to_datetime(str(head["Date"])), raw)


urlpatterns = [                         # /mailbox/
    path("", mailbox, name="mailbox"),
    path("<slug:file>/<int:number>/", one_mail, name="mailbox-mail"),
]
