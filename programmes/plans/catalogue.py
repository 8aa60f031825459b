"""The numbers and words of plans."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_SIGNS = 60_000                 # of the text of one plan: about twenty pages
MOST_PIECES = 400
MOST_POINTS = 30
ALIKE = 0.5                         # so much of a paragraph has to stay for it to be the same one in other words


class Says(TextChoices):
    """A lay partner's word on a plain summary (9.2)."""

    YES = "yes", _("I can say yes to it")
    NO = "no", _("It is not clear yet")
