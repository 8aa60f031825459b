"""Who may see a queue, and who tells people by phone or letter."""

from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.post.models import Message
from programmes.programme.models import Programme
from programmes.programme.policies import may_run, partner_of


def has_queue(user: Any) -> Answer:
    """Anyone who takes part has queues; which ones follows from their roles."""
    return YES if partner_of(user) else No(_("This key belongs to nobody who takes part."))


def may_tell_by_hand(user: Any, message: Message) -> Answer:
    programme = Programme.objects.filter(ref=message.book).first()
    return may_run(user, programme) if programme else No("")
