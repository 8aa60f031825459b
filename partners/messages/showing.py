"""Addresses from which messages came back, in plain words: for who organises, and for the person."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.planning import Why
from coprod.post.returns import NUMBER_IS_WRONG, REFUSED_NUMBER
from partners.candidates.models import Candidate
from partners.messages.models import AddressTrouble
from partners.messages.policies import troubles_of
from partners.people.models import Partner

FULL, CLOSED, LONG_WAIT = ("5.2.2", "4.2.2", "552"), ("5.2.1",), ("4.4.7", "5.4.7")
NO_SUCH_PLACE = ("5.1.2", "5.1.10", "5.4.4", "5.4.1")


class Trouble(NamedTuple):
    """`title` is a short heading, `says` what happened and why, for staff; `to_them` the same for the person."""

    way: str
    title: str
    says: str
    to_them: str
    again: str          # the words of the button that says that it is right


def reason_of(code: str) -> str:
    """What a mail server or a provider means by its code, with the code."""
    if code in FULL:
        words = _("the mailbox is full")
    elif code in CLOSED:
        words = _("the mailbox is closed")
    elif code in LONG_WAIT:
        words = _("their mail server did not answer for days")
    elif code in NO_SUCH_PLACE:
        words = _("what stands after the @ does not exist, or does not answer")
    elif code.startswith("5.1.") or code in ("550", "551", "553"):
        words = _("there is no such address")
    elif code in (NUMBER_IS_WRONG, REFUSED_NUMBER):
        words = _("there is no such number, or it takes no texts")
    else:
        words = _("it was refused")
    return _("%(words)s (%(code)s)") % {"words": words, "code": code}


def what_was_wrong(message: Message) -> str:
    """With the address to which the message went and did not arrive, as far as it was said; else "". One query, where it did not."""
    if message.why not in (Why.CAME_BACK, Why.REFUSED) or not message.sent_to:
        return ""
    found = AddressTrouble.objects.filter(to=message.to, address=message.sent_to).order_by("-failed_at", "-pk").first()
    return reason_of(found.said) if found else ""


def troubles_in_words(person: Partner | Candidate) -> list[Trouble]:
    return [_in_words(each) for each in troubles_of(person)]


def _in_words(trouble: AddressTrouble) -> Trouble:
    facts = {"day": day(trouble.failed_at), "why": reason_of(trouble.said)}
    if trouble.way == AddressTrouble.Way.TEXT:
        return Trouble(
            trouble.way, _("Texts do not reach them"),
            _("A text to this number did not arrive on %(day)s: %(why)s. Ask them for another number.") % facts,
            _("A text to you did not arrive on %(day)s. Is your phone number right?") % facts, _("The number is right: use it again"))
    return Trouble(
        trouble.way, _("Mail does not reach them"),
        _("Mail to this address came back on %(day)s: %(why)s. Ask them for another.") % facts,
        _("Mail to you came back on %(day)s. Is your e-mail address right?") % facts, _("The address is right: use it again"))
