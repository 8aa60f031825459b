"""What will be sent in the days ahead: the clock itself, run ahead of time and taken back again. No rule is written down twice."""

from datetime import datetime, time, timedelta

from django.db import transaction

from coprod.kit.clock import LONDON, day_of
from coprod.post.actions import hushed
from coprod.post.models import Message
from programmes.messages.catalogue import AHEAD_DAYS
from programmes.messages.models import ExpectedMessage
from programmes.stages.actions.checking import check_stages

MORNING = time(9)


def expect(*, at: datetime, days: int = AHEAD_DAYS) -> int:
    """Reckon what the clock would write in the next `days`, each morning in turn, if nobody did anything meanwhile; says how much that
    is. The run is rolled back: nothing is moved and nothing is sent. What was reckoned before is replaced."""
    found: list[ExpectedMessage] = []
    with hushed(), transaction.atomic():
        newest = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for ahead in range(1, days + 1):
            on = day_of(at) + timedelta(days=ahead)
            check_stages(at=datetime.combine(on, MORNING, tzinfo=LONDON))
            new = Message.objects.filter(pk__gt=newest).order_by("pk")
            rows = list(new.values_list("pk", "kind", "about", "to", "book"))
            newest = rows[-1][0] if rows else newest
            found += [ExpectedMessage(kind=kind, about=about, to=to, book=book, on=on, reckoned_at=at)
                      for _pk, kind, about, to, book in rows]
        transaction.set_rollback(True)
    with transaction.atomic():
        ExpectedMessage.objects.all().delete()
        ExpectedMessage.objects.bulk_create(found, batch_size=500)
    return len(found)
