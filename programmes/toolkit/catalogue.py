"""The numbers and choices of the toolkit (lessons c15; domain.md TK-home: a living document; S11, 11.5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

REVIEW_MONTHS = 12          # a chapter is looked at again a year after it was published, unless another day is set
REMIND_DAYS = 30            # before that day its authors are reminded
LATE_DAYS = 14              # after it the manager is told
LONGEST_REVIEW_DAYS = 366 * 3
MOST_SIGNS = 40_000         # of a chapter
TITLE = 160
MATERIAL_SIGNS = 8_000
ON_A_PAGE = 25
MOST_SHOWN = 200            # chapters, adopters and pieces of material on the page of a toolkit


class NoteKind(TextChoices):
    LAY = "lay", _("Its lay partners, and when they were named")
    ADAPTED = "adapted", _("What it adapted")
    LEARNT = "learnt", _("What it learnt")


NOTE_SHORT = {NoteKind.LAY: _("Lay partners named"), NoteKind.ADAPTED: _("Adapted"), NoteKind.LEARNT: _("Learnt")}
