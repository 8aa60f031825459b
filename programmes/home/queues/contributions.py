"""The queues of what lay partners tell us and of the impact log."""

from django.utils.translation import gettext_lazy as _

from programmes.contributions.queues import (
    answers_to_judge,
    contributions_to_answer,
    contributions_to_reply,
    credits_to_answer,
    disputes_to_settle,
    impact_to_check,
)
from programmes.home.queues.kinds import Queue, has

ROWS: tuple[Queue, ...] = (
    Queue("contributions", _("thing that a lay partner told us, to answer"), _("things that lay partners told us, to answer"),
          _("Say within five working days who looks at it, and within twenty what becomes of it."),
          contributions_to_answer, "given_at", "programmes:contribution", "ref", has("PM", "WL", "SRO")),
    Queue("contribution-answers", _("answer to what you told us: is it good enough?"),
          _("answers to what you told us: are they good enough?"),
          _("You need not say anything. If it is not good enough, a lay co-chair replies."),
          answers_to_judge, "answered_at", "programmes:contribution-say", "ref", lambda here: True),
    Queue("contribution-replies", _("lay partner who is not satisfied with an answer"),
          _("lay partners who are not satisfied with an answer"),
          _("You reply within ten working days."),
          contributions_to_reply, "refused_at", "programmes:contribution-reply", "ref", has("LCC", "SRO")),
    Queue("impact", _("entry of the impact log: is it so?"), _("entries of the impact log: are they so?"),
          _("It counts when a lay partner who did not write it says so."),
          impact_to_check, "asked_at", "programmes:impact-check", "ref", has("AG", "LCC", "PAIR")),
    Queue("impact-disputes", _("“not so” in the impact log, to settle"), _("“not so” in the impact log, to settle"),
          _("A lay partner says what is not so. Answer, or change it."),
          disputes_to_settle, "at", "programmes:impact-check-answer", "ref", lambda here: True),
    Queue("impact-credits", _("place in the impact log where we would like to name you"),
          _("places in the impact log where we would like to name you"),
          _("You are named only if you say yes."),
          credits_to_answer, "asked_at", "programmes:impact-credit", "ref", lambda here: True),
)
