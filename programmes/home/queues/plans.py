"""What waits about plans."""

from django.utils.translation import gettext_lazy as _

from programmes.home.queues.kinds import Queue, has
from programmes.plans.queues import plans_to_decide, plans_to_publish, summaries_to_say, summary_noes, thanks_to_say

ROWS: tuple[Queue, ...] = (
    Queue("plan-summaries", _("plain summary of a plan: is it clear?"), _("plain summaries of plans: are they clear?"),
          _("It counts when a lay partner who did not write it says yes."),
          summaries_to_say, "written_at", "programmes:plan-summary-say", "ref", has("PAIR", "LCC")),
    Queue("plan-summary-noes", _("“not clear” to a plain summary, to answer"), _("“not clear” to plain summaries, to answer"),
          _("Answer it, or write another summary."),
          summary_noes, "at", "programmes:plan-summary-answer", "ref", lambda here: True),
    Queue("plan-thanks", _("plan that would like to thank you"), _("plans that would like to thank you"),
          _("You are named only if you say yes."),
          thanks_to_say, "asked_at", "programmes:plan-thanks", "ref", lambda here: True),
    Queue("plans-to-decide", _("plan whose decision is made"), _("plans whose decision is made"),
          _("Everybody has their answer. Note that it is decided."),
          plans_to_decide, "started_at", "programmes:plan", "ref", has("PM")),
    Queue("plans-to-publish", _("plan to look through and publish"), _("plans to look through and publish"),
          _("It is decided, and its decision is published."),
          plans_to_publish, "started_at", "programmes:plan-publish", "ref", has("PM")),
)
