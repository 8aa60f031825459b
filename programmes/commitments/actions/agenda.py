"""What lay partners wait for stands on the agenda of each meeting of the Advisory Group by itself: promises that fell due, and challenges
without an answer, once there are any."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from partners.models import Group, Partner
from programmes.challenges.lifecycles import OPEN as OPEN_CHALLENGES
from programmes.challenges.models import Challenge
from programmes.commitments.lifecycles import OPEN
from programmes.commitments.models import Commitment
from programmes.meetings.actions.agenda import add_item
from programmes.meetings.actions.planning import WHEN_ANNOUNCED
from programmes.meetings.catalogue import Kind, Standing
from programmes.meetings.models import AgendaItem, Meeting


def _waiting() -> list[tuple[Standing, QuerySet[Any], str]]:
    """Each standing item, what must wait for it in one of the group's programmes, and what it is for."""
    here = {"programme__group_links__group": OuterRef("group")}
    return [
        (Standing.PROMISES, Commitment.objects.filter(state__in=OPEN, **here),
         _("What fell due since we met last: done, partly, or not? The log is in the pack.")),
        (Standing.CHALLENGES, Challenge.objects.filter(state__in=OPEN_CHALLENGES, is_restricted=False, **here),
         _("What lay partners have questioned, and who answers by when. The list is in the pack."))]


def put_on_agenda(meetings: Sequence[Meeting], *, by: Partner, at: datetime) -> None:
    """The standing items for each of these meetings of an Advisory Group. They can be moved, or left off with a reason, as any other."""
    for standing, waits, why in _waiting():
        found = Meeting.objects.filter(Exists(waits), pk__in=[each.pk for each in meetings], group__kind=Group.Kind.ADVISORY,
                                       kind=Kind.MEETING)
        for meeting in found.exclude(Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), standing=standing))).order_by("pk"):
            add_item(meeting, by=by, at=at, is_lay=False, on=True, standing=standing, title=str(standing.label), minutes=15, why=why)


WHEN_ANNOUNCED.append(put_on_agenda)
