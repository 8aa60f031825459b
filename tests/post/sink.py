"""A mail server on this machine that keeps what it is given, refuses when told to, and can be asked to watch."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

LATE = 0.3      # seconds


class Sink:
    """What arrived, in order. `refuse` is an answer for every mail instead of yes, `refuse_address` one for every address; `watch` is
    called with each mail; `trouble` may make a server slow ("late"), drop the line before it took the mail ("drop") or after ("drop
    after"), or send everybody away ("closing")."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.lines: set[tuple[str, int]] = set()        # who called, by address and port: a connection each
        self.refuse, self.refuse_address = "", ""
        self.watch = (lambda mail: None)        # type: Callable[[EmailMessage], None]
        self.trouble = lambda: ""       # type: Callable[[], str]

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if not self.refuse_address:
            envelope.rcpt_tos.append(address)
        return self.refuse_address or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.lines.add(session.peer)
        trouble = self.trouble()
        if self.refuse:
            return self.refuse
        if trouble == "closing":
            return "421 Closing"
        if trouble == "late":
            await asyncio.sleep(LATE)
        if trouble == "drop":
            server.transport.abort()
            return "250 OK"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail.envelope_to = envelope.rcpt_tos
        self.mails.append(mail)
        self.watch(mail)
        if trouble == "drop after":
            server.transport.abort()
        return "250 OK"


@contextmanager
def mail_server(port: int) -> Iterator[Sink]:
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
