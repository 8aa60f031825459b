"""The numbers and choices of what lay partners tell us (practice.md LP15 to LP17, NT38, NT39, NT41) and of the impact log (PM16)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACKNOWLEDGE_WORKING_DAYS, ANSWER_WORKING_DAYS, REPLY_WORKING_DAYS = 5, 20, 10
UNACKNOWLEDGED = {"answers": 5, "PM": 6}                            # NT38: after so many working days, to whom
ANSWER_MARKS = (10, 15, 20)                                         # NT39: to who answers
ANSWER_LATE = {"PM": 20, "LCC": 25, "SRO": 30}
JUDGE_DAYS = 28             # so long it waits among what needs somebody, whether an answer is good enough: saying so is not asked of them
UNCHECKED_DAYS = 28         # 12.3: an entry of the log waits no longer for a lay partner
ON_A_PAGE = 25


class Kind(TextChoices):
    IDEA = "idea", _("An idea")
    CONCERN = "concern", _("Something that worries me")


SHORT = {Kind.IDEA: _("Idea"), Kind.CONCERN: _("Worry")}


class Outcome(TextChoices):
    CHANGED = "changed", _("Something changed")
    PARTLY = "partly", _("Something changed in part")
    NONE = "none", _("Nothing changed")
    WORSE = "worse", _("Something got worse")


OUTCOME_SHORT = {Outcome.CHANGED: _("Changed"), Outcome.PARTLY: _("Changed in part"), Outcome.NONE: _("No change"),
                 Outcome.WORSE: _("Made worse")}
OUTCOME_TONES = {Outcome.CHANGED: "done", Outcome.PARTLY: "concern", Outcome.NONE: "gap", Outcome.WORSE: "refused"}
