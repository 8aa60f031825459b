"""The queues about challenges."""

from django.utils.translation import gettext_lazy as _

from programmes.challenges.queues import (
    answers_to_judge,
    challenges_to_acknowledge,
    challenges_to_answer,
    not_satisfied,
)
from programmes.home.queues.kinds import Queue, has

ROWS: tuple[Queue, ...] = (
    Queue("challenge-answers", _("answer to what you questioned: is it good enough?"),
          _("answers to what you questioned: are they good enough?"), _("You may say no. Then it goes up."),
          answers_to_judge, "first_answered_at", "programmes:challenge-say", "ref", lambda here: True),
    Queue("challenges-new", _("challenge to say that you have seen it"), _("challenges to say that you have seen them"),
          _("A lay partner questions something, and asks you."),
          challenges_to_acknowledge, "raised_at", "programmes:challenge", "ref", lambda here: True),
    Queue("challenges", _("challenge to answer"), _("challenges to answer"),
          _("A lay partner waits for your answer, by the day on its page."),
          challenges_to_answer, "raised_at", "programmes:challenge-answer", "ref", lambda here: True),
    Queue("not-satisfied", _("lay partner who is not satisfied with an answer"), _("lay partners who are not satisfied with an answer"),
          _("Read what is missing. You can let it go up."),
          not_satisfied, "refused_at", "programmes:challenge", "ref", has("PM", "LCC")),
)
