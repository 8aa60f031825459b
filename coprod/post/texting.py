"""Text messages: what one says, which numbers get one, and the ways out (COPROD_TEXTS): GOV.UK Notify, or a file for the demo.

A text is one text: at most 160 signs of GSM 03.38. It says what a mail's subject says, and where to read on: nothing personal,
and no line of the message itself.
"""

import base64
import fcntl
import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from time import time
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from coprod.post.registry import Words
from coprod.post.troubles import Later, Refused, ServerIsAway

LONGEST = 160               # signs in one text
LEAST = 20                  # so much of a subject says something; where a link leaves less, the link goes
LONGEST_NAME = 40
_ONE = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
           "abcdefghijklmnopqrstuvwxyzäöñüà")
_TWO = set("^{}\\[~]|€")    # these take the room of two
_LIKE = {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-", "…": "...",
         "•": "-", "·": "-", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "`": "'", "´": "'"}


# --- the words -------------------------------------------------------------------------------------------------------

def plain(text: str) -> str:
    """The text on one line, in signs of GSM 03.38. What has no likeness there is left out."""
    found = []
    for sign in " ".join(str(text).split()):
        likeness = sign if sign in _ONE or sign in _TWO else _LIKE.get(sign) or unicodedata.normalize("NFKD", sign)
        found += [each for each in likeness if each in _ONE or each in _TWO]
    return " ".join("".join(found).split())


def room_of(text: str) -> int:
    """How many of the 160 it takes."""
    return len(text) + sum(sign in _TWO for sign in text)


def shortened(text: str, room: int) -> str:
    """As many whole words as there is room for, with three dots where some are missing."""
    if room_of(text) <= room:
        return text
    while text and room_of(text) > room - 3:
        text = text[:-1] if " " not in text else text.rpartition(" ")[0]
    return text.rstrip(" ,;:.-") + "..." if text else ""


def as_text(words: Words) -> str:
    """The text: the service's name, the subject, and the link to the message's own page if it fits; else where to sign in.
    The subject is cut, never the link."""
    name, subject = shortened(plain(settings.SERVICE_NAME), LONGEST_NAME), plain(words.subject)
    ends = [settings.BASE_URL + words.path] if words.path else []
    ends += [_("Sign in to read it: %(address)s") % {"address": settings.BASE_URL}, _("Sign in to read it.")]
    for end in ends:
        room = LONGEST - room_of(f"{name}:  {end}")
        if room >= min(room_of(subject), LEAST):
            break
    return f"{name}: {shortened(subject, room)} {end}"


# --- the numbers -------------------------------------------------------------------------------------------------------

_WRITTEN = re.compile(r"[\d\s().+/-]+", re.ASCII)
_MOBILE = re.compile(r"(?:\+44|0044|44|0)(7(?:[1-57-9]\d{8}|624\d{6}))", re.ASCII)    # not 070, personal numbers; nor 076, pagers


def as_mobile(number: str) -> str:
    """A UK mobile number as providers want it ("447700900123"); "" for what cannot get texts, or not surely: a person tells them."""
    if not _WRITTEN.fullmatch(number.strip()):
        return ""
    found = _MOBILE.fullmatch(re.sub(r"[\s()./-]", "", number.replace("(0)", "")))
    return f"44{found[1]}" if found else ""


def is_on() -> bool:
    return bool(settings.TEXTS)


# --- the ways out --------------------------------------------------------------------------------------------------------

class Provider(Protocol):
    """Who sends texts. `again` says that this one may have gone out before: then it is looked up by its reference first."""

    def send(self, number: str, text: str, reference: str, *, at: datetime, again: bool = False) -> None:
        """Raises ServerIsAway, Refused or Later."""


def provider() -> Provider:
    """The one that COPROD_TEXTS names. Raises LookupError where there is none."""
    url = urlsplit(settings.TEXTS)
    match url.scheme:
        case "file":
            return TextFile(Path(unquote(url.path)))
        case "notify" | "notify+http":
            return Notify(host=url.netloc.rpartition("@")[2], service=unquote(url.username or ""), secret=unquote(url.password or ""),
                          template=parse_qs(url.query)["template"][0], is_safe=url.scheme == "notify")
    raise LookupError("COPROD_TEXTS names nobody who sends texts.")


class SentText(NamedTuple):
    to: str
    text: str
    reference: str
    sent_at: datetime


class TextFile:
    """Keeps texts in a file, a line of JSON each: for the demo, and for looking."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, number: str, text: str, reference: str, *, at: datetime, again: bool = False) -> None:
        line = json.dumps({"to": number, "text": text, "reference": reference, "at": at.isoformat()}, ensure_ascii=False)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not (again and any(each.reference == reference for each in self.texts())):
                file.write(line + "\n")

    def texts(self) -> Iterator[SentText]:
        """In order; a line that is still being written is left for the next look."""
        for line in self.path.read_text(encoding="utf-8").split("\n")[:-1] if self.path.exists() else []:
            facts = json.loads(line)
            yield SentText(facts["to"], facts["text"], facts["reference"], datetime.fromisoformat(facts["at"]))


SAYS = "text"       # the one placeholder of the template at GOV.UK Notify: ((text))
FOUND, ACCEPTED, BAD, TOO_MANY = 200, 201, 400, 429
NOT_US = (401, 403, TOO_MANY)           # the key is wrong, or the day's allowance is used up: nobody gets through
_ABOUT_THE_NUMBER = re.compile(r"phone_number\b|international mobile numbers|landline", re.IGNORECASE)


class Notify:
    """GOV.UK Notify, version 2 of its API. Each request carries a token that the service's secret signs (JWT, HS256)."""

    def __init__(self, *, host: str, service: str, secret: str, template: str, is_safe: bool = True) -> None:
        self.host, self.service, self.secret, self.template = host, service, secret, template
        self.connection_class = HTTPSConnection if is_safe else HTTPConnection

    def send(self, number: str, text: str, reference: str, *, at: datetime, again: bool = False) -> None:
        if again and self._knows(reference):
            return
        status, said = self._ask("POST", "/v2/notifications/sms", {
            "phone_number": number, "template_id": self.template, "personalisation": {SAYS: text}, "reference": reference})
        if status == ACCEPTED:
            return
        if status == BAD and _ABOUT_THE_NUMBER.search(_reasons(said)):
            raise Refused(f"{status}")
        raise Later(f"{status}")

    def _knows(self, reference: str) -> bool:
        """Whether an earlier try came through, of which we did not hear."""
        status, said = self._ask("GET", "/v2/notifications?" + urlencode({"reference": reference}))
        if status != FOUND:
            raise Later(f"{status}")
        return bool(said.get("notifications"))

    def _ask(self, method: str, path: str, facts: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """What it answers: the status, and the JSON that came with it. Raises ServerIsAway where nobody gets an answer."""
        connection = self.connection_class(self.host, timeout=settings.EMAIL_TIMEOUT)
        try:
            connection.request(method, path, json.dumps(facts) if facts else None, {
                "Authorization": f"Bearer {self._token()}", "Content-Type": "application/json", "Accept": "application/json"})
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, HTTPException) as trouble:
            raise ServerIsAway(type(trouble).__name__) from trouble
        finally:
            connection.close()
        if status in NOT_US:
            raise ServerIsAway(f"{status}")
        try:
            said = json.loads(body)
        except ValueError:
            said = {}
        return status, said if isinstance(said, dict) else {}

    def _token(self) -> str:
        """It holds for half a minute by the clock on the wall, whatever moment is told here."""
        signed = b".".join(_url64(json.dumps(part, separators=(",", ":")).encode()) for part in (
            {"typ": "JWT", "alg": "HS256"}, {"iss": self.service, "iat": int(time())}))
        return (signed + b"." + _url64(hmac.digest(self.secret.encode(), signed, hashlib.sha256))).decode()


def _url64(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _reasons(said: dict[str, Any]) -> str:
    errors = said.get("errors")
    return " ".join(str(each.get("message", "")) for each in errors if isinstance(each, dict)) if isinstance(errors, list) else ""
