"""What did not arrive: told by a person from then on, never sent again by itself; and the address is noted by who keeps addresses."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from coprod.post.actions.digests import by_programme
from coprod.post.fetching import opened
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import Message
from coprod.post.planning import Why
from coprod.post.registry import Failure, registry
from coprod.post.returns import Report, Unreadable, hash_of, is_about_the_address, read_mail
from coprod.post.texting import as_mobile

log = logging.getLogger(__name__)
COMES_BACK_WITHIN = timedelta(days=30)      # mail servers give up after five days


class Outcome(StrEnum):
    TAKEN = "taken"         # the message is told by a person now
    KNOWN = "known"         # it was reported before, or somebody told them since
    STRANGE = "strange"     # no message of ours, or not the address to which it went
    EARLY = "early"         # it is still being sent: report it again in a while


def come_back(report: Report, *, at: datetime) -> Outcome:
    """Take back a message that did not arrive. Doing it twice does it once; a report that names an address to which the message did not
    go changes nothing."""
    named = {each.mail_name: each for each in Message.objects.that_may_come_back().filter(mail_name__in=report.names)}
    message = next((named[name] for name in report.names if name in named and _went_there(named[name], report)), None)
    if message is None:
        return Outcome.STRANGE
    if message.state in (State.WAITING, State.SENDING):
        return Outcome.EARLY
    if message.state != State.SENT:
        return Outcome.KNOWN
    if message.finished_at is None or message.finished_at < at - COMES_BACK_WITHIN:
        return Outcome.STRANGE
    with transaction.atomic():
        if not _take_back(message, at=at):
            return Outcome.KNOWN
        log.warning("message %s came back: %s", message.pk, report.code)
        if is_about_the_address(report.code):
            tell_of_failure(message, message.channel, report.code, at=at)
    return Outcome.TAKEN


def _went_there(message: Message, report: Report) -> bool:
    if not report.recipients:
        return True
    return message.sent_to in {hash_of(form) for each in report.recipients for form in (each, as_mobile(each)) if form}


def _take_back(message: Message, *, at: datetime) -> bool:
    """It stands on the list of what is told by phone or letter. One in which several were gathered is told as one, but for each programme
    by itself. Says whether nobody did so before."""
    facts = {"state": MESSAGE.after("come_back", message.state), "why": Why.CAME_BACK, "finished_at": at}
    if not Message.objects.filter(pk=message.pk, state=message.state).update(**facts):
        return False
    message.state = facts["state"]      # type: ignore[assignment]
    if message.is_digest:
        Message.objects.together_with(message).filter(state=State.SENT).update(
            state=MESSAGE.after("gather_again", State.SENT), finished_at=at)
        if not by_programme(message, at=at, why=Why.CAME_BACK):
            Message.objects.filter(pk=message.pk).update(state=MESSAGE.after("drop", message.state), why=Why.NOTHING_LEFT)
    return True


def tell_of_failure(message: Message, way: str, code: str, *, at: datetime) -> None:
    """Tell who keeps addresses that the one to which `message` went does not work. It is called in a transaction."""
    for told in registry.fails:
        told(Failure(message, way, code), at)


def read_mailbox(address: str, *, at: datetime) -> Counter[str]:
    """Take back what the notes in that folder report, each note once; says what became of how many. A message that is still being sent
    leaves its note unread until the next time. Raises FolderIsAway."""
    became: Counter[str] = Counter()
    with opened(address) as folder:
        for key, raw in folder.unread():
            outcomes = _of_mail(raw, at=at)
            became.update(outcomes or ["other"])
            if Outcome.EARLY not in outcomes:
                folder.mark_read(key)
    return became


def _of_mail(raw: bytes, *, at: datetime) -> list[str]:
    try:
        return [come_back(report, at=at) for report in read_mail(raw)]
    except Unreadable as trouble:
        log.info("a mail that came back could not be read: %s", trouble)
        return []
