"""Writing messages into the outbox (writing), sending them out (delivering, digests, mail), telling them by hand, pausing them;
and taking back what did not arrive (coming_back)."""

from coprod.post.actions.by_hand import mark_all_as_told, mark_as_told
from coprod.post.actions.coming_back import Outcome, come_back, read_mailbox
from coprod.post.actions.delivering import Sender, deliver
from coprod.post.actions.digests import bundle
from coprod.post.actions.mail import as_mail, mail_texts
from coprod.post.actions.pausing import pause, recall, resume
from coprod.post.actions.writing import ROW, hushed, nudge, nudged, send, send_rows

__all__ = ["ROW", "Outcome", "Sender", "as_mail", "bundle", "come_back", "deliver", "hushed", "mail_texts", "mark_all_as_told",
           "mark_as_told", "nudge", "nudged", "pause", "read_mailbox", "recall", "resume", "send", "send_rows"]
