"""`manage.py read_bounces`: takes back what mail servers returned to a folder, as the clock does every ten minutes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coprod.kit.clock import now
from coprod.post.actions import read_mailbox
from coprod.post.fetching import FolderIsAway

SAYS = {"taken": "messages are told by a person now", "known": "were known already", "strange": "are of no message of ours",
        "early": "are of a message that is still being sent: they are read again", "other": "report no failure"}


class Command(BaseCommand):
    help = "Reads what mail servers returned, each note once: such a message is told by phone or letter, and its address is noted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mailbox", metavar="ADDRESS", help="imaps://user:password@host/folder, or the path of a Maildir; "
                                                                  "without it what COPROD_BOUNCE_MAILBOX names")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["mailbox"] or settings.BOUNCE_MAILBOX
        if not address:
            raise CommandError("Set COPROD_BOUNCE_MAILBOX, or say --mailbox.")
        try:
            became = read_mailbox(address, at=now())
        except FolderIsAway as trouble:
            raise CommandError(f"The folder cannot be read: {trouble}.") from None
        for name, words in SAYS.items():
            if became[name]:
                self.stdout.write(f"{became[name]} {words}")
        if not became:
            self.stdout.write("Nothing new.")
