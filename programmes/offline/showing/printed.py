"""Letters in print: a tagged PDF in 14 point, each person from a new page, made as packs are (decision 0017)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.wording import spoken
from partners.models import NamedContact, Partner
from programmes.offline.models import LetterBatch
from programmes.offline.showing.tasks import Task
from programmes.papers.showing.printed import FONTS
from programmes.people.showing.letter import Said, said_in

SHAPE = Path(__file__).with_name("letters.typ")


class Envelope(NamedTuple):
    """What goes to one person: all that waits for them, in one letter."""

    task: Task
    said: list[Said]
    contact: NamedContact | None


def envelopes_of(batch: LetterBatch, tasks: Iterable[Task]) -> list[Envelope]:
    """The letters of a batch, by name. Two queries, and those of the words of each message, which are as they would be said today."""
    tasks = sorted(tasks, key=lambda task: (task.person.name, task.person.ref))
    people = [each.person.pk for each in tasks if isinstance(each.person, Partner)]
    contacts = {each.partner_id: each for each in NamedContact.objects.filter(
        partner__in=people, home_book=batch.programme.ref).select_related("owner")}
    found = [Envelope(each, said_in(each.messages, each.language),
                      contacts.get(each.person.pk) if isinstance(each.person, Partner) else None) for each in tasks]
    return [each for each in found if each.said]


def ways_to_answer(contact: NamedContact | None) -> list[str]:
    """How an answer comes back without the internet: as on a single letter."""
    phone, found = settings.CONTACT_PHONE, []
    if contact:
        words = _("Your contact is %(name)s.") % {"name": contact.owner.name}
        found.append(f"{words} " + _("You reach them %(hours)s.") % {"hours": contact.hours} if contact.hours else words)
    ring = _("Ring %(phone)s.") % {"phone": contact.owner.phone} if contact and contact.owner.phone else _("Ring %(phone)s, %(name)s.") % {
        "phone": phone, "name": settings.CONTACT_NAME}
    found.append(ring + " " + _("We write down what you say."))
    found.append(_("Through Relay UK: dial 18001, then %(phone)s.") % {"phone": phone})
    address = settings.CONTACT_ADDRESS
    found.append(_("By post: write on this paper, and send it to %(address)s.") % {"address": address} if address else _(
        "By post: write on this paper, and send it back in the envelope that came with it."))
    return found


def _part(message: Message, words: Any, beside: Iterable[Any]) -> list[dict[str, Any]]:
    """One message as headings with their paragraphs. A message of several has one for each."""
    parts = [{"title": str(words.subject), "lines": [str(line) for line in words.lines]}]
    parts += [{"title": str(part.subject), "lines": [str(line) for line in part.lines]} for part in words.parts]
    return parts + [{"title": str(each.title), "lines": [str(line) for line in each.lines]} for each in beside]


def _letter(batch: LetterBatch, envelope: Envelope) -> dict[str, Any]:
    """In the language that the person reads, with what stands on every letter."""
    with spoken(envelope.task.language):
        return _written(batch, envelope) | _frame()


def _frame() -> dict[str, Any]:
    lang, _sign, region = (get_language() or "en-gb").partition("-")
    return {"lang": lang, "region": region or "gb", "words": {
        "answering": _("How to answer, or to ask"), "answer": _("My answer"),
        "offline": _("You do not need the internet for any of this."), "wishes": _("With best wishes"),
        "forms": _("Do you want this in larger print, in easy read, in braille, as a recording or in another language? Tell us, and "
                   "we send it.")}}


def _written(batch: LetterBatch, envelope: Envelope) -> dict[str, Any]:
    person = envelope.task.person
    parts = [part for each in envelope.said for part in _part(each.message, each.words, each.beside)]
    greeting = person.greeting if isinstance(person, Partner) else person.name
    return {
        "programme": batch.programme.name, "to": [person.name, *filter(None, map(str.strip, person.address.splitlines()))],
        "on": day(batch.printed_at), "title": parts[0]["title"] if len(envelope.said) == 1 else _("What we have to tell you"),
        "dear": _("Dear %(name)s,") % {"name": greeting}, "first": parts[0]["lines"] if len(envelope.said) == 1 else [],
        "parts": parts[1:] if len(envelope.said) == 1 else parts, "ways": ways_to_answer(envelope.contact),
        "signed": [batch.printed_by.name, *filter(None, [batch.printed_by.job])]}


def as_data(batch: LetterBatch, envelopes: Iterable[Envelope]) -> dict[str, Any]:
    lang, _sign, region = (get_language() or "en-gb").partition("-")
    return {
        "title": _("Letters, %(day)s") % {"day": day(batch.printed_at)}, "service": str(settings.SERVICE_NAME), "lang": lang,
        "region": region or "gb", "letters": [_letter(batch, each) for each in envelopes],
        "words": {"page": _("Page")}}


def as_pdf(batch: LetterBatch, envelopes: Iterable[Envelope]) -> bytes:
    """Written to PDF/UA-1. Where a letter stands in none of the fonts at hand, which that standard forbids, it is still tagged."""
    import typst

    how: dict[str, Any] = {"format": "pdf", "sys_inputs": {"letters": json.dumps(as_data(batch, envelopes))}, "font_paths": [str(FONTS)]}
    shape = SHAPE.read_bytes()
    try:
        return bytes(typst.compile(shape, pdf_standards="ua-1", **how))
    except typst.TypstError:
        return bytes(typst.compile(shape, **how))
