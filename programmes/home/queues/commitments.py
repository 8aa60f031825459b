"""Promises among what needs somebody."""

from django.utils.translation import gettext_lazy as _

from programmes.commitments.queues import new_days_to_say, promises_to_answer, promises_to_judge, promises_to_report
from programmes.home.queues.kinds import Queue, has

ROWS: tuple[Queue, ...] = (
    Queue("promises-to-judge", _("promise that is said to be kept: is it?"), _("promises that are said to be kept: are they?"),
          _("It counts only when a lay partner says so."),
          promises_to_judge, "claimed_at", "programmes:commitment-judge", "ref", lambda here: True),
    Queue("promises-to-answer", _("promise that you are asked for"), _("promises that you are asked for"),
          _("Say yes or no. A yes stands in the log."),
          promises_to_answer, "proposed_at", "programmes:commitment-answer", "ref", lambda here: True),
    Queue("promises-to-report", _("promise of yours: how does it stand?"), _("promises of yours: how do they stand?"),
          _("A report is due, the day is over, or a lay partner says that it is not done."),
          promises_to_report, "agreed_at", "programmes:commitment-report", "ref", lambda here: True),
    Queue("new-days", _("other day for a promise to agree to or not"), _("other days for promises to agree to or not"),
          _("You answer for the Advisory Group."), new_days_to_say, "asked_at", "programmes:new-day-say", "ref", has("LCC")),
)
