"""What waits about Forum rounds."""

from django.utils.translation import gettext_lazy as _

from programmes.home.queues.kinds import Queue, has
from programmes.rounds.queues import (
    answers_to_decide,
    answers_to_sort,
    round_noes,
    rounds_to_answer,
    rounds_to_look_at,
    rounds_unanswered,
)

ROWS: tuple[Queue, ...] = (
    Queue("rounds-to-answer", _("plan that you may answer"), _("plans that you may answer"),
          _("Each can still change. Say what you think: you get an answer."),
          rounds_to_answer, "opened_at", "programmes:round", "ref", has("FORUM", "AG", "LCC", "PAIR", "FND")),
    Queue("answers-to-sort", _("round with answers to sort"), _("rounds with answers to sort"), _("Put each answer into a theme."),
          answers_to_sort, "opened_at", "programmes:round-answers", "ref", has("WL", "PAIR")),
    Queue("answers-to-decide", _("round with answers to decide about"), _("rounds with answers to decide about"),
          _("What is done with them, and why?"), answers_to_decide, "closed_at", "programmes:round-themes", "ref", has("WL")),
    Queue("rounds-to-look-at", _("round whose answers you look at before they go out"),
          _("rounds whose answers you look at before they go out"), _("Is it right what people are told?"),
          rounds_to_look_at, "shown_at", "programmes:round-seen", "ref", has("PAIR")),
    Queue("round-noes", _("“no” to the answers of a round, to answer"), _("“noes” to the answers of rounds, to answer"),
          _("Nothing goes out before that."), round_noes, "at", "programmes:round-no-answer", "ref", has("PM", "WL")),
    Queue("rounds-unanswered", _("round in which people wait for an answer"), _("rounds in which people wait for an answer"),
          _("It stays open until nobody waits."), rounds_unanswered, "closed_at", "programmes:round-unanswered", "ref", has("PM", "WL")),
)
