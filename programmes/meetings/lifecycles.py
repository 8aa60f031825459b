"""From a plan to a meeting that was held, or cancelled; and from a wish to an item on the agenda (domain.md d4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class MeetingState(TextChoices):
    DRAFT = "draft", _("Being planned: nobody is told yet")
    SCHEDULED = "scheduled", _("Announced")
    AGENDA_BUILT = "agenda_built", _("Announced, and the agenda is agreed")
    PAPERS_ISSUED = "papers_issued", _("Announced, and the papers are out")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


S = MeetingState
AHEAD = (S.SCHEDULED, S.AGENDA_BUILT, S.PAPERS_ISSUED)

MEETING = Lifecycle(MeetingState, start=S.DRAFT, moves={
    "announce": {S.DRAFT: S.SCHEDULED},
    "build_agenda": {S.SCHEDULED: S.AGENDA_BUILT},
    "issue_papers": dict.fromkeys((S.SCHEDULED, S.AGENDA_BUILT), S.PAPERS_ISSUED),
    "open_agenda": {S.AGENDA_BUILT: S.SCHEDULED},               # once papers are out they stay out, whether or not it is opened again
    "hold": dict.fromkeys((S.DRAFT, *AHEAD), S.HELD),           # from a draft: it is noted afterwards, and was called elsewhere
    "cancel": dict.fromkeys((S.DRAFT, *AHEAD), S.CANCELLED),
})


class ItemState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ON = "on", _("On the agenda")
    LEFT_OUT = "left_out", _("Not on this agenda")
    WITHDRAWN = "withdrawn", _("Taken back")


_I = ItemState
ITEM = Lifecycle(ItemState, start=_I.PROPOSED, moves={
    "take_in": dict.fromkeys((_I.PROPOSED, _I.LEFT_OUT), _I.ON),
    "leave_out": dict.fromkeys((_I.PROPOSED, _I.ON), _I.LEFT_OUT),
    "withdraw": dict.fromkeys((_I.PROPOSED, _I.LEFT_OUT), _I.WITHDRAWN),
})
