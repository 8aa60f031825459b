"""The numbers of the log of decisions, how a decision comes about (CC8), and what may be said of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DISSENT_DAYS = 28               # after the decision, a lay partner may still say that they do not agree
REMIND_WORKING_DAYS = 5         # before the day of the decision, the lay co-chairs are asked for the position again
LOOK_WORKING_DAYS = 5           # so long the lay side has to look at what was changed, if nobody of them says a word
ON_A_PAGE = 25


class Method(TextChoices):
    """How a decision came about."""

    AGREED = "agreed", _("Everybody agreed")
    VOTE = "vote", _("By a vote")
    DEFERRED = "deferred", _("Put off: nothing is decided yet")
    LAW = "law", _("By law alone: whoever must decide it did")


class Duty(TextChoices):
    """Whether the law asks that people were involved (PM13)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("We are not sure")


class Position(TextChoices):
    """What the Advisory Group says before the decision."""

    AGREE = "agree", _("Agrees")
    CONCERNS = "concerns", _("Agrees, with concerns")
    DISAGREE = "disagree", _("Does not agree")


HOW_STRICT = {Position.AGREE: 0, Position.CONCERNS: 1, Position.DISAGREE: 2}
DIFFERS = (Position.CONCERNS, Position.DISAGREE)        # then a reason is published
