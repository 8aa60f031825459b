"""A mail server on this machine that keeps what it is given, refuses when told to, and can be asked to watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Sink:
    """What arrived, in order. `refuse` is an answer for every mail instead of yes; `watch` is called with each mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse, self.watch = "", (lambda mail: None)       # type: str, Callable[[EmailMessage], None]

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.refuse:
            return self.refuse
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail.envelope_to = envelope.rcpt_tos
        self.mails.append(mail)
        self.watch(mail)
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
