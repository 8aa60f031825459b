"""A message as a mail."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from coprod.post import wording
from coprod.post.catalogue import kind_of
from coprod.post.models import Message
from coprod.post.planning import Reach
from coprod.post.registry import Words, registry


def mail_texts(words: Words, reach: Reach, way_out: str = "") -> tuple[str, str]:
    """What a mail says in the language that is spoken: as plain text, and as its HTML twin. `way_out` is the path of the link that ends its
    topic. Whatever people wrote is shown as it is written; no address in it becomes a link."""
    context = {"words": words, "called": reach.called, "url": settings.BASE_URL + words.path, "base": settings.BASE_URL,
               "service_name": settings.SERVICE_NAME, "contact_name": settings.CONTACT_NAME,
               "contact_phone": settings.CONTACT_PHONE, "way_out": settings.BASE_URL + way_out if way_out else "",
               "language": wording.WELSH if wording.here() == wording.WELSH else "en-GB"}
    return render_to_string("emails/message.txt", context), render_to_string("emails/message.html", context)


class Mail(EmailMultiAlternatives):
    """A mail whose parts are divided by its own name: sent twice it is the same, byte for byte, and nothing has to be searched for a line
    that does not stand in it (which costs more than all the rest of writing a mail)."""

    def message(self, **policy: Any) -> Any:
        made = super().message(**policy)
        name = self.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        for depth, part in enumerate(each for each in made.walk() if each.is_multipart()):
            part.set_boundary(f"={depth}={name}=")
        return made


def as_mail(message: Message, words: Words, reach: Reach, connection: BaseEmailBackend | None) -> Mail:
    """The mail: plain text with a simple HTML twin. Line breaks cannot enter a header.

    An answer to it reaches a human (Reply-To); what may be switched off says so in its headers, and a mail client's own
    button does it without signing in (RFC 2369, RFC 8058).
    """
    way_out = registry.way_out_of(message) if registry.way_out_of else ""
    body, page = mail_texts(words, reach, way_out)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<{message.name_for_mail()}@{domain}>", "Auto-Submitted": "auto-generated",
               "List-Id": f"<{kind_of(message.kind).topic}.{domain}>"}
    if way_out:
        headers |= {"List-Unsubscribe": f"<{settings.BASE_URL}{way_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = Mail(
        subject=" ".join(words.subject.split()), body=body,
        to=[reach.email], reply_to=[settings.CONTACT_EMAIL], connection=connection, headers=headers)
    mail.attach_alternative(page, "text/html")
    for each in (words, *words.parts):
        if each.calendar:
            mail.attach_alternative(each.calendar.content.decode(), f"text/calendar; method={each.calendar.method}")
    return mail
