"""Who rings and writes, and whom they may reach: the managers of a programme, for what is told in it and they may read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from partners.models import Partner
from programmes.offline.models import LetterBatch, Printed
from programmes.people.policies.by_hand import that_may_be_told
from programmes.programme.models import Programme
from programmes.programme.models.standing import Standing
from programmes.programme.policies import may_run, partner_of, standing
from programmes.programme.roles import MAY


def runs(user: Any) -> QuerySet[Programme]:
    """The programmes in which the user tells people by phone or letter."""
    return Programme.objects.filter(pk__in=standing(user).programmes(MAY["run"]))


def may_ring_and_write(user: Any) -> Answer:
    return YES if standing(user).programmes(MAY["run"]) else No("")


def may_tell(user: Any, messages: Iterable[Message]) -> Answer:
    """Who finds something to tell somebody may tell it: the finder finds nothing else."""
    return YES if messages and standing(user).programmes(MAY["run"]) else No("")


def told_in(programmes: QuerySet[Programme], partner: Partner | None, *, on: date) -> QuerySet[Message]:
    """What waits to be told by phone or letter in these programmes, and the partner may tell."""
    return that_may_be_told(Message.objects.by_hand().filter(book__in=programmes.values("ref")), partner, on=on)


def waiting_for(here: Standing, on: date) -> QuerySet[Message]:
    """The same for somebody who stands there today."""
    return told_in(Programme.objects.filter(pk__in=here.programmes(MAY["run"])), here.partner, on=on)


def may_handle(user: Any, batch: LetterBatch) -> Answer:
    """Managers of its programme. Who may not read every letter in it leaves it to who printed it."""
    answer = may_run(user, batch.programme)
    me = partner_of(user)
    if not answer or (me and me.pk == batch.printed_by_id):
        return answer
    its = Message.objects.filter(pk__in=Printed.objects.filter(batch=batch).values("message"))
    if that_may_be_told(its, me, on=day_of(now())).count() < its.count():
        return No(_("Some of these letters are not for you to read. %(who)s printed them, and says when they are posted.") % {
            "who": batch.printed_by.name})
    return YES
