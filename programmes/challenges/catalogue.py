"""What a challenge may be about in itself (four tensions, domain.md a2), and the days of its answer (domain.md d4, NT41, NT42, CC3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACKNOWLEDGE_WORKING_DAYS = 5
ANSWER_WORKING_DAYS = 15
REMIND_WORKING_DAYS = (7, 10)       # NT42: who answers; at the last of them the lay co-chairs too
LEFT_WORKING_DAYS = 5               # "not satisfied", and nobody did anything: then it goes up by itself
OWNER_WORKING_DAYS = 10             # NT41: still not satisfied: the senior responsible owner
CLOSE_WORKING_DAYS = 10             # after the last "no" at the top: then a lay co-chair may close it
ON_A_PAGE = 25


class Kind(TextChoices):
    """Whose knowledge counts, who controls, who takes part, whose interests."""

    KNOWLEDGE = "knowledge", _("Whose knowledge counts")
    CONTROL = "control", _("Who decides")
    INCLUSION = "inclusion", _("Who can take part")
    INTERESTS = "interests", _("Whose interests it serves")


class Word(TextChoices):
    """What is kept beside a challenge as somebody's word."""

    YES = "yes", _("A yes that was written down, and put right")
    TAKEN_BACK = "taken_back", _("It was written down that they take it back")
    BROUGHT_BACK = "brought_back", _("They did not take it back")
    POSITION = "position", _("What they say to the closing")
