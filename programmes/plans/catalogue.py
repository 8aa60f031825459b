"""The numbers and words of plans."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_SIGNS = 60_000                 # of the text of one plan: about twenty pages
MOST_PIECES = 400
MOST_POINTS = 30
ASK_AGAIN_DAYS = 5                  # working days, after which a lay partner is asked once more about a plain summary
MOST_WORDS_COMPARED = 2_000         # of two wordings of one paragraph; longer ones stand side by side as they are
ALIKE = 0.5                         # so much of a paragraph has to stay for it to be the same one in other words


class Says(TextChoices):
    """A lay partner's word on a plain summary (9.2)."""

    YES = "yes", _("I can say yes to it")
    NO = "no", _("It is not clear yet")


class Wish(TextChoices):
    """How somebody wishes to be thanked (10.5)."""

    NAMED = "named", _("With my name")
    UNNAMED = "unnamed", _("Without my name")
    NOT = "not", _("Please do not thank me in it")
