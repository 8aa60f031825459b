"""Sending out what waits: each message once, in a person's own time and by the way that reaches them."""

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.db.models import F, Max, Q

from coprod.kit.sql import Updating, update_each
from coprod.post import wording
from coprod.post.actions.coming_back import tell_of_failure
from coprod.post.actions.digests import as_one, bundle, by_programme
from coprod.post.actions.mail import as_mail
from coprod.post.batch import one_batch
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import TRIES, Message
from coprod.post.planning import APART, Reach, Step, Why, step_for
from coprod.post.registry import Gone, Words, registry
from coprod.post.returns import code_in, hash_of, is_about_the_address
from coprod.post.texting import as_text, provider
from coprod.post.troubles import Later, Refused, ServerIsAway

log = logging.getLogger(__name__)
HELD = 100                              # so many messages are taken up together
PATIENCE = 5                            # seconds; what is still held then is given back: something urgent may wait behind it
BATCH = 20                              # so many news are committed together
SERVER_PAUSE = timedelta(seconds=30)    # after which a mail server that did not answer is tried again
REFUSED_FOR_GOOD = 500
GOING_AWAY = 421                        # RFC 5321: the server closes, and the mail is not to blame
MAILS_A_CONNECTION = 100                # mail servers refuse much longer ones

TRIED_BEFORE = (Why.NO_SERVER, Why.SERVER_SAID_LATER)    # perhaps it came through all the same, and the answer was lost
ITS_WAY = ("state", "channel", "finished_at", "why")
CONFIRMED = Updating(Message, ITS_WAY, where=["state", "claimed_by"], among="id")
CONFIRMED_IN_IT = Updating(Message, ITS_WAY, where=["state"], among="digest")
NOBODY_GETS_THROUGH = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)


@dataclass
class Sender:
    """One connection to the mail server and one way out for texts, and what it holds. `away` are the ways that got no answer just now."""

    at: datetime
    connection: BaseEmailBackend = field(default_factory=lambda: get_connection(fail_silently=False))
    mails: int = 0
    batch: list[Gone] = field(default_factory=list)
    away: set[str] = field(default_factory=set)

    def close(self) -> None:
        try:
            self.connection.close()
        except OSError as trouble:      # a connection that broke cannot be closed politely
            log.info("the connection to the mail server could not be closed: %s", type(trouble).__name__)

    def send(self, message: Message, words: Words, reach: Reach) -> None:
        """By mail, or as a text. Raises ServerIsAway, Refused or Later."""
        way = "mail" if reach.email else "text"
        if way in self.away:
            raise ServerIsAway(f"{way}, as before")
        try:
            if way == "mail":
                self._mail(message, words, reach)
            else:
                may_be_out = message.tries > 1 or message.why in TRIED_BEFORE
                provider().send(reach.phone, as_text(words), message.name_for_mail(), at=self.at, again=may_be_out)
        except ServerIsAway:
            self.away.add(way)
            raise

    def _mail(self, message: Message, words: Words, reach: Reach) -> None:
        if self.mails and self.mails % MAILS_A_CONNECTION == 0:
            self.close()
        mail = as_mail(message, words, reach, self.connection)
        mail.extra_headers["Date"] = format_datetime(self.at)   # the moment of sending, by whose clock it is sent
        try:
            self.connection.open()      # else the first mail opens it for itself, and closes it behind itself
            mail.send()
        except smtplib.SMTPRecipientsRefused as trouble:
            code, said = max(trouble.recipients.values(), default=(0, b""))
            text = said.decode("ascii", "replace") if isinstance(said, bytes) else str(said)
            raise (Refused if code >= REFUSED_FOR_GOOD else Later)(code_in(text, otherwise=f"{code}")) from trouble
        except NOBODY_GETS_THROUGH as trouble:
            raise ServerIsAway(type(trouble).__name__) from trouble
        except smtplib.SMTPException as trouble:
            code = getattr(trouble, "smtp_code", 0)
            raise (ServerIsAway if code == GOING_AWAY else Later)(f"{code or ''}") from trouble
        except OSError as trouble:
            raise ServerIsAway(type(trouble).__name__) from trouble
        self.mails += 1


def deliver(*, at: datetime, limit: int = HELD, sender: Sender | None = None) -> int:
    """Send up to `limit` waiting messages over one connection, each committed by itself (news in batches); say how many were tried.
    Where sending is slow, what is left after some seconds waits again, for whoever takes up the most urgent.

    A sender that is killed leaves what it held to the next one, after the lease; only the one mail (or batch of news) that
    was between the server's answer and our commit can go twice, and then with the same Message-ID.
    """
    bundle(at=at)
    held = Message.objects.claim(at=at, limit=limit)
    if not held:
        return 0
    own = sender or Sender(at)
    own.at, own.away = at, set()
    try:
        with one_batch(), wording.remembered():
            try:
                tried = _deliver_all(held, own, at=at)
            finally:
                _confirm_batch(own, at=at)
    finally:
        if sender is None:
            own.close()
    return tried


def _deliver_all(held: list[Message], sender: Sender, *, at: datetime) -> int:
    """Each of them, until it takes too long; says how many were tried."""
    reached, last = registry.reached({each.to for each in held}, at), _last_reminders(held, at)
    _say_where_to(held, reached)
    registry.read_ahead(held)
    began = monotonic()
    for number, message in enumerate(held):
        if number and monotonic() - began > PATIENCE:
            _give_back(held[number:])
            return number
        reach = reached.get(message.to, Reach())
        try:
            with wording.spoken(reach.language):
                _deliver_one(message, sender, reach, last, at=at)
        except ServerIsAway as trouble:     # nobody else gets through that way either: they wait half a minute, and no try is counted
            log.warning("what sends does not answer: %s", trouble)
            sender.close()
            _move(message, "release", at=at, why=Why.NO_SERVER, due_at=at + SERVER_PAUSE, tries=message.tries - 1)
        except (Refused, Later) as trouble:
            log.warning("message %s was not taken: %s %s", message.pk, type(trouble).__name__, trouble)
            sender.close()
            if isinstance(trouble, Refused):
                _take_refusal(message, reached.get(message.to, Reach()), str(trouble), at=at)
            else:
                _try_later(message, Why.SERVER_SAID_LATER, at=at)
        except DatabaseError:
            raise
        except Exception:               # a mistake of ours in one message must not silence all that wait behind it
            log.exception("message %s could not be said", message.pk)
            _try_later(message, Why.MISTAKE, at=at)
    return len(held)


def _say_where_to(held: list[Message], reached: Mapping[str, Reach]) -> None:
    """Before they go, each keeps its name and whereto it goes, so that what comes back at once is known. One query."""
    going = [each for each in held if each.to in reached and reached[each.to].address]
    for message in going:
        message.mail_name, message.sent_to = message.name_for_mail(), hash_of(reached[message.to].address)
    update_each(Message, ["mail_name", "sent_to"], [(each.pk, each.mail_name, each.sent_to) for each in going])


def _give_back(held: list[Message]) -> None:
    """They were not tried: they wait as if nobody had taken them up."""
    Message.objects.filter(pk__in=[each.pk for each in held], state=State.SENDING, claimed_by=held[0].claimed_by).update(
        state=MESSAGE.after("release", State.SENDING), tries=F("tries") - 1)


def _last_reminders(held: list[Message], at: datetime) -> Mapping[tuple[str, str], datetime]:
    """When those people last got reminders of those kinds, if it was less than three days ago. One query, where there are any."""
    asked = {each.kind for each in held if each.declared.is_reminder(each.occasion)}
    if not asked:
        return {}
    found = Message.objects.filter(
        Q(state__in=[State.SENT, State.TOLD, State.BY_HAND]), kind__in=asked, to__in={each.to for each in held}, finished_at__gt=at - APART)
    return {(each["kind"], each["to"]): each["last"]
            for each in found.order_by().values("kind", "to").annotate(last=Max("finished_at"))}


def _deliver_one(message: Message, sender: Sender, reach: Reach, last: Mapping[tuple[str, str], datetime], *, at: datetime) -> None:
    step = step_for(message.declared, reach, at=at, last=last.get((message.kind, message.to)), occasion=message.occasion,
                    book=message.book)
    if step.move != "go" and not message.is_digest:
        return _step_aside(message, step, at=at)
    words = _digest_words(message, reach, at=at) if message.is_digest else registry.words[message.kind](message)
    if words is None:
        return _move(message, "drop", at=at, why=Why.NOTHING_LEFT)
    if reach.is_told_by_a_person:
        return _hand_over(message, reach, at=at)
    sender.send(message, words, reach)
    gone = Gone(message, words, reach)
    if message.declared.to_many:
        sender.batch.append(gone)
        if len(sender.batch) >= BATCH:
            _confirm_batch(sender, at=at)
    else:
        _confirm([gone], at=at)


def _step_aside(message: Message, step: Step, *, at: datetime) -> None:
    move = "release" if step.move == "put_off" else step.move
    facts: dict[str, Any] = {"tries": message.tries - 1} if step.move in ("put_off", "gather") else {}
    _move(message, move, at=at, why=step.why, due_at=step.due_at, **facts)


def _digest_words(digest: Message, reach: Reach, *, at: datetime) -> Words | None:
    """What is left to say of what was gathered. What they have switched off since is dropped here, and what needs no saying any more."""
    said = []
    for part in Message.objects.together_with(digest).filter(state=State.GATHERED):
        step = step_for(part.declared, reach, at=at, is_part=True, book=part.book)
        words = registry.words[part.kind](part) if step.move == "go" else None
        if words is None:
            _move(part, "drop", at=at, why=step.why or Why.NOTHING_LEFT)
        else:
            said.append(words)
    return as_one(digest, said)


def _hand_over(message: Message, reach: Reach, *, at: datetime) -> None:
    _give_to_a_person(message, reach, at=at, why=Why.NO_ADDRESS if reach.channel in ("", "email", "text") else Why.BY_CHANNEL)


def _give_to_a_person(message: Message, reach: Reach, *, at: datetime, why: Why) -> None:
    with transaction.atomic():
        told = by_programme(message, at=at, why=why) if message.is_digest else [message]
        for each in told:
            _move(each, "hand_over", at=at, why=why, channel=reach.channel)
        if not told:
            _move(message, "drop", at=at, why=Why.NOTHING_LEFT)


def _take_refusal(message: Message, reach: Reach, code: str, *, at: datetime) -> None:
    """Refused for good: where the address is to blame, a person tells them, and who keeps addresses hears of it."""
    if not is_about_the_address(code):
        return _move(message, "give_up", at=at, why=Why.REFUSED)
    with transaction.atomic():
        _give_to_a_person(message, reach, at=at, why=Why.REFUSED)
        tell_of_failure(message, reach.way, code, at=at)


def _confirm_batch(sender: Sender, *, at: datetime) -> None:
    if sender.batch:
        _confirm(sender.batch, at=at)
        sender.batch = []


def _confirm(gone: list[Gone], *, at: datetime) -> None:
    """They are out: said in one transaction, with what was gathered in them, and with what is kept of what they said."""
    after = MESSAGE.after("confirm", State.SENDING)
    with transaction.atomic():
        for channel in {each.reach.channel for each in gone}:
            mine = [each.message for each in gone if each.reach.channel == channel]
            given = (after, channel, at, Why.NONE)
            CONFIRMED.run(given, (State.SENDING, mine[0].claimed_by), [each.pk for each in mine])
            CONFIRMED_IN_IT.run(given, (State.GATHERED,), [each.pk for each in mine if each.is_digest])
        for keep in registry.keep:
            keep(gone, at)
    for each in gone:
        each.message.state = after


def _try_later(message: Message, why: Why, *, at: datetime) -> None:
    move = "give_up" if message.tries >= TRIES else "release"
    _move(message, move, at=at, why=why, due_at=at + timedelta(minutes=2 ** message.tries))


def _move(message: Message, move: str, *, at: datetime, why: Why, due_at: datetime | None = None, **more: Any) -> None:
    """One guarded update. (The outbox keeps no trail: a message row is itself the record.)"""
    facts: dict[str, Any] = {"state": MESSAGE.after(move, message.state), "finished_at": at, "why": why} | more
    if due_at:
        facts["due_at"] = due_at
    mine = Message.objects.filter(pk=message.pk, state=message.state, claimed_by=message.claimed_by)
    if mine.update(**facts):
        message.state = facts["state"]
