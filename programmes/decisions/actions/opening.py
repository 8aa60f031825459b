"""Opening the log to everybody, with a lay co-chair's yes, and closing it again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.decisions import notices
from programmes.decisions.models import DecisionOpenness
from programmes.decisions.policies.reading import ASKED_IT
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of


@transaction.atomic
def ask_to_open(programme: Programme, *, by: Partner, at: datetime, decided_where: str, since_on: date) -> DecisionOpenness:
    """Ask that everybody may read the log. From a lay co-chair it counts at once; else they are asked.

    Raises NotAllowedNow if it is open or waits already.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    if DecisionOpenness.objects.filter(programme=programme, closed_at__isnull=True).exists():
        raise NotAllowedNow("ask", _("The log is open already, or a lay co-chair is asked."))
    made = DecisionOpenness.objects.create(programme=programme, decided_where=decided_where, since_on=since_on, asked_at=at, asked_by=by)
    record(made, "ask", by=by, at=at)
    if "LCC" in standing_of(by, on=day_of(at), programme=programme).codes(programme):
        return agree_to_open(made, by=by, at=at)
    send_rows([notices.opening_asked(made, at=at)])
    return made


@transaction.atomic
def agree_to_open(openness: DecisionOpenness, *, by: Partner, at: datetime, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> DecisionOpenness:
    """A lay co-chair agrees: everybody may read what is published. Raises NotAllowedNow if nobody waits for that, or who
    asked for it writes the yes down themselves."""
    found = DecisionOpenness.objects.select_for_update(of=("self",)).select_related("programme").get(pk=openness.pk)
    if found.agreed_at is not None or found.closed_at is not None:
        raise NotAllowedNow("agree")
    if noted_by is not None and noted_by.pk == found.asked_by_id:
        raise NotAllowedNow("agree", ASKED_IT)
    found.agreed_at, found.agreed_by, found.agreed_through, found.agreed_noted_by = at, by, through, noted_by
    found.save(update_fields=["agreed_at", "agreed_by", "agreed_through", "agreed_noted_by"])
    record(found, "agree", by=noted_by or by, at=at, role="" if noted_by else "LCC")
    if noted_by is not None:
        send([notices.opening_noted(found, at=at)])
    return found


@transaction.atomic
def close_log(openness: DecisionOpenness, *, by: Partner, at: datetime) -> DecisionOpenness:
    """Close it: its address leads nowhere any more. So a wish to open it is refused too. Raises NotAllowedNow if it is closed."""
    found = DecisionOpenness.objects.select_for_update(of=("self",)).select_related("programme").get(pk=openness.pk)
    if found.closed_at is not None:
        raise NotAllowedNow("close")
    found.closed_at, found.closed_by = at, by
    found.save(update_fields=["closed_at", "closed_by"])
    record(found, "close", by=by, at=at)
    return found
