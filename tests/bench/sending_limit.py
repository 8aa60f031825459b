"""M: an outbox that does nothing but send. One connection to the mail server, ready-made mails of the size of ours, rows marked as sent."""

import smtplib
from datetime import datetime
from email.message import EmailMessage

from django.conf import settings
from django.db import connection, transaction

TAKE = """UPDATE post_message SET state = 'sending', claimed_at = %(at)s, claimed_by = 'limit', tries = tries + 1 WHERE id IN (
          SELECT id FROM post_message WHERE state = 'waiting' AND due_at <= %(at)s ORDER BY priority, due_at, id LIMIT 100
          FOR UPDATE SKIP LOCKED) RETURNING id, kind, about, "to", occasion"""
ADDRESSES = "SELECT ref, name, email FROM partners_partner WHERE ref = ANY(%(refs)s)"
DONE = "UPDATE post_message SET state = 'sent', finished_at = %(at)s WHERE id = ANY(%(ids)s)"


def send_all(at: datetime, *, commit: int, size: int) -> None:
    """Send what waits, mails of about `size` bytes, `commit` of them in a transaction."""
    filling = ("A line of sixty letters, as long as those of a usual mail.\n" * (size // 60 + 1))[:size]
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server, connection.cursor() as cursor:
        while True:
            cursor.execute(TAKE, {"at": at})
            rows = cursor.fetchall()
            if not rows:
                return
            cursor.execute(ADDRESSES, {"refs": [row[3] for row in rows]})
            people = {ref: (name, email) for ref, name, email in cursor.fetchall()}
            for start in range(0, len(rows), commit):
                some = rows[start:start + commit]
                with transaction.atomic():
                    for key, kind, about, to, occasion in some:
                        name, address = people[to]
                        mail = EmailMessage()
                        mail["Subject"], mail["From"], mail["To"] = kind, "post@example.test", address
                        mail["Message-ID"] = f"<{key}.{about}.{occasion}@example.test>"
                        mail.set_content(f"Dear {name},\n\n{filling}")
                        server.send_message(mail)
                    cursor.execute(DONE, {"at": at, "ids": [row[0] for row in some]})
