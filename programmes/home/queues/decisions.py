"""What waits about decisions."""

from django.utils.translation import gettext_lazy as _

from programmes.decisions.queues import (
    changes_to_see,
    decisions_past_their_day,
    logs_to_agree,
    noes_to_answer,
    positions_to_record,
    reasons_to_write,
)
from programmes.home.queues.kinds import Queue, has

ROWS: tuple[Queue, ...] = (
    Queue("decision-positions", _("decision on which the Advisory Group has a say"), _("decisions on which the Advisory Group has a say"),
          _("Say what its position is, before the decision."),
          positions_to_record, "prepared_at", "programmes:decision-position", "ref", has("LCC")),
    Queue("decision-changes", _("decision to look at before it is published"), _("decisions to look at before they are published"),
          _("What was changed since you saw it. Is it right?"),
          changes_to_see, "shown_at", "programmes:decision-seen", "ref", has("PAIR", "LCC")),
    Queue("decision-noes", _("“no” to what was changed in a decision, to answer"), _("“noes” to what was changed in decisions, to answer"),
          _("Your answer stands beside it."),
          noes_to_answer, "at", "programmes:decision-no-answer", "ref", has("PM", "WL")),
    Queue("decisions-past", _("decision whose day has passed"), _("decisions whose day has passed"),
          _("Was it made? Note it, or put it off."),
          decisions_past_their_day, "prepared_at", "programmes:decision", "ref", has("PM")),
    Queue("decision-reasons", _("decision that needs its reason"), _("decisions that need their reason"),
          _("Lay partners do not fully agree. Write why it was decided so."),
          reasons_to_write, "made_at", "programmes:decision-reason", "ref", has("PM", "SRO")),
    Queue("decision-logs", _("log of decisions to open to everybody: yes or no"), _("logs of decisions to open to everybody: yes or no"),
          _("Staff ask for it. It counts when you agree."),
          logs_to_agree, "asked_at", "programmes:decisions", "programme__slug", has("LCC")),
)
