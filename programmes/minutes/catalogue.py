"""The numbers of minutes (practice.md A8, NT33, NT34, NT36, NT37) and the kinds of their lines (WL4, CC8)."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FROM_DAYS_BEFORE = 1                # lines may be prepared from the day before
ACTIONS_AFTER = 3                   # NT34, working days after the meeting
DRAFT_DUE = (8, 10)                 # NT36, working days: the minute taker hears
DRAFT_LATE = 11                     # and then the manager
CONFIRMED_AFTER = 28                # 8.8: twenty working days, as calendar days, holidays not counted
COMMENT_DAYS = 5                    # NT37, working days to look at a draft
HARD_WITHIN_DAYS = 14               # for so long a meeting can be marked as hard
CALL_WITHIN = 2                     # NT33, working days from the wish to the call
LOOK_BACK_DAYS = 60                 # older meetings are not asked about
SHORTEST_PASSAGE = 2
SAME_PRESS = timedelta(minutes=1)   # the same words again so soon are one press of a button, sent twice


class Kind(TextChoices):
    TEXT = "text", _("What was said")
    ACTION = "action", _("Action: somebody does something")
    DECISION = "decision", _("Decision")
    CHALLENGE = "challenge", _("Challenge: a lay partner questions something")
    COMMITMENT = "commitment", _("Commitment: a promise to lay partners")


OWNED = (Kind.ACTION, Kind.COMMITMENT)
SHORT = {Kind.TEXT: _("Said"), Kind.ACTION: _("Action"), Kind.DECISION: _("Decision"), Kind.CHALLENGE: _("Challenge"),
         Kind.COMMITMENT: _("Commitment")}


class How(TextChoices):
    """How a decision came about (CC8)."""

    AGREED = "agreed", _("Everybody agreed")
    VOTE = "vote", _("By a vote")
    DEFERRED = "deferred", _("Put off")


class Reason(TextChoices):
    """Why a passage is struck out. It is said in its place."""

    PERSON = "person", _("about a person")
    HEALTH = "health", _("about somebody’s health or care")
    FAMILY = "family", _("about somebody’s family or home")
    SECRET = "secret", _("told in confidence")
