"""The promises that fell due stand on the agenda of each meeting of the Advisory Group by themselves, once there are promises."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from partners.models import Group, Partner
from programmes.commitments.lifecycles import OPEN
from programmes.commitments.models import Commitment
from programmes.meetings.actions.agenda import add_item
from programmes.meetings.actions.planning import WHEN_ANNOUNCED
from programmes.meetings.catalogue import Kind, Standing
from programmes.meetings.models import AgendaItem, Meeting


def put_on_agenda(meetings: Sequence[Meeting], *, by: Partner, at: datetime) -> None:
    """A standing item for each of these meetings of an Advisory Group, where one of its programmes has a promise to keep. It can be moved,
    or left off with a reason, as any other item."""
    promised = Commitment.objects.filter(programme__group_links__group=OuterRef("group"), state__in=OPEN)
    found = Meeting.objects.filter(Exists(promised), pk__in=[each.pk for each in meetings], group__kind=Group.Kind.ADVISORY,
        kind=Kind.MEETING).exclude(
        Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), standing=Standing.PROMISES)))
    for meeting in found.order_by("pk"):
        add_item(meeting, by=by, at=at, is_lay=False, on=True, standing=Standing.PROMISES, title=str(Standing.PROMISES.label), minutes=15,
                 why=_("What fell due since we met last: done, partly, or not? The log is in the pack."))


WHEN_ANNOUNCED.append(put_on_agenda)
