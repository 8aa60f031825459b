"""Who was there, who came instead, and who chaired (8.3, 8.4)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.meetings.actions.planning import keep_first_day
from programmes.meetings.lifecycles import MEETING, MeetingState
from programmes.meetings.models import Attendance, Meeting
from programmes.meetings.policies import lay_called_to

AFTER_HOLDING: list[Callable[..., None]] = []       # what later wings do when a meeting counts as held: (meeting, by=..., at=...)


@transaction.atomic
def note_presence(meeting: Meeting, was: Mapping[Partner, tuple[str, str]], *, by: Partner, at: datetime, chairs: Iterable[Partner],
                  others_lay: int = 0, others_staff: int = 0) -> None:
    """`was` gives for each member how they were there, and who came instead of them. It may be set right later; the meeting counts as
    held from the first time. Raises NotAllowedNow before the meeting begins, or if it is cancelled."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED or meeting.starts_at > at:
        raise NotAllowedNow("hold", _("It is noted once the meeting has begun, and not if it is cancelled."))
    lay = set(lay_called_to(meeting).values_list("pk", flat=True))
    for person, (how, instead) in was.items():
        Attendance.objects.update_or_create(meeting=meeting, partner=person, defaults={
            "is_lay": person.pk in lay, "was": how, "covered_by": instead, "noted_at": at, "noted_by": by})
    meeting.chairs.set(chairs)
    meeting.others_lay, meeting.others_staff = others_lay, others_staff
    meeting.save(update_fields=["others_lay", "others_staff"])
    if meeting.state != MeetingState.HELD:
        make_move(meeting, MEETING, "hold", by=by, at=at, closed_at=at, closed_by=by)
        keep_first_day([meeting], by=by, at=at)
        for do in AFTER_HOLDING:
            do(meeting, by=by, at=at)
    else:
        record(meeting, "note_presence", by=by, at=at)
